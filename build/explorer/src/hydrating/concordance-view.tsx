/** The concordance on a page: a box to search in, and each place in its line, in the direction of its words. */

import { render } from "preact";
import { useState } from "preact/hooks";
import { pageAddress, swap, t } from "../page";
import { HIT_ORDERS, type Hit, type HitOrder, hitsIn, inOrder } from "./concordance";
import { provenText } from "./kept";
import { directionOf, useWords } from "./own-words";

const MOST_SHOWN = 500;

function Line({ hit }: { hit: Hit }) {
  return (
    <tr>
      <td class="before">{hit.before}</td>
      <td class="hit">
        <mark>{hit.found}</mark>
      </td>
      <td class="after">{hit.after}</td>
      <td dir="ltr">
        <a href={pageAddress(`statements/${encodeURIComponent(hit.statement)}.html`)}>
          <code>{hit.statement}</code>
        </a>
      </td>
    </tr>
  );
}

function Hits({ hits }: { hits: readonly Hit[] }) {
  const direction = directionOf(hits.map(({ found }) => found).join(" "));
  return (
    <div class="scroll">
      <table class="concordance" aria-label={t("concordance")} dir={direction}>
        <thead>
          <tr>
            {(["before", "hit", "after", "statement"] as const).map((word) => (
              <th key={word} scope="col" class={word}>
                {t(word)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody lang={direction === "rtl" ? "ar" : "en"}>
          {hits.slice(0, MOST_SHOWN).map((hit, n) => (
            <Line key={`${hit.statement} ${n}`} hit={hit} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Result({ asked, hits }: { asked: string; hits: readonly Hit[] }) {
  if (asked.trim() === "") return null;
  if (hits.length === 0) return <p class="nothing">{t("noHits")}</p>;
  const statements = new Set(hits.map(({ statement }) => statement)).size;
  return (
    <>
      <p class="total" data-total={hits.length} role="status">
        {t("hitsFound", { count: hits.length, statements })}{" "}
        {hits.length > MOST_SHOWN && t("hitsShown", { count: MOST_SHOWN })}
      </p>
      <Hits hits={hits} />
    </>
  );
}

function Concordance() {
  const words = useWords();
  const [asked, setAsked] = useState(new URLSearchParams(location.search).get("q") ?? "");
  const [order, setOrder] = useState<HitOrder>("inOrder");
  const all = [...words].flatMap(([statement, parts]) => hitsIn(statement, provenText(parts), asked));
  if (words.size === 0) return <p>{t("noWordsYet")}</p>;
  return (
    <>
      <search class="search">
        <label>
          {t("concordance")}
          <input type="search" dir="auto" value={asked} onInput={(event) => setAsked(event.currentTarget.value)} />
        </label>{" "}
        <label>
          {t("sortHits")}{" "}
          <select value={order} onChange={(event) => setOrder(event.currentTarget.value as HitOrder)}>
            {HIT_ORDERS.map((one) => (
              <option key={one} value={one}>
                {t(one)}
              </option>
            ))}
          </select>
        </label>
        <p class="hint">{t("concordanceHint")}</p>
      </search>
      <Result asked={asked} hits={inOrder(all, order)} />
    </>
  );
}

/** Put the concordance on its page. */
export function enhanceConcordance(place: Element): void {
  render(<Concordance />, place.querySelector(".pane") ?? place);
  swap(place, null);
}

/** What is said where nothing is found: which words occur nowhere, and which are like them. */

import { Fragment } from "preact";
import { EVERYTHING, formatView } from "../address";
import { t } from "../page";
import type { Library } from "./find";
import { useAnswer } from "./results";

/** A hint for a reader whose search finds nothing. */
export function Nothing({ library, q }: { library: Library; q: string }) {
  const hint = useAnswer(() => library.search.hint(q), [library, q]);
  const unknown = hint?.unknown ?? [];
  return (
    <>
      <p class="nothing">{t("nothingFound")}</p>
      {unknown.map(({ word, near }) => (
        <p key={word} class="hint">
          {t("wordNowhere", { word })}{" "}
          {near.length > 0 && (
            <>
              {t("wordsNear")}{" "}
              {near.map((other, n) => (
                <Fragment key={other}>
                  {n > 0 && " · "}
                  <a href={`?${formatView({ ...EVERYTHING, q: other, sort: "relevance" })}`}>
                    <bdi>{other}</bdi>
                  </a>
                </Fragment>
              ))}
            </>
          )}
        </p>
      ))}
      {q.trim() !== "" && hint && unknown.length === 0 && <p class="hint">{t("wordsApart")}</p>}
      {q.trim() !== "" && <p class="hint">{t("searchHow")}</p>}
    </>
  );
}

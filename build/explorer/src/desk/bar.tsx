/** The bar above the text: which document, which view, how far it is coded, and what the last step changed. */

import { language } from "./api";
import type { Coverage, DocumentName, Start } from "./model";
import { t } from "./words";

export type View = "code" | "settle" | "read" | "second";

export interface Notice {
  readonly kind: "good" | "bad";
  readonly title: string;
  readonly lines: readonly string[];
  /** What can be done about it at once. */
  readonly action?: { readonly word: string; readonly act: () => void };
}

export interface BarProps {
  readonly start: Start | null;
  readonly current: string;
  readonly view: View;
  readonly views: readonly View[];
  readonly coverage: Coverage | null;
  readonly steps: number;
  readonly setCurrent: (name: string) => void;
  readonly setView: (view: View) => void;
  readonly undo: () => void;
  readonly nextLeft: () => void;
}

function named(item: DocumentName): string {
  return item.new ? t("newDocument", { name: item.title }) : item.title;
}

function percent(part: number, whole: number): string {
  return new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 }).format(
    whole ? part / whole : 0,
  );
}

function CoverageBar({ coverage, nextLeft }: { coverage: Coverage; nextLeft: () => void }) {
  const { length, coded, aside, left } = coverage;
  const parts = {
    coded: percent(coded, length),
    aside: percent(aside, length),
    left: percent(length - coded - aside, length),
  };
  return (
    <div class="coverage" data-left={left.length}>
      <div role="img" class="measure" aria-label={t("coverage", parts)} title={t("coverage", parts)}>
        <span class="coded" style={{ inlineSize: `${(100 * coded) / Math.max(1, length)}%` }} />
        <span class="aside" style={{ inlineSize: `${(100 * aside) / Math.max(1, length)}%` }} />
      </div>
      <span class="small">{t("coverage", parts)}</span>
      {left.length ? (
        <button type="button" onClick={nextLeft}>
          {t("leftCount", { count: left.length })} <kbd>N</kbd>
        </button>
      ) : (
        <span class="small">{t("wholeCoded")}</span>
      )}
    </div>
  );
}

export function Bar(props: BarProps) {
  const { start, current, view, views } = props;
  const other = new URLSearchParams({
    lang: language === "ar" ? "en" : "ar",
    ...(current ? { document: current } : {}),
  });
  return (
    <header class="top">
      <h1>{t("desk")}</h1>
      {start?.coder ? <p>{t("secondCoder", { name: start.coder })}</p> : null}
      <label>
        {t("document")}{" "}
        <select value={current} onChange={(event) => props.setCurrent(event.currentTarget.value)}>
          <option value="">{t("choose")}</option>
          {(start?.documents ?? []).map((item) => (
            <option key={item.id} value={item.id} disabled={Boolean(item.problem)}>
              {named(item)}
            </option>
          ))}
        </select>
      </label>
      {views.length > 1 && current ? (
        <nav aria-label={t("views")}>
          {views.map((item) => (
            <button key={item} type="button" aria-pressed={item === view} onClick={() => props.setView(item)}>
              {t(item as "code")}
            </button>
          ))}
        </nav>
      ) : null}
      {props.steps ? (
        <button type="button" onClick={props.undo}>
          {t("undo")}
        </button>
      ) : null}
      <a href={`?${other}`} lang={language === "ar" ? "en" : "ar"} hreflang={language === "ar" ? "en" : "ar"}>
        {t("otherLanguage")}
      </a>
      {props.coverage && view === "code" ? <CoverageBar coverage={props.coverage} nextLeft={props.nextLeft} /> : null}
    </header>
  );
}

export function Told({ notice, close }: { notice: Notice | null; close: () => void }) {
  return (
    <div role="status" class="notice-place">
      {notice ? (
        <div class={`notice ${notice.kind}`}>
          <p>{notice.title}</p>
          <ul>
            {notice.lines.map((line) => (
              <li key={line}>
                <bdi>{line}</bdi>
              </li>
            ))}
          </ul>
          {notice.action ? (
            <button type="button" onClick={notice.action.act}>
              {notice.action.word}
            </button>
          ) : null}{" "}
          <button type="button" onClick={close}>
            {t("close")}
          </button>
        </div>
      ) : null}
    </div>
  );
}

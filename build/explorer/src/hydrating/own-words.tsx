/** The words of a reader's copy beside a summary: isolated, in their own direction, and always as text. */

import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { idOf } from "../links";
import { language, t } from "../page";
import { ALL_WORDS, type Word } from "../words";
import { type KeptPart, keptWords, onWords, wordsNow } from "./kept";
import { isProven } from "./outcomes";

const SEPARATOR = " · ";
const COMMA = language === "ar" ? "، " : ", ";

/** The direction of a text, by what most of its letters are. */
export function directionOf(text: string): "rtl" | "ltr" {
  const arabic = text.match(/[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/g)?.length ?? 0;
  return arabic * 2 >= (text.match(/\p{L}/gu)?.length ?? 0) ? "rtl" : "ltr";
}

function mended(how: readonly string[]): string {
  const told = [...new Set(how.filter((step) => step in ALL_WORDS).map((step) => t(step as Word)))];
  return told.length > 0 ? `${SEPARATOR}${t("mended", { how: told.join(COMMA) })}` : "";
}

function Part({ part }: { part: KeptPart }) {
  const direction = directionOf(part.text);
  const meaning = { exact: "exactMeans", moved: "movedMeans", changed: "changedMeans", absent: "absentMeans" } as const;
  return (
    <div class={`own-part ${isProven(part) ? "proven" : "unproven"}`} data-outcome={part.outcome}>
      {part.text !== "" && (
        <blockquote dir={direction} lang={direction === "rtl" ? "ar" : "en"}>
          {part.text.split("\n").map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </blockquote>
      )}
      <p class="grade">
        {t("wordsOfCopy")} (<bdi>{part.file}</bdi>
        {part.page === undefined ? "" : `${COMMA}${t("onPage", { page: part.page })}`}){SEPARATOR}
        <strong>{t(part.outcome)}</strong>: {t(meaning[part.outcome])}
        {mended(part.how)}
      </p>
    </div>
  );
}

/** Draw again whenever words are added or forgotten. */
export function useWords() {
  const [words, setWords] = useState(wordsNow());
  useEffect(() => {
    keptWords().then(setWords);
    return onWords(() => setWords(wordsNow()));
  }, []);
  return words;
}

/** The words of a statement; nothing where the reader gave no copy of its document. */
export function OwnWords({ statement }: { statement: string }) {
  const parts = useWords().get(statement) ?? [];
  if (parts.length === 0) return null;
  return (
    <div class="own-words">
      {parts.map((part) => (
        <Part key={part.part} part={part} />
      ))}
    </div>
  );
}

/** Show the words of every statement of a page below its summary. */
export async function enhanceOwnWords(): Promise<void> {
  const draw = () => {
    const places = "main :is([data-statement], li a.said):not([data-words])";
    for (const place of document.querySelectorAll<HTMLElement>(places)) {
      const words = document.createElement("div");
      place.dataset.words = "";
      place.after(words);
      // The summaries of a list are links to pages of statements; on such a page it is its own.
      const statement = place.dataset.statement || idOf(place instanceof HTMLAnchorElement ? place : location);
      render(<OwnWords statement={statement} />, words);
    }
  };
  // Most readers have no copy, and their pages stay as they are.
  if ((await keptWords()).size > 0) draw();
  else onWords(draw);
}

/** Names on the page: isolated, so that those of the other direction do not scramble the line. */

import { type Corpus, type NameTable, nameOf } from "../data";
import { language, t } from "../page";
import { FIELDS, type Field, NONE } from "../rows";
import { Marked } from "./marked";

/** The sign of each stance, which says without colour what the colour says. */
export const STANCE_SIGNS: Readonly<Record<string, string>> = { supports: "+", opposes: "−", mixed: "±", neutral: "○" };

/** Name a thing in the language of the page. */
export function here(corpus: Corpus, table: NameTable, id: string): string {
  return nameOf(corpus, table, id, language);
}

/** Name a value of a field in the language of the page. */
export function valueName(corpus: Corpus, field: Field, value: string): string {
  if (value === NONE && field === "forum") return t("noForum");
  return value === NONE && field === "year" ? t("noDate") : here(corpus, FIELDS[field], value);
}

/** A topic with the stance on it, as a chip that finds the statements with the same. */
export function StanceChip(props: { corpus: Corpus; topic: string; stance: string; href: string; q: string }) {
  const { corpus, topic, stance, href, q } = props;
  const name = here(corpus, "topics", topic);
  const stanceName = here(corpus, "stances", stance);
  return (
    <a class="chip" href={href} title={stanceName}>
      <span class={`stance ${stance}`} aria-hidden="true">
        {STANCE_SIGNS[stance]}
      </span>{" "}
      <bdi>
        <Marked text={name} q={q} />
      </bdi>
      <span class="unseen">: {stanceName}</span>
    </a>
  );
}

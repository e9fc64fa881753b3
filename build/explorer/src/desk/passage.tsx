/** The passage of a form: its parts with their words, each edge moved word by word. */

import { Findings } from "./fields";
import type { Form } from "./form";
import type { Place } from "./model";
import { type Characters, movedEdge } from "./offsets";
import { t, type Word } from "./words";

export interface PassageProps {
  readonly form: Form;
  readonly text: Characters;
  readonly adding: boolean;
  readonly findings: (field: string) => readonly string[];
  readonly setAdding: (adding: boolean) => void;
  readonly move: (part: number, start: number, end: number) => void;
  readonly remove: (part: number) => void;
}

const EDGES: readonly (readonly [word: Word, edge: "start" | "end", step: -1 | 1])[] = [
  ["startBack", "start", -1],
  ["startOn", "start", 1],
  ["endBack", "end", -1],
  ["endOn", "end", 1],
];

function Edges({ part, at, props }: { part: Place; at: number; props: PassageProps }) {
  const move = (edge: "start" | "end", step: -1 | 1) => {
    const offset = movedEdge(props.text, part[edge], edge, step);
    const [start, end] = edge === "start" ? [offset, part.end] : [part.start, offset];
    if (start < end) props.move(at, start, end);
  };
  return (
    <div class="edges">
      {EDGES.map(([word, edge, step]) => (
        <button key={word} type="button" onClick={() => move(edge, step)}>
          {t(word)}
        </button>
      ))}
    </div>
  );
}

export function Passage(props: PassageProps) {
  const { form, text, adding, setAdding } = props;
  return (
    <section class="passage" aria-label={t("passage")}>
      {form.parts.map((part, at) => (
        // A part that is cut stays the same part, so that the keyboard stays where it is.
        <div key={at} class="part">
          {form.parts.length > 1 ? <h3>{t("part", { number: at + 1 })}</h3> : null}
          <blockquote dir="auto">{text.slice(part.start, part.end)}</blockquote>
          <p class="quiet small">
            {part.page ? `${t("page", { page: part.page })} · ` : ""}
            <bdi>
              {part.start}–{part.end}
            </bdi>{" "}
            · <bdi>{part.sha256.slice(0, 12)}…</bdi>
          </p>
          <Edges part={part} at={at} props={props} />
          {form.parts.length > 1 ? (
            <button type="button" onClick={() => props.remove(at)}>
              {t("removePart", { number: at + 1 })}
            </button>
          ) : null}
          <Findings
            id={`part-${at}`}
            found={[...(part.problem ? [part.problem] : []), ...props.findings(`part.${at}`)]}
            quiet={false}
          />
        </div>
      ))}
      {form.mode === "code" ? (
        <button type="button" aria-pressed={adding} onClick={() => setAdding(!adding)}>
          {adding ? t("stopAdding") : t("addPart")}
        </button>
      ) : null}
      {adding ? (
        <p role="status" class="told">
          {t("addingPart")}
        </p>
      ) : null}
    </section>
  );
}

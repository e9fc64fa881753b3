/** The row of a document whose text lies in the folder, beside that text; with it those of its publisher and its event, where they are new. */

import { useEffect, useState } from "preact/hooks";
import { ask, Refused } from "./api";
import type { Notice } from "./bar";
import { Field, focusSoon } from "./fields";
import type { Cells, Choice, NewField, Problem, Said, Start } from "./model";
import { t } from "./words";

export interface NewDocumentProps {
  readonly start: Start;
  readonly name: string;
  readonly tell: (notice: Notice | null) => void;
  readonly added: (said: Said) => void;
}

const TABLE = "documents";
type Filled = Readonly<Record<string, Cells>>;

function empty(start: Start, filled: Filled): Problem[] {
  return Object.entries(filled).flatMap(([sheet, cells]) =>
    (start.fields[sheet]?.fields ?? [])
      .filter((field) => field.required && !cells[field.key]?.trim())
      .map((field) => ({ sheet, row: "", column: field.key, place: "", message: t("neededHere") })),
  );
}

/** The cells with identifiers in the place of names; a new row goes by the name that it is given. */
function valued(start: Start, filled: Filled): Filled {
  const named = (sheet: string) => filled[sheet]?.name_en || filled[sheet]?.name_ar || "";
  return Object.fromEntries(
    Object.entries(filled).map(([sheet, cells]) => {
      const fields = start.fields[sheet]?.fields ?? [];
      const made = fields.map((field) => {
        const text = cells[field.key] ?? "";
        return [field.key, text === NEW ? named(field.refers) : chosenIn(field.choices, text)];
      });
      return [sheet, Object.fromEntries(made)];
    }),
  );
}

const NEW = "+";

function useText(name: string): string {
  const [text, setText] = useState("");
  useEffect(() => {
    const stop = new AbortController();
    ask<{ text: string }>("text", { document: name }, stop.signal).then(
      (answer) => setText(answer.text),
      (reason) => {
        if (!stop.signal.aborted) throw reason;
      },
    );
    return () => stop.abort();
  }, [name]);
  return text;
}

interface FieldsProps {
  readonly start: Start;
  readonly table: string;
  readonly filled: Filled;
  readonly problems: readonly Problem[];
  readonly fill: (table: string, key: string, text: string) => void;
  readonly create: (table: string, key: string, of: string, name: string) => void;
  readonly leave: (table: string) => void;
}

function Fields(props: FieldsProps) {
  const { start, table, filled, problems, fill, create } = props;
  return (start.fields[table]?.fields ?? []).map((field) => {
    const other = start.fields[field.refers];
    const own = filled[field.refers];
    const cell = filled[table]?.[field.key] ?? "";
    const fresh: Choice[] = own ? [[NEW, own.name_en || own.name_ar || t("unnamed"), ""]] : [];
    const found = problems.filter((problem) => problem.sheet === table && problem.column === field.key);
    const add = (name: string) => {
      create(table, field.key, field.refers, name);
      return NEW;
    };
    return (
      <div key={field.key}>
        <Field
          id={`${table === TABLE ? "document" : table}-${field.key}`}
          column={{ ...field, list: -1, strict: !field.refers, given: false, ltr: false }}
          choices={field.choices}
          value={shownIn(field.choices, cell)}
          findings={found.map((problem) => problem.message)}
          fresh={fresh}
          create={other && table === TABLE ? { title: other.title, add } : undefined}
          onChange={(text) => fill(table, field.key, chosenIn(field.choices, text))}
        />
        {other && own && table === TABLE && cell === NEW ? (
          <fieldset class="group">
            <legend>{t("addRow", { table: other.title })}</legend>
            <Fields {...props} table={field.refers} />
            <button type="button" onClick={() => props.leave(field.refers)}>
              {t("leaveNew")}
            </button>
          </fieldset>
        ) : null}
      </div>
    );
  });
}

/** What is filled in for the document and for the rows that it needs first. */
function useFilled(start: Start) {
  const [filled, setFilled] = useState<Filled>({ [TABLE]: {} });
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const fill = (table: string, key: string, cell: string) => {
    setProblems((before) => before.filter((problem) => problem.sheet !== table || problem.column !== key));
    setFilled((before) => ({ ...before, [table]: { ...before[table], [key]: cell } }));
  };
  const create = (table: string, key: string, of: string, called: string) => {
    const column = /[\u0600-\u06ff]/.test(called) ? "name_ar" : "name_en";
    setFilled((before) => ({ ...before, [of]: { [column]: called }, [table]: { ...before[table], [key]: NEW } }));
    focusSoon(() => document.querySelector<HTMLElement>(`[id^="${of}-"]`));
  };
  const leave = (table: string) =>
    setFilled((before) => {
      const { [table]: _, ...rest } = before;
      const own = Object.entries(rest[TABLE] ?? {}).map(([key, cell]) => {
        const field = start.fields[TABLE]?.fields.find((one) => one.key === key);
        return [key, cell === NEW && field?.refers === table ? "" : cell];
      });
      return { ...rest, [TABLE]: Object.fromEntries(own) };
    });
  return { filled, problems, setProblems, fill, create, leave };
}

function useAdding(props: NewDocumentProps, held: ReturnType<typeof useFilled>) {
  const { start, name, tell, added } = props;
  const refuse = (told: readonly Problem[]) => {
    held.setProblems(told);
    const lines = told.filter((one) => !one.column).map((one) => one.message);
    tell({ kind: "bad", title: t("nothingWritten"), lines });
    focusSoon(() => document.querySelector(".sheets .found")?.closest(".field")?.querySelector("input, select"));
  };
  return async () => {
    const lacking = empty(start, held.filled);
    if (lacking.length) return refuse(lacking);
    const { [TABLE]: cells, ...needed } = valued(start, held.filled);
    try {
      const said = await ask<Said>("add-document", { document: name, version: start.version, cells, new: needed });
      if (!said.written) return refuse(said.problems);
      tell({ kind: "good", title: t("written"), lines: said.told ?? [] });
      added(said);
    } catch (reason) {
      if (!(reason instanceof Refused)) throw reason;
      tell({ kind: "bad", title: t("failed"), lines: [reason.message, ...(reason.answer.told ?? [])] });
    }
  };
}

function Read({ name }: { name: string }) {
  const lines = useText(name).split("\n");
  return (
    <section class="text" aria-label={t("text")}>
      {lines.map((line, at) =>
        line.trim() ? (
          <p key={at} dir="auto" class="line">
            {line}
          </p>
        ) : null,
      )}
    </section>
  );
}

export function NewDocument(props: NewDocumentProps) {
  const { start, name } = props;
  const held = useFilled(start);
  const add = useAdding(props, held);
  return (
    <div class="beside adding">
      <Read name={name} />
      <form
        class="sheets"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <h2>
          <bdi>{name}</bdi>
        </h2>
        <p class="hint">{t("addDocumentHint")}</p>
        <Fields {...held} start={start} table={TABLE} />
        <div class="buttons">
          <button type="submit" class="main">
            {t("addDocument")}
          </button>
        </div>
      </form>
    </div>
  );
}

function shownIn(choices: NewField["choices"], value: string): string {
  return choices.find((choice) => choice[0] === value)?.[1] ?? value;
}

function chosenIn(choices: NewField["choices"], label: string): string {
  return choices.find((choice) => choice[1] === label)?.[0] ?? label;
}

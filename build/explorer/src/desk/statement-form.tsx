/** The form beside the text: a statement with all its links, or why nothing is coded. */

import { useEffect, useRef, useState } from "preact/hooks";
import { Citations, Errata, MoreRows, NewRows } from "./belongings";
import { Field } from "./fields";
import { type Form, NEW, ROLE } from "./form";
import { choicesOf, columnOf, type Doc, type Said, sheetOf } from "./model";
import type { Characters } from "./offsets";
import { GROUPS, Pairs } from "./pairs";
import { Passage } from "./passage";
import { t } from "./words";

export interface Shared {
  readonly most: number;
  readonly shared: Readonly<Record<string, { readonly count: number; readonly words: string }>>;
}

export interface FormProps {
  readonly doc: Doc;
  readonly form: Form;
  readonly text: Characters;
  readonly said: Said | null;
  readonly checking: boolean;
  readonly shared: Shared | null;
  readonly adding: boolean;
  readonly findings: (field: string) => readonly string[];
  readonly elsewhere: readonly string[];
  readonly change: (made: (form: Form) => void) => void;
  readonly setAdding: (adding: boolean) => void;
  readonly move: (part: number, start: number, end: number) => void;
  readonly write: () => void;
  readonly remove: () => void;
  readonly close: () => void;
}

const SUMMARIES = ["summary_en", "summary_ar"];

function Cell({ props, name, many, long }: { props: FormProps; name: string; many?: boolean; long?: boolean }) {
  const { doc, form, findings, change } = props;
  const column = columnOf(doc, "lines", name);
  if (!column) return null;
  return (
    <Field
      id={`cells-${name}`}
      // How names are parted in a cell is of no use where they are picked.
      column={many ? { ...column, note: "" } : column}
      choices={choicesOf(doc, column)}
      value={form.cells[name] ?? ""}
      many={many ?? false}
      long={long ?? false}
      findings={findings(`cells.${name}`)}
      onChange={(value) =>
        change((made) => {
          made.cells = { ...made.cells, [name]: value };
        })
      }
    />
  );
}

function SharedWords({ shared, name }: { shared: Shared | null; name: string }) {
  const found = shared?.shared[name];
  if (!shared || !found?.count) return null;
  return (
    <p class={found.count > shared.most ? "shared many" : "shared"} data-shared={found.count}>
      {t("shared", { count: found.count, most: shared.most })} <bdi class="quiet">{found.words}</bdi>
    </p>
  );
}

/** The statements that this one may answer, by their marks. */
function Responds({ props }: { props: FormProps }) {
  const { doc, form, findings, change } = props;
  const column = columnOf(doc, "lines", "responds_to");
  if (!column) return null;
  const rows = sheetOf(doc, "lines")?.rows ?? [];
  const marks = [...new Set(rows.map((row) => row.cells.mark ?? ""))].filter((mark) => /-s\d{3}$/.test(mark));
  const others = marks.filter((mark) => mark !== form.mark);
  return (
    <Field
      id="cells-responds_to"
      column={{ ...column, strict: true }}
      choices={others.map((mark) => [mark, mark, ""] as const)}
      value={form.cells.responds_to ?? ""}
      findings={findings("cells.responds_to")}
      onChange={(value) =>
        change((made) => {
          made.cells = { ...made.cells, responds_to: value };
        })
      }
    />
  );
}

function StatementFields(props: FormProps) {
  const roles = (sheetOf(props.doc, "lines")?.columns ?? []).filter((column) => column.key.startsWith(ROLE));
  return (
    <>
      <Cell props={props} name="kind" />
      <fieldset class="group columns">
        <legend>{t("actors")}</legend>
        {roles.map((column) => (
          <Cell key={column.key} props={props} name={column.key} many />
        ))}
      </fieldset>
      <fieldset class="group">
        <legend>{t("summaries")}</legend>
        {SUMMARIES.map((name) => (
          <div key={name}>
            <Cell props={props} name={name} long />
            <SharedWords shared={props.shared} name={name} />
          </div>
        ))}
      </fieldset>
      {GROUPS.map((words) => (
        <Pairs key={words.group} {...props} words={words} />
      ))}
      <Citations {...props} />
      <Errata {...props} />
      <Cell props={props} name="event_id" />
      <Cell props={props} name="date" />
      <Responds props={props} />
      <Cell props={props} name="note_en" long />
      <MoreRows {...props} />
      <NewRows {...props} />
    </>
  );
}

function Mode({ props }: { props: FormProps }) {
  const modes = [
    ["code", "asStatement"],
    ["aside", "asAside"],
  ] as const;
  if (props.form.mark !== NEW || props.form.asideKey) return null;
  return (
    <fieldset class="mode">
      <legend>{t("whatIsIt")}</legend>
      {modes.map(([mode, word]) => (
        <label key={mode}>
          <input
            type="radio"
            name="mode"
            checked={props.form.mode === mode}
            onChange={() =>
              props.change((form) => {
                form.mode = mode;
              })
            }
          />{" "}
          {t(word)}
        </label>
      ))}
    </fieldset>
  );
}

/** What was read is changed only by somebody who says so. */
function Sealed({ props }: { props: FormProps }) {
  const { doc, form, change } = props;
  if (!doc.sealed.includes(form.mark)) return null;
  return (
    <label class="tick">
      <input
        type="checkbox"
        checked={form.sealed}
        onChange={(event) => {
          const { checked } = event.currentTarget;
          change((made) => {
            made.sealed = checked;
          });
        }}
      />{" "}
      {t("changeSealed")}
    </label>
  );
}

function Verdict({ said, checking, elsewhere }: FormProps) {
  const count = (said?.problems.length ?? 0) + (said?.others?.length ?? 0);
  const verdict = !said ? t("checking") : count ? t("findings", { count }) : t("clean");
  return (
    <div role="status" class="verdict" data-findings={said ? count : ""} data-checking={checking}>
      <p>{checking && said ? `${verdict} ${t("checking")}` : verdict}</p>
      {elsewhere.length ? (
        <>
          <p>{t("elsewhere")}</p>
          <ul class="found">
            {elsewhere.map((line) => (
              <li key={line}>
                <bdi>{line}</bdi>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {(said?.pending ?? []).concat(said?.kept ?? []).map((line) => (
        <p key={line} class="quiet small">
          <bdi>{line}</bdi>
        </p>
      ))}
    </div>
  );
}

function Buttons(props: FormProps) {
  const [sure, setSure] = useState(false);
  const old = props.form.mark !== NEW || props.form.asideKey;
  return (
    <div class="buttons">
      <button type="submit" class="main" aria-keyshortcuts="Control+Enter">
        {t("write")} <kbd>{t("writeKeys")}</kbd>
      </button>
      <button type="button" aria-keyshortcuts="Escape" onClick={props.close}>
        {t("cancel")} <kbd>Esc</kbd>
      </button>
      {old ? (
        <button type="button" class="danger" onClick={() => (sure ? props.remove() : setSure(true))}>
          {sure ? t("reallyRemove") : t("removeStatement")}
        </button>
      ) : null}
    </div>
  );
}

export function StatementForm(props: FormProps) {
  const { form, close, write, change } = props;
  const top = useRef<HTMLHeadingElement>(null);
  const where = `${form.mark} ${form.asideKey}`;
  useEffect(() => top.current?.focus(), [where]);
  const title = form.asideKey
    ? t("aside")
    : form.mark === NEW
      ? t("newStatement")
      : t("statement", { name: form.mark.replace(/^.*-/, "") });
  const remove = (part: number) =>
    change((made) => {
      made.parts = made.parts.filter((_, at) => at !== part);
    });
  return (
    <form
      class="form"
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        write();
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          write();
        }
      }}
    >
      <h2 tabIndex={-1} ref={top}>
        {title}
      </h2>
      <Passage {...props} remove={remove} />
      <Mode props={props} />
      <Sealed props={props} />
      {form.mode === "aside" ? (
        <>
          <Cell props={props} name="set_aside" />
          <Cell props={props} name="set_aside_note" />
        </>
      ) : (
        <StatementFields {...props} />
      )}
      <Verdict {...props} />
      <Buttons {...props} />
    </form>
  );
}

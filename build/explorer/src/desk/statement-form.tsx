/** The form beside the text: a statement with all its links, or why nothing is coded. */

import { useEffect, useRef, useState } from "preact/hooks";
import { language } from "./api";
import { Citations, Errata, MoreRows, NewRows } from "./belongings";
import { Field, focusSoon } from "./fields";
import { type Form, NEW, ROLE } from "./form";
import { choicesOf, columnOf, type Doc, type Row, type Said, sheetOf } from "./model";
import type { Characters } from "./offsets";
import { GROUPS, Pairs } from "./pairs";
import { Passage } from "./passage";
import { naming } from "./rows";
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
  /** What a writing said that wrote nothing. */
  readonly refused: Said | null;
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
      {...naming(props, column)}
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
  const others = rows.filter(
    (row) => row.cells.kind && /-s\d{3}$/.test(row.cells.mark ?? "") && row.cells.mark !== form.mark,
  );
  const told = (row: Row) => (language === "ar" ? row.cells.summary_ar : row.cells.summary_en) ?? "";
  return (
    <Field
      id="cells-responds_to"
      column={{ ...column, strict: true, note: t("respondsHint") }}
      choices={others.map((row) => [row.key, row.cells.mark ?? "", told(row).slice(0, 60), told(row)] as const)}
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
      <NewRows {...props} table="actors" />
      <Cell props={props} name="event_id" />
      <NewRows {...props} table="events" />
      <Cell props={props} name="date" />
      <Responds props={props} />
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
        <Pairs key={words.group} {...props} words={words}>
          {words.table ? <NewRows {...props} table={words.table} /> : null}
        </Pairs>
      ))}
      <Citations {...props} />
      <Errata {...props} />
      <Cell props={props} name="note_en" long />
      <MoreRows {...props} />
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

function Verdict({ said, checking }: FormProps) {
  const count = (said?.problems.length ?? 0) + (said?.others?.length ?? 0);
  const verdict = !said ? t("checking") : count ? t("findings", { count }) : t("clean");
  return (
    <div class="verdict" data-findings={said ? count : ""} data-checking={checking}>
      <span role="status">{checking && said ? `${verdict} ${t("checking")}` : verdict}</span>
      {count ? (
        <button type="button" onClick={toNextFinding}>
          {t("nextFinding")}
        </button>
      ) : null}
    </div>
  );
}

/** Go to the field of the next thing that the checks say, behind where somebody is; from the last to the first. */
function toNextFinding(): void {
  const lists = [...document.querySelectorAll<HTMLElement>(".form .found")];
  const fields = lists.map(
    (list) => list.closest(".field")?.querySelector<HTMLElement>("input, select, textarea") ?? list,
  );
  const here = document.activeElement;
  const bar = here?.closest(".buttons");
  const from = bar ? last.field : here;
  const behind = fields.find(
    (field) => from?.isConnected && from.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  const next = behind ?? fields[0];
  if (!next) return;
  last.field = next;
  next.focus();
  next.scrollIntoView({ block: "center" });
}

const last: { field: Element | null } = { field: null };

/** What is said of no field of the form. */
function Elsewhere({ said, elsewhere }: FormProps) {
  const open = (said?.pending ?? []).concat(said?.kept ?? []);
  return (
    <div class="elsewhere">
      {elsewhere.length ? (
        <>
          <p>{t("elsewhere")}</p>
          <ul class="found" tabIndex={-1}>
            {elsewhere.map((line) => (
              <li key={line}>
                <bdi>{line}</bdi>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {open.length ? <p class="quiet small">{t("stillOpen")}</p> : null}
      {open.map((line) => (
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
      <Verdict {...props} />
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
  useEffect(() => {
    last.field = null;
    top.current?.focus();
  }, []);
  // Who wrote in vain is led to the first reason.
  useEffect(() => {
    if (!props.refused) return;
    last.field = top.current;
    focusSoon(() => {
      toNextFinding();
      return null;
    });
  }, [props.refused]);
  const title =
    form.mode === "aside"
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
      <Elsewhere {...props} />
      <Buttons {...props} />
    </form>
  );
}

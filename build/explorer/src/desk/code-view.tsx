/** Reading and coding: the text, the form beside it, and what happens between them and the server. */

import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { ask } from "./api";
import type { Notice } from "./bar";
import { stopChecks, useChecks } from "./checks";
import { changesOf, type Form, formOf, newForm, ownLines, rebased, spansOf, takeCitations } from "./form";
import { type Doc, type Place, type Said, sheetOf, spanOf } from "./model";
import { Characters } from "./offsets";
import { refusal } from "./refusal";
import { StatementForm } from "./statement-form";
import { selectedNow, standing, TextView } from "./text-view";
import { t } from "./words";

export interface CodeProps {
  readonly doc: Doc;
  readonly cursor: number;
  readonly setCursor: (unit: number) => void;
  readonly nextLeft: () => void;
  readonly load: () => Promise<Doc>;
  readonly tell: (notice: Notice | null) => void;
  readonly wrote: (said: Said) => void;
}

function copied(form: Form): Form {
  return structuredClone(form);
}

/** Show that a phone has selected words, which tells no end of the selection. */
function useTouchSelection(): boolean {
  const [some, setSome] = useState(false);
  useEffect(() => {
    const look = () => setSome(selectedNow() !== null);
    document.addEventListener("selectionchange", look);
    return () => document.removeEventListener("selectionchange", look);
  }, []);
  return some;
}

function useForm(props: CodeProps) {
  const { doc, tell } = props;
  const [form, setForm] = useState<Form | null>(null);
  const [adding, setAdding] = useState(false);
  const propose = useCallback(
    (start: number, end: number, exact = false) =>
      ask<Place>("propose", { document: doc.document, start, end, exact }).catch((reason) => {
        tell({ kind: "bad", title: t("failed"), lines: [String(reason.message)] });
        return null;
      }),
    [doc, tell],
  );
  const change = useCallback((made: (form: Form) => void) => {
    setForm((before) => {
      if (!before) return before;
      const after = copied(before);
      made(after);
      return after;
    });
  }, []);
  const setParts = (made: (parts: Place[]) => Place[]) =>
    change((after) => {
      after.parts = made(after.parts).sort((one, other) => one.start - other.start);
      after.notes = [...new Set(after.parts.flatMap((part) => part.notes))];
      takeCitations(doc, after);
    });
  // What is opened while the document is read anew is opened in the new one.
  const asOpened = useRef("");
  // Each opening is a form of its own, which takes the keyboard.
  const [opening, setOpening] = useState(0);
  const show = (made: Form) => {
    setForm(made);
    setOpening((before) => before + 1);
  };
  const open = (made: Form) => {
    asOpened.current = JSON.stringify(made);
    show(made);
  };
  /** Tell of a form that goes unwritten, and give it back to who wants it. */
  const keep = () => {
    if (!form || JSON.stringify(form) === asOpened.current) return;
    const act = () => {
      tell(null);
      show(rebased(doc, latest.current, form));
    };
    tell({ kind: "good", title: t("unwritten"), lines: [], action: { word: t("openAgain"), act } });
  };
  const latest = useRef(doc);
  latest.current = doc;
  const pending = useRef<Promise<unknown>>(Promise.resolve());
  return { form, setForm, adding, setAdding, propose, change, setParts, latest, pending, open, opening, keep };
}

type Held = ReturnType<typeof useForm>;

function useOpening(props: CodeProps, held: Held) {
  const { tell } = props;
  const { form, adding, setAdding, propose, setParts, latest, pending, open, keep } = held;
  const select = async (start: number, end: number, mode: Form["mode"] = "code") => {
    performance.mark("desk-selected");
    await pending.current;
    const place = await propose(start, end);
    if (!place) return;
    if (form && adding) {
      setParts((parts) => [...parts, place]);
      setAdding(false);
    } else {
      tell(null);
      keep();
      open({ ...newForm(latest.current, place), mode });
    }
  };
  const openRow = async (at: number) => {
    await pending.current;
    const doc = latest.current;
    const row = sheetOf(doc, "lines")?.rows[at];
    if (!row) return;
    const own = spanOf(row.key);
    const spans = row.cells.mark ? spansOf(doc, row.cells.mark) : own ? [own] : [];
    const places = await Promise.all(spans.map(([start, end]) => propose(start, end, true)));
    keep();
    open(
      formOf(
        doc,
        row,
        places.filter((place) => place !== null),
      ),
    );
  };
  return { select, openRow };
}

function useWriting(props: CodeProps, held: Held) {
  const { doc, load, tell, wrote } = props;
  const { form, setForm, pending } = held;
  const writing = useRef(false);
  const [refused, setRefused] = useState<Said | null>(null);
  const send = async (changes: object) => {
    if (!form || writing.current) return;
    writing.current = true;
    stopChecks();
    tell(null);
    try {
      const said = await ask<Said>("write", {
        document: doc.document,
        version: doc.version,
        changes,
        sealed: form.sealed,
      });
      if (!said.written) {
        setRefused(said);
        tell({ kind: "bad", title: t("nothingWritten"), lines: [] });
        return;
      }
      setForm(null);
      setRefused(null);
      tell({ kind: "good", title: t(said.told?.length ? "written" : "nothingChanged"), lines: said.told ?? [] });
      wrote(said);
      document.querySelector<HTMLElement>(".text")?.focus({ preventScroll: true });
      pending.current = load();
      await pending.current;
    } catch (reason) {
      const { notice, stale } = refusal(reason);
      tell(notice);
      if (stale) setForm(rebased(doc, await load(), form));
    } finally {
      writing.current = false;
    }
  };
  const write = () => form && send(changesOf(doc, form));
  const remove = () =>
    form && send({ lines: { cells: {}, gone: ownLines(doc, form), added: [] }, ...goneOf(doc, form) });
  return { write, remove, refused, setRefused };
}

/** The rows of other sheets that hang on a statement and go with it. */
function goneOf(doc: Doc, form: Form): Record<string, object> {
  const columns = {
    citations: "statement_id",
    errata: "statement_id",
    initiative_actors: "statement_id",
    link_notes: "mark",
  };
  const found = Object.entries(columns).map(([sheet, column]) => {
    const rows = sheetOf(doc, sheet)?.rows ?? [];
    const own = rows.flatMap((row, at) => (row.cells[column] === form.mark ? [at] : []));
    // A citation stays, and closes no statement any more.
    const change =
      sheet === "citations"
        ? { cells: Object.fromEntries(own.map((at) => [at, { statement_id: "" }])), gone: [], added: [] }
        : { cells: {}, gone: own, added: [] };
    return [sheet, change] as const;
  });
  return form.asideKey ? {} : Object.fromEntries(found);
}

/** The keys of the text: from unit to unit, open, set aside, on to what is left. */
function useKeys(props: CodeProps, held: Held, opening: ReturnType<typeof useOpening>) {
  const { doc, cursor, setCursor, nextLeft } = props;
  return (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const unit = doc.units[cursor];
    const act: Record<string, () => unknown> = {
      ArrowDown: () => setCursor(Math.min(doc.units.length - 1, cursor + 1)),
      ArrowUp: () => setCursor(Math.max(0, cursor - 1)),
      n: nextLeft,
      Enter: async () => {
        if (!unit) return;
        const own = standing(doc).find((item) => item.start >= unit[2] && item.end <= unit[3]);
        await (own && !held.adding ? opening.openRow(own.at) : opening.select(unit[2], unit[3]));
      },
      a: async () => {
        if (!unit) return;
        await opening.select(unit[2], unit[3], "aside");
      },
    };
    const action = act[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  };
}

export function CodeView(props: CodeProps) {
  const { doc, cursor } = props;
  const held = useForm(props);
  const { form, setForm, adding, setAdding, propose, change, setParts } = held;
  const opening = useOpening(props, held);
  const writing = useWriting(props, held);
  const checks = useChecks(doc, form, writing.refused, writing.setRefused);
  const text = useMemo(() => new Characters(doc.text), [doc]);
  const touched = useTouchSelection();
  const keys = useKeys(props, held, opening);
  const opened = useRef(form);
  opened.current = form;
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => opened.current && event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, []);
  const close = () => {
    held.keep();
    setForm(null);
    setAdding(false);
    document.querySelector<HTMLElement>(".text")?.focus({ preventScroll: true });
  };
  const move = async (part: number, start: number, end: number) => {
    const place = await propose(start, end, true);
    if (place) setParts((parts) => parts.map((item, at) => (at === part ? place : item)));
  };
  const takeTouched = () => {
    const found = selectedNow();
    if (found) opening.select(...found);
  };
  return (
    <div class={form ? "coding with-form" : "coding"} data-version={doc.version}>
      <TextView
        {...{ doc, text, cursor, keys }}
        chosen={form?.parts ?? []}
        quiet={!form}
        {...opening}
        setCursor={props.setCursor}
      />
      {touched ? (
        <button type="button" class="touched" onClick={takeTouched}>
          {t("codeSelected")}
        </button>
      ) : null}
      {form ? (
        <StatementForm
          key={held.opening}
          {...{ doc, form, text, adding, setAdding, change, move, close }}
          {...checks}
          {...writing}
        />
      ) : null}
    </div>
  );
}

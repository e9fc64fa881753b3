/** Checking a form while somebody types: quickly first, then as it will be checked when it is written. */

import { useEffect, useState } from "preact/hooks";
import { ask } from "./api";
import { changesOf, type Form, fieldOf, freshRows, NEW_TABLES } from "./form";
import { columnOf, type Doc, type Problem, type Said, sheetOf } from "./model";
import type { Shared } from "./statement-form";

const SOON = 80;
const THEN = 500;

/** Fields that a form shows, so that what is said elsewhere is told apart. */
function isShown(field: string): boolean {
  return !field.startsWith("form") && document.getElementById(idOf(field)) !== null;
}

function idOf(field: string): string {
  const [group = "", ...rest] = field.split(".");
  if (group === "cells") return `cells-${rest.join("-")}`;
  if (group === "part") return "form";
  const [row = "", column = ""] = rest;
  if (["topics", "positions", "initiatives"].includes(group)) {
    const end = { stance: "value", position: "value", relation: "value", actors: "actors" }[column] ?? "other";
    return `${group}-${row}-${end}`;
  }
  return column ? `${group}-${row}-${column}` : "";
}

/** Where a problem stands that the form shows no field for. */
function placeOf(doc: Doc, { sheet, column }: Problem): string {
  const titles = [sheetOf(doc, sheet)?.title, columnOf(doc, sheet, column)?.label];
  return titles.filter(Boolean).join(", ");
}

/** What is said with the names of new rows in the place of the marks that stand for them. */
function namesOfMarks(doc: Doc, form: Form | null): (message: string) => string {
  const rows = form ? NEW_TABLES.flatMap((table) => freshRows(doc, form, table)) : [];
  return (message) => rows.reduce((text, [mark, name]) => text.replaceAll(`'${mark}'`, `'${name}'`), message);
}

interface Checked {
  readonly said: Said | null;
  readonly checking: boolean;
  readonly shared: Shared | null;
}

const latest: { stop: AbortController | null } = { stop: null };

/** Ask no more about a form that is being written: what it changes is there then, and cannot be changed again. */
export function stopChecks(): void {
  latest.stop?.abort();
}

/** Ask for the checks of a form after each change; a newer question takes the place of an older one. */
function useAsking(doc: Doc, form: Form | null): Checked {
  const [said, setSaid] = useState<Said | null>(null);
  const [checking, setChecking] = useState(false);
  const [shared, setShared] = useState<Shared | null>(null);
  const spelt = form ? JSON.stringify(changesOf(doc, form)) : "";
  const sealed = form?.sealed ?? false;
  const mode = form?.mode;
  // What was said of a statement says nothing of a stretch that is set aside.
  useEffect(() => setSaid(null), [mode]);
  const { summary_en = "", summary_ar = "" } = form?.cells ?? {};
  useEffect(() => {
    if (!spelt) {
      setSaid(null);
      setShared(null);
      return;
    }
    const body = { document: doc.document, version: doc.version, changes: JSON.parse(spelt), sealed };
    const stop = new AbortController();
    latest.stop = stop;
    const quietly = (reason: unknown) => {
      if (!stop.signal.aborted) throw reason;
    };
    const run = async (whole: boolean) => {
      setSaid(await ask<Said>("check", { ...body, whole }, stop.signal));
      setChecking(!whole);
    };
    setChecking(true);
    const soon = setTimeout(() => {
      run(false).catch(quietly);
      const texts = { summary_en, summary_ar };
      ask<Shared>("shared", { document: doc.document, texts }, stop.signal).then(setShared, quietly);
    }, SOON);
    const then = setTimeout(() => run(true).catch(quietly), THEN);
    return () => {
      stop.abort();
      clearTimeout(soon);
      clearTimeout(then);
    };
  }, [doc, spelt, sealed, summary_en, summary_ar]);
  return { said, checking, shared };
}

export function useChecks(doc: Doc, form: Form | null, refused: Said | null, forget: (said: null) => void) {
  const checked = useAsking(doc, form);
  const { said: found } = checked;
  // What a refused writing said stands until the checks say something newer.
  useEffect(() => forget(null), [found]);
  const said = refused ?? found;
  const told = new Map<string, string[]>();
  const named = namesOfMarks(doc, form);
  for (const problem of said?.problems ?? []) {
    const field = fieldOf(problem);
    told.set(field, [...(told.get(field) ?? []), named(problem.message)]);
  }
  const findings = (field: string) => told.get(field) ?? [];
  const elsewhere = [
    ...(said?.problems ?? [])
      .filter((problem) => {
        const field = fieldOf(problem);
        return !(field.startsWith("part.") || isShown(field));
      })
      .map((problem) => `${placeOf(doc, problem)}: ${named(problem.message)}`),
    ...(said?.others ?? []),
  ];
  return { ...checked, checking: checked.checking && !refused, said, findings, elsewhere };
}

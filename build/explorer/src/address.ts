/** The address: every choice of a view stands in it, so that a view can be kept, cited and sent. */

import type { Filters } from "./filters";
import { type Choices, FIELD_NAMES, type Field } from "./rows";

export const SORTS = ["reading", "date", "-date", "relevance"] as const;
export type Sort = (typeof SORTS)[number];

export const LAYOUTS = ["list", "table", "chart"] as const;
export type Layout = (typeof LAYOUTS)[number];

/** What the lanes of the timeline are. */
export const LANES = ["forum", "actor"] as const;
export type Lanes = (typeof LANES)[number];

/** What a page shows. */
export interface View extends Filters {
  /** What is searched for. */
  readonly q: string;
  readonly sort: Sort;
  readonly view: Layout;
  readonly lanes: Lanes;
  /** Pages are counted from 1. */
  readonly page: number;
}

export const EVERYTHING: View = {
  choices: {},
  q: "",
  from: "",
  to: "",
  sort: "reading",
  view: "list",
  lanes: "forum",
  page: 1,
};

const DATE = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/;

/** Say whether a text is a day, a month or a year. */
export function isDate(text: string): boolean {
  return DATE.test(text);
}

/** The order in which a view is shown if nobody chooses one: the best matches first where something is searched for. */
export function usualSort(q: string): Sort {
  return q.trim() === "" ? "reading" : "relevance";
}

function oneOf<T extends string>(allowed: readonly T[], value: string | null, otherwise: T): T {
  return allowed.find((name) => name === value) ?? otherwise;
}

/** Read a view from the part of an address after the question mark. */
export function parseView(search: string): View {
  const given = new URLSearchParams(search);
  const choices: Partial<Record<Field, readonly string[]>> = {};
  for (const field of FIELD_NAMES) {
    const values = [...new Set(given.getAll(field))].filter((value) => value !== "");
    if (values.length > 0) choices[field] = values;
  }
  const q = given.get("q") ?? "";
  return {
    choices,
    q,
    from: given.get("from") ?? "",
    to: given.get("to") ?? "",
    sort: oneOf(SORTS, given.get("sort"), usualSort(q)),
    view: oneOf(LAYOUTS, given.get("view"), "list"),
    lanes: oneOf(LANES, given.get("lanes"), "forum"),
    page: Math.max(1, Number.parseInt(given.get("page") ?? "", 10) || 1),
  };
}

/** Write a view as the part of an address after the question mark; what is as usual is left out. */
export function formatView(view: View): string {
  const given = new URLSearchParams();
  if (view.q !== "") given.set("q", view.q);
  for (const field of FIELD_NAMES) {
    for (const value of view.choices[field] ?? []) given.append(field, value);
  }
  if (view.from !== "") given.set("from", view.from);
  if (view.to !== "") given.set("to", view.to);
  if (view.sort !== usualSort(view.q)) given.set("sort", view.sort);
  if (view.view !== "list") given.set("view", view.view);
  if (view.lanes !== "forum") given.set("lanes", view.lanes);
  if (view.page !== 1) given.set("page", String(view.page));
  return given.toString();
}

/** Choose the values of a field; the other choices stay, and the view begins at its first page. */
export function choosing(view: View, field: Field, values: readonly string[]): View {
  const choices: Choices = { ...view.choices, [field]: values };
  return { ...view, choices, page: 1 };
}

/** Choose a value of a field, or no longer choose it. */
export function toggling(view: View, field: Field, value: string): View {
  const chosen = view.choices[field] ?? [];
  return choosing(view, field, chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value]);
}

/** How many choices narrow a view, the search not counted. */
export function choiceCount(view: View): number {
  const chosen = FIELD_NAMES.reduce((sum, field) => sum + (view.choices[field]?.length ?? 0), 0);
  return chosen + Number(view.from !== "") + Number(view.to !== "");
}

/** A view without bounds that are no dates: what is said to the reader and then not used. */
export function usable(view: View): View {
  return { ...view, from: isDate(view.from) ? view.from : "", to: isDate(view.to) ? view.to : "" };
}

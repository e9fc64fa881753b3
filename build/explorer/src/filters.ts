/**
 * Filters: which statements a view shows, and how many each further choice would.
 *
 * Within a field any of the chosen values will do, across fields all must hold. Fields that describe one row together
 * (a topic and the stance on it, an actor and its role, an article and who wants what of it) must hold of the same row.
 */

import type { Corpus } from "./data";
import {
  type Choices,
  type Condition,
  FIELD_NAMES,
  FIELDS,
  type Field,
  GROUP_NAMES,
  GROUPS,
  type Group,
  type GroupName,
  type Item,
  isChosen,
  MAY_BE_EMPTY,
  NONE,
  type Rows,
} from "./rows";

export interface Filters {
  readonly choices: Choices;
  /** The first and the last day, month or year; empty for no bound. */
  readonly from: string;
  readonly to: string;
}

/**
 * Say whether a date may lie between two others, each a day, a month or a year.
 *
 * A month is in a range that has one of its days. Texts are compared as they are, which is right for such dates once
 * a date that begins with the bound, or the bound with it, counts as inside.
 */
export function within(date: string | null, from: string, to: string): boolean {
  if (from === "" && to === "") return true;
  if (date === null) return false;
  const afterFrom = from === "" || date >= from || from.startsWith(date);
  const beforeTo = to === "" || date <= to || date.startsWith(to);
  return afterFrom && beforeTo;
}

function rowMatches(row: number, conditions: readonly Condition[]): boolean {
  for (const [numbers, chosen] of conditions) if (!chosen[numbers[row] ?? -1]) return false;
  return true;
}

/** Say of a place whether one of its rows in a group is as chosen. */
function groupMatches(rows: Rows, name: GroupName, choices: Choices): (place: number) => boolean {
  const { starts } = rows.of(name);
  const conditions = rows.conditions(name, choices);
  return (place) => {
    const end = starts[place + 1] ?? 0;
    for (let row = starts[place] ?? 0; row < end; row += 1) if (rowMatches(row, conditions)) return true;
    return false;
  };
}

/** The groups that the choices make count. */
const groupsAsked = (choices: Choices): GroupName[] =>
  GROUP_NAMES.filter((name) => GROUPS[name].asked.some((field) => isChosen(choices, field)));

/** Give the statements that the filters let through, in the order in which they come. */
export function chosenItems(items: readonly Item[], { choices, from, to }: Filters): Item[] {
  const rows = items[0]?.rows;
  const tests = rows ? groupsAsked(choices).map((name) => groupMatches(rows, name, choices)) : [];
  const bounded = from !== "" || to !== "";
  return items.filter(
    ({ statement, place }) =>
      (!bounded || within(statement.date, from, to)) && tests.every((matches) => matches(place)),
  );
}

/**
 * Count, for each value of a field, the statements that would be found if it were the field's only choice.
 *
 * @param items the statements that the search found, or all.
 * @param filters what is chosen; the field's own choices do not narrow its counts.
 */
export function countsOf(items: readonly Item[], filters: Filters, field: Field): Map<string, number> {
  const choices = { ...filters.choices, [field]: [] };
  const names = GROUP_NAMES.filter((name) => {
    const group: Group = GROUPS[name];
    return group.fields.includes(field) && group.asked.some((other) => other === field || isChosen(choices, other));
  });
  const rows = items[0]?.rows;
  if (!rows || names.length === 0) return new Map();
  const groups = names.map((name) => ({ ...rows.of(name), conditions: rows.conditions(name, choices, field) }));
  const values = rows.values(field);
  const counts = new Int32Array(values.length);
  // In how many groups each value was last seen, and in which statement: where several groups have the field, as that of
  // actors, a value must be in each.
  const seen = new Int32Array(values.length);
  const where = new Int32Array(values.length).fill(-1);
  const met: number[] = [];
  for (const { place } of chosenItems(items, { ...filters, choices })) {
    groups.forEach(({ starts, fields, conditions }, at) => {
      const numbers = fields[field] ?? new Int32Array();
      const end = starts[place + 1] ?? 0;
      for (let row = starts[place] ?? 0; row < end; row += 1) {
        const value = numbers[row] ?? 0;
        if (!rowMatches(row, conditions)) continue;
        if (where[value] !== place) {
          where[value] = place;
          seen[value] = 0;
        }
        if (seen[value] !== at) continue;
        seen[value] = at + 1;
        if (at + 1 < groups.length) continue;
        if (counts[value] === 0) met.push(value);
        counts[value] = (counts[value] ?? 0) + 1;
      }
    });
  }
  return new Map(met.map((value) => [values[value] ?? "", counts[value] ?? 0]));
}

/** A choice that names nothing in the data. */
export interface UnknownChoice {
  readonly field: Field;
  readonly value: string;
}

/** Find the choices that name nothing in the data, such as those of a mistyped address. */
export function unknownChoices(corpus: Corpus, choices: Choices): UnknownChoice[] {
  const known = (field: Field, value: string) =>
    Object.hasOwn(corpus.names[FIELDS[field]], value) || (MAY_BE_EMPTY.includes(field) && value === NONE);
  return FIELD_NAMES.flatMap((field) =>
    (choices[field] ?? []).filter((value) => !known(field, value)).map((value) => ({ field, value })),
  );
}

/** A facet: the values of one field, each with how many statements it would leave. */

import { useState } from "preact/hooks";
import { EVERYTHING, toggling, type View } from "../address";
import { countsOf } from "../filters";
import { fold } from "../fold";
import { number, t } from "../page";
import type { Field, Item } from "../rows";
import { navigate } from "../store";
import type { Library } from "./find";
import { valueName } from "./names";

/** Beyond so many values, a facet shows only the first and a box to find others. */
const SHORT = 8;

interface Value {
  readonly value: string;
  readonly name: string;
  /** Name and further names, folded, for finding. */
  readonly folded: () => string;
}

/** How often the first values of a field occur, where no more is loaded. */
const startCounts = ({ start }: Library, field: Field) => new Map(start?.facets[field]?.first ?? []);

const ordered = new WeakMap<Library, Map<Field, readonly Value[]>>();

type Counts = ReadonlyMap<string, number>;

/** The last counts of each field, by what they are counted among: for which choices, and how often each value occurs. */
const known = new WeakMap<readonly Item[], Map<Field, readonly [asked: string, counts: Counts]>>();

/** Count the values of a field among what a search found, once for the same choices. */
export function counted(items: readonly Item[], view: View, field: Field): Counts {
  const fields = known.get(items) ?? new Map<Field, readonly [string, Counts]>();
  known.set(items, fields);
  const asked = JSON.stringify([view.choices, view.from, view.to]);
  const [before, last] = fields.get(field) ?? [];
  if (last && before === asked) return last;
  const counts = countsOf(items, view, field);
  fields.set(field, [asked, counts]);
  return counts;
}

/** The values of a field, the most frequent of the whole data first, so that they keep their places; years by time. */
export function valuesOf(library: Library, field: Field): readonly Value[] {
  const fields = ordered.get(library) ?? new Map<Field, readonly Value[]>();
  ordered.set(library, fields);
  const before = fields.get(field);
  if (before) return before;
  const { corpus, start } = library;
  const counts = start ? startCounts(library, field) : counted(library.items, EVERYTHING, field);
  const values = [...counts]
    .sort(([one, ofOne], [other, ofOther]) => (field === "year" ? one.localeCompare(other) : ofOther - ofOne))
    .map(([value]) => {
      const aliases = field === "actor" ? (corpus.names.actors[value]?.aliases ?? "") : "";
      const name = valueName(corpus, field, value);
      return { value, name, folded: () => fold(`${name} ${aliases} ${value}`) };
    });
  fields.set(field, values);
  return values;
}

function Choice({ view, field, value, count }: { view: View; field: Field; value: Value; count: number }) {
  return (
    <li>
      <label>
        <input
          type="checkbox"
          checked={view.choices[field]?.includes(value.value) ?? false}
          onChange={() => navigate(toggling(view, field, value.value))}
        />
        <bdi class="name">{value.name}</bdi>
        <span class="count">{number(count)}</span>
      </label>
    </li>
  );
}

function FindBox({ field, text, onText }: { field: Field; text: string; onText: (text: string) => void }) {
  return (
    <input
      type="search"
      class="find"
      aria-label={t("findIn", { field: t(field) })}
      placeholder={t("findIn", { field: t(field) })}
      value={text}
      onInput={(event) => onText(event.currentTarget.value)}
    />
  );
}

interface FacetProps {
  readonly library: Library;
  readonly field: Field;
  readonly view: View;
  readonly items: readonly Item[];
  readonly open: boolean;
  /** Whether it is closed even where something is chosen, because what it filters stands below. */
  readonly folded: boolean;
}

function Choices({ library, field, view, items }: Omit<FacetProps, "open" | "folded">) {
  const [text, setText] = useState("");
  const [all, setAll] = useState(false);
  const counts = library.start ? startCounts(library, field) : counted(items, view, field);
  const chosen = view.choices[field] ?? [];
  const offered = valuesOf(library, field).filter(({ value }) => counts.has(value) || chosen.includes(value));
  const asked = fold(text);
  const matching = asked === "" ? offered : offered.filter(({ folded }) => ` ${folded()}`.includes(` ${asked}`));
  const of = library.start?.facets[field]?.of ?? matching.length;
  const many = Math.max(of, offered.length) > SHORT;
  const shown = all || asked !== "" ? matching : matching.filter(({ value }, n) => n < SHORT || chosen.includes(value));
  return (
    <fieldset>
      <legend class="unseen">{t(field)}</legend>
      {many && <FindBox field={field} text={text} onText={setText} />}
      {shown.length === 0 && <p class="hint">{t("nothingHere")}</p>}
      <ul>
        {shown.map((value) => (
          <Choice key={value.value} view={view} field={field} value={value} count={counts.get(value.value) ?? 0} />
        ))}
      </ul>
      {of > SHORT && asked === "" && (
        <button type="button" class="link" onClick={() => setAll(!all)}>
          {all ? t("showFewer") : t("showAll", { count: of })}
        </button>
      )}
    </fieldset>
  );
}

/** The choices of one field, counted once it is open. */
export function Facet({ open, folded, ...props }: FacetProps) {
  const { field, view } = props;
  const chosen = view.choices[field]?.length ?? 0;
  // Only at first: later the reader opens and closes it, and nothing closes around the focus.
  const [opened] = useState(open || (!folded && chosen > 0));
  const [looked, setLooked] = useState(opened);
  return (
    <details class="facet" open={opened} onToggle={(event) => event.currentTarget.open && setLooked(true)}>
      <summary>
        {t(field)}
        {chosen > 0 && <span class="badge">{number(chosen)}</span>}
      </summary>
      {looked && <Choices {...props} />}
    </details>
  );
}

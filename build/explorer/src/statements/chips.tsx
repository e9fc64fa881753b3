/** What is chosen, as chips that take it away again; and what cannot be used, said plainly. */

import { useEffect } from "preact/hooks";
import { EVERYTHING, isDate, toggling, type View } from "../address";
import { unknownChoices } from "../filters";
import { goToResults, t } from "../page";
import { FIELD_NAMES } from "../rows";
import { navigate } from "../store";
import type { Library } from "./find";
import { valueName } from "./names";

interface Chosen {
  readonly key: string;
  readonly name: string;
  /** The view without it. */
  readonly without: View;
}

function chosenOf(library: Library, view: View): Chosen[] {
  const bare = { ...view, page: 1 };
  const bounds = [
    { key: "q", name: t("searchChip", { value: view.q }), without: { ...bare, q: "" } },
    { key: "from", name: t("fromChip", { value: view.from }), without: { ...bare, from: "" } },
    { key: "to", name: t("toChip", { value: view.to }), without: { ...bare, to: "" } },
  ] as const;
  const values = FIELD_NAMES.flatMap((field) =>
    (view.choices[field] ?? []).map((value) => ({
      key: `${field}=${value}`,
      name: `${t(field)}: ${valueName(library.corpus, field, value)}`,
      without: toggling(view, field, value),
    })),
  );
  return [...bounds.filter(({ key }) => view[key] !== ""), ...values];
}

const HEADING = document.querySelector("h1")?.textContent ?? "";
const SITE = document.title.slice(document.title.lastIndexOf(" · "));

/** Say what a view shows: the page, and what is chosen. */
export function titleOf(library: Library, view: View): string {
  const chosen = chosenOf(library, view).map(({ name }) => name);
  return chosen.length === 0 ? HEADING : `${HEADING} – ${chosen.join("; ")}`;
}

/** Name the file of a view: what it holds, and what is chosen. */
export function fileName(what: string, view: View): string {
  const values = FIELD_NAMES.flatMap((field) => view.choices[field] ?? []);
  const words = [what, view.q, ...values, view.from, view.to].join(" ").match(/[\p{L}\p{N}]+/gu) ?? [];
  return `mawaqif-${words.join("-")}`.slice(0, 100);
}

/** Let the title of the page say what a view shows. */
export function useTitle(library: Library, view: View): void {
  const title = titleOf(library, view);
  useEffect(() => {
    document.title = title + SITE;
  }, [title]);
}

/** Show a view in which the chip that was pressed is gone. */
function leaveFor(view: View): void {
  navigate(view);
  goToResults();
}

/** Say what of an address cannot be used. */
function Faults({ library, view }: { library: Library; view: View }) {
  const unknown = unknownChoices(library.corpus, view.choices);
  const dates = [view.from, view.to].filter((date) => date !== "" && !isDate(date));
  if (unknown.length === 0 && dates.length === 0) return null;
  return (
    <div class="faults" role="alert">
      {unknown.map(({ field, value }) => (
        <p key={`${field}=${value}`}>{t("unknownValue", { value, field: t(field) })}</p>
      ))}
      {dates.map((value) => (
        <p key={value}>{t("notADate", { value })}</p>
      ))}
    </div>
  );
}

/** The choices of a view, each to be taken away. */
export function Chips({ library, view }: { library: Library; view: View }) {
  const chosen = chosenOf(library, view);
  return (
    <div class="chosen">
      <Faults library={library} view={view} />
      {chosen.length > 0 && (
        <ul class="chips" aria-label={t("filters")}>
          {chosen.map(({ key, name, without }) => (
            <li key={key}>
              <button
                type="button"
                class="chip"
                aria-label={t("removeFilter", { name })}
                onClick={() => leaveFor(without)}
              >
                <bdi>{name}</bdi> <span aria-hidden="true">×</span>
              </button>
            </li>
          ))}
          <li>
            <button type="button" class="link" onClick={() => leaveFor({ ...EVERYTHING, view: view.view })}>
              {t("clearAll")}
            </button>
          </li>
        </ul>
      )}
    </div>
  );
}

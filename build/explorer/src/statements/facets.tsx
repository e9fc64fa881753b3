/** The facets together: beside the results on a desk, folded above them on a phone. */

import { useEffect, useState } from "preact/hooks";
import { choiceCount, type View } from "../address";
import { t } from "../page";
import type { Field, Item } from "../rows";
import { Dates } from "./dates";
import { Facet } from "./facet";
import type { Library } from "./find";

/** From this width on, facets stand beside the results; `explorer.css` has the same. */
export const WIDE = matchMedia("(min-width: 56rem)");

function useWide(): boolean {
  const [wide, setWide] = useState(WIDE.matches);
  useEffect(() => {
    const follow = () => setWide(WIDE.matches);
    WIDE.addEventListener("change", follow);
    return () => WIDE.removeEventListener("change", follow);
  }, []);
  return wide;
}

interface FacetsProps {
  readonly library: Library;
  readonly view: View;
  /** What the search alone finds. */
  readonly items: readonly Item[];
  readonly fields: readonly Field[];
  /** The fields that are open from the start; where none is, all are closed, even where something is chosen. */
  readonly opened: readonly Field[];
}

/** The facets of some fields. */
export function Facets({ library, view, items, fields, opened }: FacetsProps) {
  const wide = useWide();
  const chosen = choiceCount(view);
  return (
    <details class="facets" open={wide}>
      <summary>{chosen > 0 ? t("filtersChosen", { count: chosen }) : t("filters")}</summary>
      <div class="columns">
        {fields.map((field) => (
          <Facet
            key={field}
            library={library}
            field={field}
            view={view}
            items={items}
            open={wide && opened.includes(field)}
            folded={opened.length === 0}
          />
        ))}
        <Dates view={view} />
      </div>
    </details>
  );
}

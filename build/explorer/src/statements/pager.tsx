/** The pages of a list of results, as links. */

import { formatView, type View } from "../address";
import { number, t } from "../page";

/** How many statements a page shows. */
export const PAGE_SIZE = 20;

/** How many pages so many statements fill; one, if there is none. */
export function pageCount(statements: number): number {
  return Math.max(1, Math.ceil(statements / PAGE_SIZE));
}

/** The pages to name: the first, the last, and those beside this one. */
function named(page: number, last: number): number[] {
  return Array.from({ length: last }, (_, n) => n + 1).filter((n) => n === 1 || n === last || Math.abs(n - page) <= 1);
}

/** Links to the pages of a view. */
export function Pager({ view, found }: { view: View; found: number }) {
  const last = pageCount(found);
  const page = Math.min(view.page, last);
  if (last === 1) return null;
  const address = (n: number) => `?${formatView({ ...view, page: n })}`;
  return (
    <nav class="pager" aria-label={t("pages")}>
      {page > 1 && (
        <a href={address(page - 1)} rel="prev">
          {t("previous")}
        </a>
      )}
      <ol>
        {named(page, last).map((n) => (
          <li key={n}>
            <a
              href={address(n)}
              aria-label={t("pageNumber", { page: n })}
              {...(n === page && { "aria-current": "page" })}
            >
              {number(n)}
            </a>
          </li>
        ))}
      </ol>
      {page < last && (
        <a href={address(page + 1)} rel="next">
          {t("next")}
        </a>
      )}
    </nav>
  );
}

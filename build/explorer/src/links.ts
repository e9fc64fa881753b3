/** Links that know more with scripts: to filtered views, and to the same view in the other language. */

import { pageAddress } from "./page";
import { onAddress } from "./store";

/** The identifier of the row whose page a link leads to. */
export const idOf = (link: { readonly pathname: string } | null): string =>
  decodeURIComponent(/([^/]+?)(?:\.html)?$/.exec(link?.pathname ?? "")?.[1] ?? "");

/** Let the links that name a filter open the statements that it finds. */
export function enhanceFilterLinks(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-filter]")) {
    link.href = pageAddress(`statements.html?${link.dataset.filter}`);
  }
}

/** Let the numbers of a table of an actor's sides open the statements that they count. */
export function enhanceSides(): void {
  for (const table of document.querySelectorAll<HTMLTableElement>("table[data-sides]")) {
    const stances = [...table.querySelectorAll("thead .stance")].map(({ classList }) => classList[1] ?? "");
    for (const row of table.tBodies[0]?.rows ?? []) {
      const topic = idOf(row.querySelector("a"));
      [...row.querySelectorAll("td")].forEach((cell, n) => {
        if (!/\d/.test(cell.textContent ?? "")) return;
        const link = document.createElement("a");
        const query = new URLSearchParams({ actor: table.dataset.sides ?? "", topic, stance: stances[n] ?? "" });
        link.href = pageAddress(`statements.html?${query}`);
        link.className = "count";
        link.setAttribute("aria-label", `${table.tHead?.rows[0]?.cells[n + 1]?.innerText ?? ""} ${cell.textContent}`);
        link.append(...cell.childNodes);
        cell.append(link);
      });
    }
  }
}

/** Let the link to the other language keep what the address says. */
export function enhanceLanguageLink(): void {
  const link = document.querySelector<HTMLAnchorElement>("#other-language");
  if (!link) return;
  const follow = () => {
    link.search = location.search;
    link.hash = location.hash;
  };
  onAddress(follow);
  globalThis.addEventListener("hashchange", follow);
  follow();
}

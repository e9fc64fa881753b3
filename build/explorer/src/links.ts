/** Links that know more with scripts: to filtered views, and to the same view in the other language. */

import { pageAddress } from "./page";
import { onAddress } from "./store";

/** Let the links that name a filter open the statements that it finds. */
export function enhanceFilterLinks(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-filter]")) {
    link.href = pageAddress(`statements.html?${link.dataset.filter}`);
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

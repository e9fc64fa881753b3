/** The explorer: makes the static pages of the site interactive. What a page does not need is not loaded. */

import { enhanceFilterLinks, enhanceLanguageLink, enhanceSides } from "./links";
import { swap, t } from "./page";

type Enhance = (place: Element) => void | Promise<void>;

/** Pages whose view does not offer itself what is to be taken away; `site.css` has the same. */
const BESIDE_VIEWS = "body:not([data-page=statements], [data-page=stances], [data-page=timeline])";

/** What to look for on a page, and what then makes it interactive. */
const PARTS: readonly (readonly [selector: string, load: () => Promise<Enhance>])[] = [
  ["#explorer", async () => (await import("./statements/view")).enhanceStatements],
  ["#matrix-controls", async () => (await import("./matrix/view")).enhanceMatrix],
  ["table.matrix", async () => (await import("./plots/matrices")).enhanceMatrices],
  ["#timeline", async () => (await import("./timeline")).enhanceTimeline],
  ["#sql-pane", async () => (await import("./sql/pane")).enhanceQueries],
  ["#own-copy", async () => (await import("./hydrating/copy-pane")).enhanceCopyPane],
  ["#concordance", async () => (await import("./hydrating/concordance-view")).enhanceConcordance],
  ["[data-statement], a.said", async () => (await import("./hydrating/own-words")).enhanceOwnWords],
  ["table[data-sortable]", async () => (await import("./tables")).enhanceTables],
  [`${BESIDE_VIEWS} .take`, async () => (await import("./taking")).enhanceTaking],
  [`${BESIDE_VIEWS} button[data-copy]`, async () => (await import("./copying")).enhanceCopying],
];

function sayFailed(place: Element, reason: unknown): void {
  const notice = document.createElement("p");
  notice.className = "faults";
  notice.setAttribute("role", "alert");
  notice.textContent = t("loadFailed", { reason: reason instanceof Error ? reason.message : String(reason) });
  place.before(notice);
}

async function enhance(selector: string, load: () => Promise<Enhance>): Promise<void> {
  const place = document.querySelector(selector);
  if (!place) return;
  try {
    const part = await load();
    await part(place);
  } catch (reason) {
    sayFailed(place, reason);
  }
}

// Shown inside another page, only the view itself.
if (new URLSearchParams(location.search).has("embed")) document.documentElement.dataset.embed = "";
enhanceLanguageLink();
// On a phone the menu is one line that moves sideways.
document.querySelector(".top nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
enhanceFilterLinks();
enhanceSides();
const own = PARTS.map(([selector]) => selector).join();
for (const element of document.querySelectorAll("[data-needs-script]")) {
  // The parts show their places themselves, when there is something to see.
  if (!element.matches(own)) swap(element, null);
}
await Promise.all(PARTS.map(([selector, load]) => enhance(selector, load)));
document.documentElement.dataset.explorer = "ready";

/** The view of the page, kept in its address: every change is a step that the browser can go back. */

import { useLayoutEffect, useState } from "preact/hooks";
import { formatView, parseView, type View } from "./address";
import { goToResults } from "./page";

type Listener = () => void;
const listeners = new Set<Listener>();

// Typing is one step of the history, however many letters it has.
let typing = false;

function notify(): void {
  for (const listener of listeners) listener();
}

globalThis.addEventListener("popstate", () => {
  typing = false;
  notify();
});

/** Call a function whenever the address of the page changes. */
export function onAddress(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Put a query into the address of the page, without loading it anew. */
export function setQuery(query: string, replacing = false): void {
  const address = `${location.pathname}${query === "" ? "" : `?${query}`}${location.hash}`;
  if (`${location.pathname}${location.search}${location.hash}` === address) return;
  if (replacing) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  notify();
}

/** Show another view. */
export function navigate(view: View): void {
  typing = false;
  setQuery(formatView(view));
}

/** Show another view while the reader types: the first letter makes a step of the history, the others change it. */
export function navigateTyping(view: View): void {
  setQuery(formatView(view), typing);
  typing = true;
}

/** The view that the address says, in a component that is drawn again whenever it changes. */
export function useView(): View {
  const [search, setSearch] = useState(location.search);
  // Before anything is painted, so that no step back falls between what is shown and who listens.
  useLayoutEffect(() => {
    const look = () => setSearch(location.search);
    look();
    return onAddress(look);
  }, []);
  return parseView(search);
}

/** Follow links to other views of the page without loading it anew. */
export function followLinks(inside: Element): void {
  inside.addEventListener("click", (event) => {
    const click = event as MouseEvent;
    const link = (click.target as Element).closest("a");
    if (!link || click.button !== 0 || click.metaKey || click.ctrlKey || click.shiftKey || click.altKey) return;
    // A link inside an SVG gives its address as an object.
    const target = new URL(link.getAttribute("href") ?? link.getAttribute("xlink:href") ?? "", location.href);
    if (target.origin !== location.origin || target.pathname !== location.pathname || target.hash !== "") return;
    event.preventDefault();
    navigate(parseView(target.search));
    // A heading by which rows are sorted is still there, and keeps the focus.
    if (!link.closest("th")) goToResults();
  });
}

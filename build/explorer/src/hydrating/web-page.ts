/** Web pages: the text that a reader sees, a line for each block, footnote markers as superscripts. */

const names = (text: string): ReadonlySet<string> => new Set(text.split(" "));

// What a browser lays out as a block, or as a cell of its own; and what it does not show as text.
const BLOCKS = names(
  "address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure " +
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main nav ol optgroup option p pre section select summary table " +
    "tbody td tfoot th thead tr ul",
);
const UNSEEN = names("audio canvas head iframe math noscript object rp rt script style svg template textarea video");
const MARKER = /^\s*[[(]?\s*[0-9٠-٩]{1,4}(?:\s*[,،]\s*[0-9٠-٩]{1,4})*\s*[\])]?\s*$/;
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const STYLE = "data-style";
const TEXT_NODE = 3;
const ELEMENT_NODE = 1;

/** Write digits as superscripts, which folding leaves out. */
export const raised = (text: string): string =>
  text.replace(/[0-9٠-٩]/g, (digit) => RAISED[digit.charCodeAt(0) & 0xf] ?? digit);

/** Tell whether digits are a footnote marker: raised, or a link to a note of the page. */
function isMarker(node: Node, text: string): boolean {
  if (!MARKER.test(text)) return false;
  let within = node.parentElement;
  for (let far = 0; far < 4 && within; far++, within = within.parentElement) {
    if (within.localName === "sup") return true;
    if (within.localName === "a" && (within.getAttribute("href") ?? "").includes("#")) return true;
  }
  return false;
}

function isSeen(element: Element): boolean {
  const style = (element.getAttribute(STYLE) ?? "").replaceAll(" ", "").toLowerCase();
  return !UNSEEN.has(element.localName) && !element.hasAttribute("hidden") && !style.includes("display:none");
}

function shown(node: Node): string {
  const text = node.textContent ?? "";
  if (isMarker(node, text)) return raised(text);
  return node.parentElement?.closest("pre") ? text : text.replace(/[ \t\r\n\f]+/g, " ");
}

/**
 * Take a page apart, without running or loading anything of it.
 *
 * Its styles go first: under the policy of this site the browser would complain of each.
 */
export function parsePage(source: string): Document {
  const bare = source
    .replace(/<style\b[\s\S]*?<\/style\s*>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, ` ${STYLE}=`));
  return new DOMParser().parseFromString(bare, "text/html");
}

/** Give the text that a page shows. */
export function pageText(page: Document): string {
  const parts: string[] = [];
  // A stack, because a page may nest its elements deeper than calls may.
  const left: (Node | string)[] = [page.documentElement];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if (typeof node === "string") {
      parts.push(node);
    } else if (node.nodeType === TEXT_NODE) {
      parts.push(shown(node));
    } else if (node.nodeType === ELEMENT_NODE && isSeen(node as Element)) {
      const block = BLOCKS.has((node as Element).localName) ? "\n" : "";
      parts.push(block);
      left.push(block, ...[...node.childNodes].reverse());
    }
  }
  const lines = parts.join("").split("\n");
  return lines
    .map((line) => line.replace(/ +/g, " ").trim())
    .filter((line) => line !== "")
    .join("\n");
}

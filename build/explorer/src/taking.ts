/** What a static page offers to take away: its address, its citation with what the address adds, and the statements on it. */

import { parseView } from "./address";
import { citationOf } from "./citing";
import { loadCorpus } from "./columns";
import { copyFrom } from "./copying";
import { save } from "./csv";
import { Files, loadStart, reading, Texts } from "./data";
import { chosenItems } from "./filters";
import { idOf } from "./links";
import { announce, root, t } from "./page";
import { recordOf, statementsCsv } from "./records";
import { itemsOf } from "./rows";

/** Save the statements that a filter finds. */
async function saveRows(filter: string, form: string): Promise<void> {
  const files = new Files(reading(root));
  const corpus = await loadCorpus(files);
  const statements = chosenItems(itemsOf(corpus), parseView(filter)).map(({ statement }) => statement);
  await new Texts(files, corpus.statements).fill(statements);
  const name = `mawaqif-statements-${filter.replace(/^.*=/, "")}.${form}`;
  if (form === "csv") save(name, "text/csv", statementsCsv(corpus, statements));
  else {
    const records = statements.map((statement) => recordOf(corpus, statement));
    save(name, "application/json", `${JSON.stringify(records, null, 1)}\n`);
  }
}

/** Let a citation name the address with its filters, in each of its forms; where none is published, that of the reader. */
function citeFilters(cited: Element): void {
  const texts = [...cited.querySelectorAll(".cite, pre code")].map((place) => ({
    place,
    text: place.textContent ?? "",
  }));
  const published = /^UR {2}- (.*)$/m.exec(texts.at(-1)?.text ?? "")?.[1];
  const renew = () => {
    for (const { place, text } of texts) {
      const address = (published ?? location.origin + location.pathname) + location.search;
      if (published !== undefined) place.textContent = text.replaceAll(published, address);
      else if (text.startsWith("@")) place.textContent = text.replace(/\n\}\s*$/, `\n  url = {${address}},\n}`);
      else if (text.startsWith("TY")) place.textContent = text.replace(/\nER {2}- $/m, `\nUR  - ${address}\nER  - `);
      else place.textContent = `${text} ${address}`;
    }
  };
  cited.addEventListener("toggle", renew);
}

const RIS = "application/x-research-info-systems";

function button(label: string, work: () => unknown, data: Readonly<Record<string, string>> = {}): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button";
  made.append(label);
  Object.assign(made.dataset, data);
  made.addEventListener("click", work);
  return made;
}

/** Add the forms of a citation to its line, made of the same facts as the citation of a view. */
async function addForms(cited: Element): Promise<void> {
  const start = await loadStart(new Files(reading(root)));
  const path = location.pathname
    .split("/")
    .slice(-2)
    .join("-")
    .replace(/\.html$/, "");
  const title = document.querySelector("h1")?.textContent ?? "";
  const { bibtex, ris } = citationOf(start, title, new Date(), path);
  for (const [name, text] of Object.entries({ BibTeX: bibtex, RIS: ris })) {
    const pre = document.createElement("pre");
    const code = document.createElement("code");
    code.append(text);
    pre.append(code);
    pre.dir = "ltr";
    pre.tabIndex = 0;
    const copy = button(t("copy"), () => copyFrom(copy, text));
    copy.setAttribute("aria-label", `${t("copy")} ${name}`);
    cited.append(pre, copy);
    if (name === "RIS")
      cited.append(
        " ",
        button(t("saveRis"), () => save(`${path}.ris`, RIS, text)),
      );
  }
}

/** Give the page of a single row its buttons, which its file does not hold. */
function offer(place: HTMLElement): void {
  const link = button(t("copyAddress"), () => copyFrom(link, location.href));
  place.append(link);
  const rows = place.dataset.rows;
  for (const form of rows === undefined ? [] : ["csv", "json"]) {
    const work = () => saveRows(rows ?? "", form).catch(sayFailed);
    place.append(button(`${form === "csv" ? `${t("count")}: ` : ""}${form.toUpperCase()}`, work, { form }));
  }
  const cited = place.querySelector("details#citation");
  cited?.addEventListener("toggle", () => addForms(cited).catch(sayFailed), { once: true });
}

const sayFailed = (reason: unknown): void => announce(t("loadFailed", { reason: String(reason) }));

/** Take the entry of a statement out of the file that has those of its whole document. */
function entryOf(text: string, id: string): string {
  const entries = text.split(/\n\n(?=@misc\{|TY {2}- )/);
  return entries.find((entry) => entry.startsWith(`@misc{${id},`) || entry.includes(`\nID  - ${id}\n`)) ?? text;
}

/** Let the links to entries save that of the statement alone, and the line above them be copied. */
function enhanceEntries(links: readonly HTMLAnchorElement[]): void {
  for (const link of links) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const id = idOf(location);
      const ending = link.href.replace(/^.*\./, "");
      const lines = ending === "ris" ? "\r\n" : "\n";
      fetch(link.href)
        .then(async (answer) => {
          if (!answer.ok) throw new Error(`${link.href}: ${answer.status}`);
          save(
            `${id}.${ending}`,
            ending === "ris" ? RIS : "text/x-bibtex",
            entryOf(await answer.text(), id)
              .trimEnd()
              .replaceAll("\n", lines) + lines,
          );
        })
        .catch(sayFailed);
    });
  }
  const last = links.at(-1);
  const line = document.querySelector(".cite");
  if (!last || !line) return;
  const copy = button(t("copy"), () => copyFrom(copy, line.textContent ?? ""));
  last.after(" ", copy);
}

/** Give the buttons of a page their work. */
export function enhanceTaking(place: Element): void {
  if (!place.querySelector("button")) offer(place as HTMLElement);
  enhanceEntries([...document.querySelectorAll<HTMLAnchorElement>("a[data-entry]")]);
  for (const button of place.querySelectorAll<HTMLButtonElement>("button[data-copy-link]")) {
    button.hidden = false;
    button.addEventListener("click", () => copyFrom(button, location.href));
  }
  for (const cited of place.querySelectorAll("details#citation:has(pre)")) citeFilters(cited);
}

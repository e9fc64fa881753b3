/** What a static page offers to take away: its address, its citation with what the address adds, and the statements on it. */

import { parseView } from "./address";
import { copyFrom } from "./copying";
import { save } from "./csv";
import { Files, loadCorpus, reading, Texts } from "./data";
import { chosenItems, itemsOf } from "./filters";
import { announce, root, t } from "./page";
import { recordOf, statementsCsv } from "./records";

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

/** Give the buttons of a page their work. */
export function enhanceTaking(place: Element): void {
  for (const button of place.querySelectorAll<HTMLButtonElement>("button[data-copy-link]")) {
    button.hidden = false;
    button.addEventListener("click", () => copyFrom(button, location.href));
  }
  for (const button of place.querySelectorAll<HTMLButtonElement>("button[data-rows]")) {
    button.hidden = false;
    button.addEventListener("click", () =>
      saveRows(button.dataset.rows ?? "", button.dataset.form ?? "").catch((reason) =>
        announce(t("loadFailed", { reason: String(reason) })),
      ),
    );
  }
  for (const cited of place.querySelectorAll("details#citation")) citeFilters(cited);
}

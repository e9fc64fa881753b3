/** The place where a reader drops a copy, sees what was found in it, and forgets it again. */

import { render } from "preact";
import { useState } from "preact/hooks";
import { announce, root, swap, t } from "../page";
import type { Word } from "../words";
import { restore } from "./copies";
import { forget, type Kept, keep, loadFingerprints } from "./kept";
import { isProven, OUTCOMES } from "./outcomes";
import { useWords } from "./own-words";
import { isPdf, readFile, UnreadableError } from "./reading";

/** Give the page time to draw. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Read a file, find the passages in it and keep them; gives a line on what was found. */
async function take(file: File): Promise<string> {
  const name = file.name;
  try {
    const published = await loadFingerprints();
    const data = await file.arrayBuffer();
    if (isPdf(data)) (await import("./pdf")).workFrom(`${root}assets/pdf/pdf.worker.js`);
    const found = await restore(name, data, await readFile(name, data), published, pause);
    if (found.length === 0) return t("fileForeign", { file: name });
    const lasting = await keep(found);
    const proven = found.filter(({ match }) => isProven(match)).length;
    const told = t("fileFound", { file: name, proven, total: found.length });
    return lasting ? told : `${told}. ${t("notKept")}`;
  } catch (reason) {
    const why = reason instanceof UnreadableError ? t(reason.word) : String(reason);
    return t("fileFailed", { file: name, reason: why });
  }
}

function Found({ words }: { words: Kept }) {
  const parts = [...words.values()].flat();
  const documents = [...new Set(parts.map(({ document }) => document))];
  return (
    <table>
      <caption class="unseen">{t("foundByDocument")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("document")}</th>
          {OUTCOMES.map((outcome) => (
            <th key={outcome} scope="col" class="num">
              {t(outcome)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {documents.map((document) => (
          <tr key={document}>
            <th scope="row">
              <code dir="ltr">{document}</code>
            </th>
            {OUTCOMES.map((outcome) => (
              <td key={outcome} class="num" data-outcome={outcome}>
                {parts.filter((part) => part.document === document && part.outcome === outcome).length}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Pane() {
  const words = useWords();
  const [told, setTold] = useState<readonly string[]>([]);
  const [reading, setReading] = useState("");
  const [over, setOver] = useState(false);
  const takeAll = async (files: readonly File[]) => {
    for (const file of files) {
      setReading(t("fileReading", { file: file.name }));
      const line = await take(file);
      announce(line);
      setTold((before) => [...before, line]);
    }
    setReading("");
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way to do what the button does.
    <div
      class={over ? "drop over" : "drop"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        takeAll([...(event.dataTransfer?.files ?? [])]);
      }}
    >
      <p>{t("ownCopyLead")}</p>
      <p>
        <label>
          {t("pickFiles")}{" "}
          <input
            type="file"
            multiple
            accept=".txt,.text,.md,.html,.htm,.xhtml,.pdf"
            onChange={(event) => takeAll([...(event.currentTarget.files ?? [])])}
          />
        </label>{" "}
        {t("dropHere")}
      </p>
      <p class="hint">{t("ownCopyKept")}</p>
      {told.map((line) => (
        <p key={line} class="told">
          {line}
        </p>
      ))}
      {reading !== "" && <p class="loading">{reading}</p>}
      {words.size > 0 && <Found words={words} />}
      {words.size > 0 && <Forget said={(line) => setTold([line])} />}
    </div>
  );
}

function Forget({ said }: { said: (line: string) => void }) {
  const press = async () => {
    await forget();
    const line: Word = "wordsForgotten";
    announce(t(line));
    said(t(line));
  };
  return (
    <p>
      <button type="button" class="button" onClick={press}>
        {t("forgetWords")}
      </button>
    </p>
  );
}

/** Let a reader give a copy on a page. */
export function enhanceCopyPane(place: Element): void {
  const pane = place.querySelector(".copy-pane") ?? place;
  render(<Pane />, pane);
  swap(place, null);
}

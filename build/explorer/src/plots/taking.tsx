/** Buttons for a picture: as SVG, as PNG, its figures as CSV, and a line that embeds it elsewhere. */

import { useState } from "preact/hooks";
import { copyFrom } from "../copying";
import { save, saveBlob, toCsv } from "../csv";
import { language, t } from "../page";
import { type Drawing, type Frame, pngOf, svgOf } from "./picture";

/** What is said of the data set on a picture, in both languages. */
function sources(): string[] {
  const { dataset } = document.body;
  const { en = "", ar = "" } = { en: dataset.sourceEn, ar: dataset.sourceAr };
  const lines = language === "ar" ? [ar, en] : [en, ar];
  const canonical = document.querySelector<HTMLLinkElement>("link[rel=canonical]")?.href;
  const address = canonical === undefined ? location.href : canonical + location.search;
  // The link that readers see keeps what the address says.
  const link = document.querySelector<HTMLLinkElement | HTMLAnchorElement>(
    `[hreflang=${language === "ar" ? "en" : "ar"}]`,
  );
  const other = link?.href.replace(/[?#].*$/, "") ?? "";
  return [...lines, `${address} (${new Date().toISOString().slice(0, 10)})`, other && other + location.search];
}

/** The line that shows this view, without what stands around it, in another page. */
function embedding(title: string): string {
  const address = new URL(location.href);
  address.searchParams.set("embed", "1");
  const quoted = (text: string) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return `<iframe src="${quoted(address.href)}" title="${quoted(title)}" width="100%" height="600" loading="lazy"></iframe>`;
}

interface TakePictureProps {
  readonly title: string;
  /** The same in the other language. */
  readonly other: string;
  /** The name of files, without its ending. */
  readonly name: string;
  readonly drawing: () => Drawing | undefined;
  readonly legend: Frame["legend"];
  readonly columns?: readonly string[];
  readonly rows?: readonly (readonly (string | number)[])[];
}

/** Buttons under a picture. */
export function TakePicture({ title, other, name, drawing, legend, columns, rows }: TakePictureProps) {
  const [embedded, setEmbedded] = useState(false);
  const svg = () => {
    const drawn = drawing();
    return drawn && svgOf(drawn, { title, other, sources: sources(), legend });
  };
  const take = async (fine: boolean) => {
    const text = svg();
    if (text === undefined) return;
    if (fine) saveBlob(`${name}.png`, await pngOf(text));
    else save(`${name}.svg`, "image/svg+xml", text);
  };
  return (
    <section class="takeaway picture" aria-label={t("takePicture")}>
      <button type="button" class="button" onClick={() => take(false)}>
        SVG
      </button>
      <button type="button" class="button" onClick={() => take(true)}>
        PNG
      </button>
      {columns && rows && (
        <button type="button" class="button" onClick={() => save(`${name}.csv`, "text/csv", toCsv(columns, rows))}>
          {t("figuresCsv")}
        </button>
      )}
      <button type="button" class="button" aria-expanded={embedded} onClick={() => setEmbedded(!embedded)}>
        {t("embed")}
      </button>
      {embedded && (
        <div class="as-sql">
          <pre dir="ltr">
            <code>{embedding(title)}</code>
          </pre>
          <button type="button" class="button" onClick={(event) => copyFrom(event.currentTarget, embedding(title))}>
            {t("copy")}
          </button>
        </div>
      )}
    </section>
  );
}

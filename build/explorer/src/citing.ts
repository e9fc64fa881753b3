/** Citations of a view with its filters: in one line, in BibTeX and in RIS. Those of a page are made with it. */

import type { Corpus } from "./data";
import { language, root, t } from "./page";

export interface Citation {
  readonly plain: string;
  readonly bibtex: string;
  readonly ris: string;
}

const TEX: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
};
const tex = (text: string): string => text.replace(/[\\&%$#_{}~^]/g, (sign) => TEX[sign] ?? `\\${sign}`);

/** The address of this view in the version that it shows; where the package has no address, the one of the reader. */
export function citedAddress(corpus: Pick<Corpus, "cited" | "version">): string {
  const { href } = location;
  return corpus.cited.address !== "" && href.startsWith(root) ? corpus.cited.address + href.slice(root.length) : href;
}

/**
 * Cite the view that the address shows.
 *
 * @param title what it shows.
 * @param today the day of reading.
 * @param key names the entry in a bibliography; where left out, after the day.
 */
export function citationOf(
  corpus: Pick<Corpus, "cited" | "version">,
  title: string,
  today: Date = new Date(),
  key?: string,
): Citation {
  const { cited, version } = corpus;
  const address = citedAddress(corpus);
  const day = today.toISOString().slice(0, 10);
  const [year = ""] = cited.published.split("-");
  const whole = cited.title[language];
  const authors = cited.creators.join("; ");
  const fields: readonly (readonly [string, string])[] = [
    ["author", cited.creators.map((name) => `{${tex(name)}}`).join(" and ")],
    ["title", `{${tex(title)}}`],
    ["howpublished", `${t("within")}: {${tex(whole)}}`],
    ["version", tex(version)],
    ["year", year],
    ["doi", cited.doi],
    ["url", address.replace(/[\\{}]/g, encodeURIComponent)],
    ["urldate", day],
  ];
  const tags: readonly (readonly [string, string])[] = [
    ["TY", "DATA"],
    ["ID", key ?? ""],
    ...cited.creators.map((name) => ["AU", name] as const),
    ["TI", title],
    ["T2", whole],
    ["ET", version],
    ["PY", year],
    ["DO", cited.doi],
    ["UR", address],
    ["Y2", day.replaceAll("-", "/")],
  ];
  const lines = fields.filter(([, value]) => value !== "").map(([name, value]) => `  ${name} = {${value}},\n`);
  const records = tags.filter(([, value]) => value !== "").map(([tag, value]) => `${tag}  - ${value}\r\n`);
  return {
    plain: `${authors}${year && ` (${year})`}. ${title}. ${t("within")}: ${whole}${t("comma")} ${t("version")} ${version}. ${address} (${day}).`,
    bibtex: `@misc{${key ?? `mawaqif-view-${day}`},\n${lines.join("")}}`,
    ris: `${records.join("")}ER  - \r\n`,
  };
}

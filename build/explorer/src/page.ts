/** The page that the scripts enhance: its language, its place in the site, and what it says of itself. */

import type { Language } from "./data";
import { numeral, say, type Values, type Word } from "./words";

const { body, documentElement } = document;

/** The language of the page. */
export const language: Language = documentElement.lang === "ar" ? "ar" : "en";

/** The address of the site's root, ending in a slash. */
export const root = new URL(body.dataset.root ?? "../", location.href).href;

/** Say something of the interface in the language of the page. */
export const t = (word: Word, values?: Values): string => say(language, word, values);

/** Say something of the interface in the other language. */
export const inOther = (word: Word): string => say(language === "ar" ? "en" : "ar", word);

/** Write a number in the language of the page. */
export const number = (value: number): string => numeral(language, value);

const AS_READ: Readonly<Record<number, Intl.DateTimeFormatOptions>> = {
  4: { year: "numeric" },
  7: { year: "numeric", month: "long" },
  10: { year: "numeric", month: "long", day: "numeric" },
};
const LOCALES = { en: "en-GB", ar: "ar-u-nu-latn-ca-gregory" } as const;

// A format takes long to make, and a list has many dates.
const formats = new Map<string, Intl.DateTimeFormat>();

/** Say a day, a month or a year as it is read: `14 December 2021`. */
export function readDate(date: string, inLanguage: Language = language): string {
  const options = AS_READ[date.length];
  const at = Date.parse(date);
  if (!options || Number.isNaN(at)) return date;
  const key = `${inLanguage} ${date.length}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(LOCALES[inLanguage], { ...options, timeZone: "UTC" });
  formats.set(key, format);
  return format.format(at);
}

/** Give the address of a page of the site in the language of this one. */
export const pageAddress = (path: string): string => `${root}${language}/${path}`;

const region = document.createElement("p");
region.className = "unseen";
region.setAttribute("role", "status");
body.append(region);

/** Say something to readers who do not see the page. */
export function announce(text: string): void {
  region.textContent = text;
}

/** Bring the reader to the number of results, after a link or a button has made others and is gone itself. */
export function goToResults(): void {
  // After the page is drawn anew.
  setTimeout(() => document.querySelector<HTMLElement>(".total[tabindex]")?.focus());
}

/** Show what needs scripts, and hide what only stands in for it. */
export function swap(interactive: Element | null, standIn: Element | null): void {
  interactive?.removeAttribute("hidden");
  standIn?.setAttribute("hidden", "");
}

/**
 * Clitics: the one-letter words and the article that Arabic writes together with the next word.
 *
 * A reader who looks for a noun also means the noun with "and", "in", "for" or "the" before it. So a word is
 * indexed as it stands and without each clitic that it may begin with. Which letters are clitics and which belong to
 * the word cannot be told from its form alone; what is taken off wrongly only adds a form that nobody looks for.
 */

import { fold } from "./fold";

const CONJUNCTIONS = ["و", "ف"];
const PREPOSITIONS = ["ب", "ل", "ك"];
const ARTICLE = "ال";
// "For" and the article together are written with two lams and no alef.
const FOR_THE = "لل";

// Most words begin with none of them.
const MAY_BE_CLITIC = /^[وفبلكا]/;

/** Fewer letters than these are no word that stands alone: what looks like a clitic is a part of it. */
const LEAST_LETTERS = 3;

/** A form of a word, and how many letters of the word stand before it. */
export interface Form {
  readonly form: string;
  readonly skipped: number;
}

function without(form: Form, clitics: readonly string[]): Form[] {
  return clitics
    .filter((clitic) => form.form.startsWith(clitic) && form.form.length - clitic.length >= LEAST_LETTERS)
    .map((clitic) => ({ form: form.form.slice(clitic.length), skipped: form.skipped + clitic.length }));
}

/**
 * Give a folded word as it stands, and without each clitic that it may begin with.
 *
 * The order of clitics is fixed: a conjunction, then a preposition, then the article.
 */
export function forms(word: string): Form[] {
  const whole = { form: word, skipped: 0 };
  if (!MAY_BE_CLITIC.test(word)) return [whole];
  const afterConjunction = [whole, ...without(whole, CONJUNCTIONS)];
  const afterPreposition = afterConjunction.flatMap((form) => [form, ...without(form, PREPOSITIONS)]);
  const afterArticle = afterPreposition.flatMap((form) => [form, ...without(form, [ARTICLE])]);
  const forThe = afterConjunction.flatMap((form) => without(form, [FOR_THE]));
  const found = new Map([...forThe, ...afterArticle].map((form) => [form.form, form]));
  return [...found.values()].sort((one, other) => one.skipped - other.skipped);
}

/**
 * Give the form under which a word of a query is looked up: without the article, whatever stands before it.
 *
 * A single letter is left on: in a query it is more often the word's own first letter.
 */
export function lookedUp(word: string): string {
  const bare = /^[وف]?(?:[بك]?ال|لل)(.{3,})$/u.exec(fold(word));
  return bare?.[1] ?? fold(word);
}

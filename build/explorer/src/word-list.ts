/** Where words stand: the list of all, and the places of each from `data/search/`, in parts. */

import type { Files } from "./data";
import { Lexicon } from "./matching";

/** The fields of a statement that a search looks in: `others` are the names of what it mentions, and where it was made. */
export const TEXT_FIELDS = ["summary", "actors", "topics", "others", "id"] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

/** `words.json`: the words in order, one a line, the first word of each part, and how many each field of each statement has. */
interface Words {
  readonly words: string;
  readonly starts: readonly number[];
  readonly lengths: Readonly<Record<TextField, readonly number[]>>;
}

/** A part: by field and place of a word in the part, the steps from one statement with it to the next. */
type Part = Readonly<Record<TextField, Readonly<Record<string, readonly number[]>>>>;

interface Lengths {
  readonly lengths: readonly number[];
  readonly average: number;
}

function fromSteps(steps: readonly number[]): number[] {
  let at = 0;
  return steps.map((step) => {
    at += step;
    return at;
  });
}

const lengthsOf = (lengths: readonly number[]): Lengths => ({
  lengths,
  average: lengths.reduce((sum, one) => sum + one, 0) / Math.max(1, lengths.length) || 1,
});

/** Load the list of words as it is published; what a list is made of may be asked for before it is needed. */
export const listedWords = (files: Files): Promise<Words> => files.get<Words>("data/search/words.json");

/** The words of a site. */
export class WordList {
  /** Every word, once. */
  readonly lexicon: Lexicon;
  private readonly numbers: ReadonlyMap<string, number>;
  private readonly known: ReadonlyMap<TextField, Lengths>;
  private readonly loaded = new Map<number, Part>();

  private constructor(
    private readonly files: Files,
    private readonly listed: Words,
  ) {
    this.numbers = new Map(listed.words.split("\n").map((word, n) => [word, n]));
    this.lexicon = new Lexicon(listed.words);
    this.known = new Map(TEXT_FIELDS.map((field) => [field, lengthsOf(listed.lengths[field])]));
  }

  /** Load the list of words; where they stand comes later. */
  static async load(files: Files): Promise<WordList> {
    return new WordList(files, await listedWords(files));
  }

  get all(): Iterable<string> {
    return this.numbers.keys();
  }

  /** How many words a field of each statement has. */
  lengths(field: TextField): Lengths {
    return this.known.get(field) ?? { lengths: [], average: 1 };
  }

  private partOf(number: number): number {
    let low = 0;
    let high = this.listed.starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.listed.starts[middle] ?? 0) <= number) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Load where some words stand. */
  async load(words: readonly string[]): Promise<void> {
    const wanted = new Set(
      words.flatMap((word) => {
        const number = this.numbers.get(word);
        return number === undefined ? [] : this.partOf(number);
      }),
    );
    const missing = [...wanted].filter((part) => !this.loaded.has(part));
    await Promise.all(
      missing.map(async (part) => this.loaded.set(part, await this.files.get<Part>(`data/search/${part}.json`))),
    );
  }

  /** Give where words stand that are loaded, by field: ascending places of statements, each as often as one of the words is there. */
  places(words: readonly string[]): Map<TextField, (readonly number[])[]> {
    const found = new Map<TextField, (readonly number[])[]>();
    for (const word of words) {
      const number = this.numbers.get(word);
      if (number === undefined) continue;
      const at = this.partOf(number);
      const part = this.loaded.get(at);
      for (const field of TEXT_FIELDS) {
        const steps = part?.[field][number - (this.listed.starts[at] ?? 0)];
        if (!steps) continue;
        const lists = found.get(field);
        if (lists) lists.push(fromSteps(steps));
        else found.set(field, [fromSteps(steps)]);
      }
    }
    return found;
  }
}

/** Where words stand: those of the summaries from `data/search/`, in parts; those of names and identifiers from the index. */

import type { Corpus, Files, NameTable, Statement } from "./data";
import { foldedWords } from "./fold";
import type { TextField } from "./search";

/** `words.json`: the words in order, the first word of each part, and how many words the summaries of each statement have. */
interface Words {
  readonly words: readonly string[];
  readonly starts: readonly number[];
  readonly lengths: readonly number[];
}

/** A part: for each word the steps from one statement to the next, in summaries, and in other forms of their terms. */
interface Part {
  readonly summary: readonly (readonly number[])[];
  readonly forms: Readonly<Record<string, readonly number[]>>;
}

/** Places of statements by word, each as often as the word stands there. */
type Places = Map<string, number[]>;

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

/** The names that each field of a statement is found by. */
const NAMED: Readonly<Record<"actors" | "topics" | "others", (statement: Statement) => [NameTable, string][]>> = {
  actors: ({ actors }) => actors.map(([id]) => ["actors", id]),
  topics: ({ topics }) => topics.map(([id]) => ["topics", id]),
  others: ({ initiatives, provisions, event, forum }) => [
    ...initiatives.map(([id]): [NameTable, string] => ["initiatives", id]),
    ...provisions.map((id): [NameTable, string] => ["provisions", id]),
    ...(event === null ? [] : [["events", event] as [NameTable, string]]),
    ...(forum === null ? [] : [["forums", forum] as [NameTable, string]]),
  ],
};

const lengthsOf = (lengths: readonly number[]): Lengths => ({
  lengths,
  average: lengths.reduce((sum, one) => sum + one, 0) / Math.max(1, lengths.length) || 1,
});

/** The words of a site. */
export class WordList {
  /** Every word, once. */
  readonly all: readonly string[];
  private readonly numbers: ReadonlyMap<string, number>;
  private readonly loaded = new Map<number, Part>();
  private readonly own = new Map<TextField, Places>();
  private readonly known = new Map<TextField, Lengths>();

  private constructor(
    corpus: Corpus,
    private readonly files: Files,
    private readonly listed: Words,
  ) {
    this.numbers = new Map(listed.words.map((word, n) => [word, n]));
    this.known.set("summary", lengthsOf(listed.lengths));
    const words = new Map<string, string[]>();
    const wordsOf = (table: NameTable, id: string): string[] => {
      const key = `${table} ${id}`;
      let found = words.get(key);
      if (!found) {
        const name = corpus.names[table][id];
        const aliases = table === "actors" ? (corpus.names.actors[id]?.aliases ?? "") : "";
        found = foldedWords(`${name?.en ?? ""} ${name?.ar ?? ""} ${aliases}`);
        words.set(key, found);
      }
      return found;
    };
    for (const [field, named] of Object.entries(NAMED) as [keyof typeof NAMED, (typeof NAMED)["actors"]][]) {
      this.add(field, corpus.statements, (statement) => named(statement).flatMap(([table, id]) => wordsOf(table, id)));
    }
    this.add("id", corpus.statements, ({ id }) => foldedWords(id));
    this.all = [...new Set([...listed.words, ...[...this.own.values()].flatMap((places) => [...places.keys()])])];
  }

  /** Load the list of words; where they stand comes later. */
  static async load(corpus: Corpus, files: Files): Promise<WordList> {
    return new WordList(corpus, files, await files.get<Words>("data/search/words.json"));
  }

  private add(field: TextField, statements: readonly Statement[], wordsOf: (statement: Statement) => string[]): void {
    const places: Places = new Map();
    const lengths = statements.map((statement, place) => {
      const words = wordsOf(statement);
      for (const word of words) {
        const found = places.get(word);
        if (found) found.push(place);
        else places.set(word, [place]);
      }
      return words.length;
    });
    this.own.set(field, places);
    this.known.set(field, lengthsOf(lengths));
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

  /** Load where some words stand in summaries. */
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

  /** Give where words stand that are loaded, by field: places of statements, each as often as one of the words is there. */
  places(words: readonly string[]): [TextField, number[]][] {
    const found = new Map<TextField, number[][]>();
    const add = (field: TextField, places: number[] | undefined) => {
      if (places) found.set(field, [...(found.get(field) ?? []), places]);
    };
    for (const word of words) {
      const number = this.numbers.get(word);
      if (number !== undefined) {
        const at = this.partOf(number);
        const place = number - (this.listed.starts[at] ?? 0);
        const part = this.loaded.get(at);
        const { [place]: summary } = part?.summary ?? [];
        if (summary?.length) add("summary", fromSteps(summary));
        const forms = part?.forms[place];
        if (forms) add("others", fromSteps(forms));
      }
      for (const [field, places] of this.own) add(field, places.get(word));
    }
    return [...found].map(([field, lists]) => [field, lists.flat()]);
  }
}

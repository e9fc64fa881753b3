/** Where words stand: those of the summaries from `data/search/`, in parts; those of names and identifiers from the index. */

import type { Corpus, Files, NameTable, Statement } from "./data";
import { foldedWords } from "./fold";
import { Lexicon } from "./matching";
import type { TextField } from "./search";
import { inSlices } from "./slices";

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

/** The fields that hold names, and the identifier. */
type NamedField = Exclude<TextField, "summary">;

/** What each field of a statement is found by: what names it, and which ones. */
const NAMED: Readonly<Record<Exclude<NamedField, "id">, (statement: Statement) => [NameTable, readonly string[]][]>> = {
  actors: ({ actors }) => [["actors", actors.map(([id]) => id)]],
  topics: ({ topics }) => [["topics", topics.map(([id]) => id)]],
  others: ({ initiatives, provisions, event, forum }) => [
    ["initiatives", initiatives.map(([id]) => id)],
    ["provisions", provisions],
    ["events", event === null ? [] : [event]],
    ["forums", forum === null ? [] : [forum]],
  ],
};

/** The words of one name, and the places of the statements that have it. */
interface NameWords {
  readonly field: NamedField;
  readonly words: readonly string[];
  readonly places: number[];
}

/** Give the value of a key, made where there is none. */
function of<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
  let found = known.get(key);
  if (found === undefined) {
    found = make();
    known.set(key, found);
  }
  return found;
}

const lengthsOf = (lengths: readonly number[]): Lengths => ({
  lengths,
  average: lengths.reduce((sum, one) => sum + one, 0) / Math.max(1, lengths.length) || 1,
});

/** The words of everything by which a thing is called. */
function wordsOf(corpus: Corpus, table: NameTable, id: string): string[] {
  const name = corpus.names[table][id];
  const aliases = table === "actors" ? (corpus.names.actors[id]?.aliases ?? "") : "";
  return [...foldedWords(name?.en ?? ""), ...foldedWords(`${name?.ar ?? ""} ${aliases}`)];
}

/** The words of a site. */
export class WordList {
  /** Every word, once. */
  readonly lexicon: Lexicon;
  readonly all: ReadonlySet<string>;
  private readonly numbers: ReadonlyMap<string, number>;
  private readonly loaded = new Map<number, Part>();

  private constructor(
    private readonly files: Files,
    private readonly listed: Words,
    /** The names in which each word stands, as often as it does. */
    private readonly names: ReadonlyMap<string, readonly NameWords[]>,
    private readonly known: ReadonlyMap<TextField, Lengths>,
  ) {
    this.numbers = new Map(listed.words.map((word, n) => [word, n]));
    this.all = new Set([...listed.words, ...names.keys()]);
    this.lexicon = new Lexicon(this.all);
  }

  /** Load the list of words; where they stand comes later. */
  static async load(corpus: Corpus, files: Files): Promise<WordList> {
    const listed = await files.get<Words>("data/search/words.json");
    const tables = new Map<NameTable, Map<string, NameWords>>();
    const ids = new Map<string, NameWords>();
    const lengths: Readonly<Record<NamedField, number[]>> = { actors: [], topics: [], others: [], id: [] };
    const fields = Object.entries(NAMED) as [keyof typeof NAMED, (typeof NAMED)[keyof typeof NAMED]][];
    await inSlices(corpus.statements, (statement, place) => {
      for (const [field, named] of fields) {
        let length = 0;
        for (const [table, members] of named(statement)) {
          const names = of(tables, table, () => new Map<string, NameWords>());
          for (const id of members) {
            const name = of(names, id, (): NameWords => ({ field, words: wordsOf(corpus, table, id), places: [] }));
            name.places.push(place);
            length += name.words.length;
          }
        }
        lengths[field].push(length);
      }
      const words = foldedWords(statement.id);
      for (const word of words)
        of(ids, word, (): NameWords => ({ field: "id", words: [word], places: [] })).places.push(place);
      lengths.id.push(words.length);
    });
    const byWord = new Map<string, NameWords[]>();
    await inSlices([...[...tables.values()].flatMap((names) => [...names.values()]), ...ids.values()], (name) => {
      for (const word of name.words) of(byWord, word, (): NameWords[] => []).push(name);
    });
    const known = new Map<TextField, Lengths>([["summary", lengthsOf(listed.lengths)]]);
    for (const [field, own] of Object.entries(lengths)) known.set(field as NamedField, lengthsOf(own));
    return new WordList(files, listed, byWord, known);
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

  /** Give where words stand that are loaded, by field: ascending places of statements, each as often as one of the words is there. */
  places(words: readonly string[]): Map<TextField, (readonly number[])[]> {
    const found = new Map<TextField, (readonly number[])[]>();
    const add = (field: TextField, places: readonly number[]) => of(found, field, () => []).push(places);
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
      for (const { field, places } of this.names.get(word) ?? []) add(field, places);
    }
    return found;
  }
}

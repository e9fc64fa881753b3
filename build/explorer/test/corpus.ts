/** An invented corpus: three talks about lamps. */

import { corpusOf, type Index } from "../src/columns";
import {
  type Corpus,
  Files,
  type Name,
  type Names,
  type NameTable,
  nameOf,
  type Position,
  type Statement,
  Texts,
} from "../src/data";
import { foldedWords } from "../src/fold";
import type { Search } from "../src/search";
import { TEXT_FIELDS, type TextField } from "../src/word-list";

const name = (en: string, ar: string): Name => ({ en, ar });

const nothing = { event: null, forum: null, initiatives: [], provisions: [], citations: 0 } as const;

export const STATEMENTS: readonly Statement[] = [
  {
    ...nothing,
    id: "lamps-2020-s001",
    document: "lamps-2020",
    ordinal: 1,
    kind: "quotation",
    date: "2020-05-12",
    event: "lamp-talks-1",
    forum: "lamp-talks",
    en: "Kenya wants brighter lamps, but no tax on oil.",
    ar: "تريد كينيا مصابيح أقوى، ولا تريد ضريبة على الزيت.",
    actors: [["kenya", "speaker"]],
    topics: [
      ["bright-lamps", "supports"],
      ["oil-tax", "opposes"],
    ],
    citations: 2,
  },
  {
    ...nothing,
    id: "lamps-2020-s002",
    document: "lamps-2020",
    ordinal: 2,
    kind: "position",
    date: "2020-06",
    event: "lamp-talks-1",
    forum: "lamp-talks",
    en: "Malta and Kenya back the article on wicks.",
    ar: "تؤيد مالطا وكينيا مادة الفتائل.",
    actors: [
      ["malta", "supporter"],
      ["kenya", "opponent"],
    ],
    topics: [["oil-tax", "supports"]],
    provisions: ["art-7"],
  },
  {
    ...nothing,
    id: "lamps-2021-s001",
    document: "lamps-2021",
    ordinal: 1,
    kind: "commentary",
    date: null,
    en: 'The Lamp Office says: "<b>light</b>", and the rest.',
    ar: "يقول مكتب المصابيح إن للسِّيَادَةِ على الزيت وبالضوء حدودًا.",
    actors: [["lamp-office", "speaker"]],
    topics: [["bright-lamps", "neutral"]],
    answers: "lamps-2020-s002",
  },
];

const POSITIONS: readonly Position[] = [
  ["art-7", "malta", "retain", "lamps-2020-s002"],
  ["art-7", "kenya", "delete", "lamps-2020-s002"],
];

const NAMES: Corpus["names"] = {
  actors: {
    kenya: { ...name("Kenya", "كينيا"), kind: "state", aliases: "" },
    malta: { ...name("Malta", "مالطا"), kind: "state", aliases: "مالطة" },
    "lamp-office": { ...name("Lamp Office", "مكتب المصابيح"), kind: "company", aliases: "" },
  },
  topics: {
    "bright-lamps": { ...name("Bright lamps", "المصابيح الساطعة"), theme: "light" },
    "oil-tax": { ...name("Tax on oil", "ضريبة الزيت"), theme: "money" },
  },
  years: { "2020": name("2020", "2020"), "2021": name("2021", "2021") },
  forums: { "lamp-talks": name("Lamp talks", "محادثات المصابيح") },
  events: { "lamp-talks-1": name("Lamp talks, first meeting", "محادثات المصابيح، الاجتماع الأول") },
  documents: { "lamps-2020": name("Lamps 2020", "مصابيح 2020"), "lamps-2021": name("Lamps 2021", "مصابيح 2021") },
  initiatives: {},
  provisions: { "art-7": name("Article 7: wicks", "المادة 7: الفتائل") },
  kinds: {
    quotation: name("quotation", "اقتباس"),
    position: name("position", "مطلب"),
    commentary: name("remark", "تعليق"),
  },
  stances: {
    supports: name("supports", "يؤيد"),
    opposes: name("opposes", "يعارض"),
    mixed: name("mixed", "مختلط"),
    neutral: name("neutral", "محايد"),
  },
  roles: {
    speaker: name("speaker", "متكلم"),
    supporter: name("supporter", "مؤيد"),
    opponent: name("opponent", "معارض"),
  },
  relations: {},
  positions: { retain: name("retain", "إبقاء"), delete: name("delete", "حذف") },
  themes: { light: name("light", "الضوء"), money: name("money", "المال") },
  actorKinds: { state: name("state", "دولة"), company: name("company", "شركة") },
};

const START = {
  cited: {
    title: name("Lamps", "المصابيح"),
    creators: ["Lamp Office", "Oil & Wicks"],
    published: "2021-05-12",
    doi: "",
    address: "https://example.org/lamps/1.0.0/",
  },
  version: "0.0.1",
  statements: STATEMENTS,
};

function columnsOf(members: Names): Record<string, string[]> {
  const rows = Object.entries(members).map(([id, row]): Record<string, string> => ({ id, ...row }));
  return Object.fromEntries(Object.keys(rows[0] ?? {}).map((column) => [column, rows.map((row) => row[column] ?? "")]));
}

/** The index of a site with these statements. */
function indexOf(): Index {
  const at = (table: NameTable, id: string | null) => Object.keys(NAMES[table]).indexOf(id ?? "");
  const place = (id: string | null | undefined) => STATEMENTS.findIndex((one) => one.id === id);
  const lists = (of: (statement: Statement) => number[]) =>
    [STATEMENTS.map((one) => of(one).length), STATEMENTS.flatMap(of)] as const;
  const pairs = (one: NameTable, other: NameTable, of: readonly (readonly [string, string])[]) =>
    of.flatMap(([id, said]) => [at(one, id), at(other, said)]);
  return {
    columns: {
      id: STATEMENTS.map(({ id }) => id),
      date: STATEMENTS.map(({ date }) => date),
      document: STATEMENTS.map((one) => at("documents", one.document)),
      ordinal: STATEMENTS.map(({ ordinal }) => ordinal),
      kind: STATEMENTS.map(({ kind }) => at("kinds", kind)),
      event: STATEMENTS.map(({ event }) => at("events", event)),
      forum: STATEMENTS.map(({ forum }) => at("forums", forum)),
      citations: STATEMENTS.map(({ citations }) => citations),
      answers: STATEMENTS.map(({ answers }) => place(answers)),
      actors: lists(({ actors }) => pairs("actors", "roles", actors)),
      topics: lists(({ topics }) => pairs("topics", "stances", topics)),
      initiatives: lists(({ initiatives }) => pairs("initiatives", "relations", initiatives)),
      provisions: lists(({ provisions }) => provisions.map((id) => at("provisions", id))),
    },
    positions: POSITIONS.flatMap(([provision, actor, position, id]) => [
      at("provisions", provision),
      at("actors", actor),
      at("positions", position),
      place(id),
    ]),
    synonyms: [],
    names: Object.fromEntries(
      Object.entries<Names>(NAMES).map(([table, members]) => [table, columnsOf(members)]),
    ) as unknown as Index["names"],
  };
}

export const CORPUS = corpusOf(START, indexOf());

/** Other forms of the terms in the summaries. */
const FORMS: Readonly<Record<string, string>> = { "lamps-2020-s002": "فتيلة الذبالة" };

function stepsOf(texts: readonly string[]): Map<string, number[]> {
  const steps = new Map<string, number[]>();
  const last = new Map<string, number>();
  for (const [place, text] of texts.entries()) {
    for (const word of foldedWords(text)) {
      steps.set(word, [...(steps.get(word) ?? []), place - (last.get(word) ?? 0)]);
      last.set(word, place);
    }
  }
  return steps;
}

/** What a search looks in, by field, a text of each statement. */
const TEXTS_OF: Readonly<Record<TextField, (statement: Statement) => string>> = {
  summary: ({ en, ar }) => `${en} . ${ar}`,
  actors: ({ actors }) => called("actors", ...actors.map(([id]) => id)),
  topics: ({ topics }) => called("topics", ...topics.map(([id]) => id)),
  others: ({ provisions, event, forum }) =>
    `${called("provisions", ...provisions)} ${called("events", event)} ${called("forums", forum)}`,
  id: ({ id }) => id,
};

function called(table: "actors" | "topics" | "provisions" | "events" | "forums", ...ids: (string | null)[]): string {
  const { actors } = CORPUS.names;
  const named = (id: string) => `${nameOf(CORPUS, table, id, "en")} ${nameOf(CORPUS, table, id, "ar")}`;
  return ids.map((id) => (id === null ? "" : `${named(id)} ${actors[id]?.aliases ?? ""}`)).join(" ");
}

/** The files of a site with these statements, a part for every two words. */
function filesOf(): ReadonlyMap<string, unknown> {
  const of = <Value>(make: (field: TextField) => Value) =>
    Object.fromEntries(TEXT_FIELDS.map((field) => [field, make(field)])) as Record<TextField, Value>;
  const texts = of((field) => STATEMENTS.map(TEXTS_OF[field]));
  const steps = of((field) => stepsOf(texts[field]));
  steps.others = stepsOf(texts.others.map((text, n) => `${text} ${FORMS[STATEMENTS[n]?.id ?? ""] ?? ""}`));
  const words = [...new Set(TEXT_FIELDS.flatMap((field) => [...steps[field].keys()]))].sort();
  const starts = [...words.keys()].filter((n) => n % 2 === 0);
  const lengths = of((field) =>
    texts[field].map((text) => {
      const own = foldedWords(text);
      return field === "summary" ? new Set(own).size : own.length;
    }),
  );
  const parts = starts.map((start, n): [string, unknown] => {
    const own = words.slice(start, start + 2);
    const part = of((field) =>
      Object.fromEntries(
        own.flatMap((word, at) => {
          const found = steps[field].get(word);
          return found ? [[at, found]] : [];
        }),
      ),
    );
    return [`data/search/${n}.json`, part];
  });
  return new Map<string, unknown>([
    ["data/search/words.json", { words: words.join("\n"), starts, lengths }],
    [
      "data/things.json",
      {
        documents: [["lamps-2020", "Lamps 2020", "مصابيح 2020"]],
        events: [["lamp-talks-1", "Lamp talks, first meeting", "محادثات المصابيح، الاجتماع الأول"]],
        terms: [["wick", "wick | lampwick", "فتيلة | ذبالة"]],
      },
    ],
    ...parts,
  ]);
}

const PUBLISHED = filesOf();

/** What of the files was read. */
export const READ: string[] = [];

export const FILES = new Files(async (path) => {
  READ.push(path);
  if (!PUBLISHED.has(path)) throw new Error(`${path}: 404`);
  return PUBLISHED.get(path);
});

export const TEXTS = new Texts(FILES, STATEMENTS);

/** How well each statement matches that a search finds, by its identifier. */
export async function matches(search: Search, q: string): Promise<Map<string, number>> {
  const scores = await search.find(q);
  const ids = STATEMENTS.map(({ id }, place): [string, number] => [id, scores?.[place] ?? 0]);
  return new Map(ids.filter(([, score]) => score > 0));
}

/** An invented corpus: three talks about lamps. */

import type { Corpus, Name, Statement } from "../src/data";

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
    forms: "فتيلة الذبالة",
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
  },
];

export const CORPUS: Corpus = {
  cited: {
    title: name("Lamps", "المصابيح"),
    creators: ["Lamp Office", "Oil & Wicks"],
    published: "2021-05-12",
    doi: "",
    address: "https://example.org/lamps/1.0.0/",
  },
  version: "0.0.1",
  statements: STATEMENTS,
  positions: [
    ["art-7", "malta", "retain", "lamps-2020-s002"],
    ["art-7", "kenya", "delete", "lamps-2020-s002"],
  ],
  names: {
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
  },
};

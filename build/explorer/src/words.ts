/** Every word of the interface that scripts write, in both languages. `{name}` is replaced by a value. */

import type { Language, Name } from "./data";
import { COPY_WORDS } from "./hydrating/words";

const WORDS = {
  ...COPY_WORDS,
  // Statements: search and filters.
  searchLabel: { en: "Search in summaries and names", ar: "البحث في الخلاصات والأسماء" },
  searchHint: {
    en: "Every word must occur, in any form or spelling; “a phrase” in quotation marks; -without; actor:China, topic:, document:, year:2021; words: looks in the words of your copy.",
    ar: "يجب أن ترد الكلمات كلها، بأي صيغة وإملاء؛ والعبارة بين علامتي تنصيص؛ و-كلمة لاستبعادها؛ وجهة:الصين وموضوع: ووثيقة: وسنة:2021؛ وكلمات: للبحث في كلمات نسختك.",
  },
  wordNowhere: { en: "“{word}” occurs nowhere.", ar: "لا ترد «{word}» في أي موضع." },
  wordsNear: { en: "Did you mean:", ar: "هل تقصد:" },
  wordsApart: {
    en: "Each word occurs, but not all in one statement, or a filter leaves it out.",
    ar: "ترد كل كلمة، لكنها لا تجتمع في قول واحد، أو يستبعدها عامل تصفية.",
  },
  searchHow: {
    en: "Leave a word out, write another for it, or look among topics and actors in the filters.",
    ar: "احذف كلمة، أو اكتب بدلها غيرها، أو ابحث في الموضوعات والجهات بين عوامل التصفية.",
  },
  filters: { en: "Filters", ar: "عوامل التصفية" },
  filtersChosen: { en: "Filters ({count})", ar: "عوامل التصفية ({count})" },
  clearAll: { en: "Clear all", ar: "مسح الكل" },
  removeFilter: { en: "Remove: {name}", ar: "إزالة: {name}" },
  searchChip: { en: "Search: {value}", ar: "البحث: {value}" },
  fromChip: { en: "From {value}", ar: "من {value}" },
  toChip: { en: "To {value}", ar: "إلى {value}" },
  unknownValue: {
    en: "“{value}” in the address is not in the data ({field}), so it finds nothing.",
    ar: "القيمة «{value}» الواردة في الرابط ليست في البيانات ({field})، فلا تجد شيئًا.",
  },
  notADate: {
    en: "“{value}” is not a date. Write a year, a month or a day: 2021, 2021-12 or 2021-12-14.",
    ar: "القيمة «{value}» ليست تاريخًا. اكتب سنة أو شهرًا أو يومًا: 2021 أو 2021-12 أو 2021-12-14.",
  },
  date: { en: "Date", ar: "التاريخ" },
  from: { en: "From", ar: "من" },
  to: { en: "To", ar: "إلى" },
  dateHint: { en: "A year, a month or a day, such as 2022-03", ar: "سنة أو شهر أو يوم، مثل 2022-03" },
  findIn: { en: "Find: {field}", ar: "البحث في: {field}" },
  showAll: { en: "Show all ({count})", ar: "عرض الكل ({count})" },
  showFewer: { en: "Show fewer", ar: "عرض أقل" },
  noForum: { en: "No forum", ar: "بلا محفل" },
  nothingHere: { en: "Nothing to choose", ar: "لا خيارات هنا" },
  // Fields.
  actor: { en: "Actor", ar: "الجهة" },
  role: { en: "Role of the actor", ar: "دور الجهة" },
  "actor-kind": { en: "Kind of actor", ar: "نوع الجهة" },
  topic: { en: "Topic", ar: "الموضوع" },
  stance: { en: "Stance", ar: "الموقف" },
  theme: { en: "Theme", ar: "المحور" },
  forum: { en: "Forum", ar: "المحفل" },
  year: { en: "Year", ar: "السنة" },
  provision: { en: "Article of a draft text", ar: "مادة من مسودة نص" },
  position: { en: "Position on the article", ar: "الموقف من المادة" },
  initiative: { en: "Initiative", ar: "المبادرة" },
  relation: { en: "Relation to the initiative", ar: "الصلة بالمبادرة" },
  document: { en: "Document", ar: "الوثيقة" },
  kind: { en: "Kind of statement", ar: "نوع القول" },
  answers: { en: "Answers whom", ar: "على من يرد" },
  answersWhat: { en: "Answers:", ar: "ردًا على:" },
  // Statements: results.
  statementsFound: { en: "Statements: {count} of {total}", ar: "الأقوال: {count} من {total}" },
  nothingFound: {
    en: "No statement matches. Remove a filter or search for fewer words.",
    ar: "لا قول يطابق ذلك. أزل عامل تصفية أو ابحث بكلمات أقل.",
  },
  sortBy: { en: "Order", ar: "الترتيب" },
  reading: { en: "as in the documents", ar: "كما في الوثائق" },
  oldestFirst: { en: "oldest first", ar: "الأقدم أولًا" },
  newestFirst: { en: "newest first", ar: "الأحدث أولًا" },
  relevance: { en: "best match first", ar: "الأقرب أولًا" },
  showAs: { en: "Show as", ar: "طريقة العرض" },
  list: { en: "List", ar: "قائمة" },
  table: { en: "Table", ar: "جدول" },
  chart: { en: "Charts", ar: "رسوم" },
  summary: { en: "Summary", ar: "الخلاصة" },
  actors: { en: "Actors", ar: "الجهات" },
  topics: { en: "Topics and stances", ar: "الموضوعات والمواقف" },
  citations: { en: "Citations: {count}", ar: "الاستشهادات: {count}" },
  noDate: { en: "no date", ar: "بلا تاريخ" },
  pages: { en: "Pages of results", ar: "صفحات النتائج" },
  pageNumber: { en: "Page {page}", ar: "الصفحة {page}" },
  previous: { en: "Previous", ar: "السابقة" },
  next: { en: "Next", ar: "التالية" },
  takeAway: { en: "Take these rows away", ar: "تنزيل هذه الصفوف" },
  asCsv: { en: "CSV", ar: "CSV" },
  asJson: { en: "JSON", ar: "JSON" },
  within: { en: "In", ar: "في" },
  version: { en: "version", ar: "الإصدار" },
  comma: { en: ",", ar: "،" },
  copyLink: { en: "Copy link to this view", ar: "نسخ رابط هذا العرض" },
  takePicture: { en: "Take this picture away", ar: "تنزيل هذه الصورة" },
  figuresCsv: { en: "Figures as CSV", ar: "الأرقام بصيغة CSV" },
  embed: { en: "Embed", ar: "تضمين" },
  cite: { en: "Cite", ar: "استشهد" },
  asPlain: { en: "In one line", ar: "في سطر واحد" },
  copy: { en: "Copy", ar: "نسخ" },
  copyAddress: { en: "Copy link", ar: "انسخ الرابط" },
  saveRis: { en: "Save as RIS", ar: "حفظ بصيغة RIS" },
  skipToResults: { en: "Skip to the results", ar: "انتقل إلى النتائج" },
  asSql: { en: "The same as SQL", ar: "ما يقابله من SQL" },
  openInSql: { en: "Open in the SQL pane", ar: "فتحه في لوحة SQL" },
  copied: { en: "Copied", ar: "نُسخ" },
  notCopied: { en: "The browser did not allow copying", ar: "لم يسمح المتصفح بالنسخ" },
  loadFailed: {
    en: "The interactive view could not be loaded ({reason}). The page below is complete without it.",
    ar: "تعذر تحميل العرض التفاعلي ({reason}). والصفحة أدناه كاملة من دونه.",
  },
  partFailed: {
    en: "A part of the data could not be loaded ({reason}). What is shown is from before; ask again to try once more.",
    ar: "تعذر تحميل جزء من البيانات ({reason}). وما يُعرض هو السابق؛ أعد الطلب للمحاولة مرة أخرى.",
  },
  // Things that a search finds beside statements.
  thingsFound: { en: "Also found", ar: "نتائج أخرى" },
  thingsMore: { en: "All {count}", ar: "الكل ({count})" },
  thingTopics: { en: "Topics", ar: "الموضوعات" },
  thingActors: { en: "Actors", ar: "الجهات" },
  thingProvisions: { en: "Articles", ar: "المواد" },
  thingInitiatives: { en: "Initiatives", ar: "المبادرات" },
  thingDocuments: { en: "Documents", ar: "الوثائق" },
  thingEvents: { en: "Meetings", ar: "الاجتماعات" },
  thingTerms: { en: "Terms", ar: "المصطلحات" },
  // Charts.
  byMonth: { en: "Statements by month and forum", ar: "الأقوال بحسب الشهر والمحفل" },
  byYear: {
    en: "Statements by year and forum; a year opens into its months",
    ar: "الأقوال بحسب السنة والمحفل؛ وتنفتح السنة على أشهرها",
  },
  otherForums: { en: "other forums, or none", ar: "محافل أخرى، أو بلا محفل" },
  byTopic: { en: "Stances by topic", ar: "المواقف بحسب الموضوع" },
  withoutMonth: { en: "Without a month, and so not drawn: {count}", ar: "بلا شهر محدد، فلا تظهر في الرسم: {count}" },
  count: { en: "Statements", ar: "الأقوال" },
  figures: { en: "The figures as a table", ar: "الأرقام في جدول" },
  dotsTitle: { en: "Statements by day", ar: "الأقوال بحسب اليوم" },
  dotsHint: {
    en: "Each column is a year that has statements. A dot opens its statement, a larger one the list of that day.",
    ar: "كل عمود سنة فيها أقوال. تفتح النقطة قولها، والنقطة الأكبر قائمة أقوال ذلك اليوم.",
  },
  withoutDate: { en: "Without a date, and so not drawn: {count}", ar: "بلا تاريخ، فلا تظهر في الرسم: {count}" },
  lanesBy: { en: "Lanes", ar: "الخطوط" },
  actorsShown: {
    en: "The {count} actors with the most statements; choose an actor to see others",
    ar: "الجهات الأكثر أقوالًا وعددها {count}؛ اختر جهة لرؤية غيرها",
  },
  openStatements: { en: "Open as a list", ar: "فتح الأقوال في قائمة" },
  // Matrix and comparison.
  compareHint: {
    en: "Choose actors to compare; with none chosen, all that the table shows.",
    ar: "اختر جهات للمقارنة؛ وإن لم تختر عُرض كل ما في الجدول.",
  },
  matrixSize: { en: "Topics: {topics}, actors: {actors} of {of}", ar: "الموضوعات: {topics}، الجهات: {actors} من {of}" },
  matrixCut: {
    en: "Cut to the {count} topics on which most of them take a side; choose fewer actors to see others.",
    ar: "اقتُصر على {count} موضوعًا فيها أكثر المواقف؛ اختر جهات أقل لترى غيرها.",
  },
  agreeing: {
    en: "Those who take a side take the same ({count}):",
    ar: "الجهات التي اتخذت جانبًا اتخذت الجانب نفسه ({count}):",
  },
  differing: { en: "They take different sides ({count}):", ar: "اتخذت جوانب مختلفة ({count}):" },
  noShared: { en: "No topic on which two of them take a side.", ar: "لا موضوع اتخذت فيه جهتان منها جانبًا." },
  // Tables.
  filterRows: { en: "Filter these rows", ar: "تصفية هذه الصفوف" },
  rowCount: { en: "Rows: {count} of {total}", ar: "الصفوف: {count} من {total}" },
  firstRows: {
    en: "The first {count} are shown; the file has all.",
    ar: "يُعرض أول {count}؛ وفي الملف كلها.",
  },
  rowsAsCsv: { en: "CSV of these rows", ar: "هذه الصفوف بصيغة CSV" },
  // SQL.
  openSql: { en: "Open the SQL pane", ar: "فتح لوحة SQL" },
  sqlSize: {
    en: "Opening it downloads DuckDB ({engine} MB) and the data ({data} MB) from this site, once.",
    ar: "عند فتحها يُنزَّل DuckDB ({engine} ميغابايت) والبيانات ({data} ميغابايت) من هذا الموقع مرة واحدة.",
  },
  sqlPrivate: {
    en: "Queries run in this browser. Nothing is sent anywhere.",
    ar: "تُنفَّذ الاستعلامات في هذا المتصفح، ولا يُرسل شيء إلى أي مكان.",
  },
  sqlLimits: {
    en: "One SELECT at a time, read-only, {memory} MB of memory; no Parquet, no extensions, no other hosts or files. Up to {rows} rows are fetched, and the first {shown} shown.",
    ar: "استعلام SELECT واحد في كل مرة، للقراءة فقط، بذاكرة {memory} ميغابايت؛ بلا Parquet ولا إضافات ولا اتصال بخوادم أخرى ولا ملفات. يُجلب حتى {rows} صف، ويُعرض أول {shown}.",
  },
  sqlLoading: { en: "Loading DuckDB and the data …", ar: "يجري تحميل DuckDB والبيانات…" },
  sqlReady: { en: "Ready", ar: "جاهز" },
  sqlEditor: { en: "SQL query", ar: "استعلام SQL" },
  run: { en: "Run", ar: "تنفيذ" },
  runHint: { en: "Ctrl+Enter runs the query.", ar: "ينفّذ Ctrl+Enter الاستعلام." },
  runHere: { en: "Run this query", ar: "تنفيذ هذا الاستعلام" },
  stop: { en: "Stop", ar: "إيقاف" },
  stopped: { en: "Stopped", ar: "أُوقف" },
  running: { en: "Running …", ar: "يجري التنفيذ…" },
  cookbook: { en: "Cookbook", ar: "كتاب الأسئلة" },
  ownQuery: { en: "A query of your own", ar: "استعلام تكتبه أنت" },
  fromAddress: {
    en: "This query comes from the address. Read it, then run it.",
    ar: "هذا الاستعلام من الرابط. اقرأه ثم نفّذه.",
  },
  unknownRecipe: { en: "The cookbook has no query “{value}”.", ar: "ليس في كتاب الأسئلة استعلام باسم «{value}»." },
  tablesAndColumns: { en: "Tables and columns", ar: "الجداول والأعمدة" },
  view: { en: "view", ar: "طريقة عرض" },
  resultRows: { en: "Rows: {count} · {milliseconds} ms", ar: "الصفوف: {count} · {milliseconds} مللي ثانية" },
  resultCut: {
    en: "Only the first {count} rows were fetched; add a LIMIT or a WHERE.",
    ar: "جُلب أول {count} صف فقط؛ أضف LIMIT أو WHERE.",
  },
  firstShown: {
    en: "The first {count} are shown; the downloads have all.",
    ar: "يُعرض أول {count}؛ وفي التنزيلات الكل.",
  },
  queryFailed: { en: "The query has an error:", ar: "في الاستعلام خطأ:" },
  openingFailed: { en: "The SQL pane could not be opened:", ar: "تعذر فتح لوحة SQL:" },
  result: { en: "Result", ar: "النتيجة" },
  emptyQuery: { en: "There is no query to run.", ar: "لا استعلام لتنفيذه." },
} as const satisfies Record<string, Name>;

export type Word = keyof typeof WORDS;

/** Values for the places in braces. */
export type Values = Readonly<Record<string, string | number>>;

const NUMBERS: Readonly<Record<Language, Intl.NumberFormat>> = {
  en: new Intl.NumberFormat("en"),
  // Digits stay Latin, as in identifiers, dates and the tables themselves.
  ar: new Intl.NumberFormat("ar-u-nu-latn"),
};

/** Write a number in a language, with Latin digits. */
export function numeral(language: Language, value: number): string {
  return NUMBERS[language].format(value);
}

/** Say something of the interface in a language. */
export function say(language: Language, word: Word, values: Values = {}): string {
  return WORDS[word][language].replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name];
    if (value === undefined) return place;
    return typeof value === "number" ? numeral(language, value) : value;
  });
}

/** Every word with its two forms, for checks. */
export const ALL_WORDS: Readonly<Record<string, Name>> = WORDS;

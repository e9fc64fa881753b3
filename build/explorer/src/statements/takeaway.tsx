/** What a reader takes away from a view: its rows as files, its address, its citation, and the same as SQL. */

import { useState } from "preact/hooks";
import { usable, type View } from "../address";
import { asSql } from "../as-sql";
import { citationOf } from "../citing";
import { copyFrom } from "../copying";
import { save } from "../csv";
import type { Corpus } from "../data";
import { pageAddress, t } from "../page";
import { recordOf, statementsCsv } from "../records";
import type { Item } from "../rows";
import type { Word } from "../words";
import { fileName, titleOf } from "./chips";
import type { Library, Opener } from "./find";

function Sql({ sql }: { sql: string }) {
  return (
    <div class="as-sql">
      <pre dir="ltr">
        <code>{sql}</code>
      </pre>
      <a class="button" href={pageAddress(`query.html?sql=${encodeURIComponent(sql)}`)}>
        {t("openInSql")}
      </a>
    </div>
  );
}

function Text({ name, text }: { name: string; text: string }) {
  return (
    <>
      <h3>{name}</h3>
      <pre dir="auto">
        <code>{text}</code>
      </pre>
      <button type="button" class="button" onClick={(event) => copyFrom(event.currentTarget, text)}>
        {t("copy")}
      </button>
    </>
  );
}

function Cite({ corpus, title, name }: { corpus: Corpus; title: string; name: string }) {
  const { plain, bibtex, ris } = citationOf(corpus, title);
  return (
    <div class="as-sql citing">
      <Text name={t("asPlain")} text={plain} />
      <Text name="BibTeX" text={bibtex} />{" "}
      <button
        type="button"
        class="button"
        onClick={() => save(`${name}.ris`, "application/x-research-info-systems", ris)}
      >
        {t("saveRis")}
      </button>
    </div>
  );
}

interface TakeAwayProps {
  readonly corpus: Corpus;
  /** What is shown, in words. */
  readonly title: string;
  /** The name of files, without its ending. */
  readonly name: string;
  readonly csv?: () => string | Promise<string>;
  readonly json?: () => string | Promise<string>;
  readonly sql?: string | undefined;
}

/** Buttons for what a view shows. */
export function TakeAway({ corpus, title, name, csv, json, sql }: TakeAwayProps) {
  const [opened, setOpened] = useState<Word | "">("");
  const opening = (word: Word) => (
    <button
      type="button"
      class="button"
      aria-expanded={opened === word}
      onClick={() => setOpened(opened === word ? "" : word)}
    >
      {t(word)}
    </button>
  );
  return (
    <section class="takeaway" aria-label={t("takeAway")}>
      {csv && (
        <button type="button" class="button" onClick={async () => save(`${name}.csv`, "text/csv", await csv())}>
          {t("asCsv")}
        </button>
      )}
      {json && (
        <button
          type="button"
          class="button"
          onClick={async () => save(`${name}.json`, "application/json", await json())}
        >
          {t("asJson")}
        </button>
      )}
      <button type="button" class="button" onClick={(event) => copyFrom(event.currentTarget, location.href)}>
        {t("copyLink")}
      </button>
      {opening("cite")}
      {sql !== undefined && opening("asSql")}
      {opened === "cite" && <Cite corpus={corpus} title={title} name={name} />}
      {opened === "asSql" && sql !== undefined && <Sql sql={sql} />}
    </section>
  );
}

interface TakeStatementsProps {
  readonly library: Library;
  readonly opener: Opener;
  readonly count: number;
  readonly view: View;
  /** What the view finds, all of it. */
  readonly taken: () => Promise<readonly Item[]>;
}

/** Buttons for the statements that a view finds. */
export function TakeStatements({ library, opener, count, view, taken }: TakeStatementsProps) {
  const filled = async () => {
    const { corpus, texts } = await opener.all();
    const statements = (await taken()).map(({ statement }) => statement);
    await texts.fill(statements);
    return { corpus, statements };
  };
  const json = async () => {
    const { corpus, statements } = await filled();
    const records = statements.map((statement) => recordOf(corpus, statement));
    return `${JSON.stringify(records, null, 1)}\n`;
  };
  const csv = async () => {
    const { corpus, statements } = await filled();
    return statementsCsv(corpus, statements);
  };
  return (
    <TakeAway
      corpus={library.corpus}
      title={titleOf(library, view)}
      name={fileName("statements", view)}
      sql={asSql(usable(view))}
      {...(count > 0 && { csv, json })}
    />
  );
}

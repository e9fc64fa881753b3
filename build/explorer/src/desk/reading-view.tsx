/** The second reading: each passage beside all that its rows say; what is ticked is sealed by name. */

import { useState } from "preact/hooks";
import { ask } from "./api";
import type { Notice } from "./bar";
import type { Said } from "./model";
import { refusal } from "./refusal";
import { t } from "./words";

interface Fact {
  readonly label: string;
  readonly text: string;
  readonly language: string;
  readonly more: string;
}

interface ReadingRow {
  readonly key: string;
  readonly title: string;
  readonly read: boolean;
  readonly by: string;
  readonly facts: readonly Fact[];
}

interface Block {
  readonly kind: string;
  readonly name: string;
  readonly place: string;
  readonly words: readonly string[];
  readonly rows: readonly ReadingRow[];
}

export interface Reading {
  readonly version: string;
  readonly document: string;
  readonly reader: string;
  readonly blocks: readonly Block[];
}

export interface ReadingProps {
  readonly reading: Reading;
  readonly load: () => Promise<unknown>;
  readonly tell: (notice: Notice | null) => void;
  readonly wrote: (said: Said) => void;
}

function RowFacts({ row }: { row: ReadingRow }) {
  return (
    <section class={row.read ? "facts-of read" : "facts-of"}>
      <h4>
        {row.title} {row.read ? <span class="quiet small">{t("readBy", { by: row.by })}</span> : null}
      </h4>
      <dl class="facts">
        {row.facts.map((fact) => (
          <div key={fact.label}>
            <dt>{fact.label}</dt>
            <dd dir="auto" {...(fact.language ? { lang: fact.language } : {})}>
              {fact.text}
              {fact.more ? <span class="quiet"> {fact.more}</span> : null}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

interface OneProps {
  readonly block: Block;
  readonly ticked: boolean;
  readonly tick: (ticked: boolean) => void;
}

function titleOf(block: Block): string {
  if (block.kind === "statement") return t("statement", { name: block.name.replace(/^.*-/, "") });
  return block.kind === "aside" ? t("aside") : t("otherRows");
}

function OneBlock({ block, ticked, tick }: OneProps) {
  const unread = block.rows.filter((row) => !row.read);
  const title = `${titleOf(block)}${block.place ? ` · ${block.place}` : ""}`;
  return (
    <article class={unread.length ? "sheet-card" : "sheet-card all-read"} aria-label={title}>
      <h3>{title}</h3>
      <div class="beside">
        <div>
          {block.words.map((words) => (
            <blockquote key={words} dir="auto">
              {words}
            </blockquote>
          ))}
        </div>
        <div>
          {block.rows.map((row) => (
            <RowFacts key={row.key} row={row} />
          ))}
        </div>
      </div>
      {unread.length ? (
        <label class="tick">
          <input type="checkbox" checked={ticked} onChange={(event) => tick(event.currentTarget.checked)} />{" "}
          {t("tick", { name: title })}
        </label>
      ) : null}
    </article>
  );
}

function useSealing(props: ReadingProps, rows: readonly string[], reader: string, forget: () => void) {
  const { reading, load, tell, wrote } = props;
  return async () => {
    try {
      const said = await ask<Said & { own: number; reader: string }>("seal", {
        version: reading.version,
        rows,
        reader,
      });
      const own = said.own ? [t("ownRows", { count: said.own })] : [];
      tell({ kind: "good", title: t("readBy", { by: said.reader }), lines: [...own, ...(said.told ?? [])] });
      wrote(said);
      forget();
      await load().catch(() => undefined);
    } catch (reason) {
      const { notice, stale } = refusal(reason);
      tell(notice);
      if (stale) await load();
    }
  };
}

export function ReadingView(props: ReadingProps) {
  const { reading } = props;
  const [ticked, setTicked] = useState<Record<string, boolean>>({});
  const [reader, setReader] = useState(reading.reader);
  const nameOf = (block: Block) => block.name || (block.rows[0]?.key ?? "");
  const rows = reading.blocks
    .filter((block) => ticked[nameOf(block)])
    .flatMap((block) => block.rows.filter((row) => !row.read).map((row) => row.key));
  const seal = useSealing(props, rows, reader, () => setTicked({}));
  const unread = reading.blocks.flatMap((block) => block.rows.filter((row) => !row.read)).length;
  return (
    <form
      class="reading"
      onSubmit={(event) => {
        event.preventDefault();
        seal();
      }}
    >
      <p class="hint">{t("readerHint")}</p>
      <p data-unread={unread}>{t("unreadRows", { count: unread })}</p>
      {reading.blocks.map((block) => (
        <OneBlock
          key={nameOf(block)}
          block={block}
          ticked={ticked[nameOf(block)] ?? false}
          tick={(on) => setTicked((before) => ({ ...before, [nameOf(block)]: on }))}
        />
      ))}
      <div class="buttons">
        <label>
          {t("reader")} <input type="text" value={reader} onInput={(event) => setReader(event.currentTarget.value)} />
        </label>
        <button type="submit" class="main" disabled={!rows.length || !reader.trim()}>
          {t("seal", { count: rows.length })}
        </button>
      </div>
    </form>
  );
}

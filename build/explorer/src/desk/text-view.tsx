/** The document as it reads, with what is coded, set aside and left marked in it, and the rows in the margin. */

import { useEffect, useMemo, useRef } from "preact/hooks";
import { type Doc, isCoded, type Row, sheetOf, spanOf } from "./model";
import { type Characters, characters, offsetOf } from "./offsets";
import { t } from "./words";

interface Mark {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
  readonly row?: number;
}

export interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly rows: readonly number[];
  readonly notes: readonly number[];
  readonly marks: readonly Mark[];
}

/** The rows of the tables that stand in the text: number of the line of the draft, and stretch. */
export function standing(doc: Doc): { at: number; row: Row; start: number; end: number }[] {
  return (sheetOf(doc, "lines")?.rows ?? []).flatMap((row, at) => {
    const span = isCoded(row) && (row.cells.first || row.cells.set_aside) ? spanOf(row.key) : null;
    return span ? [{ at, row, start: span[0], end: span[1] }] : [];
  });
}

function kindsOf(doc: Doc): Map<string, string> {
  const column = sheetOf(doc, "lines")?.columns.find((item) => item.key === "kind");
  return new Map((column ? (doc.lists[column.list] ?? []) : []).map(([value, label]) => [label, value]));
}

/** Cut the text into its lines, with what stands in each. */
export function linesOf(doc: Doc): Line[] {
  const kinds = kindsOf(doc);
  const held = standing(doc);
  const kind = (row: Row) =>
    row.cells.set_aside && !row.cells.mark ? "aside" : (kinds.get(row.cells.kind ?? "") ?? "coded");
  const marks: Mark[] = [
    ...held.map(({ at, row, start, end }) => ({ start, end, kind: kind(row), row: at })),
    ...doc.coverage.left.map(([, start, end]) => ({ start, end, kind: "left" })),
  ].sort((one, other) => one.start - other.start);
  const places = Object.entries(doc.markers).flatMap(([note, at]) => at.map((place) => [Number(note), place] as const));
  let offset = 0;
  return doc.text.split("\n").flatMap((text) => {
    const [start, end] = [offset, offset + characters(text)];
    offset = end + 1;
    if (!text.trim()) return [];
    const rows = held.filter((item) => item.start >= start && item.start < end).map((item) => item.at);
    const notes = places.filter(([, at]) => at >= start && at < end).map(([note]) => note);
    const own = marks.filter((mark) => mark.start < end && mark.end > start);
    return [{ start, end, text, rows, notes, marks: own }];
  });
}

/** Cut a line where something begins or ends. */
function pieces(
  line: Line,
  chosen: readonly Mark[],
): { start: number; end: number; mark: Mark | undefined; on: boolean }[] {
  const all = [...line.marks, ...chosen];
  const cuts = new Set([line.start, line.end]);
  for (const mark of all) for (const at of [mark.start, mark.end]) if (at > line.start && at < line.end) cuts.add(at);
  const edges = [...cuts].sort((one, other) => one - other);
  return edges.slice(0, -1).map((start, at) => {
    const end = edges[at + 1] ?? line.end;
    const covers = (mark: Mark) => mark.start <= start && mark.end >= end;
    return { start, end, mark: line.marks.find(covers), on: chosen.some(covers) };
  });
}

function Card({ row, sealed, open }: { row: Row; sealed: boolean; open: () => void }) {
  const { cells } = row;
  const who = Object.keys(cells)
    .filter((key) => key.startsWith("role_"))
    .map((key) => cells[key])
    .join(" · ");
  const aside = cells.set_aside && !cells.mark;
  const links = [
    ["topic_id", "stance"],
    ["provision_id", "position"],
    ["initiative_id", "relation"],
  ].flatMap(([other, value]) =>
    [1, 2, 3, 4].flatMap((number) => {
      const name = cells[`${other}_${number}`];
      return name ? [`${name}: ${cells[`${value}_${number}`] ?? ""}`] : [];
    }),
  );
  const summary = document.documentElement.lang === "ar" ? cells.summary_ar : cells.summary_en;
  return (
    <button type="button" class={aside ? "card aside" : "card"} data-row={row.key} onClick={open}>
      <span class="card-head">
        {aside ? t("aside") : cells.mark?.replace(/^.*-/, "")} ·{" "}
        {aside ? cells.set_aside : (cells.kind ?? t("furtherPart"))}
        {sealed ? " ✓" : ""}
      </span>
      {who ? <bdi class="who">{who}</bdi> : null}
      {summary ? <span dir="auto">{summary}</span> : null}
      {links.map((link) => (
        <bdi key={link} class="topic">
          {link}
        </bdi>
      ))}
    </button>
  );
}

export interface TextProps {
  readonly doc: Doc;
  readonly text: Characters;
  readonly chosen: readonly { readonly start: number; readonly end: number }[];
  readonly cursor: number;
  readonly quiet: boolean;
  readonly setCursor: (unit: number) => void;
  readonly select: (start: number, end: number) => void;
  readonly openRow: (row: number) => void;
  readonly keys: (event: KeyboardEvent) => void;
}

function Margin({ line, props }: { line: Line; props: TextProps }) {
  const { doc, text } = props;
  const rows = sheetOf(doc, "lines")?.rows ?? [];
  return (
    <div class="margin">
      {line.rows.map((at) => {
        const row = rows[at];
        return row ? (
          <Card key={at} row={row} sealed={doc.sealed.includes(row.cells.mark ?? "")} open={() => props.openRow(at)} />
        ) : null;
      })}
      {line.notes.map((note) => {
        const unit = doc.units.find((item) => item[4] === note);
        return unit ? (
          <div key={note} class="note">
            <strong>{t("footnote", { note })}</strong>
            <p dir="auto">{text.slice(unit[2], unit[3])}</p>
          </div>
        ) : null;
      })}
    </div>
  );
}

function selected(text: HTMLElement): readonly [number, number] | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.commonAncestorContainer)) return null;
  const [start, end] = [
    offsetOf(range.startContainer, range.startOffset),
    offsetOf(range.endContainer, range.endOffset),
  ];
  return start !== null && end !== null && start < end ? [start, end] : null;
}

function TextLine({ line, chosen, current }: { line: Line; chosen: readonly Mark[]; current: boolean }) {
  return (
    <p dir="auto" data-start={line.start} class={current ? "line current" : "line"}>
      {pieces(line, chosen).map((piece) => (
        <span
          key={piece.start}
          class={`${piece.mark ? `in ${piece.mark.kind}` : ""}${piece.on ? " chosen" : ""}`}
          {...(piece.mark?.row === undefined ? {} : { "data-in": piece.mark.row })}
        >
          {new Slice(line).of(piece.start, piece.end)}
        </span>
      ))}
    </p>
  );
}

function Pairing({ line, chosen, props }: { line: Line; chosen: readonly Mark[]; props: TextProps }) {
  return (
    <div class="pairing">
      <TextLine line={line} chosen={chosen} current={chosen.some((mark) => mark.kind === "cursor")} />
      <Margin line={line} props={props} />
    </div>
  );
}

/** Slices one line by offsets of the whole text. */
class Slice {
  private readonly all: string[] | null;

  constructor(private readonly line: Line) {
    this.all = line.text.length === line.end - line.start ? null : [...line.text];
  }

  of(start: number, end: number): string {
    const [from, to] = [start - this.line.start, end - this.line.start];
    return this.all ? this.all.slice(from, to).join("") : this.line.text.slice(from, to);
  }
}

export function TextView(props: TextProps) {
  const { doc, chosen, cursor } = props;
  const place = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => linesOf(doc), [doc]);
  const unit = doc.units[cursor];
  const under: Mark[] = unit && !chosen.length ? [{ start: unit[2], end: unit[3], kind: "cursor" }] : [];
  const marks: Mark[] = [...chosen.map((part) => ({ ...part, kind: "chosen" })), ...under];
  const latest = useRef(props);
  latest.current = props;
  // Lines in which nothing is chosen stay as they are: a long document has thousands.
  const plain = useMemo(() => {
    const openRow = (row: number) => latest.current.openRow(row);
    return lines.map((line) => (
      <Pairing key={line.start} line={line} chosen={[]} props={{ ...latest.current, doc, openRow }} />
    ));
  }, [lines, doc]);
  useEffect(() => {
    if (unit) place.current?.querySelector(".current")?.scrollIntoView({ block: "nearest" });
  }, [unit]);
  const take = () => {
    const found = place.current && selected(place.current);
    if (found) props.select(...found);
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys of the desk are taken here.
    <section class="text" aria-label={t("text")} tabIndex={0} onKeyDown={props.keys} ref={place}>
      <div onPointerUp={(event) => event.pointerType === "mouse" && setTimeout(take)}>
        {lines.map((line, at) => {
          const own = marks.filter((mark) => mark.start < line.end && mark.end > line.start);
          return own.length ? <Pairing key={line.start} line={line} chosen={own} props={props} /> : plain[at];
        })}
      </div>
      <p class="unseen" role="status">
        {unit ? `${t("keyboardPlace")}: ${props.text.slice(unit[2], Math.min(unit[3], unit[2] + 300))}` : ""}
      </p>
    </section>
  );
}

/** Take what is selected in the text now; a phone tells no end of a selection. */
export function selectedNow(): readonly [number, number] | null {
  const text = document.querySelector<HTMLElement>(".text");
  return text && selected(text);
}

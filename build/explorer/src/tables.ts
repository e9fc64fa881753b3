/** Static tables made sortable and searchable; their choices stand in the address. */

import { save, toCsv } from "./csv";
import { fold } from "./fold";
import { announce, pageAddress, t } from "./page";
import { onAddress, setQuery } from "./store";

type Kind = "text" | "number" | "date";

interface Column {
  readonly index: number;
  readonly kind: Kind;
  readonly head: HTMLTableCellElement;
}

const clean = (text: string | null | undefined): string => (text ?? "").replace(/\s+/g, " ").trim();

/** The value by which a cell is sorted: what it says, unless it carries another. */
function sortValue(row: HTMLTableRowElement, index: number): string {
  const cell = row.cells[index];
  return cell?.dataset.value ?? clean(cell?.textContent);
}

const COLLATOR = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });

const COMPARE: Readonly<Record<Kind, (one: string, other: string) => number>> = {
  text: COLLATOR.compare,
  number: (one, other) => Number(one) - Number(other),
  // Days, months and years as ISO 8601 writes them sort as texts.
  date: (one, other) => Number(one > other) - Number(one < other),
};

/** Compare two rows by a column; empty cells come last in both directions. */
function compareRows(column: Column, direction: 1 | -1) {
  return (one: HTMLTableRowElement, other: HTMLTableRowElement): number => {
    const [first, second] = [sortValue(one, column.index), sortValue(other, column.index)];
    if (first === "" || second === "") return Number(first === "") - Number(second === "");
    return direction * COMPARE[column.kind](first, second);
  };
}

/** More rows than these nobody reads on one page. */
const MOST_SHOWN = 500;

/** Read the rows of a table on another page of the same list. */
async function rowsOf(address: string, id: string): Promise<HTMLTableRowElement[]> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const table = page.getElementById(id) as HTMLTableElement | null;
  return [...(table?.tBodies[0]?.rows ?? [])].map((row) => document.importNode(row, true));
}

/** A table with its controls. */
class LiveTable {
  private rows: readonly HTMLTableRowElement[];
  /** The rows of this page, which stand there until something is asked. */
  private readonly own: readonly HTMLTableRowElement[];
  private readonly folded = new WeakMap<HTMLTableRowElement, string>();
  private loading: Promise<void> | undefined;
  private readonly cut = document.createElement("p");
  private readonly columns: readonly Column[];
  private readonly box = document.createElement("input");
  private readonly total = document.createElement("p");
  private shown: readonly HTMLTableRowElement[] = [];

  /**
   * @param table a table whose header says what can be sorted.
   * @param prefix what stands before its names in the address, so that two tables of a page keep apart.
   */
  constructor(
    private readonly table: HTMLTableElement,
    private readonly prefix: string,
  ) {
    this.own = [...table.tBodies].flatMap((body) => [...body.rows]);
    this.rows = this.own;
    const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
    this.columns = heads.flatMap((head, index) => {
      const kind = head.dataset.sort as Kind | undefined;
      return kind && kind in COMPARE ? { index, kind, head } : [];
    });
    for (const column of this.columns) this.addSorting(column);
    this.addControls();
    onAddress(() => this.show());
    this.show();
  }

  private given(name: string): string {
    return new URLSearchParams(location.search).get(this.prefix + name) ?? "";
  }

  private give(name: string, value: string, replacing: boolean): void {
    const query = new URLSearchParams(location.search);
    if (value === "") query.delete(this.prefix + name);
    else query.set(this.prefix + name, value);
    setQuery(query.toString(), replacing);
  }

  private addSorting({ head, index, kind }: Column): void {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sorting";
    // A link that explains the column stays beside: a button holds no other control.
    const about = head.querySelectorAll(":scope > .about");
    button.append(...head.childNodes);
    head.append(button, ...about);
    button.addEventListener("click", () => {
      const name = String(index + 1);
      // Whoever sorts by a number asks for the largest.
      const [first, then] = kind === "number" ? [`-${name}`, name] : [name, `-${name}`];
      const next: Readonly<Record<string, string>> = { [first]: then, [then]: "" };
      this.give("sort", next[this.given("sort")] ?? first, false);
    });
  }

  private addControls(): void {
    const label = document.createElement("label");
    this.box.type = "search";
    this.box.dir = "auto";
    this.box.addEventListener("input", () => this.give("q", this.box.value, true));
    label.append(t("filterRows"), this.box);
    const csv = document.createElement("button");
    csv.type = "button";
    csv.className = "button";
    csv.textContent = t("rowsAsCsv");
    csv.addEventListener("click", () => this.saveRows());
    this.total.className = "total";
    const controls = document.createElement("div");
    controls.className = "toolbar";
    controls.append(label, this.total, csv);
    (this.table.closest(".scroll") ?? this.table).before(controls);
    this.cut.className = "hint";
    this.cut.hidden = true;
    (this.table.closest(".scroll") ?? this.table).after(this.cut);
  }

  private sorted(rows: readonly HTMLTableRowElement[]): readonly HTMLTableRowElement[] {
    const [, minus, name] = /^(-?)(\d+)$/.exec(this.given("sort")) ?? [];
    const column = this.columns.find(({ index }) => String(index + 1) === name);
    for (const { head } of this.columns) head.setAttribute("aria-sort", "none");
    if (!column) return rows;
    column.head.setAttribute("aria-sort", minus ? "descending" : "ascending");
    return [...rows].sort(compareRows(column, minus ? -1 : 1));
  }

  /** The pages on which the other rows of the list stand. */
  private get rest(): readonly string[] {
    return (this.table.dataset.rest ?? "").split(" ").filter((path) => path !== "");
  }

  /** Load the rows of the other pages, when they are asked for, and show again; says so where they cannot be had. */
  private loadRest(): void {
    this.loading ??= Promise.all(this.rest.map((path) => rowsOf(pageAddress(path), this.table.id))).then(
      (others) => {
        this.rows = [...this.own, ...others.flat()];
        this.table.classList.remove("loading");
        this.show();
      },
      (reason: unknown) => {
        this.loading = undefined;
        this.table.classList.remove("loading");
        this.total.textContent = t("partFailed", { reason: reason instanceof Error ? reason.message : String(reason) });
      },
    );
    this.table.classList.add("loading");
  }

  private foldedOf(row: HTMLTableRowElement): string {
    const known = this.folded.get(row) ?? fold(row.textContent ?? "");
    this.folded.set(row, known);
    return known;
  }

  private show(): void {
    const q = this.given("q");
    if (this.box.value !== q) this.box.value = q;
    const plain = q === "" && this.given("sort") === "";
    if (!plain && this.rest.length > 0 && this.rows === this.own) {
      this.loadRest();
      return;
    }
    const asked = fold(q).split(" ");
    const inOrder = this.sorted(plain ? this.own : this.rows);
    this.shown = inOrder.filter((row) => asked.every((word) => this.foldedOf(row).includes(word)));
    this.table.tBodies[0]?.replaceChildren(...this.shown.slice(0, MOST_SHOWN));
    this.cut.hidden = this.shown.length <= MOST_SHOWN;
    this.cut.textContent = t("firstRows", { count: MOST_SHOWN });
    const of = Number(this.table.dataset.of ?? this.rows.length);
    const total = t("rowCount", { count: this.shown.length, total: of });
    if (this.total.textContent !== "" && this.total.textContent !== total) announce(total);
    this.total.textContent = total;
  }

  private saveRows(): void {
    const named = this.rows.some(({ id }) => id !== "");
    const header = [...(this.table.tHead?.rows[0]?.cells ?? [])].map((cell) => clean(cell.textContent));
    const rows = this.shown.map((row) => [
      ...(named ? [row.id] : []),
      ...[...row.cells].map((cell) => clean(cell.textContent)),
    ]);
    save(`mawaqif-${this.table.id || "rows"}.csv`, "text/csv", toCsv([...(named ? ["id"] : []), ...header], rows));
  }
}

/** Make the tables of the page sortable and searchable. */
export function enhanceTables(): void {
  const tables = document.querySelectorAll<HTMLTableElement>("table[data-sortable]");
  for (const [n, table] of tables.entries()) new LiveTable(table, n === 0 ? "" : `${table.id}-`);
}

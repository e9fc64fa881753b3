/** Cells of a result, which come as DuckDB writes them, as values. */

const NUMBER_TYPE = /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT|INTEGER|UINTEGER|FLOAT|DOUBLE|DECIMAL.*|BIGINT)$/;

/** Say whether a type of DuckDB is one of numbers. */
export const isNumber = (type: string | undefined): boolean => NUMBER_TYPE.test(type ?? "");

/** A cell as JSON: numbers that JSON can hold and truth values as such, all else as the text that DuckDB writes. */
export function jsonCell(cell: string | null, type: string | undefined): string | number | boolean | null {
  if (cell === null) return null;
  if (type === "BOOLEAN") return cell === "true";
  const value = Number(cell);
  return isNumber(type) && Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))
    ? value
    : cell;
}

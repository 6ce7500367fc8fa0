import type { Cell, Column } from "@/lib/answer";
import { formatDay, formatMoment, formatPeriod, formatValue, formatWord, MISSING } from "@/lib/format";

const NUMBERS = ["integer", "number"];

/** A cell for reading: numbers in the column's unit, days as days, words as words, nothing as a dash. */
export function writeCell(cell: Cell, column?: Column): string {
  if (cell === null) return MISSING;
  if (typeof cell === "boolean") return cell ? "Yes" : "No";
  if (typeof cell === "number") return formatValue(cell, column?.unit);
  if (column && NUMBERS.includes(column.type)) return formatValue(Number(cell), column.unit);
  if (column?.role === "time") return formatPeriod(cell, column.name);
  if (/^\d{4}-\d{2}-\d{2}T/.test(cell)) return formatMoment(cell);
  return /^\d{4}-\d{2}-\d{2}$/.test(cell) ? formatDay(cell) : formatWord(cell);
}

import { type CellRef, cellRef, keyColumns, metricColumns, type Shape } from "@/components/charts/shape";
import { type Cell, namedRows, number, type QueryAnswer } from "@/lib/answer";
import { writeCell } from "@/lib/cells";
import { formatPeriod, formatShortValue } from "@/lib/format";

type Age = { value: number | null; cell: CellRef };

/** The months that have passed since the cohort's own. */
function monthsBetween(cohort: string, month: string): number {
  const count = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return count(month) - count(cohort);
}

/**
 * One row per cohort: what is left of its first value, month by month, in per cent. A cohort whose first month lies before
 * the days that are shown has no first value and is left out.
 */
export function cohortShape(answer: QueryAnswer): Shape {
  const keys = keyColumns(answer);
  const period = keys.find(({ role }) => role === "time")?.name;
  const cohort = keys.find(({ role }) => role === "dimension")?.name;
  const [metric] = metricColumns(answer);
  if (!period || !cohort || !metric) return { marks: [], series: [] };
  const grid = new Map<string, Age[]>();
  for (const row of namedRows(answer)) {
    const [month, group] = [row[period] as Cell, row[cohort] as Cell];
    if (typeof month !== "string" || typeof group !== "string") continue;
    const age = monthsBetween(group, month);
    if (age < 0) continue;
    const ages = grid.get(group) ?? [];
    ages[age] = { value: number(row, metric.name), cell: cellRef(row, keys, metric.name) };
    grid.set(group, ages);
  }
  const kept = [...grid]
    .filter(([, ages]) => (ages[0]?.value ?? 0) > 0)
    .sort(([a], [b]) => a.localeCompare(b));
  const longest = Math.max(0, ...kept.map(([, ages]) => ages.length));
  const months = Array.from({ length: longest }, (_, age) => age);
  return {
    marks: months.map((age) => (age === 0 ? "First" : `+${age}`)),
    series: kept.map(([group, ages]) => ({
      name: `${nameOf(group)} (${formatShortValue(ages[0]?.value, metric.unit)})`,
      word: null,
      unit: "percentage",
      values: months.map((age) => leftOf(ages[age]?.value ?? null, ages[0]?.value ?? null)),
      cells: months.map((age) => ages[age]?.cell ?? null),
    })),
  };
}

function nameOf(group: string): string {
  return /^\d{4}-\d{2}-\d{2}/.test(group) ? formatPeriod(group, "month") : writeCell(group);
}

function leftOf(value: number | null, first: number | null): number | null {
  return value === null || !first ? null : (100 * value) / first;
}

import { type Cell, namedRows, number, type QueryAnswer } from "@/lib/answer";
import { writeCell } from "@/lib/cells";
import type { Shape } from "./shape";

/** The months that have passed since the cohort's own. */
function monthsBetween(cohort: string, month: string): number {
  const [years, months] = [0, 5].map(
    (at) => Number(month.slice(at, at + (at ? 2 : 4))) - Number(cohort.slice(at, at + (at ? 2 : 4))),
  );
  return (years ?? 0) * 12 + (months ?? 0);
}

/**
 * One row per cohort: what is left of its first value, month by month, in per cent. A cohort whose first month lies before
 * the days that are shown has no first value and is left out.
 */
export function cohortShape(answer: QueryAnswer): Shape {
  const [period, cohort] = ["time", "dimension"].map(
    (role) => answer.columns.find((one) => one.role === role)?.name,
  );
  const metric = answer.columns.find(({ role }) => role === "metric")?.name;
  if (!period || !cohort || !metric) return { marks: [], series: [] };
  const grid = new Map<string, (number | null)[]>();
  for (const row of namedRows(answer)) {
    const [month, group] = [row[period] as Cell, row[cohort] as Cell];
    if (typeof month !== "string" || typeof group !== "string") continue;
    const age = monthsBetween(group, month);
    if (age < 0) continue;
    const ages = grid.get(group) ?? [];
    ages[age] = number(row, metric);
    grid.set(group, ages);
  }
  const kept = [...grid].filter(([, ages]) => (ages[0] ?? 0) > 0).sort(([a], [b]) => a.localeCompare(b));
  const longest = Math.max(0, ...kept.map(([, ages]) => ages.length));
  const months = Array.from({ length: longest }, (_, age) => age);
  return {
    marks: months.map((age) => `+${age}`),
    series: kept.map(([group, ages]) => ({
      name: writeCell(group).slice(0, 7),
      unit: "percentage",
      values: months.map((age) => leftOf(ages[age] ?? null, ages[0] ?? null)),
    })),
  };
}

function leftOf(value: number | null, first: number | null): number | null {
  return value === null || !first ? null : (100 * value) / first;
}

import { expect, it } from "vitest";
import type { Cell, Column, QueryAnswer } from "@/lib/answer";
import { addDays } from "@/lib/days";
import { drawable, MOST_BARS, MOST_SERIES } from "./drawable";

const column = (name: string, role: Column["role"]): Column => ({
  ...{ name, role, label: name, unit: null },
  type: role === "metric" ? "integer" : "text",
});

function answer(columns: Column[], rows: Cell[][]): QueryAnswer {
  const time = { from: "2025-07-01", to: "2025-07-31", grain: "month" };
  return { columns, rows, time, total_rows: rows.length } as QueryAnswer;
}

const numbers = (count: number) => Array.from({ length: count }, (_, at) => at);

it("draws the largest series and says that there are others", () => {
  const rows = numbers(25).map((at) => ["2025-07-01", `c${at}`, at]);
  const told = answer(
    [column("month", "time"), column("customer", "dimension"), column("n", "metric")],
    rows,
  );
  const { shape, leftOut } = drawable(told, "line", false);
  expect(shape.series.map(({ values }) => values[0])).toEqual(numbers(25).slice(25 - MOST_SERIES));
  expect(leftOut).toBe("The chart shows the 10 largest of 25 series; the table has all.");
});

it("draws the largest bars, or the first ones of an answer in order, but every period", () => {
  const rows = numbers(99).map((at) => [`V${at}`, at]);
  const cities = answer([column("city", "dimension"), column("n", "metric")], rows);
  const { shape, leftOut } = drawable(cities, "bar", false);
  expect(shape.marks).toEqual(numbers(MOST_BARS).map((at) => `V${98 - at}`));
  expect(leftOut).toBe("The chart shows the largest 16 of 99 values; the table has all.");
  expect(drawable(cities, "bar", true).shape.marks[0]).toBe("V0");
  const weeks = numbers(99).map((at) => [addDays("2025-07-01", 7 * at), at]);
  const days = drawable(answer([column("day", "time"), column("n", "metric")], weeks), "line", false);
  expect(days).toMatchObject({ leftOut: null, shape: { marks: { length: 99 } } });
});

it("says which metric is drawn where two keys leave room for one", () => {
  const columns = [
    column("month", "time"),
    column("segment", "dimension"),
    ...["a", "b"].map((name) => column(name, "metric")),
  ];
  const { leftOut } = drawable(answer(columns, [["2025-07-01", "smb", 1, 2]]), "line", false);
  expect(leftOut).toBe("The chart shows a alone; the table has all.");
});

import { describe, expect, it } from "vitest";
import { axesPicture } from "@/components/charts/axes";
import { heatmapPicture } from "@/components/charts/heatmap";
import { shapeOf, UNKNOWN } from "@/components/charts/shape";
import type { Column } from "@/lib/answer";
import { answerOf } from "@/testing/fakeServer";
import type { Metric, TileSpec } from "../dashboard";
import { cohortShape } from "./cohort";
import { stagesOf, writtenStage } from "./funnel";
import { cloudOf, remarksOn, scatterPicture } from "./scatter";
import { stepsOf, waterfallPicture, writtenStep } from "./waterfall";

const LOOK = { ink: (name: string) => name, narrow: false };
const column = (name: string, role: Column["role"], unit: string | null = null): Column => ({
  name,
  label: name.toUpperCase(),
  role,
  type: role === "metric" ? "number" : "text",
  unit,
});
const metric = (name: string, unit: string) => ({ name, label: name.toUpperCase(), unit }) as Metric;

describe("an answer along one axis", () => {
  const answer = answerOf(
    [
      { month: "2025-06-01", health: "fair", n: 3 },
      { month: "2025-06-01", health: "good", n: 5 },
      { month: "2025-07-01", health: null, n: 1 },
      { month: "2025-07-01", health: "good", n: 6 },
    ],
    {
      columns: [column("month", "time"), column("health", "dimension"), column("n", "metric", "count")],
      time: { from: "2025-06-01", to: "2025-07-30", grain: "month" },
    },
  );

  it("has one series for each value, in the order that is given, the unknown last", () => {
    const shape = shapeOf(answer, ["good", "fair"]);
    expect(shape.marks).toEqual(["Jun 2025", "Jul 2025 (30 of 31 days)"]);
    expect(shape.series.map(({ name, values }) => [name, values])).toEqual([
      ["Good", [5, 6]],
      ["Fair", [3, null]],
      [UNKNOWN, [null, 1]],
    ]);
  });

  it("knows which number stands where something is clicked", () => {
    const picture = axesPicture(shapeOf(answer), { chart: "stacked", share: true, overTime: true }, LOOK);
    const at = (series: number, index: number) => picture.cellAt({ id: null, series, index });
    expect(at(0, 0)).toEqual({ metric: "n", keys: { month: "2025-06-01", health: "fair" } });
    expect(at(0, 1)).toBeNull();
    expect(at(2, 1)).toEqual({ metric: "n", keys: { month: "2025-07-01", health: null } });
  });

  it("shows parts of 100 % where it is told to; a period that is not whole is pale", () => {
    const pale = (value: number) => ({ value, itemStyle: { opacity: 0.45 } });
    const { option } = axesPicture(shapeOf(answer), { chart: "stacked", share: true, overTime: true }, LOOK);
    expect((option.series as { data: unknown[] }[]).map(({ data }) => data)).toEqual([
      [37.5, null],
      [62.5, pale((100 * 6) / 7)],
      [null, pale(100 / 7)],
    ]);
  });

  it("gives two units an axis each", () => {
    const two = answerOf([{ month: "2025-06-01", a: 1, b: 2 }], {
      columns: [column("month", "time"), column("a", "metric", "score"), column("b", "metric", "percentage")],
    });
    const { option } = axesPicture(shapeOf(two), { chart: "line", share: false, overTime: true }, LOOK);
    expect(option.yAxis).toHaveLength(2);
    expect((option.series as { yAxisIndex: number }[]).map(({ yAxisIndex }) => yAxisIndex)).toEqual([0, 1]);
  });
});

describe("a cohort grid", () => {
  const row = (cohort: string, month: string, mrr: number | null) => ({ month, cohort_month: cohort, mrr });
  const shape = cohortShape(
    answerOf(
      [
        row("2025-05-01", "2025-05-01", 200),
        row("2025-05-01", "2025-07-01", 150),
        row("2025-06-01", "2025-06-01", 80),
        row("2025-06-01", "2025-07-01", 100),
        row("2024-01-01", "2025-05-01", 900),
      ],
      {
        columns: [
          column("month", "time"),
          column("cohort_month", "dimension"),
          column("mrr", "metric", "currency"),
        ],
      },
    ),
  );

  it("tells what is left of the first month; who began before the days shown is left out", () => {
    expect(shape.marks).toEqual(["First", "+1", "+2"]);
    expect(shape.series.map(({ name, values }) => [name, values])).toEqual([
      ["May 2025 ($200)", [100, null, 75]],
      ["Jun 2025 ($80)", [100, 125, null]],
    ]);
  });

  it("finds the rows of a square", () => {
    const picture = heatmapPicture(shape, "percentage", LOOK);
    const hit = picture.cellAt({ id: null, series: 0, index: 1 });
    expect(hit).toEqual({ metric: "mrr", keys: { month: "2025-07-01", cohort_month: "2025-05-01" } });
  });
});

describe("a funnel", () => {
  it("has its stages in order, each with its part of the one before", () => {
    const answer = answerOf(
      [
        { stage: "sql", deals: 50 },
        { stage: "lead", deals: 200 },
      ],
      { columns: [column("stage", "dimension"), column("deals", "metric", "count")] },
    );
    const stages = stagesOf(answer, ["lead", "sql", "won"]);
    expect(stages.map((_, at) => writtenStage(stages, at))).toEqual(["200", "50  (25%)", "–"]);
    expect(stages[1]?.cell).toEqual({ metric: "deals", keys: { stage: "sql" } });
  });
});

describe("a waterfall", () => {
  const metrics = ["opening", "won", "lost", "closing"].map((name) => metric(name, "currency"));
  const row = { opening: 1000, won: 500, lost: 200, closing: 1300 };
  const steps = stepsOf(row, metrics, ["opening", "plus", "minus", "closing"]);

  it("begins each step where the last one ended", () => {
    expect(steps.map(({ from, to }) => [from, to])).toEqual([
      [0, 1000],
      [1000, 1500],
      [1500, 1300],
      [0, 1300],
    ]);
    expect(steps.map((step) => writtenStep(step, "currency"))).toEqual(["$1K", "+$500", "−$200", "$1.3K"]);
  });

  it("leads from a step to its rows", () => {
    const hit = waterfallPicture(steps, "currency", LOOK).cellAt({ id: null, series: 1, index: 2 });
    expect(hit).toEqual({ metric: "lost", keys: {} });
  });
});

describe("a scatter", () => {
  const tile = {
    metrics: ["adoption", "arr"],
    dimensions: ["customer", "customer_name", "quadrant", "line_x", "line_y"],
    quadrants: { x: "line_x", y: "line_y", top_left: "Risk" },
  } as TileSpec;
  const keys = ["customer", "customer_name", "quadrant", "line_x", "line_y"];
  const answer = answerOf(
    [
      {
        customer: "C1",
        customer_name: "A <b>",
        quadrant: "target",
        line_x: 50,
        line_y: 9000,
        adoption: 70,
        arr: 1e5,
      },
      {
        customer: "C2",
        customer_name: "B",
        quadrant: "risk",
        line_x: 50,
        line_y: 9000,
        adoption: null,
        arr: 2e4,
      },
    ],
    {
      columns: [
        ...keys.map((name) => column(name, "dimension")),
        column("adoption", "metric", "score"),
        column("arr", "metric", "currency"),
      ],
    },
  );
  const metrics = [metric("adoption", "score"), metric("arr", "currency")];
  const cloud = cloudOf(answer, tile);

  it("counts everybody, and says who has no point and where the lines stand", () => {
    expect(Object.fromEntries(cloud.counts)).toEqual({ target: 1, risk: 1 });
    expect(cloud.points.map(({ id }) => id)).toEqual(["C1"]);
    expect(remarksOn(cloud, metrics)).toEqual([
      "The lines stand at ADOPTION 50.0 and ARR $9,000.",
      "1 row without ADOPTION or ARR have no point; the table lists them.",
    ]);
  });

  it("takes a dimension of numbers for its upward axis, and leads to the rows of its metric", () => {
    const single = { ...tile, metrics: ["adoption"], upward: "arr" } as TileSpec;
    const [point] = cloudOf(answer, single).points;
    expect([point?.x, point?.y, point?.cell.metric]).toEqual([70, 1e5, "adoption"]);
  });

  it("leads from a point to its row, and writes names as text", () => {
    const picture = scatterPicture(cloud, tile, metrics, LOOK);
    expect(picture.cellAt({ id: "C1", series: 0, index: 0 })?.keys).toMatchObject({ customer: "C1" });
    const { formatter } = picture.option.tooltip as { formatter: (hit: unknown) => string };
    expect(formatter({ data: { id: "C1" } })).toContain("A &lt;b&gt;");
  });
});

import { describe, expect, it } from "vitest";
import { chartOption } from "./chartOption";
import type { Thresholds } from "./customers";
import { QUADRANTS } from "./quadrants";
import { point } from "./sample";

// Only what these tests look at.
type Series = {
  name: string;
  symbol?: string;
  data: { id: string; value: [number, number] }[];
  itemStyle?: { color: string };
  markLine?: { data: { xAxis?: number; yAxis?: number }[] };
};
type Axis = {
  min: number;
  max: number;
  axisLabel: { customValues: number[]; formatter: (place: number) => string };
};

const POINTS = [
  point({ id: "a", quadrant: "target", adoption: 80, arr: 90_000 }),
  point({ id: "b", quadrant: "risk", adoption: 10, arr: 90_000 }),
  point({ id: "c", quadrant: "monitor", adoption: 0, arr: 0 }),
];

function draw(thresholds: Thresholds = { arr: 20_000, adoption: 50 }, selected: string | null = null) {
  const option = chartOption(POINTS, thresholds, selected, { ink: (name) => name, narrow: false });
  const series = option.series as unknown as Series[];
  const named = (name: string) => series.find((one) => one.name === name) as Series;
  return { named, series, arr: option.yAxis as unknown as Axis };
}

describe("points", () => {
  it("stand in the quadrant that the data names, at their adoption", () => {
    const { named } = draw();
    expect(named("Target").data.map((datum) => datum.id)).toEqual(["a"]);
    expect(named("Risk").data[0]?.value[0]).toBe(10);
    expect(named("Quick win").data).toEqual([]);
  });

  it("differ by colour and by shape", () => {
    const { series } = draw();
    const quadrants = series.slice(0, QUADRANTS.length);
    expect(new Set(quadrants.map((one) => one.symbol)).size).toBe(4);
    expect(new Set(quadrants.map((one) => one.itemStyle?.color)).size).toBe(4);
  });

  it("all lie on the axis, an ARR of 0 included", () => {
    const { series, arr } = draw();
    for (const { value } of series.flatMap((one) => one.data)) {
      expect(value[1]).toBeGreaterThan(arr.min);
      expect(value[1]).toBeLessThan(arr.max);
    }
  });
});

describe("lines", () => {
  it("stand at the thresholds of the data, on the same scale as the points", () => {
    const { named } = draw({ arr: 90_000, adoption: 37.5 });
    const lines = named("Thresholds").markLine?.data;
    expect(lines).toEqual([{ yAxis: named("Target").data[0]?.value[1] }, { xAxis: 37.5 }]);
  });

  it("are left out where the data names no threshold", () => {
    expect(draw({ arr: null, adoption: null }).named("Thresholds").markLine?.data).toEqual([]);
  });
});

it("writes the ARR axis in dollars", () => {
  const { axisLabel } = draw().arr;
  expect(axisLabel.customValues.map(axisLabel.formatter)).toContain("$50K");
  expect(axisLabel.formatter(axisLabel.customValues[0] ?? Number.NaN)).toBe("$0");
});

it("rings the selected customer", () => {
  expect(
    draw(undefined, "b")
      .named("Selected")
      .data.map((datum) => datum.id),
  ).toEqual(["b"]);
  expect(draw().named("Selected").data).toEqual([]);
});

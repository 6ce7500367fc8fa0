import { expect, it } from "vitest";
import { chartOf, type Question, readQuestion, requestOf, withMetrics, writeQuestion } from "./question";
import { curlOf, pythonOf, tileOf } from "./recipes";

const AS_OF = "2025-07-31";

const QUESTION: Question = {
  metrics: ["current_arr", "mau"],
  groupBy: ["segment"],
  filters: [{ field: "csm", op: "in", values: ["O'Neil", "Bö"] }],
  having: [{ field: "mau", op: ">", value: 3 }],
  range: "90",
  from: "2025-06-01",
  to: "2025-07-31",
  grain: "month",
  compare: "previous_period",
  orderBy: "-mau",
  limit: 20,
  chart: "stacked",
};

it("keeps a whole question in the address", () => {
  const address = writeQuestion(QUESTION).toString();
  expect(readQuestion(new URLSearchParams(address))).toEqual(QUESTION);
});

it("leaves out what an address cannot mean", () => {
  const params = new URLSearchParams(
    'metric=mau&filter=nonsense&filter={"field":"csm","op":"drop"}&having=[1]&from=2025-02-30&grain=era&limit=-1&chart=pie',
  );
  const question = readQuestion(params);
  expect(requestOf(question, AS_OF)).toEqual({
    metrics: ["mau"],
    time: { from: "2025-05-03", to: AS_OF },
  });
  expect(question.chart).toBe("auto");
});

it("asks nothing without a metric", () => {
  expect(requestOf(readQuestion(new URLSearchParams("by=segment")), AS_OF)).toBeNull();
});

it("asks for the last days, for all, or for those that the reader names", () => {
  const timeOf = (address: string) => requestOf(readQuestion(new URLSearchParams(address)), AS_OF)?.time;
  expect(timeOf("metric=mau&days=30")).toEqual({ from: "2025-07-02", to: AS_OF });
  expect(timeOf("metric=mau&days=all")).toBeUndefined();
  expect(timeOf("metric=mau&days=all&from=2025-01-01")).toEqual({ from: "2025-01-01" });
  const kept = { ...QUESTION, from: null, to: null, range: "all" as const };
  expect(readQuestion(writeQuestion(kept))).toEqual(kept);
});

it("drops what only a metric that was taken away could answer", () => {
  const compared = { ...QUESTION, orderBy: "-mau__change" };
  expect(withMetrics(compared, ["mau"])).toEqual({
    metrics: ["mau"],
    having: QUESTION.having,
    orderBy: "-mau__change",
  });
  expect(withMetrics(compared, ["current_arr"])).toEqual({
    metrics: ["current_arr"],
    having: [],
    orderBy: null,
  });
});

it("chooses the chart that fits", () => {
  const auto = { ...QUESTION, chart: "auto" as const };
  expect(chartOf(auto)).toBe("line");
  expect(chartOf({ ...auto, grain: null })).toBe("bar");
  expect(chartOf({ ...auto, grain: null, groupBy: [] })).toBe("table");
  expect(chartOf({ ...auto, groupBy: ["a", "b"] })).toBe("table");
});

it("writes a command whose quotes a shell understands", () => {
  const request = requestOf(QUESTION, AS_OF);
  const body = curlOf(request ?? { metrics: [] }, "http://x").match(/-d '([\s\S]*)'$/)?.[1];
  expect(JSON.parse((body ?? "").replaceAll(`'\\''`, "'"))).toEqual(request);
});

it("writes values as Python does", () => {
  const program = pythonOf(
    { metrics: ["mau"], filters: [{ field: "trial", op: "=", value: true }] },
    "http://x",
  );
  expect(program).toContain('"value": True');
  expect(program).toContain('"metrics": ["mau"]');
});

it("writes a tile that its page gives the days", () => {
  expect(tileOf(QUESTION, "stacked", "ARR: by segment")).toBe(`- title: "ARR: by segment"
  chart: stacked
  size: wide
  metrics: [current_arr, mau]
  dimensions: [segment]
  grain: month
  where:
    - {"field":"csm","op":"in","values":["O'Neil","Bö"]}
  having:
    - {"field":"mau","op":">","value":3}
  order_by: [-mau]
  limit: 20
`);
  const one = { ...QUESTION, metrics: ["mau"], groupBy: [], grain: null, filters: [], having: [] };
  expect(tileOf({ ...one, orderBy: null, limit: null }, "table", "MAU")).toBe(
    "- title: MAU\n  chart: number\n  size: small\n  metrics: [mau]\n",
  );
});

it("makes a table of what the chart of a tile cannot draw, and gives the first rows an order", () => {
  const wide = { ...QUESTION, groupBy: ["segment", "csm"], grain: null, orderBy: null };
  expect(tileOf(wide, "bar", "x")).toContain("  chart: table\n");
  expect(tileOf(wide, "bar", "x")).toContain("  order_by: [segment]\n  limit: 20\n");
  expect(tileOf({ ...wide, metrics: ["mau"] }, "heatmap", "x")).toContain("  chart: heatmap\n");
});

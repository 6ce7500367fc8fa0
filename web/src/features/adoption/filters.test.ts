import { expect, it } from "vitest";
import { type Filters, isFiltered, NO_FILTERS, readFilters, toRequestFilters, writeFilters } from "./filters";

const FILTERS: Filters = {
  industries: ["Retail", "Food & drink"],
  segments: ["smb"],
  arrMin: 0,
  arrMax: 250_000,
};

it("survives the way through the address bar", () => {
  const query = writeFilters(new URLSearchParams(), FILTERS).toString();
  expect(readFilters(new URLSearchParams(query))).toEqual(FILTERS);
});

it("leaves the parameters of others alone", () => {
  const before = new URLSearchParams("region=emea&industry=Retail");
  expect(writeFilters(before, NO_FILTERS).toString()).toBe("region=emea");
});

it("ignores amounts that make no sense", () => {
  const filters = readFilters(new URLSearchParams("arr_min=-5&arr_max=1e9"));
  expect([filters.arrMin, filters.arrMax]).toEqual([null, null]);
});

it("asks the server in its own words, and for nothing that is not filtered", () => {
  expect(toRequestFilters(NO_FILTERS)).toEqual([]);
  expect(toRequestFilters(FILTERS)).toEqual([
    { field: "industry", op: "in", values: ["Retail", "Food & drink"] },
    { field: "segment", op: "in", values: ["smb"] },
    { field: "customer_arr", op: ">=", value: 0 },
    { field: "customer_arr", op: "<=", value: 250_000 },
  ]);
});

it("knows a minimum of 0 as a filter", () => {
  expect(isFiltered(NO_FILTERS)).toBe(false);
  expect(isFiltered({ ...NO_FILTERS, arrMin: 0 })).toBe(true);
});

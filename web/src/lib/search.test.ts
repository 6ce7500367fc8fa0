import { expect, it } from "vitest";
import { finder } from "./search";

const METRICS = [
  { label: "Monthly Recurring Revenue", about: "what customers pay each month" },
  { label: "Churn Risk Score", about: "points per rule that fires" },
  { label: "Support Tickets Opened", about: "tickets that customers opened" },
];
const find = finder(METRICS, [{ name: "label", weight: 1, of: ({ label }) => label }], ({ about }) => about);
const labels = (words: string) => find(words).map(({ label }) => label);

it("finds everything where nothing is asked", () => {
  expect(find("  ")).toEqual(METRICS);
});

it("forgives slips", () => {
  expect(labels("chrun risk")[0]).toBe("Churn Risk Score");
  expect(labels("recuring revenu")).toEqual(["Monthly Recurring Revenue"]);
});

it("wants every word, wherever it stands", () => {
  expect(labels("customers tickets")).toEqual(["Support Tickets Opened"]);
  expect(labels("zebra")).toEqual([]);
});

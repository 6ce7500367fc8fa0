import { expect, it } from "vitest";
import { answerOf } from "@/testing/fakeServer";
import { namedRows, number, text } from "./answer";

it("gives cells by column name", () => {
  const [row] = namedRows(answerOf([{ customer: "org-1", customer_arr: 12.5 }]));
  expect(row).toEqual({ customer: "org-1", customer_arr: 12.5 });
});

it("keeps missing apart from 0 and from empty text", () => {
  const row = { arr: null, zero: 0, words: "", exact: "12.50" };
  expect(number(row, "arr")).toBeNull();
  expect(number(row, "not there")).toBeNull();
  expect(number(row, "zero")).toBe(0);
  expect(number(row, "exact")).toBe(12.5);
  expect(text(row, "arr")).toBeNull();
  expect(text(row, "words")).toBe("");
});

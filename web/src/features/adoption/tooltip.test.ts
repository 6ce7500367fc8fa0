import { expect, it } from "vitest";
import { customer } from "./sample";
import { tooltipOf } from "./tooltip";

it("tells name, ARR, adoption and health", () => {
  const tip = tooltipOf(customer({ id: "a", name: "Acme", arr: 1234, adoption: 61.25, health: null }));
  expect([...tip.children].map((line) => line.textContent)).toEqual([
    "Acme",
    "ARR$1,234",
    "AI adoption61.3",
    "Health–",
  ]);
});

it("never reads a customer's name as HTML", () => {
  const tip = tooltipOf(customer({ id: "a", name: "<img src=x onerror=alert(1)>" }));
  expect(tip.querySelector("img")).toBeNull();
});

import { formatMoney, formatScore } from "@/lib/format";
import type { Customer } from "./customers";

function line(label: string, value: string): HTMLElement {
  const row = document.createElement("div");
  row.className = "chart-tip-line";
  const name = document.createElement("span");
  const number = document.createElement("strong");
  name.textContent = label;
  number.textContent = value;
  row.append(name, number);
  return row;
}

/** The chart's tooltip, built of text nodes: a customer's name is never read as HTML. */
export function tooltipOf(customer: Customer): HTMLElement {
  const tip = document.createElement("div");
  tip.className = "chart-tip";
  const title = document.createElement("div");
  title.className = "chart-tip-title";
  title.textContent = customer.name;
  tip.append(
    title,
    line("ARR", formatMoney(customer.arr)),
    line("AI adoption", formatScore(customer.adoption)),
    line("Health", formatScore(customer.health)),
  );
  return tip;
}

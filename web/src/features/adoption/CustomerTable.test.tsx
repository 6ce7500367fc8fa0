import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { CustomerTable } from "./CustomerTable";
import { customer } from "./sample";

const CUSTOMERS = [
  customer({ id: "a", name: "Alder", arr: 10_000, adoption: 20, quadrant: "monitor" }),
  customer({ id: "b", name: "Birch", arr: 90_000, adoption: null, quadrant: null, industry: null }),
  customer({
    id: "c",
    name: "Cedar",
    arr: 50_000,
    adoption: 80,
    quadrant: "quick_win",
    segment: "mid_market",
  }),
];

function show(selectedId: string | null = null, customers = CUSTOMERS, total = 12) {
  const onSelect = vi.fn();
  render(<CustomerTable customers={customers} total={total} selectedId={selectedId} onSelect={onSelect} />);
  return { onSelect, user: userEvent.setup() };
}

const names = () => screen.getAllByRole("rowheader").map((cell) => cell.textContent);
const head = (name: RegExp) => screen.getByRole("columnheader", { name });

describe("sorting", () => {
  it("starts with the highest ARR", () => {
    show();
    expect(names()).toEqual(["Birch", "Cedar", "Alder"]);
    expect(head(/^ARR/).getAttribute("aria-sort")).toBe("descending");
  });

  it("keeps customers without a value at the end, both ways", async () => {
    const { user } = show();
    await user.click(within(head(/adoption/)).getByRole("button"));
    expect(names()).toEqual(["Cedar", "Alder", "Birch"]);
    await user.click(within(head(/adoption/)).getByRole("button"));
    expect(names()).toEqual(["Alder", "Cedar", "Birch"]);
    expect(head(/adoption/).getAttribute("aria-sort")).toBe("ascending");
  });
});

describe("search", () => {
  it("looks at the words, counts what is left, and says when nothing is", async () => {
    const { user } = show();
    const search = screen.getByRole("searchbox");
    expect(screen.getByRole("status").textContent).toBe("Showing 3 of 12 customers");
    await user.type(search, "mid mark");
    expect(names()).toEqual(["Cedar"]);
    expect(screen.getByRole("status").textContent).toBe("Showing 1 of 12 customers");
    await user.clear(search);
    await user.type(search, "retail");
    expect(names()).toEqual(["Cedar", "Alder"]);
    await user.type(search, "x");
    expect(screen.getByText("No customer matches “retailx”.")).toBeTruthy();
  });
});

it("shows a dash where there is no value", () => {
  show();
  const [, industry, , adoption, , quadrant] = within(
    screen.getByRole("row", { name: /Birch/ }),
  ).getAllByRole("cell");
  expect([industry, adoption, quadrant].map((cell) => cell?.textContent)).toEqual(["–", "–", "–"]);
});

it("marks the selected customer and selects by keyboard", async () => {
  const { onSelect, user } = show("c");
  expect(screen.getByRole("row", { current: true }).textContent).toContain("Cedar");
  screen.getByRole("button", { name: "Alder" }).focus();
  await user.keyboard("{Enter}");
  expect(onSelect).toHaveBeenCalledWith("a");
});

describe("a long list", () => {
  const many = Array.from({ length: 700 }, (_, i) => customer({ id: `c${i}`, arr: 700_000 - i }));

  it("lists the first 500, says so, and lists all on demand", async () => {
    const { user } = show(null, many, 700);
    expect(names()).toHaveLength(500);
    await user.click(screen.getByRole("button", { name: "List all 700 customers" }));
    expect(names()).toHaveLength(700);
  });

  it("always lists the selected customer", () => {
    show("c600", many, 700);
    expect(names()).toHaveLength(601);
    expect(screen.getByRole("row", { current: true }).textContent).toContain("c600");
  });
});

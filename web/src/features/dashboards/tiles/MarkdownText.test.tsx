import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import MarkdownText from "./MarkdownText";

it("writes paragraphs, lists and links", () => {
  render(
    <MarkdownText text={"One **bold** word.\n\n- first\n- second\n\n[to product](/dashboards/product)"} />,
  );
  expect(screen.getByText("bold").tagName).toBe("STRONG");
  expect(screen.getAllByRole("listitem")).toHaveLength(2);
  expect(screen.getByRole("link", { name: "to product" })).toHaveProperty("pathname", "/dashboards/product");
});

it("runs nothing that a text says", () => {
  const { container } = render(
    <MarkdownText
      text={"<img src=x onerror=alert(1)>\n\n[press](javascript:alert(1))\n\n<script>alert(1)</script>"}
    />,
  );
  expect(container.querySelector("img, script")).toBeNull();
  expect(screen.getByText("press").getAttribute("href") ?? "").not.toContain("javascript");
});

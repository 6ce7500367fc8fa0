import { expect, it } from "vitest";
import type { CatalogList } from "@/lib/catalog";
import type { MetricList } from "@/lib/metric";
import { entriesOf } from "./entries";

const CATALOG = {
  tables: [
    {
      ...{ name: "app.users", layer: "source", description: "One row per user.", owner: "platform" },
      columns: [{ name: "plan id", type: "text", description: "Which plan." }],
    },
  ],
} as unknown as CatalogList;
const METRICS = {
  metrics: [
    { name: "mau", label: "Monthly Active Users", description: "", domain: "product", owner: "platform" },
  ],
} as unknown as MetricList;

it("lists all kinds with the page that tells of each", () => {
  const entries = entriesOf(CATALOG, METRICS, [
    { name: "sales", title: null, description: null, owner: null },
  ]);
  expect(entries.map(({ kind, title, address }) => [kind, title, address])).toEqual([
    ["metric", "Monthly Active Users", "/metrics/mau"],
    ["dashboard", "sales", "/dashboards/sales"],
    ["table", "app.users", "/catalog/app.users"],
    ["owner", "platform", "/catalog?words=platform"],
    ["column", "plan id", "/catalog/app.users#plan%20id"],
  ]);
  expect(entries[3]?.about).toBe("Answers for 2: mau, app.users");
});

import { expect, it } from "vitest";
import type { ColumnPath, PathNode } from "./api/useColumn";
import { addressOf, layersOf, madeOf, wayThrough } from "./columnPath";

const node = (layer: string, table: string | null, name: string): PathNode => ({
  ...{ layer, table, name, label: table ? `${table}.${name}` : name.toUpperCase() },
  id: table ? `${table}.${name}` : `${layer}:${name}`,
});

const PATH: ColumnPath = {
  nodes: [
    node("source", "app.users", "id"),
    node("marts", "a", "x"),
    node("marts", "b", "y"),
    node("metric", null, "mau"),
    node("dashboard", null, "product"),
  ],
  edges: [
    ["app.users.id", "a.x"],
    ["app.users.id", "b.y"],
    ["b.y", "metric:mau"],
    ["metric:mau", "dashboard:product"],
  ],
};

it("stands in layers, the column itself first in its own", () => {
  const layers = layersOf(PATH, "b.y");
  expect(layers.map(({ name }) => name)).toEqual(["source", "marts", "metric", "dashboard"]);
  expect(layers[1]?.nodes.map(({ id }) => id)).toEqual(["b.y", "a.x"]);
});

it("says in words what is made of what", () => {
  expect(madeOf(PATH, "metric:mau")).toBe("b.y");
  expect(madeOf(PATH, "app.users.id")).toBe("");
});

it("marks what lies before and behind, and nothing beside", () => {
  expect([...wayThrough(PATH, "b.y")].sort()).toEqual([
    "app.users.id",
    "b.y",
    "dashboard:product",
    "metric:mau",
  ]);
});

it("leads to where each is told", () => {
  expect(PATH.nodes.map(addressOf)).toEqual([
    "/catalog/app.users#id",
    "/catalog/a#x",
    "/catalog/b#y",
    "/metrics/mau",
    "/dashboards/product",
  ]);
});

import type { ReactNode } from "react";
import { Link } from "react-router";
import { type Cell, type Column, text } from "@/lib/answer";
import { writeCell } from "@/lib/cells";
import { accountPath } from "@/lib/places";

/** Columns that hold the key of something whose name stands in another one, such as feature beside feature_name. */
export function namedKeys(columns: Column[]): string[] {
  const names = new Set(columns.map(({ name }) => name));
  return columns.map(({ name }) => name).filter((name) => names.has(`${name}_name`));
}

/** The name of a customer as a way to its page; undefined for any other cell. */
export function entityCell(columns: Column[], column: Column, row: Cell[]): ReactNode | undefined {
  if (column.name !== "customer" && column.name !== "customer_name") return undefined;
  const named = Object.fromEntries(columns.map(({ name }, at) => [name, row[at] ?? null]));
  const customer = text(named, "customer");
  const shown = named[column.name] ?? customer;
  return customer === null ? undefined : <Link to={accountPath(customer)}>{writeCell(shown)}</Link>;
}

import type { Customer, Point } from "./customers";

/** A customer for tests. */
export function customer(part: Partial<Customer> & { id: string }): Customer {
  return {
    name: part.id,
    segment: "smb",
    industry: "Retail",
    arr: 50_000,
    adoption: 60,
    health: 70,
    quadrant: "target",
    ...part,
  };
}

export function point(part: Partial<Point> & { id: string }): Point {
  return { ...customer(part), arr: part.arr ?? 50_000, adoption: part.adoption ?? 60 };
}

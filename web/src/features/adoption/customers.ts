import { type AnswerRow, namedRows, number, type QueryAnswer, text } from "@/lib/answer";
import { type Quadrant, quadrantLook } from "./quadrants";

export type Customer = {
  id: string;
  name: string;
  segment: string | null;
  industry: string | null;
  arr: number | null;
  adoption: number | null;
  health: number | null;
  quadrant: Quadrant | null;
};

/** Where the quadrants meet, as the data says it for the whole company; null where it does not say. */
export type Thresholds = { arr: number | null; adoption: number | null };

export type CustomerAnswer = {
  customers: Customer[];
  thresholds: Thresholds;
  totalRows: number;
  limited: boolean;
  asOfDate: string;
  version: string;
  notes: string[];
};

function toCustomer(row: AnswerRow): Customer {
  const id = text(row, "customer") ?? "";
  return {
    id,
    name: text(row, "customer_name") ?? id,
    segment: text(row, "segment"),
    industry: text(row, "industry"),
    arr: number(row, "customer_arr"),
    adoption: number(row, "effective_ai_adoption_score"),
    health: number(row, "customer_health_score"),
    quadrant: quadrantLook(text(row, "adoption_quadrant"))?.id ?? null,
  };
}

function firstNumber(rows: AnswerRow[], name: string): number | null {
  for (const row of rows) {
    const value = number(row, name);
    if (value !== null) return value;
  }
  return null;
}

/** The answer of the server as this page speaks of it. */
export function toCustomerAnswer(answer: QueryAnswer): CustomerAnswer {
  const rows = namedRows(answer);
  return {
    customers: rows.map(toCustomer),
    thresholds: {
      arr: firstNumber(rows, "arr_threshold_usd"),
      adoption: firstNumber(rows, "adoption_threshold"),
    },
    totalRows: answer.total_rows,
    limited: answer.limited,
    asOfDate: answer.as_of_date,
    version: answer.version,
    notes: answer.notes,
  };
}

/** A customer that has a place in the chart. */
export type Point = Customer & { arr: number; adoption: number };

/** Whether there is a place for the customer in the chart. */
export function isPoint(customer: Customer): customer is Point {
  return customer.arr !== null && customer.adoption !== null;
}

/** How many of them the data puts into a quadrant, those without a place in the chart included. */
export function countIn(customers: Customer[], quadrant: Quadrant): number {
  return customers.filter((customer) => customer.quadrant === quadrant).length;
}

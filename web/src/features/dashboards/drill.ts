import type { CellRef } from "@/components/charts/shape";
import type { Cell, Column, QueryRequest } from "@/lib/answer";

/** A question for `POST /api/v1/drill`: one number of an answer. */
export type DrillRequest = {
  query: QueryRequest;
  metric: string;
  keys: Record<string, Cell>;
  input?: string;
};

export type ScorePart = {
  component: string;
  parent: string;
  points: number;
  max_points: number;
  points_lost: number;
  reason_code: string | null;
};

/** One input of a number, and the rows that count for it. */
export type DrillInput = {
  name: string;
  label: string;
  description: string;
  how: string;
  table: string;
  value: number | null;
  rows_read: number;
  total_rows: number;
  columns: Column[];
  rows: Cell[][];
  score: { score: string; cell: ScorePart[] } | null;
  sql: string;
};

export type Drill = {
  metric: string;
  label: string;
  unit: string;
  keys: Record<string, Cell>;
  value: number | null;
  agrees: boolean;
  formula: string | null;
  expression: string;
  inputs: DrillInput[];
  time: { from: string; to: string };
  as_of_date: string;
  notes: string[];
};

/** The question for the rows behind a number; a comparison and the order of rows change nothing about them. */
export function drillRequest(query: QueryRequest, { metric, keys }: CellRef): DrillRequest {
  const { compare: _, ...asked } = query;
  return { query: asked, metric, keys };
}

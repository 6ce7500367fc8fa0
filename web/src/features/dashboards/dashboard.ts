import type { Comparison, Filter, Grain } from "@/lib/answer";
import type { Metric as ListedMetric } from "@/lib/metric";

/** A dashboard, its tiles and their questions, as `GET /api/v1/dashboards/{name}` tells them. */

export type Chart =
  | "number"
  | "line"
  | "bar"
  | "stacked"
  | "scatter"
  | "funnel"
  | "heatmap"
  | "cohort"
  | "waterfall"
  | "table"
  | "movers"
  | "text";

export type Size = "small" | "medium" | "wide" | "full";

export type FilterName = "industry" | "segment" | "region" | "plan_status" | "csm" | "account_arr";

export type FileProblem = { file: string; line: number; thing: string; cause: string; next_step: string };

/** One dashboard in the list; a broken file has problems in place of a title. */
export type DashboardLine = {
  name: string;
  title: string | null;
  description: string | null;
  audience: string[];
  owner: string | null;
  problems: FileProblem[];
};

/** What a dashboard is told of the metrics on it. */
export type Metric = Pick<
  ListedMetric,
  | "name"
  | "label"
  | "description"
  | "unit"
  | "tier"
  | "domain"
  | "owner"
  | "direction"
  | "formula"
  | "time_rule"
>;

/** A request without its days; grain `page` is the one that the reader chose. */
export type Question = {
  metrics: string[];
  group_by: string[];
  filters: Filter[];
  having: Filter[];
  order_by: string[];
  limit: number | null;
  grain: Grain | "page" | null;
  days: number | null;
  compared: boolean;
};

export type Quadrants = {
  x: string;
  y: string;
  top_left: string;
  top_right: string;
  bottom_left: string;
  bottom_right: string;
};

export type Sign = "opening" | "plus" | "minus" | "closing";

export type TileSpec = {
  title: string;
  chart: Chart;
  size: Size;
  about: string | null;
  metrics: string[];
  dimensions: string[];
  /** The order in which the values of its dimension stand. */
  values: string[];
  signs: Sign[];
  /** Scatter: the dimension of numbers on the upward axis, where that is no metric. */
  upward: string | null;
  quadrants: Quadrants | null;
  share: boolean;
  text: string | null;
};

export type Tile = {
  number: number;
  tile: TileSpec;
  /** What it asks by what it is for: `values`, and for a single number its `course`. */
  questions: { values?: Question; course?: Question };
  /** The page's filters that all of its metrics allow. */
  filters: FilterName[];
};

export type Dashboard = {
  name: string;
  /** The last day that the published data knows. */
  as_of_date: string;
  title: string;
  description: string;
  audience: string[];
  owner: string;
  period: { days: number; grain: Grain; compare: Comparison | null };
  filters: FilterName[];
  tiles: Tile[];
  metrics: Record<string, Metric>;
  problems: FileProblem[];
};

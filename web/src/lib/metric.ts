/** A metric and a dimension as `GET /api/v1/metrics` tells them. */
export type Metric = {
  name: string;
  label: string;
  description: string;
  unit: string;
  tier: number;
  domain: string;
  owner: string;
  direction: "up" | "down" | "neutral";
  status: "draft" | "approved" | "deprecated";
  sunset_date: string | null;
  successor: string | null;
  formula: string | null;
  time_rule: string;
  kind: "flow" | "stock" | "opening";
  aliases: string[];
  dimensions: string[];
  valid_min: number | null;
  valid_max: number | null;
  needs_source: string[];
};

export type Dimension = {
  name: string;
  label: string;
  description: string;
  type: "text" | "integer" | "number" | "date" | "timestamp" | "boolean";
  unit: string | null;
};

/** Everything that can be asked for. */
export type MetricList = {
  version: string;
  as_of_date: string;
  metrics: Metric[];
  dimensions: Dimension[];
};

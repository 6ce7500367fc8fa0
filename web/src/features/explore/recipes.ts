import type { QueryRequest } from "@/lib/answer";
import type { Chart, Question } from "./question";

/** The same question for other hands: a shell, a program, a dashboard's file. */

/** A command for a shell; the token comes from the environment, where there is one. */
export function curlOf(request: QueryRequest, origin: string): string {
  const body = JSON.stringify(request).replaceAll("'", `'\\''`);
  return [
    `curl -s ${origin}/api/v1/query \\`,
    `  -H "Authorization: Bearer $ALMANAC_TOKEN" \\`,
    "  -H 'Content-Type: application/json' \\",
    `  -d '${body}'`,
  ].join("\n");
}

/** A program that needs nothing but Python. */
export function pythonOf(request: QueryRequest, origin: string): string {
  return `import json
import os
import urllib.request

question = ${pythonValue(request, 0)}
headers = {"Content-Type": "application/json"}
if token := os.environ.get("ALMANAC_TOKEN"):
    headers["Authorization"] = f"Bearer {token}"
asked = urllib.request.Request("${origin}/api/v1/query", json.dumps(question).encode(), headers)
with urllib.request.urlopen(asked) as response:
    answer = json.load(response)

names = [column["name"] for column in answer["columns"]]
rows = [dict(zip(names, row)) for row in answer["rows"]]
print(f"{len(rows)} of {answer['total_rows']} rows, as of {answer['as_of_date']}")
print(rows[:5])
`;
}

/** A tile for a file of \`dashboards/\`: its days and its comparison are those of its page. */
export function tileOf(question: Question, chart: Exclude<Chart, "auto">, title: string): string {
  const single = question.metrics.length === 1 && question.groupBy.length === 0 && !question.grain;
  const lines = [
    `- title: ${yamlText(title.slice(0, 80))}`,
    `  chart: ${single ? "number" : drawnAs(chart, question)}`,
    `  size: ${single ? "small" : "wide"}`,
    `  metrics: ${yamlList(question.metrics)}`,
  ];
  if (question.groupBy.length > 0) lines.push(`  dimensions: ${yamlList(question.groupBy)}`);
  if (!single) lines.push(`  grain: ${question.grain ?? "none"}`);
  for (const [name, filters] of [
    ["where", question.filters],
    ["having", question.having],
  ] as const) {
    if (filters.length > 0) lines.push(`  ${name}:`, ...filters.map((one) => `    - ${JSON.stringify(one)}`));
  }
  const order = question.orderBy ?? (question.limit && (question.groupBy[0] ?? question.grain));
  if (order) lines.push(`  order_by: ${yamlList([order])}`);
  if (question.limit) lines.push(`  limit: ${question.limit}`);
  return `${lines.join("\n")}\n`;
}

/** Most metrics and dimensions that the chart of a tile can draw; a table takes what they cannot. */
const ROOM = { line: [8, 1], bar: [6, 1], stacked: [8, 1], heatmap: [1, 2], table: [12, 8] } as const;

function drawnAs(chart: Exclude<Chart, "auto">, { metrics, groupBy }: Question): string {
  const [mostMetrics, mostDimensions] = ROOM[chart];
  const isEmpty = chart === "heatmap" && groupBy.length === 0;
  return metrics.length > mostMetrics || groupBy.length > mostDimensions || isEmpty ? "table" : chart;
}

/** JSON is YAML, so what has to be quoted is written as JSON. */
function yamlText(text: string): string {
  return /^[A-Za-z][A-Za-z0-9 ,()%/-]*$/.test(text) && !/^(yes|no|true|false|null|on|off)$/i.test(text)
    ? text
    : JSON.stringify(text);
}

function yamlList(words: string[]): string {
  return `[${words.map((word) => (/^-?[a-z][a-z0-9_]*$/.test(word) ? word : JSON.stringify(word))).join(", ")}]`;
}

function pythonValue(value: unknown, depth: number): string {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((one) => pythonValue(one, depth + 1)).join(", ")}]`;
  const inner = "    ".repeat(depth + 1);
  const lines = Object.entries(value).map(
    ([name, one]) => `${inner}${JSON.stringify(name)}: ${pythonValue(one, depth + 1)},`,
  );
  return `{\n${lines.join("\n")}\n${"    ".repeat(depth)}}`;
}

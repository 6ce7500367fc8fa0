import { MultiSelect } from "@/components/MultiSelect";
import type { Comparison, Grain } from "@/lib/answer";
import { formatCount, formatWord } from "@/lib/format";
import type { Dimension, MetricList } from "@/lib/metric";
import { CHARTS, type Chart, GRAINS, type Question, withMetrics } from "../question";
import { Chosen } from "./Chosen";
import { Conditions } from "./Conditions";
import styles from "./Fields.module.css";
import { RangeFields } from "./RangeFields";
import { SelectField } from "./SelectField";

type FieldsProps = { list: MetricList; question: Question; onChange: (part: Partial<Question>) => void };

const NAMES: Record<string, string> = {
  auto: "What fits",
  previous_period: "Days before",
  previous_year: "A year ago",
};

/** By what the metrics are told: dimensions that all of them allow, days, conditions, and the chart. */
export function Fields({ list, question, onChange }: FieldsProps) {
  const allowed = allowedDimensions(list, question.metrics);
  const labels = new Map(allowed.map(({ name, label }) => [name, label]));
  return (
    <section className={`card ${styles.fields}`} aria-label="How they are told">
      <Chosen
        list={list}
        chosen={question.metrics}
        onChange={(metrics) => onChange(withMetrics(question, metrics))}
      />
      <div className={styles.grid}>
        <MultiSelect
          label="Grouped by"
          all="Nothing: one number"
          choices={allowed.map(({ name }) => name)}
          write={(name) => labels.get(name) ?? `${name} (not told by all)`}
          chosen={question.groupBy}
          onChange={(groupBy) => onChange({ groupBy })}
        />
        <SelectField
          label="Period"
          none="All days in one"
          values={GRAINS}
          value={question.grain}
          write={formatWord}
          onChange={(grain) => onChange({ grain: grain as Grain | null })}
        />
        <RangeFields asOf={list.as_of_date} question={question} onChange={onChange} />
        <SelectField
          label="Compared with"
          none="Nothing"
          values={["previous_period", "previous_year"]}
          value={question.compare}
          write={(one) => NAMES[one] ?? one}
          onChange={(compare) => onChange({ compare: compare as Comparison | null })}
        />
        <SelectField
          label="Chart"
          values={CHARTS}
          value={question.chart}
          write={(one) => NAMES[one] ?? formatWord(one)}
          onChange={(chart) => onChange({ chart: (chart ?? "auto") as Chart })}
        />
        <SelectField
          label="Sorted by"
          none="Its groups"
          values={orders(question)}
          value={question.orderBy}
          write={(one) => orderWords(one, list)}
          onChange={(orderBy) => onChange({ orderBy })}
        />
        <SelectField
          label="Rows at most"
          none="10,000"
          values={LIMITS}
          value={question.limit === null ? null : String(question.limit)}
          write={(one) => formatCount(Number(one))}
          onChange={(limit) => onChange({ limit: limit === null ? null : Number(limit) })}
        />
      </div>
      {question.metrics.length > 0 && (
        <Conditions allowed={allowed} question={question} list={list} onChange={onChange} />
      )}
    </section>
  );
}

const LIMITS = ["5", "10", "20", "50", "100", "1000"];

/** Each metric with its largest first and with its smallest first, and what the address asks for. */
function orders({ metrics, orderBy }: Question): string[] {
  const offered = metrics.flatMap((name) => [`-${name}`, name]);
  return orderBy === null || offered.includes(orderBy) ? offered : [...offered, orderBy];
}

function orderWords(order: string, list: MetricList): string {
  const name = order.replace(/^-/, "");
  const label = list.metrics.find((metric) => metric.name === name)?.label ?? name;
  return `${label}, ${order.startsWith("-") ? "largest" : "smallest"} first`;
}

/** The dimensions that every one of the metrics can be told by. */
export function allowedDimensions(list: MetricList, chosen: string[]): Dimension[] {
  const metrics = list.metrics.filter(({ name }) => chosen.includes(name));
  if (metrics.length === 0) return [];
  return list.dimensions
    .filter(({ name }) => metrics.every((metric) => metric.dimensions.includes(name)))
    .toSorted((a, b) => a.label.localeCompare(b.label, "en"));
}

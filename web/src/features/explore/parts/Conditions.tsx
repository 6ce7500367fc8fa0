import type { Filter } from "@/lib/answer";
import { formatWord } from "@/lib/format";
import type { Dimension, MetricList } from "@/lib/metric";
import type { Question } from "../question";
import { ConditionForm } from "./ConditionForm";
import styles from "./Conditions.module.css";

type ConditionsProps = {
  list: MetricList;
  allowed: Dimension[];
  question: Question;
  onChange: (part: Partial<Question>) => void;
};

const WORDS: Record<Filter["op"], string> = {
  in: "is",
  not_in: "is not",
  "=": "=",
  "!=": "≠",
  "<": "<",
  "<=": "≤",
  ">": ">",
  ">=": "≥",
  is_null: "is not known",
  is_not_null: "is known",
};

/** What is counted (filters) and which rows are shown (conditions on their numbers); each can be taken away. */
export function Conditions({ list, allowed, question, onChange }: ConditionsProps) {
  const { filters, having, metrics } = question;
  const labels = new Map([...list.dimensions, ...list.metrics].map(({ name, label }) => [name, label]));
  const numbers = list.metrics.filter(({ name }) => metrics.includes(name));
  const drop = (all: Filter[], at: number) => all.filter((_, place) => place !== at);
  return (
    <div className={styles.conditions}>
      {[...filters, ...having].length > 0 && (
        <ul className={styles.list}>
          {filters.map((one, at) => (
            <Chip
              key={JSON.stringify(one)}
              text={spelled(one, labels)}
              onDrop={() => onChange({ filters: drop(filters, at) })}
            />
          ))}
          {having.map((one, at) => (
            <Chip
              key={`having ${JSON.stringify(one)}`}
              text={`rows where ${spelled(one, labels)}`}
              onDrop={() => onChange({ having: drop(having, at) })}
            />
          ))}
        </ul>
      )}
      <ConditionForm
        metric={metrics[0] ?? ""}
        dimensions={allowed}
        numbers={numbers}
        onFilter={(one) => onChange({ filters: [...filters, one] })}
        onHaving={(one) => onChange({ having: [...having, one] })}
      />
    </div>
  );
}

function Chip({ text, onDrop }: { text: string; onDrop: () => void }) {
  return (
    <li className={styles.chip}>
      {text}
      <button type="button" aria-label={`Remove: ${text}`} onClick={onDrop}>
        ×
      </button>
    </li>
  );
}

function spelled(filter: Filter, labels: Map<string, string>): string {
  const field = labels.get(filter.field) ?? filter.field;
  const values = "values" in filter ? filter.values : "value" in filter ? [filter.value] : [];
  const written = values.map((value) => formatWord(String(value)));
  return [field, WORDS[filter.op], written.join(", ")].filter(Boolean).join(" ");
}

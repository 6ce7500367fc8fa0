import { type FormEvent, useId, useState } from "react";
import type { Filter } from "@/lib/answer";
import type { Dimension, Metric } from "@/lib/metric";
import { useValues } from "../api/useValues";
import styles from "./Conditions.module.css";

type ConditionFormProps = {
  metric: string;
  dimensions: Dimension[];
  numbers: Metric[];
  onFilter: (filter: Filter) => void;
  onHaving: (filter: Filter) => void;
};

type Op = Filter["op"];

const TEXT_OPS: [Op, string][] = [
  ["in", "is"],
  ["not_in", "is not"],
  ["is_null", "is not known"],
  ["is_not_null", "is known"],
];
const NUMBER_OPS: [Op, string][] = [
  [">=", "at least"],
  [">", "more than"],
  ["<=", "at most"],
  ["<", "less than"],
  ["=", "is"],
  ["is_null", "is not known"],
  ["is_not_null", "is known"],
];

/** Adds one condition; the values of a dimension are offered while one types. */
export function ConditionForm({ metric, dimensions, numbers, onFilter, onHaving }: ConditionFormProps) {
  const id = useId();
  const [field, setField] = useState("");
  const [op, setOp] = useState<Op>("in");
  const [typed, setTyped] = useState("");
  const number = numbers.find(({ name }) => name === field);
  const dimension = dimensions.find(({ name }) => name === field);
  const isNumber = number !== undefined || ["integer", "number"].includes(dimension?.type ?? "");
  const isBounded = isNumber || ["date", "timestamp"].includes(dimension?.type ?? "");
  const values = useValues(metric, isNumber ? "" : (dimension?.name ?? ""));
  const takesValue = op !== "is_null" && op !== "is_not_null";

  function choose(name: string): void {
    const bounded =
      numbers.some((one) => one.name === name) ||
      dimensions.some((one) => one.name === name && !["text", "boolean"].includes(one.type));
    setField(name);
    setOp(bounded ? ">=" : "in");
    setTyped("");
  }

  function add(event: FormEvent): void {
    event.preventDefault();
    const condition = conditionOf(field, op, typed.trim(), isNumber, dimension?.type === "boolean");
    if (!condition) return;
    if (number) onHaving(condition);
    else onFilter(condition);
    setTyped("");
  }

  return (
    <form className={styles.form} onSubmit={add}>
      <label>
        <span className="field-label">Only where</span>
        <select className="field" value={field} onChange={({ target }) => choose(target.value)}>
          <option value="">Choose a dimension or a metric</option>
          <optgroup label="What is counted">
            {dimensions.map(({ name, label }) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </optgroup>
          <optgroup label="Which rows are shown">
            {numbers.map(({ name, label }) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </optgroup>
        </select>
      </label>
      <label>
        <span className="field-label">Condition</span>
        <select className="field" value={op} onChange={({ target }) => setOp(target.value as Op)}>
          {(isBounded ? NUMBER_OPS : TEXT_OPS).map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className="field-label">Value</span>
        <input
          className="field"
          list={`${id}-values`}
          inputMode={isNumber ? "decimal" : "text"}
          disabled={!takesValue || !field}
          required={takesValue}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <datalist id={`${id}-values`}>
          {values.data?.map((value) => (
            <option key={value} value={value} />
          ))}
        </datalist>
      </label>
      <button type="submit" className="button" disabled={!field}>
        Add
      </button>
    </form>
  );
}

/** The condition in the form of a question; null while its value is none. Several values are parted by commas. */
function conditionOf(
  field: string,
  op: Op,
  typed: string,
  isNumber: boolean,
  isYesNo: boolean,
): Filter | null {
  if (op === "is_null" || op === "is_not_null") return { field, op };
  if (typed === "") return null;
  const read = (text: string) => (isNumber ? Number(text) : isYesNo ? text === "true" : text);
  if (isNumber && Number.isNaN(Number(typed))) return null;
  if (op !== "in" && op !== "not_in") return { field, op, value: read(typed) };
  const parts = typed.split(",").map((part) => part.trim());
  return { field, op, values: parts.filter(Boolean).map(read) };
}

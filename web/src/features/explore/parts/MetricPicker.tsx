import { useMemo, useState } from "react";
import { Link } from "react-router";
import { formatPlural, formatWord } from "@/lib/format";
import type { Metric, MetricList } from "@/lib/metric";
import { metricPath } from "@/lib/places";
import { finder } from "@/lib/search";
import { MOST_METRICS } from "../question";
import styles from "./MetricPicker.module.css";

type MetricPickerProps = { list: MetricList; chosen: string[]; onChange: (chosen: string[]) => void };

const TIERS = ["1", "2", "3"];

/** All metrics, narrowed by words, domain and tier. A metric stays where it is when it is chosen, and so does the focus. */
export function MetricPicker({ list, chosen, onChange }: MetricPickerProps) {
  const [words, setWords] = useState("");
  const [domain, setDomain] = useState("");
  const [tier, setTier] = useState("");
  const find = useMemo(() => searchOf(list.metrics), [list]);
  const domains = useMemo(() => [...new Set(list.metrics.map((one) => one.domain))].sort(), [list]);
  const found = find(words).filter(
    (one) => (!domain || one.domain === domain) && (!tier || String(one.tier) === tier),
  );
  const toggle = (name: string) =>
    onChange(chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name]);
  const entry = (metric: Metric) => (
    <Entry
      key={metric.name}
      metric={metric}
      isChosen={chosen.includes(metric.name)}
      isFull={chosen.length >= MOST_METRICS}
      onToggle={toggle}
    />
  );
  return (
    <section className={`card ${styles.picker}`} aria-label="Choose metrics">
      <label>
        <span className="field-label">Search</span>
        <input
          className="field"
          type="search"
          placeholder="name, meaning or owner"
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
      </label>
      <div className={styles.narrow}>
        <Narrow label="Domain" all="All domains" values={domains} value={domain} onChange={setDomain} />
        <Narrow label="Tier" all="All tiers" values={TIERS} value={tier} onChange={setTier} />
      </div>
      <p className={styles.count} role="status">
        {found.length === 0 ? "Nothing is called so: use fewer words." : formatPlural(found.length, "metric")}
      </p>
      <ul className={styles.list}>{found.map(entry)}</ul>
    </section>
  );
}

type EntryProps = {
  metric: Metric;
  isChosen: boolean;
  isFull: boolean;
  onToggle: (name: string) => void;
};

function Entry({ metric, isChosen, isFull, onToggle }: EntryProps) {
  return (
    <li className={styles.entry}>
      <label>
        <input
          type="checkbox"
          checked={isChosen}
          disabled={isFull && !isChosen}
          onChange={() => onToggle(metric.name)}
        />
        <span>
          {metric.label}
          <span className={styles.meta}>
            {formatWord(metric.domain)} · tier {metric.tier}
            {metric.status !== "approved" && ` · ${metric.status}`}
          </span>
        </span>
      </label>
      <Link to={metricPath(metric.name)} aria-label={`What ${metric.label} means`}>
        ?
      </Link>
    </li>
  );
}

type NarrowProps = {
  label: string;
  all: string;
  values: string[];
  value: string;
  onChange: (value: string) => void;
};

function Narrow({ label, all, values, value, onChange }: NarrowProps) {
  return (
    <label>
      <span className="field-label">{label}</span>
      <select className="field" value={value} onChange={({ target }) => onChange(target.value)}>
        <option value="">{all}</option>
        {values.map((one) => (
          <option key={one} value={one}>
            {formatWord(one)}
          </option>
        ))}
      </select>
    </label>
  );
}

function searchOf(metrics: Metric[]) {
  return finder(
    metrics,
    [
      { name: "label", weight: 5, of: ({ label }) => label },
      { name: "name", weight: 4, of: ({ name, aliases }) => [name.replaceAll("_", " "), name, ...aliases] },
    ],
    ({ description, domain, owner }) => `${description} ${domain} ${owner}`,
  );
}

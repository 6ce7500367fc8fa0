import { Link } from "react-router";
import type { Grain } from "@/lib/answer";
import type { Metric, MetricList } from "@/lib/metric";
import { metricPath } from "@/lib/places";
import type { Question } from "../question";
import styles from "./Result.module.css";

/** What the chosen metrics mean, and which days each of their numbers is of. */
export function Meanings({ list, question }: { list: MetricList; question: Question }) {
  const metrics = list.metrics.filter(({ name }) => question.metrics.includes(name));
  return (
    <dl className={styles.meanings}>
      {metrics.map((metric) => (
        <div key={metric.name}>
          <dt>
            <Link to={metricPath(metric.name)}>{metric.label}</Link>
          </dt>
          <dd>
            {metric.description} <span className={styles.when}>{whenOf(metric, question.grain)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function whenOf({ kind }: Metric, grain: Grain | null): string {
  const period = grain ? `each ${grain}` : "the days asked for";
  if (kind === "flow") return `Counted over ${period}.`;
  return `As it is on the ${kind === "stock" ? "last" : "first"} day of ${period}.`;
}

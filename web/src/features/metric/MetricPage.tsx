import { Link, useParams } from "react-router";
import { CodeBlock } from "@/components/CodeBlock";
import { Loading } from "@/components/Loading";
import { Notice } from "@/components/Notice";
import { ProblemNotice } from "@/components/ProblemNotice";
import { formatWord } from "@/lib/format";
import { explorePath } from "@/lib/places";
import { type MetricDetail, useMetric } from "./api/useMetric";
import { Checks } from "./Checks";
import { Course } from "./Course";
import { Facts } from "./Facts";
import { Lineage } from "./Lineage";
import styles from "./MetricPage.module.css";

/** One metric: what it means, what it is now, whence it comes, and whether it was checked. */
export default function MetricPage() {
  const { name = "" } = useParams();
  const { data, error, refetch } = useMetric(name);
  if (error && !data) return <ProblemNotice error={error} onRetry={refetch} />;
  if (!data) return <Loading what="the metric" />;
  return <Shown metric={data} />;
}

function Shown({ metric }: { metric: MetricDetail }) {
  return (
    <div className={styles.page}>
      <title>{`${metric.label} · Almanac`}</title>
      <div className={styles.head}>
        <p className={styles.meta}>
          <Link to="/metrics">Metrics</Link> · {formatWord(metric.domain)} · tier {metric.tier}
        </p>
        <h1>{metric.label}</h1>
        <p className={styles.lead}>{metric.description}</p>
      </div>
      {metric.status !== "approved" && <Status metric={metric} />}
      <div className={styles.columns}>
        <Course metric={metric} />
        <Facts metric={metric} />
      </div>
      <section className={`card ${styles.part}`}>
        <h2>Ask for it</h2>
        <p>
          <Link to={explorePath(metric.example.request)}>Open it in the explorer</Link> with the last 90 days,
          or ask for all days on the command line:
        </p>
        <CodeBlock what="command" text={metric.example.command} />
      </section>
      <Lineage metric={metric} />
      <Checks validation={metric.validation} />
    </div>
  );
}

function Status({ metric }: { metric: MetricDetail }) {
  if (metric.status === "draft") {
    return (
      <Notice tone="info" title="This metric is a draft">
        <p>Its owner, {metric.owner}, has not approved it.</p>
      </Notice>
    );
  }
  return (
    <Notice tone="info" title={`This metric goes after ${metric.sunset_date}`}>
      <p>
        Use{" "}
        {metric.successor ? (
          <Link to={`/metrics/${metric.successor}`}>{metric.successor}</Link>
        ) : (
          "another one"
        )}
        .
      </p>
    </Notice>
  );
}

import { Link } from "react-router";
import { Notice } from "@/components/Notice";
import { formatPlural } from "@/lib/format";
import { tablePath } from "@/lib/places";
import type { MetricDetail, TableColumns } from "./api/useMetric";
import styles from "./MetricPage.module.css";

/** Whence the number comes, from source columns over models to the metric; read from left to right. */
export function Lineage({ metric }: { metric: MetricDetail }) {
  const { lineage } = metric;
  return (
    <section className={`card ${styles.part}`}>
      <h2>Lineage</h2>
      {lineage === null ? (
        <Notice tone="info" title="This version keeps no lineage">
          <p>It was built before lineage was kept: build again.</p>
        </Notice>
      ) : (
        <ol className={styles.chain}>
          <Step title="Sources" tables={lineage.sources} />
          <Step title="Models between" tables={[...lineage.models].reverse()} />
          <Step title="Measured on" tables={lineage.measured} />
          {lineage.inputs.length > 0 && (
            <li>
              <h3>Computed from</h3>
              <ul className={styles.nodes}>
                {lineage.inputs.map((name) => (
                  <li key={name} className={styles.node}>
                    {name}
                  </li>
                ))}
              </ul>
            </li>
          )}
          {metric.dashboards.length > 0 && (
            <li>
              <h3>Shown on</h3>
              <ul className={styles.nodes}>
                {metric.dashboards.map(({ name, title }) => (
                  <li key={name} className={styles.node}>
                    <Link to={`/dashboards/${name}`}>{title}</Link>
                  </li>
                ))}
              </ul>
            </li>
          )}
        </ol>
      )}
    </section>
  );
}

function Step({ title, tables }: { title: string; tables: TableColumns[] }) {
  return (
    <li>
      <h3>{`${title} (${formatPlural(tables.length, "table")})`}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <ul className={styles.nodes} tabIndex={0} aria-label={title}>
        {tables.map(({ table, columns, row_columns }) => (
          <li key={table} className={styles.node}>
            <Link to={tablePath(table)}>{table}</Link>
            {columns.length > 0 && <div className={styles.columnsOf}>{columns.join(", ")}</div>}
            {row_columns.length > 0 && (
              <div className={styles.columnsOf}>rows by {row_columns.join(", ")}</div>
            )}
          </li>
        ))}
      </ul>
    </li>
  );
}

import { Link } from "react-router";
import { Notice } from "@/components/Notice";
import { metricPath, tablePath } from "@/lib/places";
import type { TableDetail } from "./api/useTable";
import styles from "./CatalogPage.module.css";

type Node = { name: string; label: string; address: string };

/** From source tables over this one to metrics and dashboards, as columns that are read from left to right. */
export function LineageGraph({ table }: { table: TableDetail }) {
  const { lineage, metrics, dashboards } = table;
  if (lineage === null) {
    return (
      <Notice tone="info" title="This version keeps no lineage">
        <p>It was built before lineage was kept: build again.</p>
      </Notice>
    );
  }
  const steps: [string, Node[]][] = [
    ["Begins in", lineage.sources.map(tableNode)],
    ["Reads", lineage.reads.map(tableNode)],
    ["This table", [tableNode(table.name)]],
    ["Read by", lineage.read_by.map(tableNode)],
    ["Metrics", metrics.map(({ name, label }) => ({ name, label, address: metricPath(name) }))],
    [
      "Dashboards",
      dashboards.map(({ name, title }) => ({ name, label: title, address: `/dashboards/${name}` })),
    ],
  ];
  return (
    <section className={`card ${styles.part}`} aria-label="Lineage">
      <h2>Lineage</h2>
      <ol className={styles.chain}>
        {steps
          .filter(([, nodes]) => nodes.length > 0)
          .map(([title, nodes]) => (
            <li key={title} className={styles.step}>
              <h3>
                {title} {nodes.length > 1 && `(${nodes.length})`}
              </h3>
              <ul className={styles.nodes}>
                {nodes.map(({ name, label, address }) => (
                  <li key={name}>
                    {title === "This table" ? <b>{label}</b> : <Link to={address}>{label}</Link>}
                  </li>
                ))}
              </ul>
            </li>
          ))}
      </ol>
    </section>
  );
}

function tableNode(name: string): Node {
  return { name, label: name, address: tablePath(name) };
}

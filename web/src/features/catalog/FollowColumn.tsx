import { useSearchParams } from "react-router";
import { Loading } from "@/components/Loading";
import { ProblemNotice } from "@/components/ProblemNotice";
import { useColumn } from "./api/useColumn";
import type { TableDetail } from "./api/useTable";
import styles from "./CatalogPage.module.css";
import { ColumnGraph } from "./ColumnGraph";

/** One column of the table from end to end; which one lives in the address. */
export function FollowColumn({ table }: { table: TableDetail }) {
  const [params, setParams] = useSearchParams();
  const asked = params.get("column") ?? "";
  const column = table.columns.some(({ name }) => name === asked) ? asked : "";
  const { data, error, refetch } = useColumn(table.name, column);
  return (
    <section id="follow" className={`card ${styles.part}`} aria-label="One column from end to end">
      <h2>One column from end to end</h2>
      <label className={styles.choice}>
        <span className="field-label">Column</span>
        <select
          className="field"
          value={column}
          onChange={({ target }) =>
            setParams(target.value ? { column: target.value } : {}, {
              replace: true,
              preventScrollReset: true,
            })
          }
        >
          <option value="">Choose a column to follow</option>
          {table.columns.map(({ name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {column === "" && (
        <p className={styles.meta}>
          Shows the source columns that its values come from, and the metrics and dashboards they end in.
        </p>
      )}
      {column !== "" && error && <ProblemNotice error={error} onRetry={refetch} />}
      {column !== "" && !error && !data && <Loading what="the lineage" />}
      {data && <ColumnGraph key={column} path={data} column={`${table.name}.${column}`} />}
    </section>
  );
}

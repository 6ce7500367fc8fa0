import { useState } from "react";
import { Link } from "react-router";
import type { CellRef } from "@/components/charts/shape";
import { Loading } from "@/components/Loading";
import { ProblemNotice } from "@/components/ProblemNotice";
import { type QueryRequest, text } from "@/lib/answer";
import { writeCell } from "@/lib/cells";
import { formatDay, formatValue } from "@/lib/format";
import { accountPath } from "@/lib/places";
import { useDrill } from "../api/useDrill";
import type { Metric } from "../dashboard";
import { type Drill, drillRequest } from "../drill";
import { DrillInputs } from "./DrillInputs";
import styles from "./DrillView.module.css";

type DrillViewProps = {
  request: QueryRequest;
  cell: CellRef;
  /** The metrics of the tile: each has its own number at the same place. */
  choices: string[];
  metrics: Record<string, Metric>;
};

/** The rows behind one number: which number it is, that the rows make it, and the rows of each of its inputs. */
export function DrillView({ request, cell, choices, metrics }: DrillViewProps) {
  const [metric, setMetric] = useState(cell.metric);
  const asked = drillRequest(request, { ...cell, metric });
  const { data, error, refetch, isPlaceholderData } = useDrill(asked);
  return (
    <div className={styles.view} aria-busy={isPlaceholderData}>
      {choices.length > 1 && (
        <label>
          <span className="field-label">Number</span>
          <select className="field" value={metric} onChange={({ target }) => setMetric(target.value)}>
            {choices.map((name) => (
              <option key={name} value={name}>
                {metrics[name]?.label ?? name}
              </option>
            ))}
          </select>
        </label>
      )}
      {error && <ProblemNotice error={error} onRetry={refetch} />}
      {!error && !data && <Loading what="the rows" />}
      {!error && data && (
        <>
          <Summary drill={data} />
          <DrillInputs drill={data} request={asked} />
        </>
      )}
    </div>
  );
}

function Summary({ drill }: { drill: Drill }) {
  const customer = text(drill.keys, "customer");
  const keys = Object.entries(drill.keys).filter(([name]) => !/_threshold(_|$)/.test(name));
  return (
    <div className={styles.summary}>
      <p className={styles.value}>
        {drill.label}: <b>{formatValue(drill.value, drill.unit)}</b>
      </p>
      <p className={styles.keys}>
        {keys.map(([name, value]) => (
          <span key={name}>
            {name.replaceAll("_", " ")}: {writeCell(value)}
          </span>
        ))}
        <span>
          {formatDay(drill.time.from)} to {formatDay(drill.time.to)}
        </span>
        {customer && <Link to={accountPath(customer)}>Open the account</Link>}
      </p>
      {drill.formula && <p>{drill.formula}</p>}
      <p>
        {drill.agrees
          ? "The rows below make exactly this number."
          : "The rows below do not make this number: please report it, with this page's address."}
      </p>
      {drill.notes.map((note) => (
        <p key={note} className={styles.note}>
          {note}
        </p>
      ))}
    </div>
  );
}

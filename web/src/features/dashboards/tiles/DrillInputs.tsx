import { useCallback, useMemo } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { AnswerTable } from "@/components/AnswerTable";
import { entityCell, namedKeys } from "@/components/EntityCell";
import { ProblemNotice } from "@/components/ProblemNotice";
import type { Cell, Column } from "@/lib/answer";
import { csvName } from "@/lib/csv";
import { formatPlural, formatScore, formatValue, formatWord } from "@/lib/format";
import { useCsv } from "../api/useCsv";
import type { Drill, DrillInput, DrillRequest, ScorePart } from "../drill";
import styles from "./DrillInputs.module.css";

/** The inputs of a number side by side; a ratio has two, most have one. */
export function DrillInputs({ drill, request }: { drill: Drill; request: DrillRequest }) {
  const [only] = drill.inputs;
  if (!only) return null;
  if (drill.inputs.length === 1) return <Input input={only} request={request} />;
  return (
    <Tabs key={drill.metric}>
      <TabList className={styles.tabs ?? ""} aria-label={`Inputs of ${drill.label}`}>
        {drill.inputs.map(({ name, label }) => (
          <Tab key={name} id={name} className={styles.tab ?? ""}>
            {label}
          </Tab>
        ))}
      </TabList>
      {drill.inputs.map((input) => (
        <TabPanel key={input.name} id={input.name} className={styles.panel ?? ""}>
          <Input input={input} request={request} />
        </TabPanel>
      ))}
    </Tabs>
  );
}

function Input({ input, request }: { input: DrillInput; request: DrillRequest }) {
  const csv = useCsv();
  const { columns } = input;
  const show = useCallback(
    (column: Column, _: Cell, row: Cell[]) => entityCell(columns, column, row),
    [columns],
  );
  const hidden = useMemo(() => namedKeys(columns), [columns]);
  const rows = formatPlural(input.total_rows, "row");
  const save = () =>
    csv.mutate({
      path: "/drill",
      body: { ...request, input: input.name },
      name: csvName(request.metric, input.name, "rows"),
    });
  return (
    <section className={styles.input} aria-label={input.label}>
      <p>
        <b>
          {`${input.total_rows === 1 ? "This" : "These"} ${rows} make${input.total_rows === 1 ? "s" : ""} ${formatValue(input.value, null)}`}
        </b>
        {`: ${input.how}. `}
        {input.rows_read > input.total_rows &&
          `${formatPlural(input.rows_read, "row")} of ${input.table} belong to it; the others do not count. `}
        {input.description}
      </p>
      {input.score && <ScoreParts parts={input.score.cell} />}
      {input.total_rows > 0 && (
        <>
          <button type="button" className="button" disabled={csv.isPending} onClick={save}>
            {csv.isPending ? "Preparing …" : `Download CSV (${rows})`}
          </button>
          {csv.error && <ProblemNotice error={csv.error} onRetry={save} />}
          <AnswerTable
            caption={`Rows of ${input.label}`}
            columns={columns}
            rows={input.rows}
            totalRows={input.total_rows}
            hidden={hidden}
            show={show}
          />
        </>
      )}
    </section>
  );
}

/** A score's parts: the points that each won of those that it could have. */
function ScoreParts({ parts }: { parts: ScorePart[] }) {
  return (
    <table className={styles.parts}>
      <caption>Points of the score</caption>
      <tbody>
        {parts.map((part) => (
          <tr key={`${part.parent} ${part.component}`}>
            <th scope="row">{formatWord(part.component)}</th>
            <td>
              {formatScore(part.points)} of {formatScore(part.max_points)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

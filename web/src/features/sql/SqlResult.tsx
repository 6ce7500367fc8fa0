import { AnswerTable } from "@/components/AnswerTable";
import { Notice } from "@/components/Notice";
import type { Cell, Column } from "@/lib/answer";
import { formatCount, formatMilliseconds } from "@/lib/format";
import type { SqlAnswer } from "./api/useSql";
import styles from "./SqlPage.module.css";

const WHOLE = /INT/;
const NUMBER = /DOUBLE|FLOAT|DECIMAL/;

/** The rows of a statement; where they are only the first, that is said before them. */
export function SqlResult({ answer }: { answer: SqlAnswer }) {
  const { rows, total_rows, limited, elapsed_ms, version } = answer;
  return (
    <section className={`card ${styles.result}`} aria-label="Rows">
      {limited && (
        <Notice
          tone="info"
          title={`The first ${formatCount(rows.length)} of ${formatCount(total_rows)} rows`}
        >
          <p>Ask for fewer with a condition, or put them together with group by.</p>
        </Notice>
      )}
      {/* A new answer is a new table: nothing is kept of the last one's order. */}
      <AnswerTable
        key={`${version} ${elapsed_ms}`}
        caption="Rows of the statement"
        columns={columnsOf(answer)}
        rows={rows}
        totalRows={total_rows}
        show={asItIs}
      />
      <p className={styles.meta} role="status">
        Version {version} · {formatMilliseconds(elapsed_ms)}
      </p>
    </section>
  );
}

/** Text is shown letter by letter: whoever writes SQL has to see what to compare with. */
function asItIs({ type }: Column, cell: Cell): string | undefined {
  return type === "text" && typeof cell === "string" ? cell : undefined;
}

/** Columns for the table; a name that comes twice is told apart by its place. */
function columnsOf({ columns }: SqlAnswer): Column[] {
  return columns.map(({ name, type }, at) => ({
    name: `${at} ${name}`,
    label: name,
    role: "dimension",
    type: WHOLE.test(type) ? "integer" : NUMBER.test(type) ? "number" : "text",
    unit: null,
  }));
}

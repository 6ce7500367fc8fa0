import { lazy, Suspense, useMemo } from "react";
import { AnswerTable } from "@/components/AnswerTable";
import { entityCell, namedKeys } from "@/components/EntityCell";
import { Loading } from "@/components/Loading";
import { Notice } from "@/components/Notice";
import { ProblemNotice } from "@/components/ProblemNotice";
import type { QueryAnswer, QueryRequest } from "@/lib/answer";
import { formatDay, formatMilliseconds } from "@/lib/format";
import type { MetricList } from "@/lib/metric";
import { useAnswer } from "../api/useAnswer";
import { useCsv } from "../api/useCsv";
import { chartOf, type Question, requestOf } from "../question";
import { AnswerChart } from "./AnswerChart";
import { Meanings } from "./Meanings";
import styles from "./Result.module.css";

const TakeAway = lazy(() => import("./TakeAway"));

/** The answer as a chart and as a table, and the question for other hands. */
export function Result({ list, question }: { list: MetricList; question: Question }) {
  const request = useMemo(() => requestOf(question, list.as_of_date), [question, list]);
  const { data, error, isFetching, refetch } = useAnswer(request);
  if (!request) return <Guidance />;
  if (error) return <ProblemNotice error={error} onRetry={refetch} />;
  if (!data) return <Loading what="the answer" />;
  return (
    <>
      <section className={`card ${styles.result}`} aria-label="Answer" aria-busy={isFetching}>
        <Meanings list={list} question={question} />
        <Answer question={question} answer={data} request={request} />
      </section>
      <Suspense fallback={<Loading />}>
        <TakeAway list={list} question={question} request={request} />
      </Suspense>
    </>
  );
}

type AnswerProps = { question: Question; answer: QueryAnswer; request: QueryRequest };

function Answer({ question, answer, request }: AnswerProps) {
  const { columns, rows, total_rows, notes } = answer;
  const chart = chartOf(question);
  const hidden = useMemo(() => namedKeys(columns), [columns]);
  const { mutate, isPending, error } = useCsv();
  if (rows.length === 0) {
    return (
      <Notice tone="empty" title="No row fits the question">
        <p>Take a condition away, or ask for more days.</p>
        {notes[0] && <p>{notes[0]}</p>}
      </Notice>
    );
  }
  return (
    <>
      {chart !== "table" && (
        <AnswerChart chart={chart} answer={answer} isSorted={question.orderBy !== null} />
      )}
      <div className={styles.table}>
        <AnswerTable
          caption="Rows of the answer"
          columns={columns}
          rows={rows}
          totalRows={total_rows}
          hidden={hidden}
          show={(column, _, row) => entityCell(columns, column, row)}
        />
      </div>
      <div className={styles.end}>
        <p className={styles.foot}>
          {formatDay(answer.time.from)} to {formatDay(answer.time.to)} (UTC days) · as of{" "}
          {formatDay(answer.as_of_date)} · {answer.cache === "hit" ? "kept from before" : "computed"} in{" "}
          {formatMilliseconds(answer.elapsed_ms)}
        </p>
        <button type="button" className="button" disabled={isPending} onClick={() => mutate(request)}>
          {isPending ? "Reading all rows …" : "Download CSV (all rows)"}
        </button>
      </div>
      {error && <ProblemNotice error={error} onRetry={() => mutate(request)} />}
      {notes.length > 0 && (
        <ul className={styles.foot}>
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function Guidance() {
  return (
    <div className="card">
      <Notice tone="empty" title="Choose a metric to see its numbers">
        <p>Search by name or meaning, tick one or more, then say by what they are told.</p>
        <p>Two metrics share those dimensions that both allow.</p>
      </Notice>
    </div>
  );
}

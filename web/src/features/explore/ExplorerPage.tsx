import { type ReactNode, Suspense, useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import { Loading } from "@/components/Loading";
import { ProblemNotice } from "@/components/ProblemNotice";
import { formatDay } from "@/lib/format";
import type { MetricList } from "@/lib/metric";
import { useMetricList } from "./api/useMetricList";
import styles from "./ExplorerPage.module.css";
import { Fields } from "./parts/Fields";
import { MetricPicker } from "./parts/MetricPicker";
import { Result } from "./parts/Result";
import { type Question, readQuestion, withMetrics, writeQuestion } from "./question";

/** Browse the metrics, ask for some of them, and take the question elsewhere. */
export default function ExplorerPage({ tools }: { tools?: ReactNode }) {
  const { data, error, refetch } = useMetricList();
  if (error && !data) return <ProblemNotice error={error} onRetry={refetch} />;
  if (!data) return <Loading what="the metrics" />;
  return <Explorer list={data} tools={tools} />;
}

function Explorer({ list, tools }: { list: MetricList; tools: ReactNode }) {
  const [params, setParams] = useSearchParams();
  const question = useMemo(() => readQuestion(params), [params]);
  const change = useCallback(
    (part: Partial<Question>) =>
      setParams(writeQuestion({ ...question, ...part }), { preventScrollReset: true }),
    [question, setParams],
  );
  return (
    <div className={styles.page}>
      <title>Metrics · Almanac</title>
      <div className={styles.head}>
        <div className={styles.line}>
          <h1>Metrics</h1>
          <Suspense fallback={null}>{tools}</Suspense>
        </div>
        <p>
          {list.metrics.length} metrics, each with one definition. Choose some of them, and by what they are
          told; data as of {formatDay(list.as_of_date)}.
        </p>
      </div>
      <div className={styles.columns}>
        <MetricPicker
          list={list}
          chosen={question.metrics}
          onChange={(metrics) => change(withMetrics(question, metrics))}
        />
        <div className={styles.main}>
          <Fields list={list} question={question} onChange={change} />
          <Result list={list} question={question} />
        </div>
      </div>
    </div>
  );
}

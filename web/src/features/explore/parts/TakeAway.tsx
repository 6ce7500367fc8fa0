import { useState } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { CodeBlock } from "@/components/CodeBlock";
import { Loading } from "@/components/Loading";
import { ProblemNotice } from "@/components/ProblemNotice";
import type { QueryRequest } from "@/lib/answer";
import type { MetricList } from "@/lib/metric";
import { DIALECTS, type Dialect, useStatement } from "../api/useStatement";
import { chartOf, type Question } from "../question";
import { curlOf, pythonOf, tileOf } from "../recipes";
import { SelectField } from "./SelectField";
import styles from "./TakeAway.module.css";

type TakeAwayProps = { list: MetricList; question: Question; request: QueryRequest };

/** The same question for other hands: SQL of four engines, a shell, a program, a dashboard. */
export default function TakeAway({ list, question, request }: TakeAwayProps) {
  const { origin } = window.location;
  const title = question.metrics
    .map((name) => list.metrics.find((metric) => metric.name === name)?.label ?? name)
    .join(", ");
  return (
    <section className={`card ${styles.away}`} aria-label="Take the question elsewhere">
      <h2>Take it elsewhere</h2>
      <Tabs className={styles.tabs ?? ""}>
        <TabList className={styles.list ?? ""} aria-label="Forms of the question">
          <Tab id="sql">SQL</Tab>
          <Tab id="curl">curl</Tab>
          <Tab id="python">Python</Tab>
          <Tab id="tile">Dashboard tile</Tab>
        </TabList>
        <TabPanel id="sql">
          <Statement request={request} />
        </TabPanel>
        <TabPanel id="curl">
          <CodeBlock what="curl command" text={curlOf(request, origin)} />
        </TabPanel>
        <TabPanel id="python">
          <CodeBlock what="Python program" text={pythonOf(request, origin)} />
        </TabPanel>
        <TabPanel id="tile">
          <p>
            Under <code>tiles:</code> of a file in <code>dashboards/</code>; its days are those of the page.
          </p>
          <CodeBlock what="tile" text={tileOf(question, chartOf(question), title)} />
        </TabPanel>
      </Tabs>
    </section>
  );
}

function Statement({ request }: { request: QueryRequest }) {
  const [dialect, setDialect] = useState<Dialect>("duckdb");
  const { data, error, refetch } = useStatement(request, dialect);
  return (
    <div className={styles.statement}>
      <SelectField
        label="Engine"
        values={Object.keys(DIALECTS)}
        value={dialect}
        write={(one) => DIALECTS[one as Dialect]}
        onChange={(one) => setDialect(one as Dialect)}
      />
      {error && <ProblemNotice error={error} onRetry={refetch} />}
      {!error && !data && <Loading what="the statement" />}
      {data && <CodeBlock what={`SQL for ${DIALECTS[data.dialect]}`} text={data.sql} />}
    </div>
  );
}

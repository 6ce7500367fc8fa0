import type { ReactNode } from "react";
import { Link, useLocation } from "react-router";
import { Loading } from "@/components/Loading";
import { Notice } from "@/components/Notice";
import { ProblemNotice } from "@/components/ProblemNotice";
import { useDashboards } from "./api/useDashboards";
import styles from "./DashboardListPage.module.css";
import type { DashboardLine } from "./dashboard";

/** Where people begin: a customer to find, and every dashboard: what it answers, for whom, and who answers for it. */
export default function DashboardListPage({ search }: { search?: ReactNode }) {
  const { data, error, refetch } = useDashboards();
  return (
    <div className={styles.page}>
      <title>Dashboards · Almanac</title>
      <h1>Dashboards</h1>
      {search}
      {error && !data && <ProblemNotice error={error} onRetry={refetch} />}
      {!data && !error && <Loading what="the dashboards" />}
      {data?.length === 0 && (
        <Notice tone="empty" title="There is no dashboard yet">
          <p>
            Put a file into <code>dashboards/</code>; docs/guides/dashboards.md shows how.
          </p>
        </Notice>
      )}
      {data && (
        <ul className={styles.list}>
          {data.map((line) => (
            <li key={line.name}>
              <Card line={line} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Card({ line }: { line: DashboardLine }) {
  // Days and filters go along from one dashboard to the next.
  const { search } = useLocation();
  const [problem] = line.problems;
  if (problem) {
    return (
      <Notice tone="error" title={`${problem.file}, line ${problem.line}: ${problem.thing}`}>
        <p>
          {problem.cause}. {problem.next_step}
        </p>
      </Notice>
    );
  }
  return (
    <Link className={`card ${styles.card}`} to={`/dashboards/${line.name}${search}`}>
      <span className={styles.title}>{line.title}</span>
      <span>{line.description}</span>
      <span className={styles.meta}>
        For {line.audience.join(", ")} · {line.owner}
      </span>
    </Link>
  );
}

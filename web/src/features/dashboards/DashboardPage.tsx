import { useCallback, useEffect, useMemo } from "react";
import { useLocation, useParams, useSearchParams } from "react-router";
import { Loading } from "@/components/Loading";
import { Notice } from "@/components/Notice";
import { ProblemNotice } from "@/components/ProblemNotice";
import { formatDay } from "@/lib/format";
import { useDashboard } from "./api/useDashboard";
import styles from "./DashboardPage.module.css";
import { DashboardSwitch } from "./DashboardSwitch";
import { DashboardTile } from "./DashboardTile";
import type { Dashboard } from "./dashboard";
import { FilterBar } from "./FilterBar";
import { type PageState, readState, shownDays, writeState } from "./pageState";
import { SavedViews } from "./SavedViews";

/** One dashboard: its filters, which live in the address, and its tiles. */
export default function DashboardPage() {
  const { name = "" } = useParams();
  const { data, error, refetch } = useDashboard(name);
  if (data) return <Shown dashboard={data} />;
  return (
    <>
      <h1 className="unseen">Dashboard</h1>
      {error ? <ProblemNotice error={error} onRetry={refetch} /> : <Loading what="the dashboard" />}
    </>
  );
}

function Shown({ dashboard }: { dashboard: Dashboard }) {
  const [params, setParams] = useSearchParams();
  const state = useMemo(() => readState(params), [params]);
  const change = useCallback(
    (next: PageState) => setParams(writeState(params, next), { preventScrollReset: true }),
    [params, setParams],
  );
  const { hash } = useLocation();
  useEffect(() => {
    // The browser looked for the tile before there was one.
    if (hash) document.getElementById(hash.slice(1))?.scrollIntoView();
  }, [hash]);
  const days = shownDays(state, dashboard, dashboard.as_of_date);
  return (
    <div className={styles.page}>
      <title>{`${dashboard.title} · Almanac`}</title>
      <div className={styles.head}>
        <div className={styles.line}>
          <h1>{dashboard.title}</h1>
          <div className={styles.tools}>
            <DashboardSwitch current={dashboard.name} />
            <SavedViews />
          </div>
        </div>
        <p className={styles.lead}>{dashboard.description}</p>
        <p className={styles.meta}>
          {formatDay(days.from)} to {formatDay(days.to)} (UTC days) · for {dashboard.audience.join(", ")} ·
          owner {dashboard.owner}
        </p>
      </div>
      <FilterBar dashboard={dashboard} state={state} onChange={change} />
      {dashboard.problems.map((problem) => (
        <Notice
          key={`${problem.line} ${problem.thing}`}
          tone="error"
          title={`${problem.file}, line ${problem.line}: ${problem.thing}`}
        >
          <p>
            {problem.cause}. {problem.next_step}
          </p>
        </Notice>
      ))}
      <div className={styles.tiles}>
        {dashboard.tiles.map((tile) => (
          <DashboardTile key={tile.number} tile={tile} dashboard={dashboard} state={state} />
        ))}
      </div>
    </div>
  );
}

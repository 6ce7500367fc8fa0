import { type ReactNode, useId, useMemo } from "react";
import { ProblemNotice } from "@/components/ProblemNotice";
import type { QueryRequest } from "@/lib/answer";
import { formatDay, formatWord } from "@/lib/format";
import { useAnswer } from "./api/useAnswer";
import styles from "./DashboardTile.module.css";
import type { Dashboard, Tile } from "./dashboard";
import { comparisonOf, ignoredFilters, type PageState, requestOf } from "./pageState";
import { TextBody } from "./tiles/TextBody";
import { TileBody } from "./tiles/TileBody";
import { TileMenu } from "./tiles/TileMenu";

type DashboardTileProps = { tile: Tile; dashboard: Dashboard; state: PageState };

/** A tile in its frame: title, what it shows, how fresh it is, and what can be opened from it. */
export function DashboardTile({ tile, dashboard, state }: DashboardTileProps) {
  if (tile.tile.chart === "text") {
    return (
      <Frame tile={tile}>
        <TextBody text={tile.tile.text ?? ""} />
      </Frame>
    );
  }
  return <Asked tile={tile} dashboard={dashboard} state={state} />;
}

const EMPTY: QueryRequest = { metrics: [] };

function Asked({ tile, dashboard, state }: DashboardTileProps) {
  const [request, courseRequest] = useMemo(
    () =>
      [tile.questions.values, tile.questions.course].map((question) =>
        question ? requestOf(question, tile.filters, state, dashboard, dashboard.as_of_date) : EMPTY,
      ),
    [tile, dashboard, state],
  ) as [QueryRequest, QueryRequest];
  const values = useAnswer(request);
  const course = useAnswer(courseRequest, courseRequest.metrics.length > 0);
  const ignored = ignoredFilters(state, tile.filters);
  const answer = values.data;
  return (
    <Frame
      tile={tile}
      menu={answer && <TileMenu tile={tile} request={request} answer={answer} metrics={dashboard.metrics} />}
      foot={
        answer && (
          <>
            As of {formatDay(answer.as_of_date)} · {answer.cache === "hit" ? "from cache" : "computed"} ·{" "}
            {Math.round(answer.elapsed_ms)} ms
            {ignored.length > 0 && ` · not filtered by ${ignored.map(formatWord).join(", ").toLowerCase()}`}
          </>
        )
      }
      notes={answer?.notes ?? []}
      busy={values.isFetching}
    >
      {values.isError && <ProblemNotice error={values.error} onRetry={() => values.refetch()} />}
      {!values.isError && !answer && <p className={styles.waiting}>Asking …</p>}
      {!values.isError && answer && (
        <TileBody
          tile={tile.tile}
          answer={answer}
          course={course.data}
          metrics={dashboard.metrics}
          against={AGAINST[comparisonOf(state, dashboard) ?? "none"] ?? null}
        />
      )}
    </Frame>
  );
}

const AGAINST: Record<string, string> = {
  previous_period: "against the days before",
  previous_year: "against a year ago",
};

type FrameProps = {
  tile: Tile;
  menu?: ReactNode;
  foot?: ReactNode;
  notes?: string[];
  busy?: boolean;
  children: ReactNode;
};

function Frame({ tile: { tile }, menu, foot, notes = [], busy = false, children }: FrameProps) {
  const id = useId();
  const look = `card ${styles.tile} ${styles[tile.size]} ${styles[tile.chart] ?? ""}`;
  return (
    <section className={look} aria-labelledby={id} aria-busy={busy}>
      <div className={styles.head}>
        <h2 id={id} className={styles.title}>
          {tile.title}
        </h2>
        {menu}
      </div>
      {tile.about && <p className={styles.about}>{tile.about}</p>}
      <div className={styles.body}>{children}</div>
      <div className={styles.foot}>
        {foot}
        {notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
      </div>
    </section>
  );
}

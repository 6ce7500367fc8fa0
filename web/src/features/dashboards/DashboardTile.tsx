import { lazy, type ReactNode, Suspense, useCallback, useId, useMemo, useState } from "react";
import type { CellRef } from "@/components/charts/shape";
import { ProblemNotice } from "@/components/ProblemNotice";
import type { QueryRequest } from "@/lib/answer";
import { csvName } from "@/lib/csv";
import { countDays } from "@/lib/days";
import { formatDay, formatMilliseconds, formatPlural, formatWord } from "@/lib/format";
import { useAnswer } from "./api/useAnswer";
import { useCsv } from "./api/useCsv";
import { remarksOf } from "./charts/option";
import styles from "./DashboardTile.module.css";
import { anchorOf, type Dashboard, type Tile, type TileSpec } from "./dashboard";
import { activeFilters, ignoredFilters, type PageState, requestOf } from "./pageState";
import { TextBody } from "./tiles/TextBody";
import { TileBody } from "./tiles/TileBody";
import { TileInfo } from "./tiles/TileInfo";
import { TileMenu } from "./tiles/TileMenu";
import type { Opened } from "./tiles/TileSheet";

const TileSheet = lazy(() => import("./tiles/TileSheet"));

type DashboardTileProps = { tile: Tile; dashboard: Dashboard; state: PageState };

/** A tile in its frame: title, what it shows, how fresh it is, and what can be opened from it. */
export function DashboardTile({ tile, dashboard, state }: DashboardTileProps) {
  if (tile.tile.chart === "text") {
    return (
      <Frame tile={tile.tile}>
        <TextBody text={tile.tile.text ?? ""} />
      </Frame>
    );
  }
  return <Asked tile={tile} dashboard={dashboard} state={state} />;
}

const EMPTY: QueryRequest = { metrics: [] };

/** What a number is compared with, in words. */
function against({ time, compare }: QueryRequest): string | null {
  if (!compare) return null;
  if (compare === "previous_year") return "vs a year ago";
  return `vs the ${formatPlural(countDays(time?.from ?? "", time?.to ?? ""), "day")} before`;
}

function Asked({ tile: { tile, questions, filters }, dashboard, state }: DashboardTileProps) {
  const [request, courseRequest] = useMemo(
    () =>
      [questions.values, questions.course].map((question) =>
        question ? requestOf(question, filters, state, dashboard, dashboard.as_of_date) : EMPTY,
      ),
    [questions, filters, dashboard, state],
  ) as [QueryRequest, QueryRequest];
  const values = useAnswer(request);
  const course = useAnswer(courseRequest, courseRequest.metrics.length > 0);
  const csv = useCsv();
  const [opened, setOpened] = useState<Opened | null>(null);
  const drill = useCallback((cell: CellRef) => setOpened({ cell }), []);
  const ignored = ignoredFilters(state, filters);
  const { metrics } = dashboard;
  const answer = values.data;
  const save = () => csv.mutate({ path: "/query", body: request, name: csvName(dashboard.name, tile.title) });
  return (
    <Frame
      tile={tile}
      busy={values.isFetching}
      tools={
        answer && (
          <>
            <TileInfo title={tile.title} notes={[...remarksOf(tile, answer), ...answer.notes]} />
            <TileMenu tile={tile} onView={(view) => setOpened({ view })} onCsv={save} />
          </>
        )
      }
      foot={
        answer && (
          <>
            As of {formatDay(answer.as_of_date)} · {answer.cache === "hit" ? "from cache" : "computed"} ·{" "}
            {formatMilliseconds(answer.elapsed_ms)}
            {ignored.length > 0 && (
              <b>{` · not filtered by ${ignored.map(formatWord).join(", ").toLowerCase()}`}</b>
            )}
            {csv.isPending && <span role="status"> · preparing the file …</span>}
            {csv.error && <span role="alert">{` · no file: ${csv.error.message}`}</span>}
          </>
        )
      }
    >
      {values.isError && <ProblemNotice error={values.error} onRetry={() => values.refetch()} />}
      {!values.isError && !answer && <p className={styles.waiting}>Asking …</p>}
      {!values.isError && answer && (
        <TileBody
          tile={tile}
          answer={answer}
          course={course.data}
          metrics={metrics}
          against={against(request)}
          filtered={activeFilters(state).length > 0}
          onDrill={drill}
        />
      )}
      {opened && answer && (
        <Suspense fallback={null}>
          <TileSheet
            opened={opened}
            tile={tile}
            request={request}
            answer={answer}
            metrics={metrics}
            onOpen={setOpened}
            onClose={() => setOpened(null)}
          />
        </Suspense>
      )}
    </Frame>
  );
}

type FrameProps = {
  tile: TileSpec;
  tools?: ReactNode;
  foot?: ReactNode;
  busy?: boolean;
  children: ReactNode;
};

function Frame({ tile, tools, foot, busy = false, children }: FrameProps) {
  const id = useId();
  const look = `card ${styles.tile} ${styles[tile.size]} ${styles[tile.chart] ?? ""}`;
  return (
    <section id={anchorOf(tile.title)} className={look} aria-labelledby={id} aria-busy={busy}>
      <div className={styles.head}>
        <h2 id={id} className={styles.title}>
          {tile.title}
        </h2>
        <div className={styles.tools}>{tools}</div>
      </div>
      {tile.about && <p className={styles.about}>{tile.about}</p>}
      <div className={styles.body}>{children}</div>
      {tile.chart !== "text" && <div className={styles.foot}>{foot}</div>}
    </section>
  );
}

import { lazy, Suspense, useMemo } from "react";
import type { Pick } from "@/components/EChart";
import { useLook } from "@/components/useLook";
import type { QueryAnswer } from "@/lib/answer";
import { chartOption } from "../charts/option";
import { spoken } from "../charts/spoken";
import type { Metric, TileSpec } from "../dashboard";
import styles from "./ChartBody.module.css";

const EChart = lazy(() => import("@/components/EChart"));

type ChartBodyProps = {
  tile: TileSpec;
  answer: QueryAnswer;
  metrics: Record<string, Metric>;
  onPick?: (pick: Pick) => void;
};

/** A chart of an answer; what it shows is said in words, too, and its rows can be opened as a table. */
export function ChartBody({ tile, answer, metrics, onPick }: ChartBodyProps) {
  const look = useLook();
  const option = useMemo(() => chartOption(tile, answer, metrics, look), [tile, answer, metrics, look]);
  return (
    <div className={styles.plot} role="img" aria-label={spoken(tile, answer)}>
      <Suspense fallback={null}>
        <EChart option={option} {...(onPick && { onPick })} />
      </Suspense>
    </div>
  );
}

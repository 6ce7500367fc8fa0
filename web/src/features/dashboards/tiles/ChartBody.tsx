import { useCallback, useMemo } from "react";
import { ChartFigure } from "@/components/charts/ChartFigure";
import type { CellRef } from "@/components/charts/shape";
import type { Pick } from "@/components/EChart";
import { useLook } from "@/components/useLook";
import type { QueryAnswer } from "@/lib/answer";
import { pictureOf } from "../charts/option";
import { spoken } from "../charts/spoken";
import type { Metric, TileSpec } from "../dashboard";
import styles from "./ChartBody.module.css";
import { QuadrantCorners } from "./QuadrantCorners";

type ChartBodyProps = {
  tile: TileSpec;
  answer: QueryAnswer;
  metrics: Record<string, Metric>;
  onDrill: (cell: CellRef) => void;
};

/** A chart of an answer; what it shows is said in words, too, and its rows can be opened as a table. */
export function ChartBody({ tile, answer, metrics, onDrill }: ChartBodyProps) {
  const look = useLook();
  const picture = useMemo(() => pictureOf(tile, answer, metrics, look), [tile, answer, metrics, look]);
  const pick = useCallback(
    (hit: Pick) => {
      const cell = picture.cellAt(hit);
      if (cell) onDrill(cell);
    },
    [picture, onDrill],
  );
  return (
    <div className={styles.frame}>
      {tile.quadrants && <QuadrantCorners tile={tile} words={tile.quadrants} answer={answer} />}
      <ChartFigure picture={picture} spoken={spoken(tile, answer)} onPick={pick} />
    </div>
  );
}

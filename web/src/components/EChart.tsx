import {
  BarChart,
  type BarSeriesOption,
  HeatmapChart,
  type HeatmapSeriesOption,
  LineChart,
  type LineSeriesOption,
  ScatterChart,
  type ScatterSeriesOption,
} from "echarts/charts";
import {
  GridComponent,
  type GridComponentOption,
  MarkLineComponent,
  TooltipComponent,
  type TooltipComponentOption,
  VisualMapComponent,
  type VisualMapComponentOption,
} from "echarts/components";
import { type ComposeOption, type ECharts, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import styles from "./EChart.module.css";

/** What a chart may be made of; each kind that is added here is paid for by every reader. */
export type ChartOption = ComposeOption<
  | GridComponentOption
  | TooltipComponentOption
  | VisualMapComponentOption
  | BarSeriesOption
  | HeatmapSeriesOption
  | LineSeriesOption
  | ScatterSeriesOption
>;

use([
  BarChart,
  HeatmapChart,
  LineChart,
  ScatterChart,
  GridComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
  SVGRenderer,
]);

/** What was clicked: a datum's own id where it has one, and its place in the chart. */
export type Pick = { id: string | null; series: number; index: number };

type EChartProps = {
  option: ChartOption;
  onPick?: (pick: Pick) => void;
};

const OUT_OF_SIGHT_MS = 150;

function isInSight(element: HTMLElement | null): boolean {
  return element !== null && element.getBoundingClientRect().top < window.innerHeight;
}

/** ECharts in a box: it fills its parent and follows its size. Loaded lazily, because it is the heaviest part. */
export default function EChart({ option, onPick }: EChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts>(null);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const made = init(element, null, { renderer: "svg" });
    chart.current = made;
    // It is told of the first size, too, which is no news and would draw everything twice.
    const sizes = new ResizeObserver(() => {
      if (made.getWidth() !== element.clientWidth || made.getHeight() !== element.clientHeight) made.resize();
    });
    sizes.observe(element);
    return () => {
      sizes.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    const draw = () => chart.current?.setOption(option, { notMerge: true });
    if (isInSight(box.current)) return void draw();
    // What the reader looks at comes first.
    const later = setTimeout(draw, OUT_OF_SIGHT_MS);
    return () => clearTimeout(later);
  }, [option]);

  useEffect(() => {
    const made = chart.current;
    if (!onPick) return;
    const pick = (hit: { data?: unknown; seriesIndex?: number; dataIndex?: number }) => {
      const id = (hit.data as { id?: string } | undefined)?.id ?? null;
      onPick({ id, series: hit.seriesIndex ?? 0, index: hit.dataIndex ?? 0 });
    };
    made?.on("click", pick);
    return () => void made?.off("click", pick);
  }, [onPick]);

  return <div ref={box} className={styles.box} />;
}

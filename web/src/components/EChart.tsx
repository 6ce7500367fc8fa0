import { ScatterChart, type ScatterSeriesOption } from "echarts/charts";
import {
  GridComponent,
  type GridComponentOption,
  MarkLineComponent,
  TooltipComponent,
  type TooltipComponentOption,
} from "echarts/components";
import { type ComposeOption, type ECharts, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import styles from "./EChart.module.css";

/** What a chart may be made of; each kind that is added here is paid for by every reader. */
export type ChartOption = ComposeOption<GridComponentOption | TooltipComponentOption | ScatterSeriesOption>;

use([ScatterChart, GridComponent, TooltipComponent, MarkLineComponent, SVGRenderer]);

type EChartProps = {
  option: ChartOption;
  /** Told the id of the datum that was clicked. */
  onPick: (id: string) => void;
};

/** ECharts in a box: it fills its parent and follows its size. Loaded lazily, because it is the heaviest part. */
export default function EChart({ option, onPick }: EChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts>(null);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const made = init(element, null, { renderer: "svg" });
    chart.current = made;
    const sizes = new ResizeObserver(() => made.resize());
    sizes.observe(element);
    return () => {
      sizes.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    chart.current?.setOption(option, { replaceMerge: ["series"] });
  }, [option]);

  useEffect(() => {
    const made = chart.current;
    const pick = (hit: { data?: unknown }) => {
      const id = (hit.data as { id?: string } | undefined)?.id;
      if (id) onPick(id);
    };
    made?.on("click", pick);
    return () => void made?.off("click", pick);
  }, [onPick]);

  return <div ref={box} className={styles.box} />;
}

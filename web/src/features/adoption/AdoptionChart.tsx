import { lazy, Suspense, useMemo } from "react";
import { formatCount, formatPlural } from "@/lib/format";
import { useMediaQuery } from "@/lib/useMediaQuery";
import styles from "./AdoptionChart.module.css";
import { type ChartLook, chartOption, type Ink } from "./chartOption";
import { type Customer, countIn, isPoint, type Thresholds } from "./customers";
import { QuadrantCorners } from "./QuadrantCorners";
import { QUADRANTS } from "./quadrants";

const EChart = lazy(() => import("@/components/EChart"));

type AdoptionChartProps = {
  customers: Customer[];
  thresholds: Thresholds;
  selectedId: string | null;
  onPick: (id: string) => void;
};

function pageInk(): Ink {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(name).trim();
}

/** What the picture shows, in words, for those who do not see it. */
function spoken(points: number, customers: Customer[]): string {
  const counts = QUADRANTS.map(
    (look) => `${formatCount(countIn(customers, look.id))} ${look.label} (${look.meaning})`,
  );
  return `Scatter chart of ${formatPlural(points, "customer")} by AI adoption score and ARR. By quadrant: ${counts.join(", ")}. The table below has the same customers.`;
}

function useChartLook(): ChartLook {
  const dark = useMediaQuery("(prefers-color-scheme: dark)");
  const narrow = useMediaQuery("(max-width: 640px)");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are read anew when the scheme changes
  return useMemo(() => ({ ink: pageInk(), narrow }), [dark, narrow]);
}

/** One point per active customer: AI adoption to the right, ARR upwards, the quadrant as colour and shape. */
export function AdoptionChart({ customers, thresholds, selectedId, onPick }: AdoptionChartProps) {
  const look = useChartLook();
  const points = useMemo(() => customers.filter(isPoint), [customers]);
  const option = useMemo(
    () => chartOption(points, thresholds, selectedId, look),
    [points, thresholds, selectedId, look],
  );
  return (
    <div className={styles.frame}>
      <QuadrantCorners customers={customers} />
      <div
        className={styles.plot}
        role="img"
        aria-label={spoken(points.length, customers)}
        data-testid="adoption-chart"
      >
        <Suspense fallback={<p className={styles.waiting}>Loading the chart …</p>}>
          <EChart option={option} onPick={({ id }) => id && onPick(id)} />
        </Suspense>
      </div>
    </div>
  );
}

import { Notice } from "@/components/Notice";
import { AdoptionChart } from "./AdoptionChart";
import styles from "./AdoptionResult.module.css";
import { AnswerNotes } from "./AnswerNotes";
import { ChartCard } from "./ChartCard";
import { CustomerTable } from "./CustomerTable";
import { type CustomerAnswer, isPoint } from "./customers";
import { type Filters, isFiltered } from "./filters";
import { remarksOn } from "./remarks";

type AdoptionResultProps = {
  answer: CustomerAnswer;
  filters: Filters;
  total: number | null;
  /** The answer belongs to the last question; the next one is on its way. */
  updating: boolean;
  selectedId: string | null;
  onPick: (id: string) => void;
  onClear: () => void;
};

/** An answer: the chart, what the server says about it, and the table. */
export function AdoptionResult(props: AdoptionResultProps) {
  const { answer, filters, total, updating, selectedId, onPick, onClear } = props;
  const { customers, thresholds } = answer;
  return (
    <div className={`${styles.result} ${updating ? styles.updating : ""}`} aria-busy={updating}>
      <ChartCard asOfDate={answer.asOfDate} remarks={remarksOn(answer)}>
        {customers.some(isPoint) ? (
          <AdoptionChart
            customers={customers}
            thresholds={thresholds}
            selectedId={selectedId}
            onPick={onPick}
          />
        ) : (
          <NoPoints customers={customers.length} filtered={isFiltered(filters)} onClear={onClear} />
        )}
      </ChartCard>
      <AnswerNotes answer={answer} />
      {customers.length > 0 && (
        <CustomerTable customers={customers} total={total} selectedId={selectedId} onSelect={onPick} />
      )}
    </div>
  );
}

type NoPointsProps = { customers: number; filtered: boolean; onClear: () => void };

function NoPoints({ customers, filtered, onClear }: NoPointsProps) {
  const action = { label: "Clear filters", onAct: onClear };
  if (customers > 0) {
    return (
      <Notice tone="empty" title="No customer can be placed in the chart">
        <p>A point needs an AI adoption score and an ARR; the lines below say what is missing.</p>
      </Notice>
    );
  }
  if (filtered) return <Notice tone="empty" title="No active customer fits these filters" action={action} />;
  return (
    <Notice tone="empty" title="There is no active customer on this day">
      <p>A customer is active while its ARR is above 0. Load accounts with their ARR and build again.</p>
    </Notice>
  );
}

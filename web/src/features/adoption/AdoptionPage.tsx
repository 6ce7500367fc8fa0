import { useCallback, useMemo, useState } from "react";
import { ProblemNotice } from "@/components/ProblemNotice";
import { useUrlQuery } from "@/lib/useUrlQuery";
import { AdoptionFilters } from "./AdoptionFilters";
import styles from "./AdoptionPage.module.css";
import { AdoptionResult } from "./AdoptionResult";
import { useActiveCount } from "./api/useActiveCount";
import { useChoices } from "./api/useChoices";
import { useCustomers } from "./api/useCustomers";
import { type Filters, NO_FILTERS, readFilters, writeFilters } from "./filters";
import { Loading } from "./Loading";

const NONE: string[] = [];

/** ARR against AI adoption: who pays much and uses little AI, who is ready for more, who is on target. */
export default function AdoptionPage() {
  const [params, setParams] = useUrlQuery();
  const filters = useMemo(() => readFilters(params), [params]);
  const change = useCallback((next: Filters) => setParams(writeFilters(params, next)), [params, setParams]);
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const pick = useCallback((id: string) => setSelectedId((last) => (last === id ? null : id)), []);

  const customers = useCustomers(filters);
  const choices = useChoices();
  const total = useActiveCount();

  return (
    <div className={styles.page}>
      <div className={styles.title}>
        <h1>ARR and AI adoption</h1>
        <p className={styles.lead}>
          Each point is an active customer. High ARR with low adoption is at risk; low ARR with high adoption
          is a quick win.
        </p>
      </div>
      <AdoptionFilters
        filters={filters}
        industries={choices.data?.industries ?? NONE}
        segments={choices.data?.segments ?? NONE}
        onChange={change}
      />
      {customers.isPending && <Loading />}
      {customers.isError && <ProblemNotice error={customers.error} onRetry={() => customers.refetch()} />}
      {customers.data && (
        <AdoptionResult
          answer={customers.data}
          filters={filters}
          total={total.data ?? null}
          updating={customers.isPlaceholderData}
          selectedId={selectedId}
          onPick={pick}
          onClear={() => change(NO_FILTERS)}
        />
      )}
    </div>
  );
}

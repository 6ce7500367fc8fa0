import { useState } from "react";
import { AmountField } from "@/components/AmountField";
import { MultiSelect } from "@/components/MultiSelect";
import { formatPlural, formatWord } from "@/lib/format";
import { useChoices } from "./api/useChoices";
import type { Dashboard } from "./dashboard";
import styles from "./FilterBar.module.css";
import { PeriodFields } from "./PeriodFields";
import { activeFilters, CHOICES, type ChoiceName, type PageState } from "./pageState";

const LABELS: Record<ChoiceName, [string, string]> = {
  industry: ["Industry", "All industries"],
  segment: ["Segment", "All segments"],
  region: ["Region", "All regions"],
  plan_status: ["Plan", "All plans"],
  csm: ["CSM", "All CSMs"],
};

type FilterBarProps = { dashboard: Dashboard; state: PageState; onChange: (state: PageState) => void };

/** The filters of a dashboard; each change is a new question to the server, and a new address. */
export function FilterBar({ dashboard, state, onChange }: FilterBarProps) {
  const choices = useChoices();
  // Where room is short the fields are folded away; a wide page shows them always.
  const [open, setOpen] = useState(false);
  const set = activeFilters(state).length;
  const offered = CHOICES.filter((name) => dashboard.filters.includes(name));
  const choose = (name: ChoiceName, chosen: string[]) =>
    onChange({ ...state, chosen: { ...state.chosen, [name]: chosen } });
  const clear = () =>
    onChange({
      ...state,
      chosen: Object.fromEntries(CHOICES.map((name) => [name, []])) as unknown as PageState["chosen"],
      arrMin: null,
      arrMax: null,
    });
  return (
    <search className={`card ${styles.bar}`} aria-label="Filters">
      <button
        type="button"
        className={`button ${styles.toggle}`}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {set > 0 ? `Days and filters (${formatPlural(set, "filter")} set)` : "Days and filters"}
      </button>
      <div className={`${styles.fields} ${open ? styles.open : ""}`}>
        <PeriodFields dashboard={dashboard} state={state} onChange={onChange} />
        {offered.map((name) => (
          <MultiSelect
            key={name}
            label={LABELS[name][0]}
            all={LABELS[name][1]}
            choices={choices.data?.[name] ?? []}
            write={formatWord}
            chosen={state.chosen[name]}
            onChange={(chosen) => choose(name, chosen)}
          />
        ))}
        {dashboard.filters.includes("account_arr") && (
          <>
            <AmountField
              label="ARR from, USD"
              placeholder="no minimum"
              value={state.arrMin}
              onChange={(arrMin) => onChange({ ...state, arrMin })}
            />
            <AmountField
              label="ARR to, USD"
              placeholder="no maximum"
              value={state.arrMax}
              onChange={(arrMax) => onChange({ ...state, arrMax })}
            />
          </>
        )}
        {dashboard.filters.length > 0 && (
          <button type="button" className={`button ${styles.clear}`} disabled={set === 0} onClick={clear}>
            Clear filters
          </button>
        )}
      </div>
    </search>
  );
}

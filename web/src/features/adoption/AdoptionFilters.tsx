import { AmountField } from "@/components/AmountField";
import { MultiSelect } from "@/components/MultiSelect";
import { formatWord } from "@/lib/format";
import styles from "./AdoptionFilters.module.css";
import { type Filters, isFiltered, NO_FILTERS } from "./filters";

type AdoptionFiltersProps = {
  filters: Filters;
  industries: string[];
  segments: string[];
  onChange: (filters: Filters) => void;
};

/** The filters of the page; each change is a new question to the server. */
export function AdoptionFilters({ filters, industries, segments, onChange }: AdoptionFiltersProps) {
  const change = (part: Partial<Filters>) => onChange({ ...filters, ...part });
  const crossed = filters.arrMin !== null && filters.arrMax !== null && filters.arrMin > filters.arrMax;
  return (
    <search className={`card ${styles.filters}`} aria-label="Filters">
      <MultiSelect
        label="Industry"
        all="All industries"
        choices={industries}
        write={formatWord}
        chosen={filters.industries}
        onChange={(chosen) => change({ industries: chosen })}
      />
      <MultiSelect
        label="Segment"
        all="All segments"
        choices={segments}
        write={formatWord}
        chosen={filters.segments}
        onChange={(chosen) => change({ segments: chosen })}
      />
      <AmountField
        label="ARR from, USD"
        placeholder="no minimum"
        value={filters.arrMin}
        onChange={(arrMin) => change({ arrMin })}
      />
      <AmountField
        label="ARR to, USD"
        placeholder="no maximum"
        value={filters.arrMax}
        onChange={(arrMax) => change({ arrMax })}
      />
      <button
        type="button"
        className={`button ${styles.clear}`}
        disabled={!isFiltered(filters)}
        onClick={() => onChange(NO_FILTERS)}
      >
        Clear filters
      </button>
      {crossed && (
        <p className={styles.crossed} role="alert">
          The lowest ARR is above the highest: no customer can fit. Swap the two.
        </p>
      )}
    </search>
  );
}

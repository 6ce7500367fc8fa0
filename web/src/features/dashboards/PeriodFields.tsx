import type { Grain } from "@/lib/answer";
import { formatWord } from "@/lib/format";
import type { Dashboard } from "./dashboard";
import { type PageState, shownDays } from "./pageState";

const GRAINS: Grain[] = ["day", "week", "month", "quarter", "year"];
const COMPARISONS = { previous_period: "Days before", previous_year: "A year ago", none: "Nothing" } as const;

type PeriodFieldsProps = { dashboard: Dashboard; state: PageState; onChange: (state: PageState) => void };

/** The days that are shown, the length of a period in charts, and what numbers are compared with. */
export function PeriodFields({ dashboard, state, onChange }: PeriodFieldsProps) {
  const { from, to } = shownDays(state, dashboard, dashboard.as_of_date);
  return (
    <>
      <label>
        <span className="field-label">From (UTC)</span>
        <input
          className="field"
          type="date"
          value={from}
          max={to}
          onChange={({ target }) => onChange({ ...state, from: target.value || null })}
        />
      </label>
      <label>
        <span className="field-label">To</span>
        <input
          className="field"
          type="date"
          value={to}
          min={from}
          max={dashboard.as_of_date}
          onChange={({ target }) => onChange({ ...state, to: target.value || null })}
        />
      </label>
      <label>
        <span className="field-label">By</span>
        <select
          className="field"
          value={state.grain ?? dashboard.period.grain}
          onChange={({ target }) => onChange({ ...state, grain: target.value as Grain })}
        >
          {GRAINS.map((grain) => (
            <option key={grain} value={grain}>
              {formatWord(grain)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className="field-label">Compared with</span>
        <select
          className="field"
          value={state.compare ?? dashboard.period.compare ?? "none"}
          onChange={({ target }) => onChange({ ...state, compare: target.value as PageState["compare"] })}
        >
          {Object.entries(COMPARISONS).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}

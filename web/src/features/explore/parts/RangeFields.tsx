import { daysOf, type Question, RANGES, type Range } from "../question";
import { SelectField } from "./SelectField";

type RangeFieldsProps = { asOf: string; question: Question; onChange: (part: Partial<Question>) => void };

const OWN = "own";

/** The days that are asked for: so many up to the last known one, or from one day to another. */
export function RangeFields({ asOf, question, onChange }: RangeFieldsProps) {
  const { from = "", to = "" } = daysOf(question, asOf);
  const isOwn = question.from !== null || question.to !== null;
  const choose = (chosen: string | null) =>
    chosen === OWN ? onChange({ from: from || null, to: to || asOf }) : choosePreset(chosen as Range);
  const choosePreset = (range: Range) => onChange({ range, from: null, to: null });
  return (
    <>
      <SelectField
        label="Days"
        values={[...RANGES, OWN]}
        value={isOwn ? OWN : question.range}
        write={(one) =>
          one === OWN ? "From a day to a day" : one === "all" ? "All days" : `Last ${one} days`
        }
        onChange={choose}
      />
      <DayField
        label="From (UTC)"
        value={from}
        max={to || asOf}
        onChange={(day) => onChange({ from: day, to: to || null })}
      />
      <DayField
        label="To"
        value={to}
        min={from}
        max={asOf}
        onChange={(day) => onChange({ from: from || null, to: day })}
      />
    </>
  );
}

type DayFieldProps = {
  label: string;
  value: string;
  min?: string;
  max: string;
  onChange: (day: string | null) => void;
};

function DayField({ label, value, min, max, onChange }: DayFieldProps) {
  return (
    <label>
      <span className="field-label">{label}</span>
      <input
        className="field"
        type="date"
        value={value}
        min={min}
        max={max}
        onChange={({ target }) => onChange(target.value || null)}
      />
    </label>
  );
}

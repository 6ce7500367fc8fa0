import { type KeyboardEvent, useId, useState } from "react";
import { formatCount, parseAmount } from "@/lib/format";
import { useDebounced } from "@/lib/useDebounced";
import styles from "./AmountField.module.css";

type AmountFieldProps = {
  label: string;
  placeholder: string;
  value: number | null;
  onChange: (value: number | null) => void;
};

function show(value: number | null): string {
  return value === null ? "" : formatCount(value);
}

/** A field for dollars as people type them ("50,000", "50k"); it speaks up once typing has paused. */
export function AmountField({ label, placeholder, value, onChange }: AmountFieldProps) {
  const id = useId();
  const [draft, setDraft] = useState(() => show(value));
  const [known, setKnown] = useState(value);
  const typed = parseAmount(draft);
  const wrong = Number.isNaN(typed);

  if (known !== value) {
    // Changed from outside (a link, "Clear filters"): the text follows, unless it already says so.
    setKnown(value);
    if (typed !== value) setDraft(show(value));
  }

  useDebounced(wrong ? value : typed, value, onChange);

  function commit(): void {
    if (wrong) return;
    setDraft(show(typed));
    if (typed !== value) onChange(typed);
  }

  return (
    <div className={styles.amount}>
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="field"
        inputMode="decimal"
        autoComplete="off"
        placeholder={placeholder}
        value={draft}
        aria-invalid={wrong}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={(event: KeyboardEvent) => event.key === "Enter" && commit()}
      />
      {wrong && (
        <p id={`${id}-wrong`} className={styles.wrong}>
          Write an amount such as 50000 or 50k.
        </p>
      )}
    </div>
  );
}

import { type FocusEvent, type KeyboardEvent, useId, useRef, useState } from "react";
import styles from "./MultiSelect.module.css";

type MultiSelectProps = {
  label: string;
  /** What stands on the button while nothing is chosen, such as "All industries". */
  all: string;
  choices: string[];
  /** How a choice is written for the reader. */
  write: (choice: string) => string;
  chosen: string[];
  onChange: (chosen: string[]) => void;
};

function summary({ all, chosen, write }: MultiSelectProps): string {
  const [first] = chosen;
  if (first === undefined) return all;
  return chosen.length === 1 ? write(first) : `${chosen.length} chosen`;
}

/** A button that opens a list of check boxes; Escape or leaving it closes it. */
export function MultiSelect(props: MultiSelectProps) {
  const { label, all, choices, write, chosen, onChange } = props;
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  // What the address bar asks for stays visible, even where the data no longer has it.
  const offered = [...choices, ...chosen.filter((value) => !choices.includes(value))];

  function toggle(value: string): void {
    onChange(chosen.includes(value) ? chosen.filter((kept) => kept !== value) : [...chosen, value]);
  }

  function closeOnEscape(event: KeyboardEvent): void {
    if (event.key !== "Escape" || !open) return;
    setOpen(false);
    button.current?.focus();
  }

  function closeOnLeaving(event: FocusEvent<HTMLElement>): void {
    if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches what happens to the controls inside it
    <div className={styles.select} onKeyDown={closeOnEscape} onBlur={closeOnLeaving}>
      <span className="field-label" id={`${id}-label`}>
        {label}
      </span>
      <button
        ref={button}
        type="button"
        id={`${id}-button`}
        className={`field ${styles.button}`}
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-labelledby={`${id}-label ${id}-button`}
        onClick={() => setOpen(!open)}
      >
        <span className={styles.summary}>{summary(props)}</span>
      </button>
      {open && (
        // Focusable, so that a press between two boxes does not count as leaving the list.
        <fieldset className={styles.list} id={`${id}-list`} tabIndex={-1} aria-labelledby={`${id}-label`}>
          {offered.map((value) => (
            <label key={value} className={styles.choice}>
              <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
              {write(value)}
            </label>
          ))}
          {offered.length === 0 && <p className={styles.none}>There is nothing to choose from yet.</p>}
          {chosen.length > 0 && (
            <button type="button" className="link-button" onClick={() => onChange([])}>
              {all}
            </button>
          )}
        </fieldset>
      )}
    </div>
  );
}

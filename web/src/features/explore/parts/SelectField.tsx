type SelectFieldProps = {
  label: string;
  /** What stands for no value; without it there is always one. */
  none?: string;
  values: readonly string[];
  value: string | null;
  write: (value: string) => string;
  onChange: (value: string | null) => void;
};

/** One of a few words. */
export function SelectField({ label, none, values, value, write, onChange }: SelectFieldProps) {
  return (
    <label>
      <span className="field-label">{label}</span>
      <select
        className="field"
        value={value ?? ""}
        onChange={({ target }) => onChange(target.value === "" ? null : target.value)}
      >
        {none !== undefined && <option value="">{none}</option>}
        {values.map((one) => (
          <option key={one} value={one}>
            {write(one)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Every number and date that a person reads is written here. */

const LOCALE = "en-US";
const money = new Intl.NumberFormat(LOCALE, { style: "currency", currency: "USD", maximumFractionDigits: 0 });
const shortMoney = new Intl.NumberFormat(LOCALE, {
  style: "currency",
  currency: "USD",
  notation: "compact",
  maximumSignificantDigits: 3,
});
const count = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const score = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** Stands where a value is missing: silence is never shown as 0. */
export const MISSING = "–";

type Maybe<T> = T | null | undefined;

/** Whole dollars: 1234567.8 is "$1,234,568". */
export function formatMoney(value: Maybe<number>): string {
  return value == null ? MISSING : money.format(value);
}

/** Dollars where room is short: 1234567 is "$1.23M". */
export function formatShortMoney(value: Maybe<number>): string {
  return value == null ? MISSING : shortMoney.format(value);
}

/** A score of 0-100 with one decimal. */
export function formatScore(value: Maybe<number>): string {
  return value == null ? MISSING : score.format(value);
}

/** A whole number with separators. */
export function formatCount(value: Maybe<number>): string {
  return value == null ? MISSING : count.format(value);
}

/** "1 customer", "1,204 customers". */
export function formatPlural(value: number, one: string, many = `${one}s`): string {
  return `${formatCount(value)} ${value === 1 ? one : many}`;
}

/** A UTC day, exactly as the server writes it: days are text and are never moved to the reader's zone. */
export function formatDay(day: Maybe<string>): string {
  return day ? day.slice(0, 10) : MISSING;
}

/** A UTC moment to the minute: "2025-08-01T02:00:00Z" is "2025-08-01 02:00 UTC". */
export function formatMoment(moment: Maybe<string>): string {
  return moment ? `${moment.slice(0, 10)} ${moment.slice(11, 16)} UTC` : MISSING;
}

/** A length of time in its largest sensible unit: 26 hours are "26 hours", 50 are "2 days". */
export function formatHours(hours: Maybe<number>): string {
  if (hours == null) return MISSING;
  if (hours < 1) return "less than an hour";
  if (hours < 48) return formatPlural(Math.floor(hours), "hour");
  return formatPlural(Math.floor(hours / 24), "day");
}

const SPELT: Record<string, string> = { smb: "SMB" };

/** A word of the data's vocabularies for reading: "mid_market" is "Mid market"; what has capitals stays as it is. */
export function formatWord(word: Maybe<string>): string {
  if (!word) return MISSING;
  if (!/^[a-z][^A-Z]*$/.test(word)) return word;
  return SPELT[word] ?? word.charAt(0).toUpperCase() + word.slice(1).replaceAll("_", " ");
}

const AMOUNT = /^\$?\s*(\d[\d,]*(?:\.\d+)?)\s*([km]?)$/i;
const FACTORS: Record<string, number> = { "": 1, k: 1e3, m: 1e6 };

/** An amount as people type it ("50,000", "$50k", "1.5m"); null for nothing, NaN for what is not an amount. */
export function parseAmount(typed: string): number | null {
  const trimmed = typed.trim();
  if (trimmed === "") return null;
  const match = AMOUNT.exec(trimmed);
  if (!match) return Number.NaN;
  const factor = FACTORS[(match[2] ?? "").toLowerCase()] ?? 1;
  return Math.round(Number((match[1] ?? "").replaceAll(",", "")) * factor);
}

const plain = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 2 });
const percent = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const compact = new Intl.NumberFormat(LOCALE, { notation: "compact", maximumSignificantDigits: 3 });
const ratio = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

const LENGTHS: Record<string, string> = { days: "d", hours: "h", minutes: "min" };

/** A metric's value in its unit, written in full: "$1,234,568", "42.3%", "3.25 h". */
export function formatValue(value: Maybe<number>, unit: Maybe<string>): string {
  if (value == null) return MISSING;
  if (unit === "currency") return formatMoney(value);
  if (unit === "percentage") return `${percent.format(value)}%`;
  if (unit === "score") return formatScore(value);
  if (unit === "ratio") return ratio.format(value);
  const length = LENGTHS[unit ?? ""];
  return length ? `${plain.format(value)} ${length}` : plain.format(value);
}

/** The same where room is short, such as at an axis: "$1.23M", "12.3K". */
export function formatShortValue(value: Maybe<number>, unit: Maybe<string>): string {
  if (value == null) return MISSING;
  if (unit === "currency") return formatShortMoney(value);
  if (unit === "percentage") return `${compact.format(value)}%`;
  const length = LENGTHS[unit ?? ""];
  return length ? `${compact.format(value)} ${length}` : compact.format(value);
}

/** A change with its sign: "+3.2%", "−12"; a minus is a minus, not a hyphen. */
export function formatChange(value: Maybe<number>, unit: Maybe<string>): string {
  if (value == null) return MISSING;
  const size = formatValue(Math.abs(value), unit);
  if (value === 0) return size;
  return `${value > 0 ? "+" : "−"}${size}`;
}

const tenth = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 });

/** A mean of few: one decimal at most. */
export function formatTenth(value: Maybe<number>): string {
  return value == null ? MISSING : tenth.format(value);
}

/** A share inside a sentence: 52.6 is "53%"; decimals only where they are all there is. */
export function formatShare(value: Maybe<number>): string {
  if (value == null) return MISSING;
  return `${value !== 0 && Math.abs(value) < 1 ? tenth.format(value) : count.format(value)}%`;
}

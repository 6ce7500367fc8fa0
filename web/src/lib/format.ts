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

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A period by its first day: "Jul 2025", "Q3 2025", "2025"; days and weeks stay days. */
export function formatPeriod(day: Maybe<string>, grain: string): string {
  if (!day) return MISSING;
  const [year = "", month = "01"] = day.split("-");
  if (grain === "year") return year;
  if (grain === "quarter") return `Q${Math.ceil(Number(month) / 3)} ${year}`;
  return grain === "month" ? `${MONTHS[Number(month) - 1]} ${year}` : formatDay(day);
}

/** A UTC moment to the minute: "2025-08-01T02:00:00Z" is "2025-08-01 02:00 UTC". */
export function formatMoment(moment: Maybe<string>): string {
  return moment ? `${moment.slice(0, 10)} ${moment.slice(11, 16)} UTC` : MISSING;
}

/** How long an answer took: "34 ms", "1.4 s". */
export function formatMilliseconds(length: number): string {
  return length < 1000 ? `${count.format(length)} ms` : `${plain.format(Math.round(length / 100) / 10)} s`;
}

/** A length of time in its largest sensible unit: 26 hours are "26 hours", 50 are "2 days". */
export function formatHours(hours: Maybe<number>): string {
  if (hours == null) return MISSING;
  if (hours < 1) return "less than an hour";
  if (hours < 48) return formatPlural(Math.floor(hours), "hour");
  return formatPlural(Math.floor(hours / 24), "day");
}

const SPELT: Record<string, string> = {
  ai: "AI",
  amer: "AMER",
  api: "API",
  apac: "APAC",
  arr: "ARR",
  csm: "CSM",
  emea: "EMEA",
  linkedin: "LinkedIn",
  mrr: "MRR",
  smb: "SMB",
  sql: "SQL",
};

/** A word of the data's vocabularies for reading: "mid_market" is "Mid market"; names and ids stay as they are. */
export function formatWord(word: Maybe<string>): string {
  if (!word) return MISSING;
  if (!/^[a-z][a-z &/_-]*(\d{1,2}[a-z]?)?$/.test(word)) return word;
  const spelt = word
    .split("_")
    .map((part) => SPELT[part] ?? part)
    .join(" ");
  return spelt.charAt(0).toUpperCase() + spelt.slice(1);
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

/** Whether values of the unit are amounts of money. */
export function isMoney(unit: Maybe<string>): boolean {
  return unit === "currency";
}

/** A metric's value in its unit, written in full: "$1,234,568", "42.3%", "3.25 h". */
export function formatValue(value: Maybe<number>, unit: Maybe<string>): string {
  if (value == null) return MISSING;
  if (isMoney(unit)) return formatMoney(value);
  if (unit === "percentage") return `${percent.format(value)}%`;
  if (unit === "percentage_points") return `${percent.format(value)} pp`;
  if (unit === "score") return formatScore(value);
  if (unit === "ratio") return ratio.format(value);
  const length = LENGTHS[unit ?? ""];
  return length ? `${plain.format(value)} ${length}` : plain.format(value);
}

/** The same where room is short, such as at an axis: "$1.23M", "12.3K". */
export function formatShortValue(value: Maybe<number>, unit: Maybe<string>): string {
  if (value == null) return MISSING;
  if (isMoney(unit)) return formatShortMoney(value);
  if (unit === "percentage_points") return `${compact.format(value)} pp`;
  if (unit === "percentage") return `${compact.format(value)}%`;
  const length = LENGTHS[unit ?? ""];
  return length ? `${compact.format(value)} ${length}` : compact.format(value);
}

/** A part of a whole, given as 0 to 1: "1.9%", "42%". */
export function formatShare(part: Maybe<number>): string {
  return part == null ? MISSING : `${compact.format(part * 100)}%`;
}

/** A change with its sign where room is short: "+$44.8K", "−12"; a minus is a minus, not a hyphen. */
export function formatChange(value: Maybe<number>, unit: Maybe<string>): string {
  if (value == null) return MISSING;
  const size = isMoney(unit) ? formatShortMoney(Math.abs(value)) : formatValue(Math.abs(value), unit);
  if (value === 0) return size;
  return `${value > 0 ? "+" : "−"}${size}`;
}

const tenth = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 });

/** A mean of few: one decimal at most. */
export function formatTenth(value: Maybe<number>): string {
  return value == null ? MISSING : tenth.format(value);
}

/** A percentage inside a sentence: 52.6 is "53%"; decimals only where they are all there is. */
export function formatPercent(value: Maybe<number>): string {
  if (value == null) return MISSING;
  return `${value !== 0 && Math.abs(value) < 1 ? tenth.format(value) : count.format(value)}%`;
}

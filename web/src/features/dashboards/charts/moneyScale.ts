/**
 * Amounts span several powers of ten and may be 0, which a logarithm cannot place. This scale is
 * logarithmic from about BEND upwards and linear below it, so that 0 has a place of its own.
 */
const BEND = 1000;
const STEPS = [1, 2, 5];

/** Where an amount stands on the axis. */
export function moneyPlace(amount: number): number {
  return Math.log10(1 + Math.max(0, amount) / BEND);
}

function candidates(): number[] {
  const marks = [0, 500];
  for (let power = 1e3; power <= 1e11; power *= 10) marks.push(...STEPS.map((step) => step * power));
  return marks;
}

const MARKS = candidates();

/** Round amounts (1, 2, 5, 10 ...) that enclose all values: the axis ends on the first and the last of them. */
export function moneyMarks(values: number[]): number[] {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const first = MARKS.findLastIndex((mark) => mark <= low);
  const last = MARKS.findIndex((mark) => mark > high);
  return MARKS.slice(Math.max(0, first), last < 0 ? undefined : last + 1);
}

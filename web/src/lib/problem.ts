/** What went wrong, in the three parts in which every error of the project speaks. */
export class Problem extends Error {
  readonly thing: string;
  override readonly cause: string;
  readonly nextStep: string;
  /** What the server answered with; null where it did not answer. */
  readonly status: number | null;

  constructor(thing: string, cause: string, nextStep: string, status: number | null = null) {
    super(`${thing}: ${cause}`);
    this.name = "Problem";
    this.thing = thing;
    this.cause = cause;
    this.nextStep = nextStep;
    this.status = status;
  }
}

/** Anything that was thrown, as something that a person can read and act on. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  const cause = thrown instanceof Error ? thrown.message : String(thrown);
  return new Problem("This page", cause, "Load the page again; if it stays, report what you see here.");
}

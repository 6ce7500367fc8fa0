import { asProblem } from "@/lib/problem";
import { Notice } from "./Notice";
import { Prose } from "./Prose";

/** An error in its three parts: what failed, why, and the next step; with a way to try again. */
export function ProblemNotice({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { thing, cause, nextStep } = asProblem(error);
  return (
    <Notice
      tone="error"
      title={<Prose text={`${thing}: ${cause}`} />}
      action={{ label: "Try again", onAct: onRetry }}
    >
      <p>
        <Prose text={nextStep} />
      </p>
    </Notice>
  );
}

import { asProblem } from "@/lib/problem";
import { Notice } from "./Notice";
import { Prose } from "./Prose";

/** What asking again cannot change: the question is at fault, or it is not for this reader. */
const FINAL = [400, 403, 404, 422];

/** An error in its three parts: what failed, why, and the next step; with a way to try again where that can help. */
export function ProblemNotice({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { thing, cause, nextStep, status } = asProblem(error);
  return (
    <Notice
      tone={status === 403 ? "info" : "error"}
      title={<Prose text={`${thing}: ${cause}`} />}
      {...(!FINAL.includes(status ?? 0) && { action: { label: "Try again", onAct: onRetry } })}
    >
      <p>
        <Prose text={nextStep} />
      </p>
    </Notice>
  );
}

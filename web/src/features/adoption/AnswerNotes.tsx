import { Notice } from "@/components/Notice";
import { formatCount } from "@/lib/format";
import type { CustomerAnswer } from "./customers";

/** What the server wants said about its answer: sources that are missing, rows that did not fit. */
export function AnswerNotes({ answer }: { answer: CustomerAnswer }) {
  const cut = `Only the ${formatCount(answer.customers.length)} customers with the highest ARR, of ${formatCount(answer.totalRows)}, are shown: narrow the filters to see the others.`;
  const notes = answer.limited ? [cut, ...answer.notes] : answer.notes;
  if (notes.length === 0) return null;
  return (
    <Notice tone="info" title="About these numbers">
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </Notice>
  );
}

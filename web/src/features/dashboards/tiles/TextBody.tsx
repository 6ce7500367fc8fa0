import { lazy, Suspense } from "react";

const MarkdownText = lazy(() => import("./MarkdownText"));

/** The words of a text tile, in Markdown; loaded by dashboards that have any. */
export function TextBody({ text }: { text: string }) {
  return (
    <Suspense fallback={<p>{text}</p>}>
      <MarkdownText text={text} />
    </Suspense>
  );
}

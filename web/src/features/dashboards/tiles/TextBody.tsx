import { Prose } from "@/components/Prose";

/** The words of a text tile: paragraphs, parted by empty lines. */
export function TextBody({ text }: { text: string }) {
  return text.split(/\n\s*\n/).map((paragraph) => (
    <p key={paragraph}>
      <Prose text={paragraph} />
    </p>
  ));
}

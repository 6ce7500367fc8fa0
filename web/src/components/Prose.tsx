/** Text in which `backticks` mark what is to be typed, as the server and the command line write it. */
export function Prose({ text }: { text: string }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places
  return text.split("`").map((part, i) => (i % 2 ? <code key={i}>{part}</code> : part));
}

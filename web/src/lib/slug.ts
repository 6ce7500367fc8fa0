/** Words that fit into an address or a file's name: "How MRR moved" is "how-mrr-moved". */
export function slugOf(words: string): string {
  return words
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
}

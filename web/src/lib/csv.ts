/** Hands the reader a file to keep. */
export function saveFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** A file name of words: "How MRR moved" is "how-mrr-moved.csv". */
export function csvName(...words: string[]): string {
  const plain = words
    .join(" ")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-");
  return `${plain.slice(0, 80).replaceAll(/^-|-$/g, "")}.csv`;
}

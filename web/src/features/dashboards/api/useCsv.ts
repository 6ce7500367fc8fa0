import { useMutation } from "@tanstack/react-query";
import { readCsv } from "@/lib/server";
import { anchorOf } from "../dashboard";

type Asked = { path: "/query" | "/drill"; body: unknown; name: string };

/** Saves all rows of a question as a file; CSV is never cut. */
export function useCsv() {
  return useMutation({
    mutationFn: async ({ path, body, name }: Asked) => save(await readCsv(path, body), name),
  });
}

function save(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** A file name of words: "How MRR moved" is "how-mrr-moved.csv". */
export function csvName(...words: string[]): string {
  return `${anchorOf(words.join(" "))}.csv`;
}

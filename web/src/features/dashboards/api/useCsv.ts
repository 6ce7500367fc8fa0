import { useMutation } from "@tanstack/react-query";
import { saveFile } from "@/lib/csv";
import { readCsv } from "@/lib/server";

type Asked = { path: "/query" | "/drill"; body: unknown; name: string };

/** Saves all rows of a question as a file; CSV is never cut. */
export function useCsv() {
  return useMutation({
    mutationFn: async ({ path, body, name }: Asked) => saveFile(await readCsv(path, body), name),
  });
}

import { useMutation } from "@tanstack/react-query";
import type { QueryRequest } from "@/lib/answer";
import { csvName, saveFile } from "@/lib/csv";
import { readCsv } from "@/lib/server";

/** Saves all rows of an answer as a file; CSV is never cut. */
export function useCsv() {
  return useMutation({
    mutationFn: async (request: QueryRequest) =>
      saveFile(await readCsv("/query", request), csvName(...request.metrics)),
  });
}

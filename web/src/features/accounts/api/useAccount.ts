import { useQuery } from "@tanstack/react-query";
import { read } from "@/lib/server";
import type { Account } from "../account";

/** One customer: facts, scores with their parts, disagreements. */
export function useAccount(id: string) {
  return useQuery({
    queryKey: ["accounts", id],
    queryFn: ({ signal }) => read<Account>(`/accounts/${encodeURIComponent(id)}`, signal),
  });
}

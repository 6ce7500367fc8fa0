import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { read } from "@/lib/server";
import type { Section, SectionName } from "../account";

type Asked = { id: string; section: SectionName; only: string | null; limit: number };

/** The first rows of one list of the account; the last ones stay while the next are on their way. */
export function useSection({ id, section, only, limit }: Asked) {
  const query = new URLSearchParams({ limit: String(limit), ...(only ? { only } : {}) });
  return useQuery({
    queryKey: ["accounts", id, section, only, limit],
    queryFn: ({ signal }) => read<Section>(`/accounts/${encodeURIComponent(id)}/${section}?${query}`, signal),
    placeholderData: (previous, last) => (last?.queryKey[1] === id ? keepPreviousData(previous) : undefined),
  });
}

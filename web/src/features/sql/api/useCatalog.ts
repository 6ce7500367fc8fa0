import { useQuery } from "@tanstack/react-query";
import type { CatalogList } from "@/lib/catalog";
import { read } from "@/lib/server";

/** Every table of the published version; they change with it alone. */
export function useCatalog() {
  return useQuery({
    queryKey: ["catalog"],
    queryFn: ({ signal }) => read<CatalogList>("/catalog", signal),
    staleTime: 5 * 60_000,
  });
}

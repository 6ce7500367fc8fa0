import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { send } from "@/lib/server";
import type { Drill, DrillRequest } from "../drill";

/** The rows behind one number. */
export function useDrill(request: DrillRequest) {
  return useQuery({
    queryKey: ["drill", request],
    queryFn: ({ signal }) => send<Drill>("/drill", request, signal),
    placeholderData: keepPreviousData,
  });
}

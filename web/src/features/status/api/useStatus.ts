import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { read } from "@/lib/server";

/** Of what `GET /api/v1/status` tells, the part that every page shows. */
export type Status = {
  version: string;
  as_of_date: string;
  /** Age of the latest extraction by the server's clock; null while nothing has been extracted. */
  freshness: { state: "fresh" | "stale"; age_hours: number } | null;
  /** The build that failed after this version was published, if one did. */
  last_failure: { at: string } | null;
};

const KEY = "status";
const EVERY_MINUTE = 60_000;

/** The published version and how fresh it is; asked again every minute. */
export function useStatus() {
  const status = useQuery({
    queryKey: [KEY],
    queryFn: ({ signal }) => read<Status>("/status", signal),
    refetchInterval: EVERY_MINUTE,
  });
  useFollow(status.data?.version);
  return status;
}

/** Once another version is published, whatever the page has asked of the last one is asked again. */
function useFollow(version: string | undefined): void {
  const client = useQueryClient();
  const known = useRef<string>(undefined);
  useEffect(() => {
    if (version === undefined) return;
    if (known.current !== undefined && known.current !== version) {
      client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== KEY });
    }
    known.current = version;
  }, [client, version]);
}

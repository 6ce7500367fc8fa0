import { useMemo, useSyncExternalStore } from "react";

const CHANGED = "almanac:url";

function subscribe(notify: () => void): () => void {
  const events = ["popstate", CHANGED];
  for (const event of events) window.addEventListener(event, notify);
  return () => {
    for (const event of events) window.removeEventListener(event, notify);
  };
}

/** The address bar's query string, and a way to write it that the back button undoes. */
export function useUrlQuery(): [URLSearchParams, (next: URLSearchParams) => void] {
  const search = useSyncExternalStore(subscribe, () => window.location.search);
  const params = useMemo(() => new URLSearchParams(search), [search]);
  return [params, writeUrlQuery];
}

function writeUrlQuery(next: URLSearchParams): void {
  const query = next.toString();
  if (query === new URLSearchParams(window.location.search).toString()) return;
  window.history.pushState(null, "", query ? `?${query}` : window.location.pathname);
  window.dispatchEvent(new Event(CHANGED));
}

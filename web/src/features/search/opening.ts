/** The search is one dialog of the whole page; whoever stands elsewhere asks for it by this event. */
export const OPEN_SEARCH = "almanac:open-search";

export function openSearch(): void {
  window.dispatchEvent(new Event(OPEN_SEARCH));
}

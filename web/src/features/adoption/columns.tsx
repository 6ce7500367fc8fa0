import {
  columnFilteringFeature,
  createColumnHelper,
  createFilteredRowModel,
  createSortedRowModel,
  filterFn_includesString,
  globalFilteringFeature,
  metaHelper,
  rowSortingFeature,
  sortFn_text,
  tableFeatures,
} from "@tanstack/react-table";
import { formatMoney, formatScore, formatWord, MISSING } from "@/lib/format";
import type { Customer } from "./customers";
import { QuadrantName } from "./QuadrantMark";
import { quadrantLook } from "./quadrants";

/** What the table can do; what is not named here is not in the bundle. */
export const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { text: sortFn_text },
  columnFilteringFeature,
  globalFilteringFeature,
  filteredRowModel: createFilteredRowModel(),
  filterFns: { includesString: filterFn_includesString },
  columnMeta: metaHelper<{ numeric?: boolean }>(),
});

const helper = createColumnHelper<typeof features, Customer>();

/** Missing values are undefined for the table: it keeps those at the end, whichever way it sorts. */
function words(id: "segment" | "industry", header: string) {
  const written = (customer: Customer) => (customer[id] === null ? undefined : formatWord(customer[id]));
  return helper.accessor(written, {
    id,
    header,
    sortFn: "text",
    sortUndefined: "last",
    cell: (cell) => cell.getValue() ?? MISSING,
  });
}

function figure(
  id: "arr" | "adoption" | "health",
  header: string,
  write: (value: number | undefined) => string,
) {
  return helper.accessor((customer) => customer[id] ?? undefined, {
    id,
    header,
    sortDescFirst: true,
    sortUndefined: "last",
    meta: { numeric: true },
    cell: (cell) => write(cell.getValue()),
  });
}

export const columns = helper.columns([
  helper.accessor("name", { header: "Customer", sortFn: "text" }),
  words("segment", "Segment"),
  words("industry", "Industry"),
  figure("arr", "ARR", formatMoney),
  figure("adoption", "AI adoption", formatScore),
  figure("health", "Health", formatScore),
  helper.accessor((customer) => quadrantLook(customer.quadrant)?.label, {
    id: "quadrant",
    header: "Quadrant",
    sortFn: "text",
    sortUndefined: "last",
    cell: (cell) => <QuadrantName quadrant={cell.row.original.quadrant} />,
  }),
]);

/** The columns that the text search looks at. */
export const SEARCHED: ReadonlySet<string> = new Set(["name", "segment", "industry", "quadrant"]);

import type { CatalogList } from "@/lib/catalog";
import type { MetricList } from "@/lib/metric";
import { metricPath, tablePath } from "@/lib/places";

export const KINDS = ["metric", "table", "column", "dashboard", "owner"] as const;
export type Kind = (typeof KINDS)[number];

/** Something that can be found, and where it is told. */
export type Entry = {
  kind: Kind;
  name: string;
  title: string;
  about: string;
  /** Where it belongs: a layer, a domain, the table of a column. */
  place: string;
  /** Who answers for it; null for a column, for which its table's owner does. */
  owner: string | null;
  address: string;
};

export type DashboardLine = {
  name: string;
  title: string | null;
  description: string | null;
  owner: string | null;
};

/** One list of all that there is; owners stand for what they answer for. */
export function entriesOf(catalog: CatalogList, list: MetricList, dashboards: DashboardLine[]): Entry[] {
  const metrics = list.metrics.map(
    ({ name, label, description, domain, owner }): Entry => ({
      ...{ kind: "metric", name, title: label, about: description },
      ...{ place: domain, owner, address: metricPath(name) },
    }),
  );
  const tables = catalog.tables.map(
    ({ name, description, layer, owner }): Entry => ({
      ...{ kind: "table", name, title: name, about: description },
      ...{ place: layer, owner, address: tablePath(name) },
    }),
  );
  const columns = catalog.tables.flatMap((table) =>
    table.columns.map(
      ({ name, description }): Entry => ({
        ...{ kind: "column", name: `${table.name}.${name}`, title: name, about: description },
        ...{ place: table.name, owner: null, address: tablePath(table.name, name) },
      }),
    ),
  );
  const pages = dashboards.map(
    ({ name, title, description, owner }): Entry => ({
      ...{ kind: "dashboard", name, title: title ?? name, about: description ?? "" },
      ...{ place: "dashboard", owner, address: `/dashboards/${name}` },
    }),
  );
  return [...metrics, ...pages, ...tables, ...ownersOf(catalog, list, dashboards), ...columns];
}

function ownersOf({ tables }: CatalogList, { metrics }: MetricList, dashboards: DashboardLine[]): Entry[] {
  const owned = new Map<string, string[]>();
  const all = [...metrics, ...tables, ...dashboards];
  for (const { owner, name } of all) if (owner) owned.set(owner, [...(owned.get(owner) ?? []), name]);
  return [...owned].sort().map(([owner, names]) => ({
    kind: "owner" as const,
    name: owner,
    title: owner,
    about: `Answers for ${names.length}: ${names.slice(0, 8).join(", ")}${names.length > 8 ? " …" : ""}`,
    place: "owner",
    owner: null,
    address: `/catalog?words=${encodeURIComponent(owner)}`,
  }));
}

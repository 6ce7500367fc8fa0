/** Tables and columns as `GET /api/v1/catalog` tells them. */
export type CatalogColumn = { name: string; type: string | null; description: string };

export type CatalogTable = {
  name: string;
  /** source, reference, or the schema of a model. */
  layer: string;
  /** How SQL calls it; null for what is not in the database. */
  relation: string | null;
  description: string;
  owner: string | null;
  tier: number | null;
  columns: CatalogColumn[];
};

export type CatalogList = { version: string; as_of_date: string; tables: CatalogTable[] };

/** Schemas that are made to be read. */
export const PUBLISHED = ["entities", "marts", "metrics", "reference"];

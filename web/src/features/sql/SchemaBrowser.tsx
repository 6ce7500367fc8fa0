import { useMemo, useState } from "react";
import { ProblemNotice } from "@/components/ProblemNotice";
import { type CatalogTable, PUBLISHED } from "@/lib/catalog";
import { finder } from "@/lib/search";
import { useCatalog } from "./api/useCatalog";
import styles from "./SqlPage.module.css";

/** The tables that are made to be read, with their columns; a press writes a name into the statement. */
export function SchemaBrowser({ onChoose }: { onChoose: (name: string) => void }) {
  const { data, error, refetch } = useCatalog();
  const [words, setWords] = useState("");
  const find = useMemo(() => searchOf(data?.tables ?? []), [data]);
  const found = find(words);
  return (
    <section className={`card ${styles.browser}`} aria-label="Tables">
      <label>
        <span className="field-label">Tables and columns</span>
        <input
          className="field"
          type="search"
          placeholder="such as subscriptions"
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
      </label>
      {error && !data && <ProblemNotice error={error} onRetry={refetch} />}
      <ul className={styles.tables}>
        {found.map((table) => (
          <Table key={table.name} table={table} onChoose={onChoose} />
        ))}
      </ul>
      {data && found.length === 0 && <p className={styles.meta}>No table is called so.</p>}
    </section>
  );
}

function Table({ table, onChoose }: { table: CatalogTable; onChoose: (name: string) => void }) {
  const { relation, description, columns } = table;
  return (
    <li>
      <details>
        <summary>{relation}</summary>
        {description && <p className={styles.meta}>{description}</p>}
        <button type="button" className="link-button" onClick={() => onChoose(relation ?? "")}>
          Write {relation}
        </button>
        <ul className={styles.tables}>
          {columns.map(({ name, type, description: told }) => (
            <li key={name}>
              <button type="button" className="link-button" title={told} onClick={() => onChoose(name)}>
                {name}
              </button>
              <span className={styles.meta}>{type?.toLowerCase()}</span>
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}

function searchOf(tables: CatalogTable[]) {
  const readable = tables.filter(({ layer, relation }) => relation !== null && PUBLISHED.includes(layer));
  return finder(
    readable,
    [{ name: "relation", weight: 1, of: ({ relation }) => (relation ?? "").replaceAll(/[._]/g, " ") }],
    ({ description, relation, columns }) =>
      `${relation} ${description} ${columns.map(({ name }) => name).join(" ")}`,
  );
}

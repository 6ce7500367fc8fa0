import { useMemo } from "react";
import { Link, useSearchParams } from "react-router";
import { Loading } from "@/components/Loading";
import { Notice } from "@/components/Notice";
import { ProblemNotice } from "@/components/ProblemNotice";
import { formatPlural, formatWord } from "@/lib/format";
import { finder } from "@/lib/search";
import { useEntries } from "./api/useEntries";
import styles from "./CatalogPage.module.css";
import { type Entry, KINDS } from "./entries";

/** So many are listed; who wants others writes another word. */
const LISTED = 60;

/** One search over tables, columns, metrics, dashboards and owners. */
export default function CatalogPage() {
  const { entries, error, refetch } = useEntries();
  if (error && !entries) return <ProblemNotice error={error} onRetry={refetch} />;
  if (!entries) return <Loading what="the catalogue" />;
  return <Catalog entries={entries} />;
}

function Catalog({ entries }: { entries: Entry[] }) {
  const [params, setParams] = useSearchParams();
  const [words, kind] = [params.get("words") ?? "", params.get("kind") ?? ""];
  // The number of entries stands for them: they are made anew with every render.
  // biome-ignore lint/correctness/useExhaustiveDependencies: an index over thousands is made once
  const find = useMemo(() => searchOf(entries), [entries.length]);
  const found = useMemo(
    () => columnsLast(find(words)).filter((entry) => !kind || entry.kind === kind),
    [find, words, kind],
  );
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(params);
    if (value) next.set(name, value);
    else next.delete(name);
    setParams(next, { replace: true, preventScrollReset: true });
  };
  return (
    <div className={styles.page}>
      <title>Catalogue · Almanac</title>
      <div>
        <h1>Catalogue</h1>
        <p>Every table, column, metric and dashboard, what it means and who answers for it.</p>
      </div>
      <search className={`card ${styles.fields}`}>
        <label>
          <span className="field-label">Search</span>
          <input
            className="field"
            type="search"
            placeholder="such as renewal date"
            value={words}
            onChange={({ target }) => set("words", target.value)}
          />
        </label>
        <label>
          <span className="field-label">Kind</span>
          <select className="field" value={kind} onChange={({ target }) => set("kind", target.value)}>
            <option value="">All kinds</option>
            {KINDS.map((one) => (
              <option key={one} value={one}>
                {formatWord(one)}
              </option>
            ))}
          </select>
        </label>
      </search>
      <p className={styles.meta} role="status">
        {countsOf(found)}
        {found.length > LISTED && ` The first ${LISTED} are listed: another word finds fewer.`}
      </p>
      {found.length === 0 && (
        <Notice tone="empty" title="Nothing is called so">
          <p>Use fewer or other words, or look through all kinds.</p>
        </Notice>
      )}
      <ul className={styles.list}>
        {found.slice(0, LISTED).map((entry) => (
          <li key={`${entry.kind} ${entry.name}`} className={`card ${styles.entry}`}>
            <div className={styles.line}>
              <Link to={entry.address}>{entry.title}</Link>
              <span className={styles.meta}>
                {formatWord(entry.kind)}
                {entry.place !== entry.kind && ` · ${formatWord(entry.place)}`}
                {entry.owner && ` · ${entry.owner}`}
              </span>
            </div>
            <p className={styles.about}>{entry.about || "Nobody has described it yet."}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** There are many columns of one name: what people look for first comes before them. */
function columnsLast(entries: Entry[]): Entry[] {
  return entries.toSorted((a, b) => Number(a.kind === "column") - Number(b.kind === "column"));
}

function countsOf(found: Entry[]): string {
  const counts = KINDS.flatMap((kind) => {
    const count = found.filter((entry) => entry.kind === kind).length;
    return count > 0 ? formatPlural(count, kind) : [];
  });
  return counts.length > 0 ? `${counts.join(", ")}.` : "No entry.";
}

function searchOf(entries: Entry[]) {
  return finder(
    entries,
    [{ name: "title", weight: 1, of: ({ title }) => title.replaceAll(/[._]/g, " ") }],
    ({ name, title, about, place, owner }) => `${name} ${title} ${about} ${place} ${owner ?? ""}`,
  );
}

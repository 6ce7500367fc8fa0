import { useEffect } from "react";
import { Link, useLocation, useParams } from "react-router";
import { Loading } from "@/components/Loading";
import { ProblemNotice } from "@/components/ProblemNotice";
import { formatCount, formatMoment, formatPlural } from "@/lib/format";
import { type TableDetail, type Test, useTable } from "./api/useTable";
import styles from "./CatalogPage.module.css";
import { FollowColumn } from "./FollowColumn";
import { LineageGraph } from "./LineageGraph";

/** One table: what it holds, whence it comes, what is made of it, and whether its tests passed. */
export default function TablePage() {
  const { name = "" } = useParams();
  const { data, error, refetch } = useTable(name);
  if (error && !data) return <ProblemNotice error={error} onRetry={refetch} />;
  if (!data) return <Loading what="the table" />;
  return <Shown data={data} />;
}

function Shown({ data }: { data: TableDetail }) {
  const { hash } = useLocation();
  const asked = decodeURIComponent(hash.slice(1));
  // The page is made after its address was opened, so the browser finds nothing to go to by itself.
  useEffect(() => document.getElementById(asked)?.scrollIntoView(), [asked]);
  return (
    <div className={styles.page}>
      <title>{`${data.name} · Almanac`}</title>
      <div>
        <p className={styles.meta}>
          <Link to="/catalog">Catalogue</Link> · {data.layer}
          {data.tier !== null && ` · tier ${data.tier}`}
        </p>
        <h1>{data.name}</h1>
        <p>{data.description || "Nobody has described it yet."}</p>
        <p className={styles.meta}>{factsOf(data).join(" · ")}</p>
      </div>
      <LineageGraph table={data} />
      {data.lineage && <FollowColumn table={data} />}
      <Columns table={data} asked={asked} />
    </div>
  );
}

function factsOf({ owner, relation, rows, extracted_until, tests_of, version }: TableDetail): string[] {
  return [
    owner && `owner ${owner}`,
    relation && `in SQL ${relation}`,
    rows !== null && formatPlural(rows, "row"),
    extracted_until && `extracted until ${formatMoment(extracted_until)}`,
    `version ${version}`,
    testsSaid(tests_of),
  ].filter((fact) => typeof fact === "string");
}

function testsSaid(tests: Test[]): string {
  if (tests.length === 0) return "no tests";
  const passed = tests.filter(({ state }) => state === "passed").length;
  return `${formatCount(passed)} of ${formatPlural(tests.length, "test")} passed`;
}

const STATES = { passed: "passed", failed: "failed", warned: "warned", not_run: "not run" };

function Columns({ table, asked }: { table: TableDetail; asked: string }) {
  const testsOf = (column: string | null) => table.tests_of.filter((test) => test.column === column);
  return (
    <section className={`card ${styles.part}`} aria-label="Columns">
      <h2>{formatPlural(table.columns.length, "column")}</h2>
      <dl className={styles.columnsOf}>
        {table.columns.map(({ name, type, description }) => (
          <div key={name} id={name} className={`${styles.column} ${name === asked ? styles.asked : ""}`}>
            <dt>
              <code>{name}</code> <span className={styles.meta}>{type?.toLowerCase()}</span>{" "}
              {table.lineage && (
                <Link
                  className={styles.follow}
                  to={`?column=${encodeURIComponent(name)}#follow`}
                  aria-label={`Follow ${name}`}
                >
                  follow
                </Link>
              )}
            </dt>
            <dd>{description}</dd>
            <MadeOf columns={table.lineage?.columns[name] ?? []} />
            {testsOf(name).length > 0 && <dd className={styles.meta}>{said(testsOf(name))}</dd>}
          </div>
        ))}
      </dl>
      {testsOf(null).length > 0 && (
        <>
          <h3>Tests of the whole table</h3>
          <p className={styles.meta}>{said(testsOf(null))}</p>
        </>
      )}
    </section>
  );
}

function MadeOf({ columns }: { columns: string[] }) {
  const named = columns.filter((column) => !column.endsWith(".*"));
  if (named.length === 0) return null;
  return <dd className={styles.meta}>made of {named.join(", ")}</dd>;
}

function said(tests: Test[]): string {
  return tests.map(({ name, state }) => `${name.replaceAll("_", " ")}: ${STATES[state]}`).join(" · ");
}

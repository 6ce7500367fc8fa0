import { type KeyboardEvent, useId, useRef, useState } from "react";
import { Loading } from "@/components/Loading";
import { Notice } from "@/components/Notice";
import { ProblemNotice } from "@/components/ProblemNotice";
import { useMayReadAll } from "./api/useMayReadAll";
import { useSql } from "./api/useSql";
import { SchemaBrowser } from "./SchemaBrowser";
import styles from "./SqlPage.module.css";
import { SqlResult } from "./SqlResult";
import { SNIPPETS } from "./snippets";

/** SQL over the published version, for those who see all rows. */
export default function SqlPage() {
  const { data: may, error, refetch } = useMayReadAll();
  if (error && may === undefined) return <ProblemNotice error={error} onRetry={refetch} />;
  if (may === undefined) return <Loading what="the page" />;
  return (
    <div className={styles.page}>
      <title>SQL · Almanac</title>
      <div>
        <h1>SQL</h1>
        <p>One SELECT over the published version. Nothing can be changed here, so nothing can break.</p>
      </div>
      {may ? <Editor /> : <Refused />}
    </div>
  );
}

function Refused() {
  return (
    <Notice tone="info" title="SQL is for those who see all customers">
      <p>You see some customers only, and no rule can be put into SQL that people write.</p>
      <p>The metric explorer answers for the customers that you may see.</p>
    </Notice>
  );
}

function Editor() {
  const [sql, setSql] = useState(SNIPPETS[0]?.sql ?? "");
  const { mutate, data, error, isPending } = useSql();
  const editor = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const run = () => sql.trim() !== "" && !isPending && mutate(sql);

  function runOnKeys(event: KeyboardEvent): void {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    run();
  }

  /** Writes a name where the cursor stands, and goes back there. */
  function insert(name: string): void {
    const field = editor.current;
    const [from, to] = [field?.selectionStart ?? sql.length, field?.selectionEnd ?? sql.length];
    setSql(sql.slice(0, from) + name + sql.slice(to));
    field?.focus();
  }

  return (
    <div className={styles.columns}>
      <SchemaBrowser onChoose={insert} />
      <div className={styles.main}>
        <section className={`card ${styles.editor}`} aria-label="Statement">
          <label>
            <span className="field-label">Begin with</span>
            <select
              className="field"
              value=""
              onChange={({ target }) => setSql(SNIPPETS[Number(target.value)]?.sql ?? sql)}
            >
              <option value="">A common pattern …</option>
              {SNIPPETS.map(({ title }, at) => (
                <option key={title} value={at}>
                  {title}
                </option>
              ))}
            </select>
          </label>
          <div>
            <label className="field-label" htmlFor={id}>
              Statement (Ctrl+Enter runs it)
            </label>
            <textarea
              id={id}
              ref={editor}
              className={styles.text}
              rows={12}
              spellCheck={false}
              value={sql}
              aria-describedby={error ? `${id}-error` : undefined}
              onChange={({ target }) => setSql(target.value)}
              onKeyDown={runOnKeys}
            />
          </div>
          <button type="button" className="button" disabled={isPending || sql.trim() === ""} onClick={run}>
            {isPending ? "Running …" : "Run"}
          </button>
        </section>
        <div id={`${id}-error`} className={styles.error}>
          {error && <ProblemNotice error={error} onRetry={run} />}
        </div>
        {!error && data && <SqlResult answer={data} />}
        {!error && !data && (
          <div className="card">
            <Notice tone="empty" title={isPending ? "Running …" : "No statement has been run yet"}>
              <p>Rows stand here, and how many there are in all.</p>
            </Notice>
          </div>
        )}
      </div>
    </div>
  );
}

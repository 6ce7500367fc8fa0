import { type Key, Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { useSearchParams } from "react-router";
import { AnswerTable } from "@/components/AnswerTable";
import { Loading } from "@/components/Loading";
import { Notice } from "@/components/Notice";
import { ProblemNotice } from "@/components/ProblemNotice";
import { useSection } from "./api/useSection";
import styles from "./Lists.module.css";
import { LISTS, type ListName, listed } from "./listColumns";

const NAMES = Object.keys(LISTS) as ListName[];
const LIMIT = 500;

/** What belongs to the customer: features in use, users, tickets, invoices. */
export function Lists({ id }: { id: string }) {
  const [params, setParams] = useSearchParams();
  const chosen = NAMES.find((name) => name === params.get("list")) ?? "features";
  const choose = (key: Key) => {
    const after = new URLSearchParams(params);
    after.set("list", String(key));
    setParams(after, { replace: true, preventScrollReset: true });
  };
  return (
    <Tabs className={`card ${styles.lists}`} selectedKey={chosen} onSelectionChange={choose}>
      <TabList className={styles.tabs ?? ""} aria-label="What belongs to the customer">
        {NAMES.map((name) => (
          <Tab key={name} id={name} className={styles.tab ?? ""}>
            {LISTS[name].title}
          </Tab>
        ))}
      </TabList>
      {NAMES.map((name) => (
        <TabPanel key={name} id={name} className={styles.panel ?? ""}>
          <List id={id} name={name} />
        </TabPanel>
      ))}
    </Tabs>
  );
}

function List({ id, name }: { id: string; name: ListName }) {
  const { data, error, refetch } = useSection({ id, section: name, only: null, limit: LIMIT });
  if (error && !data) return <ProblemNotice error={error} onRetry={refetch} />;
  if (!data) return <Loading what={LISTS[name].title.toLowerCase()} />;
  if (data.total_rows === 0) {
    return (
      <Notice tone="empty" title={LISTS[name].empty}>
        <p>{LISTS[name].hint}</p>
      </Notice>
    );
  }
  const { columns, rows } = listed(name, data);
  return (
    <AnswerTable
      caption={LISTS[name].title}
      columns={columns}
      rows={rows}
      totalRows={data.total_rows}
      show={LISTS[name].show}
    />
  );
}

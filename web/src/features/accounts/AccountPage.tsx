import { useParams } from "react-router";
import { Loading } from "@/components/Loading";
import { ProblemNotice } from "@/components/ProblemNotice";
import { AccountHead } from "./AccountHead";
import styles from "./AccountPage.module.css";
import type { Account } from "./account";
import { useAccount } from "./api/useAccount";
import { Changes } from "./Changes";
import { Flags } from "./Flags";
import { Lists } from "./Lists";
import { Scores } from "./Scores";
import { Timeline } from "./Timeline";

/** One customer: is it at risk, and why. */
export default function AccountPage() {
  const { id = "" } = useParams();
  const { data, error, refetch } = useAccount(id);
  if (error && !data) return <ProblemNotice error={error} onRetry={refetch} />;
  if (!data) return <Loading what="the account" />;
  return <Shown key={data.id} account={data} />;
}

function Shown({ account }: { account: Account }) {
  return (
    <div className={styles.page}>
      <title>{`${account.name} · Almanac`}</title>
      <AccountHead account={account} />
      <Flags flags={account.flags} />
      <Scores scores={account.scores} />
      <div className={styles.columns}>
        <Timeline id={account.id} />
        <Changes id={account.id} asOf={account.as_of_date} />
      </div>
      <Lists id={account.id} />
    </div>
  );
}

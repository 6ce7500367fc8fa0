import { useParams, useSearchParams } from "react-router";
import { Loading } from "@/components/Loading";
import { ProblemNotice } from "@/components/ProblemNotice";
import { AccountHead } from "./AccountHead";
import styles from "./AccountPage.module.css";
import type { Account } from "./account";
import { useAccount } from "./api/useAccount";
import { useSection } from "./api/useSection";
import { Changes } from "./Changes";
import { Flags } from "./Flags";
import { Lists } from "./Lists";
import { Scores } from "./Scores";
import { FIRST_EVENTS, Timeline } from "./Timeline";

/** One customer: is it at risk, and why. */
export default function AccountPage() {
  const { id = "" } = useParams();
  const [params] = useSearchParams();
  const { data, error, refetch } = useAccount(id);
  // Asked for together with the account and waited for: it decides how far down everything below it stands.
  const timeline = useSection({ id, section: "timeline", only: params.get("topic"), limit: FIRST_EVENTS });
  if (data && !timeline.isPending) return <Shown key={data.id} account={data} />;
  return (
    <>
      <h1 className="unseen">Account</h1>
      {error ? <ProblemNotice error={error} onRetry={refetch} /> : <Loading what="the account" />}
    </>
  );
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

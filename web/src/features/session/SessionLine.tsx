import { useSession, useSignOut } from "./api/useSession";
import styles from "./SessionLine.module.css";

/** Who is signed in, how much they see, and the way out; nothing where nobody has to sign in. */
export function SessionLine() {
  const { data } = useSession();
  const signOut = useSignOut();
  if (!data?.user) return null;
  return (
    <p className={styles.line}>
      <span>
        {data.name ?? data.user}
        {!data.sees_all_rows && <span className={styles.rule}> · own customers only</span>}
      </span>
      <button type="button" className="link-button" onClick={() => signOut.mutate()}>
        Sign out
      </button>
    </p>
  );
}

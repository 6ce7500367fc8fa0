import styles from "./Loading.module.css";

/** Stands where something will be once it has come; announced, so that nobody waits in silence. */
export function Loading({ what = "the page" }: { what?: string }) {
  return (
    <p className={styles.loading} role="status">
      Loading {what} …
    </p>
  );
}

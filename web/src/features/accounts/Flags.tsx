import { type Flag, parseFacts } from "./account";
import styles from "./Flags.module.css";
import { flagWords } from "./words/flags";

/** Where what is told of the customer does not fit together; nothing where it does. */
export function Flags({ flags }: { flags: Flag[] }) {
  if (flags.length === 0) return null;
  return (
    <section className={styles.flags} aria-label="Disagreements">
      {flags.map(({ flag, facts }) => {
        const { title, text } = flagWords(flag, parseFacts(facts));
        return (
          <div key={flag} className={styles.flag}>
            <p className={styles.title}>{title}</p>
            <p>{text} Look before you trust one number alone.</p>
          </div>
        );
      })}
    </section>
  );
}

import { type FormEvent, useId, useState } from "react";
import { Prose } from "@/components/Prose";
import { asProblem } from "@/lib/problem";
import { useSignIn } from "./api/useSession";
import styles from "./SignIn.module.css";

/** Asks for a token; whoever signs in goes on where they were. */
export function SignIn() {
  const [token, setToken] = useState("");
  const signIn = useSignIn();
  const id = useId();
  const problem = signIn.error ? asProblem(signIn.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (token.trim()) signIn.mutate(token.trim());
  };
  return (
    <form className={`card ${styles.form}`} onSubmit={submit}>
      <title>Sign in · Almanac</title>
      <h1>Sign in</h1>
      <p>
        <Prose text="Almanac shows you the customers that you may see. Whoever runs it makes your token with `almanac token create`." />
      </p>
      <div>
        <label className="field-label" htmlFor={id}>
          Token
        </label>
        <input
          id={id}
          className="field"
          type="password"
          autoComplete="current-password"
          value={token}
          aria-invalid={problem !== null}
          aria-describedby={`${id}-problem`}
          onChange={(event) => setToken(event.target.value)}
        />
        <p id={`${id}-problem`} className={styles.problem} role="alert">
          {problem && <Prose text={`${problem.thing}: ${problem.cause}. ${problem.nextStep}`} />}
        </p>
      </div>
      <button type="submit" className="button" disabled={!token.trim() || signIn.isPending}>
        {signIn.isPending ? "Signing in …" : "Sign in"}
      </button>
    </form>
  );
}

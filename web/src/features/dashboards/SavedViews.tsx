import { useState } from "react";
import { Button, Dialog, DialogTrigger, Popover } from "react-aria-components";
import { Link, useLocation } from "react-router";
import { ProblemNotice } from "@/components/ProblemNotice";
import { type SavedView, useDeleteView, useSaveView, useViews } from "./api/useViews";
import styles from "./SavedViews.module.css";

/** The saved views, and a way to save this page with its filters under a name. */
export function SavedViews() {
  return (
    <DialogTrigger>
      <Button className="button">Saved views</Button>
      <Popover className={styles.popover ?? ""} placement="bottom end">
        <Dialog className={styles.dialog ?? ""} aria-label="Saved views">
          {({ close }) => (
            <>
              <ViewList onOpen={close} />
              <SaveForm />
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function ViewList({ onOpen }: { onOpen: () => void }) {
  const { data, error, refetch } = useViews();
  const drop = useDeleteView();
  if (error && !data) return <ProblemNotice error={error} onRetry={refetch} />;
  if (data?.length === 0) return <p className={styles.none}>Nothing is saved yet.</p>;
  return (
    <ul className={styles.list}>
      {data?.map((view) => (
        <li key={view.id}>
          <Link to={view.address} onClick={onOpen}>
            {view.name}
          </Link>
          <span className={styles.whose}>{whose(view)}</span>
          {view.own && (
            <button
              type="button"
              className="link-button"
              aria-label={`Delete ${view.name}`}
              onClick={() => drop.mutate(view.id)}
            >
              Delete
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

function whose({ own, owner, shared }: SavedView): string {
  if (!own) return `shared by ${owner ?? "everybody"}`;
  return shared ? "shared" : "";
}

function SaveForm() {
  const { pathname, search } = useLocation();
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  const save = useSaveView();
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ name, shared, address: pathname + search }, { onSuccess: () => setName("") });
      }}
    >
      <label>
        <span className="field-label">Save this page with its filters as</span>
        <input
          className="field"
          value={name}
          maxLength={80}
          required
          onChange={({ target }) => setName(target.value)}
        />
      </label>
      <label className={styles.shared}>
        <input type="checkbox" checked={shared} onChange={({ target }) => setShared(target.checked)} />
        Everybody sees it in their list
      </label>
      <button type="submit" className="button" disabled={name.trim() === "" || save.isPending}>
        Save
      </button>
      <p role="status" className={styles.whose}>
        {save.data && !save.isPending ? `Saved as ${save.data.name}.` : ""}
      </p>
      {save.error && <p role="alert">{save.error.message}</p>}
    </form>
  );
}

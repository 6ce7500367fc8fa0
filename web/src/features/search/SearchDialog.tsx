import { useEffect, useState } from "react";
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  type Key,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Modal,
  ModalOverlay,
  SearchField,
} from "react-aria-components";
import { useNavigate } from "react-router";
import { formatWord } from "@/lib/format";
import { useDebounced } from "@/lib/useDebounced";
import { useEntries, useFoundAccounts } from "./api/useFound";
import { type Entry, findEntries } from "./entries";
import styles from "./SearchDialog.module.css";

type SearchDialogProps = { pages: Entry[]; onClose: () => void };

/** One field for customers, dashboards, metrics and pages: arrows choose, Enter goes, Escape closes. */
export default function SearchDialog({ pages, onClose }: SearchDialogProps) {
  const [typed, setTyped] = useState("");
  const [text, setText] = useState("");
  const navigate = useNavigate();
  const entries = useEntries();
  const accounts = useFoundAccounts(text);
  useDebounced(typed.trim(), text, setText, 120);
  const groups = findEntries([...pages, ...entries], text);
  const go = (key: Key) => {
    onClose();
    navigate(String(key));
  };
  // Enter goes to the first of what was typed, not of what was found before: it may have to wait for that.
  const [isSent, setIsSent] = useState(false);
  const first = accounts.data?.[0] ? addressOf(accounts.data[0].id) : groups[0]?.found[0]?.to;
  const isFound = typed.trim() === text && accounts.isFetched && !accounts.isPlaceholderData;
  useEffect(() => {
    if (!isSent || !isFound) return;
    setIsSent(false);
    if (first !== undefined) go(first);
  });
  return (
    <ModalOverlay
      className={styles.overlay ?? ""}
      isOpen
      isDismissable
      onOpenChange={(open) => open || onClose()}
    >
      <Modal className={styles.panel ?? ""}>
        <Dialog className={styles.dialog ?? ""} aria-label="Search">
          <Autocomplete inputValue={typed} onInputChange={setTyped} disableAutoFocusFirst>
            <SearchField
              className={styles.search ?? ""}
              aria-label="Search"
              autoFocus
              onSubmit={(sent) => setIsSent(sent.trim() !== "")}
            >
              {/* The arrows move through the list while the field keeps the focus: that is what a combobox is. */}
              <Input
                className={styles.input ?? ""}
                role="combobox"
                aria-expanded="true"
                placeholder="A customer, dashboard, metric or page"
              />
            </SearchField>
            <ListBox
              className={styles.list ?? ""}
              aria-label="Found"
              selectionMode="none"
              onAction={go}
              renderEmptyState={() => (
                <p className={styles.empty}>
                  {accounts.isPending
                    ? "Searching …"
                    : `Nothing is called “${text}”. Try another part of the name.`}
                </p>
              )}
            >
              {(accounts.data ?? []).length > 0 && (
                <ListBoxSection id="accounts">
                  <Header className={styles.kind ?? ""}>Accounts</Header>
                  {(accounts.data ?? []).map(({ id, name, plan, health_status }) => (
                    <Item
                      key={id}
                      to={addressOf(id)}
                      label={name}
                      hint={[plan, health_status && `${health_status} health`]
                        .filter((one) => one !== null)
                        .map((one) => formatWord(one))
                        .join(" · ")}
                    />
                  ))}
                </ListBoxSection>
              )}
              {groups.map(({ kind, found }) => (
                <ListBoxSection key={kind} id={kind}>
                  <Header className={styles.kind ?? ""}>{kind}</Header>
                  {found.map((entry) => (
                    <Item key={entry.to} to={entry.to} label={entry.label} hint={entry.hint} />
                  ))}
                </ListBoxSection>
              ))}
            </ListBox>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function addressOf(account: string): string {
  return `/accounts/${encodeURIComponent(account)}`;
}

function Item({ to, label, hint }: { to: string; label: string; hint: string }) {
  return (
    <ListBoxItem id={to} textValue={label} className={styles.item ?? ""}>
      <span className={styles.label}>{label}</span> <span className={styles.hint}>{hint}</span>
    </ListBoxItem>
  );
}

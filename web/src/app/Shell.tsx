import type { ReactNode } from "react";
import { Link, NavLink, useLocation } from "react-router";
import type { Entry } from "@/features/search/entries";
import { GlobalSearch } from "@/features/search/GlobalSearch";
import { Gate, useIsLetIn } from "@/features/session/Gate";
import { SessionLine } from "@/features/session/SessionLine";
import { StatusLine } from "@/features/status/StatusLine";
import styles from "./Shell.module.css";

const PLACES = [
  { to: "/", label: "Dashboards" },
  { to: "/metrics", label: "Metrics" },
  { to: "/catalog", label: "Catalogue" },
  { to: "/sql", label: "SQL" },
];

const PAGES = PLACES.map(({ to, label }): Entry => ({ kind: "Pages", to, label, hint: "" }));

/** What every page has around it: a way past the head, the places to go, and what is published. */
export function Shell({ children }: { children: ReactNode }) {
  const { pathname, search } = useLocation();
  // The filters of a dashboard go along to the list of all, and from there to the next.
  const kept = pathname.startsWith("/dashboards/") ? search : "";
  const known = useIsLetIn();
  return (
    <>
      <a className={styles.skip} href="#content">
        Skip to the content
      </a>
      <header className={styles.header}>
        <div className={styles.bar}>
          <Link className={styles.brand} to="/">
            <img src="/favicon.svg" alt="" width="28" height="28" />
            Almanac
          </Link>
          {known && (
            <>
              <nav className={styles.places} aria-label="Places">
                {PLACES.map(({ to, label }) => (
                  <NavLink key={to} to={to === "/" ? `/${kept}` : to} end className={styles.place ?? ""}>
                    {label}
                  </NavLink>
                ))}
              </nav>
              <GlobalSearch pages={PAGES} />
              <SessionLine />
              <StatusLine />
            </>
          )}
        </div>
      </header>
      <main id="content" className={styles.main} tabIndex={-1}>
        <Gate>{children}</Gate>
      </main>
    </>
  );
}

import { Link, useLocation } from "react-router";
import { Notice } from "@/components/Notice";

/** An address that no page has. */
export function NotFound() {
  const { pathname } = useLocation();
  return (
    <>
      <title>No such page · Almanac</title>
      <h1 className="unseen">No such page</h1>
      <Notice tone="empty" title="There is no such page">
        <p>
          Nothing is at <code>{pathname}</code>. The dashboards are on the <Link to="/">first page</Link>.
        </p>
      </Notice>
    </>
  );
}

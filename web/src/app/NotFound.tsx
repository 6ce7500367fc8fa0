import { Link, useLocation } from "react-router";
import { Notice } from "@/components/Notice";

/** An address that no page has. */
export function NotFound() {
  const { pathname } = useLocation();
  return (
    <Notice tone="empty" title="There is no such page">
      <p>
        Nothing is at <code>{pathname}</code>. The dashboards are on the <Link to="/">first page</Link>.
      </p>
    </Notice>
  );
}

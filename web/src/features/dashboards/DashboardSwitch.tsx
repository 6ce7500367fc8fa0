import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { useLocation, useNavigate } from "react-router";
import { useDashboards } from "./api/useDashboards";
import styles from "./tiles/TileMenu.module.css";

/** Leads to another dashboard; the days and filters of this page go along. */
export function DashboardSwitch({ current }: { current: string }) {
  const { data = [] } = useDashboards();
  const { search } = useLocation();
  const navigate = useNavigate();
  const others = data.filter(({ name, title }) => title !== null && name !== current);
  return (
    <MenuTrigger>
      <Button className="button">Other dashboards</Button>
      <Popover className={styles.popover ?? ""} placement="bottom end">
        <Menu
          className={styles.menu ?? ""}
          aria-label="Other dashboards"
          onAction={(name) => navigate(`/dashboards/${name}${search}`)}
        >
          {others.map(({ name, title }) => (
            <MenuItem key={name} id={name} className={styles.item ?? ""}>
              {title}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

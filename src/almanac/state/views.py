"""Saved views: the address of a page, filters and all, under a name. Shared ones are there for everybody."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from almanac.state.database import State
from almanac.state.tokens import as_text

MOST = 500
"""As many views as one person may keep: enough for anybody, and a bound for the list."""

_SAVE = """
insert into views (owner, name, address, shared, saved_at) values (?, ?, ?, ?, ?)
on conflict (owner, name)
do update set address = excluded.address, shared = excluded.shared, saved_at = excluded.saved_at
returning id
"""

_LIST = """
select id, owner, name, address, shared, saved_at from views where owner = ? or shared = 1
order by name collate nocase, id
"""


@dataclass(frozen=True)
class View:
    """A page under a name. `owner` is empty where no user is configured."""

    id: int
    owner: str
    name: str
    address: str
    shared: bool
    saved_at: dt.datetime


def save_view(
    state: State, owner: str, name: str, address: str, shared: bool, now: dt.datetime
) -> View | None:
    """Keep the view; one of the same owner and name is replaced. None where the owner has too many."""
    with state.transaction(writes=True) as database:
        others = "select count(*) from views where owner = ? and name != ?"
        if database.execute(others, (owner, name)).fetchone()[0] >= MOST:
            return None
        values = (owner, name, address, shared, as_text(now))
        [view_id] = database.execute(_SAVE, values).fetchone()
    return View(view_id, owner, name, address, shared, now)


def list_views(state: State, owner: str) -> list[View]:
    """What the person saved and what others share, by name."""
    with state.transaction() as database:
        rows = database.execute(_LIST, (owner,)).fetchall()
    return [
        View(number, whose, name, address, bool(shared), dt.datetime.fromisoformat(saved_at))
        for number, whose, name, address, shared, saved_at in rows
    ]


def delete_view(state: State, owner: str, view_id: int) -> bool:
    """Forget a view of the person's own; whether there was one."""
    with state.transaction(writes=True) as database:
        gone = database.execute("delete from views where id = ? and owner = ?", (view_id, owner))
        return gone.rowcount == 1

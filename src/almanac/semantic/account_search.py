"""Finding a customer by a name as people type it: parts of words, and words with a slip."""

from __future__ import annotations

from dataclasses import dataclass

from almanac.semantic.access import Viewer
from almanac.semantic.answer import Answers
from almanac.semantic.entity_tables import KINDS, seen_table

MAX_FOUND = 50
ALIKE = 0.84
"""Jaro-Winkler similarity from which two words count as the same one with a slip."""


@dataclass(frozen=True)
class Found:
    """A customer and what tells it from others of a like name."""

    id: str
    name: str
    plan: str | None
    arr_usd: float | None
    health_status: str | None
    is_active: bool | None


_TOLD = {
    "plan": "varchar",
    "arr_usd": "double",
    "health_status": "varchar",
    "is_active_customer": "boolean",
}

_SEARCH = """
with customers as (
  select customer_id, customer_name, {told}, string_split(lower(customer_name), ' ') as words
  from {table} where {condition}
),
compared as (
  select *, lower(customer_id) = $text as is_id,
    contains(lower(customer_name), $text) as is_part,
    list_avg(list_transform(
      string_split($text, ' '),
      lambda typed: list_max(list_transform(
        words, lambda word: if(starts_with(word, typed), 1.0, jaro_winkler_similarity(word, typed))
      ))
    )) as alike
  from customers
)
select customer_id, customer_name, {names}
from compared
where is_id or is_part or alike >= $alike
order by is_id desc, starts_with(lower(customer_name), $text) desc, is_part desc, alike desc,
  is_active_customer desc, arr_usd desc nulls last, customer_id
limit $limit
"""


def search_accounts(text: str, limit: int, viewer: Viewer, answers: Answers) -> list[Found]:
    """The customers whose name is most like the text, that the viewer may see; without text the largest."""
    with answers.published() as (layer, snapshot):
        table = seen_table(KINDS["customers"], layer, viewer)
        # A company without billing or scores has no such columns; its customers are found all the same.
        told = [
            f'"{name}"' if name in table.columns else f"cast(null as {kind}) as {name}"
            for name, kind in _TOLD.items()
        ]
        sql = _SEARCH.format(
            told=", ".join(told), names=", ".join(_TOLD), table=table.name, condition=table.condition
        )
        wanted = " ".join(text.lower().split())
        values = {**table.parameters, "text": wanted, "alike": ALIKE, "limit": limit}
        return [Found(*row) for row in snapshot.cursor.execute(sql, values).fetchall()]

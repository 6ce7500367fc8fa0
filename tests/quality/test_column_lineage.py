"""Which columns the columns of a SELECT are made of, statement by statement."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from almanac.quality.column_lineage import Place, Ref, columns_of, read_select

TABLES: dict[Place, tuple[str, ...]] = {
    ("warehouse", "raw", "invoice"): ("id", "customer", "amount", "paid_at", "status"),
    ("warehouse", "raw", "refund"): ("id", "invoice_id", "amount"),
    ("warehouse", "reference", "rates"): ("currency", "usd"),
}


def made_of(sql: str, column: str) -> list[str]:
    found = read_select(sql, TABLES)
    assert found is not None
    return _written(found.columns[column])


def _written(refs: Iterable[Ref]) -> list[str]:
    return sorted(f"{table}.{column}" for _, table, column in refs)


@pytest.mark.parametrize(
    ("sql", "column", "expected"),
    [
        pytest.param("select amount as paid from raw.invoice", "paid", ["invoice.amount"], id="renamed"),
        pytest.param(
            "select *, amount / 100 as dollars from raw.invoice", "status", ["invoice.status"], id="star"
        ),
        pytest.param(
            "select i.amount - coalesce(r.amount, 0) as kept"
            " from raw.invoice as i left join raw.refund as r on r.invoice_id = i.id",
            "kept",
            ["invoice.amount", "refund.amount"],
            id="two tables",
        ),
        pytest.param(
            "with paid as (select customer, amount from raw.invoice where paid_at is not null),"
            " totals as (select customer, sum(amount) as total from paid group by customer)"
            " select total as revenue from totals",
            "revenue",
            ["invoice.amount"],
            id="through common table expressions",
        ),
        pytest.param(
            "select sum(amount) filter (where status = 'paid') as paid from raw.invoice",
            "paid",
            ["invoice.amount", "invoice.status"],
            id="filtered sum",
        ),
        pytest.param(
            "select row_number() over (partition by customer order by paid_at) as n from raw.invoice",
            "n",
            ["invoice.customer", "invoice.paid_at"],
            id="window",
        ),
        pytest.param(
            "select amount as a, id as b from raw.invoice union all select id, amount from raw.refund",
            "a",
            ["invoice.amount", "refund.id"],
            id="union goes by place",
        ),
        pytest.param(
            "select id, amount from raw.invoice union all by name select amount, id from raw.refund",
            "amount",
            ["invoice.amount", "refund.amount"],
            id="union by name goes by name",
        ),
        pytest.param(
            "select (select max(usd) from reference.rates where currency = i.status) * amount as usd"
            " from raw.invoice as i",
            "usd",
            ["invoice.amount", "invoice.status", "rates.currency", "rates.usd"],
            id="correlated subquery",
        ),
        pytest.param(
            "select unnest(generate_series(paid_at::date, current_date, interval 1 day)) as day"
            " from raw.invoice",
            "day",
            ["invoice.paid_at"],
            id="unnest",
        ),
        pytest.param("select amount as x, x + 1 as y from raw.invoice", "y", ["invoice.amount"], id="alias"),
    ],
)
def test_a_column_is_made_of_the_columns_of_its_expression(
    sql: str, column: str, expected: list[str]
) -> None:
    assert made_of(sql, column) == expected


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        pytest.param(
            "select customer, count(*) as n from raw.invoice where status = 'paid' group by customer",
            ["invoice.customer", "invoice.status"],
            id="conditions and groups",
        ),
        pytest.param(
            "select count(*) as n from raw.invoice as i join raw.refund as r on r.invoice_id = i.id",
            ["invoice.id", "refund.invoice_id"],
            id="joins",
        ),
        pytest.param(
            "select count(*) as n from raw.invoice as i"
            " left join raw.refund as r on r.invoice_id = i.id where i.status = 'paid'",
            ["invoice.status"],
            id="not what may be absent",
        ),
        pytest.param(
            "with paid as (select id from raw.invoice where paid_at is not null) select 1 as n from paid",
            ["invoice.paid_at"],
            id="a one for every row",
        ),
        pytest.param("select count(*) as n from raw.invoice", ["invoice.*"], id="all rows"),
        pytest.param(
            "select 1 as n from raw.invoice where exists (select 1 from raw.refund where invoice_id = 3)",
            ["refund.invoice_id"],
            id="rows that exist elsewhere",
        ),
        pytest.param("select 0 as n from raw.invoice where status = 'paid'", [], id="nothing adds nothing"),
    ],
)
def test_a_count_is_made_of_what_decides_the_rows(sql: str, expected: list[str]) -> None:
    assert made_of(sql, "n") == expected


def test_reads_are_told_beside_what_columns_are_made_of() -> None:
    found = read_select("select id from raw.invoice where status = 'paid' order by paid_at", TABLES)
    assert found is not None
    assert _written(found.reads) == ["invoice.id", "invoice.paid_at", "invoice.status"]
    assert _written(found.rows) == ["invoice.status"]


@pytest.mark.parametrize("sql", ["select from where", "", "select (1"])
def test_sql_that_cannot_be_read_is_none(sql: str) -> None:
    assert read_select(sql, TABLES) is None


def test_columns_of_an_expression() -> None:
    assert columns_of("case when is_paid then 100 * mrr_usd end") == ["is_paid", "mrr_usd"]
    assert columns_of("1") == []

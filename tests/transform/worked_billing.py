"""A month and three days of three subscriptions, and what they come to, worked by hand.

`acme` tries `s1` from 1 June, pays 2 seats at 50 a month from 15 June, 3 seats from 2 July, and is past due
from 3 July. Its extra `s2` costs 600 a year, 50 a month, from 20 June, with 20 % off: 40. `beta` pays 90 for
three months from 1 June, 30 a month, until 25 June, and comes back with `s4` on 2 July at 40. `gamma` is
billed nowhere. The as-of date is 3 July.
"""

from __future__ import annotations

from tests.transform.company import Company, Row, account, event, organization, user

SYNCED = {"_fivetran_synced": "2025-07-04 02:00:00"}
FOREVER = "9999-12-31 23:59:59.999"


def _rows(*rows: Row) -> list[Row]:
    return [SYNCED | row for row in rows]


def _version(
    sub: str,
    cus: str,
    status: str,
    since: str,
    until: str | None = None,
    created: str | None = None,
    **other: object,
) -> Row:
    return {
        "id": sub,
        "customer_id": cus,
        "status": status,
        "created": created or since,
        "_fivetran_start": since,
        "_fivetran_end": until or FOREVER,
        "_fivetran_active": until is None,
    } | other


def _item(item: str, sub: str, price: str, quantity: int, since: str, until: str | None = None) -> Row:
    return {
        "id": item,
        "subscription_id": sub,
        "plan_id": price,
        "quantity": quantity,
        "created": since,
        "_fivetran_start": since,
        "_fivetran_end": until or FOREVER,
        "_fivetran_active": until is None,
    }


def _price(price: str, cents: int, interval: str, count: int) -> Row:
    return {
        "id": price,
        "product_id": f"prod_{price}",
        "currency": "usd",
        "type": "recurring",
        "unit_amount": cents,
        "recurring_interval": interval,
        "recurring_interval_count": count,
        "recurring_usage_type": "licensed",
    }


BEGUN, PAID, LATE = "2025-06-01 09:00:00", "2025-06-15 09:00:00", "2025-07-03 10:00:00"
LEFT = "2025-06-25 18:00:00"
TRIAL = {"trial_start": BEGUN, "trial_end": PAID}
STRIPE = {
    "stripe.customer": _rows(
        {"id": "cus_a", "metadata": '{"organization_id":"acme"}'},
        {"id": "cus_b", "metadata": '{"organization_id":"beta"}'},
        {"id": "cus_x", "metadata": '{"external_id":"7"}'},
    ),
    "stripe.subscription_history": _rows(
        _version("s1", "cus_a", "trialing", BEGUN, PAID, **TRIAL),
        _version("s1", "cus_a", "Active", PAID, LATE, BEGUN, **TRIAL),
        _version("s1", "cus_a", "past_due", LATE, None, BEGUN, **TRIAL),
        _version("s2", "cus_a", "active", "2025-06-20 12:00:00"),
        _version("s3", "cus_b", "active", "2025-06-01 08:00:00", LEFT),
        _version("s3", "cus_b", "canceled", LEFT, None, "2025-06-01 08:00:00", ended_at=LEFT),
        _version("s4", "cus_b", "active", "2025-07-02 08:00:00"),
        _version("sx", "cus_x", "active", "2025-06-01 08:00:00"),
        _version("s5", "cus_b", "active", "2025-07-04 01:00:00"),  # after the as-of date
    ),
    "stripe.subscription_item": _rows(
        _item("i1", "s1", "seat", 2, "2025-06-01 09:00:00", "2025-07-02 15:00:00"),
        _item("i1", "s1", "seat", 3, "2025-07-02 15:00:00"),
        _item("i2", "s2", "extra", 1, "2025-06-20 12:00:00"),
        _item("i3", "s3", "quarter", 1, "2025-06-01 08:00:00"),
        _item("i4", "s4", "small", 1, "2025-07-02 08:00:00"),
        _item("ix", "sx", "seat", 9, "2025-06-01 08:00:00"),
    ),
    "stripe.price": _rows(
        _price("seat", 5_000, "month", 1),
        _price("extra", 60_000, "year", 1),
        _price("quarter", 9_000, "month", 3),
        _price("small", 4_000, "month", 1),
    ),
    "stripe.product": _rows({"id": "prod_seat", "name": "Growth"}, {"id": "prod_extra", "name": "Extra"}),
    "stripe.coupon": _rows({"id": "fifth", "percent_off": 20, "duration": "forever"}),
    "stripe.subscription_discount": _rows(
        {"id": "d1", "coupon_id": "fifth", "subscription_id": "s2", "start": "2025-06-20 12:00:00"}
    ),
    "stripe.invoice": _rows(
        {"id": "in1", "customer_id": "cus_a", "subscription_id": "s1", "status": "paid", "amount_due": 10_000,
         "amount_paid": 10_000, "created": "2025-06-15 09:00:00",
         "status_transitions_finalized_at": "2025-06-15 10:00:00",
         "status_transitions_paid_at": "2025-06-27 10:00:00"},
        {"id": "in2", "customer_id": "cus_b", "subscription_id": "s3", "status": "paid", "amount_due": 9_000,
         "amount_paid": 9_000, "created": "2025-06-01 08:00:00",
         "status_transitions_finalized_at": "2025-06-01 09:00:00",
         "status_transitions_paid_at": "2025-06-01 09:00:00"},
    ),
    "app.subscriptions": [
        {"subscription_id": "s1", "organization_id": "acme", "plan": "Team", "term_start": "2025-06-15",
         "term_end": "2026-06-14", "is_fixed_term": True, "status": "active", "created_at": "2025-06-15",
         "_airbyte_extracted_at": "2025-07-04 02:00:00"},
    ],
}  # fmt: skip


def land(company: Company) -> Company:
    """The company with its billing, and a CRM that says something else."""
    company.land(
        [
            event(1, "issue:created", "ann", "2025-06-01 10:00:00"),
            event(2, "issue:created", "ann", "2025-07-03 10:00:00"),
        ],
        [user("ann", "acme")],
        [organization("acme"), organization("beta"), organization("gamma")],
        [account("large", "acme", 9_999), account("old", "gamma", 700)],
        others=STRIPE,
    )
    return company

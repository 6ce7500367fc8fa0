"""The columns of the billing tables as a sync finds them: what happened until its end, and nothing after."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pyarrow as pa

from almanac.demo.billing.catalog import DURATIONS, product_words
from almanac.demo.billing.charges import Charges
from almanac.demo.billing.invoices import Invoices
from almanac.demo.billing.statuses import STATUSES, Versions
from almanac.demo.billing.terms import Terms
from almanac.demo.contracts import NEVER_MOMENT, Contracts
from almanac.demo.parameters import DAY, MINUTE
from almanac.demo.price_list import product_of
from almanac.demo.streams import Ints, Mask
from almanac.demo.sync import Sync
from almanac.demo.texts import METAS, customer_id, moments

Columns = dict[str, pa.Array]

OPEN_END = np.datetime64("9999-12-31T23:59:59.999", "us").astype(np.int64)
FAILURES = ("card_declined", "insufficient_funds", "expired_card", None)


def synced(sync: Sync, count: int) -> pa.Array:
    """When the sync read its rows."""
    return moments(sync.world.midnight, np.full(count, sync.end - 20 * MINUTE))


def seen(sync: Sync, moment: Ints) -> pa.Array:
    """These moments; null where they have not come by the end of the sync."""
    return moments(sync.world.midnight, np.where(moment > sync.end, 0, moment), moment > sync.end)


def texts(values: Iterable[str | None]) -> pa.Array:
    """A text column."""
    return pa.array(list(values), pa.string())


def numbered(prefix: str, number: Ints) -> pa.Array:
    """Ids such as sub_00000001."""
    return texts(f"{prefix}_{value + 1:08d}" for value in number.tolist())


def picked(values: tuple[str | None, ...], index: Ints) -> pa.Array:
    """The words at these positions."""
    return pa.array(values, pa.string()).take(pa.array(index))


def customer_columns(sync: Sync, customer: Ints) -> Columns:
    """Stripe customers, linked to their organisation by metadata; they come with the sign-up."""
    created = sync.world.customers.signed_up[customer]
    return {
        "id": numbered("cus", customer),
        "created": moments(sync.world.midnight, created),
        "metadata": texts(f'{{"organization_id":"{customer_id(i)}"}}' for i in customer.tolist()),
        "is_deleted": pa.array(np.zeros(len(customer), dtype=bool)),
        "_fivetran_synced": synced(sync, len(customer)),
    }


def history_columns(
    sync: Sync, contracts: Contracts, versions: Versions, invoices: Invoices, at: Ints
) -> Columns:
    """Versions of subscriptions; the open one knows the period that was billed last."""
    subs, subscription = contracts.subscriptions, versions.subscription[at]
    status, end = versions.status[at], versions.end[at]
    until = np.minimum(end, sync.end + 1) - 1
    billed = _last_invoice(invoices, subscription, until)
    has_period = invoices.subscription[billed] == subscription
    period_start = np.where(has_period, invoices.created[billed], NEVER_MOMENT)
    period_end = np.where(has_period, invoices.period_end[billed], NEVER_MOMENT)
    has_trial = subs.paid_from[subscription] > subs.begin[subscription]
    has_ended = status == len(STATUSES) - 1
    midnight = sync.world.midnight
    return {
        "id": numbered("sub", subscription),
        "customer_id": numbered("cus", subs.customer[subscription]),
        "status": picked(STATUSES, status),
        "quantity": pa.array(versions.quantity[at]),
        "created": moments(midnight, subs.begin[subscription]),
        "start_date": moments(midnight, subs.begin[subscription]),
        "trial_start": moments(midnight, subs.begin[subscription], ~has_trial),
        "trial_end": moments(midnight, np.where(has_trial, subs.paid_from[subscription], 0), ~has_trial),
        "current_period_start": _known(midnight, period_start),
        "current_period_end": _known(midnight, period_end),
        "cancel_at_period_end": pa.array(np.zeros(len(at), dtype=bool)),
        "canceled_at": moments(midnight, np.where(has_ended, versions.begin[at], 0), ~has_ended),
        "ended_at": moments(midnight, np.where(has_ended, versions.begin[at], 0), ~has_ended),
        **_version(sync, versions.begin[at], end),
        "_fivetran_synced": synced(sync, len(at)),
    }


def item_columns(sync: Sync, contracts: Contracts, at: Ints) -> Columns:
    """Versions of the one item that each subscription has."""
    steps, subs = contracts.steps, contracts.subscriptions
    return {
        "id": numbered("si", steps.subscription[at]),
        "subscription_id": numbered("sub", steps.subscription[at]),
        "plan_id": numbered("price", steps.price[at]),
        "quantity": pa.array(steps.quantity[at]),
        "created": moments(sync.world.midnight, subs.begin[steps.subscription[at]]),
        **_version(sync, steps.moment[at], step_ends(contracts)[at]),
        "_fivetran_synced": synced(sync, len(at)),
    }


def step_ends(contracts: Contracts) -> Ints:
    """When each step ends: with the next one of its subscription."""
    steps = contracts.steps
    is_last = np.append(np.diff(steps.subscription) != 0, True)
    return np.where(is_last, NEVER_MOMENT, np.append(steps.moment[1:], NEVER_MOMENT))


def discount_columns(sync: Sync, contracts: Contracts, subscription: Ints) -> Columns:
    """The coupon that a subscription was given at its beginning."""
    subs = contracts.subscriptions
    coupon, end = subs.coupon[subscription], subs.discount_end[subscription]
    return {
        "id": numbered("di", subscription),
        "coupon_id": numbered("coupon", coupon),
        "subscription_id": numbered("sub", subscription),
        "start": moments(sync.world.midnight, subs.begin[subscription]),
        "end": _known(sync.world.midnight, np.where(DURATIONS[coupon] == 1, end, NEVER_MOMENT)),
        "_fivetran_synced": synced(sync, len(subscription)),
    }


def term_columns(sync: Sync, contracts: Contracts, terms: Terms, at: Ints) -> Columns:
    """Terms as the app's database tells them."""
    subs, subscription = contracts.subscriptions, terms.subscription[at]
    first = np.datetime64(sync.world.spec.first_day, "D").astype(np.int64)
    price = contracts.steps.price[contracts.step_at(subscription, subs.begin[subscription])]
    is_over = (terms.last_day[at] + 1) * DAY <= sync.end
    is_canceled = (terms.end[at] <= sync.end) & (terms.end[at] <= (terms.last_day[at] + 1) * DAY)
    word = np.select([is_canceled, is_over & terms.is_fixed[at]], [2, 1], 0)
    return {
        "subscription_id": numbered("sub", subscription),
        "organization_id": texts(customer_id(i) for i in subs.customer[subscription].tolist()),
        "plan": picked(product_words(), product_of(price)),
        "term_start": _dates(first + terms.first_day[at]),
        "term_end": _dates(first + terms.last_day[at], ~terms.is_fixed[at]),
        "is_fixed_term": pa.array(terms.is_fixed[at]),
        "status": picked(("active", "expired", "canceled"), word),
        "created_at": moments(sync.world.midnight, terms.begin[at]),
        "_airbyte_extracted_at": synced(sync, len(at)),
        "_airbyte_meta": picked(METAS, np.zeros(len(at), dtype=np.int64)),
    }


def invoice_columns(sync: Sync, contracts: Contracts, invoices: Invoices, at: Ints, now: int) -> Columns:
    """Invoices in the state that they had at the moment `now`."""
    found, midnight = invoices.take(at), sync.world.midnight
    subscription = found.subscription
    is_paid, is_void = found.paid <= now, found.voided <= now
    status = np.select(
        [is_paid, is_void, found.uncollectible <= now, found.finalized <= now], [0, 1, 2, 3], 4
    )
    due = found.total
    return {
        "id": numbered("in", at),
        "customer_id": numbered("cus", contracts.subscriptions.customer[subscription]),
        "subscription_id": numbered("sub", subscription),
        "status": picked(("paid", "void", "uncollectible", "open", "draft"), status),
        "currency": picked(("usd",), np.zeros(len(at), dtype=np.int64)),
        "subtotal": pa.array(found.subtotal),
        "tax": pa.array(found.total - found.subtotal),
        "total": pa.array(found.total),
        "amount_due": pa.array(due),
        "amount_paid": pa.array(np.where(is_paid, due, 0)),
        "created": moments(midnight, found.created),
        "due_date": _known(midnight, found.due),
        "period_start": moments(midnight, found.created),
        "period_end": moments(midnight, found.period_end),
        "status_transitions_finalized_at": _until(midnight, found.finalized, now),
        "status_transitions_paid_at": _until(midnight, found.paid, now),
        "status_transitions_voided_at": _until(midnight, found.voided, now),
        "status_transitions_marked_uncollectible_at": _until(midnight, found.uncollectible, now),
        "_fivetran_synced": moments(midnight, np.full(len(at), now)),
    }


def charge_columns(
    sync: Sync, contracts: Contracts, invoices: Invoices, charges: Charges, at: Ints
) -> Columns:
    """Attempts to charge, with what was given back by the end of the sync."""
    invoice = charges.invoice[at]
    subscription = invoices.subscription[invoice]
    failure = charges.failure[at]
    amount, is_refunded = invoices.total[invoice], charges.refunded[at] <= sync.end
    return {
        "id": numbered("ch", at),
        "customer_id": numbered("cus", contracts.subscriptions.customer[subscription]),
        "invoice_id": numbered("in", invoice),
        "amount": pa.array(amount),
        "amount_refunded": pa.array(np.where(is_refunded, amount, 0)),
        "currency": picked(("usd",), np.zeros(len(at), dtype=np.int64)),
        "status": picked(("succeeded", "failed"), (failure < len(FAILURES) - 1).astype(np.int64)),
        "failure_code": picked(FAILURES, failure),
        "created": moments(sync.world.midnight, charges.created[at]),
        "_fivetran_synced": synced(sync, len(at)),
    }


def refund_columns(sync: Sync, invoices: Invoices, charges: Charges, at: Ints) -> Columns:
    """Charges that were given back."""
    return {
        "id": numbered("re", at),
        "charge_id": numbered("ch", at),
        "amount": pa.array(invoices.total[charges.invoice[at]]),
        "currency": picked(("usd",), np.zeros(len(at), dtype=np.int64)),
        "status": picked(("succeeded",), np.zeros(len(at), dtype=np.int64)),
        "created": moments(sync.world.midnight, charges.refunded[at]),
        "_fivetran_synced": synced(sync, len(at)),
    }


def _version(sync: Sync, begin: Ints, end: Ints) -> Columns:
    midnight, is_open = sync.world.midnight, end > sync.end
    return {
        "_fivetran_active": pa.array(is_open),
        "_fivetran_start": moments(midnight, begin),
        "_fivetran_end": moments(0, np.where(is_open, OPEN_END, end + midnight)),
    }


def _last_invoice(invoices: Invoices, subscription: Ints, moment: Ints) -> Ints:
    """The invoice before each moment; the caller looks whether it is of that subscription."""
    spread = 8 * NEVER_MOMENT // 1_000_000
    key = invoices.subscription * spread + invoices.created // 1_000_000
    found = np.searchsorted(key, subscription * spread + moment // 1_000_000, side="right") - 1
    return np.maximum(found, 0)


def _known(midnight: int, moment: Ints) -> pa.Array:
    return moments(midnight, np.where(moment >= NEVER_MOMENT, 0, moment), moment >= NEVER_MOMENT)


def _until(midnight: int, moment: Ints, now: int) -> pa.Array:
    return moments(midnight, np.where(moment > now, 0, moment), moment > now)


def _dates(day: Ints, is_null: Mask | None = None) -> pa.Array:
    return pa.array(day.astype(np.int32), pa.int32(), mask=is_null).cast(pa.date32())

"""What a nightly sync finds in Stripe and in the app's table of contract terms."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa

from almanac.demo.billing import columns as cols
from almanac.demo.billing.catalog import coupon_columns, price_columns, product_columns
from almanac.demo.billing.charges import Charges, make_charges
from almanac.demo.billing.invoices import Invoices, make_invoices
from almanac.demo.billing.statuses import make_versions
from almanac.demo.billing.terms import make_terms
from almanac.demo.contracts import Contracts, make_contracts
from almanac.demo.parameters import DAY, MINUTE
from almanac.demo.price_list import NO_COUPON
from almanac.demo.streams import Ints, Mask, Stream, generator
from almanac.demo.sync import Progress, Sync
from almanac.demo.texts import moments
from almanac.demo.write import write_rows

PRICED_SINCE = -1_500 * DAY
READ_TWICE = 0.02
"""Invoices of the first sync that an earlier one had read as well, in the state of that time."""
EARLIER_READ_DAYS = 20
CATALOG = ("stripe.product", "stripe.price", "stripe.coupon")
"""They do not change: only the first sync finds rows."""
DEFECTIVE = 3
"""Rows without an id, or with an amount below 0, that the first sync finds."""


def write_billing(sync: Sync, raw: Path, on_progress: Progress) -> dict[str, int]:
    """Write the tables of billing and say how many rows each has."""
    on_progress("billing", 0.0)
    world, end = sync.world, sync.end
    contracts = make_contracts(world)
    subs, steps = contracts.subscriptions, contracts.steps
    invoices = make_invoices(world, contracts)
    charges, terms = make_charges(world, invoices), make_terms(world, contracts)
    versions = make_versions(contracts, invoices)
    billed = np.zeros(len(subs), dtype=bool)
    billed[invoices.subscription[sync.finds(invoices.created)]] = True
    is_open = (versions.begin <= end) & (versions.end > end)
    version = np.flatnonzero(
        _changed(sync, versions.begin, versions.end) | (is_open & billed[versions.subscription])
    )
    step = np.flatnonzero(_changed(sync, steps.moment, cols.step_ends(contracts)))
    discounted = np.flatnonzero(sync.finds(subs.begin) & (subs.coupon != NO_COUPON))
    term_over = np.minimum((terms.last_day + 1) * DAY, terms.end)
    tables = {
        "app.subscriptions": cols.term_columns(
            sync, contracts, terms, np.flatnonzero(_changed(sync, terms.begin, term_over, terms.end))
        ),
        "stripe.customer": cols.customer_columns(sync, np.flatnonzero(sync.finds(world.customers.signed_up))),
        "stripe.subscription_history": cols.history_columns(sync, contracts, versions, invoices, version),
        "stripe.subscription_item": cols.item_columns(sync, contracts, step),
        "stripe.subscription_discount": cols.discount_columns(sync, contracts, discounted),
        "stripe.invoice": _invoice_columns(sync, contracts, invoices),
        "stripe.charge": _charge_columns(sync, contracts, invoices, charges),
        "stripe.refund": cols.refund_columns(
            sync, invoices, charges, np.flatnonzero(sync.finds(charges.refunded))
        ),
    }
    if sync.night == 0:
        created, read = (moments(world.midnight, np.array([at]))[0] for at in (PRICED_SINCE, end))
        tables |= {
            "stripe.product": product_columns(created, read),
            "stripe.price": price_columns(created, read),
            "stripe.coupon": coupon_columns(created, read),
        }
    written = {
        name: write_rows(raw / name.replace(".", "/") / sync.file_name, name, columns)
        for name, columns in tables.items()
    }
    return dict.fromkeys(CATALOG, 0) | written


def _changed(sync: Sync, begin: Ints, *others: Ints) -> Mask:
    """What is there by the end of the sync, and began or changed since the one before."""
    changed = sync.finds(begin)
    for moment in others:
        changed |= sync.finds(moment)
    changed &= begin <= sync.end
    return changed


def _invoice_columns(sync: Sync, contracts: Contracts, invoices: Invoices) -> cols.Columns:
    """New and changed invoices; the first sync has a few twice, and a few without an id."""
    fates = (invoices.finalized, invoices.paid, invoices.voided, invoices.uncollectible)
    at = np.flatnonzero(_changed(sync, invoices.created, *fates))
    now = sync.end - 20 * MINUTE
    found = cols.invoice_columns(sync, contracts, invoices, at, now)
    if sync.night:
        return found
    rng = generator(sync.world.spec.seed, Stream.BILLING_DIRT)
    before = sync.end - EARLIER_READ_DAYS * DAY
    early = at[(rng.random(len(at)) < READ_TWICE) & (invoices.created[at] <= before)]
    twice = cols.invoice_columns(sync, contracts, invoices, early, before)
    defective = cols.invoice_columns(sync, contracts, invoices, at[:DEFECTIVE], now)
    defective["id"] = pa.nulls(len(at[:DEFECTIVE]), pa.string())
    return {name: pa.concat_arrays([found[name], twice[name], defective[name]]) for name in found}


def _charge_columns(sync: Sync, contracts: Contracts, invoices: Invoices, charges: Charges) -> cols.Columns:
    at = np.flatnonzero(_changed(sync, charges.created, charges.refunded))
    found = cols.charge_columns(sync, contracts, invoices, charges, at)
    if sync.night:
        return found
    defective = cols.charge_columns(sync, contracts, invoices, charges, at[:DEFECTIVE])
    defective["id"] = cols.texts(f"ch_bad_{number}" for number in range(len(at[:DEFECTIVE])))
    defective["amount"] = pa.array(np.full(len(at[:DEFECTIVE]), -100))
    return {name: pa.concat_arrays([found[name], defective[name]]) for name in found}

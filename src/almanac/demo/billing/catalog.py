"""What does not depend on customers: products, prices and coupons as Stripe tables."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from almanac.demo.price_list import (
    AMOUNT_OFF,
    COUPON_MONTHS,
    EDITIONS,
    INTERVALS,
    PERCENT_OFF,
    PRODUCTS,
    interval_of,
    product_of,
    unit_cents,
)

DURATIONS = np.select([COUPON_MONTHS > 0, COUPON_MONTHS < 0], [1, 2], 0)
DURATION_WORDS = ("once", "repeating", "forever")


def product_words() -> tuple[str, ...]:
    """The plans, in the order of the price list."""
    return PRODUCTS


def _texts(values: list[str | None]) -> pa.Array:
    return pa.array(values, pa.string())


def product_columns(created: pa.Scalar, synced: pa.Scalar) -> dict[str, pa.Array]:
    """The products."""
    count = len(PRODUCTS)
    return {
        "id": _texts([f"prod_{i + 1:08d}" for i in range(count)]),
        "name": _texts([name.title().replace("Ai ", "AI ") for name in PRODUCTS]),
        "created": pa.repeat(created, count),
        "_fivetran_synced": pa.repeat(synced, count),
    }


def price_columns(created: pa.Scalar, synced: pa.Scalar) -> dict[str, pa.Array]:
    """Every product in every edition and interval."""
    price = np.arange(len(PRODUCTS) * len(EDITIONS) * len(INTERVALS))
    cents, interval = unit_cents(price), [INTERVALS[i] for i in interval_of(price).tolist()]
    count = len(price)
    return {
        "id": _texts([f"price_{i + 1:08d}" for i in price.tolist()]),
        "product_id": _texts([f"prod_{i + 1:08d}" for i in product_of(price).tolist()]),
        "currency": _texts(["usd"] * count),
        "type": _texts(["recurring"] * count),
        "unit_amount": pa.array(cents.astype(np.int64)),
        "unit_amount_decimal": pa.array(cents),
        "recurring_interval": _texts([unit for unit, _ in interval]),
        "recurring_interval_count": pa.array([length for _, length in interval], pa.int64()),
        "recurring_usage_type": _texts(["licensed"] * count),
        "nickname": _texts([None] * count),
        "created": pa.repeat(created, count),
        "_fivetran_synced": pa.repeat(synced, count),
    }


def coupon_columns(created: pa.Scalar, synced: pa.Scalar) -> dict[str, pa.Array]:
    """The coupons; the first entry of the price list is none."""
    coupon = np.arange(1, len(PERCENT_OFF))
    months, count = COUPON_MONTHS[coupon], len(coupon)
    return {
        "id": _texts([f"coupon_{i + 1:08d}" for i in coupon.tolist()]),
        "percent_off": pa.array(PERCENT_OFF[coupon], mask=PERCENT_OFF[coupon] == 0),
        "amount_off": pa.array(AMOUNT_OFF[coupon].astype(np.int64), mask=AMOUNT_OFF[coupon] == 0),
        "currency": _texts(["usd" if off else None for off in AMOUNT_OFF[coupon].tolist()]),
        "duration": _texts([DURATION_WORDS[i] for i in DURATIONS[coupon].tolist()]),
        "duration_in_months": pa.array(months, mask=months <= 0),
        "created": pa.repeat(created, count),
        "_fivetran_synced": pa.repeat(synced, count),
    }

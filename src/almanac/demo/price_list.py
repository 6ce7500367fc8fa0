"""What the company sells: products, their prices per seat (an add-on: for all) and interval, and coupons."""

from __future__ import annotations

import numpy as np

from almanac.demo.streams import Floats, Ints

PRODUCTS = ("starter", "growth", "enterprise", "ai add-on")
AI_ADD_ON = 3
MONTHLY_CENTS = np.array([3_600, 4_200, 4_800, 19_900])
EDITIONS = np.array([0.9, 1.0, 1.125])
"""The price list was raised twice; whoever signed before keeps the older one."""
INTERVALS = (("month", 1), ("year", 1), ("month", 3), ("month", 6), ("week", 4), ("day", 30))
MONTHLY, YEARLY, HALF_YEARLY = 0, 1, 3
INTERVAL_DISCOUNT = np.array([1.0, 0.85, 0.96, 0.92, 1.0, 1.0])
INTERVAL_WEIGHTS = np.array(
    [
        [0.70, 0.18, 0.05, 0.03, 0.02, 0.02],
        [0.55, 0.32, 0.07, 0.04, 0.01, 0.01],
        [0.25, 0.65, 0.06, 0.04, 0.00, 0.00],
    ]
)
MONTHS_PER = {"month": 1.0, "year": 12.0, "week": 84 / 365, "day": 12 / 365}
MONTHS = np.array([MONTHS_PER[unit] * count for unit, count in INTERVALS])
"""How many months an interval is: an amount per interval divided by it is an amount per month."""

NO_COUPON = 0
PERCENT_OFF = np.array([0, 10, 20, 25, 15, 0, 30], dtype=float)
AMOUNT_OFF = np.array([0, 0, 0, 0, 0, 5_000, 0], dtype=float)
"""Cents off each invoice."""
COUPON_MONTHS = np.array([0, -1, -1, 6, 12, -1, 0])
"""How long a coupon lasts; -1 is forever, 0 once (or no coupon)."""
COUPON_WEIGHTS = np.array([0.74, 0.09, 0.04, 0.03, 0.03, 0.03, 0.04])


def price_of(product: Ints, edition: Ints | int, interval: Ints | int) -> Ints:
    """The number of a price."""
    return (product * len(EDITIONS) + edition) * len(INTERVALS) + interval


def product_of(price: Ints) -> Ints:
    """The product that a price is for."""
    return price // (len(EDITIONS) * len(INTERVALS))


def interval_of(price: Ints) -> Ints:
    """The interval of a price."""
    return price % len(INTERVALS)


def unit_cents(price: Ints) -> Floats:
    """Whole cents per seat and interval."""
    edition, interval = price // len(INTERVALS) % len(EDITIONS), interval_of(price)
    monthly = MONTHLY_CENTS[product_of(price)] * EDITIONS[edition]
    cents: Floats = np.round(monthly * MONTHS[interval] * INTERVAL_DISCOUNT[interval])
    return cents


def invoice_cents(price: Ints, quantity: Ints, coupon: Ints) -> Floats:
    """What one interval costs with a coupon, in cents and fractions of them."""
    amount = quantity * unit_cents(price)
    cents: Floats = np.maximum(amount * (1 - PERCENT_OFF[coupon] / 100) - AMOUNT_OFF[coupon], 0.0)
    return cents

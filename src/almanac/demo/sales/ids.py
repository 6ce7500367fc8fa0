"""The ids of what sales works with, by number."""

from __future__ import annotations


def rep_id(index: int) -> str:
    """A sales person, as the CRM and the quotas name them."""
    return f"r{index + 1:04d}"


def facility_id(index: int) -> str:
    """A site that the CRM team works."""
    return f"f{index + 1:07d}"


def lead_id(index: int) -> str:
    """A lead of the CRM."""
    return f"ld{index + 1:07d}"


def opportunity_id(index: int, is_earlier: bool = False) -> str:
    """The opportunity of a lead, or the one before it."""
    return f"op{index + 1:07d}{'-1' if is_earlier else ''}"


def account_id(index: int) -> str:
    """A Salesforce account."""
    return f"001A{index + 1:011d}"


def salesforce_id(prefix: str, index: int) -> str:
    """Any other record of Salesforce: `prefix` tells its kind."""
    return f"{prefix}A{index + 1:011d}"


def hubspot_id(kind: int, index: int) -> str:
    """Any record of HubSpot: a number whose first digits tell its kind."""
    return str(kind * 100_000_000 + index + 1)


def hubspot_company_id(facility: int) -> str:
    """The company in HubSpot at a site of the CRM."""
    return hubspot_id(2, facility)


def owner_id(rep: int) -> str:
    """A sales person, as HubSpot knows them."""
    return hubspot_id(3, rep)


def user_id(index: int) -> str:
    """A user of Salesforce: the reps first, then the customer success managers."""
    return salesforce_id("005", index)

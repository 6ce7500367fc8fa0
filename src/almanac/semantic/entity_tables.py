"""The published tables of entities: which there are, what a row of each is called, and whose it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from almanac.semantic.access import Viewer
from almanac.semantic.catalog import CUSTOMER, field_type
from almanac.semantic.layer import Layer
from almanac.semantic.request import NotFoundError
from almanac.semantic.rows import Column
from almanac.semantic.rules import seen_customers
from almanac.semantic.values import Bound

OWNER = "customer_id"
"""The column that says whose a row is; a table of today without it tells of no single customer."""

SITE = "location_id"
"""The column that leads there from versions of devices."""


@dataclass(frozen=True)
class Kind:
    """One kind of entity, its table of today and that of its versions."""

    name: str
    table: str
    key: str
    label: str
    history: str | None = None


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "customers",
            "entities.entity_customers",
            OWNER,
            "customer_name",
            "entities.entity_customers_history",
        ),
        Kind("users", "entities.entity_users", "user_id", "user_name", "entities.entity_users_history"),
        Kind(
            "locations",
            "entities.entity_locations",
            "location_id",
            "location_name",
            "entities.entity_locations_history",
        ),
        Kind(
            "devices", "entities.entity_devices", "device_id", "device_id", "entities.entity_devices_history"
        ),
        Kind(
            "subscriptions",
            "entities.entity_subscriptions",
            "subscription_id",
            "subscription_id",
            "entities.entity_subscriptions_history",
        ),
        Kind(
            "campaigns",
            "entities.entity_campaigns",
            "campaign_id",
            "campaign_name",
            "entities.entity_campaigns_history",
        ),
        Kind(
            "features",
            "entities.entity_features",
            "feature_id",
            "feature_name",
            "entities.entity_features_history",
        ),
        Kind("facilities", "metrics.dim_facilities", "facility_id", "facility_name"),
        Kind("reps", "metrics.dim_reps", "rep_id", "rep_name"),
    )
}


@dataclass(frozen=True)
class Table:
    """Rows of one table that a viewer may see: its columns, and the condition on its rows."""

    name: str
    columns: Mapping[str, Column]
    condition: str = "true"
    parameters: Mapping[str, Bound] = field(default_factory=dict)

    @property
    def selected(self) -> str:
        """The columns as a SELECT names them."""
        return ", ".join(f'"{name}"' for name in self.columns)


def kind_of(name: str) -> Kind:
    """The kind of that name, in the plural or not; an error lists them."""
    wanted = name.strip().lower()
    for kind in KINDS.values():
        if wanted in (kind.name, kind.key.removesuffix("_id")):
            return kind
    raise NotFoundError(
        ascii(name)[:200], "there is no such kind of entity", f"There are: {', '.join(KINDS)}."
    )


def seen_table(kind: Kind, layer: Layer, viewer: Viewer) -> Table:
    """The table of today, as far as the viewer may see it; refused where its rows lead to no customer."""
    table = _whole(kind.table, layer)
    if not table.columns:
        hint = "Build again with `almanac build --full-refresh`."
        raise NotFoundError(kind.name, "this version has no table of them", hint)
    if viewer.rules is not None and OWNER not in table.columns:
        owned = [other.name for other in KINDS.values() if OWNER in _whole(other.table, layer).columns]
        cause = "belong to no single customer, so not to those that you may see"
        raise NotFoundError(kind.name, cause, f"You may look at: {', '.join(owned)}.")
    return _seen(table, layer, viewer)


def seen_history(kind: Kind, layer: Layer, viewer: Viewer) -> Table | None:
    """The table of versions: those of a time when the entity was another customer's are not seen."""
    table = _whole(kind.history, layer) if kind.history else None
    return _seen(table, layer, viewer) if table and table.columns else None


def seen_part(name: str, layer: Layer, viewer: Viewer) -> Table:
    """A published table of what belongs to customers, as far as the viewer may see it."""
    table = _whole(name, layer)
    if OWNER not in table.columns:
        hint = "Build again with `almanac build --full-refresh`."
        raise NotFoundError(name, "this version has no such table", hint)
    return _seen(table, layer, viewer)


def _seen(table: Table, layer: Layer, viewer: Viewer) -> Table:
    seen = seen_customers(viewer, layer)
    if seen is None:
        return table
    # A person may work for several customers: who the others are is not told.
    columns = {name: column for name, column in table.columns.items() if not name.endswith("_ids")}
    own = f"{OWNER} in (select {CUSTOMER} from (\n{seen.sql}\n))"
    if OWNER not in columns:
        own = f"{SITE} in (select {SITE} from {KINDS['locations'].table} where {own})"
    return Table(table.name, columns, own, seen.parameters)


def _whole(name: str, layer: Layer) -> Table:
    return Table(name, {column.name: column for column in _columns(layer.tables.get(name, {}))})


def _columns(types: Mapping[str, str]) -> Iterator[Column]:
    for name, engine_type in types.items():
        label = name.removesuffix("_id").replace("_", " ").capitalize()
        yield Column(name, label, "dimension", field_type(engine_type))

"""The same counts with Polars' streaming engine: the columns of the mart that come from events."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import polars as pl
from polars import LazyFrame, col

_CATEGORIES = {
    "ai": "AI Features",
    "frontend": "Frontend/Navigation",
    "issue": "Issue Management",
    "kb": "Knowledge Base",
    "other": "Other",
}
_DAY = ["activity_date", "org_key"]
_LATEST = ["_airbyte_extracted_at", "timestamp", "event", "distinct_id", "properties"]


def daily_counts(raw: Path, as_of: datetime, target: Path) -> None:
    """Write one row per organisation and day to a Parquet file."""
    organizations = _organizations(_table(raw, "organizations"), as_of).collect(engine="streaming")
    users = _memberships(_table(raw, "users"), organizations.lazy(), as_of).collect(engine="streaming")
    sound = _sound(_table(raw, "product_events"))
    names = _names(sound).collect(engine="streaming")
    events = _classified(_latest(sound), names, users, organizations, as_of)
    daily = _daily(events.collect(engine="streaming").lazy(), names.lazy())
    result = daily.join(organizations.lazy(), on="org_key").drop("org_key")
    result.collect(engine="streaming").write_parquet(target)


def _table(raw: Path, table: str) -> LazyFrame:
    return pl.scan_parquet(sorted((raw / "app" / table).rglob("*.parquet")), hive_partitioning=False)


def _unchanged() -> pl.Expr:
    return col("_airbyte_meta").str.contains('"changes":[]', literal=True).fill_null(True)


def _organizations(raw: LazyFrame, as_of: datetime) -> LazyFrame:
    known = raw.filter((col("id") != "") & col("created_at").is_not_null() & _unchanged())
    latest = known.sort("_airbyte_extracted_at", descending=True).unique(
        "id", keep="first", maintain_order=True
    )
    kept = latest.filter(col("created_at") < as_of).select(org_id="id").sort("org_id")
    return kept.with_row_index("org_key").with_columns(col("org_key").cast(pl.Int32))


def _memberships(raw: LazyFrame, organizations: LazyFrame, as_of: datetime) -> LazyFrame:
    is_order_kept = (col("deactivated_at") >= col("created_at")).fill_null(True)
    known = raw.filter((col("id") != "") & is_order_kept & _unchanged())
    latest = known.sort("_airbyte_extracted_at", descending=True).unique(
        ["id", "organization_id"], keep="first", maintain_order=True
    )
    kept = latest.filter(col("created_at") < as_of).join(
        organizations, left_on="organization_id", right_on="org_id"
    )
    return kept.sort("id", "created_at", "organization_id").select(
        distinct_id="id",
        user_key=col("id").rank("dense").cast(pl.Int32),
        org_key="org_key",
        org_id="organization_id",
        is_shared=pl.len().over("id") > 1,
    )


def _sound(raw: LazyFrame) -> LazyFrame:
    extracted, happened = col("_airbyte_extracted_at"), col("timestamp")
    return raw.filter(
        col("uuid").is_not_null()
        & (col("event") != "")
        & (col("distinct_id") != "")
        & (happened >= datetime(2005, 1, 1))
        & (happened <= extracted + timedelta(hours=1))
        & _unchanged()
    )


def _names(sound: LazyFrame) -> LazyFrame:
    """The distinct event names, classified once; the keys follow the names."""
    name = col("event").str.to_lowercase()
    category = (
        pl.when(name.str.starts_with("issue:"))
        .then(pl.lit("issue"))
        .when(name.str.contains("(^|[^a-z0-9])ai_"))
        .then(pl.lit("ai"))
        .when(name.str.starts_with("frontend:"))
        .then(pl.lit("frontend"))
        .when(name.str.starts_with("knowledge_base:"))
        .then(pl.lit("kb"))
        .otherwise(pl.lit("other"))
    )
    names = sound.select("event").unique().sort("event").with_row_index("event_key")
    return names.with_columns(col("event_key").cast(pl.Int16), category=category)


def _latest(sound: LazyFrame) -> LazyFrame:
    """Each event once: only those that were extracted more than once are compared."""
    counts = sound.group_by("uuid").len().filter(col("len") > 1).select("uuid")
    repeated = counts.collect(engine="streaming").lazy()
    order = [True, True, False, False, False]
    winners = sound.join(repeated, on="uuid", how="semi").sort(_LATEST, descending=order)
    columns = ["event", "distinct_id", "timestamp", "properties"]
    once = winners.unique("uuid", keep="first", maintain_order=True)
    single = sound.join(repeated, on="uuid", how="anti")
    return pl.concat([single.select(columns), once.select(columns)])


def _classified(
    events: LazyFrame, names: pl.DataFrame, users: pl.DataFrame, organizations: pl.DataFrame, as_of: datetime
) -> LazyFrame:
    """Four small codes of each event whose actor is known."""
    people = users.lazy().unique("distinct_id", keep="first", maintain_order=True).drop("org_id")
    systems = organizations.lazy().select(
        distinct_id=pl.lit("org-") + col("org_id"),
        user_key=pl.lit(None, pl.Int32),
        org_key="org_key",
        is_shared=pl.lit(False),
    )
    actors = pl.concat([people, systems]).collect().lazy()
    shared = users.lazy().filter("is_shared").select("user_key", "org_id", context_org_key="org_key")
    codes = (
        events.filter(col("timestamp") < as_of)
        .join(names.lazy().select("event", "event_key"), on="event")
        .join(actors, on="distinct_id")
    )
    context = pl.when("is_shared").then(col("properties")).str.json_path_match("$.organization_id")
    return (
        codes.with_columns(org_id=context)
        .join(shared, on=["user_key", "org_id"], how="left")
        .select(
            activity_date=col("timestamp").dt.date(),
            org_key=pl.coalesce("context_org_key", "org_key"),
            user_key="user_key",
            event_key="event_key",
        )
    )


def _daily(events: LazyFrame, names: LazyFrame) -> LazyFrame:
    """Counts per event name first: totals, categories and the top event come from them."""
    by_name = events.group_by(*_DAY, "event_key").agg(n=pl.len().cast(pl.Int64), u=col("user_key").count())
    named = by_name.join(names.select("event_key", "category"), on="event_key")
    sums = {f"{name}_events": _sum_of(name, "n") for name in _CATEGORIES}
    daily = named.group_by(_DAY).agg(
        total_event_count=col("n").sum(),
        user_event_count=col("u").sum().cast(pl.Int64),
        ai_user_event_count=_sum_of("ai", "u").cast(pl.Int64),
        distinct_event_types=pl.len().cast(pl.Int64),
        top=(col("n") * 32768 + 32767 - col("event_key")).max(),
        **sums,
    )
    users = events.group_by(_DAY).agg(
        unique_user_count=col("user_key").drop_nulls().n_unique().cast(pl.Int64)
    )
    joined = daily.join(users, on=_DAY).with_columns(
        top_event_count=col("top") // 32768, event_key=(32767 - col("top") % 32768).cast(pl.Int16)
    )
    return _with_texts(joined.join(names.select("event_key", top_event_type="event"), on="event_key"))


def _sum_of(category: str, count: str) -> pl.Expr:
    return pl.when(col("category") == category).then(col(count)).otherwise(0).sum()


def _with_texts(daily: LazyFrame) -> LazyFrame:
    used = [pl.when(col(f"{name}_events") > 0).then(pl.lit(text)) for name, text in _CATEGORIES.items()]
    categories = pl.sum_horizontal([(col(f"{name}_events") > 0).cast(pl.Int64) for name in _CATEGORIES])
    return daily.with_columns(
        distinct_feature_categories=categories,
        feature_categories_used=pl.concat_str(used, separator=", ", ignore_nulls=True),
        avg_events_per_user=pl.when(col("unique_user_count") > 0)
        .then(col("user_event_count") / col("unique_user_count"))
        .otherwise(0.0),
        system_event_count=col("total_event_count") - col("user_event_count"),
    ).drop("top", "event_key")

"""The feature catalogue: what is released when, which events are a use of it, who takes it up when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from almanac.demo.catalog import EVENT_TYPES
from almanac.demo.streams import Floats, Ints, Stream, generator

if TYPE_CHECKING:
    from almanac.demo.parameters import CompanySpec
    from almanac.demo.world import World

NEVER_TRIED = 0.25
"""The share of users whom a new feature never reaches."""
DAYS_TO_TRY = 14.0


@dataclass(frozen=True)
class Feature:
    """A feature of the catalogue; `released` is a share of the window, or negative days before it.

    `instead` names, per event that came with the feature, the event that stands for it until it is used.
    """

    id: str
    name: str
    category: str
    is_core: bool
    pattern: str
    released: float
    instead: tuple[tuple[str, str], ...] = ()
    former_name: str = ""
    core_since: float | None = None

    def released_day(self, spec: CompanySpec) -> int:
        """The day of the release, counted from the first day with events."""
        return day_of(spec, self.released)


def day_of(spec: CompanySpec, share: float) -> int:
    """The day at a share of the window; a share above 1 lies in the days that may be added."""
    return (
        int(share)
        if share < 0
        else int(share * spec.days)
        if share <= 1
        else spec.days + int(100 * (share - 1))
    )


CATALOGUE: tuple[Feature, ...] = (
    Feature("issue_tracking", "Issue tracking", "inbox", True,
            r"^issue:(created|updated|assigned|closed|reopened|status_changed|deleted)$", -1400),
    Feature("issue_teamwork", "Issue teamwork", "inbox", True,
            r"^issue:(commented|tagged|linked|merged|snoozed|priority_changed)$", -1100),
    Feature("email", "E-mail channel", "inbox", True, r"^email_(sent|opened|bounced)$", -1400),
    Feature("dashboards", "Dashboards", "analytics", True,
            r"^frontend:(dashboard_opened|filter_applied|view_saved|export_clicked)$", -900),
    Feature("global_search", "Global search", "navigation", True, r"^frontend:search_performed$", -1200),
    Feature("knowledge_base", "Knowledge base", "knowledge", True,
            r"^knowledge_base:(search$|article_(viewed|created|updated|published)$)", -1000),
    Feature("article_feedback", "Article feedback", "knowledge", False,
            r"^knowledge_base:(article_rated|feedback_received)$", -500),
    Feature("csat_surveys", "Satisfaction surveys", "inbox", False, r"^csat_requested$", -700),
    Feature("campaigns", "Campaigns", "outreach", False, r"^campaign_created$", -450),
    Feature("integrations", "Integrations", "platform", False,
            r"^(integration_connected|openai_connected|webhook_delivered|api_key_created)$", -800),
    Feature("maintenance", "Maintenance tasks", "platform", False, r"^maintain:task_done$", -650),
    Feature("ai_auto_reply", "AI auto-reply", "ai", False, r"^(ticket:)?ai_auto_reply_(sent|edited)$", -420),
    Feature("ai_summary", "AI summaries", "ai", False, r"^ai_summary_created$", -400),
    Feature("ai_routing", "AI routing", "ai", False, r"^(ticket:)?ai_routing_", -380, core_since=0.6),
    Feature("ai_sentiment", "AI sentiment", "ai", False, r"^ai_sentiment_detected$", -300),
    Feature("ai_search", "AI search", "ai", False, r"^ai_search_performed$", -260),
    Feature("ai_runbook", "AI runbooks", "ai", False, r"^ai_runbook_(generated|executed)$", -200),
    Feature("ai_suggestions", "AI suggestions", "ai", False, r"^issue:ai_suggestion_accepted$", -90),
    # Released while the company is watched: before, its users do something else instead.
    Feature("macros", "Macros", "inbox", True, r"^macro_applied$", 0.15,
            (("macro_applied", "email_sent"),), former_name="Canned answers"),
    Feature("ai_drafts", "AI drafts", "ai", False, r"^ai_draft_suggested$", 0.35,
            (("ai_draft_suggested", "ai_auto_reply_sent"),)),
    Feature("shortcuts", "Keyboard shortcuts", "navigation", False, r"^frontend:shortcut_used$", 0.5,
            (("frontend:shortcut_used", "frontend:tab_switched"),)),
    Feature("ai_translation", "AI translation", "ai", False, r"^ai_translation_applied$", 0.65,
            (("ai_translation_applied", "ai_summary_created"),)),
    Feature("ai_article_drafts", "AI article drafts", "ai", False,
            r"^knowledge_base:ai_article_drafted$", 0.8,
            (("knowledge_base:ai_article_drafted", "ai_search_performed"),)),
    Feature("reports", "Scheduled reports", "analytics", False, r"^report_exported$", 0.92,
            (("report_exported", "frontend:export_clicked"),)),
    Feature("assistant_panel", "Assistant panel", "ai", False, r"^frontend:ai_panel_opened$", 1.05,
            (("frontend:ai_panel_opened", "ai_search_performed"),)),
)  # fmt: skip

NEW_FEATURES = tuple(feature for feature in CATALOGUE if feature.instead)
_EVENT = {kind.name: index for index, kind in enumerate(EVENT_TYPES)}


def feature_of_event(spec: CompanySpec, day: int) -> Ints:
    """Per event name the number of the catalogue feature that it is a use of on that day, or -1."""
    found = np.full(len(EVENT_TYPES), -1, dtype=np.int64)
    for number, feature in enumerate(CATALOGUE):
        if feature.released_day(spec) <= day:
            is_use = [re.search(feature.pattern, kind.name.lower()) is not None for kind in EVENT_TYPES]
            found[is_use] = number
    return found


def tried_days(world: World) -> Ints:
    """The day from which each user (row per new feature) uses it: sooner where the customer is healthy."""
    users, spec = world.users, world.spec
    days = np.empty((len(NEW_FEATURES), len(users)), dtype=np.int64)
    for number, feature in enumerate(NEW_FEATURES):
        rng = generator(spec.seed, Stream.FEATURES, number)
        released = feature.released_day(spec)
        health: Floats = world.health_on(np.full(len(users), released), users.customer)
        wait = rng.standard_exponential(len(users)) * DAYS_TO_TRY * (0.3 + 2.5 * (1 - health))
        is_reached = rng.random(len(users)) >= NEVER_TRIED
        days[number] = np.where(is_reached, released + wait.astype(np.int64), spec.horizon)
    return days


def only_released(world: World, day: int, user: Ints, event: Ints) -> Ints:
    """The events of a day, with another one in the place of those that the user does not have yet."""
    for number, feature in enumerate(NEW_FEATURES):
        is_early = world.tried_days[number][user] > day
        for name, other in feature.instead:
            event = np.where(is_early & (event == _EVENT[name]), _EVENT[other], event)
    return event

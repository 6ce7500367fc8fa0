"""The product's event names: about sixty, with how often each occurs, what it touches and where."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from almanac.demo.streams import Floats, Ints

PLATFORMS = ("web", "desktop", "ios", "android", "api")
PLATFORM_WEIGHTS = np.array([0.58, 0.20, 0.09, 0.08, 0.05])


@dataclass(frozen=True)
class EventType:
    """One event name. `weight` counts within AI or within the rest; `touches` is issue, ticket or nothing."""

    name: str
    weight: float
    feature: str
    surface: str
    touches: str = ""
    is_ai: bool = False


def _ai(name: str, weight: float, feature: str, surface: str = "inbox", touches: str = "ticket") -> EventType:
    return EventType(name, weight, feature, surface, touches, is_ai=True)


def _issue(action: str, weight: float) -> EventType:
    return EventType(f"issue:{action}", weight, "issues", "inbox", "issue")


def _frontend(action: str, weight: float, surface: str) -> EventType:
    return EventType(f"frontend:{action}", weight, "navigation", surface)


def _article(action: str, weight: float) -> EventType:
    return EventType(f"knowledge_base:{action}", weight, "knowledge_base", "editor")


# Names to trip over: `email_sent`, `maintain:task_done`, `campaign_created` and the like hold "ai" and one
# more character, `openai_connected` holds "ai_" inside a word: none of them is AI.
# `issue:ai_suggestion_accepted` is about an issue first.
EVENT_TYPES: tuple[EventType, ...] = (
    _issue("updated", 90),
    _issue("created", 60),
    _issue("commented", 55),
    _issue("assigned", 40),
    _issue("closed", 38),
    _issue("status_changed", 30),
    _issue("tagged", 18),
    _issue("priority_changed", 12),
    _issue("reopened", 7),
    _issue("merged", 4),
    _issue("snoozed", 4),
    _issue("linked", 3),
    _issue("ai_suggestion_accepted", 5),
    _issue("deleted", 1),
    _ai("ai_auto_reply_sent", 60, "auto_reply"),
    _ai("ai_summary_created", 45, "summary"),
    _ai("ai_routing_applied", 40, "routing"),
    _ai("ai_sentiment_detected", 35, "sentiment"),
    _ai("ai_search_performed", 30, "search", "search", ""),
    _ai("ai_runbook_generated", 22, "runbook", "editor", ""),
    _ai("ai_runbook_executed", 10, "runbook", "editor"),
    _ai("ai_draft_suggested", 18, "draft"),
    _ai("ai_translation_applied", 8, "translation"),
    _ai("ai_auto_reply_edited", 12, "auto_reply"),
    _ai("ai_feedback_given", 6, "feedback"),
    _ai("ticket:ai_auto_reply_sent", 14, "auto_reply"),
    _ai("ticket:ai_routing_overridden", 6, "routing"),
    _ai("knowledge_base:ai_article_drafted", 7, "article_draft", "editor", ""),
    _ai("frontend:ai_panel_opened", 9, "assistant_panel", "sidebar", ""),
    _frontend("page_view", 240, "app"),
    _frontend("dashboard_opened", 60, "dashboard"),
    _frontend("search_performed", 42, "search"),
    _frontend("filter_applied", 36, "dashboard"),
    _frontend("tab_switched", 30, "app"),
    _frontend("view_saved", 9, "dashboard"),
    _frontend("shortcut_used", 14, "app"),
    _frontend("settings_opened", 8, "settings"),
    _frontend("notification_clicked", 16, "sidebar"),
    _frontend("export_clicked", 5, "dashboard"),
    _article("article_viewed", 48),
    _article("search", 22),
    _article("article_created", 6),
    _article("article_updated", 9),
    _article("article_published", 4),
    _article("article_rated", 5),
    _article("feedback_received", 3),
    EventType("email_sent", 40, "email", "inbox", "ticket"),
    EventType("email_opened", 22, "email", "inbox", "ticket"),
    EventType("email_bounced", 2, "email", "inbox", "ticket"),
    EventType("maintain:task_done", 7, "maintenance", "settings"),
    EventType("campaign_created", 3, "campaigns", "campaigns"),
    EventType("chair:booked", 1, "facilities", "app"),
    EventType("user_logged_in", 70, "session", "app"),
    EventType("user_logged_out", 25, "session", "app"),
    EventType("user_invited", 3, "users", "settings"),
    EventType("api_key_created", 1, "api", "settings"),
    EventType("integration_connected", 2, "integrations", "settings"),
    EventType("openai_connected", 2, "integrations", "settings"),
    EventType("webhook_delivered", 12, "integrations", "api"),
    EventType("report_exported", 5, "reports", "dashboard"),
    EventType("macro_applied", 14, "macros", "inbox", "ticket"),
    EventType("sla_breached", 3, "sla", "inbox", "ticket"),
    EventType("csat_requested", 4, "surveys", "inbox", "ticket"),
)


def _weights(ai: bool) -> Floats:
    return np.array([kind.weight if kind.is_ai == ai else 0.0 for kind in EVENT_TYPES])


def _corrections() -> Ints:
    """For each event name the one that a correction turns it into: the next that touches the same thing."""
    groups: dict[tuple[str, bool], list[int]] = {}
    for index, kind in enumerate(EVENT_TYPES):
        groups.setdefault((kind.touches, kind.is_ai), []).append(index)
    target = np.zeros(len(EVENT_TYPES), dtype=np.int64)
    for members in groups.values():
        target[members] = np.roll(members, -1)
    return target


AI_WEIGHTS = _weights(ai=True)
OTHER_WEIGHTS = _weights(ai=False)
CORRECTED_EVENT = _corrections()

"""Four days of a company of three customers, and what each policy makes of them, worked by hand.

`acme` lives in UTC, `tokyo` in Tokyo and `angel` in Los Angeles. ann and cal work at acme, kim at tokyo and
lou at angel; bob joined acme first and tokyo later. cal was deactivated at noon of 2 July. The as-of date is
3 July.
"""

from __future__ import annotations

from tests.transform.company import Company, Row, account, event, organization, user

CHANGED = '{"changes":[{"field":"event","change":"NULLED","reason":"SOURCE_SERIALIZATION_ERROR"}]}'

IN_TOKYO = '{"organization_id":"tokyo","latency_ms":12.5}'

EVENTS = [
    event(1, "ai_chat", "ann", "2025-07-01 10:00:00"),
    # The same event, read again a night later under another name: this one counts.
    event(1, "issue:reopened", "ann", "2025-07-01 10:00:00", _airbyte_extracted_at="2025-07-03 02:00:00"),
    event(2, "issue:closed", "ann", "2025-07-01 11:00:00", _airbyte_meta=None),
    event(3, "ai_runbook_run", "bob", "2025-07-01 12:00:00", properties=IN_TOKYO),
    event(4, "email_sent", "bob", "2025-07-01 13:00:00", _airbyte_meta='{"changes": [], "sync_id": 7}'),
    event(5, "frontend:page_view", "cal", "2025-07-02 11:00:00"),
    event(6, "frontend:page_view", "cal", "2025-07-02 12:00:00"),  # not after the deactivation
    event(7, "frontend:page_view", "cal", "2025-07-02 12:00:01"),
    event(8, "knowledge_base:article_read", "org-acme", "2025-07-02 09:00:00"),
    event(9, "ai_chat", "org-angel", "2025-07-03 08:00:00"),
    event(10, "issue:created", "kim", "2025-07-02 23:30:00"),  # 08:30 of 3 July in Tokyo
    event(11, "issue:created", "kim", "2025-07-03 23:30:00"),  # 4 July in Tokyo
    event(12, "issue:created", "lou", "2025-07-01 23:30:00"),  # 16:30 in Los Angeles
    event(13, "issue:created", "lou", "2025-07-02 05:00:00"),  # 22:00 of 1 July in Los Angeles
    event(14, "issue:created", "ann", "2025-07-02 10:00:00", properties="{oops"),
    event(15, "ai_chat", "ann", "2025-07-02 10:30:00", _airbyte_meta=CHANGED),
    event(16, "issue:created", "bob", "2025-07-03 10:00:00", properties='{"organization_id":"angel"}'),
]  # fmt: skip

USERS = [
    user("ann", "acme"),
    user("bob", "acme"),
    user("bob", "tokyo", since="2025-02-01"),
    user("cal", "acme", until="2025-07-02 12:00:00"),
    user("kim", "tokyo"),
    user("lou", "angel"),
]

ORGANIZATIONS = [
    organization("acme"),
    organization("tokyo", "Asia/Tokyo"),
    organization("angel", "America/Los_Angeles"),
]

ACCOUNTS = [
    account("large", "acme", 700, industry="Software", annualrevenue=5e6),
    account("small", "acme", 300, industry="Retail", annualrevenue=9e6),
    account("large", "acme", 9999, at="2025-07-02", _airbyte_meta=CHANGED),
    account("nippon", "tokyo", 500),
    account("nippon", "tokyo", 0, at="2025-07-02"),
]

# The next night: 19:00 of 3 July in Los Angeles, the morning of 4 July in Tokyo; and acme moves to Auckland,
# where what happened from noon on in UTC is of the next day.
NEXT_NIGHT = [
    event(21, "issue:created", "lou", "2025-07-04 02:00:00"),
    event(22, "issue:created", "kim", "2025-07-04 01:00:00"),
]
MOVED = organization("acme", "Pacific/Auckland", _airbyte_extracted_at="2025-07-05 02:00:00")

COLUMNS = [
    "org_id", "day", "total_event_count", "unique_user_count", "distinct_event_types", "top_event_type",
    "top_event_count", "avg_events_per_user", "issue_events", "ai_events", "frontend_events", "kb_events",
    "other_events",
]  # fmt: skip

DEFAULT = """
    acme  1 3 2 3 email_sent         1 1.5 2 0 0 0 1
    acme  2 5 2 3 frontend:page_view 3 2.0 1 0 3 1 0
    acme  3 1 1 1 issue:created      1 1.0 1 0 0 0 0
    angel 1 1 1 1 issue:created      1 1.0 1 0 0 0 0
    angel 2 1 1 1 issue:created      1 1.0 1 0 0 0 0
    angel 3 1 0 1 ai_chat            1 0.0 0 1 0 0 0
    tokyo 1 1 1 1 ai_runbook_run     1 1.0 0 1 0 0 0
    tokyo 2 1 1 1 issue:created      1 1.0 1 0 0 0 0
    tokyo 3 1 1 1 issue:created      1 1.0 1 0 0 0 0
"""

WITHOUT_DEACTIVATED = DEFAULT.replace(
    "acme  2 5 2 3 frontend:page_view 3 2.0 1 0 3 1 0",
    "acme  2 4 2 3 frontend:page_view 2 1.5 1 0 2 1 0",
)

WITH_SYSTEM_ACTOR = DEFAULT.replace(
    "acme  2 5 2 3 frontend:page_view 3 2.0 1 0 3 1 0",
    "acme  2 5 3 3 frontend:page_view 3 1.666667 1 0 3 1 0",
).replace(
    "angel 3 1 0 1 ai_chat            1 0.0 0 1 0 0 0",
    "angel 3 1 1 1 ai_chat            1 1.0 0 1 0 0 0",
)

# All of bob's events are acme's: four equally frequent names on 1 July.
PRIMARY = DEFAULT.replace(
    "acme  1 3 2 3 email_sent         1 1.5 2 0 0 0 1",
    "acme  1 4 2 4 ai_runbook_run     1 2.0 2 1 0 0 1",
).replace("tokyo 1 1 1 1 ai_runbook_run     1 1.0 0 1 0 0 0", "")

# Each of bob's three events is half acme's and half tokyo's.
SPLIT = """
    acme  1 3   2 4 issue:closed       1   1.5  2   0.5 0 0 0.5
    acme  2 5   2 3 frontend:page_view 3   2.0  1   0   3 1 0
    acme  3 0.5 1 1 issue:created      0.5 0.5  0.5 0   0 0 0
    angel 1 1   1 1 issue:created      1   1.0  1   0   0 0 0
    angel 2 1   1 1 issue:created      1   1.0  1   0   0 0 0
    angel 3 1   0 1 ai_chat            1   0.0  0   1   0 0 0
    tokyo 1 1   1 2 ai_runbook_run     0.5 1.0  0   0.5 0 0 0.5
    tokyo 2 1   1 1 issue:created      1   1.0  1   0   0 0 0
    tokyo 3 1.5 2 1 issue:created      1.5 0.75 1.5 0   0 0 0
"""

CUSTOMERS_DAYS = """
    acme  1 3 2 3 email_sent         1 1.5 2 0 0 0 1
    acme  2 5 2 3 frontend:page_view 3 2.0 1 0 3 1 0
    acme  3 1 1 1 issue:created      1 1.0 1 0 0 0 0
    angel 1 2 1 1 issue:created      2 2.0 2 0 0 0 0
    angel 3 1 0 1 ai_chat            1 0.0 0 1 0 0 0
    tokyo 1 1 1 1 ai_runbook_run     1 1.0 0 1 0 0 0
    tokyo 3 1 1 1 issue:created      1 1.0 1 0 0 0 0
"""

# The night after: 3 July is over in Los Angeles, and 4 July (both of kim's events) in Tokyo.
CUSTOMERS_DAYS_NEXT_NIGHT = """
    acme  1 2 1 2 issue:closed       1 2.0 2 0 0 0 0
    acme  2 4 3 4 email_sent         1 1.0 1 0 1 1 1
    acme  3 3 2 2 frontend:page_view 2 1.5 1 0 2 0 0
    angel 1 2 1 1 issue:created      2 2.0 2 0 0 0 0
    angel 3 2 1 2 ai_chat            1 1.0 1 1 0 0 0
    tokyo 1 1 1 1 ai_runbook_run     1 1.0 0 1 0 0 0
    tokyo 3 1 1 1 issue:created      1 1.0 1 0 0 0 0
    tokyo 4 2 1 1 issue:created      2 2.0 2 0 0 0 0
"""


def expected(table: str) -> list[Row]:
    """The rows of a table as it is written above."""
    return [
        {name: value if name in ("org_id", "top_event_type") else float(value)
         for name, value in zip(COLUMNS, line.split(), strict=True)}
        for line in table.strip().splitlines() if line.strip()
    ]  # fmt: skip


ORG_DAYS = f"""
    select {", ".join(COLUMNS).replace(" day,", " day(activity_date) as day,")}
    from marts.fct_org_daily_activity order by org_id, activity_date
"""


def land(company: Company) -> Company:
    """Write the company's raw tables."""
    company.land(EVENTS, USERS, ORGANIZATIONS, ACCOUNTS)
    return company

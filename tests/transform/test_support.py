"""One ticket and a few answers by hand: as they stand, as they stood, and without their source."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

import pytest

from almanac.warehouse.home import Home
from almanac.warehouse.versions import Version
from tests.transform.company import Company, Row, event, organization, records, rows

pytestmark = pytest.mark.xdist_group("support")
"""What is built for one test serves the next: all of them go to one worker."""

MODELS = ("+path:models/intermediate/support", "+path:models/intermediate/surveys", "+conservation_account")
"""What these tests look at."""

SYNCED: Row = {"_fivetran_synced": "2025-01-21 02:00:00"}
TICKET = "7"
LIFE = (
    ("status", "new", "2025-01-10 10:00"),
    ("priority", "normal", "2025-01-10 10:00"),
    ("priority", "high", "2025-01-10 12:00"),
    ("status", "solved", "2025-01-12 10:00"),
    ("status", "open", "2025-01-13 10:00"),
    ("status", "solved", "2025-01-15 10:00"),
    ("status", "closed", "2025-01-19 10:00"),
)
"""A high ticket is due after a day: it was late from the 11th to the 12th, and from the 13th to the 15th."""
LITTLE = ("surveys", "zendesk.ticket_comment")
"""What a company switches off that has tickets alone."""


def answer(number: int, survey: str, score: float | None, at: str, **other: object) -> Row:
    """A survey answer of acme."""
    row = {"id": f"s{number}", "organization_id": "acme", "survey_type": survey, "score": score}
    extracted = {"_airbyte_extracted_at": "2025-01-21 02:00:00", "_airbyte_meta": '{"changes":[]}'}
    return row | {"responded_at": at} | extracted | other


@pytest.fixture(scope="module")
def supported(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Version]:
    """A company with one customer, one ticket and six answers, built under some policies and requests."""

    @cache
    def build(disabled: tuple[str, ...] = (), **request: object) -> Version:
        policies = {"disabled_sources": list(disabled)}
        company = Company(Home(tmp_path_factory.mktemp("supported")), policies, models=MODELS)
        ticket = {
            "id": TICKET, "organization_id": "z1", "requester_id": "ann", "status": "closed",
            "priority": "high",
            "created_at": "2025-01-10 10:00", "updated_at": "2025-01-19 10:00", "subject": "Help",
        }  # fmt: skip
        history = [
            {"ticket_id": TICKET, "field_name": field, "value": value, "updated": at} | SYNCED
            for field, value, at in LIFE
        ]
        comments = [
            {"id": f"c{who}", "ticket_id": TICKET, "user_id": who, "public": "true", "created": at} | SYNCED
            for who, at in (("ann", "2025-01-10 10:00"), ("gus", "2025-01-10 11:30"))
        ]
        people = [
            {"id": "ann", "role": "end-user", "email": "ann@acme.test", "created_at": "2025-01-10"} | SYNCED,
            {"id": "gus", "role": "agent", "email": "gus@us.test", "created_at": "2025-01-01"} | SYNCED,
        ]
        company.land(
            [event(day, "issue:created", "org-acme", f"2025-01-{day:02d} 09:00") for day in (5, 20)],
            (),
            [organization("acme")],
            others={
                "zendesk.ticket": [ticket | SYNCED],
                "zendesk.ticket_field_history": history,
                "zendesk.ticket_comment": comments,
                "zendesk.user": people,
                "zendesk.organization": [
                    {"id": "z1", "external_id": "acme", "created_at": "2025-01-01"} | SYNCED
                ],
                "surveys.responses": [
                    answer(1, "nps", 9, "2025-01-08 10:00"),
                    answer(2, "NPS", 3, "2025-01-14 10:00"),
                    answer(3, "nps", 11, "2025-01-15 10:00"),
                    answer(4, "csat", 4.5, "2025-01-15 10:00"),
                    answer(5, "csat", 2, "2025-01-16 10:00", ticket_id=TICKET),
                    answer(6, "brand", None, "2025-01-16 10:00", organization_id=None, is_aware="Yes"),
                ],
            },
        )
        return company.build(**request)

    return build


def days(version: Version, *columns: str) -> dict[int, tuple[object, ...]]:
    """Columns of acme's support days by day of January."""
    chosen = f"select day(metric_date), {', '.join(columns)}"
    found = rows(version, f"{chosen} from intermediate.int_support__customer_days order by 1")
    return {day: tuple(values) for day, *values in found}


def ticket_of(version: Version) -> dict[str, object]:
    columns = "customer_id, priority, status, resolved_at::varchar as resolved_at, reopen_count"
    (found,) = records(version, f"select {columns} from intermediate.int_support__tickets")
    return found


def test_a_ticket_as_it_stands(supported: Callable[..., Version]) -> None:
    assert ticket_of(supported()) == {
        "customer_id": "acme",
        "priority": "high",
        "status": "closed",
        "resolved_at": "2025-01-15 10:00:00",
        "reopen_count": 1,
    }


def test_a_ticket_as_it_stood(supported: Callable[..., Version]) -> None:
    """At the end of the 12th nobody knew that it would be opened again."""
    assert ticket_of(supported(as_of_date=date(2025, 1, 12))) == {
        "customer_id": "acme",
        "priority": "high",
        "status": "solved",
        "resolved_at": "2025-01-12 10:00:00",
        "reopen_count": 0,
    }


def test_days_are_rebuilt_as_they_ended(supported: Callable[..., Version]) -> None:
    """In the backlog until it was solved for good; late while it was open past its target."""
    found = days(supported(), "tickets_created", "tickets_resolved", "open_tickets", "open_late_tickets")
    assert found[9] == (0, 0, 0, 0)
    assert found[10] == (1, 0, 1, 0)
    assert found[11] == (0, 0, 1, 1)
    assert found[12] == (0, 0, 1, 0)
    assert found[13] == found[14] == (0, 0, 1, 1)
    assert found[15] == (0, 1, 0, 0)
    assert max(found) == 20


def test_checks_fall_on_the_day_of_their_evaluation(supported: Callable[..., Version]) -> None:
    """Answered within two hours on the 10th; the resolution was due on the 11th and came late."""
    found = days(supported(), "sla_checks_evaluated", "sla_checks_met", "sla_checks_evaluated_90d")
    assert found[10] == (1, 1, 1)
    assert found[11] == (1, 0, 2)
    assert found[20] == (0, 0, 2)


def test_answers_off_their_scale_are_kept_aside(supported: Callable[..., Version]) -> None:
    """An eleven on NPS, a half point on CSAT; the words of a survey's type may be written as they like."""
    version = supported()
    outcomes = "select id, row_outcome, outcome_reason from staging.base_surveys__responses order by id"
    kept_aside = ("quarantined", "score_outside_scale")
    assert rows(version, outcomes) == [
        ("s1", "loaded", None),
        ("s2", "loaded", None),
        ("s3", *kept_aside),
        ("s4", *kept_aside),
        ("s5", "loaded", None),
        ("s6", "loaded", None),
    ]
    found = days(version, "latest_nps_180d", "csat_responses_90d", "csat_satisfied_90d")
    assert (found[7], found[8], found[13]) == ((None, 0, 0), (9, 0, 0), (9, 0, 0))
    assert (found[14], found[16]) == ((3, 0, 0), (3, 1, 0))


def test_without_tickets_what_needs_them_is_null(supported: Callable[..., Version]) -> None:
    """Null, not 0; what the surveys tell is there."""
    columns = ("open_tickets", "tickets_created", "sla_checks_met_90d", "latest_nps_180d")
    found = days(supported(("zendesk",)), *columns)
    assert found[14] == (None, None, None, 3)


def test_without_surveys_what_needs_them_is_null(supported: Callable[..., Version]) -> None:
    found = days(supported(LITTLE), "csat_responses_90d", "latest_nps_365d", "open_tickets")
    assert found[14] == (None, None, 1)


def test_without_comments_nobody_judges_the_response(supported: Callable[..., Version]) -> None:
    """A response that cannot be known is no breach: only the resolution is checked."""
    checks = "select check_kind, sla_result from intermediate.int_support__sla_checks"
    assert rows(supported(LITTLE), checks) == [("resolution", "breached")]
    assert sorted(rows(supported(), checks)) == [("resolution", "breached"), ("response", "met")]

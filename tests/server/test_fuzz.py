"""Whatever is asked, the server answers or says why not; and nobody reads what is another customer's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import closing, suppress
from typing import Any
from urllib.parse import quote

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from almanac.config import Access
from almanac.server.errors import ErrorBody
from almanac.state.database import State
from almanac.state.tokens import create_token
from almanac.warehouse.home import Home
from tests.semantic.company import publish_company
from tests.semantic.test_entities import ENTITIES
from tests.semantic.test_injection import EVIL
from tests.server.conftest import NOW, running

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
ACCESS = Access.model_validate(
    {
        "groups": {"analysts": {"rows": "all"}, "csms": {"rows": {"csm": ["Ana"]}}},
        "users": {"zoe": {"groups": ["analysts"]}, "ana": {"groups": ["csms"]}},
    }
)
FOREIGN = {"o3", "o4", "o5", "o6", "Gamma", "Delta", "Żeta 🦊", "l3", "d3", "u3"}
"""What Ana, who looks after o1 and o2, must not read."""

CASES = [pytest.param(200, id="few"), pytest.param(5_000, id="many", marks=pytest.mark.long)]
"""Cases in all, shared by what is fuzzed."""

FUZZED = settings(
    deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)  # fmt: skip


@pytest.fixture(scope="module")
def home(semantic_manifest: str, tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("fuzz"))
    publish_company(home, semantic_manifest, change=ENTITIES)
    return home


@pytest.fixture(scope="module")
def client(home: Home) -> Iterator[httpx.Client]:
    """A client of a server with two users, of whom one sees all."""
    with running(home, home.root / "no-build", NOW, "127.0.0.1", ACCESS) as opened:
        yield opened


@pytest.fixture(scope="module")
def tokens(home: Home) -> dict[str, str]:
    with closing(State(home)) as state:
        return {user: create_token(state, user, NOW) for user in ("zoe", "ana")}


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


def _explained(response: Any) -> None:
    """An answer that is no success says what failed, why, and what to do."""
    if response.status_code >= 400:
        error = ErrorBody.model_validate_json(response.content).error
        assert error.thing and error.cause and error.next_step, error


@pytest.mark.parametrize("cases", CASES)
def test_every_operation_answers_as_it_promises(
    client: httpx.Client, tokens: dict[str, str], cases: int
) -> None:
    """Random requests of the right form and of the wrong one, to all that OpenAPI names."""
    schema = schemathesis.openapi.from_url(f"{client.base_url}/api/v1/openapi.json")
    operations = [result.ok() for result in schema.get_all_operations() if isinstance(result, Ok)]
    assert len(operations) >= 9
    share = cases // (2 * len(operations))
    answered = [_fuzz(operation, mode, tokens, share) for operation in operations for mode in GenerationMode]
    assert sum(answered) > cases / 2, "hardly anything could be asked"


def _fuzz(operation: Any, mode: GenerationMode, tokens: dict[str, str], cases: int) -> int:
    """How many requests were sent; a request without parameters has no wrong form."""
    sent = []

    @settings(FUZZED, max_examples=cases)
    @given(case=operation.as_strategy(generation_mode=mode), user=st.sampled_from(sorted(tokens)))
    def fuzz(case: Any, user: str) -> None:
        response = case.call(headers=bearer(tokens[user]), timeout=120)
        case.validate_response(response, checks=CHECKS)
        _explained(response)
        sent.append(case)

    with suppress(Unsatisfiable):
        fuzz()
    return len(sent)


NAMES = ["dau", "mau", "total_event_count", "current_arr", "active_customers", "customer_health_score",
         "ai_tickets_pct", "effective_ai_adoption_score", "avg_events_per_user"]  # fmt: skip
DIMENSIONS = ["customer", "customer_name", "industry", "csm", "region", "segment", "plan_status"]
VALUES = ["Retail", "Ana", "Bob", "o1", "o3", "paid", "emea"]
hostile = st.sampled_from(EVIL)
day = st.dates(dt.date(2025, 4, 1), dt.date(2025, 8, 1)).map(str)


def questions(
    names: st.SearchStrategy[str], dimensions: st.SearchStrategy[str], values: st.SearchStrategy[Any]
) -> st.SearchStrategy[dict[str, Any]]:
    """Questions of these words."""
    single = st.fixed_dictionaries({"field": dimensions, "op": st.sampled_from(["=", "!="]), "value": values})
    several = st.fixed_dictionaries(
        {
            "field": dimensions,
            "op": st.sampled_from(["in", "not_in"]),
            "values": st.lists(values, min_size=1, max_size=3),
        }
    )
    missing = st.fixed_dictionaries({"field": dimensions, "op": st.sampled_from(["is_null", "is_not_null"])})
    number = st.fixed_dictionaries(
        {
            "field": names,
            "op": st.sampled_from(["=", "!=", "<", ">="]),
            "value": st.integers(-5, 200_000),
        }
    )
    grain = st.sampled_from(["day", "week", "month", None])
    return st.fixed_dictionaries(
        {"metrics": st.lists(names, min_size=1, max_size=3)},
        optional={
            "group_by": st.lists(dimensions, max_size=2),
            "filters": st.lists(single | several | missing, max_size=2),
            "having": st.lists(number, max_size=1),
            "time": st.fixed_dictionaries({}, optional={"from": day, "grain": grain}),
            "compare": st.sampled_from(["previous_period", "previous_year"]),
            "order_by": st.lists(names, max_size=1),
            "limit": st.integers(1, 50),
        },
    )


def known(words: list[str]) -> st.SearchStrategy[str]:
    return st.sampled_from(words)


question = questions(known(NAMES), known(DIMENSIONS), known(VALUES)) | questions(
    known(NAMES) | hostile,
    known(DIMENSIONS) | hostile,
    known(VALUES) | hostile | st.integers() | st.booleans(),
)


@pytest.mark.parametrize("cases", CASES)
def test_who_sees_some_customers_gets_the_answer_about_them(
    client: httpx.Client, tokens: dict[str, str], cases: int
) -> None:
    """Whatever Ana asks, she is told what Zoe, who sees all, is told of Ana's customers: the same rows."""
    answered: list[int] = []

    @settings(FUZZED, max_examples=max(cases // 4, 50))
    @given(asked=question)
    def ask(asked: dict[str, Any]) -> None:
        own = {"field": "csm", "op": "in", "values": ["Ana"]}
        of_own = asked | {"filters": [*asked.get("filters", []), own]}
        hers, zoes = (
            client.post("/api/v1/query", json=body, headers=bearer(tokens[user]))
            for user, body in (("ana", asked), ("zoe", of_own))
        )
        assert hers.status_code == zoes.status_code, (hers.text, zoes.text)
        _explained(hers)
        if hers.status_code == 200:
            body = hers.json()
            assert (body["rows"], body["total_rows"]) == (zoes.json()["rows"], zoes.json()["total_rows"])
            assert not FOREIGN & {cell for row in body["rows"] for cell in row if isinstance(cell, str)}
            answered.append(len(body["rows"]))

    ask()
    assert sum(answered) > 50, "the fuzzing asks hardly anything that has an answer"


@pytest.mark.parametrize("cases", CASES)
def test_entities_of_others_are_not_told(client: httpx.Client, tokens: dict[str, str], cases: int) -> None:
    kinds = st.sampled_from(["customers", "users", "locations", "devices", "campaigns"]) | hostile
    keys = st.sampled_from([*sorted(FOREIGN), "o1", "o2", "u1", "d1", "l1"]) | hostile
    columns = st.sampled_from(
        ["customer_id", "customer_name", "csm", "mrr_usd", "user_name", "search", "limit"]
    )
    parts = st.tuples(columns | hostile, st.sampled_from(["=", ">", "!=", "<="]), keys)

    @settings(FUZZED, max_examples=max(cases // 4, 50))
    @given(kind=kinds, key=keys | st.none(), address=st.lists(parts, max_size=2))
    def look(kind: str, key: str | None, address: list[tuple[str, str, str]]) -> None:
        query = "&".join(_quoted(name) + sign + _quoted(wanted) for name, sign, wanted in address)
        path = f"/api/v1/entities/{_quoted(kind)}" + (f"/{_quoted(key)}" if key else "")
        response = client.get(f"{path}?{query}", headers=bearer(tokens["ana"]))
        assert response.status_code in (200, 400, 404, 422), response.text
        _explained(response)
        if response.status_code == 200:
            body = response.json()
            told = [cell for row in body.get("rows", [body.get("row")]) for cell in row]
            assert not FOREIGN & {cell for cell in told if isinstance(cell, str)}

    look()


def _quoted(text: str) -> str:
    return quote(text, safe="")


def test_nobody_is_told_anything(client: httpx.Client) -> None:
    for path in ("/api/v1/entities/customers", "/api/v1/entities/customers/o1", "/api/v1/metrics/mau"):
        assert client.get(path).status_code == 401

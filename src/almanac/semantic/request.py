"""What one may ask: metrics, grouped and filtered, over a time; strict and of bounded size."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Annotated, Any, Literal, Self, TypeVar, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StrictStr,
    ValidationError,
    model_validator,
)

from almanac.errors import AlmanacError

Grain = Literal["day", "week", "month", "quarter", "year"]
Operator = Literal["=", "!=", "in", "not_in", "<", "<=", ">", ">=", "is_null", "is_not_null"]
ComparedWith = Literal["previous_period", "previous_year"]

DEFAULT_LIMIT = 10_000
MAX_LIMIT = 100_000


class RequestError(AlmanacError):
    """The question itself is at fault: nothing was read."""


class NotFoundError(RequestError):
    """There is nothing of that name, or nothing that the one who asks may see."""


def _storable(text: str) -> str:
    """Refuse text that is no valid Unicode (half of a surrogate pair): no database can hold it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError("is not valid Unicode text") from None
    return text


Name = Annotated[str, Field(min_length=1, max_length=100), AfterValidator(_storable)]
Text = Annotated[StrictStr, Field(max_length=500), AfterValidator(_storable)]
Whole = Annotated[StrictInt, Field(ge=-(2**63), lt=2**63)]
Real = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Value = StrictBool | Whole | Real | Text


def _written_as_day(value: object) -> object:
    """A day is written as one: no moment, no number of seconds."""
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError(f"{value[:40]!a} is no day")
    if not isinstance(value, str | dt.date | None) or isinstance(value, dt.datetime):
        raise ValueError(f"{ascii(value)[:40]} is no day")
    return value


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
Day = Annotated[dt.date, BeforeValidator(_written_as_day)]


class Strict(BaseModel):
    """Nothing is taken that is not known."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Form = TypeVar("Form", bound=Strict)


class Filter(Strict):
    """Keep rows whose field satisfies the operator; `!=` and `not_in` keep rows without a value, too."""

    field: Name
    op: Operator = "="
    value: Value | None = None
    values: tuple[Value, ...] = Field(default=(), max_length=500)

    @model_validator(mode="after")
    def _takes_what_the_operator_needs(self) -> Self:
        if self.op in ("in", "not_in"):
            if self.value is not None or not self.values:
                raise ValueError(f"operator {self.op} takes a non-empty list in `values`")
        elif self.op in ("is_null", "is_not_null"):
            if self.value is not None or self.values:
                raise ValueError(f"operator {self.op} takes no value")
        elif self.values or self.value is None:
            raise ValueError(f"operator {self.op} takes one `value`; for rows without one use is_null")
        return self


class TimeRange(Strict):
    """Days from `from` to `to`, both inclusive; with a grain one answer per period, else one in all."""

    first: Day | None = Field(None, alias="from", description="first day; else the first that there is")
    last: Day | None = Field(None, alias="to", description="last day; else the last complete one")
    grain: Grain | None = None

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if self.first and self.last and self.first > self.last:
            raise ValueError(f"`from` ({self.first}) is after `to` ({self.last}): swap them")
        return self


class QueryRequest(Strict):
    """One question.

    `filters` choose what is counted, `having` the rows of the answer by their metrics. `order_by` names
    columns of the answer, with a leading minus for descending order.
    """

    metrics: tuple[Name, ...] = Field(min_length=1, max_length=20)
    group_by: tuple[Name, ...] = Field(default=(), max_length=8)
    filters: tuple[Filter, ...] = Field(default=(), max_length=20)
    having: tuple[Filter, ...] = Field(
        default=(),
        max_length=20,
        description="keep rows whose metric (or its comparison) satisfies the operator",
    )
    time: TimeRange = Field(default_factory=lambda: TimeRange.model_validate({}))
    compare: ComparedWith | None = Field(
        None,
        description="also each metric of the period before, or of the same period a year before: "
        "columns <metric>__previous, __change and __change_pct",
    )
    order_by: tuple[Name, ...] = Field(default=(), max_length=10)
    limit: int | None = Field(
        None,
        ge=1,
        le=MAX_LIMIT,
        description=f"rows at most; where none is given {DEFAULT_LIMIT:,} (CSV: all)",
    )


def parse_request(raw: object) -> QueryRequest:
    """The request of plain data (JSON or command line); an error says which part is wrong and why."""
    return parse_as(QueryRequest, raw)


def parse_as(form: type[Form], raw: object) -> Form:
    """Plain data as a request of that form."""
    try:
        return form.model_validate(raw)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=False, include_input=False)
        raise RequestError(*explain_faults(faults)) from None


def explain_faults(faults: Sequence[Any]) -> tuple[str, str, str]:
    """What is wrong with the form of a request, in words: the thing, the cause, the next step."""
    path = [part for part in faults[0]["loc"] if part != "body"]
    named = next((depth for depth, part in enumerate(path) if part in _HINTS), None)
    shown = path if named is None else path[: named + 1]
    hint = _FIELDS if named is None else _HINTS[path[named]]
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 and named is None else ""
    thing = ".".join(ascii(part).strip("'") for part in shown)[:200]
    return thing or "the request", _plainly(faults[0]["msg"]) + more, hint


def _plainly(message: str) -> str:
    plain = message.removeprefix("Value error, ").replace("Input should", "it should")
    return plain[0].lower() + plain[1:]


_FIELDS = f"A question has the fields {', '.join(QueryRequest.model_fields)}."
_HINTS = {
    "from": "Write a day as 2025-07-31.",
    "to": "Write a day as 2025-07-31.",
    "grain": "Use day, week, month, quarter or year, or none.",
    "limit": "Give a whole number of rows, such as 100.",
    "offset": "Give the number of rows to leave out, from 0.",
    "search": "Give at most 500 characters of a name.",
    "having": "Give a list of conditions: field, op and value.",
    "op": f"Use one of {', '.join(get_args(Operator))}.",
    "value": "Give text, a number, true or false.",
    "values": "Give a list of at most 500 texts or numbers.",
    "compare": f"Use {' or '.join(get_args(ComparedWith))}, or none.",
    "metrics": "Name 1 to 20 metrics; GET /api/v1/metrics lists them.",
    "group_by": "Name at most 8 dimensions.",
    "keys": "Give the value of each key of the row by its name: text, a number, true, false or null.",
    "metric": "Name one metric of the question.",
    "input": "Name one input of the metric.",
    "order_by": "Name at most 10 columns, with a leading - for descending order.",
}

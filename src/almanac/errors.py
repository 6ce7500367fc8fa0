"""The one error that people see: what failed, why, and what to do next."""

from __future__ import annotations


class AlmanacError(Exception):
    """Something that a person can mend. Its text names the thing, the cause and the next step."""

    def __init__(self, thing: str, cause: str, next_step: str) -> None:
        self.thing, self.cause, self.next_step = thing, cause, next_step
        super().__init__(f"{thing}: {cause}\n  {next_step}")

"""Progress for people: every step and every warning is printed, names are never read as markup."""

from __future__ import annotations

import io

from rich.console import Console

from almanac.pipeline.events import Event
from almanac.pipeline.show import shown_progress


def test_steps_and_warnings_are_printed_and_counted_work_is_not() -> None:
    output = io.StringIO()
    with shown_progress(Console(file=output, width=100)) as on_event:
        on_event(Event("plan", "full build as of 2025-07-31: asked for"))
        on_event(Event("transform", "model fct_daily", 3, 10))
        on_event(Event("transform", "test tags_[bold]: warn (0.1 s)", 4, 10, is_warning=True))
    printed = output.getvalue()
    assert "plan       full build as of 2025-07-31: asked for" in printed
    assert "transform  test tags_[bold]: warn (0.1 s)" in printed
    assert "fct_daily" not in printed

"""Who runs a command that returns rows of customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from almanac.semantic.access import Viewer


def viewer_of_command() -> Viewer:
    """The person at the command line."""
    from almanac.semantic.access import EVERYTHING

    return EVERYTHING

"""`almanac validate`: whether the numbers can be trusted; and the same check for every build."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from almanac.errors import AlmanacError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from almanac.config import Settings
    from almanac.pipeline.audit import Check, Checked, FailedNode
    from almanac.quality.results import Result
    from almanac.warehouse.versions import Version


def register(app: typer.Typer) -> None:
    """Add the verb `validate`."""
    app.command("validate")(validate)


def validate(
    as_json: Annotated[bool, typer.Option("--json", help="Every result, for programs.")] = False,
) -> None:
    """Check every metric of the published version: two ways, range, empty days, identities."""
    from rich.console import Console

    from almanac.config import settings
    from almanac.quality.results import results_json
    from almanac.quality.show import show_results
    from almanac.quality.validate import validate as check_version
    from almanac.warehouse.home import Home
    from almanac.warehouse.reader import PublishedReader

    _require_everything()
    reader = PublishedReader(Home(settings().home), settings().threads, settings().memory_limit)
    try:
        with reader.lease() as snapshot:
            results = check_version(snapshot)
    finally:
        reader.close()
    if as_json:
        print(results_json(results))
    else:
        show_results(Console(), results)
    if any(result.status == "failed" for result in results):
        raise typer.Exit(1)


def _require_everything() -> None:
    """What differs is told with the entity that it differs for."""
    from almanac.commands.viewer import viewer_of_command

    viewer = viewer_of_command()
    if viewer.rules is not None:
        hint = "Ask somebody who sees all rows."
        raise AlmanacError(f"user {viewer.name}", "sees some rows, and a validation tells of all", hint)


def check_of_build(settings: Settings) -> Check:
    """The check that a build passes before it is published; its results become a table of the version."""

    def check(version: Version, built: Sequence[str] | None) -> Checked:
        from almanac.pipeline.audit import Checked
        from almanac.quality.results import counts, read, record
        from almanac.quality.validate import validate as check_version
        from almanac.warehouse.engine import literal, open_for_writing
        from almanac.warehouse.reader import Snapshot

        with open_for_writing(version.database) as connection:
            connection.execute(f"set threads = {settings.threads:d}")
            connection.execute(f"set memory_limit = {literal(settings.memory_limit)}")
            results = check_version(Snapshot(version, connection), built)
            record(connection, results)
            return Checked(counts(read(connection)), _failed(results))

    return check


def _failed(results: Sequence[Result]) -> list[FailedNode]:
    from almanac.pipeline.audit import FailedNode

    return [
        FailedNode(name=result.metric_name, kind=result.check_name, message=_message(result))
        for result in results
        if result.status == "failed"
    ]


def _message(result: Result) -> str:
    of = f" of {result.compared_values:,}" if result.compared_values else ""
    return f"{result.entity_type or 'rows'}: {result.failed_values:,}{of} fail: {result.detail}"

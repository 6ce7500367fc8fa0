"""Reading `mapping.yml`: a mistake is told with file, entry and key."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from almanac.connectors.files.mapping import ColumnsEntry, Formatted, Mapping, SelectEntry
from almanac.errors import AlmanacError
from almanac.warehouse.contract import Table, contract_table


def read_mapping(path: Path) -> Mapping:
    """The mapping in that file, checked against the source contract."""
    try:
        mapping = Mapping.model_validate(_yaml(path))
    except ValidationError as error:
        raise _mistake(path, error) from None
    try:
        for name, entry in mapping.tables.items():
            _check_columns(contract_table(name), entry)
    except AlmanacError as error:
        raise AlmanacError(f"{path}: tables.{error.thing}", error.cause, error.next_step) from None
    return mapping


def _check_columns(table: Table, entry: ColumnsEntry | SelectEntry) -> None:
    """A select's columns are known only once it has run; an entry's are named in it."""
    if isinstance(entry, SelectEntry):
        return
    for target, source in entry.named.items():
        data_type = table.column(target).data_type
        if isinstance(source, Formatted) and data_type not in ("timestamp", "date"):
            thing = f"{table.full_name}.columns.{target}"
            raise AlmanacError(thing, f"a format is for moments; it is {data_type}", "Name the column alone.")


class _Loader(yaml.SafeLoader):
    """YAML in which a key given twice is a mistake: the second would win in silence."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key in (key for key, _ in node.value if isinstance(key, yaml.ScalarNode)):
            if key.value in seen:
                problem = f"`{key.value}` is given twice"
                raise yaml.MarkedYAMLError(problem=problem, problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def _yaml(path: Path) -> object:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), _Loader)
    except FileNotFoundError:
        raise AlmanacError(str(path), "there is no such file", "Name a mapping with --map.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise AlmanacError(str(path), f"cannot be read ({error})", "It must be YAML in UTF-8.") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path}, line {mark.line + 1}" if mark else str(path)
        cause = getattr(error, "problem", None) or str(error)
        raise AlmanacError(where, f"is no valid YAML: {cause}", "Mend that line.") from None


def _mistake(path: Path, error: ValidationError) -> AlmanacError:
    """The first mistake, with its place in the words of the file (`<...>` are names of our own)."""
    first = error.errors()[0]
    place = [str(part) for part in first["loc"] if not str(part).startswith("<")]
    given = "" if isinstance(first["input"], dict | list) else f" (given: {str(first['input'])[:80]})"
    return AlmanacError(
        f"{path}: {'.'.join(place).removesuffix('.str') or 'the whole file'}",
        first["msg"].removeprefix("Value error, ") + given,
        "The form of a mapping is described in docs/guides/bring-your-own-data.md.",
    )

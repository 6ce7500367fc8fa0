"""From the globs of a mapping to files that exist, and their format."""

from __future__ import annotations

import glob
from pathlib import Path

from almanac.connectors.files.mapping import Files, Format
from almanac.errors import AlmanacError

_SUFFIXES: dict[str, Format] = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet"}


def find_files(thing: str, files: Files, folder: Path) -> list[Path]:
    """The files of a relation in the order of their names; every pattern matches one, and none is empty."""
    found: dict[Path, None] = {}
    for pattern in files.patterns:
        matches = sorted(glob.glob(pattern, root_dir=folder, recursive=True))
        paths = [path for path in (folder.absolute() / match for match in matches) if path.is_file()]
        if not paths:
            where = f"Looked in {folder.absolute()}; --files names another folder."
            raise AlmanacError(thing, f"no file matches {pattern}", where)
        found.update(dict.fromkeys(paths))
    for path in found:
        if path.stat().st_size == 0:
            raise AlmanacError(thing, f"{path} is empty", "Export it again, or take it out of the mapping.")
    return list(found)


def format_of(thing: str, files: Files, path: Path) -> Format:
    """The format that the mapping names, else the one that the suffix tells (`.gz` aside)."""
    if files.format:
        return files.format
    suffixes = [suffix.lower() for suffix in path.suffixes if suffix.lower() != ".gz"]
    if suffixes and suffixes[-1] in _SUFFIXES:
        return _SUFFIXES[suffixes[-1]]
    cause = f"{path.name} has none of the suffixes {', '.join(_SUFFIXES)}"
    raise AlmanacError(thing, cause, "Say `format: csv`, jsonl or parquet in the mapping.")

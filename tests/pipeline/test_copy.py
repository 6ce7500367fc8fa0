"""A clone has the same bytes and a life of its own."""

from __future__ import annotations

from pathlib import Path

from almanac.pipeline.copy import clone_file


def test_a_clone_is_independent(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(bytes(range(256)) * 5000)
    clone_file(source, target)
    assert target.read_bytes() == source.read_bytes()
    with target.open("r+b") as file:
        file.write(b"changed")
    assert source.read_bytes().startswith(bytes(range(8)))
    assert target.read_bytes().startswith(b"changed")

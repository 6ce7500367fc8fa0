"""A part of the dbt project: some models with all that they read, which dbt reads and runs in less time."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

ACCOUNT = "conservation_account"
ACCOUNTED = Path("macros/staging/accounted_tables.sql")
ALL_ACCOUNTED = "base_*"
"""What the account reads: for a part, of what else is read."""

_COMMENT = re.compile(r"^\s*--(?! depends_on)[^\n]*|\{#.*?#\}", re.MULTILINE | re.DOTALL)
_MACRO = re.compile(r"\{%-?\s*macro\s+(?:[a-z]+__(?=\w))?(\w+)\(.*?\bendmacro\b", re.DOTALL)
_REF = re.compile(r"\bref\(([^)]*)\)")
_SEMANTIC = {"semantic_model", "metrics", "derived_semantics", "primary_entity", "agg_time_dimension"}
_SEMANTIC_OF_COLUMN = {"entity", "dimension", "granularity"}
_MODELS, _OTHERS = {".sql", ".csv"}, {"macros", "tests", "target", "logs", "analyses"}


@dataclass(frozen=True)
class Project:
    """A dbt project as its files tell it: what reads what is found by name, so that dbt need not parse it."""

    folder: Path

    @cached_property
    def files(self) -> dict[str, Path]:
        """The file of each model, seed and snapshot."""
        paths = [path for path in self.folder.rglob("*") if path.suffix in _MODELS]
        return {p.stem: p for p in paths if p.relative_to(self.folder).parts[0] not in _OTHERS}

    @cached_property
    def macros(self) -> dict[str, str]:
        """The text of each macro, with those that stand in for it in a dialect."""
        found: dict[str, str] = {}
        for path in (self.folder / "macros").rglob("*.sql"):
            for macro in _MACRO.finditer(path.read_text()):
                found[macro[1]] = found.get(macro[1], "") + _COMMENT.sub("", macro[0])
        return {**found, ACCOUNTED.stem: ""}

    def chosen(self, selectors: Sequence[str]) -> set[str]:
        """The models that selectors name: `+model` or `+path:folder`."""
        names: set[str] = set()
        for selector in selectors:
            name = selector.removeprefix("+")
            folder = self.folder / name.removeprefix("path:")
            is_folder = name.startswith("path:")
            names |= (
                {stem for stem, path in self.files.items() if folder in path.parents} if is_folder else {name}
            )
        return names

    def with_parents(self, names: set[str]) -> set[str]:
        """These and all that they read, directly or through others."""
        found, todo = set(names), list(names)
        while todo:
            new = self._reads(todo.pop()) - found
            found |= new
            todo += new
        return found

    def _reads(self, name: str) -> set[str]:
        if self.files[name].suffix == ".csv":
            return set()
        texts, todo = [], [_COMMENT.sub("", self.files[name].read_text())]
        known: set[str] = set()
        while todo:
            texts.append(todo.pop())
            called = (set(re.findall(r"\w+", texts[-1])) & self.macros.keys()) - known
            known |= called
            todo += [self.macros[macro] for macro in called]
        return self._named("\n".join(texts))

    def _named(self, text: str) -> set[str]:
        """Every name of a model that occurs, and those that a composed name can mean."""
        names = set(re.findall(r"\w+", text)) & self.files.keys()
        patterns = [
            _pattern(composed)
            for composed in _REF.findall(text)
            if "~" in composed and "base_" not in composed
        ]
        return names | {stem for stem in self.files for pattern in patterns if fnmatch(stem, pattern)}


def _pattern(composed: str) -> str:
    """What names `'stg_' ~ platform ~ '_versions'` can mean."""
    parts = [re.fullmatch(r"\s*'(.*)'\s*", part) for part in composed.split("~")]
    return "".join(literal[1] if literal else "*" for literal in parts)


def copy_part(project: Path, folder: Path, selectors: Sequence[str]) -> None:
    """Copy what these models need, with the account of the raw tables that they read."""
    whole = Project(project)
    names = whole.with_parents({*whole.chosen(selectors), ACCOUNT})
    for name in names:
        _copy(whole.files[name], project, folder)
    for path in (*project.glob("*.yml"), *(project / "macros").rglob("*.sql")):
        _copy(path, project, folder)
    for path in project.glob("*/**/*.yml"):
        text = yaml.load(path.read_text(), yaml.CSafeLoader)
        target = folder / path.relative_to(project)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(yaml.dump(_told_of(text, names), Dumper=yaml.CSafeDumper, width=1_000))
    _account_for(folder / ACCOUNTED, names)


def _copy(path: Path, project: Path, folder: Path) -> None:
    target = folder / path.relative_to(project)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, target)


def _told_of(text: dict[str, Any], names: set[str]) -> dict[str, Any]:
    """What a YAML file tells of these models; nothing of metrics, which need the whole."""
    kept = {key: value for key, value in text.items() if key in ("version", "sources", "macros")}
    for kind in ("models", "seeds", "snapshots"):
        kept[kind] = [_bare(node) for node in text.get(kind) or () if node["name"] in names]
    return kept


def _bare(node: dict[str, Any]) -> dict[str, Any]:
    columns = [_without(column, _SEMANTIC_OF_COLUMN) for column in node.get("columns") or ()]
    return {**_without(node, _SEMANTIC), "columns": columns}


def _without(node: dict[str, Any], keys: set[str]) -> dict[str, Any]:
    return {name: value for name, value in node.items() if name not in keys}


def _account_for(path: Path, names: set[str]) -> None:
    """The account's list of tables without those that the part leaves out."""
    lines = path.read_text().splitlines(keepends=True)
    tables = [re.search(r"^\s+'(\w+)\.(\w+)',?$", line) for line in lines]
    pairs = zip(lines, tables, strict=True)
    path.write_text("".join(line for line, m in pairs if not m or f"base_{m[1]}__{m[2]}" in names))

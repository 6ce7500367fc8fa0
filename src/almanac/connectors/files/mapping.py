"""The form of `mapping.yml`: which files fill which raw table, and how."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    model_validator,
)

from almanac.connectors.files.casts import Type

Format = Literal["csv", "jsonl", "parquet"]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
THE_FILE = "file"
"""The relation's name where an entry has one file and `columns`."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Files(_Strict):
    """One relation: the rows of one or several files of the same columns."""

    files: str | list[str] = Field(description="path or glob, relative to the mapping (or to --files)")
    format: Format | None = Field(default=None, description="csv, jsonl or parquet; else told by the suffix")
    delimiter: str = Field(
        default=",", min_length=1, max_length=1, description="between the cells of a CSV line"
    )
    encoding: Literal["utf-8", "latin-1", "utf-16"] = Field(default="utf-8", description="of a CSV file")
    types: dict[str, Type] = Field(default_factory=dict, description="columns that are no text")
    unique: list[str] = Field(default_factory=list, description="columns that identify a row of the files")

    @model_validator(mode="after")
    def _names_a_file(self) -> Self:
        if not self.files:
            raise ValueError("files: name a file")
        return self

    @property
    def patterns(self) -> list[str]:
        """The globs, in order."""
        return [self.files] if isinstance(self.files, str) else self.files


class Expression(_Strict):
    """A column computed by a DuckDB expression over the file's columns."""

    sql: str


class Constant(_Strict):
    """The same value in every row."""

    value: str | int | float | bool


class Formatted(_Strict):
    """A date column that is not written the ISO way; `format` as strptime takes it."""

    source: str = Field(alias="from")
    format: str


def _form_of_target(target: object) -> str | None:
    if isinstance(target, str):
        return "<column>"
    keys = target if isinstance(target, dict) else {}
    return next((f"<{key}>" for key in ("sql", "value", "from") if key in keys), None)


Target = Annotated[
    Annotated[str, Tag("<column>")]
    | Annotated[Expression, Tag("<sql>")]
    | Annotated[Constant, Tag("<value>")]
    | Annotated[Formatted, Tag("<from>")],
    Discriminator(
        _form_of_target,
        custom_error_type="target",
        custom_error_message="give a column's name, {sql: ...}, {value: ...} or {from: ..., format: ...}",
    ),
]


AS_DELIVERED: Literal["as_delivered"] = "as_delivered"
"""Instead of columns: every column of the file that the contract knows by name or alias."""

Columns = Annotated[
    Annotated[dict[str, Target], Field(min_length=1), Tag("<each>")]
    | Annotated[Literal["as_delivered"], Tag("<as delivered>")],
    Discriminator(lambda columns: "<as delivered>" if isinstance(columns, str) else "<each>"),
]


class ColumnsEntry(Files):
    """A table filled row by row from one relation."""

    columns: Columns

    @property
    def named(self) -> dict[str, Target]:
        """The columns that the mapping names; none where the file's own names count."""
        return {} if isinstance(self.columns, str) else self.columns

    @property
    def relations(self) -> dict[str, Files]:
        """The one relation, called `file`."""
        return {THE_FILE: self}

    @property
    def row_per(self) -> str | None:
        """Every row of the file is one row of the table."""
        return THE_FILE


Source = Annotated[
    Annotated[str, Tag("<path>")] | Annotated[Files, Tag("<files>")],
    Discriminator(lambda source: "<path>" if isinstance(source, str) else "<files>"),
]


class SelectEntry(_Strict):
    """A table filled by one SELECT over named relations."""

    sources: dict[Name, Source] = Field(alias="from", min_length=1)
    select: str
    row_per: str | None = Field(default=None, description="the relation of which each row must come out once")

    @property
    def relations(self) -> dict[str, Files]:
        """The named relations; a plain text is a path."""
        return {name: Files(files=f) if isinstance(f, str) else f for name, f in self.sources.items()}

    @model_validator(mode="after")
    def _row_per_is_named(self) -> Self:
        if self.row_per is not None and self.row_per not in self.sources:
            raise ValueError(f"row_per names {self.row_per}, which is not among {', '.join(self.sources)}")
        return self


def _form_of_entry(entry: object) -> str:
    return "<select>" if isinstance(entry, dict) and ("select" in entry or "from" in entry) else "<columns>"


Entry = Annotated[
    Annotated[ColumnsEntry, Tag("<columns>")] | Annotated[SelectEntry, Tag("<select>")],
    Discriminator(_form_of_entry),
]


class Mapping(_Strict):
    """The raw tables that one load fills, by `source.table`."""

    tables: dict[str, Entry] = Field(min_length=1)

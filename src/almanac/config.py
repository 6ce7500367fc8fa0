"""Typed settings, read once: the environment (`ALMANAC_*`), else `almanac.yml`, else the defaults."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Annotated, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    YamlConfigSettingsSource,
)
from yaml import YAMLError

from almanac.errors import AlmanacError

PROJECT_DIR = Path(__file__).resolve().parents[2]
"""The checkout: it holds `transform/` and `web/`."""


ALL, OWN = "all", "own "
"""How a group says that it shows every row, or those of the user's own value of a dimension."""


def _words(value: object) -> object:
    words = value if isinstance(value, list | tuple) else [value]
    if not words or not all(isinstance(word, str) for word in words):
        raise ValueError("give one text or a list; what YAML takes for another type, such as 12, in quotes")
    return tuple(words)


def _rows(value: object) -> object:
    names_own = isinstance(value, str) and re.fullmatch(f"{OWN}[a-z_]+", value)
    if value == ALL or names_own or (isinstance(value, dict) and len(value) == 1):
        return value
    raise ValueError("say all, own DIMENSION or {DIMENSION: values}; make a group of each dimension")


Words = Annotated[tuple[str, ...], BeforeValidator(_words)]


class Group(BaseModel):
    """The customers that the users of a group may see."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rows: Annotated[dict[str, Words] | str, BeforeValidator(_rows)] = Field(
        description="all; `own csm`: those whose csm is the user's; `{region: emea}`: those of the region"
    )

    @property
    def own(self) -> str | None:
        """The dimension that has to have the user's own value."""
        is_own = isinstance(self.rows, str) and self.rows.startswith(OWN)
        return str(self.rows).removeprefix(OWN) if is_own else None

    @property
    def dimensions(self) -> list[str]:
        """The dimensions of customers that its rule reads."""
        return list(self.rows) if isinstance(self.rows, dict) else [self.own] if self.own else []


class User(BaseModel):
    """A person with a token: groups, and the values that belong to this person, such as `csm: Dana Fox`."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, Words]

    name: str | None = Field(None, description="what the page calls the person")
    groups: tuple[str, ...] = ()

    @property
    def attributes(self) -> dict[str, tuple[str, ...]]:
        """The person's own values by dimension."""
        return self.__pydantic_extra__


class Access(BaseModel):
    """Who may see what. While there is no user, everybody sees everything."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    groups: dict[str, Group] = Field(default_factory=dict)
    users: dict[str, User] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        for name, user in self.users.items():
            self._check_user(name, user)
        return self

    def _check_user(self, name: str, user: User) -> None:
        unknown = [group for group in user.groups if group not in self.groups]
        if unknown:
            there = ", ".join(self.groups) or "none"
            raise ValueError(f"user {name} is in group {unknown[0]}, which is not there (there are: {there})")
        needed = {own for group in user.groups if (own := self.groups[group].own)}
        for missing in sorted(needed - user.attributes.keys()):
            raise ValueError(f"user {name} has no `{missing}:`, whose rows one of the user's groups shows")
        for unused in sorted(user.attributes.keys() - needed):
            raise ValueError(f"user {name} has a `{unused}:`, which none of the user's groups reads")


QUERY_SECONDS = 30.0
"""Nobody looks at a page for longer without an answer."""


class Settings(BaseSettings):
    """Where Almanac keeps its state and how it serves. Every field can be set as `ALMANAC_<FIELD>`."""

    model_config = SettingsConfigDict(
        env_prefix="ALMANAC_", yaml_file=PROJECT_DIR / "almanac.yml", extra="forbid", frozen=True
    )

    home: Path = Field(PROJECT_DIR / ".almanac", description="raw data, published versions, state")
    dashboards: Path = Field(PROJECT_DIR / "dashboards", description="dashboard files")
    host: str = Field("127.0.0.1", description="address that the server binds")
    port: int = Field(8420, ge=1, le=65535, description="port that the server binds")
    keep_versions: int = Field(3, ge=1, description="published versions that are kept")
    threads: int = Field(2, ge=1, description="threads of the engine while building")
    memory_limit: str = Field("4GB", description="memory limit of the engine while building")
    query_seconds: float = Field(
        QUERY_SECONDS, gt=0, description="seconds after which the server stops a question"
    )
    vars: dict[str, object] = Field(default_factory=dict, description="policies handed to dbt as vars")
    access: Access = Field(default_factory=Access, description="users, groups and the rows that they see")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments win over the environment, the environment over the file."""
        return init_settings, env_settings, YamlConfigSettingsSource(settings_cls)


@cache
def settings() -> Settings:
    """The settings of this process; an error names what is wrong with them."""
    try:
        return Settings()
    except (ValidationError, SettingsError, YAMLError) as error:
        hint = "Mend almanac.yml (or the variable ALMANAC_... of that name)."
        raise AlmanacError("the settings", _told(error), hint) from None


def _told(error: Exception) -> str:
    if not isinstance(error, ValidationError):
        return " ".join(str(error).split())
    fault = error.errors(include_url=False)[0]
    where = ".".join(part for part in map(str, fault["loc"]) if "[" not in part)
    return f"{where}: {fault['msg'].removeprefix('Value error, ')}"

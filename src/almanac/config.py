"""Typed settings, read once: the environment (`ALMANAC_*`), else `almanac.yml`, else the defaults."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import Field
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    YamlConfigSettingsSource,
)

PROJECT_DIR = Path(__file__).resolve().parents[2]
"""The checkout: it holds `transform/` and `web/`."""


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
    vars: dict[str, object] = Field(default_factory=dict, description="policies handed to dbt as vars")

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
    """The settings of this process."""
    return Settings()

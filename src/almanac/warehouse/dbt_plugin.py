"""What dbt does before it opens a database (see profiles.yml): make its folder, as the engine will not."""

from __future__ import annotations

from pathlib import Path

from dbt.adapters.duckdb.credentials import DuckDBCredentials
from dbt.adapters.duckdb.plugins import BasePlugin


class Plugin(BasePlugin):
    """Lets `dbt seed` work in a fresh checkout."""

    def update_connection_config(self, creds: DuckDBCredentials, config: dict[str, object]) -> None:
        """Called before each connection."""
        Path(creds.path).parent.mkdir(parents=True, exist_ok=True)

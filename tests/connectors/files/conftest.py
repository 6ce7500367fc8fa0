from __future__ import annotations

from pathlib import Path

import pytest

from tests.connectors.files.workshop import Workshop


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    """A folder of its own for each test."""
    return Workshop(tmp_path)

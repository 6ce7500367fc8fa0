"""Verbs of the command line over the tiny company."""

from __future__ import annotations

from tests.semantic.conftest import company_home, empty_home, semantic_manifest

__all__ = ["company_home", "empty_home", "semantic_manifest"]

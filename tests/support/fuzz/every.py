"""All laws; this module is imported for them alone."""

from __future__ import annotations

from support.fuzz import articles, editing, fields, naming, reading, requoting, sites  # noqa: F401 - these make the laws
from support.fuzz.laws import LAWS

__all__ = ["LAWS"]

"""What the files for machines have in common."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sitegen.core.model import Date

JsonRecord = Mapping[str, Any]
"""One line of a JSON Lines file."""


def json_lines(records: Iterable[JsonRecord]) -> bytes:
    """Records as JSON Lines."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def iso_or_none(when: Date | None) -> str | None:
    """A date as data has it: EDTF of level 0 or 1, as it was typed, or a moment."""
    return when.iso if when else None

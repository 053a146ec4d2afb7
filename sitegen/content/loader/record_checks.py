"""A slip that validation cannot explain: a record in the folder of another kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sitegen.content import schema
from sitegen.content.loader.raw_record import RawRecord
from sitegen.content.schema.record_models import KINDS
from sitegen.core.problems import Problems
from sitegen.files.source_files import CONTENT, SEEDS

_MIN_FOREIGN_KEYS: Final = 2
"""Keys that are wrong here and right there: one alone may be a slip."""


def likely_kind(model: type[schema.Written], raw: RawRecord, schema_problems: Sequence[schema.SchemaProblem]) -> str:
    """Of which other kind a record seems to be; empty if of none, of several, or of that of `model`."""
    wrong = [one for one in schema_problems if one.code == "unknown-key" and len(one.path) == 1]
    if len(wrong) < _MIN_FOREIGN_KEYS or model not in KINDS.values() or raw.file.startswith(f"{SEEDS}/"):
        return ""
    keys = raw.values.keys() | {"id"}
    found = [
        kind
        for kind, other in KINDS.items()
        if other is not model and keys <= {*schema.keys_at(other, ())} and _required(other) <= keys
    ]
    return found[0] if len(found) == 1 else ""


def report_misfiled(kind: str, raw: RawRecord, problems: Problems) -> None:
    """Report a record that is of another kind, once. Reports: unknown-key."""
    keys = ", ".join(f'"{key}"' for key in list(raw.values)[:4])
    message = f"this looks like {'an' if kind in ('actor', 'article') else 'a'} {kind}, by its keys {keys}"
    problems.add(raw.location, "unknown-key", message, f"move it to {CONTENT}/{kind}s/")


def _required(model: type[schema.Written]) -> set[str]:
    return {one.alias or name for name, one in model.model_fields.items() if one.is_required()}

"""Slips that validation cannot see or explain: a list written as one text, a record in the folder of another kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sitegen.content import schema
from sitegen.content.loader.raw_record import RawRecord
from sitegen.content.schema.record_models import KINDS
from sitegen.core.problems import Problems
from sitegen.files.source_files import CONTENT, SEEDS

_LIST_KEYS: Final = ("aliases", "topics", "surname", "terms")
"""Keys that take a list of words; written as one text they are a list of one."""
_SIGN: Final = re.compile(r"[-\u2010-\u2015\u2022\u2023\u2043\u00b7*]\s*\S")
_COMMA: Final = re.compile(r"[,;\u3001\uff0c\u061b\u060c]\s*")
_LIST_PARTS: Final = 3
"""Parts between commas that are names, however short."""


def report_lists_as_text(raw: RawRecord, problems: Problems) -> None:
    """Report texts that were meant for lists. Reports: list-as-text.

    Whoever means one text writes it as the item of a list.
    """
    for key in _LIST_KEYS:
        text = raw.values.get(key)
        if not isinstance(text, str) or raw.is_in_seed(key):
            continue
        parts = [one for one in _COMMA.split(text.strip()) if one]
        if _SIGN.match(text.strip()):
            message = f'"{text.strip()[0]}" begins this text, and makes no list of it: "{_excerpt(text)}" is one'
            hint = "in a list each item stands on a line of its own, behind a hyphen and a space"
        elif len(parts) >= _LIST_PARTS or (key == "aliases" and _are_names(raw, parts)):
            message = f'"{_excerpt(text)}" is one text, and no list'
            items = ", ".join([*parts[:_LIST_PARTS], *(["…"] if len(parts) > _LIST_PARTS else [])])
            hint = f'write `{key}: [{items}]`, or where one is meant, `{key}: ["{_excerpt(text)}"]`'
        else:
            continue
        problems.add(raw.place((key,)), "list-as-text", message, hint)


def _are_names(raw: RawRecord, parts: list[str]) -> bool:
    """Whether these are several names of a person: `Holt, Ana` and `Ana Holt, Jr.` are one."""
    return len(parts) > 1 and raw.values.get("kind", "person") == "person" and all(" " in one for one in parts)


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:79]}…"


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

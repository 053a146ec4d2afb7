"""Texts of other authors, with what their editors labelled: those of `tests/data/texts`, and others where they are.

A document is an object of JSON, a line each; tests/data/README.md says what is in it, and under which licence.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import unicodedata
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).resolve().parent
SHIPPED: Final = HERE.parent / "tests/data/texts"
ELSEWHERE: Final = Path(os.environ.get("SITEGEN_DATA", HERE.parents[1] / "shared/data"))
"""A folder of collections that are too large for the repository."""

KINDS: Final = {"person", "organization", "place"}
"""Of what is labelled, what may be an actor."""


def find_collection(name: str) -> Path | None:
    """The file of a collection: the shipped one, or one of those elsewhere; None where neither is there."""
    there = ELSEWHERE / name
    files = (
        SHIPPED / f"{name}.jsonl.gz",
        *(there / f"{part}docs.jsonl{end}" for part in ("open/", "") for end in ("", ".gz")),
    )
    return next((file for file in files if file.is_file()), None)


def documents(file: Path) -> list[dict[str, Any]]:
    """All documents of a file, packed or not."""
    data = file.read_bytes()
    text = (gzip.decompress(data) if file.suffix == ".gz" else data).decode()
    return [json.loads(line) for line in text.split("\n") if line]


def collection(name: str) -> list[dict[str, Any]]:
    """All documents of a collection. Raises FileNotFoundError where it is not here."""
    file = find_collection(name)
    if file is None:
        raise FileNotFoundError(f"no collection {name}: set SITEGEN_DATA to the folder that it is in")
    return documents(file)


def slug(words: str) -> str:
    """The id that an archive has for a document or an entity."""
    return re.sub(r"[^\w]+|_+", "-", unicodedata.normalize("NFC", words.casefold())).strip("-")[:80] or "x"


def solid(text: str) -> list[int]:
    """The places of the characters that are no white space, by which texts of another layout are compared."""
    return [place for place, character in enumerate(text) if not character.isspace()]


def is_name(mention: dict[str, Any]) -> bool:
    """Whether a labelled stretch is a name of somebody or something that a knowledge base knows."""
    return mention.get("form") == "name" and bool(mention.get("kb")) and mention["entity_type"] in KINDS


def actor_id(mention: dict[str, Any]) -> str:
    """The id of the actor whom a mention means."""
    return slug(mention["entity_id"].split(":", 1)[-1])

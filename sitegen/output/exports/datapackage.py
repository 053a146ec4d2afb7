"""`data/datapackage.json`: which files are there, and what each of their columns holds.

Sources: Frictionless Data Package 1.0, Table Schema 1.0. Dates are strings, as one column holds years, months, days and
moments, of which a schema can name one alone. A file without a record is not listed, since a table has a line.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Final

from sitegen.core import urls
from sitegen.output.exports.article_lines import MENTION_COLUMNS
from sitegen.output.exports.export_formats import JsonRecord, json_line
from sitegen.site.index import SiteIndex
from sitegen.site.pages import data_page

_TYPES: Final[Mapping[str, str]] = {
    "articles": (
        "id title date url publisher topics:array actors:array sha256 text authors:array language rights archived_url "
        "page text_file"
    ),
    "actors": (
        "id name kind aliases:array roles:array born died summary same_as:array topics:array related:array "
        "sources:array articles:integer mentions:integer page"
    ),
    "topics": "id name summary parent related:array articles:array page",
    "claims": (
        "id claim speaker:array reported_by:array about:array date topics:array verdict review reviewed_by reviewed "
        "sources:array repeats:array contradicts:array supports:array answers:array history:array passages:array page "
        "reviews:array"
    ),
    "verdicts": "id label definition tone rating claims:integer page",
    "notes": (
        "id title body terms:array topics:array actors:array sources:array passages:array page authors:array certainty"
    ),
    "annotations": (
        "@context id type motivation creator:object created modified body:any target:object sitegen:object"
    ),
    "mentions": " ".join(name if name not in {"start", "end"} else f"{name}:integer" for name in MENTION_COLUMNS),
}
"""The columns of each file, in the order of its records' keys; without a type a column holds text."""
_SPARSE: Final = "annotations"
"""Its lines lack what is not known, as no annotation may hold null."""
_KEYS: Final = {
    "mentions": {
        "foreignKeys": [
            {"fields": "article", "reference": {"resource": "articles", "fields": "id"}},
            {"fields": "actor", "reference": {"resource": "actors", "fields": "id"}},
        ]
    },
}


def data_package(index: SiteIndex) -> bytes:
    """`data/datapackage.json`: title, files that hold a record, and what each of their columns holds."""
    site = index.site
    described = {"description": site.description} if site.description else {}
    package = {
        "name": _name(site.title),
        "title": site.title,
        **described,
        "resources": [_resource(name) for name in data_page.record_counts(index)],
    }
    return json_line(package, indent=2)


def _name(title: str) -> str:
    """The title as a name: of other letters than ASCII's a hash, as a package's name knows no others."""
    slug = urls.slug_or_hash(title)
    return slug if slug.isascii() else f"archive-{hashlib.sha256(slug.encode()).hexdigest()[:12]}"


def _resource(name: str) -> JsonRecord:
    fields = [_field(*column.partition(":")[::2]) for column in _TYPES[name].split()]
    form = ("csv", "text/csv") if name in data_page.TABLES else ("jsonl", "application/jsonl")
    # Which keys there are is else read off the first line alone.
    dialect = {"dialect": {"json": {"keys": [field["name"] for field in fields]}}} if name == _SPARSE else {}
    return {
        "name": name,
        "path": data_page.data_file_name(name),
        "description": data_page.DESCRIPTIONS[name],
        "format": form[0],
        "mediatype": form[1],
        "encoding": "utf-8",
        **dialect,
        "schema": {"fields": fields, **_KEYS.get(name, {"primaryKey": "id"})},
    }


def _field(name: str, kind: str) -> JsonRecord:
    return {"name": name, "type": kind or "string"}

"""What is in `data/`, file by file: for readers, and for the descriptor that programs read."""

from __future__ import annotations

from typing import Final

from sitegen.core import urls
from sitegen.site.index import SiteIndex
from sitegen.site.pages.page_records import DataFile, DataPage, Frame
from sitegen.site.pages.views import Views

TITLE: Final = "Data"
PACKAGE: Final = "datapackage.json"

_EXACT: Final = (
    "Each name in an article, its place and whose it is. These are the very words: data for programs (RFC 4180), not "
    "for spreadsheets, which would take a cell that begins with =, +, - or @ for a formula."
)
DESCRIPTIONS: Final = {
    "articles": "Each article with its text, which is also the file text_file, in UTF-8.",
    "actors": "People, organizations and places.",
    "topics": "Topics, with the ids of their articles.",
    "claims": "Statements, who made them, and how they hold up.",
    "verdicts": "The scale that claims are judged by: each step with its words and, if it has one, its number.",
    "notes": "Context notes.",
    "annotations": "W3C Web Annotations of passages and mentions.",
    "mentions": _EXACT,
}
"""Each file by its name, in the order of the descriptor."""
TABLES: Final = frozenset({"mentions"})
"""Those that are CSV; all others are JSON Lines."""


def data_file_name(name: str) -> str:
    """The name of a file in `data/`: `claims.jsonl`."""
    return f"{name}.csv" if name in TABLES else f"{name}.jsonl"


def record_counts(index: SiteIndex) -> dict[str, int]:
    """How many records each file of `data/` holds, by its name without ending; empty files are left out."""
    counts = index.annotation_counts.values()
    mentions, passages = sum(one.mentions for one in counts), sum(one.passages for one in counts)
    held = {
        "articles": len(counts),
        "actors": len(index.actors),
        "topics": len(index.topics),
        "claims": len(index.claims),
        "verdicts": len(index.site.verdicts),
        "notes": len(index.notes),
        "annotations": mentions + passages + sum(map(len, index.whole_article.values())),
        "mentions": mentions,
    }
    return {name: held[name] for name in DESCRIPTIONS if held[name]}


def data_page(views: Views) -> DataPage:
    """The page of what can be downloaded."""
    url = urls.section(urls.DATA)
    site = views.index.site
    frame = Frame(url, TITLE, "What this archive holds, as files for programs.", url, site.language)
    files = tuple(
        DataFile(data_file_name(name), f"{url}{data_file_name(name)}", DESCRIPTIONS[name], count)
        for name, count in record_counts(views.index).items()
    )
    return DataPage(frame, files, f"{url}{PACKAGE}")

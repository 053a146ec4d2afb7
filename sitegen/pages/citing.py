"""How an article is cited: in words, as BibTeX, as CSL-JSON.

What is cited is the article as it was published; the archive is where it can be read. Names stay whole, since nobody
has said which part of them is the surname.
Sources: Patashnik, BibTeXing (1988); citationstyles.org, CSL-JSON schema 1.0.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from sitegen import dates, urls
from sitegen.graph import Entry
from sitegen.model import Date, Site
from sitegen.pages.records import Citation
from sitegen.prose.characters import apart

_LATEX: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{character: f"\\{character}" for character in "&%#_${}"},
    }
)
# BibTeX counts braces, even those behind a backslash: one without its partner would swallow the rest of the file.
_LATEX_LONE: Final = _LATEX | {ord("{"): r"\textbraceleft{}", ord("}"): r"\textbraceright{}"}

_IN_URL: Final = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})
"""BibTeX styles print addresses as they stand, so all that may not be in one is what ends the field."""


def citations(entry: Entry, site: Site) -> tuple[Citation, ...]:
    """An article in every form, the words first."""
    page = site.base_url + urls.article(entry.article.id) if site.base_url else ""
    return (
        Citation("In words", _words(entry, site, page)),
        Citation("BibTeX", _bibtex(entry, site, page)),
        Citation("CSL-JSON", _csl(entry, site, page)),
    )


def _words(entry: Entry, site: Site, page: str) -> str:
    article = entry.article
    title = apart(entry.woven.title)
    parts = [
        _listed([apart(name) for name in article.authors]),
        f"“{title}”" if entry.woven.title.endswith(("?", "!", ".")) else f"“{title}.”",
        ", ".join(filter(None, (apart(article.publisher), dates.long(article.date) if article.date else ""))),
        apart(article.url),
        f"Archived at {apart(article.archived_url)}" if article.archived_url else "",
        f"In {apart(site.title)}" + (f": {page}" if page else ""),
    ]
    return " ".join(part if part.endswith("”") else f"{part.rstrip('.')}." for part in parts if part)


def _listed(names: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B, and C`."""
    if len(names) < 3:
        return " and ".join(names)
    return f"{', '.join(names[:-1])}, and {names[-1]}"


def _bibtex(entry: Entry, site: Site, page: str) -> str:
    article = entry.article
    kind = "article" if article.publisher else "misc"
    fields = "".join(f"  {name} = {value},\n" for name, value in _bibtex_fields(entry, site, page))
    return f"@{kind}{{{_key(article.id)},\n{fields}}}"


def _bibtex_fields(entry: Entry, site: Site, page: str) -> Iterator[tuple[str, str]]:
    article = entry.article
    if article.authors:
        yield "author", "{" + " and ".join(f"{{{_latex(name)}}}" for name in article.authors) + "}"
    yield "title", f"{{{{{_latex(entry.woven.title)}}}}}"
    if article.publisher:
        yield "journal", f"{{{_latex(article.publisher)}}}"
    yield from _bibtex_date(article.date)
    if article.url or page:
        yield "url", f"{{{(article.url or page).translate(_IN_URL)}}}"
    yield "note", f"{{In {_latex(site.title)}}}"


def _bibtex_date(date: Date | None) -> Iterator[tuple[str, str]]:
    year, month, day = (*_parts(date), 0, 0, 0)[:3]
    if year:
        yield "year", f"{{{year:04}}}"
    if month:
        yield "month", dates.MONTHS[month - 1][:3].lower()
    if day:
        yield "day", f"{{{day}}}"


def _csl(entry: Entry, site: Site, page: str) -> str:
    article = entry.article
    known = {
        "id": article.id,
        "type": "article-newspaper",
        "title": entry.woven.title,
        "author": [{"literal": name} for name in article.authors],
        "container-title": article.publisher,
        "issued": {"date-parts": [_parts(article.date)]} if article.date else None,
        "language": article.language or site.language,
        "URL": article.url or page,
        "archive": site.title,
        "archive_location": article.archived_url or page,
    }
    return json.dumps([{key: value for key, value in known.items() if value}], ensure_ascii=False, indent=2)


def _parts(date: Date | None) -> list[int]:
    """Year, month and day, as far as they are known."""
    return [int(number) for number in date.day.split("-")] if date else []


def _latex(text: str) -> str:
    return text.translate(_LATEX if _is_balanced(text) else _LATEX_LONE)


def _is_balanced(text: str) -> bool:
    """Whether every brace has its partner."""
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0


def _key(article_id: str) -> str:
    """The article's id; of one with other letters what ASCII has of it, and a hash behind a dot, which is in no id.

    BibTeX knows ASCII keys alone, and of several entries with one key a reader's library keeps one.
    """
    if article_id.isascii():
        return article_id
    plain = unicodedata.normalize("NFKD", article_id).encode("ascii", "ignore").decode()
    known = "-".join(part for part in plain.split("-") if part)
    return f"{known or 'article'}.{hashlib.sha256(article_id.encode()).hexdigest()[:12]}"

"""How an article is cited: in words, as BibTeX, as CSL-JSON.

What is cited is the article as it was published; the archive is where it can be read.
Sources: Patashnik, BibTeXing (1988); citationstyles.org, CSL-JSON schema 1.0.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec
from msgspec.structs import replace

from sitegen.core import dates, language_tags, urls
from sitegen.core.model import Actor, Site
from sitegen.site.index import ArticleEntry
from sitegen.site.pages import author_names, citation_dates
from sitegen.site.pages.author_names import AuthorName
from sitegen.site.pages.page_records import Citation, Piece
from sitegen.text.prose.html_text import isolate

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


def citations(entry: ArticleEntry, site: Site, actors: Mapping[str, Actor]) -> tuple[Citation, ...]:
    """An article in every form: in words, BibTeX, CSL-JSON; `actors` are those of the archive by their names."""
    article = entry.article
    language = article.language or site.language
    whole = {article.publisher, site.title, site.publisher.name if site.publisher else ""}
    names = [
        AuthorName(literal=name) if name in whole else author_names.split_author_name(name, actors.get(name), language)
        for name in article.authors
    ]
    page = site.base_url + urls.article(entry.article.id) if site.base_url else ""
    return (
        _in_words(entry, site, page),
        Citation("BibTeX", _bibtex(entry, site, page, names)),
        Citation("CSL-JSON", _csl(entry, site, page, names)),
    )


def _in_words(entry: ArticleEntry, site: Site, page: str) -> Citation:
    pieces = tuple(_pieces(entry, site, page))
    return Citation(
        "In words", "".join(piece.text if piece.is_ours else isolate(piece.text) for piece in pieces), pieces
    )


def _pieces(entry: ArticleEntry, site: Site, page: str) -> Iterator[Piece]:
    """Sentences of names and titles, a space between two of them."""
    sentences = list(_sentences(entry, site, page))
    for place, sentence in enumerate(sentences):
        if place:
            yield Piece(" ", is_ours=True)
        yield from sentence


def _sentences(entry: ArticleEntry, site: Site, page: str) -> Iterator[list[Piece]]:
    article, title = entry.article, entry.annotated.title
    language = language_tags.language_if_other(article.language, site.language)
    if article.authors:
        yield _with_full_stop(_enumerated(article.authors))
    end = "”" if title.endswith(("?", "!", ".")) else ".”"
    yield [_ours("“"), Piece(title, language=language), _ours(end)]
    published = [Piece(article.publisher)] if article.publisher else []
    if article.date:
        published += [_ours(", " if published else ""), _ours(dates.long_date(article.date))]
    if published:
        yield _with_full_stop(published)
    if article.url:
        yield _with_full_stop([Piece(article.url)])
    if article.archived_url not in ("", article.url):
        yield _with_full_stop([_ours("Archived at "), Piece(article.archived_url)])
    yield _with_full_stop([_ours("In "), Piece(site.title), *([_ours(": "), Piece(page)] if page else [])])


def _ours(text: str) -> Piece:
    return Piece(text, is_ours=True)


def _with_full_stop(pieces: list[Piece]) -> list[Piece]:
    """With one full stop behind the last piece."""
    return [*pieces[:-1], replace(pieces[-1], text=pieces[-1].text.rstrip(".")), _ours(".")]


def _enumerated(names: Sequence[str]) -> list[Piece]:
    """`A`, `A and B`, `A, B, and C`."""
    last = ", and " if len(names) > 2 else " and "
    between = [", "] * (len(names) - 2) + [last] * (len(names) > 1)
    found = [Piece(names[0])]
    for joint, name in zip(between, names[1:], strict=True):
        found += [_ours(joint), Piece(name)]
    return found


def _bibtex(entry: ArticleEntry, site: Site, page: str, names: Sequence[AuthorName]) -> str:
    article = entry.article
    kind = "article" if article.publisher else "misc"
    fields = "".join(f"  {name} = {value},\n" for name, value in _bibtex_fields(entry, site, page, names))
    return f"@{kind}{{{_key(article.id)},\n{fields}}}"


def _bibtex_fields(
    entry: ArticleEntry, site: Site, page: str, names: Sequence[AuthorName]
) -> Iterator[tuple[str, str]]:
    article = entry.article
    if names:
        yield "author", "{" + " and ".join(map(_bibtex_name, names)) + "}"
    yield "title", f"{{{{{_latex(entry.annotated.title)}}}}}"
    if article.publisher:
        yield "journal", f"{{{_latex(article.publisher)}}}"
    if article.date:
        yield from citation_dates.bibtex_date_fields(article.date)
    if article.url or page:
        yield "url", f"{{{(article.url or page).translate(_IN_URL)}}}"
    yield "note", f"{{In {_latex(site.title)}}}"


def _bibtex_name(name: AuthorName) -> str:
    """`van Family, Suffix, Given`; what is whole stands in braces, so that it stays so."""
    if name.literal:
        return f"{{{_latex(name.literal)}}}"
    family = f"{name.particle} {name.family}".strip()
    return ", ".join(_latex(part) for part in (family, name.suffix, name.given) if part)


def _csl(entry: ArticleEntry, site: Site, page: str, names: Sequence[AuthorName]) -> str:
    article = entry.article
    url = article.url or page
    known = {
        "id": article.id,
        "type": "article-newspaper",
        "title": entry.annotated.title,
        "author": list(map(_csl_name, names)),
        "container-title": article.publisher,
        "issued": citation_dates.csl_date(article.date) if article.date else None,
        "language": article.language or site.language,
        "URL": url,
        "archive": site.title,
        # Styles print both, so an address is in one of them alone.
        "archive_location": next((one for one in (article.archived_url, page) if one and one != url), ""),
    }
    item = {key: value for key, value in known.items() if value}
    return msgspec.json.format(msgspec.json.encode([item]), indent=2).decode()


def _csl_name(name: AuthorName) -> dict[str, str]:
    keys = ("family", "given", "non-dropping-particle", "suffix", "literal")
    return {key: part for key, part in zip(keys, name, strict=True) if part}


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

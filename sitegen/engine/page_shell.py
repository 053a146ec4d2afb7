"""What stands around an article after its title, its opening or its names changed, without the rest of the archive.

The page is made twice from stand-ins of the records, with the words of before and with those of now. What is equal in
both stays as it was. What differs is taken over, if the stand-ins made of the words of before what the whole archive
did.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final, TypeVar

from sitegen.core import urls
from sitegen.core.model import (
    AnnotatedArticle,
    AnnotationId,
    AnnotationKind,
    AnnotationTarget,
    Archive,
    Claim,
    ClaimId,
    Markdown,
    Note,
    NoteId,
    Topic,
)
from sitegen.core.problems import Location, Problems
from sitegen.engine.cached_records import CachedArticle, SharedContext
from sitegen.site import index, pages
from sitegen.site.pages import article_pages
from sitegen.site.pages.article_pages import PageShell
from sitegen.site.pages.page_records import ArticlePage
from sitegen.site.pages.views import Views

Part = TypeVar("Part")

_NOWHERE: Final = Location("")


class _ShellDiffersError(Exception):
    """The stand-ins do not make what the archive does."""


def updated_shell(
    common: SharedContext, known: PageShell, before: CachedArticle, woven: AnnotatedArticle
) -> PageShell | None:
    """What stands around an article that was `before` and is `woven` now; None where only all of it could tell."""
    if _annotations(before.woven) != _annotations(woven):
        return None  # there are other cards
    old, new = (_alone(common, known, before._replace(woven=one)) for one in (before.woven, woven))
    try:
        return replace(known, page=_merged(known.page, old, new))
    except _ShellDiffersError:
        return None


def _annotations(woven: AnnotatedArticle) -> list[AnnotationId]:
    return [passage.span.annotation for passage in woven.passages]


def _alone(common: SharedContext, known: PageShell, strip: CachedArticle) -> ArticlePage:
    """The page of an article in an archive that has no other one."""
    article, records = strip.article, list(_annotated(known.page, strip))
    topics = zip(article.topics, known.page.topics, strict=True)
    archive = Archive(
        site=common.site,
        articles=(article,),
        actors=common.archive.actors,
        topics=tuple(Topic(topic, link.text, _NOWHERE) for topic, link in topics),
        claims=tuple(record for record in records if isinstance(record, Claim)),
        notes=tuple(record for record in records if isinstance(record, Note)),
    )
    whole = index.build_index(archive, [strip.woven], {}, drafts=common.drafts)
    return article_pages.page_shell(Views(whole, pages.record_markdown_of(whole, Problems())), 0).page


def _annotated(page: ArticlePage, strip: CachedArticle) -> Iterator[Claim | Note]:
    """Stand-ins of the records whose words are in an article, and of those that are about all of it."""
    in_words = {_url(one.kind, one.id): one for one in _annotations(strip.woven)}
    about_all = {card.url: card for card in page.whole_cards}
    for url in dict.fromkeys((*in_words, *about_all)):
        kind, name = (in_words[url].kind, in_words[url].id) if url in in_words else (about_all[url].kind, url)
        passages = (AnnotationTarget(strip.article.id, _NOWHERE),) if url in about_all else ()
        if kind is AnnotationKind.CLAIM:
            yield Claim(ClaimId(name), _NOWHERE, "", passages=passages)
        else:
            yield Note(NoteId(name), _NOWHERE, "", Markdown("", _NOWHERE), passages)


def _url(kind: AnnotationKind, name: str) -> str:
    return urls.claim(name) if kind is AnnotationKind.CLAIM else urls.note(name)


def _merged(known: Part, old: Part, new: Part) -> Part:
    """`known` with what differs between `old` and `new`. Raises _OtherwiseError where `old` was not right in that."""
    if old == new:
        return known
    if known == old:
        return new
    if not is_dataclass(known) or isinstance(known, type) or not type(known) is type(old) is type(new):
        raise _ShellDiffersError
    parts = {one.name: [getattr(record, one.name) for record in (known, old, new)] for one in fields(known)}
    merged: dict[str, Any] = {name: _merged(*three) for name, three in parts.items()}
    return replace(known, **merged)

"""The page shell of an article after its title, its opening or its mentions changed, without the rest of the archive.

The page is made twice from stand-ins of the records, with the words of before and with those of now. What is equal in
both stays as it was. What differs is taken over, if the stand-ins made of the words of before what the whole archive
did.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from msgspec.structs import replace

from sitegen.core import urls
from sitegen.core.frozen_record import FrozenRecord
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
from sitegen.engine.article_cache import CachedArticle, SharedContext
from sitegen.site import index, pages
from sitegen.site.pages import article_pages
from sitegen.site.pages.article_pages import PageShell
from sitegen.site.pages.page_records import ArticlePage
from sitegen.site.pages.views import Views

_NOWHERE: Final = Location("")


_UNCLEAR: Final = object()
"""Instead of a part of which the stand-ins did not make what the archive does."""


def updated_shell(
    shared: SharedContext, known: PageShell, before: CachedArticle, annotated: AnnotatedArticle
) -> PageShell | None:
    """The page shell of an article that was `before` and is `annotated` now; None if only a full build can tell."""
    if _annotations(before.annotated) != _annotations(annotated):
        return None  # there are other cards
    old, new = (_page_alone(shared, known, before._replace(annotated=one)) for one in (before.annotated, annotated))
    page = _merged(known.page, old, new)
    return None if page is _UNCLEAR else replace(known, page=page)


def _annotations(annotated: AnnotatedArticle) -> list[AnnotationId]:
    return [passage.span.annotation for passage in annotated.passages]


def _page_alone(shared: SharedContext, known: PageShell, one: CachedArticle) -> ArticlePage:
    """The page of an article in an archive that has no other one."""
    article, records = one.article, list(_stand_ins(known.page, one))
    topics = zip(article.topics, known.page.topics, strict=True)
    archive = Archive(
        site=shared.site,
        articles=(article,),
        actors=shared.archive.actors,
        topics=tuple(Topic(topic, link.text, _NOWHERE) for topic, link in topics),
        claims=tuple(record for record in records if isinstance(record, Claim)),
        notes=tuple(record for record in records if isinstance(record, Note)),
    )
    whole = index.build_index(archive, [one.annotated], {}, drafts=shared.drafts)
    return article_pages.page_shell(Views(whole, pages.record_markdown_of(whole, Problems())), 0).page


def _stand_ins(page: ArticlePage, one: CachedArticle) -> Iterator[Claim | Note]:
    """Stand-ins of the records whose words are in an article, and of those that are about all of it."""
    in_words = {_url(annotation.kind, annotation.id): annotation for annotation in _annotations(one.annotated)}
    about_all = {card.url: card for card in page.whole_cards}
    for url in dict.fromkeys((*in_words, *about_all)):
        kind, name = (in_words[url].kind, in_words[url].id) if url in in_words else (about_all[url].kind, url)
        passages = (AnnotationTarget(one.article.id, _NOWHERE),) if url in about_all else ()
        if kind is AnnotationKind.CLAIM:
            yield Claim(ClaimId(name), _NOWHERE, "", passages=passages)
        else:
            yield Note(NoteId(name), _NOWHERE, "", Markdown("", _NOWHERE), passages)


def _url(kind: AnnotationKind, name: str) -> str:
    return urls.claim(name) if kind is AnnotationKind.CLAIM else urls.note(name)


def _merged(known: Any, old: Any, new: Any) -> Any:
    """`known` with what differs between `old` and `new`; `_UNCLEAR` where `old` was not right in that."""
    if old == new:
        return known
    if known == old:
        return new
    if not isinstance(known, FrozenRecord) or not type(known) is type(old) is type(new):
        return _UNCLEAR
    merged: dict[str, Any] = {
        name: _merged(*(getattr(record, name) for record in (known, old, new))) for name in known.__struct_fields__
    }
    return _UNCLEAR if any(part is _UNCLEAR for part in merged.values()) else replace(known, **merged)

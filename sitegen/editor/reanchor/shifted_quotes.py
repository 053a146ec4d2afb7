"""Quotes that rest on `occurrence`, and stand elsewhere than when the site was last built.

`occurrence: 2` counts, so an edit before it that brings the words once more moves it to another place, where it is
found as well as before. What stood around it then shows that: the last build keeps the text of each article.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec.structs import replace
from rapidfuzz import fuzz

from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import ArticleBody
from sitegen.core.problems import Problems
from sitegen.editor.reanchor.archive_quotes import AnnotationQuote, ArchiveTexts, quotes_by_article
from sitegen.engine.article_cache import ArticleCache, CachedArticle, load_articles
from sitegen.engine.cache import DamagedError, cache_folders
from sitegen.engine.cached_records import load_record
from sitegen.files import signatures, source_files
from sitegen.text.anchoring import NormalizedSpan, anchor_quote, disambiguation

if TYPE_CHECKING:
    from sitegen.core.model import AnnotationId, Archive, Article, ArticleBody, ArticleId, Quote
    from sitegen.text.anchoring import SearchableText

_AROUND: Final = 80
"""Characters before and behind the words that are compared."""
_NEAR: Final = 30
"""The same once more: what is nearest counts most, as the paragraph before may stand before two."""
_MARGIN: Final = 10.0
"""So much more alike the other place has to be, in percent."""
_LEAST: Final = 60.0
"""Below this likeness of what stands around, in percent, it is another place; by chance two are 35 to 50 alike."""
_MOST: Final = 500
"""Places of the words that are compared."""


class ShiftedQuote(FrozenRecord):
    """A quote that is found in another place than when the site was last built."""

    annotation: AnnotationId
    article: ArticleId
    seed: str
    quote: Quote
    was: str
    """Its words with some of those around them, as the last build had them."""
    now: str
    """The same of its place now."""
    line: int
    """The line of the seed of that."""
    restored: Quote | None = None
    """A quote that is found where it stood, without counting if that can be; None where that place is gone."""
    former_line: int = 0
    """The line of the seed of that place, from 1."""
    former_occurrence: int = 0
    """Which of the places of its words that is, from 1."""


class _FormerPassage(NamedTuple):
    """Where a quote stood in the text of the last build."""

    text: str
    start: int
    end: int

    def around(self) -> str:
        return _surrounding_words(self.text, self.start, self.end)


class LastBuild:
    """The articles of the build that was made last, whatever its output is."""

    def __init__(self, root: Path) -> None:
        self._last: Final = _last_build(root)

    @property
    def is_known(self) -> bool:
        """Whether there is one, made by this version, of which the articles were kept."""
        return self._last is not None

    def is_changed(self, root: Path, article: Article) -> bool:
        """Whether the seed of an article says something else than then. Raises OSError."""
        known = self._last.entries.get(article.id) if self._last else None
        seed = source_files.read_bytes(root, f"seeds/{article.seed}")
        return known is not None and hashlib.sha256(seed).hexdigest() != known.sha256

    def places(self, article: ArticleId, counted: Iterable[AnnotationQuote]) -> Mapping[AnnotationId, _FormerPassage]:
        """Where quotes stood that were written as they are now."""
        if self._last is None or article not in self._last.entries:
            return {}
        entry, blobs = self._last.entries[article], self._last.blobs
        try:
            known, body = blobs.read(entry.article, CachedArticle), blobs.read(entry.body, ArticleBody)
            then = {anchor.annotation: anchor.quote for anchor in known.quotes}
            spans = {passage.span.annotation: passage.span for passage in known.annotated.passages}
        except (DamagedError, OSError):
            return {}
        same = [own.annotation for own in counted if own.annotation in spans and _is_same(own, then)]
        return {own: _FormerPassage(body.text, spans[own].start, spans[own].end) for own in same}


class ShiftComparison(NamedTuple):
    """What the comparison with the last build came to."""

    shifted: list[ShiftedQuote]
    uncompared: list[AnnotationQuote]
    """All quotes with an `occurrence`, where there is no last build to compare with."""


def find_shifted_quotes(root: Path, archive: Archive) -> ShiftComparison:
    """The quotes with an `occurrence` that stand elsewhere than in the last build, in the order of the files."""
    counted = {
        article: [one for one in quoted if one.quote.occurrence]
        for article, quoted in quotes_by_article(archive).items()
    }
    last = LastBuild(root) if any(counted.values()) else None
    if last is None or not last.is_known:
        return ShiftComparison([], [one for some in counted.values() for one in some])
    texts = ArchiveTexts(root, archive)
    found: list[ShiftedQuote] = []
    for article in archive.articles:
        own = counted.get(article.id)
        if own and last.is_changed(root, article):
            found += _shifted_in_article(texts.index_of(article).searchable, article.id, own, last)
    return ShiftComparison(sorted(found, key=lambda one: (one.quote.location, one.annotation)), [])


def _shifted_in_article(
    searchable: SearchableText, article: ArticleId, counted: Sequence[AnnotationQuote], last: LastBuild
) -> Iterator[ShiftedQuote]:
    """The quotes of an article that stand elsewhere than they did."""
    before = last.places(article, counted)
    for one in counted:
        found = anchor_quote(searchable, one.quote, Problems())
        if found and one.annotation in before:
            then = before[one.annotation]
            places = list(_occurrence_spans(searchable, one.quote))
            likeness = [_likeness(then, searchable.prose.text, start, end) for start, end in places]
            here = places.index(found) if found in places else -1
            there = max(range(len(places)), key=lambda number: (likeness[number], number == here), default=-1)
            is_gone = not places or likeness[there] < _LEAST
            if here < 0 or (there == here and not is_gone):
                continue
            if is_gone or likeness[there] >= likeness[here] + _MARGIN:
                shifted = _shifted_quote(searchable, article, one, then, found)
                yield shifted if is_gone else _with_former_place(shifted, searchable, places[there], there + 1)


def _shifted_quote(
    searchable: SearchableText, article: ArticleId, one: AnnotationQuote, then: _FormerPassage, place: tuple[int, int]
) -> ShiftedQuote:
    now, line = _surrounding_words(searchable.prose.text, *place), searchable.line_at(place[0])
    return ShiftedQuote(one.annotation, article, searchable.seed_file, one.quote, then.around(), now, line)


def _with_former_place(
    shifted: ShiftedQuote, searchable: SearchableText, place: tuple[int, int], number: int
) -> ShiftedQuote:
    """With a quote that holds the place by what stands beside it, or by another count where nothing does."""
    hit = NormalizedSpan(*searchable.normalized.indexes_of(*place))
    prefix, suffix = disambiguation.disambiguate(searchable, hit, shifted.quote.prefix, shifted.quote.suffix)
    held = replace(shifted.quote, prefix=prefix, suffix=suffix, occurrence=0)
    found = anchor_quote(searchable, held, Problems())
    is_held = found is not None and found[0] == place[0]
    restored = held if is_held else replace(shifted.quote, occurrence=number)
    return replace(shifted, restored=restored, former_line=searchable.line_at(place[0]), former_occurrence=number)


def _occurrence_spans(searchable: SearchableText, quote: Quote) -> Iterator[tuple[int, int]]:
    """All places that `occurrence` counts, in order."""
    for number in range(1, _MOST + 1):
        found = anchor_quote(searchable, replace(quote, occurrence=number), Problems())
        if found is None:
            return
        yield found


def _likeness(then: _FormerPassage, text: str, start: int, end: int) -> float:
    """How much of what stood around the words stands around them there, in percent."""
    found = []
    for width in (_AROUND, _NEAR):
        before = then.text[max(then.start - width, 0) : then.start], text[max(start - width, 0) : start]
        behind = then.text[then.end : then.end + width], text[end : end + width]
        found += [fuzz.ratio(*before), fuzz.ratio(*behind)]
    return sum(found) / len(found)


def _surrounding_words(text: str, start: int, end: int) -> str:
    before, after = text[max(start - _AROUND // 2, 0) : start], text[end : end + _AROUND // 2]
    before = "…" + before.partition(" ")[2] if start > _AROUND // 2 else before
    after = after.rpartition(" ")[0] + "…" if end + _AROUND // 2 < len(text) else after
    return " ".join(f"{before}{text[start:end]}{after}".split())


def _is_same(one: AnnotationQuote, then: Mapping[AnnotationId, Quote]) -> bool:
    before = then.get(one.annotation)
    return before is not None and replace(before, location=one.quote.location) == one.quote


def _last_build(root: Path) -> ArticleCache | None:
    programs = signatures.program_signatures(source_files.packaged_theme())
    for cache in cache_folders(root):
        try:
            record = load_record(cache, programs) if programs else None
            if record and record.has_articles:
                return load_articles(cache, record.blobs)
        except DamagedError:
            continue
    return None

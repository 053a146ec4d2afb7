"""Overlapping spans → flat segments → annotated HTML.

The runs of an article are cut wherever a passage or a name begins or ends, and its tags are left as they are. So the
visible text cannot change, passages may overlap as they like, and no element of ours ever crosses one of the seed.
Each passage's first segment has its id; its marker, drawn by the style sheet alone, stands behind its last words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import Final

from sitegen.core import urls
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import ActorId, AnnotatedBlock, AnnotationId, AnnotationKind, Mention, Span
from sitegen.text.prose import MarkupTag, Prose, ProsePart

_ROOT: Final = urls.to_root(urls.article("x"))
"""The way to the site's root: article pages all stand at the same depth."""
_LABELS: Final = {AnnotationKind.CLAIM: "Claim", AnnotationKind.NOTE: "Note"}


class Annotations(FrozenRecord):
    """What is marked in the HTML of an article."""

    spans: Sequence[Span]
    """In the order of their markers: the first has number 1."""
    mentions: Sequence[Mention]
    """In reading order; of two that overlap the second lies inside the first, and is no link."""
    pages: Mapping[ActorId, str]
    """The URL of each actor's page from the site's root."""


def annotate_html(prose: Prose, threads: Annotations) -> tuple[AnnotatedBlock, tuple[AnnotatedBlock, ...]]:
    """The headline and the blocks of an article as HTML, with the annotations whose markers stand in each.

    Links are relative to an article page. The order of the annotations' records makes no difference.
    """
    loom = _HtmlWriter(prose, threads)
    return loom.block(prose.headline), tuple(map(loom.block, prose.blocks))


class _HtmlWriter:
    """Goes once through the text, from its beginning to its end."""

    def __init__(self, prose: Prose, threads: Annotations) -> None:
        self._text, self._links, self._pages = prose.text, prose.links, threads.pages
        self._numbers = {span.annotation: number for number, span in enumerate(threads.spans, 1)}
        spans = sorted(threads.spans, key=lambda span: (span.start, span.end, span.annotation))
        self._coming = spans[::-1]
        self._around: list[Span] = []
        self._mentions: list[Mention] = []
        self._inner: list[Mention] = []
        for mention in threads.mentions:
            is_inner = self._mentions and mention.start < self._mentions[-1].end
            (self._inner if is_inner else self._mentions).append(mention)
        self._mention_starts = [mention.start for mention in self._mentions]
        self._link_starts = [start for start, _ in self._links]
        stretches = [(one.start, one.end) for one in spans] + [(one.start, one.end) for one in self._mentions]
        self._cuts = sorted({offset for stretch in stretches for offset in stretch})
        self._begun: set[str] = set()
        self._waiting: list[AnnotationId] = []
        self._marked: list[AnnotationId] = []

    def block(self, parts: Sequence[ProsePart]) -> AnnotatedBlock:
        """The parts of one block as HTML."""
        self._marked = []
        pieces: list[str] = []
        for part in parts:
            if isinstance(part, MarkupTag):
                pieces.append(part.html)
                # A marker is a link, so behind words that are in a link of the seed it waits for the end of that.
                if self._waiting and part.html == "</a>":
                    pieces += self._markers()
            else:
                pieces += self._run(part.start, part.end)
        return AnnotatedBlock("".join(pieces), tuple(self._marked))

    def _run(self, start: int, end: int) -> list[str]:
        first, last = bisect_right(self._cuts, start), bisect_left(self._cuts, end)
        if first >= last and not self._is_touched(start):
            return [escape(self._text[start:end], quote=False)]
        pieces: list[str] = []
        for begin, stop in pairwise([start, *self._cuts[first:last], end]):
            pieces.append(self._segment(begin, stop))
            if self._waiting and not self._in_link(begin):
                pieces += self._markers()
        return pieces

    def _is_touched(self, offset: int) -> bool:
        return self._mention_at(offset) is not None or bool(self._spans_at(offset))

    def _segment(self, start: int, end: int) -> str:
        """Words with the same passages and the same name throughout."""
        mention = self._mention_at(start)
        inner = self._words(start, end)
        if mention:
            inner = self._named(mention, inner, is_link=mention.is_link and not self._in_link(start))
        spans = self._spans_at(start)
        if not spans:
            return inner
        self._waiting += [span.annotation for span in spans if span.end == end]
        return self._passage([span.annotation for span in spans], inner)

    def _spans_at(self, offset: int) -> list[Span]:
        """The passages that words are in, sorted; to be asked in the order of the text."""
        while self._coming and self._coming[-1].start <= offset:
            self._around.append(self._coming.pop())
        if self._around:
            self._around = [span for span in self._around if offset < span.end]
        return self._around

    def _words(self, start: int, end: int) -> str:
        """The text, with the names inside a longer one in elements of their own: a link is not cut for them."""
        if not self._inner:
            return escape(self._text[start:end], quote=False)
        pieces, done = [], start
        for one in self._inner[bisect_left(self._inner, start, key=lambda mention: mention.end) :]:
            if one.start >= end:
                break
            begin, stop = max(one.start, start), min(one.end, end)
            if begin < stop:
                inside = escape(self._text[begin:stop], quote=False)
                pieces += [escape(self._text[done:begin], quote=False), self._named(one, inside, is_link=False)]
                done = stop
        return "".join(pieces) + escape(self._text[done:end], quote=False)

    def _named(self, mention: Mention, inner: str, *, is_link: bool) -> str:
        identity = self._identity(mention.element)
        if not is_link:
            return f'<span class="name"{identity}>{inner}</span>'
        return f'<a class="name"{identity} href="{escape(_ROOT + self._pages[mention.actor])}">{inner}</a>'

    def _passage(self, on: list[AnnotationId], inner: str) -> str:
        elements = [urls.annotation_element(annotation) for annotation in sorted(on)]
        kinds = " ".join(sorted({annotation.kind.value for annotation in on}))
        first, *others = [one for one in map(self._identity, elements) if one] or [""]
        # Several passages may begin with the same words, and an element has one id.
        for identity in others:
            inner = f"<span{identity}>{inner}</span>"
        return f'<mark class="{kinds}"{first} data-on="{escape(" ".join(elements))}">{inner}</mark>'

    def _identity(self, element: str) -> str:
        """The id attribute of an element that begins here; empty where it has begun before."""
        if element in self._begun:
            return ""
        self._begun.add(element)
        return f' id="{escape(element)}"'

    def _markers(self) -> list[str]:
        in_order = sorted(self._waiting, key=self._numbers.__getitem__)
        self._waiting = []
        self._marked += in_order
        return [_marker(annotation, self._numbers[annotation]) for annotation in in_order]

    def _mention_at(self, offset: int) -> Mention | None:
        place = bisect_right(self._mention_starts, offset) - 1
        return self._mentions[place] if place >= 0 and offset < self._mentions[place].end else None

    def _in_link(self, offset: int) -> bool:
        place = bisect_right(self._link_starts, offset) - 1
        return place >= 0 and offset < self._links[place][1]


def _marker(annotation: AnnotationId, number: int) -> str:
    kind = annotation.kind
    return (
        f'<a class="marker {kind}" id="{escape(urls.marker_element(annotation))}" '
        f'href="#{escape(urls.card_element(annotation))}" aria-label="{_LABELS[kind]} {number}" data-n="{number}"></a>'
    )

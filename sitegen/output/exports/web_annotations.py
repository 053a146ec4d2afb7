"""Passages and mentions as annotations. Source: W3C Web Annotation Data Model (2017).

What an annotation selects from, its `source`, is the article's text, a file of its own; the page that shows it is the
`scope`. So whoever fetches the source can count offsets in it and find the words with what stands around them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final
from zoneinfo import ZoneInfo

from sitegen.core import dates, urls
from sitegen.core.model import (
    Actor,
    ActorKind,
    AnnotatedArticle,
    AnnotationId,
    AnnotationKind,
    Article,
    ArticleBody,
    ArticleId,
    Claim,
    ClaimId,
    MatchRule,
    Mention,
    NoteId,
)
from sitegen.output.exports.export_formats import JsonRecord
from sitegen.site import linked_data
from sitegen.site.index import ArticleEntry, SiteIndex, speakers_at, whole_annotation
from sitegen.site.reviewers import reviewer_called

CONTEXT: Final = 32
"""Characters of prefix and suffix in a TextQuoteSelector, as format.md asks."""

_MOTIVATION: Final = {AnnotationKind.CLAIM: "assessing", AnnotationKind.NOTE: "describing"}
_TYPE: Final = {ActorKind.PERSON: "Person", ActorKind.ORGANIZATION: "Organization"}
"""The model has no word for a place."""
"""A day or a moment."""
_PROGRAM: Final = {"type": "Software", "name": "sitegen"}
_TO_ROOT: Final = "../"
"""From the file of annotations: without a `base_url` their addresses go from there, as those of JSON-LD do."""


def text_files(article: Article, body: ArticleBody) -> Iterator[tuple[str, bytes]]:
    """The text that selectors count in, as UTF-8, under the article's address and those that it had before."""
    for one in dict.fromkeys((article.id, *article.formerly)):
        yield urls.output_path(urls.article_text(one)), body.text.encode()


def article_annotations(index: SiteIndex, entry: ArticleEntry, text: str) -> Iterator[JsonRecord]:
    """The annotations of an article: first those of the article as a whole, then passages, then mentions.

    `text` is what readers see of it; selectors count its code points, half-open. Source: W3C Web Annotation Data
    Model, 4.2.4 (TextQuoteSelector) and 4.2.5 (TextPositionSelector).
    """
    maker = _AnnotationBuilder(index, entry.article.id)
    for record in index.whole_article.get(entry.article.id, ()):
        kind = AnnotationKind.CLAIM if isinstance(record, Claim) else AnnotationKind.NOTE
        yield maker.annotation(whole_annotation(entry, kind, record.id))
    for passage in entry.annotated.passages:
        span = passage.span
        yield maker.annotation(span.annotation, _selector(text, span.start, span.end))
    for mention in entry.annotated.mentions:
        yield maker.mention(mention, _selector(text, mention.start, mention.end))


def update_annotations(old: Sequence[dict[str, Any]], annotated: AnnotatedArticle, text: str) -> Iterator[JsonRecord]:
    """The annotations `old` of an article with the selectors of its new text; all else in them is kept.

    Raises ValueError where `annotated` has not as many mentions and passages as `old`.
    """
    ends = [(passage.span.start, passage.span.end) for passage in annotated.passages]
    ends += [(mention.start, mention.end) for mention in annotated.mentions]
    of_all = len(old) - len(ends)  # these come first, and select nothing
    yield from old[:of_all]
    for annotation, (start, end) in zip(old[of_all:], ends, strict=True):
        target = {**annotation["target"], "selector": _selector(text, start, end)}
        yield {**annotation, "target": target}


class _AnnotationBuilder:
    """Makes the annotations of one article."""

    def __init__(self, index: SiteIndex, article: ArticleId) -> None:
        self._index, self._site, self._article = index, index.site, article
        self._page, self._text = self._url(urls.article(article)), self._url(urls.article_text(article))

    def annotation(self, one: AnnotationId, selector: list[JsonRecord] | None = None) -> JsonRecord:
        """A passage of a claim or note; without a selector the whole article."""
        head = self._head(urls.annotation_element(one), _MOTIVATION[one.kind])
        made = self._of_claim(one) if one.kind is AnnotationKind.CLAIM else self._of_note(one)
        return {**head, **made, **self._rest(selector, one.kind, one.id)}

    def mention(self, mention: Mention, selector: list[JsonRecord]) -> JsonRecord:
        """A name, and whose it is."""
        source = self._actor_url(self._index.actors[mention.actor])
        return {
            **self._head(mention.element, "identifying"),
            # Who pinned words said whom they mean; all other names were found by rule.
            "creator": self._publisher() if mention.how is MatchRule.PINNED else _PROGRAM,
            "body": {"type": "SpecificResource", "source": source, "purpose": "identifying"},
            **self._rest(selector, "mention", mention.actor),
        }

    def _of_claim(self, one: AnnotationId) -> JsonRecord:
        claim = self._index.claims[ClaimId(one.id)]
        statement = self._own_words(claim.claim, "text/plain", "assessing")
        said_by = speakers_at(claim, self._article, one.number)
        speakers = [self._agent(self._index.actors[speaker]) for speaker in said_by]
        bodies = [{**statement, "creator": _one_or_all(speakers)} if speakers else statement]
        verdict = next((step for step in self._site.verdicts if step.id == claim.verdict), None)
        if verdict:
            bodies.append(_text_body(verdict.label, "text/plain", "classifying"))
        return {"creator": self._reviewer(claim.reviewed_by), **self._times(claim), "body": bodies}

    def _of_note(self, one: AnnotationId) -> JsonRecord:
        note = self._index.notes[NoteId(one.id)]
        authors = [self._reviewer(name) for name in note.authors]
        creator = _one_or_all(authors) if authors else self._publisher()
        if note.body:
            return {"creator": creator, "body": self._own_words(note.body.text, "text/markdown", "describing")}
        names = (self._index.topic_names[topic] for topic in note.topics)
        tags = [self._own_words(name, "text/plain", "tagging") for name in names]
        # Topics that readers do not see leave none, and an annotation may do without a body.
        return _non_empty({"motivation": "tagging", "creator": creator, "body": _one_or_all(tags)})

    def _own_words(self, value: str, form: str, purpose: str) -> dict[str, Any]:
        """Of a record, and so in the archive's language."""
        return {**_text_body(value, form, purpose), "language": self._site.language}

    def _head(self, element: str, motivation: str) -> JsonRecord:
        return {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": urls.with_fragment(self._page, element),
            "type": "Annotation",
            "motivation": motivation,
        }

    def _rest(self, selector: list[JsonRecord] | None, kind: str, record_id: str) -> JsonRecord:
        target: dict[str, Any] = {"source": self._text, "scope": self._page}
        if selector:
            target["selector"] = selector
        return {"target": target, "sitegen": {"kind": kind, "id": record_id, "article": self._article}}

    def _times(self, claim: Claim) -> JsonRecord:
        """When a claim was first judged, and when anew; only days and moments, since a year is no moment."""
        exact = [when for when in linked_data.review_dates(claim) if len(when.plain) >= len("2024-12-31")]
        zone = ZoneInfo(self._site.timezone)
        names = ("created", "modified")[: min(2, len(set(exact)))]
        return {name: dates.rfc3339(when, zone) for name, when in zip(names, (*exact[:1], *exact[-1:]), strict=False)}

    def _reviewer(self, name: str) -> JsonRecord:
        who = reviewer_called(self._index, name)
        if who is None or who.kind is None:
            return self._publisher()
        page = who.url if urls.is_web(who.url) else ""
        return _non_empty({"type": _TYPE.get(who.kind, ""), "name": who.name, "homepage": page})

    def _publisher(self) -> JsonRecord:
        publisher = self._site.publisher
        name, home = (publisher.name, publisher.url) if publisher else (self._site.title, self._site.base_url)
        return _non_empty({"type": "Organization", "name": name, "homepage": home})

    def _agent(self, actor: Actor) -> JsonRecord:
        return _non_empty({"id": self._actor_url(actor), "type": _TYPE.get(actor.kind, ""), "name": actor.name})

    def _actor_url(self, actor: Actor) -> str:
        return self._url(urls.actor(actor.kind, actor.id))

    def _url(self, url: str) -> str:
        return f"{self._site.base_url or _TO_ROOT}{url}"


def _text_body(value: str, form: str, purpose: str) -> dict[str, Any]:
    return {"type": "TextualBody", "value": value, "format": form, "purpose": purpose}


def _selector(text: str, start: int, end: int) -> list[JsonRecord]:
    return [
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - CONTEXT) : start],
            "suffix": text[end : end + CONTEXT],
        },
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]


def _one_or_all(some: Sequence[JsonRecord]) -> JsonRecord | Sequence[JsonRecord]:
    return some[0] if len(some) == 1 else some


def _non_empty(fields: JsonRecord) -> JsonRecord:
    return {name: value for name, value in fields.items() if value}

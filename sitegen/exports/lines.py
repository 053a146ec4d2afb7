"""What the files of `data/` that are mostly made of articles hold of one of them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sitegen import urls
from sitegen.exports.wording import Record, day, lines
from sitegen.graph import Entry, Graph, whole_annotation
from sitegen.model import AnnotationKind, ArticleId, Body, Claim, ClaimId, Mention, NoteId, Span, Woven

CONTEXT: Final = 32
"""Characters of prefix and suffix in a TextQuoteSelector, as format.md asks."""

MENTION_COLUMNS: Final = ("article", "start", "end", "text", "actor", "kind", "how")

_MOTIVATION: Final = {AnnotationKind.CLAIM: "assessing", AnnotationKind.NOTE: "describing"}

ARTICLE_FILES: Final = {
    "data/articles.jsonl": b"",
    "data/mentions.csv": (",".join(MENTION_COLUMNS) + "\n").encode(),
    "data/annotations.jsonl": b"",
}
"""The files that are mostly made of articles, in the order of `ArticleLines`, each with its first line."""


class ArticleLines(NamedTuple):
    """What the files that are mostly made of articles hold of one of them: whole lines."""

    articles: bytes
    mentions: bytes
    annotations: bytes


def article_lines(graph: Graph, entry: Entry, body: Body) -> ArticleLines:
    """The lines of an article; the files have them in the order of the articles' ids."""
    base_url = graph.archive.site.base_url
    return ArticleLines(
        lines([_article(graph, entry, body)]),
        _mentions(graph, entry, body.text),
        lines(_annotations(graph, entry, body.text, base_url)),
    )


def moved_lines(old: ArticleLines, woven: Woven, body: Body) -> ArticleLines:
    """The lines of an article whose words have changed, and of which all else is as it was."""
    (article,) = map(json.loads, old.articles.splitlines())
    rows = list(csv.reader(io.StringIO(old.mentions.decode(), newline="")))
    in_order = sorted(woven.mentions, key=lambda mention: (mention.start, mention.end))
    rows = [
        [row[0], str(m.start), str(m.end), body.text[m.start : m.end], *row[4:]]
        for row, m in zip(rows, in_order, strict=True)
    ]
    annotations = [json.loads(line) for line in old.annotations.decode().split("\n")[:-1]]
    ends = [(passage.span.start, passage.span.end) for passage in woven.passages]
    ends += [(mention.start, mention.end) for mention in woven.mentions]
    # Annotations of the article as a whole come first.
    ends = [(0, len(body.text))] * (len(annotations) - len(ends)) + ends
    for annotation, (start, end) in zip(annotations, ends, strict=True):
        annotation["target"] = _target(annotation["target"]["source"], body.text, start, end)
    article |= {"sha256": body.sha256, "text": body.text}
    return ArticleLines(lines([article]), _table(rows), lines(annotations))


def moved_line(old: bytes, article: ArticleId, spans: Mapping[tuple[int, int], tuple[int, int]]) -> bytes:
    """The line of a claim or note whose passages in an article moved, from where they were to where they are."""
    record = json.loads(old)
    for passage in record["passages"]:
        if passage["article"] == article and "start" in passage:
            passage["start"], passage["end"] = spans[passage["start"], passage["end"]]
    return lines([record])


def _article(graph: Graph, entry: Entry, body: Body) -> Record:
    article, woven = entry.article, entry.woven
    named = {mention.actor for mention in woven.mentions}
    return {
        "id": article.id,
        "title": woven.title,
        "date": day(article.date),
        "url": article.url or None,
        "publisher": article.publisher or None,
        "topics": list(article.topics),
        "actors": sorted({*named, *article.actors}),
        "sha256": body.sha256,
        "text": body.text,
        "authors": list(article.authors),
        "language": article.language or graph.archive.site.language,
        "rights": article.rights or None,
        "archived_url": article.archived_url or None,
        "page": urls.article(article.id),
    }


def _mentions(graph: Graph, entry: Entry, text: str) -> bytes:
    return _table(
        (entry.article.id, m.start, m.end, text[m.start : m.end], m.actor, graph.actors[m.actor].kind.value, m.how)
        for m in sorted(entry.woven.mentions, key=lambda mention: (mention.start, mention.end))
    )


def _table(rows: Iterable[Sequence[object]]) -> bytes:
    table = io.StringIO()
    csv.writer(table, lineterminator="\n").writerows(rows)
    return table.getvalue().encode()


def _annotations(graph: Graph, entry: Entry, text: str, base_url: str) -> Iterator[Record]:
    for record in graph.whole.get(entry.article.id, ()):
        kind = AnnotationKind.CLAIM if isinstance(record, Claim) else AnnotationKind.NOTE
        whole = Span(0, len(text), whole_annotation(entry, kind, record.id))
        yield _annotation(graph, entry.article.id, whole, text, base_url)
    for passage in entry.woven.passages:
        yield _annotation(graph, entry.article.id, passage.span, text, base_url)
    for mention in entry.woven.mentions:
        yield _mention(graph, entry.article.id, mention, text, base_url)


def _annotation(graph: Graph, article: ArticleId, span: Span, text: str, base_url: str) -> Record:
    page, kind = base_url + urls.article(article), span.annotation.kind
    return {
        **_head(urls.with_fragment(page, urls.annotation_element(span.annotation)), _MOTIVATION[kind]),
        "body": _body(graph, kind, span.annotation.id),
        "target": _target(page, text, span.start, span.end),
        "sitegen": {"kind": kind, "id": span.annotation.id, "article": article},
    }


def _mention(graph: Graph, article: ArticleId, mention: Mention, text: str, base_url: str) -> Record:
    page = base_url + urls.article(article)
    actor = graph.actors[mention.actor]
    return {
        **_head(urls.with_fragment(page, mention.element), "identifying"),
        "body": {
            "type": "SpecificResource",
            "source": base_url + urls.actor(actor.kind, actor.id),
            "purpose": "identifying",
        },
        "target": _target(page, text, mention.start, mention.end),
        "sitegen": {"kind": "mention", "id": mention.actor, "article": article},
    }


def _head(identifier: str, motivation: str) -> dict[str, Any]:
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": identifier,
        "type": "Annotation",
        "motivation": motivation,
    }


def _body(graph: Graph, kind: AnnotationKind, record_id: str) -> Record:
    if kind is AnnotationKind.CLAIM:
        value, form = graph.claims[ClaimId(record_id)].claim, "text/plain"
    else:
        value, form = graph.notes[NoteId(record_id)].body.text, "text/markdown"
    return {"type": "TextualBody", "value": value, "format": form, "purpose": _MOTIVATION[kind]}


def _target(page: str, text: str, start: int, end: int) -> Record:
    return {
        "source": page,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(0, start - CONTEXT) : start],
                "suffix": text[end : end + CONTEXT],
            },
            {"type": "TextPositionSelector", "start": start, "end": end},
        ],
    }

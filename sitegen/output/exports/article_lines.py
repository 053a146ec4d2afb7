"""What the files of `data/` that are mostly made of articles hold of one of them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from sitegen.core import urls
from sitegen.core.model import AnnotatedArticle, ArticleBody, ArticleId
from sitegen.output.exports import web_annotations
from sitegen.output.exports.export_formats import JsonRecord, iso_or_none, json_line, json_lines
from sitegen.output.exports.export_groups import ExportGroup, ExportUnit, JoinedFile
from sitegen.site.index import ArticleEntry, SiteIndex

MENTION_COLUMNS: Final = ("article", "start", "end", "text", "actor", "kind", "how")

ARTICLE_FILES: Final = (
    JoinedFile("data/articles.jsonl"),
    JoinedFile("data/mentions.csv", (",".join(MENTION_COLUMNS) + "\n").encode()),
    JoinedFile("data/annotations.jsonl"),
)
"""The files that are mostly made of articles, in the order of `ArticleLines`."""


class ArticleLines(NamedTuple):
    """What the files that are mostly made of articles hold of one of them: whole lines."""

    articles: bytes
    """Of `data/articles.jsonl`: one line."""
    mentions: bytes
    """Of `data/mentions.csv`: a line for each mention, in the order of the text."""
    annotations: bytes
    """Of `data/annotations.jsonl`: a line for each annotation."""


def article_group(index: SiteIndex) -> ExportGroup:
    """Lines and text of each article; a unit is an article by its id, in the order of these."""
    entries = {entry.article.id: entry for entry in index.entries}

    def make(key: str) -> ExportUnit:
        entry, body = entries[ArticleId(key)], index.bodies[ArticleId(key)]
        return ExportUnit(article_lines(index, entry, body), tuple(web_annotations.text_files(entry.article, body)))

    return ExportGroup("articles", sorted(entries), make, ARTICLE_FILES)


def article_lines(index: SiteIndex, entry: ArticleEntry, body: ArticleBody) -> ArticleLines:
    """The lines of one article in `ARTICLE_FILES`; the files have those of all in the order of the articles' ids.

    `start` and `end` of mentions and selectors are code points into `body.text`, half-open.
    """
    return ArticleLines(
        json_line(_article(index, entry, body)),
        _mentions(index, entry, body.text),
        json_lines(web_annotations.article_annotations(index, entry, body.text)),
    )


def update_article_lines(old: ArticleLines, annotated: AnnotatedArticle, body: ArticleBody) -> ArticleLines:
    """The lines of an article of which the words changed and nothing else: ids and passages are those of `old`.

    Raises ValueError where `annotated` has not as many mentions and passages as `old`.
    """
    (article,) = map(json.loads, old.articles.splitlines())
    rows = list(csv.reader(io.StringIO(old.mentions.decode(), newline="")))
    in_order = sorted(annotated.mentions, key=lambda mention: (mention.start, mention.end))
    rows = [
        [row[0], str(m.start), str(m.end), body.text[m.start : m.end], *row[4:]]
        for row, m in zip(rows, in_order, strict=True)
    ]
    known = [json.loads(line) for line in old.annotations.decode().split("\n")[:-1]]
    article |= {"sha256": body.sha256, "text": body.text}
    return ArticleLines(
        json_line(article), _table(rows), json_lines(web_annotations.update_annotations(known, annotated, body.text))
    )


def update_record_line(old: bytes, article: ArticleId, spans: Mapping[tuple[int, int], tuple[int, int]]) -> bytes:
    """The line of a claim or note with the new places of its passages in one article.

    `spans` leads from old to new places: code points into the article's text, half-open.
    """
    record = json.loads(old)
    for passage in record["passages"]:
        if passage["article"] == article and "start" in passage:
            passage["start"], passage["end"] = spans[passage["start"], passage["end"]]
    return json_line(record)


def _article(index: SiteIndex, entry: ArticleEntry, body: ArticleBody) -> JsonRecord:
    article, annotated = entry.article, entry.annotated
    return {
        "id": article.id,
        "title": annotated.title,
        "date": iso_or_none(article.date),
        "url": article.url or None,
        "publisher": article.publisher or None,
        "topics": list(article.topics),
        "actors": sorted({*annotated.named, *article.actors}),
        "sha256": body.sha256,
        "text": body.text,
        "authors": list(article.authors),
        "language": article.language or index.site.language,
        "rights": article.rights or None,
        "archived_url": article.archived_url or None,
        "page": urls.article(article.id),
        "text_file": urls.article_text(article.id),
    }


def _mentions(index: SiteIndex, entry: ArticleEntry, text: str) -> bytes:
    return _table(
        (entry.article.id, m.start, m.end, text[m.start : m.end], m.actor, index.actor_names[m.actor].kind.value, m.how)
        for m in sorted(entry.annotated.mentions, key=lambda mention: (mention.start, mention.end))
    )


def _table(rows: Iterable[Sequence[object]]) -> bytes:
    table = io.StringIO()
    csv.writer(table, lineterminator="\n").writerows(rows)
    return table.getvalue().encode()

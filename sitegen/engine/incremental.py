"""The way of an edit: where only words of articles changed that no other page shows, their pages are made anew alone.

Everything that could make another page differ is compared: the names and passages found, the sentences they stand in,
the title and the opening, links and ids. Where any of it is not as it was, all is made anew, to the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from sitegen.core.model import AnnotationKind, ArticleId, WordUsageEvidence
from sitegen.core.problems import Problems
from sitegen.engine.build_cache import BuildCache
from sitegen.engine.build_types import Options, Outcome, StageTimer
from sitegen.engine.cache import DamagedError, pack
from sitegen.engine.cached_records import ArticleTable
from sitegen.engine.single_page import ArticleEdit, FullBuildRequiredError, PageFile, SinglePageBuilder, are_as_known
from sitegen.output import exports, publish
from sitegen.output.exports import ArticleLines

MAX_EDITED: Final = 20
"""Articles from which all is made anew."""
_LINES_OF: Final = {AnnotationKind.CLAIM: "data/claims.jsonl", AnnotationKind.NOTE: "data/notes.jsonl"}

Spans = dict[tuple[int, int], tuple[int, int]]
"""From where passages were to where they are."""


class _EditedArticle(NamedTuple):
    """An article that was made anew."""

    draft: ArticleEdit
    page: PageFile

    @property
    def id(self) -> ArticleId:
        """Of the article."""
        return self.draft.after.article.id


def edited(options: Options, memory: BuildCache, changed: set[str], watch: StageTimer) -> Outcome | None:
    """The site after the sources `changed` did; None where all has to be made anew."""
    if len(changed) > MAX_EDITED or memory.last is None:
        return None
    watch("read")
    try:
        return _Edit(options, memory).made(changed, watch)
    except DamagedError as damage:
        memory.note(damage)
        return None
    except (FullBuildRequiredError, OSError):
        return None


class _Edit:
    def __init__(self, options: Options, memory: BuildCache) -> None:
        self._options, self._memory = options, memory
        self._output = Path(options.output)
        articles = memory.articles()
        if articles is None or articles.common.is_searched:
            raise FullBuildRequiredError
        self._pile, self._kept = articles.pile, articles.kept
        self._at_hand = SinglePageBuilder(options.root, articles, memory.outputs)
        self._lengths: dict[ArticleId, tuple[int, ...]] = {}

    def made(self, changed: set[str], watch: StageTimer) -> Outcome | None:
        last = self._memory.last
        if last is None:
            return None
        articles = [self._edited(article) for article in self._at_hand.articles(changed)]
        told = last.told.again({one.id: one.draft.after.woven.problems for one in articles})
        problems = told.all()
        stats = watch.timed(last.stats)
        if problems.blocks(strict=self._options.strict, keep_going=self._options.keep_going):
            return Outcome(problems, stats, is_done=False)
        traces = self._at_hand.traces_after([one.draft for one in articles])
        watch("data")
        files = self._files(articles)
        watch("publish")
        is_known = partial(are_as_known, self._output, files, self._memory.outputs)
        if files and not publish.patch_output(self._options, files, is_known, Problems()):
            return None
        self._memory.amend(self._reindexed(articles, traces), files, told)
        return Outcome(problems, watch.timed(last.stats), is_done=True, changed=frozenset(files))

    def _edited(self, article: ArticleId) -> _EditedArticle:
        draft = self._at_hand.draft(article)
        if not draft.is_alone:
            raise FullBuildRequiredError
        return _EditedArticle(draft, self._at_hand.page(draft))

    def _files(self, articles: list[_EditedArticle]) -> dict[str, bytes]:
        """The files of the output that differ now."""
        pages = dict(one.page for one in articles)
        files = {path: data for path, data in pages.items() if data != (self._output / path).read_bytes()}
        texts = [text for one in articles for text in exports.text_files(one.draft.after.article, one.draft.body)]
        files |= {path: data for path, data in texts if data != (self._output / path).read_bytes()}
        files |= self._new_lines(articles)
        for kind, path in _LINES_OF.items():
            moved = [(one, spans) for one in articles if (spans := _moved(one, kind))]
            if moved:
                files[path] = self._with_moved(path, moved)
        return files

    def _new_lines(self, articles: list[_EditedArticle]) -> dict[str, bytes]:
        """The files that are mostly made of articles, where their lines differ."""
        replaced: dict[str, list[tuple[int, bytes, bytes]]] = {path: [] for path in exports.ARTICLE_FILES}
        stretches = self._stretches({one.id for one in articles})
        for one in articles:
            places = stretches[one.id]
            old = ArticleLines(*map(self._stretch, replaced, places))
            new = exports.update_article_lines(old, one.draft.after.woven, one.draft.body)
            self._lengths[one.id] = tuple(map(len, new))
            for path, place, before, after in zip(replaced, places, old, new, strict=True):
                if before != after:
                    replaced[path].append((place.start, before, after))
        return {path: self._with_replaced(path, found) for path, found in replaced.items() if found}

    def _stretches(self, wanted: Container[ArticleId]) -> dict[ArticleId, list[slice]]:
        """Where the lines of articles are in each of the files."""
        found: dict[ArticleId, list[slice]] = {}
        ends = [len(first_line) for first_line in exports.ARTICLE_FILES.values()]
        for article, kept in self._kept.items():
            starts, ends = ends, [end + length for end, length in zip(ends, kept.lengths, strict=True)]
            if article in wanted:
                found[article] = list(map(slice, starts, ends))
        return found

    def _stretch(self, path: str, place: slice) -> bytes:
        with (self._output / path).open("rb") as file:
            file.seek(place.start)
            return file.read(place.stop - place.start)

    def _with_replaced(self, path: str, replaced: list[tuple[int, bytes, bytes]]) -> bytes:
        data, done = memoryview((self._output / path).read_bytes()), 0
        pieces: list[bytes | memoryview] = []
        for start, before, after in sorted(replaced):
            pieces += [data[done:start], after]
            done = start + len(before)
        return b"".join([*pieces, data[done:]])

    def _with_moved(self, path: str, articles: Iterable[tuple[_EditedArticle, Mapping[str, Spans]]]) -> bytes:
        """The lines of claims or notes, with the passages where they are now."""
        data = (self._output / path).read_bytes()
        for one, moved in articles:
            for record, spans in moved.items():
                head = f'{{"id": {json.dumps(record, ensure_ascii=False)}, '.encode()
                start = 0 if data.startswith(head) else data.find(b"\n" + head) + 1
                if not data.startswith(head, start):
                    raise FullBuildRequiredError
                end = data.index(b"\n", start) + 1
                line = exports.update_record_line(data[start:end], one.id, spans)
                data = data[:start] + line + data[end:]
        return data

    def _reindexed(self, articles: Iterable[_EditedArticle], traces: WordUsageEvidence) -> ArticleTable:
        kept, pile = dict(self._kept), self._pile
        for one in articles:
            strip, body = pile.add(pack(one.draft.after)), pile.add(pack(one.draft.body))
            kept[one.id] = kept[one.id]._replace(
                sha256=one.draft.body.sha256, strip=strip, body=body, lengths=self._lengths[one.id]
            )
        pile.close()
        if not pile.is_whole:
            raise FullBuildRequiredError
        return ArticleTable.of(pile.name, kept, traces)


def _moved(one: _EditedArticle, kind: AnnotationKind) -> dict[str, Spans]:
    """The claims or notes of an article whose passages moved."""
    found: dict[str, Spans] = {}
    for old, new in zip(one.draft.before.woven.passages, one.draft.after.woven.passages, strict=True):
        if old.span.annotation.kind is kind:
            spans = found.setdefault(old.span.annotation.id, {})
            place = old.span.start, old.span.end
            if spans.setdefault(place, (new.span.start, new.span.end)) != (new.span.start, new.span.end):
                raise FullBuildRequiredError
    return {record: spans for record, spans in found.items() if any(before != after for before, after in spans.items())}

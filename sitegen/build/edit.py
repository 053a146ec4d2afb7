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

from sitegen import exports, publish, snapshot, urls
from sitegen.build import Options, Outcome, Watch
from sitegen.build.memory import Index, Kept, Memory, Strip, Told, expected
from sitegen.build.weaving import Loom, Unstaged, setting, staged
from sitegen.cache import DamagedError, pack
from sitegen.check import PageLinks
from sitegen.exports import ArticleLines
from sitegen.model import AnnotationKind, ArticleId, Body, Woven
from sitegen.pages.articles import Surroundings, with_body
from sitegen.problems import Problems
from sitegen.publish import marker
from sitegen.render import Renderer, TemplateProblem
from sitegen.sources import SEEDS, TEMPLATES

MOST: Final = 20
"""Articles from which all is made anew."""
_LINES_OF: Final = {AnnotationKind.CLAIM: "data/claims.jsonl", AnnotationKind.NOTE: "data/notes.jsonl"}

Spans = dict[tuple[int, int], tuple[int, int]]
"""From where passages were to where they are."""


class _MoreChangedError(Exception):
    """Something else may have to be made anew."""


class _Edited(NamedTuple):
    """An article after its words changed."""

    kept: Kept
    before: Strip
    after: Strip
    body: Body
    page: tuple[str, bytes]
    """The path of its page, and what is to be there."""


def edited(options: Options, memory: Memory, changed: set[str], watch: Watch) -> Outcome | None:
    """The site after the sources `changed` did; None where all has to be made anew."""
    if len(changed) > MOST or memory.last is None:
        return None
    watch("read")
    try:
        return _Edit(options, memory).made(changed, watch)
    except (_MoreChangedError, DamagedError, OSError):
        return None


class _Edit:
    def __init__(self, options: Options, memory: Memory) -> None:
        self._options, self._memory = options, memory
        self._output = Path(options.output)
        articles = memory.articles()
        if articles is None or articles.common.is_searched:
            raise _MoreChangedError
        self._pile, self._kept, self._common = articles
        self._loom = Loom(options.root, setting(self._common.archive, drafts=options.drafts))
        self._renderer = Renderer(options.root / TEMPLATES)
        self._lengths: dict[ArticleId, tuple[int, ...]] = {}

    def made(self, changed: set[str], watch: Watch) -> Outcome | None:
        last = self._memory.last
        if last is None:
            return None
        articles = [self._edited(article) for article in self._articles(changed)]
        own = {**last.told.own, **{one.after.article.id: one.after.woven.problems for one in articles}}
        told = Told({article: some for article, some in own.items() if some}, last.told.others)
        problems = told.all()
        stats = watch.timed(last.stats)
        if problems.blocks(strict=self._options.strict, keep_going=self._options.keep_going):
            return Outcome(problems, stats, is_done=False)
        watch("data")
        files = self._files(articles)
        watch("publish")
        is_known = partial(self._is_as_known, files)
        if files and not publish.amend(self._options.root, self._output, files, is_known, Problems()):
            return None
        self._memory.amend(self._reindexed(articles), files, told)
        return Outcome(problems, watch.timed(last.stats), is_done=True)

    def _articles(self, changed: Iterable[str]) -> list[ArticleId]:
        """Whose seeds changed."""
        by_seed = {f"{SEEDS}/{kept.seed}": article for article, kept in self._kept.items()}
        if not by_seed.keys() >= set(changed):
            raise _MoreChangedError
        return sorted(by_seed[path] for path in changed)

    def _edited(self, article: ArticleId) -> _Edited:
        kept = self._kept[article]
        before = expected(self._pile.piece(kept.strip), Strip)
        if before.article.sha256:  # its author demands the words of before
            raise _MoreChangedError
        seed = Path(self._options.root, SEEDS, kept.seed).read_bytes()
        try:
            seed.decode()
        except UnicodeDecodeError:
            raise _MoreChangedError from None
        woven, body = staged(self._loom, Unstaged(before.article, before.anchors), seed)
        if body.front != expected(self._pile.piece(kept.body), Body).front:
            raise _MoreChangedError
        if _outline(woven) != _outline(before.woven):
            raise _MoreChangedError
        page = self._page(expected(self._pile.piece(kept.around), Surroundings), body)
        return _Edited(kept, before, before._replace(woven=woven), body, page)

    def _page(self, around: Surroundings, body: Body) -> tuple[str, bytes]:
        page, site_path = with_body(around, body), self._common.site_path
        url = page.frame.url
        path = urls.output_path(url)
        try:
            data = self._renderer.render(page, self._common.view, urls.to_root(url))
        except TemplateProblem:
            raise _MoreChangedError from None
        before, after = PageLinks(site_path), PageLinks(site_path)
        before.add(url, (self._output / path).read_text(encoding="utf-8"))
        after.add(url, data.decode())
        if not after.links.keys() <= before.links.keys() or not _ids(before) <= _ids(after) or len(after.problems):
            raise _MoreChangedError
        return path, data

    def _files(self, articles: list[_Edited]) -> dict[str, bytes]:
        """The files of the output that differ now."""
        pages = dict(one.page for one in articles)
        files = {path: data for path, data in pages.items() if data != (self._output / path).read_bytes()}
        files |= self._new_lines(articles)
        for kind, path in _LINES_OF.items():
            moved = [(one, spans) for one in articles if (spans := _moved(one, kind))]
            if moved:
                files[path] = self._with_moved(path, moved)
        return files

    def _new_lines(self, articles: list[_Edited]) -> dict[str, bytes]:
        """The files that are mostly made of articles, where their lines differ."""
        replaced: dict[str, list[tuple[int, bytes, bytes]]] = {path: [] for path in exports.ARTICLE_FILES}
        stretches = self._stretches({one.after.article.id for one in articles})
        for one in articles:
            places = stretches[one.after.article.id]
            old = ArticleLines(*map(self._stretch, replaced, places))
            new = exports.moved_lines(old, one.after.woven, one.body)
            self._lengths[one.after.article.id] = tuple(map(len, new))
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

    def _with_moved(self, path: str, articles: Iterable[tuple[_Edited, Mapping[str, Spans]]]) -> bytes:
        """The lines of claims or notes, with the passages where they are now."""
        data = (self._output / path).read_bytes()
        for one, moved in articles:
            for record, spans in moved.items():
                head = f'{{"id": {json.dumps(record, ensure_ascii=False)}, '.encode()
                start = 0 if data.startswith(head) else data.find(b"\n" + head) + 1
                if not data.startswith(head, start):
                    raise _MoreChangedError
                end = data.index(b"\n", start) + 1
                line = exports.moved_line(data[start:end], one.after.article.id, spans)
                data = data[:start] + line + data[end:]
        return data

    def _is_as_known(self, files: Iterable[str]) -> bool:
        """Whether nobody has published anything since the last build was looked up."""
        last = self._memory.last
        found = snapshot.looks(self._output, [*files, marker.NAME])
        if not last or not found:
            return False
        known = last.outputs.by_path()
        return all(known.get(path) == look for path, look in found.by_path().items())

    def _reindexed(self, articles: Iterable[_Edited]) -> Index:
        kept, pile = dict(self._kept), self._pile
        for one in articles:
            strip, body = pile.add(pack(one.after)), pile.add(pack(one.body))
            lengths = self._lengths[one.after.article.id]
            kept[one.after.article.id] = one.kept._replace(
                sha256=one.body.sha256, strip=strip, body=body, lengths=lengths
            )
        pile.close()
        if not pile.is_whole:
            raise _MoreChangedError
        return Index.of(pile.name, kept)


def _outline(woven: Woven) -> tuple[object, ...]:
    """What other pages show of an article: everything but the places in its text."""
    return (
        woven.title,
        woven.opening,
        tuple((one.number, one.actor, one.how, one.excerpt, one.is_link) for one in woven.mentions),
        tuple((one.span.annotation, one.words, one.excerpt, one.is_exact) for one in woven.passages),
        woven.lost,
        tuple((one.actors, one.why, one.excerpt) for one in woven.unlinked),
    )


def _ids(links: PageLinks) -> set[str]:
    return set(links.pages[0][1].split("\0"))


def _moved(one: _Edited, kind: AnnotationKind) -> dict[str, Spans]:
    """The claims or notes of an article whose passages moved."""
    found: dict[str, Spans] = {}
    for old, new in zip(one.before.woven.passages, one.after.woven.passages, strict=True):
        if old.span.annotation.kind is kind:
            spans = found.setdefault(old.span.annotation.id, {})
            place = old.span.start, old.span.end
            if spans.setdefault(place, (new.span.start, new.span.end)) != (new.span.start, new.span.end):
                raise _MoreChangedError
    return {record: spans for record, spans in found.items() if any(before != after for before, after in spans.items())}

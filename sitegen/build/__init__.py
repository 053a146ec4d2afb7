"""The pipeline on one screen: load → weave → graph → pages → render → check → publish.

Everything is gathered before anything is published: a problem found at the last page leaves the site as it was.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Final, ParamSpec, Protocol, TypeVar
from urllib.parse import urlsplit

from sitegen import article, exports, graph, health, load, names, pages, previews, publish, search, urls
from sitegen.check import SiteCheck
from sitegen.graph import Graph
from sitegen.health import Passages
from sitegen.model import Archive, Woven
from sitegen.names.unlinked import all_names
from sitegen.pages import Search
from sitegen.pages.records import NotFoundPage, Page
from sitegen.pages.views import Views
from sitegen.problems import Problems
from sitegen.render import Renderer, TemplateProblem
from sitegen.search import Target

P = ParamSpec("P")
T = TypeVar("T")

POOL_FROM: Final = 1500
"""Articles from which starting processes costs less than they save; measured on two cores."""
BATCH: Final = 50
"""Articles that go to a process at once: large enough that passing them on costs little."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a build is asked to do."""

    root: Path
    output: Path | str
    drafts: bool = False
    strict: bool = False
    keep_going: bool = False
    base_url: str = ""
    """Instead of the one in site.yaml; empty = that one."""
    jobs: int = 0
    """Processes for the article stage; 0 = as many as pay."""
    search: bool = True
    """Whether the site gets a search page and an index."""
    most_indexed: int = 0
    """Records from which on an index is kept but not made anew; 0 = however many there are."""


@dataclass(frozen=True, slots=True)
class Stats:
    """What a build made."""

    articles: int = 0
    mentions: int = 0
    passages: int = 0
    pages: int = 0
    health: tuple[Passages, ...] = ()
    """How the quoted passages of each file were found."""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a build."""

    problems: Problems
    stats: Stats
    is_done: bool
    """Whether nothing forbade publishing."""


class Progress(Protocol):
    """Is told how far a build is."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """`done` of `total` steps of a stage; 0 = not known."""


class _Nowhere:
    """Takes files for a check, which writes nothing."""

    def put(self, path: str, data: bytes) -> None:
        """Forget it."""

    def last(self, path: str) -> None:
        """There was no last build."""

    def keep_all(self, files: Mapping[str, str]) -> bool:  # noqa: ARG002 - there is none to keep
        """Keep nothing."""
        return False


class InProcess(Executor):
    """Runs everything here and at once: what small archives need, and what a profiler sees through."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """A future that is done already."""
        future: Future[T] = Future()
        future.set_result(fn(*args, **kwargs))
        return future

    def map(  # lazily, so that one seed at a time is in memory
        self, fn: Callable[..., T], *iterables: Iterable[object], timeout: float | None = None, chunksize: int = 1
    ) -> Iterator[T]:
        """Results in order, each when it is asked for."""
        del timeout, chunksize
        return map(fn, *iterables)


def silent(stage: str, done: int, total: int) -> None:
    """Progress that nobody wants to see."""


def build(options: Options, progress: Progress = silent) -> Outcome:
    """Make the site and put it in place, unless a problem forbids it."""
    start, problems = time.perf_counter(), Problems()
    with publish.open_output(options.root, options.output, problems) as target:
        stats = _make(options, target or _Nowhere(), problems, progress)
        is_done = target is not None and not problems.blocks(strict=options.strict, keep_going=options.keep_going)
        if is_done and target is not None:
            progress("publish", 0, 0)
            is_done = target.commit() is not None
    return Outcome(problems, replace(stats, seconds=time.perf_counter() - start), is_done)


def check(options: Options, progress: Progress = silent) -> Outcome:
    """Everything that a build checks; writes nothing."""
    start, problems = time.perf_counter(), Problems()
    stats = _make(options, _Nowhere(), problems, progress)
    is_done = not problems.blocks(strict=options.strict, keep_going=options.keep_going)
    return Outcome(problems, replace(stats, seconds=time.perf_counter() - start), is_done)


def _make(options: Options, target: Target, problems: Problems, progress: Progress) -> Stats:
    """Every output file into `target`, every problem into `problems`."""
    progress("read", 0, 0)
    archive = load.load(options.root, problems)
    if archive is None:
        return Stats()
    if options.base_url:
        archive = replace(archive, site=replace(archive.site, base_url=options.base_url.rstrip("/") + "/"))
    woven = tuple(_weave(options, archive, progress))
    for one in woven:
        problems.extend(one.problems)
    whole = graph.build(archive, woven, drafts=options.drafts)
    count = _write(options, whole, target, problems, progress)
    return Stats(
        articles=len(woven),
        mentions=sum(len(one.mentions) for one in woven),
        passages=sum(len(one.passages) for one in woven),
        pages=count,
        health=health.passages(archive, woven, drafts=options.drafts),
    )


def _weave(options: Options, archive: Archive, progress: Progress) -> Iterator[Woven]:
    """The article stage over all articles that readers see, in the order of their ids."""
    seen = [one for one in archive.articles if graph.is_visible(one.status, drafts=options.drafts)]
    wanted = graph.anchors(archive, drafts=options.drafts)
    visible_notes = (note for note in archive.notes if graph.is_visible(note.status, drafts=options.drafts))
    setting = article.Setting(
        lexicon=names.lexicon(archive.actors, visible_notes),
        pages={actor.id: urls.actor(actor.kind, actor.id) for actor in archive.actors},
        raw_html=archive.site.raw_html,
        link_mentions=archive.site.link_mentions,
        media=frozenset(archive.media),
        all_names=all_names(archive.actors) if options.drafts else None,
    )
    seeds = options.root / "seeds"
    jobs = (article.ArticleJob(one, (seeds / one.seed).read_bytes(), wanted.get(one.id, ())) for one in seen)
    workers = options.jobs or (os.cpu_count() or 1 if len(seen) >= POOL_FROM else 1)
    with _executor(workers, setting) as executor:
        for done, woven in enumerate(executor.map(_stage, jobs, chunksize=BATCH), 1):
            progress("weave", done, len(seen))
            yield woven


_setting: article.Setting
"""Of this process: handed over once, since it is far larger than an article."""


def _begin(setting: article.Setting) -> None:
    global _setting  # noqa: PLW0603 (a process pool has no other way to keep something between jobs)
    _setting = setting


def _stage(job: article.ArticleJob) -> Woven:
    return article.stage(_setting, job)


def _executor(workers: int, setting: article.Setting) -> Executor:
    if workers > 1:
        return ProcessPoolExecutor(workers, initializer=_begin, initargs=(setting,))
    _begin(setting)
    return InProcess()


def _write(options: Options, whole: Graph, target: Target, problems: Problems, progress: Progress) -> int:
    """Render, check and hand over every file; how many pages that were."""
    base_url = whole.archive.site.base_url
    site_path = urlsplit(base_url).path or "/"
    checker = SiteCheck(site_path)
    fields = pages.fields_of(whole, problems)
    progress("search", 0, 0)
    state = _search(options, Views(whole, fields), target, problems)
    view = pages.site_view(whole, fields, drafts=options.drafts, search_state=state)
    count, listed = 0, []
    try:
        renderer = Renderer(options.root / "templates")
        problems.extend(renderer.outside_links())
        for count, page in enumerate(pages.build(whole, fields, drafts=options.drafts, search_state=state), 1):
            url, address = page.frame.url, exports.address(page.frame)
            listed += [address] if address else []
            data = renderer.render(page, view, _root_of(page, site_path))
            checker.add_page(url, data.decode())
            target.put(urls.output_path(url), data)
            progress("render", count, 0)
        _copy_files(options, whole, renderer, target, checker)
    except TemplateProblem as error:
        problems.extend([error.problem])
        return count
    extra = previews.files(whole, fields, view.preview_digits)
    followed = exports.followed(whole, fields, listed)
    for path, data in chain(exports.files(whole, base_url=base_url, drafts=options.drafts), followed, extra):
        checker.add_file(path)
        target.put(path, data)
    problems.extend(checker.problems())
    return count


def _search(options: Options, views: Views, target: Target, problems: Problems) -> Search:
    """Whether the site gets a search; the index goes into `target`."""
    if not options.search:
        return Search.NONE
    if isinstance(target, _Nowhere) or problems.blocks(strict=options.strict, keep_going=options.keep_going):
        return Search.INDEXED  # nothing will be published, so the pages alone are looked at
    return search.index(views, target, problems, most=options.most_indexed)


def _copy_files(options: Options, whole: Graph, renderer: Renderer, target: Target, checker: SiteCheck) -> None:
    """Static files of the theme, and the author's pictures, as they are."""
    media = options.root / "content" / "media"
    copies = [(f"static/{path}", source) for path, source in renderer.static_files()]
    copies += [(f"media/{path}", media / path) for path in whole.archive.media]
    for path, source in copies:
        checker.add_file(path)
        target.put(path, source.read_bytes())


def _root_of(page: Page, site_path: str) -> str:
    """404.html is served at any depth, so alone it cannot go by relative links."""
    return site_path if isinstance(page, NotFoundPage) else urls.to_root(page.frame.url)

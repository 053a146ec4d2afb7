"""What a build knows of the last one: how files looked, what was told, what each article's page was made of."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Mapping, Set
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from sitegen import snapshot
from sitegen.build import Options, Stats
from sitegen.cache import Cache, DamagedError, Heap, Pile, Place
from sitegen.model import Anchor, Archive, Article, ArticleId, Site, Woven
from sitegen.problems import Problem, Problems
from sitegen.snapshot import Look, Looks, Seen
from sitegen.sources import CONTENT, SEEDS, packaged_theme

if TYPE_CHECKING:
    from sitegen.pages.records import SiteView

Kind = TypeVar("Kind")

_FILES: Final = "files"
_PROGRAMS: Final = "programs"
"""What wrote the others: records of another program may have other fields, so this is plain, and looked at first."""
_COMMON: Final = "common"
_INDEX: Final = "index"
_OF_PUBLISHING: Final = ".sitegen-*"
"""What publishing keeps at the top of an output. `publish` knows the names, and takes longer to load than a build does
that finds nothing to do."""


class Told(NamedTuple):
    """The problems of a build."""

    own: dict[ArticleId, tuple[Problem, ...]]
    """Those that the article stage found, of the articles that have some."""
    others: tuple[Problem, ...]

    def all(self) -> Problems:
        """In one."""
        problems = Problems(self.others)
        for some in self.own.values():
            problems.extend(some)
        return problems

    def again(self, own: Mapping[ArticleId, tuple[Problem, ...]]) -> Told:
        """With what the article stage finds of some articles now."""
        return self._replace(own={article: some for article, some in {**self.own, **own}.items() if some})


class Strip(NamedTuple):
    """What the article stage was asked, and what it gave, but for the body."""

    article: Article
    anchors: tuple[Anchor, ...]
    woven: Woven


class Kept(NamedTuple):
    """An article in a pile."""

    seed: str
    sha256: str
    strip: Place
    body: Place
    around: Place = Place(0, 0)
    """Its `Surroundings`."""
    lengths: tuple[int, ...] = ()
    """Of its lines in each of `exports.ARTICLE_FILES`."""


_PLACES: Final = 3
_LENGTHS: Final = 3


class Index(NamedTuple):
    """All articles that readers see, in the order of their ids; packed, as there may be very many."""

    pile: str
    ids: str
    """With a zero character between them, as in `seeds`."""
    seeds: str
    hashes: str
    numbers: bytes
    """Of each article the three places, a start and a length each, and the lengths of its lines."""

    @classmethod
    def of(cls, pile: str, articles: Mapping[ArticleId, Kept]) -> Index:
        """Packed."""
        kept = articles.values()
        numbers = array("q", (n for one in kept for n in (*one.strip, *one.body, *one.around, *one.lengths)))
        hashes = "".join(one.sha256 for one in kept)
        return cls(pile, "\0".join(articles), "\0".join(one.seed for one in kept), hashes, numbers.tobytes())

    def articles(self) -> dict[ArticleId, Kept]:
        """Unpacked."""
        if not self.ids:
            return {}
        numbers, size = array("q", self.numbers).tolist(), 2 * _PLACES + _LENGTHS
        found = {}
        for place, (article, seed) in enumerate(zip(self.ids.split("\0"), self.seeds.split("\0"), strict=True)):
            a, b, c, d, e, f, *lengths = numbers[place * size : (place + 1) * size]
            sha256 = self.hashes[place * 64 : (place + 1) * 64]
            found[ArticleId(article)] = Kept(seed, sha256, Place(a, b), Place(c, d), Place(e, f), tuple(lengths))
        return found


class Common(NamedTuple):
    """What all pages of articles were made with."""

    archive: Archive
    """Of its records only those whose names and terms are looked for."""
    site: Site
    view: SiteView
    site_path: str
    drafts: bool
    is_searched: bool
    """Whether the articles' words are in an index."""


class Last(NamedTuple):
    """The articles of the last build, which need not be woven again where nothing about them changed."""

    pile: Pile
    kept: dict[ArticleId, Kept]
    common: Common


class Files(NamedTuple):
    """How everything looked when the output was published, and what was told."""

    asked: tuple[object, ...]
    """What the build was asked to do."""
    sources: Seen
    outputs: Looks
    told: Told
    stats: Stats


class Now(NamedTuple):
    """How everything looks when a build begins."""

    programs: dict[str, Look]
    sources: Seen


def asked(options: Options) -> tuple[object, ...]:
    """All that decides what a build does, but for how many processes do it."""
    return (
        options.drafts,
        options.strict,
        options.keep_going,
        options.base_url,
        options.search,
        options.most_indexed,
        os.environ.get("PAGEFIND_BINARY_PATH"),
        str(Path(options.root).resolve()),
    )


class Memory:
    """What is remembered between the builds into one folder."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._output = Path(os.path.realpath(options.output))
        self.cache = Cache(options.root, self._output)
        self.last: Files | None = None
        self.outputs: dict[str, Look] = {}
        """How the files of the last build look now; known where `changes` tells of some."""
        self._of_last: set[str] = set()
        """What of the last build is to stay until this one is published."""
        self._now = self._looked()

    def changes(self) -> set[str] | None:
        """The paths of the sources that changed since the last build; None where all has to be made anew.

        Seeds whose pages alone look otherwise are among them: what is made of them is compared with what is there.
        """
        last, now = self.last, self._now
        if not last or not now or last.asked != asked(self._options):
            return None
        if any(problem.code == "search-failed" for problem in last.told.others):
            return None  # what was to be mended is not in the archive
        paths = last.outputs.listed()
        outputs = snapshot.looks(self._output, paths)
        if self._is_interrupted(paths) or outputs is None:
            return None
        changed = snapshot.changed(last.sources, now.sources)
        if outputs == last.outputs and not changed:
            return changed
        self.outputs = outputs.by_path()
        others = (
            set() if outputs == last.outputs else dict(last.outputs.by_path().items() ^ self.outputs.items()).keys()
        )
        seeds = self._seeds_of(others)
        return None if seeds is None else changed | seeds

    def _seeds_of(self, paths: Set[str]) -> set[str] | None:
        """The seeds whose pages these files are; None where one of them is no article's page."""
        from sitegen import urls

        articles = self.articles() if paths else None
        kept = articles.kept if articles else {}
        seeds = {urls.output_path(urls.article(article)): f"{SEEDS}/{one.seed}" for article, one in kept.items()}
        return {seeds[path] for path in paths} if paths <= seeds.keys() else None

    def _is_interrupted(self, outputs: Iterable[str]) -> bool:
        """Whether a build was killed before it had published, or while it did: what it left has to be cleared away."""
        return not {path.name for path in self._output.glob(_OF_PUBLISHING)} <= set(outputs)

    def articles(self) -> Last | None:
        """The articles of the last build; None where there was none, or they were woven by another program."""
        return articles_of(self.cache) if self.last and self._now else None

    def pile(self, last: Last | None) -> Pile | Heap:
        """Where the articles of a new build go; in memory where nothing can be kept."""
        if self._now is None:
            return Heap()
        self._of_last = {_FILES, _PROGRAMS, _COMMON, _INDEX, last.pile.name if last else ""}
        self.cache.forget(self._of_last)
        return self.cache.pile()

    def give_up(self) -> None:
        """Leave what is remembered as it was before this build: nothing at all, where there was nothing."""
        if self._now and self.last is None:
            self.cache.abandon()
        elif self._of_last:
            self.cache.forget(self._of_last)

    def refresh(self) -> None:
        """Remember how the sources look now, where they say the same as before but look otherwise."""
        if self.last and self._now and self.last.sources != self._now.sources:
            self._save({_FILES: self.last._replace(sources=self._now.sources)})

    def remember(self, outputs: Iterable[str], told: Told, stats: Stats, site: tuple[Common, Index] | None) -> None:
        """Remember a build that was published: what it made and told, and its articles where they were kept."""
        looks = snapshot.looks(self._output, sorted(outputs))
        if self._now is None or looks is None:
            self.cache.forget()
            return
        self.cache.forget({site[1].pile} if site else ())
        articles = dict(zip((_COMMON, _INDEX), site, strict=True)) if site else {}
        files = Files(asked(self._options), self._now.sources, looks, told, stats)
        self._save({_PROGRAMS: self._now.programs, **articles, _FILES: files})

    def amend(self, index: Index, written: Iterable[str], told: Told) -> None:
        """Remember that some sources changed, and with them some files of the output."""
        looks = snapshot.looks(self._output, written)
        if self.last is None or self._now is None or looks is None:
            self.cache.forget()
            return
        outputs = Looks.of(self.outputs | looks.by_path())
        files = self.last._replace(sources=self._now.sources, outputs=outputs, told=told)
        self._save({_INDEX: index, _FILES: files})

    def _looked(self) -> Now | None:
        if not any((self._options.root / name).exists() for name in (SEEDS, CONTENT)) or not self.cache.open():
            return None
        try:
            moment = snapshot.now(self.cache.folder)
        except OSError:
            return None
        programs, sources = snapshot.programs(packaged_theme()), snapshot.sources(self._options.root)
        if programs is None or sources is None:
            return None
        self.last = files_of(self.cache, programs)
        before = self.last.sources if self.last else None
        return Now(programs, snapshot.seen(self._options.root, sources, moment, before))

    def _save(self, parts: Mapping[str, object]) -> None:
        """Save what goes together, in this order: after a part that cannot be saved none that would count on it."""
        try:
            for name, value in parts.items():
                self.cache.save(name, value)
        except OSError:
            self.cache.forget()


def files_of(cache: Cache, programs: Mapping[str, Look] | None) -> Files | None:
    """The last build; None where there was none, or by other programs."""
    try:
        return expected(cache.load(_FILES), Files) if cache.load(_PROGRAMS) == programs else None
    except DamagedError:
        return None


def articles_of(cache: Cache) -> Last | None:
    """The articles of the last build; None where they could not be kept."""
    try:
        index = expected(cache.load(_INDEX), Index)
        return Last(cache.last_pile(index.pile), index.articles(), expected(cache.load(_COMMON), Common))
    except DamagedError:
        return None


def expected(found: object, kind: type[Kind]) -> Kind:
    """What was found, if it is what is wanted. Raises DamagedError."""
    if not isinstance(found, kind):
        raise DamagedError
    return found

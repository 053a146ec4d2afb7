"""Dead links and fragments, duplicate ids and colliding paths, in what was rendered.

It takes the text out and reads attributes with one regular expression instead of parsing HTML: on pages whose
attributes are quoted that finds the same at a tenth of the time, so every build can afford it.
"""

from __future__ import annotations

import hashlib
import html as html_text
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Final, NamedTuple

import msgspec

from sitegen.content.media.media_references import FOLDER, MediaReferences
from sitegen.core import urls
from sitegen.core.problems import Location, Problems
from sitegen.output.link_check import known_parts
from sitegen.output.link_check.page_targets import DIRECTIVE_DELIMITER, WEB, needs_care, same_depth, target_of

Gathered = tuple[list[tuple[str, str]], list[tuple[str, str, str]]]
"""Path and ids of some pages; and of what they link to URL, element or none, and the first page that does."""

_ATTRIBUTE: Final = re.compile(r"""[\s"'](href|src|id)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ANY_ATTRIBUTE: Final = re.compile(r"""(?<=[\s"'])([^\s"'<>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
DIGEST_SIZE: Final = 8
_TEXT: Final = re.compile(r">[^<]+<")


class LinkedPage(NamedTuple):
    """What is known of the links of one page, and of those into it."""

    path: str
    """Of its file."""
    ids: str
    """Of its elements, with a zero character between them."""
    media: tuple[str, ...]
    """The files of `content/media/` that it names, sorted."""
    targets: bytes
    """`link_digest` of each file and each element of another file that it links to, one after the other."""


class PageLinks:
    """What some pages link to and what can be linked to in them: gathered where they are rendered, in any process."""

    def __init__(self, site_path: str = "", names: MediaReferences | None = None) -> None:
        """`site_path` is how an absolute path into this site begins (404.html has such): `/archive/`.

        `names` finds the files of `content/media/` that a page names, in whatever way.
        """
        self._site_path, self._names = site_path, names
        self.pages: list[LinkedPage] = []
        self.links: dict[tuple[str, str], str] = {}
        """From what is linked to, a URL and an element id or none, to the first page that does."""
        self.words: dict[tuple[str, str], str] = {}
        """From words that are linked to, a page's URL and what follows `:~:`, to the first page that does."""
        self.media: set[str] = set()
        """The files of `content/media/` that the pages show, link to or name otherwise, as paths below it."""
        self.problems = Problems()
        self._told: defaultdict[str, dict[str, tuple[bytes, str]]] = defaultdict(dict)
        """By the way to the root, the links with it that were looked at, each with what `_remember` gave."""

    def __reduce__(self) -> tuple[object, ...]:
        state = {name: value for name, value in self.__dict__.items() if name not in ("_names", "_told")}
        return PageLinks, (), state  # what finds names stays where pages are rendered

    def add(self, url: str, html: str, *, is_plain: bool = False) -> None:
        """Gather the links and ids of one rendered page; `url` from the site's root. Reports: duplicate-element-id.

        `is_plain`: a page of the packaged theme into which no HTML of an author was let, which takes less time.
        """
        path, root = urls.output_path(url), urls.to_root(url)
        ids, links = (known_parts.links_and_ids(html) if is_plain else None) or _links_and_ids(html)
        own = frozenset(ids)
        if len(own) < len(ids):
            self._report_duplicates(path, ids)
        targets, media = self._add_links(url, root, links, own)
        if self._names:
            media |= self._names.in_page(html)
        self.media |= media
        self.pages.append(LinkedPage(path, "\0".join(own), tuple(sorted(media)), b"".join(targets)))

    def _add_links(
        self, url: str, root: str, links: Iterable[str], own: Container[str]
    ) -> tuple[list[bytes], set[str]]:
        """Digests of what a page links to, and the files of `content/media/` among it; `own`: the ids of the page."""
        path, told = urls.output_path(url), self._told[root]
        targets, media = list[bytes](), set[str]()
        for link in dict.fromkeys(links):
            if link in told:
                digests, file = told[link]
            elif link.startswith(WEB) or (link[:1] == "#" and link[1:] in own and not needs_care(link)):
                continue  # most fragments lead to the same page, and need not be remembered
            else:
                # A link by way of the root leads to the same place from every page of that depth.
                is_from_root = root != "./" and link.startswith(root)
                if is_from_root and not needs_care(link, len(root)):
                    address, _, element = link[len(root) :].partition("#")
                    target: tuple[str, str] | None = (address, element)
                else:
                    target = target_of(same_depth(root) if is_from_root else url, root, self._site_path, link)
                has_words = DIRECTIVE_DELIMITER in link
                if target and has_words and not url.startswith(urls.EDITORS):  # there they are ours
                    words = html_text.unescape(link).partition(DIRECTIVE_DELIMITER)[2]
                    self.words.setdefault((target[0], words), path)
                is_other = target is not None and not (target[0] == url and (target[1] in own or not target[1]))
                digests, file = self._remember(target, path) if target and is_other else (b"", "")
                is_own = target is not None and target[0] == url  # of other pages it says more
                if is_from_root and not has_words and not is_own:
                    told[link] = digests, file
            targets.append(digests)
            if file:
                media.add(file)
        return targets, media

    def _remember(self, target: tuple[str, str], page: str) -> tuple[bytes, str]:
        """The digests of what is linked to, and its path below `content/media/`; empty where it is not there."""
        self.links.setdefault(target, page)
        file, digest, media = _linked_file(target[0])
        return digest + link_digest(file, target[1]) if target[1] else digest, media

    def _report_duplicates(self, path: str, ids: list[str]) -> None:
        for element, count in sorted(Counter(ids).items()):
            if count > 1:
                self.problems.add(
                    Location(path),
                    "duplicate-element-id",
                    f'the page has {count} elements with the id "{element}"',
                    "look for the id in the Markdown or the template that this page is made from",
                )


class LinkChecker:
    """Takes every output file once, then reports what does not fit together."""

    def __init__(self) -> None:
        self._paths: dict[str, str] = {}
        self._gathered: list[bytes] = []
        """What pages link to and can be linked to, packed: it is long, and not looked at before all is there."""
        self._is_checked = False
        self._order: Mapping[str, int] = {}
        self._kept: list[tuple[str, str]] = []
        """The path and the ids of each page that stays."""
        self.words: dict[tuple[str, str], str] = {}
        """As in `PageLinks`."""
        self.media: set[str] = set()
        """The files of `content/media/` that the pages name."""
        self._problems = Problems()

    def add_file(self, path: str) -> None:
        """Take an output file, by its path below the output folder. Reports: path-collision."""
        key = urls.id_key(path)
        if key in self._paths:
            self._problems.add(
                Location(path),
                "path-collision",
                f"two pages or files would be written to {path}"
                + (
                    f" and {self._paths[key]}, which some file systems take for one" if self._paths[key] != path else ""
                ),
                "give one of them another id or name",
            )
        self._paths.setdefault(path if key == path else key, path)

    def add_pages(self, found: PageLinks) -> None:
        """Take what was gathered of rendered pages. Reports: path-collision, and what `PageLinks` found."""
        for page in found.pages:
            self.add_file(page.path)
        self.media |= found.media
        self._problems.extend(found.problems)
        self._gather([(page.path, page.ids) for page in found.pages], found)

    def add_links(self, found: PageLinks) -> None:
        """Take no more than the links of pages, which were taken already."""
        self._gather([], found)

    def put_in_order(self, paths: Iterable[str]) -> None:
        """Tell of the first page with a fault in this order, and not in the one in which they were taken."""
        self._order = {path: place for place, path in enumerate(paths)}

    def _gather(self, pages: list[tuple[str, str]], found: PageLinks) -> None:
        links = [(*target, source) for target, source in found.links.items()]
        self._gathered.append(zlib.compress(msgspec.msgpack.encode((pages, links)), 1))
        for words, source in found.words.items():
            self.words.setdefault(words, source)

    def add_kept(self, path: str, ids: str, media: Iterable[str]) -> None:
        """Take a page of the last build that stays, with sound links. Reports: path-collision."""
        self.add_file(path)
        self._kept.append((path, ids))
        self.media.update(media)

    @property
    def word_link_targets(self) -> frozenset[str]:
        """The URLs of the pages whose words are linked to."""
        return frozenset(url for url, _ in self.words)

    def check_words(self, url: str, html: str) -> None:
        """Look for all words of the page `url` that others link to in its HTML. Reports: dead-link."""
        from sitegen.output.link_check.text_fragments import PageWords, text_directives  # few sites link to words

        page = PageWords(html)
        for (target, fragment), source in self.words.items():
            for written, wanted in text_directives(fragment) if target == url else ():
                if wanted is None or not page.has(wanted):
                    self._problems.add(
                        Location(source),
                        "dead-link",
                        f'the page links to words of "{target}" that are not there: "{written}"',
                        "quote whole words as that page shows them, in one paragraph; or link to the page alone",
                    )

    def problems(self) -> Problems:
        """All problems, those of links between pages included; nothing can be taken any more.

        Reports: broken-link, broken-fragment.
        """
        if not self._is_checked:
            self._is_checked = True
            self._check_links()
        return self._problems

    def _check_links(self) -> None:
        files = frozenset(self._paths.values())
        pages = chain(self._kept, (page for gathered in self._unpacked() for page in gathered[0]))
        elements = {hash((path, one)) for path, ids in pages for one in ids.split("\0")}
        broken: dict[str, list[tuple[str, str]]] = {}
        lost: dict[tuple[str, str], list[str]] = {}
        for _, links in self._unpacked():
            for target, fragment, source in links:
                path = urls.output_path(target)
                if path not in files:
                    broken.setdefault(target, []).append((fragment, source))
                elif fragment and hash((path, fragment)) not in elements:
                    lost.setdefault((target, fragment), []).append(source)
        for target, sources in broken.items():
            self._report_broken_link(target, sorted(sources, key=lambda one: self._place(one[1])))
        self._report_lost({link: min(sources, key=self._place) for link, sources in lost.items()})

    def _place(self, path: str) -> int:
        """Of a page in the order of all; without one they are as they were taken."""
        return self._order.get(path, 0)

    def _unpacked(self) -> Iterator[Gathered]:
        for packed in self._gathered:
            yield msgspec.msgpack.decode(zlib.decompress(packed), type=Gathered)

    def _report_broken_link(self, target: str, sources: Sequence[tuple[str, str]]) -> None:
        """`sources`: each page that links there, behind the element that it asks for."""
        firsts: dict[str, str] = {"": sources[0][1]}
        for fragment, source in sources:
            firsts.setdefault(fragment, source)
        for page in set(firsts.values()):
            self._problems.add(
                Location(page),
                "broken-link",
                f'the page links to "{target}", and nothing is there',
                "look for the address in the Markdown or the template that this page is made from",
            )

    def _report_lost(self, lost: Mapping[tuple[str, str], str]) -> None:
        for (target, fragment), source in lost.items():
            self._problems.add(
                Location(source),
                "broken-fragment",
                f'the page links to "{target}#{fragment}", and that page has no such place',
                "look for the address in the Markdown or the template that this page is made from",
            )


@lru_cache(maxsize=1 << 12)
def _linked_file(url: str) -> tuple[str, bytes, str]:
    """The file of a URL, its digest, and its path below `content/media/`; empty where it is not there."""
    file = urls.output_path(url)
    return file, link_digest(file), file.removeprefix(FOLDER) if url.startswith(FOLDER) else ""


@lru_cache(maxsize=1 << 12)
def link_digest(path: str, element: str = "") -> bytes:
    """Eight bytes that stand for a file of the site, or for an element of it: by them a link is known again."""
    return hashlib.blake2b(f"{path}#{element}".encode(), digest_size=DIGEST_SIZE).digest()


def link_attributes(html: str) -> list[tuple[str, str, str]]:
    """Every `href`, `src` and `id`: (name, value in double quotes, value in single quotes), one value empty."""
    tags = _TEXT.sub("><", html)
    found: list[tuple[str, str, str]] = _ATTRIBUTE.findall(tags)
    if any(single or double.rstrip().endswith("=") for _, double, single in found):
        # One may be the end of another attribute's value, ` href=`, with what is between it and the next.
        found = [one for one in _ANY_ATTRIBUTE.findall(tags) if one[0] in ("href", "src", "id")]
    return found


def _links_and_ids(html: str) -> known_parts.LinksAndIds:
    found = [(name, double or single) for name, double, single in link_attributes(html)]
    ids, links = ([value for name, value in found if (name == "id") is wanted] for wanted in (True, False))
    return known_parts.LinksAndIds(ids, links)

"""Dead links and fragments, duplicate ids and colliding paths, in what was rendered.

It takes the text out and reads attributes with one regular expression instead of parsing HTML: on pages whose
attributes are quoted that finds the same at a tenth of the time, so every build can afford it.
"""

from __future__ import annotations

import posixpath
import re
import sys
from collections import Counter
from typing import Final
from urllib.parse import unquote

from sitegen import urls
from sitegen.problems import Location, Problems

_ATTRIBUTE: Final = re.compile(r"""[\s"'](href|src|id)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_TEXT: Final = re.compile(r">[^<]+<")
_ENTITY: Final = re.compile(r"&(?:amp|#38|#x26);")


class SiteCheck:
    """Takes every output file once, then tells what does not fit together."""

    def __init__(self, site_path: str = "") -> None:
        """`site_path` is how an absolute path into this site begins (404.html has such): `/archive/`."""
        self._site_path = site_path
        self._paths: dict[str, str] = {}
        self._ids: dict[str, frozenset[str]] = {}
        self._links: dict[tuple[str, str], str] = {}
        self._problems = Problems()

    def add_file(self, path: str) -> None:
        """An output file, by its path below the output folder. Reports: path-collision."""
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
        self._paths.setdefault(key, path)

    def add_page(self, url: str, html: str) -> None:
        """A rendered page; its file too. Reports: path-collision, duplicate-element-id."""
        path = urls.output_path(url)
        self.add_file(path)
        ids, root = [], urls.to_root(url)
        for name, double, single in set_of_attributes(html):
            value = double or single
            if name == "id":
                ids.append(sys.intern(value))
            else:
                self._add_link(url, root, value)
        self._ids[path] = frozenset(ids)
        if len(self._ids[path]) < len(ids):
            self._report_duplicates(path, ids)

    def problems(self) -> Problems:
        """All that is wrong. Reports further: broken-link, broken-fragment."""
        files = frozenset(self._paths.values())
        for (target, fragment), source in self._links.items():
            path = urls.output_path(target)
            if path not in files:
                self._problems.add(
                    Location(source),
                    "broken-link",
                    f'the page links to "{target}", and nothing is there',
                    "look for the address in the Markdown or the template that this page is made from",
                )
            elif fragment and fragment not in self._ids.get(path, frozenset()):
                self._problems.add(
                    Location(source),
                    "broken-fragment",
                    f'the page links to "{target}#{fragment}", and that page has no such place',
                    "look for the address in the Markdown or the template that this page is made from",
                )
        return self._problems

    def _add_link(self, url: str, root: str, value: str) -> None:
        if "&" in value:
            value = _ENTITY.sub("&", value)
        address, _, fragment = value.partition("#")
        if _is_elsewhere(address):
            return
        if address.startswith(root):
            target = address[len(root) :]
            if target.startswith("../") or "/../" in target:
                target = _joined(url, address)
        elif self._site_path and address.startswith(self._site_path):
            target = address[len(self._site_path) :]
        else:
            target = _joined(url, address) if address else url
        # What follows `:~:` is for the browser, which looks for words: there is no element to find.
        element = unquote(fragment.partition(":~:")[0])
        self._links.setdefault((target.partition("?")[0], element), urls.output_path(url))

    def _report_duplicates(self, path: str, ids: list[str]) -> None:
        for element, count in sorted(Counter(ids).items()):
            if count > 1:
                self._problems.add(
                    Location(path),
                    "duplicate-element-id",
                    f'the page has {count} elements with the id "{element}"',
                    "look for the id in the Markdown or the template that this page is made from",
                )


def set_of_attributes(html: str) -> list[tuple[str, str, str]]:
    """Every `href`, `src` and `id`: its name, and its value as quoted by double or by single quotes."""
    found: list[tuple[str, str, str]] = _ATTRIBUTE.findall(_TEXT.sub("><", html))
    return found


def _is_elsewhere(address: str) -> bool:
    scheme, colon, _ = address.partition(":")
    return address.startswith("//") or bool(colon and scheme.isalnum())


def _joined(url: str, address: str) -> str:
    """`address` seen from the page `url`, as a URL from the root; what climbs out of the site keeps its dots."""
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(url), address)) if address else url
    joined = "" if joined == "." else joined
    return f"{joined}/" if joined and address.endswith("/") else joined

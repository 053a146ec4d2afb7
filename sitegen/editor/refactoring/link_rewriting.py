"""`[[id]]` links, and paths of pages, in a text whose records get other ids: each leads where it led."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Final
from urllib.parse import unquote

from sitegen.content.visibility.record_links import LINK, RecordKey, can_mean, parse_link
from sitegen.core import urls
from sitegen.editor.refactoring.markdown_code import places_in_code

_BEFORE_PATH: Final = r"""(\]\([ \t]*<?|\][ \t]*:[ \t]*<?|\bhref[ \t]*=[ \t]*["'])(\.?/)?"""
_AFTER_PATH: Final = r"""(?=(?:index\.html)?(?:[#?>)"'\s]|$))"""


class LinkRewriter:
    """Writes the links of texts anew."""

    def __init__(
        self,
        keys: Iterable[RecordKey],
        renamed: Mapping[RecordKey, RecordKey],
        paths: Mapping[str, str],
        *,
        allows_html: bool = False,
    ) -> None:
        """`keys` are all records, `renamed` says what becomes of some; `paths` likewise, of URLs of the site.

        `allows_html`: HTML in Markdown is markup and no text.
        """
        self._allows_html = allows_html
        self._before: defaultdict[str, list[RecordKey]] = defaultdict(list)
        self._after: defaultdict[str, list[RecordKey]] = defaultdict(list)
        self._renamed, self._paths = renamed, paths
        for key in keys:
            self._before[urls.id_key(key.id)].append(key)
            if (now := renamed.get(key, key)) not in self._after[urls.id_key(now.id)]:
                self._after[urls.id_key(now.id)].append(now)
        written = [spelling for old in paths for spelling in {old, unquote(old)}]
        found = "|".join(re.escape(one) for one in sorted(written, key=len, reverse=True))
        self._path = re.compile(f"{_BEFORE_PATH}({found}){_AFTER_PATH}") if found else None
        self._by_spelling = {one: new for old, new in paths.items() for one in (old, unquote(old))}

    def text(self, text: str) -> str:
        """A text with its links as they have to be; as it is where all of them go on to lead where they led.

        A link gets a kind only where its id alone would fit several records. One that fitted several before stays; so
        does what is code.
        """
        if self._path:
            text = self._put(self._path, self._with_path, text)
        return self._put(LINK, self._with_id, text) if "[[" in text else text

    def _put(self, pattern: re.Pattern[str], written: Callable[[re.Match[str]], str], text: str) -> str:
        """A text with what the pattern finds written anew, but for what is code: there it is no link."""
        found = {match.end(1): match for match in pattern.finditer(text)}
        code = places_in_code(text, [*found], allows_html=self._allows_html)
        pieces, done = [], 0
        for place, match in found.items():
            if place not in code:
                pieces += [text[done : match.start()], written(match)]
                done = match.end()
        return "".join([*pieces, text[done:]])

    def path(self, path: str) -> str:
        """A path of the site, as a menu has it."""
        start = len(path) - len(path.removeprefix("./").removeprefix("/"))
        end = min((at for sign in "#?" if (at := path.find(sign)) >= 0), default=len(path))
        inner = path[start:end]
        page = f"{inner.removesuffix('index.html').rstrip('/')}/"
        new = self._by_spelling.get(page)
        return f"{path[:start]}{new}{path[end:]}" if new else path

    def _with_path(self, match: re.Match[str]) -> str:
        return f"{match[1]}{match[2] or ''}{self._by_spelling[match[3]]}"

    def _with_id(self, match: re.Match[str]) -> str:
        link = parse_link(match)
        fitting = _fitting(self._before, link.kind, link.id)
        if len(fitting) != 1:
            return match[0]
        now = self._renamed.get(fitting[0], fitting[0])
        if _fitting(self._after, link.kind, link.id) == [now]:
            return match[0]
        kind = link.kind if _fitting(self._after, link.kind, now.id) == [now] else now.kind
        inner = match[1]
        spaces = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
        start = match.start(1) - match.start()
        written = f"{spaces[0]}{f'{kind}:' if kind else ''}{now.id}{spaces[1]}"
        return match[0][:start] + written + match[0][start + len(inner) :]


def _fitting(known: Mapping[str, list[RecordKey]], kind: str, identifier: str) -> list[RecordKey]:
    return [key for key in known.get(urls.id_key(identifier), ()) if can_mean(kind, key.kind)]

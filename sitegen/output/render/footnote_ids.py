"""Equal texts of two records with footnotes on one page: those of the second have ids of their own.

The ids of footnotes in the Markdown of records are made of a hash of the text (`site.record_markdown`), so that those
of different texts differ, and an address that somebody kept leads on while the text stays.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Final

_SECTION: Final = '<section class="footnotes"'
_TAG: Final = re.compile(r'<[^<>]* (?:id="|href="#)fn(?:ref)?-[0-9a-f]{8}-\d[^<>]*>')
_ID: Final = re.compile(r' id="(fn(?:ref)?-([0-9a-f]{8})-[^"]*)"')
_NAME: Final = re.compile(r'((?: id="| href="#)fn(?:ref)?-)([0-9a-f]{8})(?=-\d)')


def with_unique_footnotes(html: str) -> str:
    """A page in which no two footnotes, and no two references to such, have one id; as it is where none have.

    A text that comes again begins with an id that was there: from then on its ids have a number, `fn-1a2b3c4d.2-1`.
    """
    if html.count(_SECTION) < 2:
        return html
    seen: defaultdict[str, set[str]] = defaultdict(set)
    copies: defaultdict[str, int] = defaultdict(lambda: 1)

    def put(match: re.Match[str]) -> str:
        tag = match[0]
        own = _ID.search(tag)
        if own:
            element, text = own.groups()
            if element in seen[text]:
                seen[text].clear()
                copies[text] += 1
            seen[text].add(element)
        return _NAME.sub(lambda name: f"{name[1]}{name[2]}{_mark(copies[name[2]])}", tag)

    return _TAG.sub(put, html)


def _mark(copy: int) -> str:
    return f".{copy}" if copy > 1 else ""

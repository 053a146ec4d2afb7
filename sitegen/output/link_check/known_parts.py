"""Links and ids of pages that the packaged theme made, in less time than those of any page.

In such a page `<` and `>` stand in tags alone, and attributes in double quotes; and what stands around the text is the
same on many pages, so it is looked through once.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

_ALIKE: Final = '<meta name="color-scheme"'
"""With it begins what is the same in many heads."""
_DATA: Final = '<script type="application/ld+json">'
_MAIN: Final = '<main id="main"'
_FOOT: Final = '</main>\n<footer class="site">'

_LINKS: Final = [
    re.compile(f'<a{before} href="([^"]*)"')
    for before in ("", ' class="[^"]*" id="[^"]*"', ' class="[^"]*"', ' rel="[^"]*"')
]
"""How most links begin: words have no `<`."""
# What is no attribute, but the end of another one's value, must not take the quotation mark of the next.
_HREF: Final = re.compile(' href="(?=([^"]*)")')
_SRC: Final = re.compile(' src="(?=([^"]*)")')
_ID: Final = re.compile(' id="(?=([^"]*)")')


class LinksAndIds(NamedTuple):
    """What some HTML links to, and what in it can be linked to; as it is written, in any order."""

    ids: list[str]
    links: list[str]


def links_and_ids(html: str) -> LinksAndIds | None:
    """The links and ids of a page; None where it is not made up as the theme makes it."""
    alike, main, foot = html.find(_ALIKE), html.find(_MAIN), html.rfind(_FOOT)
    if not 0 <= alike < main < foot:
        return None
    data = html.find(_DATA, alike, main)
    data_end = html.find("</script>", data, main) if data >= 0 else data
    stop, start = (alike, alike) if data < 0 else (data, data_end)
    parts = (
        LinksAndIds([], _in_tags(_HREF, html[:alike])),
        _remembered(html[alike:stop]),
        _remembered(html[start:main]),
        _read(html[main:foot]),
        _remembered(html[foot:]),
    )
    return LinksAndIds([one for part in parts for one in part.ids], [one for part in parts for one in part.links])


def _read(html: str) -> LinksAndIds:
    wanted, links = html.count(' href="'), list[str]()
    for start in _LINKS:
        if len(links) < wanted:
            links += start.findall(html)
    if len(links) < wanted:  # others begin otherwise, or words look like one
        links = _in_tags(_HREF, html)
    if ' src="' in html:
        links += _in_tags(_SRC, html)
    return LinksAndIds(_in_tags(_ID, html), links)


_remembered: Final = lru_cache(maxsize=256)(_read)


def _in_tags(attribute: re.Pattern[str], html: str) -> list[str]:
    """The values of an attribute: of tags, neither in words nor within the value of another attribute."""
    return [one[1] for one in attribute.finditer(html) if _is_attribute(html, one.start())]


def _is_attribute(html: str, at: int) -> bool:
    opens = html.rfind("<", 0, at)
    return opens > html.rfind(">", 0, at) and html.count('"', opens, at) % 2 == 0

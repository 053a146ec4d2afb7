"""Whether HTML that was made of somebody's words holds nothing but what we put there."""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from sitegen.core import urls

_TAG: Final = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z-]+(?:="[^"<>]*")?)*)>')
_ATTRIBUTE: Final = re.compile(r'([a-z-]+)(?:="([^"]*)")?')
_BARE: Final = re.compile(r"<|&(?!(?:amp|lt|gt|quot|#x27|#39);)")
_UNSEEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")

_VOID: Final = frozenset({"br", "hr", "img"})
_NAMES: Final = _VOID | {
    "a", "abbr", "b", "bdi", "blockquote", "caption", "cite", "code", "dd", "del", "dfn", "div", "dl", "dt", "em",
    "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "i", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s",
    "samp", "section",
    "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul", "var",
}  # fmt: skip
_ATTRIBUTES: Final = {
    "alt", "aria-label", "class", "colspan", "data-n", "data-on", "href", "id", "loading", "role", "rowspan", "scope",
    "src", "start", "tabindex", "title",
}  # fmt: skip


def assert_sound(html: str) -> None:
    """That all tags and attributes are some of ours, closed in order, with unique ids and links that run nothing."""
    assert _UNSEEN.search(html) is None
    assert _BARE.search(_TAG.sub("", html)) is None
    tags = _TAG.findall(html)
    attributes = [pair for _, _, found in tags for pair in _ATTRIBUTE.findall(found)]
    assert {name for _, name, _ in tags} <= _NAMES
    assert {name for name, _ in attributes} <= _ATTRIBUTES
    assert_nested([(bool(closes), name) for closes, name, _ in tags])
    ids = [value for name, value in attributes if name == "id"]
    assert len(ids) == len(set(ids))
    for address in (unescape(value) for name, value in attributes if name in ("href", "src")):
        assert urls.is_safe(address), address


def assert_nested(tags: list[tuple[bool, str]]) -> None:
    """That each element is closed before the one around it, and no link stands in a link."""
    open_elements: list[str] = []
    for closes, name in tags:
        if closes:
            assert open_elements.pop() == name
        elif name not in _VOID:
            assert name != "a" or "a" not in open_elements
            open_elements.append(name)
    assert open_elements == []


def words_of(html: str) -> str:
    """What a reader sees of it; the space before the arrow behind a footnote is a part of the arrow."""
    return unescape(_TAG.sub("", html.replace(' <a class="back"', '<a class="back"')))

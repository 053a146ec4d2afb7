"""The HTML that is kept where an archive asks for it, tag by tag, as `docs/authoring.md` lists it.

All else goes, whatever nh3 would let through. In a seed what is kept becomes tokens (`raw`). In the text of a record,
of which nothing is annotated, all that Markdown made is cleaned as a whole (`Cleaner`).
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Container, Mapping, Set
from typing import Final
from urllib.parse import unquote, urlsplit

from sitegen.core import urls
from sitegen.text.prose.html_text import without_controls

INLINE_TAGS: Final = frozenset(
    {"abbr", "b", "bdi", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "q", "s", "samp", "small", "strong"}
    | {"sub", "sup", "u", "var"}
)
BLOCK_TAGS: Final = frozenset(
    {"blockquote", "caption", "dd", "div", "dl", "dt", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6"}
    | {"hr", "li", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)
TAGS: Final = INLINE_TAGS | BLOCK_TAGS | {"a", "br", "img"}
"""What is kept. Of scripts and styles nothing is; of other elements their words are."""
ATTRIBUTES: Final = {
    "*": {"lang", "dir", "title"},
    "a": {"href"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
"""What is kept of them, by tag. There is no `rel`, since no link can open a window that could look back."""
_VALUES: Final = {
    **dict.fromkeys(("colspan", "rowspan"), re.compile("[1-9][0-9]?")),
    "start": re.compile("-?[0-9]{1,6}"),
    "lang": re.compile("[A-Za-z0-9-]{1,35}"),
    "dir": re.compile("ltr|rtl|auto", re.IGNORECASE),
}
"""What an attribute may say; a cell over thousands of columns would make the page slow."""
_OWN_ATTRIBUTES: Final = {
    **ATTRIBUTES,
    "*": ATTRIBUTES["*"] | {"id", "class"},
    "img": ATTRIBUTES["img"] | {"loading"},
}
_FOOTNOTES: Final = "footnote-ref footnotes-sep footnotes footnotes-list footnote-item footnote-backref"
_OWN_CLASSES: Final = frozenset(_FOOTNOTES.split()) | {"center", "right"}
"""Of Markdown's own footnotes, aligned cells and pictures."""

_IMAGE: Final = re.compile(r'<img((?: [a-z]+="[^"]*")*)>')
_ATTRIBUTE: Final = re.compile(r"([a-z]+)=\"([^\"]*)\"")


def sanitize(
    source: str,
    attributes: Mapping[str, Set[str]] = ATTRIBUTES,
    keep: Callable[[str, str, str], str | None] | None = None,
) -> str:
    """HTML with nothing in it but `TAGS` and these attributes, every element closed.

    `keep` gives for a tag, an attribute and its value what becomes of the value; None = the attribute goes.
    """
    import nh3  # only archives that ask for it pay for loading it

    return nh3.clean(
        source,
        tags=set(TAGS),
        clean_content_tags={"script", "style"},
        attributes={tag: set(names) for tag, names in attributes.items()},
        attribute_filter=keep or kept_value,
        url_schemes=set(urls.SAFE_SCHEMES),
        strip_comments=True,
        link_rel=None,
    )


def kept_value(tag: str, attribute: str, value: str) -> str | None:
    """The value of an attribute, if it may have that one."""
    del tag
    form = _VALUES.get(attribute)
    return value if form is None or form.fullmatch(value) else None


class HtmlSanitizer:
    """Cleans the HTML of one record's text, which holds what Markdown made beside what its author typed."""

    def __init__(self, digest: str, media: Container[str]) -> None:
        """`digest` is in the ids of the text's footnotes; `media` are the pictures that there are."""
        self.root = f"https://{digest}.root.invalid/"
        """Stands for the way to the site's root while the HTML is cleaned; no such host can exist."""
        self.lost: list[str] = []
        """The pictures that are not there, as they were called."""
        self._media = media
        self._own_id = re.compile(rf"fn(?:ref)?-{digest}-\d+(?::\d+)?")

    def cleaned(self, source: str) -> str:
        """Text markup, no scripts, styles, forms or frames; and what Markdown made."""
        clean = without_controls(sanitize(source, _OWN_ATTRIBUTES, self._kept_value))
        return _IMAGE.sub(lambda image: image[0] if ' src="' in image[1] else _alternative(image[1]), clean)

    def _kept_value(self, tag: str, attribute: str, value: str) -> str | None:
        if attribute == "href":
            return rooted(value, self.root) if urls.is_safe(value) else None
        if attribute == "src":
            return self._picture(value)
        if attribute == "id":
            return value if self._own_id.fullmatch(value) else None
        if attribute == "class":
            return value if value in _OWN_CLASSES else None
        return kept_value(tag, attribute, value)

    def _picture(self, source: str) -> str | None:
        file = media_file(source.removeprefix(self.root), self._media)
        if not file:
            self.lost.append(source)
            return None
        return self.root + file


def media_file(source: str, media: Container[str]) -> str:
    """The URL from the site's root of the picture of `media` that an editor calls so; empty if it is none."""
    file = unquote(source).lstrip("/").removeprefix("media/")
    return urls.file_url(f"media/{file}") if file in media else ""


def rooted(href: str, root: str) -> str:
    """A relative link of an editor is one from the site's root."""
    is_inside = not urlsplit(href).scheme and not href.startswith(("//", "#"))
    return root + href.lstrip("/").removeprefix("./") if is_inside else href


def attributes_of(cleaned_tag: str) -> dict[str, str | int | float]:
    """The attributes in a tag of cleaned HTML, or in a part of one."""
    return {key: without_controls(html.unescape(value)) for key, value in _ATTRIBUTE.findall(cleaned_tag)}


def _alternative(attributes: str) -> str:
    """The words in place of a picture that is not there."""
    return html.escape(str(attributes_of(attributes).get("alt", "")), quote=False)

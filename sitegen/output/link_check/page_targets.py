"""Where links lead inside the site, as a page has them written."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

DIRECTIVE_DELIMITER: Final = ":~:"
"""What follows it in a fragment is no element: browsers look for words by it."""
WEB: Final = ("https://", "http://")
needs_care: Final = re.compile(r"[%&?:]|\.\.").search
"""Whether a link is more than a path and an element as they are written."""
_ENTITY: Final = re.compile(r"&(?:amp|#38|#x26);")


@lru_cache(maxsize=1024)
def same_depth(root: str) -> str:
    """A page's URL from which this is the way to the root."""
    return root.replace("..", "x")


@lru_cache(maxsize=1 << 11)  # most links of a page, those of the menu above all, are those of its neighbours too
def target_of(url: str, root: str, site_path: str, value: str) -> tuple[str, str] | None:
    """What a link leads to inside the site."""
    if "&" in value:
        value = _ENTITY.sub("&", value)
    address, _, fragment = value.partition("#")
    if _is_elsewhere(address):
        return None
    if address.startswith(root):
        target = address[len(root) :]
        if target.startswith("../") or "/../" in target:
            target = _joined(url, address)
    elif site_path and address.startswith(site_path):
        target = address[len(site_path) :]
    else:
        target = _joined(url, address) if address else url
    # What follows `:~:` is for the browser, which looks for words: there is no element to find.
    element = unquote(fragment.partition(DIRECTIVE_DELIMITER)[0]) if fragment else ""
    return target.partition("?")[0], element


def _is_elsewhere(address: str) -> bool:
    scheme, colon, _ = address.partition(":")
    return address.startswith("//") or bool(colon and scheme.isalnum())


def _joined(url: str, address: str) -> str:
    """`address` seen from the page `url`, as a URL from the root; what climbs out of the site keeps its dots."""
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(url), address)) if address else url
    joined = "" if joined == "." else joined
    return f"{joined}/" if joined and address.endswith("/") else joined

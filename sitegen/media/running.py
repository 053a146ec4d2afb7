"""Which files run something where a reader opens them by themselves: pages, scripts, drawings with scripts in them."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import BinaryIO, Final
from xml.parsers import expat

_PAGES: Final = frozenset({".html", ".htm", ".xhtml", ".xht", ".shtml", ".mhtml", ".mht"})
_SCRIPTS: Final = frozenset({".js", ".mjs"})
_STYLES: Final = frozenset({".xsl", ".xslt"})
_XML: Final = frozenset({".svg", ".xml", ".rdf", ".atom", ".rss"})
_PACKED: Final = frozenset({".svgz"})
_MOST: Final = 20_000_000
"""Bytes of XML that are looked through."""
_BLOCK: Final = 1 << 16

_ELEMENTS: Final = frozenset({"script", "foreignobject", "handler", "listener", "iframe", "frame", "embed", "object"})
_XHTML: Final = "http://www.w3.org/1999/xhtml"
_LINKS: Final = frozenset({"href", "src", "from", "to", "values", "by", "action", "formaction", "data"})
"""What leads somewhere, at once or once it moves."""
_TO_SCRIPTS: Final = ("javascript:", "vbscript:", "data:text/html", "data:text/xml")


def runs(path: str, file: BinaryIO) -> str:
    """What a file runs, in words that go on from its name; empty if nothing. Servers go by how its name ends."""
    end = PurePosixPath(path).suffix.lower()
    if end in _PAGES:
        return "is a page, which may run scripts"
    if end in _SCRIPTS:
        return "is a script"
    if end in _STYLES:
        return "makes pages of other files"
    if end in _PACKED:
        return "is a packed drawing, which is not looked into"
    return _in_xml(file) if end in _XML else ""


class _FoundError(Exception):
    """No need to look further; its words say why."""


def _in_xml(file: BinaryIO) -> str:
    """What XML runs. Where it ends in a mistake, browsers have run by then what stands before that."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.ProcessingInstructionHandler = _look_at_element, _look_at_instruction
    file.seek(0)
    left = _MOST
    try:
        while block := file.read(_BLOCK):
            left -= len(block)
            if left < 0:
                return "has too much in it to be looked through"
            parser.Parse(block, False)  # noqa: FBT003 - it takes no names
        parser.Parse(b"", True)  # noqa: FBT003
    except _FoundError as found:
        return str(found)
    except (expat.ExpatError, ValueError):
        return "is no well-formed XML, so it was not looked through"
    return ""


def _look_at_element(name: str, attributes: dict[str, str]) -> None:
    space, _, local = name.rpartition(" ")
    if local.lower() in _ELEMENTS:
        raise _FoundError(f"has an element <{local}> in it")
    if space == _XHTML:
        raise _FoundError(f"has an element <{local}> of HTML in it")
    moved = attributes.get("attributeName", "").strip().lower()
    if moved.startswith("on"):
        raise _FoundError(f"sets {moved}")
    for key, value in attributes.items():
        local = key.rpartition(" ")[2].lower()
        if local.startswith("on"):
            raise _FoundError(f"has a handler {local} in it")
        if local in _LINKS and any(_leads_to_script(one) for one in value.split(";" if local == "values" else "\0")):
            raise _FoundError(f"has a link in it that runs a script ({local})")


def _leads_to_script(value: str) -> bool:
    """As browsers read addresses: without blanks and line ends, in any case."""
    return "".join(sign for sign in value.lower() if sign > " ").startswith(_TO_SCRIPTS)


def _look_at_instruction(target: str, data: str) -> None:
    if target.lower() == "xml-stylesheet" and "text/css" not in data.lower():
        raise _FoundError("names a style sheet that can make it into any page")

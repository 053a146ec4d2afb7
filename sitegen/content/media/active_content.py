"""Which media files run code where a reader opens them by themselves: pages, scripts, drawings with scripts in them."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import BinaryIO, Final
from xml.parsers import expat

_PAGES: Final = frozenset({".html", ".htm", ".xhtml", ".xht", ".shtml", ".mhtml", ".mht"})
_SCRIPTS: Final = frozenset({".js", ".mjs"})
_STYLES: Final = frozenset({".xsl", ".xslt"})
_XML: Final = frozenset({
    ".svg", ".xml", ".rdf", ".owl", ".atom", ".rss", ".xsd", ".rng", ".wsdl", ".mathml", ".mml", ".kml", ".gpx",
    ".smil", ".ttml", ".xul", ".xbl", ".dae", ".xspf", ".tei",
})  # fmt: skip
"""Suffixes that servers send as some kind of XML, whatever the file begins with."""
_WORDS: Final = frozenset({".txt", ".text", ".log", ".md", ".csv"})
"""Suffixes that servers send as plain text: browsers show them, whatever is in them."""
_SIGN: Final = b"<?xml"
_MOST_BEFORE: Final = 64
"""First bytes in which the sign of XML is looked for."""
_PACKED: Final = frozenset({".svgz"})
_MOST: Final = 20_000_000
"""Bytes of XML that are parsed at most."""
_BLOCK: Final = 1 << 16

_ELEMENTS: Final = frozenset({"script", "foreignobject", "handler", "listener", "iframe", "frame", "embed", "object"})
_XHTML: Final = "http://www.w3.org/1999/xhtml"
_SVG: Final = "http://www.w3.org/2000/svg"
_XSLT: Final = frozenset({"http://www.w3.org/1999/XSL/Transform", "http://www.w3.org/TR/WD-xsl"})
_STYLE: Final = re.compile(r"""\s*(?:(?:href|title|media|charset|alternate)\s*=\s*(?:"[^"<&]*"|'[^'<&]*')\s*)*""")
_OF_CSS: Final = re.compile(rf"""{_STYLE.pattern}type\s*=\s*(?:"text/css"|'text/css')\s*{_STYLE.pattern}""")
"""What an instruction says that names CSS, and cannot be read otherwise (xml-stylesheet, second edition)."""
_LINKS: Final = frozenset({"href", "src", "from", "to", "values", "by", "action", "formaction", "data"})
"""What leads somewhere, at once or once it moves."""
_TO_SCRIPTS: Final = ("javascript:", "vbscript:", "data:text/html", "data:text/xml")


def active_content(path: str, file: BinaryIO) -> str:
    """What a file runs, as the end of a sentence that begins with its name; empty if nothing.

    The suffix of `path` decides what it is taken for, as servers do.
    """
    end = PurePosixPath(path).suffix.lower()
    if end in _PAGES:
        return "is a page, which may run scripts"
    if end in _SCRIPTS:
        return "is a script"
    if end in _STYLES:
        return "makes pages of other files"
    if end in _PACKED:
        return "is a packed drawing, which is not looked into"
    return _in_xml(file) if end in _XML or (end not in _WORDS and _begins_as_xml(file)) else ""


def _begins_as_xml(file: BinaryIO) -> bool:
    """Whether a file begins as XML does, in UTF-8 or UTF-16, with or without a byte order mark."""
    file.seek(0)
    return file.read(_MOST_BEFORE).replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(_SIGN)


class _ActiveContentFoundError(Exception):
    """Ends the parsing: active content was found, and its words say which."""


def _in_xml(file: BinaryIO) -> str:
    """What XML runs. Of malformed XML the part before the error counts: browsers have run it by then."""
    parser = expat.ParserCreate(namespace_separator=" ")
    _XmlScan(parser)
    file.seek(0)
    left = _MOST
    try:
        while block := file.read(_BLOCK):
            left -= len(block)
            if left < 0:
                return "has too much in it to be looked through"
            parser.Parse(block, False)  # noqa: FBT003 - it takes no names
        parser.Parse(b"", True)  # noqa: FBT003
    except _ActiveContentFoundError as found:
        return str(found)
    except (expat.ExpatError, ValueError):
        return "is no well-formed XML, so it was not looked through"
    return ""


class _XmlScan:
    """What a file says before its first element counts only once that is known: a plain drawing may say more.

    Any other file with a document type or a style sheet may become a page, and so may a drawing with one that is not
    certain to be CSS.
    """

    def __init__(self, parser: expat.XMLParserType) -> None:
        self._before = ""
        self._is_first = True
        parser.StartElementHandler = self._element
        parser.ProcessingInstructionHandler = self._instruction
        parser.StartNamespaceDeclHandler = self._namespace
        parser.StartDoctypeDeclHandler = self._document_type
        parser.EntityDeclHandler = self._entity
        parser.AttlistDeclHandler = self._attribute

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        if self._is_first and self._before and name != f"{_SVG} svg":
            raise _ActiveContentFoundError(self._before)
        self._is_first = False
        _look_at_element(name, attributes)

    def _instruction(self, target: str, data: str) -> None:
        if target.lower() != "xml-stylesheet":
            return
        self._before = "names a style sheet that can make it into any page"
        if not self._is_first or not _OF_CSS.fullmatch(data):
            raise _ActiveContentFoundError(self._before)

    def _namespace(self, _: str | None, uri: str | None) -> None:
        if uri in _XSLT:
            raise _ActiveContentFoundError("has a style sheet in it that can make it into any page")

    def _document_type(self, *_: object) -> None:
        self._before = self._before or "has a document type, by which a browser may find more in it than is told here"

    def _entity(self, _: str, is_for_declarations: bool, *__: object) -> None:  # noqa: FBT001 - as expat gives it
        if is_for_declarations:
            raise _ActiveContentFoundError("has declarations in it that are put together")

    def _attribute(self, element: str, attribute: str, *_: object) -> None:
        raise _ActiveContentFoundError(f"declares {attribute} for all <{element}>")


def _look_at_element(name: str, attributes: dict[str, str]) -> None:
    space, _, local = name.rpartition(" ")
    if local.lower() in _ELEMENTS:
        raise _ActiveContentFoundError(f"has an element <{local}> in it")
    if space == _XHTML:
        raise _ActiveContentFoundError(f"has an element <{local}> of HTML in it")
    moved = attributes.get("attributeName", "").strip().lower()
    if moved.startswith("on"):
        raise _ActiveContentFoundError(f"sets {moved}")
    for key, value in attributes.items():
        local = key.rpartition(" ")[2].lower()
        if local.startswith("on"):
            raise _ActiveContentFoundError(f"has a handler {local} in it")
        if local in _LINKS and any(_leads_to_script(one) for one in value.split(";" if local == "values" else "\0")):
            raise _ActiveContentFoundError(f"has a link in it that runs a script ({local})")


def _leads_to_script(value: str) -> bool:
    """Whether a browser takes this for a `javascript:` URL: blanks, line ends and case do not count."""
    return "".join(sign for sign in value.lower() if sign > " ").startswith(_TO_SCRIPTS)

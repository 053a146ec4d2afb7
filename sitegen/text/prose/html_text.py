"""Characters: what is read as what, what is shown to nobody, and what is only dirt of a scrape."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final, NamedTuple
from urllib.parse import quote

from sitegen.core import urls
from sitegen.core.language_tags import direction

# What neither XML nor HTML lets stand in a document: control characters and code points that are no characters.
_NONCHARACTERS: Final = "".join(map(chr, range(0xFFFE, 0x110000, 0x10000))) + "".join(
    map(chr, range(0xFFFF, 0x110000, 0x10000))
)
_FORBIDDEN: Final = f"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef{_NONCHARACTERS}"
_LINE_ENDS: Final = "\x85\u2028"
_PARAGRAPH_END: Final = "\u2029"
_ODD: Final = re.compile(f"[\x0b\x0c{_LINE_ENDS}{_PARAGRAPH_END}{_FORBIDDEN}]")
_LINE_END: Final = re.compile(f"[{_LINE_ENDS}]")
_SHOWN_TO_NOBODY: Final = re.compile(f"[{_FORBIDDEN}]")

INVISIBLE: Final = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff"
"""Characters without width; a line of these alone is blank."""

# Signs of buttons, bullets and crumbs that a scrape takes for words. None is a letter, a digit or a quotation mark.
_MARKS: Final = "×✕✖✗✘⨯•‣⁃●○◦∙·▪▫■□▶►▸▹◆◇☰≡|¦→⇒❯"
_ANGLES: Final = "»›"
"""Crumbs, but quotation marks where their partners are in the same words."""
_PARTNERS: Final = "«‹"
_MARKS_WITH_SPACE: Final = re.compile(r"[#*+>~=_–—-]+(?=\s)")
"""Marks only before a space: `#MeToo` and `–5 degrees` mean what they say."""

_SINGLE_QUOTES: Final = "‘’‚‛′ʼ`´"
_DOUBLE_QUOTES: Final = "“”„‟″«»‹›"
_ALIKE: Final = str.maketrans(
    dict.fromkeys(_SINGLE_QUOTES + _DOUBLE_QUOTES + '"', "'")
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys(INVISIBLE, "")
    | {"…": "..."}
)

_TURN: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""What turns the direction of writing or ends that: embeddings, overrides, isolates."""
_ISOLATE: Final = re.compile("[\u2066-\u2069]")
_FIRST_STRONG, _END = "\u2068", "\u2069"
"""What begins an isolate that goes by the first letter in it, and what ends any isolate, with all that began in it."""

_MISREAD: Final = re.compile(
    # UTF-8 read as Windows-1252 or Latin-1. After Ã only signs that no word and no quotation puts there.
    "â(?:€(?:[^\\s\\w]|œ)?|\x80[\x80-\xbf])|Ã[¡¢£¤¥¦§¨©ª¬®¯°±²³´µ¶¸¹º¼½¾œž\x80-\x9f]|Â[¢£¥§°±²³´µ¶¼½¾\x80-\x9f]|ðŸ|ï¿½|\ufffd"
)


class SuspectEncoding(NamedTuple):
    """Words that were probably decoded wrongly before they came here."""

    line: int
    found: str
    times: int


def decode_seed(seed: bytes) -> str:
    """The text of a seed with every line ended by `\\n`, without a byte order mark; U+FFFD for what is not UTF-8."""
    text = seed.decode("utf-8-sig", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def clean_text(text: str, first_line: int) -> tuple[str, Sequence[int]]:
    """`text` without what may not stand in a document, and for each of its lines the seed's line.

    Form feeds and vertical tabs are spaces. U+0085 and U+2028 end a line, and U+2029 a paragraph; since no editor
    counts these as lines, the lines on both sides have one number.
    """
    # What is printable is asked in a tenth of the time, and most texts have nothing else but line ends.
    if text.replace("\n", "").isprintable() or not _ODD.search(text):
        return text, range(first_line, first_line + text.count("\n") + 1)
    lines: list[str] = []
    numbers: list[int] = []
    for number, line in enumerate(text.split("\n"), first_line):
        pieces = _LINE_END.split(without_controls(line).replace(_PARAGRAPH_END, "\u2028\u2028"))
        lines += pieces
        numbers += [number] * len(pieces)
    return "\n".join(lines), numbers


def without_controls(words: str) -> str:
    """`words` without control characters; form feeds and vertical tabs are spaces."""
    if words.isprintable():
        return words
    return _SHOWN_TO_NOBODY.sub("", words.replace("\x0b", " ").replace("\x0c", " "))


def on_one_line(words: str) -> str:
    """`words` without control characters and line ends."""
    return " ".join(filter(None, map(str.strip, re.split(r"[\n\r\x85\u2028\u2029]", without_controls(words)))))


def title_words(words: str) -> str:
    """`words` as a title: on one line, without scrape marks around them."""
    return without_scrape_marks(on_one_line(words))


def without_scrape_marks(words: str) -> str:
    """`words` without the bullets, crosses and bars around them that a scrape took along."""
    marks = _MARKS if any(partner in words for partner in _PARTNERS) else _MARKS + _ANGLES
    start = _past_marks(words, marks)
    words = words[start:].rstrip().rstrip(INVISIBLE).rstrip()
    rest = words.rstrip(marks + INVISIBLE + " \t\xa0")
    # A sign that touches its word belongs to it.
    return rest if words[len(rest) : len(rest) + 1].isspace() else words


def _past_marks(words: str, marks: str) -> int:
    at = 0
    while at < len(words):
        if words[at] in marks or words[at] in INVISIBLE or words[at].isspace():
            at += 1
        elif match := _MARKS_WITH_SPACE.match(words, at):
            at = match.end()
        else:
            break
    return at


def isolate(words: str) -> str:
    """`words` so that no turn of direction in them reaches what stands beside them; most are as they were.

    A `<bdi>` alone does not do that: browsers end it at a U+2069 that the words hold. So an end that has no beginning
    in the words, and therefore says nothing, is left out; what they leave open is ended, and all is isolated. In a web
    address such characters are percent-encoded, which is the same address.
    Source: Unicode Standard Annex 9, 2.7 and 3.1.2.
    """
    if _TURN.search(words) is None:
        return words
    if urls.is_web(words):
        return _TURN.sub(lambda turn: quote(turn.group()), words)
    return f"{_FIRST_STRONG}{_balance(words)}{_END}"


def isolate_beside(words: str, language: str) -> str:
    """As `isolate`, for a part of a line of plain text; isolates text that runs against `language`, too.

    Without that a number behind it would be shown before it. In HTML a `<bdi>` does the same.
    """
    shown = isolate(words)
    if shown is not words or (words.isascii() and direction(language) == "ltr"):
        return shown
    against = ("R", "AL") if direction(language) == "ltr" else ("L",)
    runs_against = any(unicodedata.bidirectional(character) in against for character in words)
    return f"{_FIRST_STRONG}{words}{_END}" if runs_against else words


def _balance(words: str) -> str:
    """`words` with an end for every isolate, and no other end."""
    kept: list[str] = []
    done = depth = 0
    for sign in _ISOLATE.finditer(words):
        if sign.group() != _END:
            depth += 1
        elif depth:
            depth -= 1
        else:
            kept.append(words[done : sign.start()])
            done = sign.end()
    return "".join((*kept, words[done:], _END * depth))


def are_same_title(words: str, others: str) -> bool:
    """Whether two titles differ in case, white space, quotation marks, dashes or scrape marks alone."""
    return _comparable(words) == _comparable(others)


def _comparable(words: str) -> str:
    plain = unicodedata.normalize("NFC", without_scrape_marks(words)).casefold().translate(_ALIKE)
    return " ".join(plain.split())


def find_suspect_encoding(text: str, first_line: int = 1) -> SuspectEncoding | None:
    """Whether `text` looks like UTF-8 that was read as another encoding; words such as `IRMÃO` do not."""
    if text.isascii():
        return None
    first = _MISREAD.search(text)
    if first is None:
        return None
    line = first_line + text.count("\n", 0, first.start())
    return SuspectEncoding(line, first.group(), sum(1 for _ in _MISREAD.finditer(text)))

"""A search record as the HTML that Pagefind reads: never published, and not a page of the theme.

The title stands in a `<meta>` alone, so that excerpts do not begin with it. The addresses, and what is only shown, are
ids of empty elements: Pagefind hands ids on with a result and does not search them, as it would search a `<meta>`. It
takes the spaces out of ids, so what is no address is percent-encoded, after a sign that keeps it from being empty.
"""

from __future__ import annotations

import re
import unicodedata
from html import escape
from typing import Final
from urllib.parse import quote

from sitegen.core.language_tags import direction
from sitegen.output.search.search_records import SearchRecord

# Both begin where a word does, lest a very long one be gone through again from each of its letters.
_APOSTROPHE: Final = re.compile(r"(?<!\w)\w++['’ʼ](\w{3,})")
_SPECIAL: Final = str.maketrans(
    {"ß": "ss", "ẞ": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
    | {"Æ": "Ae", "Œ": "Oe", "Ø": "O", "Ł": "L", "Đ": "D", "Ð": "D", "Þ": "Th"}
)
"""Letters that are no letter with an accent, and yet are often typed as others. Accents Pagefind folds itself."""
_WITH_SPECIAL: Final = re.compile(rf"(?<!\w)\w*[{''.join(map(chr, _SPECIAL))}]\w*")


def record_html(record: SearchRecord) -> bytes:
    """The record as an HTML document. Source: pagefind.app, `data-pagefind-*` attributes, for what each part is."""
    # Pagefind leaves out a document without a word of text, however well its title is known.
    text = record.text if any((*record.text, *record.prose)) else (record.title,)
    blocks = "".join(f"<p>{escape(block, quote=False)}</p>" for block in text if block) + "".join(record.prose)
    words = f"{record.also} {other_words(record, blocks)}".strip()
    metas = [("title", record.title), ("words", words)]
    tongue = [f"{record.language} {direction(record.language)}"] if record.language else []
    shown = (record.url, record.page, *(f"_{quote(words)}" for words in (record.line, *tongue)))
    parts = [
        '<!doctype html><html lang="en"><body data-pagefind-body>',
        *(f'<div id="{escape(text)}"></div>' for text in shown),
        *(f'<meta data-pagefind-meta="{name}[content]" content="{escape(text)}">' for name, text in metas if text),
        *(f'<meta data-pagefind-filter="{name}[content]" content="{escape(value)}">' for name, value in record.facets),
        blocks,
        "</body></html>",
    ]
    return "".join(parts).encode()


def other_words(record: SearchRecord, blocks: str) -> str:
    """Words of a record as they may also be typed, beside what Pagefind folds itself; sorted, with a space between.

    `arrêt` for `l’arrêt`, `strasse` for `Straße`; empty where there are none.
    """
    text = f"{record.title} {record.also} {blocks}"
    if text.isascii() and "'" not in text:
        return ""
    found = set(_APOSTROPHE.findall(text))
    found.update(unicodedata.normalize("NFC", word).translate(_SPECIAL) for word in _WITH_SPECIAL.findall(text))
    return " ".join(sorted(found))

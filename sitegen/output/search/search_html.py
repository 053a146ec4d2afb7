"""A search record as the HTML that Pagefind reads: never published, and not a page of the theme.

The title stands in a `<meta>` alone, so that excerpts do not begin with it. The addresses, and what is not searched,
are ids of empty elements: Pagefind hands ids on with a result and does not search them, as it would search a `<meta>`.
It takes the spaces out of ids, so what is no address is percent-encoded JSON, after a sign.
"""

from __future__ import annotations

import json
import re
import unicodedata
from html import escape
from typing import Final
from urllib.parse import quote

from sitegen.core.language_tags import direction
from sitegen.output.search.search_records import SearchRecord
from sitegen.output.search.word_breaks import ends_of_words, with_breaks

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
    words = f"{with_breaks(record.also)} {other_words(record, blocks)}".strip()
    metas = [("title", with_breaks(record.title)), ("words", words)]
    sorts = [("newest", f"d{record.date or 0}"), ("oldest", f"d{record.date or 9}")]
    parts = [
        '<!doctype html><html lang="en"><body data-pagefind-body>',
        *(f'<div id="{escape(text)}"></div>' for text in (record.url, record.page, _details(record))),
        *(f'<meta data-pagefind-meta="{name}[content]" content="{escape(text)}">' for name, text in metas if text),
        *(f'<meta data-pagefind-filter="{name}[content]" content="{escape(value)}">' for name, value in record.facets),
        *(f'<meta data-pagefind-sort="{name}[content]" content="{value}">' for name, value in sorts),
        with_breaks(blocks),
        "</body></html>",
    ]
    return "".join(parts).encode()


def _details(record: SearchRecord) -> str:
    """What the search page shows or compares, and nobody searches, as an id; what is empty is left out."""
    tongue = {"lang": record.language, "dir": direction(record.language)} if record.language else {}
    details = {"line": record.line, "names": record.names, "date": record.date, **tongue}
    given = {key: value for key, value in details.items() if value}
    return "_" + quote(json.dumps(given, ensure_ascii=False, separators=(",", ":")))


def other_words(record: SearchRecord, blocks: str) -> str:
    """Words of a record as they may also be typed, beside what Pagefind folds itself; sorted, with a space between.

    `arrêt` for `l’arrêt`, `strasse` for `Straße`, the ends of compounds; empty where there are none.
    """
    text = f"{record.title} {record.also} {blocks}"
    if text.isascii() and "'" not in text:
        return ""
    found = {*_APOSTROPHE.findall(text), *ends_of_words(text)}
    found.update(unicodedata.normalize("NFC", word).translate(_SPECIAL) for word in _WITH_SPECIAL.findall(text))
    return " ".join(sorted(found))

"""Laws of short things: dates, ids, links, the order of names, and text that is folded for comparing."""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate
from typing import Final
from zoneinfo import ZoneInfo

from sitegen.core import collation, dates, urls
from sitegen.core.model import Date
from sitegen.text import mentions
from sitegen.text.normalize import normalize, normalize_for_ids
from support.fuzz import words
from support.fuzz.laws import law
from support.fuzz.lots import Lots

ZONES: Final = ["UTC", "Europe/Lisbon", "Asia/Kathmandu", "Pacific/Apia", "Africa/Monrovia"]
PIECES: Final = ["a", "b", " ", "'", "\u0301", "京", "3", "\xad", "…"]
_RFC_3339: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", re.ASCII)


@law()
def dates_are_read_and_shown_or_refused(lots: Lots) -> None:
    zone = ZoneInfo(lots.one(ZONES))
    text = lots.one([_day, _moment, lambda lots: lots.joined("0123456789-:TZ+. ٣²X?~%/Y", 25)])(lots)
    refusal = ""
    try:
        when = dates.parse_date(text, zone)
    except ValueError as error:
        refusal = str(error)
    if refusal:
        assert refusal.startswith(f'"{text.strip()}" is not ')
        return
    assert dates.year_heading(when.year).lstrip("0") in dates.short_date(when)
    assert not dates.has_rfc3339(when) or _RFC_3339.fullmatch(dates.rfc3339(when, zone))
    assert "T" not in when.iso or _RFC_3339.fullmatch(when.iso)
    assert dates.parse_date(when.iso, zone) == Date(when.iso)


def _day(lots: Lots) -> str:
    parts = [f"{lots.number(10_000):04}", f"{lots.number(14):02}", f"{lots.number(33):02}"]
    return "-".join(parts[: 1 + lots.number(3)])


def _moment(lots: Lots) -> str:
    day = f"{lots.number(10_000):04}-{lots.number(14):02}-{lots.number(33):02}"
    time = f"{lots.number(26)}:{lots.number(62):02}{lots.one(['', ':59', ':60', ':07.5'])}"
    offset = f"{lots.one('+-')}{lots.number(26):02}{lots.one([':', ''])}{lots.number(62):02}"
    return f"{day}{lots.one(['T', 't', ' ', 'T '])}{time}{lots.one(['Z', offset, f' {offset}', 'z'])}"


@law()
def words_have_an_id_and_a_place_in_an_index(lots: Lots) -> None:
    said = lots.characters(30) if lots.maybe() else words.prose(lots)
    identifier = urls.slug_or_hash(said)
    assert urls.is_id(identifier)
    assert urls.slug_or_hash(identifier) == identifier == urls.slug_or_hash(unicodedata.normalize("NFD", said))
    assert len(identifier.encode()) <= urls.MAX_ID_BYTES
    assert urls.output_path(urls.topic(identifier)) == f"topics/{identifier}/index.html"
    assert len(collation.initials(said)) <= 6  # `ﬃ` is three letters in capitals
    order = collation.collation_for(lots.one(["en", "sv", "zh", "ja", "ko", "th", "ar"]))
    assert order.initial(said)
    assert order.sort_key(said) == order.sort_key(said)


_ADDRESS: Final = (
    "http", "https", "java", "script", "javascript", "data", "mailto", "tel", "vbscript", ":", ":", "/", "//", "\\",
    "..", ".", "%2e", "%2E%2e", "%00", "%", "#", "?", "@", "[", "]", "::1", "e.org", "é", "a", "x y", "\t", "\n", "\r",
    " ", "\x01", "&", ";", "&colon;", "\u00a0", "\u200b", "\ufeff", "\uff1a", "people/ana/", "<", ">", '"', "'", "+",
    "-", "8443",
)  # fmt: skip
_IGNORED: Final = re.compile(r"[\t\n\r]")
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


@law()
def a_link_that_may_be_shown_runs_nothing_and_one_inside_stays_inside(lots: Lots) -> None:
    address = lots.joined(_ADDRESS, 12)
    # Source: WHATWG, URL, 4.4: what a browser leaves out before it looks for the scheme.
    seen = _IGNORED.sub("", address.strip("".join(map(chr, range(0x21)))))
    scheme = _SCHEME.match(seen)
    if urls.is_safe(address) and scheme:
        assert scheme[1].lower() in urls.SAFE_SCHEMES
    if urls.is_web(address):
        assert scheme is not None
        assert scheme[1] in ("http", "https")
    if urls.is_inside(address):
        assert scheme is None
        assert _never_climbs(seen)


def _never_climbs(address: str) -> bool:
    """Whether a browser that goes there from the root of a site, folder by folder, is inside all the way."""
    path = re.split(r"[?#]", address)[0].replace("\\", "/")
    # Source: WHATWG, URL, 4.3: what counts as the folder above.
    steps = [-1 if re.fullmatch(r"(?:\.|%2e){2}", step, re.IGNORECASE) else 1 for step in path.lstrip("/").split("/")]
    return not address.startswith(("//", "\\")) and all(depth >= 0 for depth in accumulate(steps))


_FOLDED: Final = (
    *words.WORDS, *words.SPACES, "\u0301", "\u0323", "\u0344", "\u0f73", "\u1161", "\u1112", "\u11ab", "각", "ｶﾞ",
    "\u212b", "\u2126", "\u200d", "\u200c", "\u2060", "\u180e", "\u061c", "…", "‥", "...", "‐", "−", "«", "›", "\x1c",
    "\u3000", "\u0fb7", "Å", "ﬁ", "\u0958",
)  # fmt: skip


@law()
def what_is_folded_leads_back_to_the_words_that_it_was_folded_from(lots: Lots) -> None:
    text = lots.joined(_FOLDED, 20)
    folded = normalize(text)
    length = len(folded.text)
    assert normalize(folded.text).text == folded.text
    start, end = sorted((lots.number(length + 1), lots.number(length + 1)))
    if start < end:
        begin, stop = folded.start_of(start), folded.end_of(end)
        assert 0 <= begin < stop <= len(text)
        assert folded.text[start:end] in normalize(text[begin:stop]).text


@law()
def places_of_words_are_told_apart_whatever_else_is_looked_for(lots: Lots) -> None:
    text = words.prose(lots) if lots.maybe() else lots.joined(PIECES, 60)
    visible = [match.span() for match in re.finditer(r"\S+", text) if normalize(match[0]).text.strip()]
    headline = lots.number(len(text) + 1)
    found = [
        urls.mention_element(place)
        for place in mentions.count_occurrences(normalize_for_ids(text), mentions.TextParts(headline), visible)
    ]
    assert len(set(found)) == len(found)
    assert not any(re.fullmatch("[a-z]+-[0-9]+", element) for element in found)
    some = [one for one in zip(visible, found, strict=True) if lots.maybe()]
    again = mentions.count_occurrences(
        normalize_for_ids(text), mentions.TextParts(headline), [place for place, _ in some]
    )
    assert [urls.mention_element(place) for place in again] == [element for _, element in some]

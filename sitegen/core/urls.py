"""The only place that decides a URL, an output path, a slug, and with `page_elements` an element id.

A URL here is the path of a page from the site's root, percent-encoded, such as `people/ana-reyes/`; the root itself is
the empty string. Templates put the page's way to the root before it, so a site works under any sub-path.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Container
from functools import lru_cache
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from sitegen.core.model import ActorKind, AnnotationId, Excerpt, Occurrence

SECTION_OF_ACTOR: Final = {
    ActorKind.PERSON: "people",
    ActorKind.ORGANIZATION: "organizations",
    ActorKind.PLACE: "places",
}
ARTICLES, TOPICS, CLAIMS, NOTES, TIMELINE = "articles", "topics", "claims", "notes", "timeline"
DATA, CORRECTIONS, SCALE = "data", "corrections", "verdicts"  # of the last two a prose page may be the introduction
EDITORS: Final = "editors"
"""The page for the archive's editors, which only a build with drafts has."""
PEOPLE, ORGANIZATIONS, PLACES = SECTION_OF_ACTOR.values()

FEED, JSON_FEED, SITEMAP = "feed.xml", "feed.json", "sitemap.xml"

RESERVED: Final = frozenset(
    {ARTICLES, TOPICS, CLAIMS, NOTES, PEOPLE, ORGANIZATIONS, PLACES}
    | {EDITORS, DATA, "media", "page", "search", "static", "timeline"}
)
"""First folders that a build uses itself: no prose page can have one of these ids."""

COPIED: Final = frozenset({"media", "static"})
"""First folders of what a build copies as it is, from the author and the theme: none of its pages is there."""

MAX_ID_BYTES: Final = 200
"""File systems refuse a name of more than 255 bytes; the rest is for suffixes of temporary files."""

DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"}
)
"""What Windows takes for a device, so that no folder can be called so there, and no id can be one of these.

Source: Microsoft, Naming Files, Paths, and Namespaces.
"""

MOST_PREVIEWS: Final = 256
"""Previews that a file holds on average, at most: about 60 kB."""

SAFE_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
"""What a link may lead to: nothing that runs or that carries its content in itself."""


@lru_cache(maxsize=1 << 14)  # the same topics are named again and again
def slug(words: str) -> str:
    """An id from words: lower-case letters of any script, digits and single hyphens; empty if there are none.

    Marks stay, since in many scripts they are vowels. Apostrophes vanish, so that `O'Brien` is `obrien`.
    """
    # Folding makes Cherokee upper-case.
    lower = unicodedata.normalize("NFC", words).casefold().lower()
    kept = "".join(c if unicodedata.category(c)[0] in "LMN" else "-" for c in lower if c not in "'’ʼ`")
    # Composed last, since an apostrophe may have stood between a letter and its mark.
    joined = unicodedata.normalize("NFC", "-".join(part for part in kept.split("-") if part))
    if joined in DEVICES:
        return f"x-{joined}"
    return _shortened(joined) if is_id(joined) else ""


def slug_or_hash(words: str) -> str:
    """`slug`, and for words without a letter or digit a name made from their hash: never empty, always the same."""
    return slug(words) or "x-" + _digest(unicodedata.normalize("NFC", words))


def is_id(text: str) -> bool:
    """Whether `text` can be an id as it stands."""
    has_words = any(unicodedata.category(c)[0] in "LN" for c in text)
    is_small = text == text.lower() and all(c == "-" or unicodedata.category(c)[0] in "LMN" for c in text)
    return has_words and is_small and text not in DEVICES


def id_key(text: str) -> str:
    """The key by which two ids are the same: NFC, without case."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def article(article_id: str) -> str:
    """The page of an article."""
    return _folder(ARTICLES, article_id)


def article_text(article_id: str) -> str:
    """The text of an article, as quotes and offsets speak of it: a file for machines beside its page."""
    return f"{article(article_id)}text.txt"


def actor(kind: ActorKind, actor_id: str) -> str:
    """The page of a person, organization or place."""
    return _folder(SECTION_OF_ACTOR[kind], actor_id)


def topic(topic_id: str) -> str:
    """The page of a topic."""
    return _folder(TOPICS, topic_id)


def claim(claim_id: str) -> str:
    """The page of a claim."""
    return _folder(CLAIMS, claim_id)


def note(note_id: str) -> str:
    """The page of a context note."""
    return _folder(NOTES, note_id)


def verdict(verdict_id: str) -> str:
    """The list of the claims with a verdict; it lies two folders deep, where no claim's page is."""
    return _folder(CLAIMS, "verdict", verdict_id)


def no_verdict(verdict_ids: Container[str]) -> str:
    """The list of the claims without a verdict; where a verdict is called `none`, by a name that cannot be an id."""
    return verdict("no_verdict" if "none" in verdict_ids else "none")


def prose_page(page_id: str) -> str:
    """A page of prose."""
    return _folder(page_id)


def section(name: str) -> str:
    """The index of a section, `people/`."""
    return _folder(name)


def continued(list_url: str, name: str, key: str) -> str:
    """The later page of a list at `list_url` that begins with the item known as `key`; `name` is of one of several."""
    return f"{list_url}{_folder(name) if name else ''}from/{quote(key)}/"


def with_fragment(url: str, element_id: str) -> str:
    """A place on a page."""
    return f"{url}#{quote(element_id)}"


def with_words(url: str, words: Excerpt) -> str:
    """Words of a page that are no element of their own: a browser goes to the first that stand so among others.

    Source: WICG, URL Fragment Text Directives.
    """
    before, after = _neighbours(words.before.split()[-3:]), _neighbours(words.after.split()[:3])
    parts = [f"{before}-"] if before else []
    parts += [_directed(words.words), *([f"-{after}"] if after else [])]
    return f"{url}#:~:text={','.join(parts)}"


def feed(url: str) -> str:
    """The Atom feed of the page at `url`."""
    return f"{url}{FEED}"


def to_root(url: str) -> str:
    """The way from a page to the site's root: `../../`, or `./` from the root itself."""
    return "../" * url.count("/") or "./"


def output_path(url: str) -> str:
    """The file that a static server sends for a URL, below the output folder."""
    path = unquote(url)
    return f"{path}index.html" if path.endswith("/") or not path else path


def is_of_page(path: str) -> bool:
    """Whether a file that a build made, by its path below the output folder, is a page and no copy."""
    return path.endswith(".html") and path.partition("/")[0] not in COPIED


def file_url(path: str) -> str:
    """The URL of a file below the output folder, `media/a b.png` → `media/a%20b.png`."""
    return quote(path)


def preview_digits(records: int) -> int:
    """How many hexadecimal digits name the files that this many previews are spread over; 0 = there is one file."""
    digits = 0
    while records > MOST_PREVIEWS and digits < 3:
        records //= 16
        digits += 1
    return digits


def preview_file(url: str, digits: int) -> str:
    """The file that holds the preview of a page: named by the last digits of the URL's FNV-1a hash, or `all`.

    A script computes the same (`static/js/previews.js`): a cryptographic hash it would have only over https.
    """
    value = 0x811C9DC5
    for byte in url.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return f"data/previews/{f'{value:08x}'[-digits:] if digits else 'all'}.json"


def mention_element(place: Occurrence) -> str:
    """The element of a mention on an article page: `mention-Ana-Reyes`, then `mention-Ana-Reyes.2`.

    These are for ever, so what is made of given words never changes (docs/decisions/0014). `mention-3` was once the
    third of all mentions: a name that is a number always has the number of its place behind it, `mention-3.1`.
    """
    element = f"{place.part}-{_stem(place.words)}{'' if place.is_whole else '.in'}"
    return element if place.number == 1 and not place.words.isdigit() else f"{element}.{place.number}"


def annotation_element(annotation: AnnotationId) -> str:
    """The element of a passage's first words on an article page; a dot is in no id, so these never meet."""
    base = f"{annotation.kind}-{annotation.id}"
    return base if annotation.number == 1 else f"{base}.{annotation.number}"


def card_element(annotation: AnnotationId) -> str:
    """The element of an annotation's card on an article page."""
    return f"card.{annotation_element(annotation)}"


def marker_element(annotation: AnnotationId) -> str:
    """The element of the small number that leads from a passage to its card."""
    return f"marker.{annotation_element(annotation)}"


def letter_element(letter: str) -> str:
    """The element of a letter of an index."""
    return f"letter-{''.join(letter.split())}"


def year_element(year: str) -> str:
    """The element of a year on the timeline, which is given as EDTF has it: `1961`, `196X`, `-0044`."""
    return f"year-{year.lower()}"


def heading_element(text: str, taken: dict[str, int]) -> str:
    """The element of a heading in an article: from its words, which never change.

    Adds itself to `taken`, which tells of each element up to which number others of its name are taken.
    """
    base = f"section-{slug_or_hash(text)}"
    element, count = base, taken.get(base, 1)
    while element in taken:
        count += 1
        element = f"{base}-{count}"
    taken[base] = count
    taken[element] = 1
    return element


def is_safe(url: str) -> bool:
    """Whether a link may lead there: a relative URL, or one of the schemes that cannot run anything."""
    try:
        scheme = urlsplit(url.strip()).scheme
    except ValueError:
        return False
    return not scheme or scheme.lower() in SAFE_SCHEMES


def is_web(url: str) -> bool:
    """Whether this is an absolute http or https URL with a host."""
    try:
        parts = urlsplit(url)
        has_host = bool(parts.hostname) and parts.port != 0  # to ask for a port that is none raises
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and has_host and not any(c.isspace() for c in url)


def is_inside(url: str) -> bool:
    """Whether this is a path that cannot lead out of the site, from its root: `claims/`, `/notes/#note-x`."""
    path = url.partition("#")[0].partition("?")[0]
    climbs = "\\" in url or ".." in unquote(path).split("/")
    return not (climbs or ":" in path.partition("/")[0] or url.startswith("//") or _has_gaps(url))


def _has_gaps(url: str) -> bool:
    """Whether something in it is not seen, which a browser may leave out before it looks where a link leads."""
    return any(c.isspace() or not c.isprintable() for c in url)


@lru_cache(maxsize=1 << 14)  # every page links to the same records again and again
def _folder(*names: str) -> str:
    return "".join(f"{name if name.isascii() and name.replace('-', '').isalnum() else quote(name)}/" for name in names)


def _neighbours(words: list[str]) -> str:
    """Words as a text directive takes them; none where they are cut off, since those stand nowhere so."""
    return "" if any("…" in word for word in words) else _directed(" ".join(words))


def _directed(words: str) -> str:
    """In a text directive commas and hyphens have a meaning."""
    return quote(words, safe="").replace("-", "%2D")


@lru_cache(maxsize=1 << 14)  # the same names stand in many articles
def _stem(words: str) -> str:
    """Folded words as a part of an element's id, another one for any others; case tells `US` from `us`."""
    plain = words.replace(" ", "-")
    if len(plain.encode()) <= MAX_ID_BYTES and (words.replace(" ", "").isalnum() or all(map(_is_plain, words))):
        return plain
    # Where other signs stand between the words or nearly all of them is cut off, the hash tells what stood there.
    kept = "".join(c if c != " " and _is_plain(c) else "-" for c in words[:MAX_ID_BYTES])
    head = "-".join(filter(None, kept.split("-"))).encode()[: MAX_ID_BYTES - 13].decode(errors="ignore")
    return f"{head.rstrip('-')}~{_digest(words)}"


def _is_plain(character: str) -> bool:
    return character == " " or unicodedata.category(character)[0] in "LMN"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _shortened(identifier: str) -> str:
    """Two long titles that differ only at the end stay distinct: what is cut off goes on as a hash."""
    if len(identifier.encode()) <= MAX_ID_BYTES:
        return identifier
    head = identifier.encode()[: MAX_ID_BYTES - 13].decode(errors="ignore").rstrip("-")
    return f"{head}-{_digest(identifier)}"

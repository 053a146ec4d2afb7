"""The types of single values: each knows what it takes, what it says otherwise, and how an editor shall complete it.

Every scalar comes as text (`field_marks.TEXT`). A value that is refused raises `schema_error` with the code, the
message and the hint of the problem that is reported.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Any, Final, TypeVar, cast
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BeforeValidator, PlainValidator, StringConstraints, ValidationInfo, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError

from sitegen.content.schema.field_marks import TEXT, ListShorthand, MarkdownSyntax, ReaderText, Reference, WebAddress
from sitegen.core import dates, edtf, extras, language_tags, urls
from sitegen.core.extras import MissingExtraError
from sitegen.core.model import Date, ReferenceKind
from sitegen.core.problems import ACCEPTABLE, CODES, RETIRED
from sitegen.core.suggestions import did_you_mean

T = TypeVar("T")

MAX_PER_PAGE: Final = 10_000
"""Entries of a list on one page."""
MAX_SEARCHED: Final = 200
"""Characters of words that texts are searched for, counted as code points."""

_LINE_BREAK = re.compile(r"[ \t]*[\r\n]+[ \t]*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_DIGITS = re.compile(r"[0-9]{1,9}")
_MOST_OF_SET: Final = 12
_RATING = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,3})?)(?:/([0-9]{1,6}))?")
_OFFSET = re.compile(r"(?:GMT|UTC|Z)?\s*[-+\u2212±]?\s*\d", re.IGNORECASE)
"""How a distance from UTC begins, which no place keeps through the year, and of which any other is a bad guess."""
_SHA256 = re.compile(r"[0-9a-fA-F]{64}")

_WEB: Final[JsonSchemaValue] = {"type": "string", "pattern": "^https?://"}


def schema_error(code: str, message: str, hint: str = "", at: str = "") -> PydanticCustomError:
    """An error that becomes the problem `code`; `at` is the key that it is about where that is not the value itself."""
    given = {"message": message, "hint": hint, "at": at}
    return PydanticCustomError(cast("Any", code), "{message}", given)


def _in_one_line(text: str) -> str:
    return _LINE_BREAK.sub(" ", text) if "\n" in text else text


Words = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    AfterValidator(_in_one_line),
    WithJsonSchema(TEXT),
    ReaderText(),
]
"""Text for readers, in one line."""


def _searched(text: str) -> str:
    if len(text) > MAX_SEARCHED:
        message = f'"{_excerpt(text)}" has {len(text)} characters: texts are not searched for so many'
        raise schema_error("bad-value", message, f"write at most {MAX_SEARCHED}, as an article would have them")
    return text


SearchedWords = Annotated[Words, AfterValidator(_searched)]
"""Words that texts are searched for: a name, a term."""

Exact = Annotated[str, WithJsonSchema(TEXT), ReaderText()]
"""Text of which every character counts: a quote."""

MarkdownText = Annotated[str, StringConstraints(min_length=1), WithJsonSchema(TEXT), ReaderText(), MarkdownSyntax()]
"""Markdown."""

Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_in_one_line), WithJsonSchema(TEXT)
]
"""An id, a path, or the name of a topic."""

ActorRef = Annotated[Name, Reference(ReferenceKind.ACTOR)]
ArticleRef = Annotated[Name, Reference(ReferenceKind.ARTICLE)]
ClaimRef = Annotated[Name, Reference(ReferenceKind.CLAIM)]
TopicRef = Annotated[Name, Reference(ReferenceKind.TOPIC)]
"""A topic's id or its name; a name that is new makes a topic."""
VerdictRef = Annotated[Name, Reference(ReferenceKind.VERDICT)]
MemberRef = Annotated[Name, Reference(ReferenceKind.MEMBER)]
"""Somebody of the team, by id or by name."""
ReviewerName = Annotated[Words, Reference(ReferenceKind.REVIEWER)]
"""The name or id of somebody of the team, the name of an actor, or any other name."""
MediaRef = Annotated[Name, Reference(ReferenceKind.MEDIA)]
"""A path below `content/media/`."""


def _id(text: str) -> str:
    fault = id_fault(text)
    if fault:
        raise schema_error("bad-id", *fault)
    return to_nfc(text)


def to_nfc(text: str) -> str:
    """Text with its accents joined to their letters, as ids and paths are compared and kept."""
    return unicodedata.normalize("NFC", text)


def id_fault(text: str) -> tuple[str, str] | None:
    """Why this cannot be an id, and what to do; None for an id."""
    plain = to_nfc(text)
    if plain in urls.DEVICES:
        return f'"{plain}" cannot be an id: on Windows no folder can be called so', _id_hint(text)
    if not urls.is_id(plain):
        return f'"{_excerpt(text)}" cannot be an id: lower-case letters, digits and hyphens only', _id_hint(text)
    if len(plain.encode()) > urls.MAX_ID_BYTES:
        return f'"{_excerpt(text)}" is too long for an id: more than {urls.MAX_ID_BYTES} bytes', "choose a shorter one"
    return None


def _id_hint(text: str) -> str:
    proposed = urls.slug(text)
    return f'write "{proposed}"' if proposed else "an id is lower-case letters of any script, digits and hyphens"


Id = Annotated[str, AfterValidator(_id), WithJsonSchema(TEXT)]
"""An id that is given, not referred to."""


def _date(value: object, info: ValidationInfo) -> Date:
    if not isinstance(value, str):
        hint = dates.correction_hint(_as_set(value))
        raise schema_error("wrong-type", f"a date is asked for, and this is {value_kind(value)}", hint)
    try:
        return dates.parse_date(value, info.context.zone if info.context else ZoneInfo("UTC"))
    except ValueError as error:
        raise schema_error("bad-date", str(error), dates.correction_hint(value)) from None


def _as_set(value: object) -> str:
    """A set of EDTF, `[1961,1962]`, which YAML takes for a list; else empty."""
    members = value[:_MOST_OF_SET] if isinstance(value, list) else []
    return f"[{','.join(members)}]" if members and all(isinstance(one, str) for one in members) else ""


When = Annotated[Date, PlainValidator(_date), WithJsonSchema({"type": ["string", "number"], "pattern": edtf.PATTERN})]
"""A date; where it has a time without a zone, that is of the archive's."""


def _web(text: str) -> str:
    if not urls.is_web(text):
        raise schema_error(
            "bad-url",
            f'"{_excerpt(text)}" is no web address',
            "write the whole address, beginning with https:// or http://",
        )
    return text


Web = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(_web), WithJsonSchema(_WEB), WebAddress()]
"""An absolute URL of the web."""


def _base(text: str) -> str:
    if "?" in text or "#" in text:
        raise schema_error(
            "bad-url", f'"{_excerpt(text)}" has a ? or # in it', "write the address of the site's first page"
        )
    return _web(text).rstrip("/") + "/"


BaseUrl = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(_base), WithJsonSchema(_WEB)]
"""Where the site will stand; ends in a slash."""


def _path(text: str) -> str:
    if not urls.is_web(text) and not urls.is_inside(text):
        raise schema_error(
            "bad-url",
            f'"{_excerpt(text)}" leads nowhere',
            "write a path of this site, such as claims/, or an address that begins with https://",
        )
    return text


SitePath = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(_path), WithJsonSchema(TEXT)]
"""A path of the site, or an absolute URL."""


def _language(text: str) -> str:
    hyphenated = text.replace("_", "-")
    try:
        is_meant = _LANGUAGE.fullmatch(hyphenated) and language_tags.is_known(hyphenated)
    except MissingExtraError as missing:
        message = f'"{_excerpt(text)}" can only be checked with the registry of language tags'
        raise schema_error("missing-extra", message, extras.command(missing.extra)) from None
    if is_meant and text == hyphenated:
        return text
    near = hyphenated if is_meant else language_tags.nearest(text)
    hint = f'did you mean "{near}"?' if near else "write one such as en, de or pt-BR"
    raise schema_error("bad-value", f'"{_excerpt(text)}" is no language tag', hint)


Language = Annotated[
    str, AfterValidator(_language), WithJsonSchema({"type": "string", "pattern": f"^{_LANGUAGE.pattern}$"})
]
"""A language tag."""


def _code(text: str) -> str:
    if text in ACCEPTABLE or text in RETIRED:
        return text
    if text in CODES:
        message = f'"{text}" is an error, and errors cannot be accepted'
        raise schema_error("bad-value", message, "mend what it tells; docs/problems.md says what to do")
    hint = did_you_mean(text, {code: code for code in ACCEPTABLE})
    hint += f"{' ' if hint else ''}possible: {', '.join(sorted(ACCEPTABLE))}"
    raise schema_error("bad-value", f'"{_excerpt(text)}" is no code of a problem', hint)


Code = Annotated[
    str,
    StringConstraints(strip_whitespace=True),
    AfterValidator(_code),
    WithJsonSchema({"type": "string", "enum": sorted(ACCEPTABLE | RETIRED)}),
]
"""The code of a problem that is no error."""


def _places() -> dict[str, str]:
    """Zones by their names, with what people call the places."""
    return {name: name.rpartition("/")[2].replace("_", " ") for name in available_timezones()}


def _zone(text: str) -> str:
    try:
        ZoneInfo(text)
    # What there is depends on the machine's tables, and a wrong name fails in several ways: it may name a folder there.
    except (KeyError, ValueError, OSError):
        hint = "" if _OFFSET.match(text) else did_you_mean(text, _places())
        raise schema_error(
            "bad-value",
            f'"{_excerpt(text)}" is no time zone',
            hint or "a zone is called by a place in it: write one such as Europe/Berlin, or UTC",
        ) from None
    return text


def _whole_day(value: Date) -> Date:
    if len(value.plain) < len("2024-12-31"):
        raise schema_error("bad-date", f'"{value.iso}" is no day', "write the day, too, such as 2024-12-31")
    return value


Day = Annotated[When, AfterValidator(_whole_day)]
"""A date that is known to the day."""

Zone = Annotated[str, AfterValidator(_zone), WithJsonSchema({"type": "string"})]
"""The name of a time zone."""


def _count(value: object) -> int:
    if not isinstance(value, str):
        raise schema_error("wrong-type", f"a number is asked for, and this is {value_kind(value)}", "write 1, 2, 3 …")
    if not _DIGITS.fullmatch(value) or not int(value):
        raise schema_error("bad-value", f'"{_excerpt(value)}" is no number from 1 up', "write 1, 2, 3 …")
    return int(value)


def _page_size(value: object) -> int:
    count = _count(value)
    if count > MAX_PER_PAGE:
        raise schema_error("bad-value", f"{count} entries are too many for one page", f"write at most {MAX_PER_PAGE}")
    return count


Count = Annotated[int, PlainValidator(_count), WithJsonSchema({"type": "integer", "minimum": 1})]
"""A number from 1 up."""
PageSize = Annotated[
    int, PlainValidator(_page_size), WithJsonSchema({"type": "integer", "minimum": 1, "maximum": MAX_PER_PAGE})
]
"""Entries of a list on one page."""


def _rating(text: str) -> str:
    match = _RATING.fullmatch(text)
    if not match or (match[2] and float(match[1]) > float(match[2])):
        raise schema_error(
            "bad-value", f'"{_excerpt(text)}" is no rating', "write a number, or one of a scale such as 2/5"
        )
    return text


Rating = Annotated[str, AfterValidator(_rating), WithJsonSchema({"type": ["string", "number"]})]
"""A number, or a number out of the highest one."""


def _sha256(text: str) -> str:
    if not _SHA256.fullmatch(text):
        raise schema_error(
            "bad-value",
            f'"{_excerpt(text)}" is no SHA-256',
            "write its 64 hexadecimal digits, as sha256sum prints them",
        )
    return text.lower()


Sha256 = Annotated[str, AfterValidator(_sha256), WithJsonSchema({"type": "string", "pattern": f"^{_SHA256.pattern}$"})]
"""The fingerprint of a seed, in lower case."""


def _as_list(value: object) -> object:
    return value if isinstance(value, list) else [value]


Many = Annotated[tuple[T, ...], BeforeValidator(_as_list), ListShorthand()]
"""A list, or one value that stands for a list of one."""


def value_kind(value: object) -> str:
    """What a value is, in an author's words."""
    if isinstance(value, list):
        return "a list"
    return "a mapping" if isinstance(value, dict) else "empty" if value is None else "text"


def _excerpt(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"

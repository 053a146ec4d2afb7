"""The filters of templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from jinja2.filters import FILTERS as JINJA2_FILTERS
from markupsafe import Markup, escape

from sitegen.core import dates
from sitegen.core.language_tags import direction
from sitegen.core.model import Date
from sitegen.site import charts
from sitegen.site.record_markdown import ROOT_MARK, Html
from sitegen.text.prose.html_text import isolate

_UNSAFE_IN_SCRIPT: Final = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def html(text: Html, root: str) -> Markup:
    """HTML of a record, its inner links made relative to the page."""
    return Markup(text.replace(ROOT_MARK, escape(root)))  # noqa: S704 - `Html` is what the records vouch for


def iso(when: Date) -> str:
    """A date for `<time datetime>`; empty where HTML knows no such date, and there is to be no such element.

    Source: HTML Standard, 2.3.5 (dates and times).
    """
    return when.plain


def sortable(when: Date) -> str:
    """Year, month and day of a date as numbers, for scripts that sort: `1960-0-0` for `196X`."""
    return f"{when.key.year}-{when.key.month}-{when.key.day}"


def year(when: Date) -> str:
    """The year that a date stands under, for readers."""
    return dates.year_heading(when.year)


def ld(text: str) -> Markup:
    """JSON for a `<script>`: `<`, `>`, `&` and line separators escaped, so that nothing in it ends the script.

    Source: HTML Standard, 4.12.1.3 (restrictions for contents of script elements).
    """
    return Markup(text.translate(_UNSAFE_IN_SCRIPT))  # noqa: S704 - neither `<` nor `&` is left


def locale(language: str) -> str:
    """A language tag as Open Graph writes it, language and region: `pt-BR` is `pt_BR`, `zh-Hant-TW` is `zh_TW`.

    Source: ogp.me, `og:locale`; RFC 5646, 2.1.
    """
    primary, *others = language.replace("_", "-").split("-")
    region = next((part for part in others if len(part) == 2 or part.isdecimal()), "")
    return f"{primary.lower()}_{region.upper()}" if region else primary.lower()


def host(url: str) -> str:
    """The name of the server that an absolute URL leads to, without `www.`; the URL itself where it has none."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


def lang(language: str) -> Markup:
    """The attributes of words in a language, ` lang="ar" dir="rtl"`; nothing for words in that of the page."""
    if not language:
        return Markup()
    return Markup(f' lang="{escape(language)}" dir="{direction(language)}"')  # noqa: S704 - what stands in it is escaped


OWN_FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    "html": html,
    "host": host,
    "direction": direction,
    "lang": lang,
    "long": dates.long_date,
    "short": dates.short_date,
    "happened": dates.date_after_verb,
    "iso": iso,
    "sortable": sortable,
    "year": year,
    "ld": ld,
    "locale": locale,
    "apart": isolate,
    "columns": charts.columns,
    "role_bars": charts.role_bars,
    "network": charts.network,
}
FILTERS: Final[Mapping[str, Callable[..., Any]]] = {**JINJA2_FILTERS, **OWN_FILTERS}
"""Ours and Jinja2's."""

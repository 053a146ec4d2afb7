"""HTML and links in Markdown: of what is kept nothing runs, and nothing leads where something does."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from selectolax.lexbor import LexborHTMLParser
from support.adversarial_fields import ADDRESSES, every_field
from support.adversarial_html import assert_tame
from support.checkout import ROOT

from sitegen.content.schema import value_types
from sitegen.core import urls
from sitegen.core.model import Markdown, RawHtml
from sitegen.core.problems import Location, Problems
from sitegen.site.record_markdown import ROOT_MARK, RecordMarkdown
from sitegen.text.prose import MarkupTag, SeedContext, read_seed, sanitizer

HERE = Location("content/x.yaml", 1, 1)

MUTANTS = (
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=canary(1)&gt;">',
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=canary(1)>",
    '<svg></p><style><a id="</style><img src=1 onerror=canary(1)>">',
    '<noscript><p title="</noscript><img src=x onerror=canary(1)>">',
    "<svg><style>&lt;img src=x onerror=canary(1)&gt;</style></svg>",
    '<math><annotation-xml encoding="text/html"><style><img src=x onerror=canary(1)></style></annotation-xml></math>',
    "<template><script>canary(1)</script></template><select><template><img src=x onerror=canary(1)>",
    "<svg><foreignObject><img src=x onerror=canary(1)></foreignObject><animate onbegin=canary(1)></svg>",
    "<xmp><img src=x onerror=canary(1)></xmp><noembed><img src=x onerror=canary(1)></noembed><plaintext><b>x",
    "<!--><img src=x onerror=canary(1)>--> <!--x--!><img src=x onerror=canary(1)>--> <![CDATA[<img src=x>]]>",
    '<iframe srcdoc="<script>top.canary(1)</script>"></iframe><object data=x></object><embed src=x><base href=//x>',
    "<link rel=stylesheet href=//x><meta http-equiv=refresh content='0;url=//x'><style>@import '//x'</style>",
    "<form action=javascript:canary(1)><input autofocus onfocus=canary(1)><button formaction=javascript:canary(1)>x",
    "<video><source onerror=canary(1)></video><details open ontoggle=canary(1)>x</details><marquee onstart=canary(1)>",
    '<b style="background:url(//x)" class=lit id=main name=search onclick=canary(1)>x</b><a name=body ping=//x>y</a>',
    '<blockquote cite="javascript:canary(1)">x</blockquote><q cite=//x>y</q><del cite=//x datetime=z>z</del>',
    '<a href="java&#10;script:canary(1)">x</a> <a href="&#1;javascript:x">y</a><a href=" data:text/html,x">z</a>',
    "<table background=//x><tr><td colspan=9999999 rowspan=-1 onclick=canary(1)>x</td></tr></table><td>y</td></div>",
    "</p></div></main></article></section><h1>out</h1><li id=fn-00000000-1 class=footnotes>x<body onload=canary(1)>",
    "<b-x>one</b-x> <a-x>two</a-x> <i:x>three</i:x> <a href=https://e.org/><a-x>four</a></a-x> </b> </a> <b",
    '<img src="//x/y.png" alt="<b>&quot;"> <img src=x onerror=canary(1)> <img srcset="//x 2x" src=media/map.png>',
    "<p title=\"<script>canary(1)</script>\">x</p><abbr title='\"><img src=x onerror=canary(1)>'>z</abbr>&#7;&#xFDD0;",
)  # fmt: skip
"""What one sanitizer or another once let through: elements that mean something else where they are read again."""


def as_seed(source: str, raw_html: RawHtml = RawHtml.SANITIZE) -> str:
    """The blocks of a Markdown seed as HTML."""
    prose = read_seed(source.encode(), "seeds/a.md", SeedContext("T", "", raw_html, frozenset({"map.png"})))
    escaped: dict[str, str | int | None] = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
    return "".join(
        part.html
        if isinstance(part, MarkupTag)
        else prose.text[part.start : part.end].translate(str.maketrans(escaped))
        for block in prose.blocks
        for part in block
    )


def as_field(source: str, raw_html: RawHtml = RawHtml.SANITIZE) -> str:
    """The Markdown of a record as HTML, on a page at the root."""
    made = RecordMarkdown((), ["map.png"], raw_html, Problems()).html(Markdown(source, HERE))
    return made.replace(ROOT_MARK, "./")


BOTH = pytest.mark.parametrize("made", [as_seed, as_field])


@BOTH
@pytest.mark.parametrize("before", ["", "Words ", "> ", "| a |\n|---|\n| "])
def test_of_html_that_is_kept_nothing_is_left_but_what_is_listed(made: Callable[..., str], before: str) -> None:
    for mutant in MUTANTS:
        assert_tame(made(before + mutant))


@BOTH
def test_what_is_kept_is_read_again_as_the_same(made: Callable[..., str]) -> None:
    """A page is parsed once more by each browser; what was clean must not become something else by that."""
    for mutant in MUTANTS:
        once = LexborHTMLParser(f"<main>{made(mutant)}</main>").css_first("main").html
        assert LexborHTMLParser(str(once)).css_first("main").html == once


PIECES = [piece for mutant in MUTANTS for piece in re.findall(r"<[^<>]*>?|[^<]+", mutant)]


@pytest.mark.parametrize("made", [as_seed, as_field])
@given(st.lists(st.sampled_from([*PIECES, "*", "`", "[", "](x)", "\n", "\n\n", "> ", "^[", "]"]), max_size=12))
def test_pieces_of_it_in_any_order_leave_nothing_else_either(made: Callable[..., str], pieces: list[str]) -> None:
    assert_tame(made("".join(pieces)))


def test_what_is_kept_is_what_the_documentation_lists() -> None:
    guide = (ROOT / "docs/authoring.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| (elements|attributes|addresses) \| (.*) \|$", guide, re.MULTILINE))
    told = {row: set(re.findall("`([^`]+)`", words)) for row, words in rows.items()}
    attributes = {name for names in sanitizer.ATTRIBUTES.values() for name in names}
    assert told["elements"] == set(sanitizer.TAGS)
    assert told["attributes"] == attributes | (set(sanitizer.ATTRIBUTES) - {"*"})
    assert told["addresses"] == set(urls.SAFE_SCHEMES) | {"content/media/"}


# --- where links lead -------------------------------------------------------------------------------------------

RUNNING = (
    "javascript:canary(1)", "JaVaScRiPt:canary(1)", "java\nscript:x", "java\tscript:x", " javascript:x", "vbscript:x",
    "data:text/html,x", "blob:x", "file:///x", "feed:javascript:x", "view-source:x", "filesystem:x", "intent://x",
    "about:blank",
)  # fmt: skip
DISGUISED = (
    "java&#10;script:x", "java&Tab;script:x", "&#1;javascript:x", "javascript&colon;x", "java\\script:x",
    "%6aavascript:x", "\ufeffjavascript:x", "javascript\u200b:x", "\u00a0javascript:x", "\ufdd0javascript:x",
    "\x01javascript:x", "//x.invalid", "\\\\x.invalid", "/\\x.invalid", "https:x.invalid", "https://a@b@c/", "http://[::1",
    "https://e.org:9999999/",
)  # fmt: skip
FORMS = (
    "[x](<{}>)",
    "<{}>",
    "[x][y]\n\n[y]: <{}>",
    "![x](<{}>)",
    '<a href="{}">x</a>',
    "<a href='{}'>x</a>",
    "<img src='{}'>",
)


@BOTH
@pytest.mark.parametrize("raw_html", RawHtml)
def test_a_link_leads_to_a_page_a_mailbox_or_a_telephone_however_it_is_written(
    made: Callable[..., str], raw_html: RawHtml
) -> None:
    for form in FORMS:
        for address in (*RUNNING, *DISGUISED):
            assert_tame(made(form.format(address), raw_html))


def places_of(*kinds: object) -> list[str]:
    return sorted(place for place, kind in every_field().items() if kind in kinds)


@pytest.mark.parametrize("place", places_of(*ADDRESSES, value_types.BaseUrl))
def test_no_field_takes_an_address_that_runs_something(place: str) -> None:
    adapter: TypeAdapter[object] = TypeAdapter(every_field()[place])  # type: ignore[arg-type]
    for address in RUNNING:
        with pytest.raises(ValidationError) as refused:
            adapter.validate_python(address)
        assert [error["type"] for error in refused.value.errors()] == ["bad-url"], address

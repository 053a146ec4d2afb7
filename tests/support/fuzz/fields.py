"""The law of records' Markdown: it holds nothing that runs, whatever its author put into it."""

from __future__ import annotations

from typing import Final

from selectolax.lexbor import LexborHTMLParser

from sitegen.content.reference_fields import LinkTarget
from sitegen.core import urls
from sitegen.core.model import Markdown, RawHtml
from sitegen.core.problems import Location, Problems
from sitegen.site.record_markdown import ROOT_MARK, RecordMarkdown
from support.fuzz import words
from support.fuzz.laws import assert_told_well, law
from support.fuzz.lots import Lots

HERE: Final = Location("content/x.yaml", 1, 1)
RECORDS: Final = (
    LinkTarget("person", "ana", "Ana <Reyes>", "people/ana/"),
    LinkTarget("topic", "a", "A", "topics/a/"),
    LinkTarget("claim", "a", "A", ""),
)
NEVER: Final = "script, style, iframe, svg, object, embed, textarea, title, math, form, base, link, meta"
_LINKS: Final = ("[[ana]]", "[[a|", "]]", "[[topic:a|b]]", "[[[[ana]]", "|", "[[a]]", "[[claim:a]]")


def _markdown(lots: Lots) -> str:
    return "".join(lots.several(5, lambda: lots.one(_LINKS) if lots.number(3) else words.markdown(lots, 15)))


@law("content/pages/*.md", bytes(2))
def the_markdown_of_a_record_holds_nothing_that_runs(lots: Lots) -> None:
    mode = lots.one(list(RawHtml))
    written = lots.text_or(_markdown)
    problems = Problems()
    fields = RecordMarkdown(RECORDS, {"map.png"}, mode, problems)
    html = fields.html(Markdown(written, HERE))
    page = LexborHTMLParser(html.replace(ROOT_MARK, "/"))
    assert page.css(NEVER) == []
    attributes = {pair for node in page.css("*") for pair in node.attributes.items()}
    assert not any(name.startswith("on") or name == "style" for name, _ in attributes)
    assert all(urls.is_safe(value or "") for name, value in attributes if name in ("href", "src"))
    fields.lead(Markdown(written, HERE))
    assert_told_well(problems, 1)

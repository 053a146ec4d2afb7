"""Links and ids of the theme's own pages, found in less time: the same as in any page, and where that is done."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from support import archives
from support.article_edits import run
from support.sample_pages import ARTICLE_PAGE, EMPTY_PAGES, NOTE_PAGE, PAGES, SITE, filled_with

from sitegen.core import urls
from sitegen.output import link_check
from sitegen.output.link_check import PageLinks, known_parts
from sitegen.output.render import Renderer
from sitegen.site.pages.page_records import Block, Page, SiteView
from sitegen.site.record_markdown import Html

RENDERER = Renderer()
ENDING_SO = ["see href=", "see id=", "x src="]
"""How the words of an attribute may end, and look with what follows as if another one began."""
BREAKING_OUT = 'A & B\'s </main>\n<footer class="site"><a id="x" href=\'y\' src="z"> a href=b id=c'
LOOKS_LIKE_TAGS = [
    ' href="gone/"', " id=\"x\" id='x'", 'a href="',
    ' src="x" >', "<main id=\"main\"", "</main>\n<footer class=\"site\">",
    '<a href="', "\"'", "é", " ", "x",
]  # fmt: skip


def is_the_same(page: Page, site: SiteView = SITE) -> bool:
    """Whether both ways find the same in a page, and the short one goes through."""
    html = RENDERER.html(page, site, urls.to_root(page.frame.url))
    short, whole = known_parts.links_and_ids(html), link_check._links_and_ids(html)
    return short is not None and [sorted(one) for one in short] == [sorted(one) for one in whole]


@pytest.mark.parametrize("page", [*PAGES, *EMPTY_PAGES], ids=lambda page: type(page).__name__)
def test_each_page_of_the_theme_has_the_same_links_and_ids_both_ways(page: Page) -> None:
    assert is_the_same(page)
    assert is_the_same(filled_with(page, BREAKING_OUT), filled_with(SITE, BREAKING_OUT))
    footer = Html('<p id="x"><a href="y">z</a></p>')
    assert is_the_same(page, replace(SITE, base_url="https://example.org/a/", footer=footer))


@pytest.mark.parametrize("words", ENDING_SO)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: type(page).__name__)
def test_words_at_the_end_of_an_attribute_begin_no_other(page: Page, words: str) -> None:
    filled = filled_with(page, words)
    assert is_the_same(filled)
    html = RENDERER.html(filled, SITE, urls.to_root(page.frame.url))
    assert not [one for one in link_check._links_and_ids(html).links if one.endswith("=") and not one.endswith(words)]


@given(st.lists(st.sampled_from(LOOKS_LIKE_TAGS), max_size=6).map("".join))
def test_words_of_an_article_that_look_like_attributes_are_none(words: str) -> None:
    block = Block(Html(f'<p id="p">{escape(words, quote=False)} <a class="b" href="#p">x</a></p>'), (), is_dense=False)
    assert is_the_same(replace(ARTICLE_PAGE, blocks=(block,), headline=Html(escape(words, quote=False))))


@pytest.mark.parametrize(
    "html", ["", "<p>", '<main id="main"></main>\n<footer class="site">', '</main>\n<footer class="site">']
)
def test_what_the_theme_did_not_make_is_looked_through_as_any_page(html: str) -> None:
    assert known_parts.links_and_ids(html) is None


def test_pages_have_the_same_problems_and_targets_both_ways() -> None:
    links = '<a href="../../people/x/#:~:text=so">a</a> <a href="../../gone/">b</a>'
    note = replace(NOTE_PAGE, body=Html(f'<p id="main">{links}</p>'))
    found = []
    for is_plain in (True, False):
        gathered = PageLinks("/")
        for page in (*PAGES, note, *PAGES):
            gathered.add(page.frame.url, RENDERER.html(page, SITE, urls.to_root(page.frame.url)), is_plain=is_plain)
        ids = [(path, frozenset(ids.split("\0"))) for path, ids, _, _ in gathered.pages]
        found.append((gathered.links, gathered.words, gathered.media, ids, list(gathered.problems)))
    assert found[0] == found[1]
    assert found[0][1]
    assert found[0][4]


@pytest.mark.parametrize(
    ("more", "is_short"),
    [
        ({}, True),
        ({"content/site.yaml": "raw_html: sanitize\n"}, False),
        ({"templates/base.html": '{% extends "sitegen:base.html" %}'}, False),
    ],
)
def test_pages_with_html_of_an_author_are_looked_through_as_any_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: dict[str, str], is_short: bool
) -> None:
    seen: list[str] = []
    short = known_parts.links_and_ids
    monkeypatch.setattr(known_parts, "links_and_ids", lambda html: seen.append(html) or short(html))
    root = archives.write(archives.vote(tmp_path / "archive"), more)
    assert run(root).is_done
    assert bool(seen) is is_short

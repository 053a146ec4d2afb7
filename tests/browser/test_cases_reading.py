"""What readers missed on other tools' pages: without colours, without scripts, on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.built_sites import Made, made
from support.incremental_archive import quick_builds

if TYPE_CHECKING:
    from playwright.sync_api import Browser

quick = pytest.fixture(autouse=True, scope="module")(quick_builds)
VERDICTS = {"supported": "Supported", "disputed": "Disputed", "false": "False"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """An article with a claim of each of three verdicts and a note, some over each other."""
    claims = "".join(
        f"- {{id: {verdict}, claim: It is {verdict}., verdict: '{verdict}', article: a, quote: {verdict} words}}\n"
        for verdict in VERDICTS
    )
    return made(
        tmp_path_factory.mktemp("reading"),
        {
            "seeds/a.txt": "A title\n\nHere are supported words, disputed words and false words.\n",
            "content/claims/all.yaml": claims,
            "content/notes/n.yaml": "title: On words\nbody: They are short.\narticle: a\nquote: words and false\n",
        },
    )


def test_words_with_an_annotation_have_a_link_beside_them_that_says_what_it_is(site: Made) -> None:
    """Several screen readers say nothing of a `mark`."""
    page = site.page("articles/a/")
    markers = [(one.attributes["aria-label"], one.attributes["href"]) for one in page.css(".text a.marker")]
    assert markers == [
        ("Claim 1", "#card.claim-supported"),
        ("Claim 2", "#card.claim-disputed"),
        ("Note 3", "#card.note-n"),
        ("Claim 4", "#card.claim-false"),
    ]
    for _, address in markers:
        assert page.css_first(f'[id="{(address or "").removeprefix("#")}"]') is not None


def test_a_verdict_is_a_word_wherever_it_is_shown(site: Made) -> None:
    for verdict, label in VERDICTS.items():
        card = site.one("articles/a/", f'[id="card.claim-{verdict}"]')
        assert label in card.text().split(), verdict
        assert label in site.words(f"claims/{verdict}/", ".verdict")[-1].split(), verdict
        assert label in site.words("claims/", "main")[0].split(), verdict


def test_without_scripts_plain_links_lead_from_the_words_to_the_card_and_on_to_the_record(site: Made) -> None:
    page = site.page("articles/a/")
    for kind, record in (("claims", "supported"), ("claims", "disputed"), ("claims", "false"), ("notes", "n")):
        element = f"{kind.removesuffix('s')}-{record}"
        assert page.css(f'mark[data-on~="{element}"]') != []
        assert page.css(f'.text a.marker[href="#card.{element}"]') != []
        assert page.css(f'[id="card.{element}"] a[href="../../{kind}/{record}/"]') != []
        assert site.page(f"{kind}/").css(f'main a[href="../{kind}/{record}/"]') != []


LUMINANCE = """selectors => selectors.map(selector => {
    const [r, g, b] = getComputedStyle(document.querySelector(selector)).color.match(/[\\d.]+/g).map(Number)
        .map(value => value / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
})"""
"""How bright letters are, from 0 = black to 1. Source: WCAG 2.2, relative luminance."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_paper_all_words_are_dark_and_every_card_is_there(site: Made, chromium: Browser, scheme: str) -> None:
    """A printer leaves out backgrounds, so letters have to show on white."""
    context = chromium.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    tab = context.new_page()
    tab.goto((site.folder / "articles/a/index.html").as_uri())
    tab.emulate_media(media="print", color_scheme=scheme)  # type: ignore[arg-type]
    selectors = [".text p", ".text mark", 'mark[data-on~="note-n"]', ".card", ".card .verdict", "h1"]
    bright = dict(zip(selectors, tab.evaluate(LUMINANCE, selectors), strict=True))
    # Black on white is 21:1; at this luminance it is still 4.5:1.
    assert {selector: value for selector, value in bright.items() if value > 0.183} == {}
    for words in (*VERDICTS.values(), "They are short."):
        assert tab.get_by_text(words, exact=True).locator("visible=true").count() > 0, words
    context.close()

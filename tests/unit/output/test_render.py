"""Pages: every record through its template, templates of the archive's own, and what is told when one of them fails."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser, LexborNode
from support.sample_pages import (
    ACTOR_PAGE,
    ARTICLE_PAGE,
    CLAIM_PAGE,
    EMPTY_PAGES,
    HOME_PAGE,
    LATER_PAGES,
    NOTE_PAGE,
    PAGES,
    SITE,
    filled_with,
)

from sitegen.core import urls
from sitegen.core.language_tags import direction
from sitegen.core.model import Markdown, RawHtml
from sitegen.core.problems import Location, Problem, Problems
from sitegen.files.source_files import packaged_theme
from sitegen.output.render import TEMPLATES, Renderer, TemplateProblem
from sitegen.output.render.footnote_ids import with_unique_footnotes
from sitegen.output.render.template_filters import host
from sitegen.site.pages import page_records
from sitegen.site.pages.page_records import Block, Page
from sitegen.site.record_markdown import ROOT_MARK, Html, RecordMarkdown

THEME = Renderer()
EVERY_PAGE = pytest.mark.parametrize("page", [*PAGES, *LATER_PAGES], ids=lambda page: type(page).__name__)
EVEN_EMPTY = pytest.mark.parametrize("page", [*PAGES, *EMPTY_PAGES, *LATER_PAGES], ids=lambda page: type(page).__name__)

BREAKING_OUT = "A & B's </title></script>\"'><svg onload=alert(1)> {{ page }}"


def rendered(page: Page, renderer: Renderer = THEME, root: str | None = None) -> str:
    """The page as text."""
    return renderer.render(page, SITE, urls.to_root(page.frame.url) if root is None else root).decode()


def parsed(page: Page, renderer: Renderer = THEME) -> LexborHTMLParser:
    return LexborHTMLParser(rendered(page, renderer))


def words(node: LexborNode | LexborHTMLParser | None) -> str:
    """The text that a reader sees, white space made single."""
    assert node is not None
    return " ".join(node.text().split())


def kind(page: type[Page]) -> Page:
    """The sample of a kind of page."""
    return next(one for one in PAGES if type(one) is page)


def own(tmp_path: Path, **files: str) -> Renderer:
    """A renderer for an archive with these templates; `__` in a name stands for a dot."""
    (tmp_path / "templates").mkdir(exist_ok=True)
    for name, text in files.items():
        (tmp_path / "templates" / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return Renderer(tmp_path / "templates")


def problem(renderer: Renderer, page: Page = NOTE_PAGE) -> Problem:
    """What rendering this page reports."""
    with pytest.raises(TemplateProblem) as caught:
        renderer.render(page, SITE, "../../")
    return caught.value.problem


# --- every page -------------------------------------------------------------------------------------------------


def test_the_samples_are_of_every_kind_of_page() -> None:
    assert [type(page) for page in PAGES] == list(TEMPLATES)


@EVEN_EMPTY
def test_a_page_has_one_heading_of_the_first_level_and_the_landmarks(page: Page) -> None:
    tree = parsed(page)
    count = {name: len(tree.css(name)) for name in ("h1", "main", "body > header", "body > footer", "title")}
    assert count == {"h1": 1, "main": 1, "body > header": 1, "body > footer": 1, "title": 1}
    assert tree.css_first("a.skip").attributes["href"] == "#main"
    assert tree.css_first("html").attributes["lang"] == "en"


@EVEN_EMPTY
def test_headings_leave_no_level_out(page: Page) -> None:
    levels = [int((node.tag or "")[1]) for node in parsed(page).css("h1, h2, h3, h4, h5, h6")]
    assert [(a, b) for a, b in pairwise(levels) if b > a + 1] == []


@EVERY_PAGE
def test_a_page_has_no_script_and_no_style_in_it(page: Page) -> None:
    tree = parsed(page)
    assert tree.css('script:not([src], [type="application/ld+json"]), style, [style]') == []
    assert re.findall(r"<[^>]*\son\w+=", rendered(page)) == []


@EVEN_EMPTY
def test_no_id_is_given_twice(page: Page) -> None:
    ids = [str(node.attributes["id"]) for node in parsed(page).css("[id]")]
    assert sorted(ids) == sorted(set(ids))


@EVERY_PAGE
def test_links_within_a_page_lead_to_one_of_its_elements(page: Page) -> None:
    tree = parsed(page)
    ids = {node.attributes["id"] for node in tree.css("[id]")}
    assert {unquote(str(node.attributes["href"]))[1:] for node in tree.css('a[href^="#"]')} <= ids


@EVERY_PAGE
def test_every_link_and_file_is_relative_or_elsewhere(page: Page) -> None:
    tree = parsed(page)
    targets = [str(n.attributes.get("href") or n.attributes.get("src")) for n in tree.css("[href], [src]")]
    assert [one for one in targets if not one.startswith(("../", "./", "#", "https://"))] == []
    files = [str(n.attributes.get("href") or n.attributes.get("src")) for n in tree.css("link, [src]")]
    assert [one for one in files if not one.startswith(urls.to_root(page.frame.url))] == []


@EVERY_PAGE
def test_a_page_ends_with_one_newline_and_holds_no_mark_of_the_root(page: Page) -> None:
    text = rendered(page)
    assert text.startswith("<!doctype html>\n")
    assert text.endswith("</html>\n")
    assert ROOT_MARK not in text


@EVERY_PAGE
def test_no_text_of_an_author_breaks_out_of_its_place(page: Page) -> None:
    text = THEME.render(filled_with(page, BREAKING_OUT), filled_with(SITE, BREAKING_OUT), "./").decode()
    tree = LexborHTMLParser(text)
    assert tree.css('[onload], script:not([src], [type="application/ld+json"])') == []
    assert "<svg onload" not in text
    assert BREAKING_OUT in tree.css_first("title").text()
    assert "&amp;amp;" not in text


@pytest.mark.parametrize("name", sorted(path.name for path in packaged_theme().glob("*.html")))
def test_a_template_says_at_its_top_what_it_is_for(name: str) -> None:
    assert (packaged_theme() / name).read_text(encoding="utf-8").startswith("{# ")


# --- the frame --------------------------------------------------------------------------------------------------


def test_the_title_names_the_page_and_the_archive() -> None:
    assert parsed(NOTE_PAGE).css_first("title").text() == "What a load limit says · The Harbour Archive"
    assert parsed(ACTOR_PAGE).css_first("title").text() == "Ana Reyes · The Harbour Archive"
    later = parsed(LATER_PAGES[0]).css_first("title")
    assert later.text() == "Ana Reyes · 12 Mar 2024 – 3 Feb 2024 · The Harbour Archive"
    assert parsed(HOME_PAGE).css_first("title").text() == "The Harbour Archive"


def test_the_menu_marks_the_section_that_a_page_belongs_to() -> None:
    current = [(n.text(), n.attributes["aria-current"]) for n in parsed(ACTOR_PAGE).css("nav [aria-current]")]
    assert current == [("People", "true")]
    index = [
        (n.text(), n.attributes["aria-current"])
        for n in parsed(kind(page_records.ActorsPage)).css("nav [aria-current]")
    ]
    assert index == [("People", "page")]


def test_a_link_of_a_record_s_markdown_is_made_relative_to_its_page() -> None:
    assert '<a href="../../organizations/town-council/">council</a>' in rendered(ACTOR_PAGE)


def test_the_page_for_lost_addresses_goes_by_the_path_of_the_site() -> None:
    text = rendered(kind(page_records.NotFoundPage), root="/archive/2020/")
    assert 'href="/archive/2020/static/css/base.css"' in text
    assert 'href="/archive/2020/articles/"' in text


def test_an_old_address_leads_on_without_a_script() -> None:
    tree = parsed(kind(page_records.RedirectPage))
    refresh = tree.css_first('meta[http-equiv="refresh"]')
    assert refresh.attributes["content"] == "0; url=../../people/ana-reyes/"
    assert tree.css_first('main a[href="../../people/ana-reyes/"]').text() == "Ana Reyes"
    assert tree.css_first('meta[name="robots"]').attributes["content"] == "noindex"
    assert tree.css_first('link[rel="canonical"]').attributes["href"] == "../../people/ana-reyes/"


def test_of_an_old_address_search_engines_learn_the_whole_new_one_where_the_site_has_one() -> None:
    site = replace(SITE, base_url="https://example.org/archive/")
    tree = LexborHTMLParser(THEME.render(kind(page_records.RedirectPage), site, "../../"))
    canonical = tree.css_first('link[rel="canonical"]')
    assert canonical is not None
    assert canonical.attributes["href"] == "https://example.org/archive/people/ana-reyes/"


def test_a_withdrawn_record_says_that_it_is_and_why() -> None:
    text = words(parsed(kind(page_records.WithdrawnPage)).css_first("main"))
    assert "This claim was withdrawn, 12 March 2024." in text
    assert "A misprint." in text


@pytest.mark.parametrize("page", [ARTICLE_PAGE, CLAIM_PAGE, NOTE_PAGE, kind(page_records.TextPage)])
def test_a_draft_says_that_it_is_one(page: Page) -> None:
    draft = replace(page, frame=replace(page.frame, is_draft=True))
    assert "Draft" in words(parsed(draft).css_first("header.head"))


# --- articles, claims, people -----------------------------------------------------------------------------------


def test_the_text_of_an_article_is_not_changed_by_its_annotations() -> None:
    assert [words(node) for node in parsed(ARTICLE_PAGE).css(".text")] == [
        "Mayor Ana Reyes said the bridge has not carried a safe load since 2009.",
        "The piers",
        "The western pier is from 1911.",
    ]


def test_a_card_leads_back_to_its_words_and_on_to_its_page() -> None:
    card = parsed(ARTICLE_PAGE).css_first("details:has([id='card.claim-no-safe-load'])")
    assert words(card.css_first("summary")) == (
        "1 · Claim by Ana Reyes The bridge has carried no safe load since 2009."
    )
    assert words(card.css_first(".why")) == "Disputed The report says so of one pier."
    links = [(node.text(), node.attributes["href"]) for node in card.css("a")]
    assert links == [
        ("Read the reasoning", "../../claims/no-safe-load/"),
        ("In the text", "#claim-no-safe-load"),
        ("Link", "#claim-no-safe-load"),
    ]


def test_the_card_of_a_whole_article_has_no_words_to_lead_back_to() -> None:
    card = parsed(ARTICLE_PAGE).css_first("details:has([id='note-paper'])")
    links = [(node.text(), node.attributes["href"]) for node in card.css("a")]
    assert links == [("Read the note", "../../notes/load-limit/"), ("Link", "#note-paper")]


def test_what_speaks_of_the_whole_article_or_its_headline_stands_beside_the_headline() -> None:
    page = replace(ARTICLE_PAGE, headline_cards=ARTICLE_PAGE.blocks[0].cards[:1])
    cards = parsed(page).css("header.head .cards .by")
    assert [words(node) for node in cards] == ["1 · Claim by Ana Reyes", "Note Draft"]


def test_a_card_that_does_not_say_it_again_leads_to_the_one_that_does() -> None:
    block = ARTICLE_PAGE.blocks[0]
    card = replace(block.cards[0], verdict=None, text="", first=page_records.Link("3", "#card.claim-x.y"))
    tree = parsed(replace(ARTICLE_PAGE, blocks=(replace(block, cards=(card,)),)))
    (link,) = tree.css(".flow .why a")
    assert (words(tree.css_first(".flow .why")), link.attributes["href"]) == ("More at 3", "#card.claim-x.y")


def test_cards_come_after_the_block_they_stand_beside() -> None:
    classes = [node.attributes["class"] for node in parsed(ARTICLE_PAGE).css(".flow > div")]
    assert classes == ["text", "cards dense", "text", "text"]


def test_an_article_in_another_language_says_so_and_runs_its_own_way() -> None:
    frame = replace(ARTICLE_PAGE.frame, title_language="ar")
    tree = parsed(replace(ARTICLE_PAGE, text_language="ar", frame=frame))
    assert tree.css_first("html").attributes["dir"] == "ltr"
    marked = [(n.tag, n.attributes["dir"]) for n in tree.css("body [lang='ar']")]
    assert marked == [("h1", "rtl"), ("ol", "rtl"), ("div", "rtl"), ("div", "rtl"), ("div", "rtl")]
    assert not parsed(ARTICLE_PAGE).css("body [lang]")


def test_a_site_written_from_right_to_left_runs_that_way() -> None:
    page = replace(NOTE_PAGE, frame=replace(NOTE_PAGE.frame, language="he"))
    assert parsed(page).css_first("html").attributes["dir"] == "rtl"


def test_a_mention_is_a_sentence_whose_name_leads_to_the_very_words() -> None:
    tree = parsed(ACTOR_PAGE)
    assert words(tree.css_first("#mentions")) == "1,200 mentions in 1 article"
    assert words(tree.css_first(".mentions p")) == "Mayor Ana Reyes closed the bridge."
    assert tree.css_first(".mentions b.hit a").attributes["href"] == "../../articles/bridge-vote/#mention-Ana-Reyes"


def test_a_verdict_has_a_sign_and_a_word() -> None:
    verdict = parsed(CLAIM_PAGE).css_first("#verdict .verdict")
    assert verdict.css_first("svg").attributes["aria-hidden"] == "true"
    assert words(verdict) == "Supported"


def test_each_shape_of_a_verdict_is_drawn_in_its_own_way() -> None:
    signs = {node.html for node in parsed(kind(page_records.ClaimsPage)).css("td .verdict svg")}
    assert len(signs) == 5


def test_a_bar_of_verdicts_stands_beside_the_same_in_words() -> None:
    figure = parsed(kind(page_records.ClaimsPage)).css_first("figure")
    assert [words(node) for node in figure.parent.css(".legend li")] == [
        "Supported 1", "Overtaken 1", "Disputed 1", "Opinion 1", "Contradicted 1", "No verdict yet 1",
    ]  # fmt: skip
    places = [node.attributes["x"] for node in figure.css(".bar > svg")]
    assert places == ["0%", "16.67%", "33.34%", "50.01%", "66.68%", "83.35%"]


def test_a_passage_that_was_not_found_is_said_on_the_page_of_its_claim() -> None:
    passages = [words(node) for node in parsed(CLAIM_PAGE).css(".passages > li")]
    assert passages[1].startswith("has carried no load passage not found in the article")


def test_an_absolute_address_of_the_menu_stays_as_it_is() -> None:
    assert parsed(NOTE_PAGE).css_first('nav a[rel="external noopener"]').attributes["href"] == "https://example.org/"


# --- templates of the archive's own -----------------------------------------------------------------------------


def test_a_template_of_the_archive_wins_by_its_name(tmp_path: Path) -> None:
    renderer = own(tmp_path, note__html="<p>{{ page.title }}, {{ site.title }}, {{ root }}</p>")
    assert rendered(NOTE_PAGE, renderer) == "<p>What a load limit says, The Harbour Archive, ../../</p>\n"
    assert rendered(CLAIM_PAGE, renderer) == rendered(CLAIM_PAGE)


def test_a_template_of_the_archive_can_extend_the_one_it_stands_for(tmp_path: Path) -> None:
    text = '{% extends "sitegen:note.html" %}{% block title %}Mine{% endblock %}'
    tree = parsed(NOTE_PAGE, own(tmp_path, note__html=text))
    assert tree.css_first("title").text() == "Mine"
    assert tree.css_first("h1").text() == "What a load limit says"


def test_a_frame_of_the_archive_s_own_is_around_every_page(tmp_path: Path) -> None:
    renderer = own(tmp_path, base__html="<main>{% block main %}{% endblock %}</main>")
    assert {rendered(page, renderer)[:6] for page in PAGES} == {"<main>"}


def test_text_is_escaped_whatever_a_template_is_called(tmp_path: Path) -> None:
    renderer = own(tmp_path, note__html='{% include "part.txt" %}', part__txt="{{ page.title }}")
    assert rendered(replace(NOTE_PAGE, title="A & B <Holdings>"), renderer) == "A &amp; B &lt;Holdings&gt;\n"


def test_windows_line_ends_of_a_template_do_not_reach_a_page(tmp_path: Path) -> None:
    assert rendered(NOTE_PAGE, own(tmp_path, note__html="a\r\nb\r\n\r\n")) == "a\nb\n"


def test_static_files_of_the_archive_win_by_name_and_join_the_theme_s(tmp_path: Path) -> None:
    folder = tmp_path / "templates/static/css"
    folder.mkdir(parents=True)
    for name in ("print.css", "mine.css", ".hidden.css", "_draft.css"):
        (folder / name).write_text("", encoding="utf-8")
    files = dict(Renderer(tmp_path / "templates").static_files())
    assert files["css/print.css"] == folder / "print.css"
    assert files["css/base.css"] == packaged_theme() / "static/css/base.css"
    assert {name for name in files if files[name].parent == folder} == {"css/print.css", "css/mine.css"}


def test_a_link_out_of_the_archive_is_told_and_not_followed(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    (root / "templates/static").mkdir(parents=True)
    (tmp_path / "secret.css").write_text("", encoding="utf-8")
    (root / "templates/static/secret.css").symlink_to(tmp_path / "secret.css")
    renderer = Renderer(root / "templates")
    assert "secret.css" not in dict(renderer.static_files())
    assert list(renderer.problems) == [
        Problem(
            Location("templates/static/secret.css"),
            "outside-link",
            '"templates/static/secret.css" is a link that leads out of the archive, and is not followed',
            "put a copy in its place",
        )
    ]


# --- when a template fails --------------------------------------------------------------------------------------


def test_a_field_that_no_record_has_is_told_with_the_nearest_one(tmp_path: Path) -> None:
    assert problem(own(tmp_path, note__html="one\n{{ page.titel }}")) == Problem(
        Location("templates/note.html", 2), "template-error", 'NotePage has no "titel"', 'did you mean "title"?'
    )


def test_a_name_that_no_template_is_given_is_told(tmp_path: Path) -> None:
    assert problem(own(tmp_path, note__html="{{ sites.title }}")) == Problem(
        Location("templates/note.html", 1), "template-error", "'sites' is undefined", 'did you mean "site"?'
    )


def test_a_mistake_of_syntax_is_told_with_its_line(tmp_path: Path) -> None:
    found = problem(own(tmp_path, note__html="one\ntwo {% if page %}\n{% endfor %}"))
    assert (found.location, found.code) == (Location("templates/note.html", 3), "template-error")


def test_a_template_that_is_not_there_is_told_with_the_nearest_one(tmp_path: Path) -> None:
    assert problem(own(tmp_path, note__html='{% extends "bsae.html" %}')) == Problem(
        Location("templates/note.html", 1),
        "template-error",
        'there is no template "bsae.html"',
        'did you mean "base.html"?',
    )


def test_a_template_that_is_not_utf_8_is_told_with_the_byte(tmp_path: Path) -> None:
    renderer = own(tmp_path)
    (tmp_path / "templates/note.html").write_bytes(b"one\ncaf\xe9")
    assert problem(renderer) == Problem(
        Location("templates/note.html", 2), "template-error", "this file is not UTF-8 (byte 0xE9)"
    )


def test_a_part_that_the_theme_needs_and_the_archive_took_away_is_the_archive_s_problem(tmp_path: Path) -> None:
    assert problem(own(tmp_path, _macros__html="{# empty #}")).location == Location("templates/_macros.html")


# --- filters ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "way"),
    [
        ("en", "ltr"),
        ("ar", "rtl"),
        ("he-IL", "rtl"),
        ("az", "ltr"),
        ("az-Arab", "rtl"),
        ("ks-Deva", "ltr"),
        ("", "ltr"),
    ],
)
def test_the_direction_of_a_language_goes_by_its_script(language: str, way: str) -> None:
    assert direction(language) == way


@pytest.mark.parametrize(
    ("url", "name"),
    [("https://www.example.org/a", "example.org"), ("http://wgno.com/2017/", "wgno.com"), ("about/", "about/")],
)
def test_an_address_is_shown_by_its_host(url: str, name: str) -> None:
    assert host(url) == name


def test_html_of_a_block_stands_as_it_was_woven() -> None:
    block = Block(Html("<p>A &amp; B</p>"), (), is_dense=False)
    assert '<div class="text"><p>A &amp; B</p></div>' in rendered(replace(ARTICLE_PAGE, blocks=(block,)))


FOOTED = "One[^a], again[^a], two^[Inline].\n\n[^a]: See.\n"


@pytest.mark.parametrize("raw_html", RawHtml)
def test_texts_that_are_equal_have_footnotes_of_their_own_on_one_page(raw_html: RawHtml) -> None:
    markdown = RecordMarkdown((), (), raw_html, Problems())
    one, other = (str(markdown.html(Markdown(text, Location("a")))) for text in (FOOTED, FOOTED.replace("One", "1")))
    pages = with_unique_footnotes(f"<h1>A</h1>{one}<hr>{other}<hr>{one}<hr>{one}")
    parts = [LexborHTMLParser(part) for part in pages.split("<hr>")]
    ids = [[node.attributes["id"] for node in part.css("[id]")] for part in parts]
    assert [len(some) for some in ids] == [5, 5, 5, 5]
    assert len({one for some in ids for one in some}) == 20
    for part, own in zip(parts, ids, strict=True):
        assert {node.attributes["href"] for node in part.css("a")} == {f"#{element}" for element in own}
    assert pages.startswith(f"<h1>A</h1>{one}<hr>{other}<hr>")  # what was alone has the addresses that it had

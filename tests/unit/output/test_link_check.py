"""What does not fit together in rendered pages: dead links and fragments, ids given twice, colliding paths."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.core import urls
from sitegen.core.problems import Problem
from sitegen.output.link_check import LinkChecker, PageLinks, link_attributes, link_digest

LOOK = "look for the address in the Markdown or the template that this page is made from"


def told(pages: dict[str, str], *files: str, site_path: str = "/") -> list[str]:
    """What is wrong, each with its page, code and message."""
    check = LinkChecker()
    for url, html in pages.items():
        links = PageLinks(site_path)
        links.add(url, html)
        check.add_pages(links)
    for path in files:
        check.add_file(path)
    return [_in_a_line(problem) for problem in check.problems()]


def _in_a_line(problem: Problem) -> str:
    return f"{problem.location} {problem.code}: {problem.message}"


def test_a_link_to_words_needs_no_element() -> None:
    pages = {"": '<a href="./a/#:~:text=It%20is-,so">a</a> <a href="./a/#x:~:text=so">x</a>', "a/": "<p>It is so</p>"}
    assert told(pages) == ['index.html broken-fragment: the page links to "a/#x", and that page has no such place']


def test_exactly_the_dead_links_of_a_site_are_told() -> None:
    home = """
        <link href="./static/site.css"><script src="./static/gone.js"></script>
        <a href="./">home</a> <a href="./people/ana/">Ana</a> <a href="people/zo%C3%AB/">Zoë</a>
        <a href="./people/ada/">Ada</a> <img src='./media/a%20b.png'>
    """
    ana = """
        <h1 id="claim-safe">Ana</h1> <a href="#claim-safe">here</a> <a href="#card">nowhere</a>
        <a href="../../">up</a> <a href="../../people/zo%C3%AB/#n%C3%A9e">Zoë</a> <a href="./#x">x</a>
        <a href="../../people/zo%C3%AB">without a slash</a> <a href="../../../elsewhere/">out</a>
    """
    pages = {"": home, "people/ana/": ana, "people/zo%C3%AB/": '<h1 id="née">Zoë</h1>'}
    assert told(pages, "static/site.css", "media/a b.png") == [
        'index.html broken-link: the page links to "people/ada/", and nothing is there',
        'index.html broken-link: the page links to "static/gone.js", and nothing is there',
        'people/ana/index.html broken-fragment: the page links to "people/ana/#card", and that page has no such place',
        'people/ana/index.html broken-fragment: the page links to "people/ana/#x", and that page has no such place',
        'people/ana/index.html broken-link: the page links to "../elsewhere/", and nothing is there',
        'people/ana/index.html broken-link: the page links to "people/zo%C3%AB", and nothing is there',
    ]


def test_a_dead_link_is_told_once_with_what_to_do() -> None:
    check, links = LinkChecker(), PageLinks()
    links.add("a/", '<a href="../gone/"></a>')
    links.add("b/", '<a href="../gone/"></a>')
    check.add_pages(links)
    (problem,) = check.problems()
    assert str(problem) == (
        f'a/index.html: error[broken-link]: the page links to "gone/", and nothing is there\n  hint: {LOOK}'
    )


@pytest.mark.parametrize(
    "address",
    ["https://e.org/x", "//e.org/x", "mailto:a@e.org", "tel:+1", "data:image/png;base64,x", "HTTPS://E.ORG#x"],
)
def test_what_is_elsewhere_is_not_looked_at(address: str) -> None:
    assert told({"a/": f'<a href="{address}">x</a>'}) == []


@pytest.mark.parametrize("address", ["", "#", "?q=1", "./", "../a/", "../a/?q=1&amp;r=2", "../../site/a/"])
def test_a_page_may_lead_to_itself(address: str) -> None:
    page = f'<a href="{address}">x</a>'
    assert told({"site/a/": page}) == []


def test_links_of_a_page_for_any_depth_go_by_the_path_of_the_site() -> None:
    pages = {"404.html": '<a href="/sub/">home</a> <a href="/sub/gone/">x</a>', "": "home"}
    assert told(pages, site_path="/sub/") == ['404.html broken-link: the page links to "gone/", and nothing is there']


def test_an_ampersand_in_an_address_is_read_as_a_browser_reads_it() -> None:
    page = '<a href="./media/a&amp;b.png">x</a> <a href="./media/c&#38;d.png">x</a>'
    assert told({"": page}, "media/a&b.png", "media/c&d.png") == []


def test_words_that_look_like_attributes_are_none() -> None:
    page = '<p>write id="x" and href="gone/" or id="x"</p><code>&lt;a href="gone/"&gt;</code>'
    assert told({"": page}) == []


def test_an_id_that_a_page_has_twice_is_told_once() -> None:
    assert told({"a/": '<p id="x"><p id="y"><p id=\'x\'><p id="x"><p data-id="y" aria-id="y">'}) == [
        'a/index.html duplicate-element-id: the page has 3 elements with the id "x"'
    ]


def test_two_pages_may_have_one_id_each() -> None:
    assert told({"a/": '<p id="x">', "b/": '<p id="x">'}) == []


def test_two_files_at_one_path_are_told() -> None:
    assert told({"a/": "", "b/": ""}, "a/index.html") == [
        "a/index.html path-collision: two pages or files would be written to a/index.html"
    ]


def test_paths_that_some_file_systems_take_for_one_are_told() -> None:
    (words,) = told({}, "media/É.png", "media/e\u0301.png")
    assert words == (
        "media/e\u0301.png path-collision: two pages or files would be written to media/e\u0301.png and media/É.png, "
        "which some file systems take for one"
    )


def test_every_address_and_id_is_read_however_it_is_quoted() -> None:
    html = """<a class=x href = "a/"  id='b'><img\nsrc='c'data-src="d"><a title="x"href="e">"""
    assert link_attributes(html) == [
        ("href", "a/", ""),
        ("id", "", "b"),
        ("src", "", "c"),
        ("href", "e", ""),
    ]


@pytest.mark.parametrize("value", ["see href=", "see src=", "see id=", "href='", "a='b' href="])
def test_the_end_of_a_value_is_no_attribute(value: str) -> None:
    html = f"""<a title="{value}" class="b" href="c/">x</a> <img alt="{value}"src='d'><p id="e">"""
    assert [(name, double or single) for name, double, single in link_attributes(html)] == [
        ("href", "c/"), ("src", "d"), ("id", "e")
    ]  # fmt: skip


FOLDERS = st.lists(st.sampled_from(["a", "b", "zoë"]), max_size=3).map(lambda names: "".join(map(urls.section, names)))


@given(st.sets(FOLDERS), FOLDERS, FOLDERS)
def test_a_relative_link_is_dead_exactly_where_its_page_is_not_there(there: set[str], source: str, target: str) -> None:
    pages = dict.fromkeys(there, "") | {source: f'<a href="{urls.to_root(source)}{target}">x</a>'}
    dead = [f'{urls.output_path(source)} broken-link: the page links to "{target}", and nothing is there']
    assert told(pages) == ([] if target in pages else dead)


def test_that_a_page_leads_to_itself_hides_no_link_of_another_page_to_it() -> None:
    links = PageLinks()
    for url in ("people/", "topics/", "notes/"):
        links.add(url, '<a href="../people/">People</a>')
    digest = link_digest("people/index.html")
    assert [page.targets for page in links.pages] == [b"", digest, digest]

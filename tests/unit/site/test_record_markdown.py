"""The Markdown of records: links inside the archive, footnotes, pictures, first words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from sitegen.content.reference_fields import LinkTarget
from sitegen.core.model import Markdown, RawHtml
from sitegen.core.problems import Location, Problems
from sitegen.site.record_markdown import ROOT_MARK, RecordMarkdown
from sitegen.text.sentences import LEAD_LENGTH, shorten

HERE = Location("content/notes/load.yaml", 3, 7)
TARGETS = (
    LinkTarget("person", "ana-reyes", "Ana <Reyes>", "people/ana-reyes/"),
    LinkTarget("organization", "traffic", "Traffic Board", "organizations/traffic/"),
    LinkTarget("topic", "traffic", "Traffic", "topics/traffic/"),
    LinkTarget("place", "zoë", "Zoë", "places/zo%C3%AB/"),
    LinkTarget("claim", "secret", "secret", ""),
    LinkTarget("article", "old-vote", "old-vote", ""),
)


def html(text: str, problems: Problems | None = None, raw_html: RawHtml = RawHtml.ESCAPE, top: int = 2) -> str:
    """The HTML of a field, with `/` in place of the way to the root."""
    fields = RecordMarkdown(TARGETS, ("map.png", "a b/ü.png"), raw_html, Problems() if problems is None else problems)
    return fields.html(Markdown(text, HERE), top=top).replace(ROOT_MARK, "/").strip()


def lead(text: str) -> str:
    return RecordMarkdown(TARGETS, (), RawHtml.ESCAPE, Problems()).lead(Markdown(text, HERE))


def told(text: str) -> list[str]:
    problems = Problems()
    html(text, problems)
    return [str(problem) for problem in problems]


ANA = '<a href="/people/ana-reyes/">{}</a>'


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("[[ana-reyes]]", ANA.format("<bdi>Ana &lt;Reyes&gt;</bdi>")),
        ("[[Ana-Reyes]]", ANA.format("<bdi>Ana &lt;Reyes&gt;</bdi>")),
        ("[[person:ana-reyes]]", ANA.format("<bdi>Ana &lt;Reyes&gt;</bdi>")),
        ("[[actor:ana-reyes]]", ANA.format("<bdi>Ana &lt;Reyes&gt;</bdi>")),
        ("[[ana-reyes|the <b>mayor</b>]]", ANA.format("the &lt;b&gt;mayor&lt;/b&gt;")),
        ("[[ person : ana-reyes | the mayor ]]", ANA.format("the mayor")),
        ("[[ana-reyes|]]", ANA.format("<bdi>Ana &lt;Reyes&gt;</bdi>")),
        ("[[topic:traffic]]", '<a href="/topics/traffic/"><bdi>Traffic</bdi></a>'),
        ("[[actor:traffic|them]]", '<a href="/organizations/traffic/">them</a>'),
        ("[[zoe\u0308]]", '<a href="/places/zo%C3%AB/"><bdi>Zoë</bdi></a>'),
        ("**[[zoë]]**", '<strong><a href="/places/zo%C3%AB/"><bdi>Zoë</bdi></a></strong>'),
    ],
)
def test_an_id_in_double_brackets_leads_to_its_record(written: str, link: str) -> None:
    problems = Problems()
    assert html(f"By {written}.", problems) == f"<p>By {link}.</p>"
    assert list(problems) == []


@pytest.mark.parametrize("written", ["`[[ana-reyes]]`", "\\[[ana-reyes]]", "[[]]", "[[ana-reyes", "    [[ana-reyes]]"])
def test_code_and_what_is_escaped_or_unfinished_is_no_link(written: str) -> None:
    problems = Problems()
    assert "<a " not in html(written, problems)
    assert list(problems) == []


def test_a_link_is_never_in_a_link() -> None:
    assert html("[see [[ana-reyes|Ana]]](x)") == f"<p>[see {ANA.format('Ana')}](x)</p>"


@pytest.mark.parametrize(
    ("written", "shown", "problem"),
    [
        (
            "[[ana-reyez]]",
            "ana-reyez",
            'error[unknown-id]: [[ana-reyez]] leads to no record\n  hint: did you mean "ana-reyes"?',
        ),
        (
            "[[topic:ana-reyes|Ana]]",
            "Ana",
            "error[unknown-id]: [[topic:ana-reyes]] leads to no record\n  hint: write [[person:ana-reyes]]",
        ),
        (
            "[[traffic board]]",
            "traffic board",
            'error[unknown-id]: [[traffic board]] leads to no record\n  hint: did you mean "traffic"?',
        ),
        (
            "[[qqq]]",
            "qqq",
            (
                "error[unknown-id]: [[qqq]] leads to no record\n"
                "  hint: write the id of an actor, topic, claim, note or article"
            ),
        ),
        (
            "[[traffic]]",
            "traffic",
            (
                "error[link-ambiguous]: [[traffic]] fits more than one record\n"
                "  hint: write [[organization:traffic]], [[topic:traffic]]"
            ),
        ),
        (
            "[[secret]]",
            "…",
            (
                "warning[dead-link]: [[secret]] leads to a claim that readers do not see\n"
                '  hint: publish it, or take the link out; write words, [[id|words]], or "…" is shown'
            ),
        ),
        (
            "[[old-vote]]",
            "…",
            (
                "warning[dead-link]: [[old-vote]] leads to an article that readers do not see\n"
                '  hint: publish it, or take the link out; write words, [[id|words]], or "…" is shown'
            ),
        ),
    ],
)
def test_a_link_to_no_record_that_readers_see_is_told_and_shown_as_words(
    written: str, shown: str, problem: str
) -> None:
    problems = Problems()
    assert html(f"By {written}.", problems) == f"<p>By {shown}.</p>"
    assert list(map(str, problems)) == [f"{HERE}: {problem}"]


def test_every_wrong_link_is_told_once_however_often_the_field_is_shown() -> None:
    problems = Problems()
    fields = RecordMarkdown(TARGETS, (), RawHtml.ESCAPE, problems)
    text = Markdown("[[qqq]] [[vvv]] [[qqq]] ^[[[www]]]", HERE)
    assert fields.html(text) == fields.html(text)
    fields.lead(text)
    assert [problem.message for problem in problems] == [
        "[[qqq]] leads to no record",
        "[[vvv]] leads to no record",
        "[[www]] leads to no record",
    ]


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("[x](articles/vote/)", "/articles/vote/"),
        ("[x](/articles/vote/#claim-a)", "/articles/vote/#claim-a"),
        ("[x](./about/)", "/about/"),
        ("[x](#below)", "#below"),
        ("[x](https://e.org/?a=1&b=2)", "https://e.org/?a=1&amp;b=2"),
        ("[x](//e.org)", "//e.org"),
        ("<https://e.org>", "https://e.org"),
        ("[x](mailto:a@e.org)", "mailto:a@e.org"),
    ],
)
def test_an_address_is_seen_from_the_root_of_the_site(written: str, address: str) -> None:
    assert re.findall('href="([^"]*)"', html(written)) == [address]


@pytest.mark.parametrize("raw_html", RawHtml)
@pytest.mark.parametrize(
    "written",
    [
        "[x](javascript:alert(1))",
        "[x](JAVASCRIPT:alert(1))",
        "[x](java&#10;script:alert(1))",
        "[x](<\tjavascript:alert(1)>)",
        "[x](&#1;javascript:alert(1))",
        "<javascript:alert(1)>",
        "[x](data:text/html,hi)",
        "![x](javascript:alert(1))",
        "[x][y]\n\n[y]: javascript:alert(1)",
        '<a href="javascript:alert(1)">x</a>',
        '<a href=" java\nscript:alert(1)" onclick="x()">x</a>',
        '<a href="http://[">x</a>',
        "<script>alert(1)</script>",
        '<img src="https://e.org/x.png" onerror="alert(1)">',
        '<iframe src="https://e.org/"></iframe><form action="x"><input></form><style>p {}</style>',
    ],
)
def test_nothing_that_runs_or_is_fetched_comes_into_a_page(raw_html: RawHtml, written: str) -> None:
    page = LexborHTMLParser(html(written, raw_html=raw_html))
    assert page.css("script, iframe, form, input, style, [onclick], [onerror], [src]") == []
    addresses = [node.attributes["href"] or "" for node in page.css("[href]")]
    assert [one for one in addresses if not one.startswith("/")] == []


def test_html_is_shown_as_it_was_typed() -> None:
    assert html("A <b>bold</b> & {{ 7*7 }}") == "<p>A &lt;b&gt;bold&lt;/b&gt; &amp; {{ 7*7 }}</p>"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ('A <b class="x" id="y" style="z" onclick="a()">b</b>', "<p>A <b>b</b></p>"),
        ('A <a href="about/">b</a> <a href="#c">d</a>', '<p>A <a href="/about/">b</a> <a href="#c">d</a></p>'),
        ("A <sup>[[zoë]]</sup>", '<p>A <sup><a href="/places/zo%C3%AB/"><bdi>Zoë</bdi></a></sup></p>'),
        ("<h1>A</h1>", "A"),
        ('A <img src="media/map.png" alt="b">', '<p>A <img src="/media/map.png" alt="b"></p>'),
    ],
)
def test_html_that_an_archive_asks_to_keep_is_text_markup_alone(written: str, kept: str) -> None:
    assert html(written, raw_html=RawHtml.SANITIZE) == kept


FOOTNOTES = "One[^a] two[^a] <i>three</i>^[Inline.]\n\n[^a]: See [[zoë]]."


@pytest.mark.parametrize("raw_html", RawHtml)
def test_footnotes_lead_there_and_back(raw_html: RawHtml) -> None:
    page = LexborHTMLParser(html(FOOTNOTES, raw_html=raw_html))
    ids = [node.attributes["id"] for node in page.css("[id]")]
    addresses = {node.attributes["href"] for node in page.css("a")} - {"/places/zo%C3%AB/"}
    assert len(ids) == len(set(ids)) == 5
    assert addresses == {f"#{identifier}" for identifier in ids}
    assert [node.text(strip=True) for node in page.css("section.footnotes li")] == ["SeeZoë.↩︎↩︎", "Inline.↩︎"]


def test_footnotes_of_two_fields_on_one_page_do_not_collide() -> None:
    ids = [set(re.findall('id="([^"]*)"', html(text))) for text in ("One^[a]", "Two^[a]")]
    assert [len(some) for some in ids] == [2, 2]
    assert ids[0] & ids[1] == set()


@pytest.mark.parametrize("raw_html", RawHtml)
@pytest.mark.parametrize(
    ("written", "source"),
    [("map.png", "media/map.png"), ("media/map.png", "media/map.png"), ("<a b/ü.png>", "media/a%20b/%C3%BC.png")],
)
def test_a_picture_comes_from_the_media_of_the_archive(raw_html: RawHtml, written: str, source: str) -> None:
    page = LexborHTMLParser(html(f"<i>x</i> ![A *map* of [[zoë]] `x`]({written})", raw_html=raw_html))
    assert page.css_first("img").attributes == {"src": f"/{source}", "alt": "A map of Zoë x", "loading": "lazy"}


def test_a_picture_from_elsewhere_is_a_link_and_told() -> None:
    assert html("![A map](https://e.org/map.png)") == '<p><a href="https://e.org/map.png">A map</a></p>'
    assert told("![A map](https://e.org/map.png)") == [
        (
            f'{HERE}: warning[dead-link]: there is no picture "https://e.org/map.png" in content/media\n'
            "  hint: put the picture into content/media and name it there; until then its words link to it"
        )
    ]


def test_a_picture_that_is_not_there_is_its_words_and_told() -> None:
    assert html("![A map](maps/old.png) ![](x.png)") == "<p>A map x.png</p>"
    assert told("![A map](maps/old.png)") == [
        (
            f'{HERE}: warning[dead-link]: there is no picture "maps/old.png" in content/media\n'
            "  hint: put the file into content/media, then write ![…](media/old.png)"
        )
    ]


@pytest.mark.parametrize(("top", "tags"), [(2, ["h2", "h3", "h6"]), (3, ["h3", "h4", "h6"])])
def test_headings_stand_below_those_of_the_page(top: int, tags: list[str]) -> None:
    assert re.findall("<(h.)>", html("# A\n\n### B\n\n###### C", top=top)) == tags


def test_a_field_can_be_shown_below_different_headings() -> None:
    fields = RecordMarkdown((), (), RawHtml.ESCAPE, Problems())
    text = Markdown("# A", HERE)
    assert [fields.html(text, top=top) for top in (3, 2, 3)] == ["<h3>A</h3>\n", "<h2>A</h2>\n", "<h3>A</h3>\n"]


@pytest.mark.parametrize("raw_html", RawHtml)
def test_cells_are_aligned_by_class(raw_html: RawHtml) -> None:
    page = html("| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | <i>3</i> |", raw_html=raw_html)
    assert re.findall("<(t[hd])(?: ([^>]*))?>", page) == [
        ("th", ""),
        ("th", 'class="center"'),
        ("th", 'class="right"'),
        ("td", ""),
        ("td", 'class="center"'),
        ("td", 'class="right"'),
    ]


def test_a_field_that_is_not_given_is_empty() -> None:
    fields = RecordMarkdown((), (), RawHtml.ESCAPE, Problems())
    assert (fields.html(None), fields.lead(None), fields.lead(Markdown("", HERE))) == ("", "", "")


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (
            "The *first* `words`\nof [[zoë]] and [a link](x)^[Note.].\n\nNot these.",
            "The first words of Zoë and a link.",
        ),
        ("# Heading\n\nWords.", "Heading"),
        ("- One\n- Two", "One"),
        ("A <b>tag</b> & more", "A <b>tag</b> & more"),
    ],
)
def test_first_words_are_plain(written: str, words: str) -> None:
    assert lead(written) == words


def test_words_are_cut_after_a_sentence_or_else_after_a_word() -> None:
    assert shorten("One two.", "en", 8) == "One two."
    assert shorten("One two three. Four five.", "en", 20) == "One two three."
    assert shorten("One. Two three four five.", "en", 20) == "One. Two three four…"
    assert shorten("Mr. Holt, and all the others", "en", 11) == "Mr. Holt…"
    assert shorten("王小明 报道了此事并且没有停", "en", 10) == "王小明 报道了此事…"
    assert shorten("Am 3. Mai ging er. Dann kam sie.", "de", 20) == "Am 3. Mai ging er."
    assert shorten("Am 3. Mai ging er. Dann kam sie.", "de", 16) == "Am 3. Mai ging…"


@pytest.mark.parametrize("letter", ["し\u3099", "か\u309a", "ที่", "क\u094dष", "👩‍🌾", "e\u0301"])
def test_words_are_never_cut_inside_a_character(letter: str) -> None:
    """A decomposed kana, a Thai tone mark, a cluster of Hindi, a farmer, an accent."""
    for length in range(12, 24):
        whole = shorten(letter * 40, "ja", length).removesuffix("…")
        assert whole == letter * (len(whole) // len(letter))
        assert whole != ""


@given(st.text(st.sampled_from("ab .,!’”王\u0301"), max_size=400))
def test_first_words_are_no_longer_than_asked_for(words: str) -> None:
    assert len(shorten(words, "en")) <= LEAD_LENGTH


@given(st.text(st.sampled_from("[]|:a`*_<>()!^#\\\n \"'&-"), max_size=40), st.sampled_from(RawHtml))
def test_whatever_is_written_gives_html_without_a_link_in_a_link(written: str, raw_html: RawHtml) -> None:
    page = LexborHTMLParser(f"<main>{html(written, raw_html=raw_html)}</main>")
    assert page.css("a a") == []
    assert ROOT_MARK not in page.text()

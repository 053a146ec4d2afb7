"""Seeds: what their reader sees, and that nothing of it is lost or invented."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.checkout import ROOT
from support.spec_cases import Case, cases

from sitegen.core.model import RawHtml
from sitegen.core.problems import Problem
from sitegen.text.prose import MarkupTag, Prose, ProsePart, SeedContext, TextRun, html_text, prose_builder, read_seed


def real(text: str) -> str:
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text)


def html(prose: Prose, parts: tuple[ProsePart, ...]) -> str:
    shown = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}

    def escaped(run: TextRun) -> str:
        return "".join(shown.get(c, c) for c in prose.text[run.start : run.end])

    return "".join(part.html if isinstance(part, MarkupTag) else escaped(part) for part in parts).replace("\n", "⏎")


def text_of(prose: Prose, parts: tuple[ProsePart, ...]) -> str:
    return "".join(prose.text[part.start : part.end] for part in parts if isinstance(part, TextRun))


@pytest.mark.parametrize("case", cases(ROOT / "tests/spec/prose.md"), ids=str)
def test_seeds_are_read_as_written(case: Case) -> None:
    blocks = case.blocks
    reading = SeedContext(
        title=blocks.get("title", ""),
        url=blocks.get("url", ""),
        raw_html=RawHtml(blocks.get("raw_html", "escape")),
        media=frozenset(blocks.get("media", "").split("\n")),
    )
    prose = read_seed(real(blocks["seed"]).encode(), f"seeds/{blocks.get('file', 'case.txt')}", reading)
    assert "\n".join(html(prose, parts) for parts in (prose.headline, *prose.blocks)) == blocks["html"]
    if "problems" in blocks:
        told = [str(problem).partition("\n")[0] for problem in prose.problems]
        assert set(blocks["problems"].split("\n")) <= set(told)


def told(seed: str, name: str = "case.md") -> list[tuple[int, str]]:
    return [(problem.location.line, problem.code) for problem in problems(seed, name)]


def problems(seed: str, name: str = "case.md") -> tuple[Problem, ...]:
    return read_seed(seed.encode(), f"seeds/{name}").problems


def test_text_of_a_wrong_encoding_is_suspected_with_its_line() -> None:
    assert told("One\n\nâ€œWe wonâ€™t pay,â€\x9d said the CafÃ© owner", "case.txt") == [(3, "suspect-encoding")]


@pytest.mark.parametrize("words", ["“…as told to Zoë…”", "HYVÄÄ YÖTÄ…", "IRMÃO", "Â quoi bon", "1 × 2 € – 3"])
def test_real_words_are_no_wrong_encoding(words: str) -> None:
    assert told(words, "case.txt") == []


def test_a_dead_link_is_told_with_its_line_below_front_matter() -> None:
    assert told("---\ntitle: x\n---\nOne\n\ntwo\n[three](three.html)\n") == [(7, "dead-link")]


def test_a_relative_link_says_how_it_can_be_followed() -> None:
    (problem,) = problems("[three](three.html)")
    assert (problem.message, problem.hint) == (
        'the link "three.html" leads to no article here, and to no address on the web',
        (
            "say in the article's `url` where it was published, so that relative links can be followed; "
            "until then its words are shown without it"
        ),
    )


TURNS = [
    "Q: When?⏎A: In 1961.⏎Q: Who?⏎MOSS: Tom Reed",
    "Interviewer: When was that,\nand where?⏎Dr. Ana Moss (laughs): In 1961.⏎Speaker 2: Oh.",
    "[00:12:31] So it was.⏎[00:12:40] Was it?",
    "(3:05) MOSS: So it was.⏎00:03:07,250 Was it?",
    "問：いつですか。⏎答：一九六一年。",
    "В: Когда?⏎О: В 1961 году.",
    "They sat down.⏎Q: When?⏎A:",
]
NO_TURNS = [
    "The rule was this,\nRule 5: nobody speaks\nwithout being asked.",
    "It said so: the bridge\nwas shut: it was old: so\nsaid she: he heard it.",
    "See https://a.org and\nhttp: //b.org for more\nabout it: 10:30 they left.",
    "They came at\n10:30 and left at\n11:45 again.",
    "A long and winding Road: one\nThe Many Names Of A Road: two",
]


@pytest.mark.parametrize("shown", TURNS)
def test_turns_of_a_transcript_are_lines_of_their_own(shown: str) -> None:
    seed = f"T\n\n{shown}\n\nThe end.".replace("⏎", "\n")
    prose = read_seed(seed.encode(), "seeds/case.txt")
    lines = shown.replace("\n", " ").replace("⏎", "\n")
    assert prose.text == f"T\n\n{lines}\n\nThe end."
    assert html(prose, prose.blocks[0]) == f"<p>{lines}</p>".replace("\n", "<br>⏎")
    starts = [prose.text[start:].split()[0] for start, _ in prose.lines]
    assert starts == [line.split()[0] for line in seed.split("\n") if line]


@pytest.mark.parametrize("seed", NO_TURNS)
def test_lines_that_only_look_like_a_turn_are_joined(seed: str) -> None:
    prose = read_seed(f"T\n\n{seed}\n\nThe end.".encode(), "seeds/case.txt")
    assert prose.text == f"T\n\n{' '.join(seed.split())}\n\nThe end."


HTML = [
    ('w <span class="x">one</span> w', "w one w"),
    ('w <font color="red">one</font>, <mark>two</mark> <time>three</time> <SPAN>four</SPAN>', "w one, two three four"),
    ("w <o:p></o:p> <st1:place>one</st1:place> w", "w one w"),
    ("w <!-- comment --> w", "w w"),
    ("w <script>alert(*1*)</script> w <style>b {}</style>w", "w w w"),
    ('w <iframe src="x"></iframe> w', "w w"),
    ("one</p><p>two <div>three</div> four", "one two three four"),
    ("w <b>one, <i>two</b> w", "w one, two w"),
    ("w <b one", "w <b one"),
    ("w 1 < 2 and 3 > 2 `<span>`", "w 1 < 2 and 3 > 2 <span>"),
    ("* item <span>one</span>", "item one"),
    ("> quoted <span>one</span>", "quoted one"),
    ("## A <span>heading</span>", "A heading"),
    ("| a <span>b</span> |\n|---|\n| c <font>d</font> |", "a b\n\nc d"),
]


@pytest.mark.parametrize(("seed", "text"), HTML)
def test_html_in_a_line_is_treated_as_in_a_block(seed: str, text: str) -> None:
    prose = read_seed(seed.encode(), "seeds/case.md", SeedContext("T", raw_html=RawHtml.SANITIZE))
    assert prose.text.removeprefix("T\n\n") == text


CALLS = [
    ('{{< figure src="a_b_c" >}}', "{{< figure >}}"),
    ("{{% notice *x* %}}", "{{% notice %}}"),
    ('{{<vimeo id="1">}}', "{{< vimeo >}}"),
    ('{% include a.html\n b="*c*" %}', "{% include %}"),
    ('{{ "/2016/" | url }}', "{{ … }}"),
    ("{{ page.title }}", "{{ … }}"),
]


@pytest.mark.parametrize(("call", "name"), CALLS)
@pytest.mark.parametrize("raw_html", list(RawHtml))
def test_calls_of_templates_stand_as_they_were_typed_and_are_told(call: str, name: str, raw_html: RawHtml) -> None:
    seed = f"One `{{{{ x }}}}`.\n\nTwo {call} and {call}.\n\n```\n{{% y %}}\n```\n"
    prose = read_seed(seed.encode(), "seeds/case.md", SeedContext("T", raw_html=raw_html))
    shown = " ".join(call.split())
    assert prose.text == f"T\n\nOne {{{{ x }}}}.\n\nTwo {shown} and {shown}.\n\n{{% y %}}"
    assert [(one.location.line, str(one.severity), one.code, one.cause) for one in prose.problems] == [
        (3, "note", "template-call", f'calls of "{name}" of another tool\'s templates are shown as text')
    ]
    assert prose.problems[0].message.endswith("shown as text; there are 2 of its kind")


def test_a_call_in_brackets_is_one_where_it_ends_again() -> None:
    seed = '[caption id="x"]![alt](a.png) words[/caption] [sic] [left] [/right] [a](b "c")'
    assert [one.message.split('"')[1] for one in problems(seed) if one.code == "template-call"] == ["[caption id="]


@pytest.mark.parametrize(
    "target",
    ['{{ "/2016/x/" | url }}', '{{< ref "/topics/x" >}}', '{{< link "/dap/" >}} "DAP: a title"', "{{site.baseurl}}/foo",
     "{% post_url 2014-01-01-x %}#part", '{{ site.url }}/a/{{ page.name }}\n"x"'],
)  # fmt: skip
def test_a_link_that_goes_by_a_call_is_shown_by_its_words(target: str) -> None:
    prose = read_seed(
        f"See [the *vote*]({target}) (and ![a map]({target})).".encode(), "seeds/case.md", SeedContext("T")
    )
    assert html(prose, prose.blocks[0]) == "<p>See the <em>vote</em> (and a map).</p>"
    assert [(str(one.severity), one.code) for one in prose.problems] == [("note", "dead-link")] * 2


@pytest.mark.parametrize("seed", ["[a]({{ b } c)", "[a](b) {{", "[a] ({{ b }})", "{{ no end", "{ a } % {% b", "]({{ x"])
def test_what_only_looks_like_a_call_is_text(seed: str) -> None:
    without = re.sub(r"\[a\]\(b\)", "a", seed)
    assert read_seed(seed.encode(), "seeds/case.md", SeedContext("T")).text == f"T\n\n{without}"


def test_every_line_of_the_text_knows_its_line_in_the_seed() -> None:
    prose = read_seed(
        b"---\ntitle: T\n---\none\ntwo\n\n- three\n\n```\nfour\nfive\n```\n", "seeds/a.md", SeedContext("T")
    )
    words = ("one", "two", "three", "four", "five")
    assert [dict(prose.lines).get(prose.text.index(word)) for word in words] == [4, 5, 7, 10, 11]


def test_code_and_addresses_are_known() -> None:
    prose = read_seed(
        b"See `x y`, https://a.org/b_(c). Or www.b.org, me@c.org!\n\n    code\n", "seeds/a.md", SeedContext("T")
    )
    assert [prose.text[start:end] for start, end in prose.code] == [
        "x y", "https://a.org/b_(c", "www.b.org", "me@c.org", "code",
    ]  # fmt: skip


@given(
    st.lists(st.sampled_from(["www.", "://", "http", "me@c", ".org", "a", " ", "ftp", "@", "(", ".", "é"])).map("".join)
)
def test_without_a_sign_of_one_there_is_no_address(words: str) -> None:
    found = [match.span() for match in prose_builder._BARE_URL_OR_MAILBOX.finditer(words)]
    assert prose_builder._bare_urls(words) == found


def test_nothing_that_is_printable_is_taken_out_of_a_text() -> None:
    printable = "".join(filter(str.isprintable, map(chr, range(0x110000))))
    assert html_text._ODD.search(printable) is None
    assert html_text._SHOWN_TO_NOBODY.sub("", printable) == printable
    assert html_text.without_controls("a\x00b\x0bc\x85d\n") == "ab c\x85d\n"
    assert html_text.clean_text("a\x85b\n\x01c", 1) == ("a\nb\nc", [1, 1, 2])


def test_words_of_links_are_known() -> None:
    prose = read_seed(b"# T\n\n[a b](https://x.org) c\n\n[d](https://x.org)", "seeds/a.md")
    assert [prose.text[start:end] for start, end in prose.links] == ["a b", "d"]


PIECES = [
    *(
        "a ",
        "b",
        "\n",
        "\n\n",
        "# ",
        "- ",
        "> ",
        "`",
        "*",
        "**",
        "|",
        "<b>",
        "</b>",
        "    ",
        "1. ",
        "é",
        "\x00",
        "\u2028",
    ),
    *("[x](https://e.org)", "![p](q.png)", "[^1]", "[^1]: ", "```\n", "<div>\n", "---\n", "| a | b |\n|--|--|\n"),
]
MARKDOWN = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@given(MARKDOWN, st.sampled_from(["a.md", "a.txt"]), st.sampled_from(RawHtml), st.sampled_from(["", "a", "T"]))
def test_runs_tile_the_text_and_units_hold_all_words(seed: str, name: str, raw_html: RawHtml, title: str) -> None:
    prose = read_seed(seed.encode(), f"seeds/{name}", SeedContext(title, raw_html=raw_html))
    runs = [part for parts in (prose.headline, *prose.blocks) for part in parts if isinstance(part, TextRun)]
    assert "\n\n".join(prose.text[start:end] for start, end in prose.units) == prose.text
    done = 0
    for run in runs:
        assert prose.text[done : run.start] in ("", "\n\n")
        done = run.end
    assert done == len(prose.text)
    assert text_of(prose, prose.headline) == prose.title


@given(st.binary(max_size=60), st.sampled_from(["a.md", "a.txt"]))
def test_any_bytes_are_read(seed: bytes, name: str) -> None:
    assert read_seed(seed, f"seeds/{name}").title

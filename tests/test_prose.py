"""Seeds: what their reader sees, and that nothing of it is lost or invented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spec_cases import Case, cases

from sitegen.model import RawHtml
from sitegen.problems import Problem
from sitegen.prose import Part, Prose, Reading, Run, Tag, read


def real(text: str) -> str:
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text)


def html(prose: Prose, parts: tuple[Part, ...]) -> str:
    shown = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}

    def escaped(run: Run) -> str:
        return "".join(shown.get(c, c) for c in prose.text[run.start : run.end])

    return "".join(part.html if isinstance(part, Tag) else escaped(part) for part in parts).replace("\n", "⏎")


def text_of(prose: Prose, parts: tuple[Part, ...]) -> str:
    return "".join(prose.text[part.start : part.end] for part in parts if isinstance(part, Run))


@pytest.mark.parametrize("case", cases(Path(__file__).parent / "spec/prose.md"), ids=str)
def test_seeds_are_read_as_written(case: Case) -> None:
    blocks = case.blocks
    reading = Reading(
        title=blocks.get("title", ""),
        url=blocks.get("url", ""),
        raw_html=RawHtml(blocks.get("raw_html", "escape")),
        media=frozenset(blocks.get("media", "").split("\n")),
    )
    prose = read(real(blocks["seed"]).encode(), f"seeds/{blocks.get('file', 'case.txt')}", reading)
    assert "\n".join(html(prose, parts) for parts in (prose.headline, *prose.blocks)) == blocks["html"]
    if "problems" in blocks:
        told = [str(problem).partition("\n")[0] for problem in prose.problems]
        assert set(blocks["problems"].split("\n")) <= set(told)


def told(seed: str, name: str = "case.md") -> list[tuple[int, str]]:
    return [(problem.location.line, problem.code) for problem in problems(seed, name)]


def problems(seed: str, name: str = "case.md") -> tuple[Problem, ...]:
    return read(seed.encode(), f"seeds/{name}").problems


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
        'the link "three.html" leads to no address on the web',
        (
            "say in the article's `url` where it was published, so that relative links can be followed; "
            "until then its words are shown without it"
        ),
    )


def test_every_line_of_the_text_knows_its_line_in_the_seed() -> None:
    prose = read(b"---\ntitle: T\n---\none\ntwo\n\n- three\n\n```\nfour\nfive\n```\n", "seeds/a.md", Reading("T"))
    words = ("one", "two", "three", "four", "five")
    assert [dict(prose.lines).get(prose.text.index(word)) for word in words] == [4, 5, 7, 10, 11]


def test_code_and_addresses_are_known() -> None:
    prose = read(b"See `x y`, https://a.org/b_(c). Or www.b.org, me@c.org!\n\n    code\n", "seeds/a.md", Reading("T"))
    assert [prose.text[start:end] for start, end in prose.code] == [
        "x y", "https://a.org/b_(c", "www.b.org", "me@c.org", "code",
    ]  # fmt: skip


def test_words_of_links_are_known() -> None:
    prose = read(b"# T\n\n[a b](https://x.org) c\n\n[d](https://x.org)", "seeds/a.md")
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
    prose = read(seed.encode(), f"seeds/{name}", Reading(title, raw_html=raw_html))
    runs = [part for parts in (prose.headline, *prose.blocks) for part in parts if isinstance(part, Run)]
    assert "\n\n".join(prose.text[start:end] for start, end in prose.units) == prose.text
    done = 0
    for run in runs:
        assert prose.text[done : run.start] in ("", "\n\n")
        done = run.end
    assert done == len(prose.text)
    assert text_of(prose, prose.headline) == prose.title


@given(st.binary(max_size=60), st.sampled_from(["a.md", "a.txt"]))
def test_any_bytes_are_read(seed: bytes, name: str) -> None:
    assert read(seed, f"seeds/{name}").title

"""Drawings: the same bytes for the same facts, everything inside the frame, and no word over another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from sitegen.core.model import ActorKind, Date
from sitegen.site.charts import columns, network, role_bars
from sitegen.site.charts.chart_text import SIZE, WIDTH, text_width, truncated_to_width, wrapped_lines
from sitegen.site.charts.period_columns import NARROWEST
from sitegen.site.pages.page_records import Companion, PeriodCount, RoleView

NAMES = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), max_size=60)
DATES = st.none() | st.dates().map(lambda day: Date(day.isoformat())) | st.integers(1, 9999).map(
    lambda year: Date(f"{year:04}")
)  # fmt: skip
ROLES = st.lists(st.builds(RoleView, NAMES, st.none(), st.just(""), DATES, DATES), max_size=15)
COMPANIONS = st.lists(
    st.builds(Companion, NAMES, st.just("people/x/"), st.sampled_from(ActorKind), st.integers(0, 5000)), max_size=12
)
PERIODS = st.lists(
    st.builds(PeriodCount, st.sampled_from(["2017", "Nov 2017", "1850s"]), st.integers(0, 9999), st.integers(0, 9999)),
    max_size=40,
)


class Box(NamedTuple):
    """Where words stand, as wide as they may be."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two share a place."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def units(value: str) -> float:
    """A place in units; a percentage as it is on the smallest screen."""
    return float(value.removesuffix("%")) * NARROWEST / 100 if value.endswith("%") else float(value)


def box(node: LexborNode) -> Box:
    x, y = units(str(node.attributes["x"])), float(str(node.attributes["y"]))
    width = text_width(node.text())
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[str(node.attributes["text-anchor"])]
    return Box(left, y - 0.8 * SIZE, left + width, y + 0.2 * SIZE)


def parsed(drawing: str) -> LexborNode:
    node = LexborHTMLParser(drawing).css_first("svg")
    assert node is not None
    return node


def frame(node: LexborNode) -> Box:
    if "viewbox" in {name.lower() for name in node.attributes}:
        given_box = next(value for name, value in node.attributes.items() if name.lower() == "viewbox")
        left, top, width, height = map(float, str(given_box).split())
        return Box(left, top, left + width, top + height)
    return Box(0, 0, NARROWEST, float(str(node.attributes["height"])))


def assert_sound(drawing: str) -> None:
    """Words inside the frame and apart, numbers that are numbers, nothing inline."""
    if not drawing:
        return
    node = parsed(drawing)
    around, boxes = frame(node), [box(text) for text in node.css("text") if text.text()]
    for one in boxes:
        assert around.left - 0.01 <= one.left
        assert one.right <= around.right + 0.01
        assert around.top <= one.top
        assert one.bottom <= around.bottom
    assert [pair for pair in combinations(boxes, 2) if pair[0].meets(pair[1])] == []
    assert re.findall(r'(?<!label)="[^"]*(?:nan|inf|e-)[^"]*"', drawing) == []
    assert re.findall(r"\d\.\d{3}|\sstyle=|\son\w+=", re.sub(r">[^<]*<|aria-label=\"[^\"]*\"", "", drawing)) == []
    assert node.attributes["role"] == "img"
    assert node.attributes["aria-label"]


# --- words ------------------------------------------------------------------------------------------------------


@given(NAMES, st.integers(30, 300))
def test_words_are_cut_to_the_room_there_is(words: str, width: int) -> None:
    assert text_width(truncated_to_width(words, width)) <= width
    assert truncated_to_width(words, width).removesuffix("…") in words


@given(NAMES)
def test_words_on_lines_are_the_words(words: str) -> None:
    shown = wrapped_lines(words, 97)
    assert len(shown) <= 3
    assert all(text_width(line) <= 97 for line in shown)
    assert "…" in "".join(shown) or " ".join(shown) == " ".join(words.split())


def test_an_accent_and_a_mark_take_no_room_of_their_own() -> None:
    assert text_width("e\u0301") == text_width("é") == text_width("e")


# --- counts in time ---------------------------------------------------------------------------------------------


def test_a_period_is_two_columns_with_their_numbers() -> None:
    assert columns((PeriodCount("2016", 1, 0), PeriodCount("2017", 2, 4))) == (
        '<svg class="chart columns" paint-order="stroke" role="img" aria-label="Articles and claims from 2016 to 2017"'
        ' width="100%" height="112">'
        '<g class="articles"><rect x="10%" y="73.5" width="14%" height="18.5"/>'
        '<rect x="60%" y="55" width="14%" height="37"/></g>'
        '<text x="17%" y="69.5" text-anchor="middle">1</text><text x="67%" y="51" text-anchor="middle">2</text>'
        '<g class="claims"><rect x="76%" y="18" width="14%" height="74"/></g>'
        '<text x="83%" y="14" text-anchor="middle">4</text>'
        '<line x1="0" y1="92.5" x2="100%" y2="92.5"/>'
        '<text x="25%" y="108" text-anchor="middle">2016</text><text x="75%" y="108" text-anchor="middle">2017</text>'
        "</svg>"
    )


@pytest.mark.parametrize(
    "periods", [(), (PeriodCount("2017", 3, 2),), (PeriodCount("2016", 0, 0), PeriodCount("2017", 0, 0))]
)
def test_nothing_is_drawn_of_a_single_time_or_of_nothing(periods: tuple[PeriodCount, ...]) -> None:
    assert columns(periods) == ""


@given(PERIODS)
def test_columns_and_their_words_stay_apart_and_inside(periods: list[PeriodCount]) -> None:
    drawing = columns(periods)
    assert_sound(drawing)
    assert drawing.count("<rect") in {0, sum((one.articles > 0) + (one.claims > 0) for one in periods)}
    for match in re.finditer(r'x="([\d.]+)%" y="([\d.]+)" width="([\d.]+)%" height="([\d.]+)"', drawing):
        x, y, width, height = map(float, match.groups())
        assert 0 <= x <= x + width <= 100
        assert 0 < y < y + height <= 92.01


def test_of_many_years_the_first_the_last_and_some_between_are_written() -> None:
    drawing = columns([PeriodCount(str(year), 1, 0) for year in range(1990, 2020)])
    assert [node.text() for node in parsed(drawing).css("text")] == ["1990", "1996", "2002", "2008", "2019"]


# --- roles in time ----------------------------------------------------------------------------------------------


def test_a_role_is_a_bar_over_the_years() -> None:
    assert role_bars((RoleView("Mayor", None, "", Date("2010"), Date("2018")),)) == (
        '<svg class="chart roles-chart" paint-order="stroke" role="img"'
        ' aria-label="Roles in time, 2010 to 2018" viewBox="0 0 300 54">'
        '<path class="rule" d="M18 0V36M84 0V36M150 0V36M216 0V36M282 0V36"/>'
        '<text x="18" y="14" text-anchor="start">Mayor</text><path class="span" d="M18 19H282V25H18z"/>'
        '<line x1="0" y1="36" x2="300" y2="36"/>'
        '<text x="18" y="50" text-anchor="middle">2010</text><text x="84" y="50" text-anchor="middle">2012</text>'
        '<text x="150" y="50" text-anchor="middle">2014</text><text x="216" y="50" text-anchor="middle">2016</text>'
        '<text x="282" y="50" text-anchor="middle">2018</text></svg>'
    )


@pytest.mark.parametrize(
    ("since", "until", "bar"),
    [
        ("2017", None, "M18 19H294l5 3 -5 3H18z"),
        (None, "2017", "M6 19H282V25H6l-5 -3z"),
        ("2017-07", "2018-01", "M150 19H282V25H150z"),
        ("2017", "2017", "M18 19H21V25H18z"),
        ("2018", "2017", "M18 19H282V25H18z"),
    ],
)
def test_an_open_end_is_a_point(since: str | None, until: str | None, bar: str) -> None:
    role = RoleView("Mayor", None, "", Date(since) if since else None, Date(until) if until else None)
    span = parsed(role_bars((role,))).css_first(".span")
    assert span is not None
    assert span.attributes["d"] == bar


def test_roles_without_dates_are_left_to_the_list() -> None:
    teacher = RoleView("Teacher", None, "")
    assert role_bars((teacher,)) == ""
    assert "Teacher" not in role_bars((RoleView("Mayor", None, "", Date("2010")), teacher))


def test_a_name_near_the_end_stands_before_the_end() -> None:
    roles = (RoleView("President of the harbour", None, "", Date("2018")), RoleView("Clerk", None, "", Date("1990")))
    text = parsed(role_bars(roles)).css_first("text")
    assert text is not None
    assert (text.attributes["x"], text.attributes["text-anchor"]) == ("299", "end")


@given(ROLES)
def test_names_and_years_of_roles_stay_apart_and_inside(roles: list[RoleView]) -> None:
    drawing = role_bars(roles)
    assert_sound(drawing)
    for path in re.findall(r'class="span" d="M([\d.]+) [\d.]+H([\d.]+)', drawing):
        assert 0 <= float(path[0]) < float(path[1]) <= WIDTH


# --- company ----------------------------------------------------------------------------------------------------


def companion(name: str, articles: int) -> Companion:
    return Companion(name, "people/x/", ActorKind.PERSON, articles)


def test_company_stands_around_the_actor() -> None:
    assert network((companion("Ana Reyes", 4), companion("A & B <Holdings>", 1)), "Luis Holt") == (
        '<svg class="chart network" paint-order="stroke" role="img"'
        ' aria-label="Luis Holt in the middle of those who share articles; most with Ana Reyes"'
        ' viewBox="0 -21 300 60">'
        '<line x1="150" y1="0" x2="50" y2="0" stroke-width="5"/>'
        '<line x1="150" y1="0" x2="250" y2="0" stroke-width="2"/>'
        '<circle cx="50" cy="0" r="10"/><circle cx="250" cy="0" r="7"/>'
        '<circle class="hub" cx="150" cy="0" r="20"/><text x="150" y="4" text-anchor="middle">LH</text>'
        '<text x="50" y="24" text-anchor="middle">Ana Reyes</text>'
        '<text x="250" y="21" text-anchor="middle">A &amp; B</text>'
        '<text x="250" y="35" text-anchor="middle">&lt;Holdings&gt;</text></svg>'
    )


def test_only_those_who_share_articles_are_drawn_and_the_closest_eight_of_them() -> None:
    assert network((companion("Ana Reyes", 0),), "Luis Holt") == ""
    assert network([companion("Ana Reyes", 2)] * 20, "Luis Holt").count("<line") == 8


@given(COMPANIONS, NAMES)
def test_names_of_company_stay_apart_and_inside(companions: list[Companion], name: str) -> None:
    assert_sound(network(companions, name))


@given(COMPANIONS, ROLES, PERIODS)
def test_the_same_facts_are_the_same_bytes(
    companions: list[Companion], roles: list[RoleView], periods: list[PeriodCount]
) -> None:
    drawings = [(network(companions, "A"), role_bars(roles), columns(periods)) for _ in range(2)]
    assert drawings[0] == drawings[1]


@given(NAMES, st.floats(0, 400))
def test_words_too_wide_are_cut_after_the_last_letter_that_leaves_room_for_an_ellipsis(
    words: str, width: float
) -> None:
    shown = truncated_to_width(words, width)
    if text_width(words) <= width:
        assert shown == words
        return
    fit = [words[:length] for length in range(len(words)) if text_width(f"{words[:length]}…") <= width]
    assert shown == (max(fit, key=len) if fit else "").rstrip(" ,.;:-–") + "…"


def test_a_word_without_an_end_is_cut_short_at_once() -> None:
    class Letters(str):
        """Words that are not read beyond their hundredth letter."""

        def __iter__(self) -> Iterator[str]:
            yield from self[:100]
            raise AssertionError

    assert truncated_to_width(Letters("x" * 1000), 100) == truncated_to_width("x" * 100, 100)

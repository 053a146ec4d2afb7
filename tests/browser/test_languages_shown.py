"""Lines in which languages meet, as a browser sets them: nothing jumps, nothing is set from the wrong edge."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import TYPE_CHECKING

import pytest
from support.archives import write
from support.multilingual_archive import mixed

from .conftest import Open

if TYPE_CHECKING:
    from playwright.sync_api import Page as Tab

PAGES = (
    "",
    "articles/",
    "articles/{}-bridge/",
    "people/p-{}-bridge/",
    "claims/c-{}-bridge/",
    "topics/bridge/",
    "data/",
)
PIECES = "all => all.map(one => one.getBoundingClientRect()).map(({ left, right }) => [left, right])"


@pytest.fixture(scope="module", params=[("en", "ar"), ("ar", "en")], ids="-".join)
def site(
    request: pytest.FixtureRequest,
    run_cli: Callable[..., CompletedProcess[str]],
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, str, str]:
    """A mixed archive, its language, and that of the article that runs against it."""
    own, other = request.param
    root = write(tmp_path_factory.mktemp(own), mixed(own))
    done = run_cli("build", "--keep-going", "--no-search", "--root", root)
    assert done.returncode == 0, done.stderr
    return root / "public", own, other


def test_the_pieces_of_a_dateline_stand_in_the_order_of_the_page(site: tuple[Path, str, str], opened: Open) -> None:
    folder, own, other = site
    for key in (own, other):
        tab = opened(folder, f"articles/{key}-bridge/")
        places = tab.locator(".head .meta > :is(bdi, time)").evaluate_all(PIECES)
        assert len(places) == 6, "publisher, date and four counts"
        in_order = sorted(places, reverse=own == "ar")
        assert places == in_order
        ends = [end for place in (in_order if own == "en" else in_order[::-1]) for end in place]
        assert ends == sorted(ends), "no piece is inside another"


def test_a_headline_that_runs_against_the_page_begins_at_the_edge_of_its_text(
    site: tuple[Path, str, str], opened: Open
) -> None:
    folder, own, other = site
    for width in (390, 800, 1280):
        tab = opened(folder, f"articles/{other}-bridge/", width)
        (headline,), (text, *_) = (tab.locator(one).evaluate_all(PIECES) for one in ("h1", ".flow > .text"))
        edge = 1 if own == "en" else 0
        assert headline[edge] == pytest.approx(text[edge], abs=1), width
        direction = "getComputedStyle(document.querySelector('h1')).direction"
        assert tab.evaluate(direction) == ("rtl" if own == "en" else "ltr")


def test_axe_finds_no_fault_where_languages_meet(
    site: tuple[Path, str, str], opened: Open, faults: Callable[[Tab], list[object]]
) -> None:
    folder, _, other = site
    for url in PAGES:
        tab = opened(folder, url.format(other), 390, bypass_csp=True)
        assert tab.evaluate("document.documentElement.scrollWidth") <= 390, url
        assert faults(tab) == [], url

"""One page of each kind of the reference archive, with all that a site can have: wide, narrow, light and dark."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import TYPE_CHECKING

import pytest
from support.archives import write
from support.checkout import ROOT

from sitegen.serve.guard import NO_FRAMING, SANDBOX

from .conftest import SEARCH_POLICY, Open, ready

if TYPE_CHECKING:
    from playwright.sync_api import Page as Tab

PAGES = {
    "home": "",
    "article": "articles/landrieu-political-stunt/",
    "articles": "articles/",
    "person": "people/mitch-landrieu/",
    "people": "people/",
    "organization": "organizations/nopd/",
    "place": "places/new-orleans/",
    "topic": "topics/sanctuary-policies/",
    "topics": "topics/",
    "claim": "claims/doj-agrees/",
    "claims": "claims/",
    "verdict": "claims/verdict/overtaken/",
    "note": "notes/detainer/",
    "notes": "notes/",
    "timeline": "timeline/",
    "prose": "method/",
    "404": "404.html",
}
TO_MEND = {
    "seeds/vote.txt": "Council votes\n\nAna Reyes said “the bridge is safe”. Luis Reyes came. Reyes laughed.\n",
    "seeds/count.txt": "Cars counted\n\nNobody in the whole town would count them but Halloran.\n",
    "content/actors/all.yaml": (
        "- {id: ana, name: Ana Reyes}\n- {id: luis, name: Luis Reyes}\n- {id: tom, name: Tom Halloran}\n"
    ),
    f"content/claims/{'a-folder-with-a-long-name/' * 3}all.yaml": (
        "- {id: safe, claim: It is safe., article: vote, quote: '\"the bridge is safe\"', status: draft}\n"
        "- {id: lost, claim: It is not., article: vote, quote: the bridge is as unsafe as a bridge can be}\n"
        "- {id: twice, claim: He is meant., article: vote, quote: Reyes}\n"
    ),
}
"""A lost passage, an ambiguous one and a folded one; names that are not linked; a draft."""


@pytest.fixture(scope="module")
def site(run_cli: Callable[..., CompletedProcess[str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reference archive with an address, so that its pages carry all that they can."""
    output = tmp_path_factory.mktemp("every") / "public"
    address = "https://example.org/archive/2024/"
    done = run_cli("build", "--strict", "--root", ROOT, "--output", output, "--base-url", address)
    assert (done.returncode, done.stderr) == (0, "")
    return output


def test_the_policies_that_are_recommended_are_those_that_are_held() -> None:
    policy = SEARCH_POLICY["Content-Security-Policy"]
    files = ("SECURITY.md", "docs/publishing.md")
    security, publishing = (" ".join((ROOT / file).read_text(encoding="utf-8").split()) for file in files)
    assert policy in security
    assert f'"{policy}"' in publishing
    assert f'"{SANDBOX}; {NO_FRAMING}"' in publishing


@pytest.mark.parametrize("url", PAGES.values(), ids=PAGES)
def test_axe_finds_no_fault_on_a_wide_screen_and_on_a_narrow_one(
    site: Path, opened: Open, faults: Callable[[Tab], list[object]], url: str
) -> None:
    tab = opened(site, url, 1280, bypass_csp=True)
    assert faults(tab) == []
    tab.set_viewport_size({"width": 390, "height": 800})
    ready(tab)
    assert faults(tab) == []


@pytest.mark.parametrize("url", PAGES.values(), ids=PAGES)
def test_nothing_is_wider_than_the_window(site: Path, opened: Open, url: str) -> None:
    assert too_wide(opened(site, url, 320)) == []


WIDTHS = (320, 390, 780, 1920)
LARGE = "document.documentElement.style.fontSize = '200%'"
"""As readers have it who need large letters."""


def too_wide(tab: Tab) -> list[int]:
    """The widths at which a page is wider than its window; at 640 its letters are twice as large."""
    found = []
    for width in (*WIDTHS, 640):
        tab.set_viewport_size({"width": width, "height": 800})
        if width == 640:
            tab.evaluate(LARGE)
        if tab.evaluate("document.documentElement.scrollWidth") > width:
            found.append(width)
    return found


@pytest.fixture(scope="module")
def with_drafts(run_cli: Callable[..., CompletedProcess[str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with something of everything that its editors may want to mend."""
    root = write(tmp_path_factory.mktemp("drafts"), TO_MEND)
    done = run_cli("build", "--drafts", "--keep-going", "--no-search", "--root", root)
    assert done.returncode == 0, done.stderr
    return root / "public"


def test_axe_finds_no_fault_in_the_page_for_editors(
    with_drafts: Path, opened: Open, faults: Callable[[Tab], list[object]]
) -> None:
    tab = opened(with_drafts, "editors/", bypass_csp=True)
    assert tab.locator("section").count() == 7
    assert faults(tab) == []
    tab.set_viewport_size({"width": 390, "height": 800})
    assert faults(tab) == []


def test_the_page_for_editors_is_no_wider_than_the_window(with_drafts: Path, opened: Open) -> None:
    assert too_wide(opened(with_drafts, "editors/", 320)) == []


def test_each_face_is_fetched_once_and_none_that_is_not_needed(site: Path, opened: Open) -> None:
    tab = opened(site, "articles/landrieu-political-stunt/")
    fetched = "performance.getEntriesByType('resource').map(one => one.name).filter(name => name.endsWith('.woff2'))"
    names = sorted(name.rpartition("/")[2] for name in tab.evaluate(fetched))
    assert names == [
        "newsreader-latin-wght-italic.woff2",
        "newsreader-latin-wght-normal.woff2",
        "public-sans-latin-wght-normal.woff2",
    ]


def size(files: list[Path]) -> int:
    return sum(path.stat().st_size for path in files)


def test_pages_sheets_scripts_and_faces_stay_small(site: Path) -> None:
    static = site / "static"
    assert max(path.stat().st_size for path in site.rglob("*.html")) < 100_000
    assert size([*static.rglob("*.css")]) < 30 * 1024
    assert size([*static.rglob("search*.js")]) < 14 * 1024
    assert size([*static.rglob("[!s]*.js"), *static.rglob("site.js")]) < 22 * 1024
    assert size([*static.rglob("*.woff2")]) < 250_000

"""One page of each kind of the reference archive, with all that a site can have: wide, narrow, light and dark."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from support.archives import write
from support.checkout import ROOT

from sitegen.serve.guard import NO_FRAMING, SANDBOX

from .conftest import SEARCH_POLICY, Open

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
AXE = "axe.run().then(all => all.violations.map(one => [one.id, one.nodes.map(n => n.html)]))"


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


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("url", PAGES.values(), ids=PAGES)
def test_axe_finds_no_fault_in_light_and_in_dark(
    site: Path, opened: Open, need_tool: Callable[[str], Path], url: str, width: int
) -> None:
    for scheme in ("light", "dark"):
        tab = opened(site, url, width, color_scheme=scheme, bypass_csp=True)
        tab.add_script_tag(path=need_tool("axe.js"))
        assert tab.evaluate(AXE) == [], scheme


@pytest.mark.parametrize("url", PAGES.values(), ids=PAGES)
def test_nothing_is_wider_than_the_window(site: Path, opened: Open, url: str) -> None:
    for width in (320, 780, 1920):
        tab = opened(site, url, width)
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, width


@pytest.mark.parametrize("url", PAGES.values(), ids=PAGES)
def test_it_stands_the_readers_letters_twice_as_large(site: Path, opened: Open, url: str) -> None:
    tab = opened(site, url, 640, bypass_csp=True)
    tab.add_style_tag(path=large_letters(site))
    assert tab.evaluate("document.documentElement.scrollWidth") <= 640


def large_letters(site: Path) -> Path:
    sheet = site.parent / "large.css"
    sheet.write_text("html { font-size: 200% }", encoding="utf-8")
    return sheet


@pytest.fixture(scope="module")
def with_drafts(run_cli: Callable[..., CompletedProcess[str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with something of everything that its editors may want to mend."""
    root = write(tmp_path_factory.mktemp("drafts"), TO_MEND)
    done = run_cli("build", "--drafts", "--keep-going", "--no-search", "--root", root)
    assert done.returncode == 0, done.stderr
    return root / "public"


def test_axe_finds_no_fault_in_the_page_for_editors(
    with_drafts: Path, opened: Open, need_tool: Callable[[str], Path]
) -> None:
    for width in (390, 1280):
        for scheme in ("light", "dark"):
            tab = opened(with_drafts, "editors/", width, color_scheme=scheme, bypass_csp=True)
            assert tab.locator("section").count() == 7
            tab.add_script_tag(path=need_tool("axe.js"))
            assert tab.evaluate(AXE) == [], (width, scheme)


def test_the_page_for_editors_is_no_wider_than_the_window(with_drafts: Path, opened: Open) -> None:
    for width in (320, 390, 780, 1920):
        tab = opened(with_drafts, "editors/", width)
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, width
    tab = opened(with_drafts, "editors/", 640, bypass_csp=True)
    tab.add_style_tag(path=large_letters(with_drafts))
    assert tab.evaluate("document.documentElement.scrollWidth") <= 640


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
    assert size([*static.rglob("*.js")]) < 29 * 1024
    assert size([*static.rglob("*.woff2")]) < 250_000

"""An archive with what the first release made of it, built again by this one: each old address is there or leads on."""

from __future__ import annotations

import re
import shutil
import tarfile
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from support.built_sites import Made, clean, made
from support.checkout import ROOT
from support.incremental_archive import differences, quick_builds

quick = pytest.fixture(autouse=True, scope="module")(quick_builds)

FIRST = ROOT / "tests/sites/first_release"
LEFT = ROOT / "tests/data/first_release_output.tar.gz"
"""`public/` and `.sitegen/` as a build of the first release left them, without `static/` and the search index.
Made once, and never again."""

NUMBERED = re.compile("^mention-[0-9]+$")
"""Ids of mentions by their numbers, which meant other words after an edit: by docs/upgrading.md they are gone."""


def unpacked(folder: Path) -> Path:
    """An archive of the first release as it stood after its build."""
    root = Path(shutil.copytree(FIRST, folder / "archive"))
    with tarfile.open(LEFT) as packed:
        for member in packed:  # `extractall` wants a filter, which not every patch release of Python 3.11 has
            if file := packed.extractfile(member):
                (root / member.name).parent.mkdir(parents=True, exist_ok=True)
                (root / member.name).write_bytes(file.read())
    return root


def ids(page: Path) -> set[str]:
    """What an address of a page can end with."""
    found = LexborHTMLParser(page.read_text(encoding="utf-8")).css("[id]")
    return {str(node.attributes["id"]) for node in found}


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Every file of the old site, with the ids of its elements."""
    site = unpacked(tmp_path_factory.mktemp("old")) / "public"
    files = [path for path in site.rglob("*") if path.is_file()]
    found = {path.relative_to(site).as_posix(): ids(path) if path.suffix == ".html" else set() for path in files}
    assert len(found) > 60
    return found


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return made(unpacked(tmp_path_factory.mktemp("new")), {}, strict=True, search=True)


def leads_to(site: Made, page: str) -> str:
    """The page at whose words a reader of this one ends; the page itself where it does not lead on."""
    for node in site.page(page.removesuffix("index.html")).css('meta[http-equiv="refresh"]'):
        target = str(node.attributes["content"]).partition("url=")[2]
        folder = (site.folder / page).parent / target.partition("#")[0]
        return (folder.resolve() / "index.html").relative_to(site.folder.resolve()).as_posix()
    return page


def test_the_output_and_what_was_kept_of_the_first_release_are_taken_over(upgraded: Made, tmp_path: Path) -> None:
    assert (upgraded.is_done, upgraded.told) == (True, [])
    other = clean(tmp_path / "clean", upgraded.folder.parent, strict=True, search=True)
    assert differences(upgraded.folder, other) == ""


def test_each_old_file_is_there_or_leads_on(upgraded: Made, old: dict[str, set[str]]) -> None:
    assert [path for path in old if not (upgraded.folder / path).is_file()] == []
    pages = [path for path in old if path.endswith("index.html")]
    assert [path for path in pages if not (upgraded.folder / leads_to(upgraded, path)).is_file()] == []
    assert [path for path in pages if leads_to(upgraded, path) != path] != []


def test_each_old_place_on_a_page_is_there_or_where_the_page_leads(upgraded: Made, old: dict[str, set[str]]) -> None:
    """Claims, notes, and what else others link to; mentions by number alone are gone."""
    places = {
        path: {one for one in found if one.startswith(("claim-", "note-", "mention-"))} for path, found in old.items()
    }
    lost = {
        f"{path}#{one}"
        for path, found in places.items()
        if found
        for one in found - ids(upgraded.folder / leads_to(upgraded, path))
        if not NUMBERED.match(one)
    }
    assert lost == set()
    assert len({one for found in places.values() for one in found if not NUMBERED.match(one)}) > 4

"""What is installed only where it is needed: an archive that needs it is told so, and nothing is guessed without it."""

from __future__ import annotations

import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest
from support.built_sites import made
from support.checkout import ROOT
from support.pictures import picture, told_by_exif

from sitegen.core import extras, language_tags


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation without any extra."""
    monkeypatch.setattr(extras, "is_installed", lambda extra: extras.MODULES[extra] == "")


def test_each_extra_is_declared_and_here_all_are_installed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {*project["optional-dependencies"]} - {"all", "dev", "docs", "soak"}
    assert declared == {*extras.MODULES}
    assert [module for module in extras.MODULES.values() if find_spec(module) is None] == []


def test_all_are_the_extras_together() -> None:
    optional = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert optional["all"] == [f"sitegen[{','.join(sorted(extras.MODULES))}]"]


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("tag", ["en", "de-AT", "zh-Hans", "sr-Latn-RS", "yue", "iw", "sq-XK"])
def test_most_languages_need_none(tag: str) -> None:
    assert language_tags.is_known(tag)


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize(("tag", "near"), [("deu", "de"), ("Geman", ""), ("German", "de"), ("gr", "el")])
def test_without_the_registry_wrong_tags_are_still_told_where_icu_knows_better(tag: str, near: str) -> None:
    assert language_tags.nearest(tag) == near


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("tag", ["de-1996", "aaa", "zh-yue"])
def test_where_only_the_registry_can_tell_it_is_asked_for(tag: str, tmp_path: Path) -> None:
    site = made(tmp_path, {"content/site.yaml": f"title: T\nlanguage: {tag}\n", "seeds/one.md": "Words.\n"})
    message = f'"{tag}" can only be checked with the registry of language tags'
    assert site.told == [f"content/site.yaml:2:11: error[missing-extra]: {message}"]
    assert site.hints == ["pip install 'sitegen[languages]'"]


@pytest.mark.usefixtures("bare")
def test_html_is_kept_only_where_it_can_be_cleaned(tmp_path: Path) -> None:
    settings = "title: T\nraw_html: sanitize\n"
    site = made(tmp_path, {"content/site.yaml": settings, "seeds/one.md": "Words.\n"})
    assert site.told == ["content/site.yaml:2:11: error[missing-extra]: HTML that is kept needs nh3, to clean it"]
    assert site.hints == ["pip install 'sitegen[html]'"]
    assert not site.folder.exists()


@pytest.mark.usefixtures("bare")
def test_what_a_picture_tells_is_not_passed_over(tmp_path: Path) -> None:
    image = "image: {file: ana.jpg, alt: Ana, credit: Nobody}\n"
    files: dict[str, str | bytes] = {
        "content/actors/ana.yaml": f"id: ana\nname: Ana Reyes\nkind: person\n{image}",
        "content/media/ana.jpg": picture("JPEG", exif=told_by_exif()),
        "seeds/one.md": "Ana Reyes spoke.\n",
    }
    site = made(tmp_path, files)
    needs = "needs Pillow, to tell what EXIF says besides what a picture shows"
    assert site.told == [f'content/media/ana.jpg: error[missing-extra]: "ana.jpg" {needs}']
    assert site.hints == ["pip install 'sitegen[media]'"]
    assert not site.folder.exists()

"""Which links of an archive are followed: those to what lies in the same folder and is read anyway, and no others."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from support.adversarial_files import linked
from support.archives import vote, write
from support.incremental_archive import quick_builds
from support.preview_server import noticed

from sitegen.content.loader import folders
from sitegen.engine import Options, build
from sitegen.engine.preview import PreviewBuilder
from sitegen.files import signatures, source_rules
from sitegen.output.render import template_files
from sitegen.serve.notifications import make_notification

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links need a right there")
quick = pytest.fixture(autouse=True, scope="module")(quick_builds)

SECRET: Final = "canary-of-the-links"
"""Stands in every file that no link may show, as a word that stays as it is on every page."""
PLACES: Final = {
    "seeds": "seeds/§.md",
    "content": "content/pages/§.md",
    "content/media": "content/media/§.txt",
    "templates": "templates/static/§.css",
}
"""The folders of sources, each with a place in it; § is a name."""
TARGETS: Final = {
    ".git/config": f"[remote]\nurl = https://x:{SECRET}@example.org/\n",
    ".env": f"TOKEN={SECRET}\n",
    ".sitegen/kept": SECRET,
    "notes/mine.md": SECRET,
    "seeds/_private.txt": SECRET,
    "seeds/.hidden.md": SECRET,
    "seeds/vote.txt.bak": SECRET,
    "seeds/_more/deep.md": SECRET,
    "content/claims/draft.yaml": f"claim: {SECRET}.\narticle: vote\nstatus: draft\n",
    "content/pages/_plan.md": f"---\ntitle: Plan\n---\n{SECRET}\n",
    "content/media/.hidden.txt": SECRET,
    "content/media/_raw/page.txt": SECRET,
    "content/media/#photo#": SECRET,
    "templates/.hidden.css": f"/* {SECRET} */",
    "templates/static/_part.css": f"/* {SECRET} */",
}
"""What no link of any folder may lead to, but those of its own that are read anyway."""


def asked(root: Path) -> Options:
    return Options(root, root / "public", search=False, jobs=1)


def problems(root: Path) -> list[tuple[str, str]]:
    return [(one.location.file, one.code) for one in build(asked(root)).problems]


def words(root: Path) -> list[str]:
    return [str(one) for one in build(asked(root)).problems]


def published(root: Path) -> list[str]:
    """The files of the site in which the secret stands."""
    found = (path for path in (root / "public").rglob("*") if path.is_file())
    return [path.relative_to(root).as_posix() for path in found if SECRET.encode() in path.read_bytes()]


def way(root: Path, link: str, target: str) -> str:
    return os.path.relpath(root / target, (root / link).parent)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive with a secret in every place that is none of a reader's; whatever is in its media is published."""
    return write(vote(tmp_path / "archive"), {**TARGETS, "content/site.yaml": "media: all\n"})


# --- where links may lead -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("kind", ["relative", "absolute", "to a link", "to its folder"])
def test_no_link_leads_to_what_is_not_read_in_its_own_folder(root: Path, place: str, kind: str) -> None:
    assert problems(root) == []
    links: dict[str, str] = {}
    for number, target in enumerate(TARGETS):
        link = place.replace("§", f"link-{number}")
        if kind == "to a link":
            (root / "hops").mkdir(exist_ok=True)
            (root / f"hops/{number}").symlink_to(root / target)
        folder, _, _ = target.rpartition("/")
        leads_to = {"to a link": f"hops/{number}", "to its folder": folder or "notes"}.get(kind, target)
        links[link] = str(root / leads_to) if kind == "absolute" else way(root, link, leads_to)
    own = place.rpartition("/")[0]
    around = {link for link, leads_to in links.items() if (root / own / leads_to).resolve() in (root / own).parents}
    around |= {link for link, leads_to in links.items() if (root / own / leads_to).resolve() == root / own}
    inside = {link for link in links if _is_read_there((root / own / links[link]).resolve(), root, place)}
    linked(root, {link: leads_to for link, leads_to in links.items() if link not in inside})
    expected = [(link, "unreadable-file" if link in around else "outside-link") for link in sorted({*links} - inside)]
    assert problems(root) == expected
    assert published(root) == []


def _is_read_there(path: Path, root: Path, place: str) -> bool:
    """Whether a folder or file is one that is read in the same folder anyway: then a link is a second name for it."""
    top = root / next(one for one in ("content/media", "content", "seeds", "templates") if place.startswith(one))
    parts = path.relative_to(top).parts if path.is_relative_to(top) else (".",)
    is_static = place.startswith("templates/static/")
    return bool(parts) and not any(part[0] in "._#" or part.endswith(".bak") for part in parts) and (
        not is_static or path.is_relative_to(root / "templates/static")
    )  # fmt: skip


def test_the_seven_links_that_once_published_what_they_led_to_are_told_with_their_reason_and_a_way_out(
    root: Path,
) -> None:
    build(asked(root))
    linked(
        root,
        {
            "content/media/a.png": "../../.git/config",
            "content/media/e.txt": "../../.env",
            "content/media/g": "../../.git",
            "content/media/p.txt": "../../seeds/_private.txt",
            "content/media/cache": "../../.sitegen",
            "content/media/claims": "../claims",
            "content/media/pubb": "../../public",
        },
    )
    inside = "put a copy in its place, or let it lead to something in content/media/"

    def leads(name: str, target: str) -> str:
        link = f"content/media/{name}"
        return (
            f'{link}: error[outside-link]: "{link}" is a link that leads out of content/media/, to "{target}", '
            f"and is not followed\n  hint: {inside}"
        )

    assert words(root) == [
        leads("a.png", ".git/config"),
        leads("cache", ".sitegen"),
        leads("claims", "content/claims"),
        leads("e.txt", ".env"),
        leads("g", ".git"),
        leads("p.txt", "seeds/_private.txt"),
        leads("pubb", "public"),
    ]
    assert published(root) == []
    assert not (root / "public/media").exists()


def test_a_link_to_a_name_that_is_passed_over_says_which_name(root: Path) -> None:
    linked(root, {"content/media/deep.txt": "_raw/page.txt"})
    assert words(root) == [
        (
            'content/media/deep.txt: error[outside-link]: "content/media/deep.txt" is a link to '
            '"content/media/_raw/page.txt", and is not followed: "_raw" is passed over by its name\n'
            "  hint: put a copy in its place, or give what it leads to another name"
        )
    ]


@pytest.mark.parametrize("name", ["x.BAK", "X.bak"])
def test_a_name_is_passed_over_however_a_link_spells_it(root: Path, name: str) -> None:
    """Two names for one file stand for a system that takes small and large letters for the same."""
    (root / "content/media/x.bak").write_text(SECRET, encoding="utf-8")
    if not (root / "content/media" / name).exists():
        (root / "content/media" / name).hardlink_to(root / "content/media/x.bak")
    linked(root, {"content/media/y.txt": name})
    assert problems(root) == [("content/media/y.txt", "outside-link")]


def test_a_link_is_followed_to_what_is_read_in_the_same_folder_anyway(root: Path, tmp_path: Path) -> None:
    write(root, {"content/media/a/one.txt": "one", "templates/static/own.css": "p{}", "seeds/2019/more.txt": "Words."})
    links = {
        "content/media/file.txt": "a/one.txt",
        "content/media/again.txt": "file.txt",
        "content/media/folder": "a",
        "content/media/whole.txt": str(root / "content/media/a/one.txt"),
        "templates/static/second.css": "own.css",
        "seeds/2020": "2019",
    }
    linked(root, links)
    (tmp_path / "by-link").symlink_to(root)
    assert [one.code for one in build(asked(tmp_path / "by-link")).problems] == ["duplicate-id"]
    (root / "seeds/2020").unlink()
    linked(root, {"seeds/other.txt": "2019/more.txt"})
    assert problems(tmp_path / "by-link") == []
    made = {path.relative_to(root / "public").as_posix(): path for path in (root / "public").rglob("*")}
    for name in ("file.txt", "again.txt", "folder/one.txt", "whole.txt", "a/one.txt"):
        assert made[f"media/{name}"].read_text(encoding="utf-8") == "one"
        assert not made[f"media/{name}"].is_symlink()
    assert made["static/second.css"].read_text(encoding="utf-8") == "p{}"
    assert {"articles/more/index.html", "articles/other/index.html"} <= made.keys()


@pytest.mark.parametrize("folder", ["seeds", "content", "content/media", "templates"])
@pytest.mark.parametrize("there", ["texts", ".git", "public", "content/claims"])
def test_a_folder_of_sources_is_no_link_itself(root: Path, folder: str, there: str) -> None:
    if folder == "content" and there.startswith("content"):
        there = "seeds"
    write(root, {f"{folder}/there.txt": "x", "texts/x.txt": "x"})
    assert build(asked(root)).is_done
    shutil.move(root / folder, root / "away")
    linked(root, {folder: way(root, folder, there)})
    found = build(asked(root))
    assert not found.is_done
    assert (
        f'{folder}: error[outside-link]: "{folder}" is a link to "{there}", and is not followed: '
        f'this folder has to be here itself\n  hint: move what is in "{there}" here, in place of the link'
    ) in map(str, found.problems)
    assert published(root) == []


def test_what_a_build_made_is_no_source_wherever_it_stands(root: Path) -> None:
    assert build(Options(root, root / "old", search=False)).is_done
    assert build(asked(root)).is_done
    shutil.move(root / "old", root / "content/media/old")
    linked(root, {"content/media/o": "old", "content/media/h.html": "old/index.html"})
    assert words(root) == [
        (
            'content/media/h.html: error[outside-link]: "content/media/h.html" is a link into "content/media/old", '
            "which a build made, and is not followed\n  hint: put a copy in its place"
        ),
        (
            'content/media/o: error[outside-link]: "content/media/o" is a link to "content/media/old", '
            "which a build made, and is not followed\n  hint: put a copy in its place"
        ),
        (
            'content/media/old: error[unreadable-file]: "content/media/old" cannot be read: it is what a build made, '
            "and no source\n  hint: take .sitegen-files out of it if it is to be read all the same; "
            "else build into another folder"
        ),
    ]


def test_the_mark_of_a_build_is_noticed_where_nothing_else_changed(root: Path) -> None:
    write(root, {"content/media/old/index.txt": "x"})
    assert problems(root) == []
    (root / "content/media/old/.sitegen-files").touch()
    assert problems(root) == [("content/media/old", "unreadable-file")]


# --- between looking and reading ----------------------------------------------------------------------------------

SWAPPED: Final = {
    "a seed": ("seeds/vote.txt", "seeds/_private.txt"),
    "a folder of seeds": ("seeds/2019", "seeds/_more"),
    "a claim": ("content/claims/safe.yaml", "content/claims/_other.yaml"),
    "a page": ("content/pages/about.md", "content/pages/_plan.md"),
    "a picture": ("content/media/photo.txt", ".git/config"),
    "a folder of pictures": ("content/media/2019", "content/media/_raw"),
    "all pictures": ("content/media", ".git"),
    "a style sheet": ("templates/static/own.css", ".env"),
    "a template": ("templates/_macros_of_mine.html", ".env"),
}


@pytest.mark.parametrize(("path", "target"), SWAPPED.values(), ids=SWAPPED)
def test_what_is_read_is_what_was_looked_at(
    root: Path, path: str, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(
        root,
        {
            "seeds/2019/deep.md": "Words.",
            "seeds/_more/deep.md": SECRET,
            "content/claims/_other.yaml": f"claim: {SECRET}.\narticle: vote\n",
            "content/pages/about.md": "---\ntitle: About\n---\nWords.\n",
            "content/media/photo.txt": "x",
            "content/media/config": "x",
            "content/media/2019/page.txt": "x",
            "templates/static/own.css": "p{}",
            "templates/note.html": '{% include "_macros_of_mine.html" %}',
            "templates/_macros_of_mine.html": "x",
            "content/notes/n.yaml": "title: T\nbody: B\narticle: vote\n",
        },
    )

    def swap() -> None:
        shutil.move(root / path, root / "away")
        linked(root, {path: way(root, path, target)})

    if path.startswith("templates"):
        after(monkeypatch, template_files, "template_paths", swap)
    else:
        after(monkeypatch, folders, "find_files", swap)
    found = build(asked(root))
    assert not found.is_done
    assert {one.code for one in found.problems} >= {"outside-link"}
    assert published(root) == []


def after(monkeypatch: pytest.MonkeyPatch, module: object, name: str, act: Callable[[], None]) -> None:
    """Let something happen once a function has been called for the first time."""
    function, acts = getattr(module, name), [act]

    def call(*given: object, **named: object) -> object:
        found = function(*given, **named)
        if acts:
            acts.pop()()
        return found

    monkeypatch.setattr(module, name, call)


@pytest.mark.parametrize("swapped", ["content/media/a/one.txt", "content/media/a", "content/media"])
def test_a_link_that_was_followed_is_not_followed_elsewhere_a_moment_later(
    root: Path, swapped: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(root, {"content/media/a/one.txt": "one", "other/a/one.txt": SECRET, "other/one.txt": SECRET})
    linked(root, {"content/media/file.txt": "a/one.txt"})
    elsewhere = {"content/media/a/one.txt": "other/one.txt", "content/media/a": "other", "content/media": "other"}

    def swap() -> None:
        shutil.move(root / swapped, root / "away")
        linked(root, {swapped: way(root, swapped, elsewhere[swapped])})

    after(monkeypatch, source_rules, "resolve_links", swap)
    with pytest.raises(OSError):  # noqa: PT011 - systems say it differently
        source_rules.open_source(str(root), "content/media/file.txt")


@pytest.mark.parametrize("knows_folders", [True, False], ids=["by folders", "by paths"])
def test_a_file_is_opened_in_the_same_way_where_the_system_knows_no_open_folders(
    root: Path, knows_folders: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source_rules, "_HAS_DIR_FD", knows_folders)
    write(root, {"content/media/a/one.txt": "one"})
    linked(root, {"content/media/file.txt": "a/one.txt", "content/media/env.txt": "../../.env"})
    for name in ("a/one.txt", "file.txt"):
        with source_rules.open_source(str(root), f"content/media/{name}") as file:
            assert file.read() == b"one"
    with pytest.raises(source_rules.LinkError):
        source_rules.open_source(str(root), "content/media/env.txt")
    with pytest.raises(OSError):  # noqa: PT011 - systems say it differently
        source_rules.open_without_links(str(root), "content/media/file.txt")


@pytest.mark.parametrize(
    "path", [".env", ".git/config", "content/../.env", "/etc/hostname", "content", "content//x", "seeds/a\0b", ""]
)
def test_nothing_but_sources_is_opened(root: Path, path: str) -> None:
    with pytest.raises(FileNotFoundError):
        source_rules.open_source(str(root), path)


# --- later --------------------------------------------------------------------------------------------------------


def test_a_link_whose_target_comes_later_is_read_then(root: Path) -> None:
    linked(root, {"seeds/later.txt": "2019/there.txt"})
    assert problems(root) == [("seeds/later.txt", "unreadable-file")]
    preview = PreviewBuilder(asked(root))
    assert not preview.build().is_done
    write(root, {"seeds/2019/there.txt": "It is here."})
    assert preview.build(frozenset({root / "seeds/2019/there.txt"})).is_done
    assert (root / "public/articles/later/index.html").exists()
    assert problems(root) == []


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every file had stood as it is for long, so that it is told by how it looks."""
    monkeypatch.setattr(signatures, "_TICK", -(10**15))


@pytest.mark.usefixtures("settled")
def test_a_link_to_the_same_file_under_a_name_that_is_passed_over_is_noticed(root: Path) -> None:
    write(root, {"seeds/2019/there.txt": "Words."})
    (root / "seeds/_there.txt").hardlink_to(root / "seeds/2019/there.txt")
    linked(root, {"seeds/later.txt": "2019/there.txt"})
    assert problems(root) == []
    (root / "seeds/later.txt").unlink()
    linked(root, {"seeds/later.txt": "_there.txt"})
    assert problems(root) == [("seeds/later.txt", "outside-link")]


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("folder", ["seeds", "content", "content/media", "templates"])
def test_a_folder_that_becomes_a_link_to_the_same_files_is_noticed(root: Path, folder: str) -> None:
    write(root, {"content/media/x.txt": "x", "templates/static/own.css": "p{}"})
    assert problems(root) == []
    (root / folder).rename(root / "moved")
    linked(root, {folder: way(root, folder, "moved")})
    assert (folder, "outside-link") in problems(root)


@pytest.mark.parametrize("is_polling", [False, True], ids=["told", "looking"])
@pytest.mark.parametrize("kind", ["file", "folder"])
def test_the_preview_notices_what_changes_behind_a_link(tmp_path: Path, kind: str, is_polling: bool) -> None:
    root = write(tmp_path, {"seeds/2019/there.txt": "one", "content/site.yaml": "title: T\n"})
    linked(root, {"seeds/link.txt": "2019/there.txt"} if kind == "file" else {"seeds/more": "2019"})
    there = root / "seeds/2019/there.txt"
    changed = noticed(root, lambda: there.write_text("other", encoding="utf-8"), is_polling=is_polling)
    assert changed is None or there in changed


def test_the_preview_does_not_watch_what_a_link_leads_out_to(tmp_path: Path) -> None:
    root = write(tmp_path / "archive", {"seeds/a.txt": "one", "content/site.yaml": "title: T\n"})
    outside = write(tmp_path / "outside", {"x.txt": "one"})
    linked(root, {"seeds/out": str(outside)})

    def change() -> None:
        write(outside, {"x.txt": "other"})
        write(root, {"seeds/a.txt": "other"})

    assert noticed(root, change) == {root / "seeds/a.txt"}


@pytest.mark.parametrize("is_polling", [False, True], ids=["told", "looking"])
def test_a_file_that_says_something_else_in_as_many_words_and_with_its_old_time_is_noticed(
    tmp_path: Path, is_polling: bool
) -> None:
    root = write(tmp_path, {"seeds/a.txt": "one", "content/site.yaml": "title: T\n"})
    before = (root / "seeds/a.txt").stat()

    def change() -> None:
        (root / "seeds/a.txt").write_text("two", encoding="utf-8")
        os.utime(root / "seeds/a.txt", ns=(before.st_atime_ns, before.st_mtime_ns))

    assert noticed(root, change, is_polling=is_polling) == {root / "seeds/a.txt"}


@pytest.mark.parametrize("link", ["..", "own", ".", "/"])
def test_open_pages_are_told_of_a_link_as_the_terminal_is(root: Path, link: str) -> None:
    linked(root, {"seeds/2019/own": link})
    outcome = PreviewBuilder(asked(root)).build()
    told = make_notification(root, tuple(outcome.problems), is_done=outcome.is_done)
    assert told.fault == ""
    assert [one["file"] for one in told.problems] == ["seeds/2019/own"]
    assert problems(root) == [(one.location.file, one.code) for one in outcome.problems]

"""Links, pipes, devices, names and places that nobody would give a file: told with a hint, and survived."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from support.adversarial_files import NO_FILE, archive, leads_out, linked, told, unreadable
from support.archives import vote
from support.incremental_archive import quick_builds

from sitegen.engine import Options, build
from sitegen.files import source_rules

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs links, pipes and /proc")

quick = pytest.fixture(autouse=True, scope="module")(quick_builds)

PLACES: Final = (
    "seeds/§.md",
    "content/actors/§.yaml",
    "content/pages/§.md",
    "content/media/§.png",
    "templates/§.html",
    "templates/static/§.css",
)
"""A file of each kind; § is its name."""


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def at(place: str, name: str) -> str:
    return place.replace("§", name)


# --- links ------------------------------------------------------------------------------------------------------


def test_a_link_out_of_the_archive_is_never_followed_however_long_the_way(tmp_path: Path, place: str) -> None:
    names = {"out": "/etc/passwd", "zero": "/dev/zero", "stdin": "/dev/stdin", "memory": "/proc/self/mem", "top": "/"}
    links = {at(place, name): leads_to for name, leads_to in names.items()}
    links |= {at(place, f"chain-{number}"): Path(at(place, f"chain-{number - 1}")).name for number in range(1, 60)}
    links[at(place, "chain-0")] = "/etc/hostname"
    root = archive(tmp_path / "archive")
    linked(root, links)
    assert told(root) == [leads_out(path) for path in sorted(links)]


def test_a_link_in_a_circle_or_to_nothing_is_told(tmp_path: Path, place: str) -> None:
    own = Path(at(place, "own")).name
    names = {"dangling": "nowhere", "own": own, "one": Path(at(place, "two")).name, "two": Path(at(place, "one")).name}
    root = archive(tmp_path)
    linked(root, {at(place, name): leads_to for name, leads_to in names.items()})
    assert told(root) == [unreadable(at(place, name), "it is a link that leads nowhere") for name in sorted(names)]


def test_a_link_to_a_folder_around_it_is_told(tmp_path: Path, place: str) -> None:
    root = archive(tmp_path)
    linked(root, {at(place, "here"): "."})
    assert told(root) == [unreadable(at(place, "here"), "it is a link that leads back to a folder it stands in")]


@pytest.mark.parametrize("folder", ["templates", "content/media", "content/pages"])
def test_a_folder_that_is_a_link_is_told_once_and_not_looked_into(tmp_path: Path, folder: str) -> None:
    root = archive(tmp_path)
    linked(root, {folder: "/etc"})
    assert told(root) == [leads_out(folder)]
    (root / folder).unlink()
    linked(root, {folder: Path(folder).name})
    assert told(root) == [unreadable(folder, "it is a link that leads nowhere")]


def test_the_contents_of_what_a_link_leads_out_to_are_not_even_hashed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret.txt").write_text("Secret", encoding="utf-8")
    root = archive(tmp_path / "archive")
    linked(root, {"seeds/secret.txt": "../../secret.txt"})
    opened: list[str] = []
    monkeypatch.setattr(
        "sitegen.files.signatures.open_source", lambda _, path: opened.append(path) or source_rules.open_source(_, path)
    )
    assert told(root) == [leads_out("seeds/secret.txt")]
    assert "seeds/vote.txt" in opened
    assert "seeds/secret.txt" not in opened


# --- what is no file --------------------------------------------------------------------------------------------


def test_pipes_sockets_and_devices_are_told_and_never_waited_for(
    tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = archive(tmp_path)
    folder = (root / place).parent
    folder.mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(folder)  # the path of a socket has to be short
    expected = {at(place, "pipe"): "it is a pipe, not a file", at(place, "socket"): "it is a socket, not a file"}
    os.mkfifo(Path(at(place, "pipe")).name)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(Path(at(place, "socket")).name)
    if os.geteuid() == 0:
        os.mknod(Path(at(place, "device")).name, 0o020600, os.makedev(1, 5))
        expected[at(place, "device")] = "it is a device, not a file"
    assert told(root) == [unreadable(path, reason) for path, reason in sorted(expected.items())]


@pytest.mark.parametrize("folder", ["seeds", "content", "templates"])
def test_a_file_where_a_folder_has_to_be_is_told(tmp_path: Path, folder: str) -> None:
    root = vote(tmp_path)
    if (root / folder).exists():
        (root / folder).rename(root / "away")
    (root / folder).write_text("x", encoding="utf-8")
    problems = [str(one) for one in build(Options(root, root / "public", search=False)).problems]
    assert unreadable(folder, "Not a directory") in problems


def test_settings_that_are_a_folder_are_told(tmp_path: Path) -> None:
    (archive(tmp_path) / "content/site.yaml").mkdir()
    assert told(tmp_path) == [unreadable("content/site.yaml", "it is a folder, not a file")]


def test_a_folder_may_be_called_as_a_file_is(tmp_path: Path, place: str) -> None:
    (archive(tmp_path) / at(place, "folder")).mkdir(parents=True)
    assert told(tmp_path) == []


# --- names and paths --------------------------------------------------------------------------------------------


def test_a_name_that_cannot_be_told_in_one_line_is_no_file_s(tmp_path: Path, place: str) -> None:
    root = archive(tmp_path)
    names = {
        "new\nline": (at(place, "new\\nline"), "there is a sign in its name that cannot be seen"),
        "esc\x1b[31m": (at(place, "esc\\x1b[31m"), "there is a sign in its name that cannot be seen"),
        os.fsdecode(b"caf\xe9"): (at(place, "caf\ufffd"), "its name is not UTF-8"),
    }
    for name in names:
        (root / at(place, name)).parent.mkdir(parents=True, exist_ok=True)
        (root / at(place, name)).write_bytes(b"x")
    assert told(root) == [unreadable(*shown, "give it another name") for shown in sorted(names.values())]


@pytest.mark.parametrize("folder", ["content/media", "templates/static"])
def test_what_is_copied_as_it_is_has_a_name_that_windows_knows(tmp_path: Path, folder: str) -> None:
    reasons = {
        "aux.png": "devices are called so",
        "con.png": "devices are called so",
        "x ": 'of the " " at its end',
        "x.": 'of the "." at its end',
        "y?.png": 'of the "?" in it',
    }
    root = archive(tmp_path, {f"{folder}/{name}": "x" for name in reasons})
    assert told(root) == [
        f'{folder}/{name}: warning[unportable-name]: "{name}" is no name on Windows, because {reason}\n'
        "  hint: rename it, so that the site can be copied anywhere"
        for name, reason in sorted(reasons.items())
    ]


@pytest.mark.parametrize(
    ("one", "other", "key"),
    [("A", "a", "a"), ("cafe\u0301", "caf\u00e9", "caf\u00e9"), ("STRASSE", "stra\u00dfe", "strasse")],
)
def test_names_that_some_file_systems_take_for_one_are_told(tmp_path: Path, one: str, other: str, key: str) -> None:
    files = {f"content/actors/{name}.yaml": "name: N\n" for name in (one, other)}
    files |= {f"content/media/{name}.png": "x" for name in (one, other)}
    root = archive(tmp_path, files | {"content/site.yaml": "media: all\n"})
    assert told(root) == [
        (
            f'content/actors/{other}.yaml:1:1: error[duplicate-id]: the id "{key}" is taken by the actor at '
            f"content/actors/{one}.yaml:1:1\n  hint: give one of the two another id"
        ),
        (
            f"media/{other}.png: error[path-collision]: two pages or files would be written to media/{other}.png and "
            f"media/{one}.png, which some file systems take for one\n  hint: give one of them another id or name"
        ),
    ]


def test_the_longest_names_there_can_be_make_pages(tmp_path: Path, place: str) -> None:
    end = place.partition("§")[2]
    names = ["a" * (255 - len(end)), "\u20ac" * ((255 - len(end)) // 3)]
    text = "---\ntitle: T\n---\n" if end == ".md" else "name: N\n"
    root = archive(tmp_path, {at(place, name): text for name in names})
    assert told(root) == []


def test_folders_may_be_deeper_than_the_stack_and_not_than_the_longest_path(
    tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = archive(tmp_path)
    top = (root / place).parent
    top.mkdir(parents=True, exist_ok=True)
    for name, count, expected in (("d", 1200, 0), ("d" * 200, 25, 1)):
        monkeypatch.chdir(top)
        for _ in range(count):
            Path(name).mkdir()
            os.chdir(name)
        problems = told(root)
        monkeypatch.chdir(tmp_path)
        for folder in (top / name, root / "public"):  # `shutil.rmtree` and pytest reach no folder so deep
            subprocess.run(["rm", "-rf", folder], check=True)
        assert len(problems) == expected
        for problem in problems:
            assert problem.endswith(f"cannot be read: File name too long\n  hint: {NO_FILE}")


CLIMBING: Final = {
    "../evil": "evil",
    "..\\evil": "evil",
    "/tmp/evil": "tmp-evil",
    "%2e%2e%2fevil": "2e-2e-2fevil",
    "C:evil": "c-evil",
}


@pytest.mark.parametrize("given", CLIMBING)
def test_an_id_that_climbs_is_told_and_nothing_is_written_there(tmp_path: Path, given: str) -> None:
    files = {
        "content/actors/climbing.yaml": f"id: '{given}'\nname: N\n",
        "content/pages/p.md": f"---\nid: '{given}'\n---",
    }
    root = archive(tmp_path / "archive", files)
    message = f'error[bad-id]: "{given}" cannot be an id: lower-case letters, digits and hyphens only'
    hint = f'write "{CLIMBING[given]}"'
    assert told(root)[:1] == [f"content/actors/climbing.yaml:1:5: {message}\n  hint: {hint}"]
    assert f"content/pages/p.md:2:5: {message}\n  hint: {hint}" in told(root)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["archive"]

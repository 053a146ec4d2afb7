"""Folders that cannot be written: each command says which and what helps, ends with 1, and loses nothing.

The right of root to write anywhere is dropped, so that these tests hold for root, too.
"""

from __future__ import annotations

import ctypes
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.archives import VOTE, vote, write
from support.golden import tree
from support.preview_server import NOTE, Server, ask
from support.waiting import PATIENCE

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs prctl")

COMMAND = (sys.executable, "-c", "from sitegen.cli import main; main()")
_DROP, _DAC_OVERRIDE, _DAC_READ_SEARCH = 24, 1, 2
AS_ANYBODY = (
    sys.executable,
    "-c",
    (
        "import ctypes, os, sys\n"
        f"[ctypes.CDLL(None).prctl({_DROP}, one, 0, 0, 0) for one in ({_DAC_OVERRIDE}, {_DAC_READ_SEARCH})]\n"
        "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
    ),
)
"""Runs a program of Python that root's rights over files do not help."""
RIGHT = "permission denied"
MEND = "give yourself the right to write there, or choose another --output; the published folder is as it was"


def run(*command: str | Path) -> tuple[int, str, str]:
    done = subprocess.run(
        [*AS_ANYBODY, *COMMAND[1:], *map(str, command)], capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def protect() -> Iterator[Callable[[Path], None]]:
    """Takes the right to write into a folder away until the test has ended."""
    if not hasattr(ctypes.CDLL(None), "prctl"):
        pytest.skip("there is no prctl")
    folders: list[Path] = []

    def protected(folder: Path) -> None:
        folder.chmod(0o555)
        folders.append(folder)
        probe = [*AS_ANYBODY, "-c", f"open({str(folder / 'probe')!r}, 'w')"]
        if subprocess.run(probe, capture_output=True, check=False).returncode == 0:
            (folder / "probe").unlink()
            pytest.skip("the file system refuses nobody here")

    yield protected
    for folder in folders:
        folder.chmod(0o755)


def unwritable(path: str, place: str = "public") -> str:
    return f'{place}: error[unwritable-output]: cannot write "{path}": {RIGHT}\n  hint: {MEND}\n'


def test_an_archive_that_cannot_be_written_gets_no_site(tmp_path: Path, protect: Callable[[Path], None]) -> None:
    root = vote(tmp_path / "archive")
    protect(root)
    code, _, told = run("build", "--root", root, "--quiet", "--no-search")
    assert (code, told) == (1, unwritable("public"))
    assert sorted(path.name for path in root.iterdir()) == ["content", "seeds"]


def test_a_site_that_cannot_be_written_stays_as_it_was(tmp_path: Path, protect: Callable[[Path], None]) -> None:
    root = vote(tmp_path / "archive")
    assert run("build", "--root", root, "--quiet", "--no-search") == (0, "", "")
    before = tree(root / "public")
    write(root, {"seeds/vote.txt": VOTE.replace("Nobody", "Everybody")})
    protect(root / "public")
    code, _, told = run("build", "--root", root, "--quiet", "--no-search")
    assert code == 1
    assert told.startswith('public: error[unwritable-output]: cannot write "public')
    assert told.endswith(f'": {RIGHT}\n  hint: {MEND}\n')
    assert tree(root / "public") == before


def test_where_nothing_can_be_remembered_a_build_is_done(tmp_path: Path, protect: Callable[[Path], None]) -> None:
    root = vote(tmp_path / "archive")
    (root / ".sitegen").mkdir()
    protect(root / ".sitegen")
    for words in ("Nobody", "Everybody"):
        write(root, {"seeds/vote.txt": VOTE.replace("Nobody", words)})
        assert run("build", "--root", root, "--quiet", "--no-search") == (0, "", "")
        assert f"{words} agreed" in (root / "public/articles/vote/index.html").read_text(encoding="utf-8")


def test_a_new_archive_where_nobody_may_write_is_told(tmp_path: Path, protect: Callable[[Path], None]) -> None:
    protect(tmp_path)
    folder = tmp_path / "new"
    code, _, told = run("new", folder)
    assert (code, told) == (
        1,
        (
            f'{folder}: error[unwritable-output]: "{folder}" cannot be written: Permission denied\n'
            "  hint: choose a folder that you may write to\n"
        ),
    )
    assert list(tmp_path.iterdir()) == []


def test_schemas_where_nobody_may_write_are_told(tmp_path: Path, protect: Callable[[Path], None]) -> None:
    protect(tmp_path)
    folder = tmp_path / "schemas"
    assert run("schema", "--output", folder) == (
        1,
        "",
        (
            f'{folder}: error[unwritable-output]: "{folder}" cannot be written: Permission denied\n'
            "  hint: choose a folder that you may write to\n"
        ),
    )


def test_quotes_that_cannot_be_written_are_told_and_stay(tmp_path: Path, protect: Callable[[Path], None]) -> None:
    root = write(vote(tmp_path / "archive"), {"seeds/vote.txt": VOTE.replace("is safe.", "is saef.")})
    before = tree(root)
    protect(root / "content/claims")
    code, _, told = run("reanchor", "--root", root, "--write", "--accept", "0.1")
    assert (code, told) == (
        1,
        (
            "content/claims/safe.yaml:3:8: error[quote-not-changed]: content/claims/safe.yaml is left as it was: "
            "Permission denied\n  hint: change the quote by hand\n"
        ),
    )
    assert tree(root) == before


def test_a_note_that_cannot_be_written_is_told_and_the_editor_goes_on(
    tmp_path: Path, protect: Callable[[Path], None]
) -> None:
    root = vote(tmp_path / "archive")
    server = Server(root, program=(*AS_ANYBODY, *COMMAND[1:], "serve", "--root", str(root))).started()
    before = tree(root / "content")
    protect(root / "content")
    status, answer = ask(server, "save", NOTE)
    assert isinstance(answer, dict)
    told = [(one["code"], one["message"]) for one in answer["problems"]]
    assert (status, told) == (
        422,
        [("not-written", "content/notes/vote.yaml is left as it was: Permission denied")],
    )
    assert tree(root / "content") == before
    (root / "content").chmod(0o755)
    assert ask(server, "save", NOTE)[0] == 200
    assert server.stop() == 0

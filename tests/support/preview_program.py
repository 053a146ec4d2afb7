"""Run as a script: the preview of a folder of texts, with a build small enough to be seen through.

    preview_program.py ROOT [--host HOST] [--port PORT] [--exactly] [--poll] [--open] [--held [--beside]]
        [--editor] [--locked]

Each text in seeds/ becomes a page, each sheet in templates/ a style sheet. In a file content/*.yaml the word "broken"
is an error, "doubtful" a warning, "crash" a fault and "panic" one of those that pass by `except Exception`. A build of
nothing but files seeds/fence-N.txt is announced by the last of their numbers.

With --held a build is announced when it begins, and waits until somebody writes into the pipe ROOT/go; with --beside it
waits for a process that waits for this, in spite of Ctrl-C. With --editor there is an editor, with --locked for nobody.
"""

from __future__ import annotations

import argparse
import multiprocessing
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

from sitegen.core.problems import Location, Problem, Problems, Severity
from sitegen.output.publish import open_output
from sitegen.serve import BuildReport, ServerAddress, ServerOptions, serve
from sitegen.serve.handlers import GuardedHandler, HandlerRule, PreviewState

SNAPSHOT = b"<html><title>Kept</title><body>As it was</body></html>"
FOREIGN = (
    "media/kept.html",
    "media/kept/index.html",
    "media/kept.htm",
    "media/kept.xhtml",
    "media/kept.svg",
    "media/kept.xml",
    "media/kept.pdf",
    "media/kept.mjs",
    "static/kept.html",
)
"""What an author and a theme may have lying in the site, whatever is in it."""


class PanicError(BaseException):
    """As extensions raise it."""


def announce(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - this is what the test reads


def rest(root: Path) -> None:
    announce("building")
    (root / "go").read_bytes()


def rest_interrupted(root: Path) -> None:
    announce("building")
    # As a terminal does, which sends Ctrl-C to all processes.
    signal.raise_signal(signal.SIGINT)
    (root / "go").read_bytes()


def fence(changed: frozenset[Path] | None) -> str:
    """Which fence was built, and nothing else; empty where it was something else."""
    names = sorted((path.stem for path in changed or ()), key=lambda name: int(name.partition("fence-")[2] or -1))
    return names[-1] if names and all(name.startswith("fence-") for name in names) else ""


class Echo(GuardedHandler):
    """Answers what it is asked."""

    def post(self) -> None:
        self.finish(self.request.body)


class Editor:
    """Stands for the editor of the preview."""

    def handlers(self, state: PreviewState) -> list[HandlerRule]:
        return [(r"/_sitegen/api/echo", Echo, {"state": state})]

    def tags(self) -> bytes:
        return b"<script src=/_sitegen/editor.js></script>"

    def sources_changed(self, changed: frozenset[Path] | None) -> None:
        del changed
        announce("sources changed")


def problems(root: Path) -> Iterator[Problem]:
    for path in sorted((root / "content").rglob("*.yaml")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if "crash" in line:
                raise ZeroDivisionError(line)
            if "panic" in line:
                raise PanicError(line)
            for words, code in (("broken", "yaml-syntax"), ("doubtful", "suspect-encoding")):
                if words in line:
                    place = Location(f"content/{path.name}", number, line.index(words) + 1)
                    yield Problem(place, code, f"<b>{words}</b> cannot be", f"take <i>{words}</i> away")


def publish(root: Path) -> None:
    with open_output(root, root / "public", Problems()) as target:
        assert target is not None
        target.put("index.html", b"<!doctype html><title>Home</title><body>Home</body>")
        target.put("404.html", b"<!doctype html><title>Lost</title><p>Not here.")
        target.put("static/site.js", b"export {}")
        target.put("data/a.jsonl", b"{}\n")
        target.put("feed.xml", b"<feed/>")
        target.put("media/film.mp4", bytes(range(256)))
        for name in FOREIGN:
            target.put(name, SNAPSHOT)
        for sheet in sorted((root / "templates").glob("*.css")):
            target.put(f"static/{sheet.name}", sheet.read_bytes())
        for seed in sorted((root / "seeds").rglob("*.txt")):
            name = seed.relative_to(root / "seeds").with_suffix("").as_posix()
            target.put(f"{name}/index.html", seed.read_bytes())
        target.commit()


def rebuild(root: Path, changed: frozenset[Path] | None) -> BuildReport:
    found = tuple(problems(root))
    told = "\n".join(map(str, found))
    if any(problem.severity is Severity.ERROR for problem in found):
        return BuildReport(is_done=False, words=told, problems=found)
    publish(root)
    return BuildReport(is_done=True, words=told or f"built {fence(changed)}".rstrip(), problems=found)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("root", type=Path)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--exactly", action="store_true")
    parser.add_argument("--poll", action="store_true")
    parser.add_argument("--open", action="store_true")
    parser.add_argument("--held", action="store_true")
    parser.add_argument("--beside", action="store_true")
    parser.add_argument("--editor", action="store_true")
    parser.add_argument("--locked", action="store_true")
    given = parser.parse_args()

    def built(changed: frozenset[Path] | None) -> BuildReport:
        if given.beside:
            process = multiprocessing.get_context("spawn").Process(target=rest_interrupted, args=(given.root,))
            process.start()
            process.join()
        elif given.held:
            rest(given.root)
        return rebuild(given.root, changed)

    showing = ServerOptions(
        given.root,
        given.root / "public",
        ServerAddress(given.host, given.port, given.exactly),
        is_polling=given.poll,
        opens_browser=given.open,
        is_editing=not given.locked,
    )
    return serve(showing, built, announce, Editor() if given.editor else None)


if __name__ == "__main__":
    sys.exit(main())

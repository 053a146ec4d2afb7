"""How long a preview takes to show an edit in the open page: from a save to the words in the DOM, in a real browser.

`preview.py [ARTICLES …] [--runs N] [--archive DIR]`. Needs Chromium and Playwright, as `make test` installs them. With
`--archive` an archive of one's own is taken that has claims and notes about one article each; it is edited.
"""

from __future__ import annotations

import argparse
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any, Final, NamedTuple

import corpus
import edits
import site_files
from playwright.sync_api import Error, Page, sync_playwright
from tables import machine, python
from watched import FailedError, environment, family

SERVE: Final = (sys.executable, "-c", "from sitegen.cli import main; main()", "serve", "--port", "8765", "--root")
PATIENCE: Final = 900.0
"""Seconds in which anything has to happen."""
BROWSERS: Final = ("chromium-headless-shell", "chromium")


class Preview:
    """`sitegen serve` of an archive."""

    def __init__(self, root: Path) -> None:
        begun = time.perf_counter()
        self._said = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed with the program
        self.program = subprocess.Popen([*SERVE, str(root)], env=environment(), stdout=self._said, stderr=self._said)
        wait(lambda: "Serving" in self._words())
        self.seconds = time.perf_counter() - begun
        """Until it served what the first build made."""
        self.url = re.findall(r"Serving (\S+)", self._words())[-1]

    def _words(self) -> str:
        if self.program.poll() is not None:
            raise FailedError(f"the preview ended with {self.program.returncode}")
        self._said.seek(0)
        return self._said.read()

    def rest(self) -> None:
        """Wait until it has done what it does when nothing changes."""
        last, quiet = -1, 0
        while quiet < 5:
            time.sleep(0.5)
            last, before = sum(map(_processor, family(self.program.pid))), last
            quiet = quiet + 1 if abs(last - before) <= 2 else 0

    def memory(self) -> int:
        """MiB that it has now."""
        text = Path(f"/proc/{self.program.pid}/smaps_rollup").read_text()
        return int(re.findall(r"Pss:\s+(\d+)", text)[0]) // 1024

    def stop(self) -> None:
        """End it."""
        self.program.send_signal(signal.SIGINT)
        self.program.wait(30)
        self._said.close()


def _processor(process: int) -> int:
    """Hundredths of a second that a process, and those that it waited for, have used."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return sum(map(int, fields[11:15]))


class Timed(NamedTuple):
    """Seconds from a save of one kind."""

    kind: str
    shown: float
    """Until the open page had it."""
    whole: float
    """Until the files for machines had it, which come last."""


def wait(is_so: Callable[[], bool]) -> None:
    """Wait until something is so."""
    last = time.perf_counter() + PATIENCE
    while not is_so():
        if time.perf_counter() > last:
            raise FailedError("the preview did not get there")
        time.sleep(0.02)


def saves(root: Path, number: int) -> Iterator[tuple[str, str, Callable[[], object], str, str]]:
    """Each kind of edit: the article's id, what saves it, words that the page then has, and a file that comes last."""
    name = sorted((root / "content/notes").glob("*.yaml"))[7 + number].stem
    note, claim = root / f"content/notes/{name}.yaml", root / f"content/claims/{name}.yaml"
    yield (
        "a note",
        name,
        edited(note, r"body: .*(\n  ( .*))*", f"body: Timed note {number}."),
        f"Timed note {number}.",
        "notes",
    )
    words = f"Timed claim {number}."
    yield "a claim", name, edited(claim, r"claim: .*(\n   .*)*", f"claim: {words}"), words, "claims"
    more = f"\n- id: timed-{name}\n  claim: Timed new claim {number}.\n  article: {name}\n"
    yield "a new claim", name, edited(claim, r"\s*\Z", more), f"Timed new claim {number}.", "claims"
    actor = re.findall(r"id: (\S+)", (root / "content/actors").glob("*.yaml").__next__().read_text())[number]
    text = (root / f"seeds/{name}.md").read_text().rpartition("---")[2].split()
    word = next(word for word in text if word.isalpha() and word.islower() and text.count(word) == 1)
    record = root / f"content/articles/{name}.yaml"
    pinned = f"seed: {name}.md\nid: {name}\nmentions: [{{text: {word}, actor: {actor}}}]\n"
    yield "a mention", name, edited(record, r"\A\Z", pinned), f">{word}</a>", "mentions"


def edited(file: Path, old: str, new: str) -> Callable[[], object]:
    """What saves a file with an edit, whole in one moment."""

    def save() -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        text = re.sub(old, lambda _: new, file.read_text() if file.exists() else "", count=1)
        beside = file.with_name(f".{file.name}.new")
        beside.write_text(text)
        beside.replace(file)

    return save


def timed(preview: Preview, root: Path, tab: Page, runs: int) -> Iterator[Timed]:
    """Each kind of edit, one after another and round after round."""
    (root / "content/articles").mkdir(exist_ok=True)  # a folder that comes is a change of its own
    for number in range(runs):
        for kind, name, save, words, last in saves(root, number):
            preview.rest()
            tab.goto(f"{preview.url}articles/{name}/")
            tab.wait_for_load_state("networkidle")
            begun, saved = time.perf_counter(), time.time()
            save()
            wait(lambda words=words: words in content(tab))  # type: ignore[misc]
            shown = time.perf_counter() - begun
            wait(lambda last=last, saved=saved: newest(root, last) > saved)  # type: ignore[misc]
            whole = newest(root, last) - saved
            yield Timed(kind, shown, whole)


def newest(root: Path, name: str) -> float:
    """When the files for machines of a kind were written last."""
    return max(path.stat().st_mtime for path in (root / "public/data").glob(f"{name}*"))


def content(tab: Page) -> str:
    """The DOM of the open page; nothing while it is loaded anew."""
    try:
        return str(tab.evaluate("document.documentElement.outerHTML"))
    except Error:  # in the midst of a load; it is asked again
        return ""


@contextmanager
def archive(given: argparse.Namespace, count: int) -> Iterator[Path]:
    """The archive that is edited."""
    if given.archive:
        yield given.archive
        return
    with tempfile.TemporaryDirectory(prefix="sitegen-bench-", dir=given.work) as folder:
        root = Path(folder) / "archive"
        site_files.write(site_files.ARCHIVE, edits.prepared(corpus.corpus(count), 1), root)
        yield root


def measured(given: argparse.Namespace, count: int, browser: Any) -> Iterator[str]:
    """What is told of one archive."""
    with archive(given, count) as root:
        preview = Preview(root)
        first = preview.seconds
        preview.stop()
        preview = Preview(root)
        try:
            tab = browser.new_page()
            rows = list(timed(preview, root, tab, given.runs))
            preview.rest()
            memory = preview.memory()
        finally:
            preview.stop()
    number = len(list((root / "seeds").iterdir())) if given.archive else count
    yield f"## {number:,} articles"
    again = preview.seconds
    yield f"Served {first:.1f} s after the first start, {again:.1f} s after the next, with {memory} MiB at the end."
    lines = ["| saved | in the open page | everywhere |", "| --- | --- | --- |"]
    for kind in dict.fromkeys(one.kind for one in rows):
        some = [one for one in rows if one.kind == kind]
        lines.append(f"| {kind} | {median(o.shown for o in some):.2f} s | {median(o.whole for o in some):.1f} s |")
    yield "\n".join(lines)


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="*", type=int, default=[1000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--archive", type=Path)
    parser.add_argument("--work", type=Path, help="where the archives are made")
    given = parser.parse_args()
    chapters = [f"- {machine()}\n- {python()}\n- {time.strftime('%Y-%m-%d')}, medians of {given.runs} rounds"]
    with sync_playwright() as playwright:
        path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for count in given.articles[: 1 if given.archive else None]:
            chapters += measured(given, count, browser)
        browser.close()
    print("\n\n".join(chapters))


if __name__ == "__main__":
    main()

"""Tries the laws for as long as it is let, and counts what it tried: `tools/fuzz --seconds 3600`.

The laws take turns. Where atheris is installed, the second half of each turn is its: it changes inputs byte by byte,
keeps those that reach code which nothing reached before (in .cache/fuzz, for the next time as well), and goes on from
them. What breaks a law is told with the command that does it again, made as short as it can be.
"""

from __future__ import annotations

import argparse
import faulthandler
import importlib
import importlib.util
import io
import os
import re
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterable
from contextlib import redirect_stderr
from pathlib import Path
from random import Random
from typing import Any, Final

from support.checkout import ROOT
from support.fuzz.inputs import inputs, shrunk
from support.fuzz.laws import Law
from support.incremental_archive import quick_builds

FOLDER: Final = ROOT / ".cache/fuzz"
TURN: Final = 20.0
"""Seconds of a law before it is the next one's turn."""
MOST_FOUND: Final = 3
"""Failures of a law after which it is left alone: the next would be the same."""
HANGS: Final = 300.0
"""Seconds beyond its turn after which a law is taken to hang: where it does is told, and the search ends."""
MOST_BEGUN: Final = 100
"""Inputs that a guided turn begins with: it tries all of these before any other."""
MOST_BYTES: Final = 512
"""Of an input of a guided turn: it needs many tries, and short ones are quick."""
OPTIONS: Final = [f"-max_len={MOST_BYTES}", "-timeout=120", "-rss_limit_mb=4096", "-print_final_stats=1"]
_EXECUTED: Final = re.compile(r"^stat::number_of_executed_units: (\d+)", re.MULTILINE)
_WRITTEN: Final = re.compile(r"Test unit written to (\S+)")


def say(words: str) -> None:
    """Tell it at once, to a file as well as to a terminal."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


class TooSlowError(Exception):
    """An input takes longer than any that size may."""


def tried(law: Law, raw: bytes) -> None:
    """Assert a law of an input, in time."""
    begin = time.process_time()
    law.hold(raw)
    seconds = time.process_time() - begin
    if seconds > law.seconds:
        message = f"{seconds:.1f} s"
        raise TooSlowError(message)


def kind_of_failure(law: Law, raw: bytes) -> tuple[object, ...] | None:
    """What is equal for two inputs that break a law alike; None where it holds."""
    try:
        tried(law, raw)
    except Exception as error:
        return type(error), *[frame.lineno for frame in traceback.extract_tb(error.__traceback__)][-1:]
    return None


class Soak:
    """What was tried, and what was found."""

    def __init__(self, laws: Iterable[Law], atheris: Any, number: int) -> None:
        self._laws = list(laws)
        self._atheris = atheris
        self._inputs = {law.name: inputs(law, Random(f"{law.name} {number}")) for law in self._laws}
        self.tried: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self._seconds: dict[str, float] = dict.fromkeys((law.name for law in laws), 0.0)

    def still(self) -> list[Law]:
        """The laws that hold so far, or were not broken too often."""
        return [law for law in self._laws if self.found[law.name] < MOST_FOUND]

    def turn(self, law: Law, seconds: float) -> None:
        """Try one law for so long."""
        faulthandler.dump_traceback_later(seconds + HANGS, exit=True, file=sys.__stderr__ or sys.stderr)
        begin = time.monotonic()
        ways = [self._by_lot, self._guided] if self._atheris else [self._by_lot]
        for way in ways:
            raw = way(law, seconds / len(ways))
            if raw is not None:
                self._tell(law, raw)
        self._seconds[law.name] += time.monotonic() - begin
        faulthandler.cancel_dump_traceback_later()

    def _by_lot(self, law: Law, seconds: float) -> bytes | None:
        """An input that breaks the law, if one is drawn in time."""
        end = time.monotonic() + seconds
        for raw in self._inputs[law.name]:
            self.tried[law.name] += 1
            try:
                tried(law, raw)
            except Exception:
                return raw
            if time.monotonic() > end:
                break
        return None

    def _guided(self, law: Law, seconds: float) -> bytes | None:
        """The same with atheris, in a process of its own, since it ends the one that it is in."""
        said, kept = FOLDER / f"{law.name}.log", FOLDER / law.name
        with tempfile.TemporaryDirectory(dir=FOLDER) as new:
            options = [f"-max_total_time={max(int(seconds), 1)}", f"-artifact_prefix={FOLDER}/", *OPTIONS]
            begun = _some_of(kept, law, Path(new))
            process = os.fork()
            if not process:
                _be_guided(self._atheris, law, [*options, *begun], said)
            os.waitpid(process, 0)
            for path in Path(new).glob("[0-9a-f]*"):
                path.replace(kept / path.name)
        text = said.read_text(encoding="utf-8", errors="replace")
        self.tried[law.name] += sum(int(match[1]) for match in _EXECUTED.finditer(text))
        written = _WRITTEN.search(text)
        return Path(written[1]).read_bytes() if written else None

    def _tell(self, law: Law, raw: bytes) -> None:
        self.found[law.name] += 1
        kind = kind_of_failure(law, raw)
        short = shrunk(raw, lambda other: kind_of_failure(law, other) == kind) if kind else raw
        file = FOLDER / f"{law.name}-{self.found[law.name]}.bin"
        file.write_bytes(short)
        say(f"BROKEN: {law.name}\n  Again: tools/fuzz {law.name} --input {short.hex()}")
        try:
            tried(law, short)
        except Exception as error:
            say("".join(traceback.format_exception(error)[-4:]))

    def told(self) -> str:
        """A table of it."""
        counts = [(name, self.tried[name], self._seconds[name]) for name in (law.name for law in self._laws)]
        rows = [f"{name:<75} {count:>12,} {count / max(seconds, 1):>9,.0f}" for name, count, seconds in counts]
        head, foot = f"{'law':<75} {'inputs':>12} {'a second':>9}", f"{'in all':<75} {self.tried.total():>12,}"
        return "\n".join([head, *rows, foot, f"broken: {self.found.total()} times"])


def _some_of(kept: Path, law: Law, new: Path) -> list[str]:
    """What a guided turn begins with, as options: some of what earlier ones kept, and the folder for what is new."""
    if not kept.is_dir():
        kept.mkdir(parents=True)
        for number, raw in enumerate(law.examples()):
            (kept / f"example-{number}").write_bytes(raw)
    paths = sorted(kept.iterdir())
    chosen = Random(str(new)).sample(paths, min(len(paths), MOST_BEGUN))
    return [*(["-seed_inputs=" + ",".join(map(str, chosen))] if chosen else []), str(new)]


def _be_guided(atheris: Any, law: Law, options: list[str], said: Path) -> None:
    """What the process that is guided does; it never comes back."""
    with said.open("wb") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    atheris.Setup(["fuzz", *options], lambda raw: tried(law, raw))
    atheris.Fuzz()
    os._exit(0)


def laws(atheris: Any) -> dict[str, Law]:
    """All laws, what they are about being watched by atheris where it is there."""
    if atheris:
        watched = ["sitegen", "markdown_it", "mdit_py_plugins"]
        with redirect_stderr(io.StringIO()), atheris.instrument_imports(include=watched):  # it names each module
            importlib.import_module("support.fuzz.every")
    found: dict[str, Law] = importlib.import_module("support.fuzz.every").LAWS
    return found


def main() -> int:
    """Try the laws that are named, or all of them; 1 where one does not hold."""
    parser = argparse.ArgumentParser(prog="tools/fuzz", description=__doc__.partition("\n")[0])
    parser.add_argument("laws", nargs="*", metavar="LAW", help="the laws to try, by name; none = all")
    parser.add_argument("--seconds", type=float, default=600.0, help="how long; 600 without it")
    parser.add_argument("--input", metavar="HEX", help="try this input alone, in hexadecimal digits")
    parser.add_argument("--seed", type=int, default=time.time_ns(), help="the number that other inputs begin with")
    asked = parser.parse_args()
    is_guided = importlib.util.find_spec("atheris") is not None and hasattr(os, "fork") and asked.input is None
    atheris = importlib.import_module("atheris") if is_guided else None
    known = laws(atheris)
    if unknown := [name for name in asked.laws if name not in known]:
        parser.error(f"there is no law {', '.join(unknown)}; the laws are: {', '.join(known)}")
    chosen = [known[name] for name in asked.laws or known]
    if asked.input is not None:
        for one in chosen:
            tried(one, bytes.fromhex(asked.input))
        return 0
    if not atheris:
        sys.stderr.write("atheris is not installed, so inputs are drawn by lot alone\n")
    FOLDER.mkdir(parents=True, exist_ok=True)
    return searched(Soak(chosen, atheris, asked.seed), time.monotonic() + asked.seconds)


def searched(soak: Soak, end: float) -> int:
    """Turn after turn until it is time, with a table after each round; 1 where a law does not hold."""
    quick = quick_builds()
    next(quick)
    while time.monotonic() < end and soak.still():
        for law in soak.still():
            left = end - time.monotonic()
            if left > 0:
                soak.turn(law, min(TURN * law.turns, left))
        say(soak.told())
    quick.close()
    return 1 if soak.found else 0


if __name__ == "__main__":
    sys.exit(main())

"""Small archives in which one thing is hostile, and what a command tells of them: all of it, and of the rest, too."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from sitegen.engine import Options, build
from support.archives import vote
from support.waiting import PATIENCE

REST: Final = (
    'content/actors/rest.yaml:1:1: error[unknown-key]: there is no key "nam" here\n  hint: did you mean "name"?'
)
"""What is told of a mistake elsewhere, as far as it is looked at."""

NO_FILE: Final = "put a file in its place that you may read, or take it away"
TOO_LARGE: Final = "split it: a text is one article, and records may stand in any number of files"

_MEASURED: Final = """
import re, sys, time
from pathlib import Path
from sitegen.cli import main
try:
    main()
finally:
    peak = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
    print(f"took {time.process_time():.3f} s, {peak // 1024} MB", file=sys.stderr)
"""


class Measured(NamedTuple):
    """A command in a process of its own."""

    code: int
    told: list[str]
    """Each problem, but for that of the rest."""
    seconds: float
    """Of the processor's time."""
    megabytes: int
    """At the most."""


def archive(root: Path, files: Mapping[str, str | bytes] | None = None) -> Path:
    """A good archive with one mistake in a place of its own, and these files."""
    vote(root)
    for path, data in {"content/actors/rest.yaml": "nam: x\nname: Rest\n", **(files or {})}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data if isinstance(data, bytes) else data.encode())
    return root


def told(root: Path) -> list[str]:
    """What a build tells of an archive of `archive` beside the mistake that is in each."""
    outcome = build(Options(root, root / "public", search=False, jobs=1))
    assert not outcome.is_done
    return without_rest([str(one) for one in outcome.problems])


def without_rest(problems: list[str], rest: str = REST) -> list[str]:
    """All problems but the one that has to be among them: the rest of the archive is looked at, too."""
    others = [one for one in problems if not one.startswith(rest)]
    assert len(others) == len(problems) - 1, problems
    return others


def measured(root: Path, command: str = "check", rest: str = REST) -> Measured:
    """A command over an archive of `archive`, with what it took; `rest` is told of another mistake in it."""
    run = [sys.executable, "-c", _MEASURED, command, "--root", str(root)]
    done = subprocess.run(run, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False)
    *lines, last = done.stderr.splitlines()
    took = re.fullmatch(r"took ([\d.]+) s, (\d+) MB", last)
    assert took, done.stderr
    problems = re.split(r"\n(?! )", "\n".join(lines))
    return Measured(done.returncode, without_rest(problems, rest), float(took[1]), int(took[2]))


def unreadable(path: str, reason: str, hint: str = NO_FILE) -> str:
    """How it is told that a file cannot be read."""
    return f'{path}: error[unreadable-file]: "{path}" cannot be read: {reason}\n  hint: {hint}'


def leads_out(path: str) -> str:
    """How it is told that a link leads out of the archive."""
    return (
        f'{path}: error[outside-link]: "{path}" is a link that leads out of the archive, and is not followed\n'
        "  hint: put a copy in its place"
    )


def linked(root: Path, links: dict[str, str]) -> None:
    """Make links, each by its path below `root`."""
    for path, leads_to in links.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).symlink_to(leads_to)

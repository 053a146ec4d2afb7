"""What `sitegen build --timings` says, read: when the pages were published, and how long the index took."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from watched import FailedError, Run

LINE: Final = re.compile(r"^(\w+) +(\d+\.\d+) s +\d+ %$", re.MULTILINE)
INDEX, PUBLISH = "search", "publish"


@dataclass(frozen=True, slots=True)
class Published:
    """A build that published what it made, in seconds on the clock."""

    pages: float
    """From its start until the pages were published, without what the index took."""
    index: float
    """What the index took; 0 where none was made."""
    whole: float
    """From its start to its end."""
    is_index_last: bool
    """Whether it was made after the pages were published."""


def stages(said: str) -> dict[str, float]:
    """Each stage with its seconds, in the order in which they began."""
    return {name: float(seconds) for name, seconds in LINE.findall(said)}


def published(run: Run) -> Published:
    """What became of a run. Stages behind publishing, as what is kept for the next build, count for the whole alone.

    Raises FailedError where the program told no stages.
    """
    found = stages(run.said)
    if not found:
        raise FailedError(f"sitegen told no stages: {run.said.strip()[-1000:]}")
    names, index = list(found), found.get(INDEX, 0.0)
    behind = names[names.index(PUBLISH) + 1 :] if PUBLISH in found else []
    rest = sum(found[name] for name in behind if name != INDEX)
    return Published(run.seconds - index - rest, index, run.seconds, INDEX in behind)

"""What is taken of sentences that were changed, in 14 languages, beside PyPI's `reanchor` 0.3.0, which does the same.

    python benchmarks/changed.py               the tables, for both; the other one is put into a temporary environment
    python benchmarks/changed.py --alone       ours only
    python benchmarks/changed.py --misses      with every sentence that went wrong

`data/reanchor-*.yaml` has the sentences. README.md beside this file tells what is counted as what.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import yaml

from sitegen.core.model import Quote
from sitegen.core.problems import Location, Problems
from sitegen.editor.reanchor import DEFAULT_RATIO, TextIndex, relocate
from sitegen.text import prose
from sitegen.text.anchoring import SearchableText, anchor_quote

DATA: Final = Path(__file__).parent / "data"
SETS: Final = ("own", "unseen")
HARMLESS: Final = ("spelling", "spacing", "typography")
MEANING: Final = ("denying-word", "denying-affix", "digit", "number-word", "unit", "name", "opposite")
PEER: Final = "reanchor==0.3.0"
HERE: Final = Location("content/claims/case.yaml", 1, 1)
_PEER_ANSWERS: Final = """
import json, sys
from reanchor import TextQuoteSelector, resolve_quote
answers = []
for old, new in json.load(sys.stdin):
    found = resolve_quote(new, TextQuoteSelector(old))
    answers.append(found is not None and {"start": found.start, "end": found.end, "confidence": found.confidence})
json.dump(answers, sys.stdout)
"""


class Change(NamedTuple):
    """A sentence that was quoted, and what it is now."""

    language: str
    kind: str
    old: str
    new: str

    @property
    def is_harmless(self) -> bool:
        """Whether it says what it said."""
        return self.kind in HARMLESS

    def is_right(self, *, is_taken: bool) -> bool:
        """Whether what says the same is taken, or what may not is left to the author."""
        return is_taken == self.is_harmless


def changes(name: str) -> list[Change]:
    """The sentences of a set."""
    read = yaml.safe_load((DATA / f"reanchor-{name}.yaml").read_text(encoding="utf-8"))
    return [Change(one["language"], one["kind"], one["old"], one["new"]) for one in read]


def ours(given: Sequence[Change]) -> list[bool]:
    """Which of them are taken, or found as they are: at their place, from end to end."""
    return [_is_taken(one) for one in given]


def _is_taken(change: Change) -> bool:
    text = f"Title\n\n{change.new}\n"
    searchable = SearchableText(prose.read_seed(text.encode(), "seeds/case.txt"), "seeds/case.txt", change.language)
    quote = Quote(change.old, HERE)
    found = anchor_quote(searchable, quote, Problems())
    if found:
        return _is_whole(searchable.prose.text[slice(*found)], change.new)
    moved = relocate(TextIndex(searchable), quote)
    if moved is None or not moved.is_sure(DEFAULT_RATIO):
        return False
    return _is_whole(searchable.prose.text[moved.start : moved.end], change.new)


def _is_whole(found: str, sentence: str) -> bool:
    """Whether this is the sentence, its last mark aside."""
    return len(found.strip()) >= len(sentence.strip()) - 1


def peer(given: Sequence[Change]) -> list[bool]:
    """Which of them PyPI's reanchor takes, by its own defaults."""
    with tempfile.TemporaryDirectory() as folder:
        python = Path(folder) / "bin/python"
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--no-deps", PEER], check=True)
        asked = json.dumps([(one.old, one.new) for one in given])
        told = subprocess.run([python, "-c", _PEER_ANSWERS], input=asked, capture_output=True, text=True, check=True)
    return [bool(answer) for answer in json.loads(told.stdout)]


def table(given: Sequence[Change], taken: Sequence[bool], column: Callable[[Change], str]) -> Iterator[str]:
    """Rows of languages, columns of kinds: how many are taken of how many."""
    columns = list(dict.fromkeys((*MEANING, *HARMLESS)))
    yield f"| language | {' | '.join(columns)} |"
    yield "| --- " * (len(columns) + 1) + "|"
    for row in (*sorted({column(one) for one in given}), "all"):
        cells = []
        for kind in columns:
            here = [
                is_taken
                for one, is_taken in zip(given, taken, strict=True)
                if one.kind == kind and row in (column(one), "all")
            ]
            cells.append(f"{sum(here)} of {len(here)}" if here else "")
        yield f"| {row} | {' | '.join(cells)} |"


def summary(given: Sequence[Change], taken: Sequence[bool]) -> str:
    """`meaning changed and taken: 0 of 98; harmless and taken: 55 of 55 (100.0 %)`."""
    changed = [is_taken for one, is_taken in zip(given, taken, strict=True) if not one.is_harmless]
    harmless = [is_taken for one, is_taken in zip(given, taken, strict=True) if one.is_harmless]
    share = sum(harmless) / len(harmless)
    return (
        f"meaning changed and taken: {sum(changed)} of {len(changed)}; "
        f"harmless and taken: {sum(harmless)} of {len(harmless)} ({share:.1%})"
    )


def misses(given: Sequence[Change], taken: Sequence[bool]) -> Iterator[str]:
    """What went wrong, for a person to read."""
    for one, is_taken in zip(given, taken, strict=True):
        if not one.is_right(is_taken=is_taken):
            yield f"{'taken' if is_taken else 'left'}: {one.language}, {one.kind}\n  {one.old}\n  {one.new}"


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument(
        "--sets", nargs="+", default=[name for name in SETS if (DATA / f"reanchor-{name}.yaml").exists()]
    )
    asked = parser.parse_args()
    tools = {"sitegen": ours} | ({} if asked.alone else {PEER: peer})
    given = {name: changes(name) for name in asked.sets}
    for tool, takes in tools.items():
        begun = time.perf_counter()
        taken = {name: takes(some) for name, some in given.items()}
        print(f"## {tool} ({time.perf_counter() - begun:.1f} s)\n")
        for name, some in given.items():
            print(f"{name}: {summary(some, taken[name])}")
        every = [one for some in given.values() for one in some]
        both = [one for some in taken.values() for one in some]
        print(f"together: {summary(every, both)}\n")
        print("\n".join(table(every, both, lambda one: one.language)), "\n")
        if asked.misses:
            print("\n".join(misses(every, both)), "\n")


if __name__ == "__main__":
    main()

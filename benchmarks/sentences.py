"""How many sentences of 25 languages end where their authors ended them, beside sentencex and ICU.

`python benchmarks/sentences.py [--misses]`; the peers are PyPI's sentencex and icu4py, left out where they are not
installed. `data/sentences-*.yaml` has the paragraphs. README.md here tells what is counted as what.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

import yaml

from sitegen.text import sentences

DATA: Final = Path(__file__).parent / "data"
SETS: Final = ("own", "unseen")

Ends = Callable[[str, str], list[int]]
"""Text and language to the ends of its sentences, the last one excepted."""


class Paragraph(NamedTuple):
    """A paragraph, and where its sentences end, the last one excepted."""

    text: str
    ends: frozenset[int]


class Score(NamedTuple):
    """Ends that are right, of all that are wanted or were found."""

    right: int
    of: int

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.right / self.of if self.of else 1.0

    def plus(self, other: Score) -> Score:
        """Both together."""
        return Score(self.right + other.right, self.of + other.of)


def paragraphs(name: str) -> dict[str, list[Paragraph]]:
    """The paragraphs of a set, by language."""
    read = yaml.safe_load((DATA / f"sentences-{name}.yaml").read_text(encoding="utf-8"))
    return {language: [_paragraph(one) for one in written] for language, written in read.items()}


def _paragraph(written: list[str]) -> Paragraph:
    return Paragraph("".join(written), frozenset(_ends(written)))


def _ends(pieces: list[str]) -> Iterator[int]:
    """Where the pieces of a text end, blanks aside; a blank piece is none."""
    text = "".join(pieces)
    place = 0
    for piece in pieces[:-1]:
        place += len(piece)
        if piece.strip():
            yield len(text[:place].rstrip())


def scored(wanted: list[Paragraph], language: str, ends: Ends) -> Score:
    """How many ends of some paragraphs are right."""
    found = [(one.ends, frozenset(ends(one.text, language))) for one in wanted]
    return Score(sum(len(a & b) for a, b in found), sum(len(a | b) for a, b in found))


def misses(wanted: list[Paragraph], language: str, ends: Ends) -> Iterator[str]:
    """Each end that was missed or made up, with the words around it."""
    for one in wanted:
        found = set(ends(one.text, language))
        for place in sorted(one.ends ^ found):
            kind = "missed " if place in one.ends else "made up"
            yield f"{language} {kind} {one.text[max(place - 30, 0) : place]} | {one.text[place : place + 15]}"


def peers() -> Iterator[tuple[str, Ends]]:
    """The tools that are installed."""
    yield "sitegen", sentences.sentence_ends
    try:
        import sentencex

        yield "sentencex", lambda text, language: _joined(text, list(sentencex.segment(language, text)))
    except ImportError:
        print("sentencex is not installed", file=sys.stderr)
    try:
        from icu4py.breakers import SentenceBreaker

        yield "ICU", lambda text, language: _joined(text, [str(one) for one in SentenceBreaker(text, language)])
    except ImportError:
        print("icu4py is not installed", file=sys.stderr)


def _joined(text: str, pieces: list[str]) -> list[int]:
    """The ends of a tool's pieces, which joined have to be the text."""
    if "".join(pieces) != text:
        raise ValueError(f"the pieces are not the text: {text!r}")
    return [end for end in _ends(pieces) if end < len(text.rstrip())]


def main(*, with_misses: bool) -> None:
    """Prints a table for Markdown."""
    tools = dict(peers())
    sets = {name: paragraphs(name) for name in SETS}
    columns = [(tool, name) for tool in tools for name in SETS]
    print("| language | ends |", " | ".join(f"{tool}, {name}" for tool, name in columns), "|")
    print("| --- | --- |", " | ".join("---" for _ in columns), "|")
    totals = dict.fromkeys(columns, Score(0, 0))
    count = 0
    for language in sets["own"]:
        scores = {(tool, name): scored(sets[name][language], language, tools[tool]) for tool, name in columns}
        totals = {column: total.plus(scores[column]) for column, total in totals.items()}
        ends = sum(len(one.ends) for name in SETS for one in sets[name][language])
        count += ends
        print(f"| {language} | {ends} |", " | ".join(f"{scores[column].share:.1%}" for column in columns), "|")
    print(f"| all | {count} |", " | ".join(f"{totals[column].share:.1%}" for column in columns), "|")
    if with_misses:
        for name in SETS:
            for language, wanted in sets[name].items():
                for line in misses(wanted, language, sentences.sentence_ends):
                    print(f"{name}: {line}")


if __name__ == "__main__":
    main(with_misses="--misses" in sys.argv[1:])

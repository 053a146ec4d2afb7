"""How many names are linked as somebody said who had not read the rules.

`python benchmarks/names_unseen.py [--misses]`

Each case of `data/names-unseen.yaml` is an archive of one article; README.md here tells what is counted.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from sitegen.content.loader import person_names
from sitegen.content.word_usage import WordUsageCollector, facts_in
from sitegen.core.model import Actor, ActorId, ActorKind, Article, ArticleId, RawHtml
from sitegen.core.problems import Location, Problems
from sitegen.text import mentions, prose
from sitegen.text.anchoring import SearchableText

DATA: Final = Path(__file__).parent / "data/names-unseen.yaml"
HERE: Final = Location("names-unseen.yaml", 1)

Place = tuple[int, int, str]
"""Where words begin and end, and whom they mean."""


@dataclass(frozen=True, slots=True)
class Case:
    """A text with the mentions that should be found in it."""

    number: int
    language: str
    text: str
    actors: tuple[Actor, ...]
    wanted: frozenset[Place]
    nobody: tuple[tuple[int, int], ...]
    """Words that must not be linked, half-open."""


@dataclass(slots=True)
class Score:
    """What became of the names of one language, or of all."""

    wanted: int = 0
    right: int = 0
    wrong: int = 0
    """Links that nobody asked for; the same name with other ends is one, and is missed, too."""
    cases: int = 0
    whole: int = 0
    """Cases in which all is right."""
    misses: list[str] = field(default_factory=list)


def cases() -> Iterator[Case]:
    """All of them."""
    for number, case in enumerate(yaml.safe_load(DATA.read_text(encoding="utf-8")), 1):
        text = case["text"].strip()
        wanted = frozenset((*_nth(text, one["words"], one.get("nth", 1)), one["actor"]) for one in case["mentions"])
        nobody = tuple(match.span() for words in case.get("not") or () for match in re.finditer(re.escape(words), text))
        yield Case(number, case["language"], text, tuple(map(_actor, case["actors"])), wanted, nobody)


def found(case: Case) -> set[Place]:
    """The mentions of a case."""
    gatherer = WordUsageCollector()
    gatherer.add("case", facts_in(case.text))
    text = prose.read_seed(case.text.encode(), "case.txt", prose.SeedContext("", "", RawHtml.ESCAPE, frozenset()))
    searchable = SearchableText(text, "seeds/case.txt", case.language)
    start = text.text.index(case.text)
    lexicon = mentions.index_names(case.actors, (), gatherer.usage())
    hits = mentions.find_names(searchable, lexicon, Article(ArticleId("case"), HERE, "case.txt"), Problems())
    return {(hit.start - start, hit.end - start, str(hit.actor)) for hit in hits}


def scores() -> dict[str, Score]:
    """By language, and of `all`."""
    by_language: dict[str, Score] = {}
    for case in cases():
        hits = found(case)
        for score in (by_language.setdefault(case.language, Score()), by_language.setdefault("all", Score())):
            score.wanted += len(case.wanted)
            score.right += len(case.wanted & hits)
            score.wrong += len(hits - case.wanted)
            score.cases += 1
            score.whole += hits == case.wanted
        if hits != case.wanted:
            by_language["all"].misses.append(_shown(case, hits))
    return by_language


def _nth(text: str, words: str, nth: int) -> tuple[int, int]:
    start = [match.start() for match in re.finditer(f"(?={re.escape(words)})", text)][nth - 1]
    return start, start + len(words)


def _actor(given: dict[str, Any]) -> Actor:
    kind = ActorKind(given.get("kind", "person"))
    written = given.get("surname", ())
    surnames = ("false",) if written is False else (written,) if isinstance(written, str) else tuple(written)
    return Actor(
        ActorId(given["id"]), HERE, given["name"], kind, aliases=tuple(given.get("aliases", ())),
        surnames=person_names.surnames(given["name"], kind, surnames),
    )  # fmt: skip


def _shown(case: Case, hits: set[Place]) -> str:
    def words(places: set[Place] | frozenset[Place]) -> str:
        return ", ".join(f"{case.text[start:end]} ({actor}, {start})" for start, end, actor in sorted(places))

    of = "; ".join(actor.name for actor in case.actors)
    head = f"{case.number} {case.language} [{of}] {case.text!r}"
    return f"{head}\n  missed: {words(case.wanted - hits)}\n  wrong: {words(hits - case.wanted)}"


def main() -> None:
    """Print the scores, and with `--misses` each case that is not right."""
    found_scores = scores()
    if "--misses" in sys.argv:
        print(*found_scores["all"].misses, sep="\n")
    print("| language | names | right | wrong | cases | all right |\n| --- | --- | --- | --- | --- | --- |")
    for language, score in found_scores.items():
        numbers = (score.wanted, score.right, score.wrong, score.cases, score.whole)
        print(f"| {language} |", " | ".join(map(str, numbers)), "|")


if __name__ == "__main__":
    main()

"""Precision and recall of a build's mentions of actors: `score_mentions.py GOLD BUILT [--persons] [--show N]`.

BUILT is the site that was made of the archive that gold_to_archive.py made of GOLD. What counts are labelled names of a
linked person, organization or place. A mention is right if it names the labelled actor, lies within the label and
overlaps the bare name; mentions outside the labelled region of a text do not count. A name counts as found once. One
that was left alone because it fits two actors is missed. Offsets are compared in characters that are no white space.
"""

from __future__ import annotations

import argparse
import csv
import json
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import texts


class Name(NamedTuple):
    """A labelled name; places are counted in characters that are no white space."""

    start: int
    end: int
    bare_start: int
    bare_end: int
    actor: str
    words: str

    def is_meant(self, start: int, end: int, actor: str) -> bool:
        """Whether a mention is this name."""
        is_within = self.start <= start and end <= self.end
        return actor == self.actor and is_within and start < self.bare_end and end > self.bare_start


@dataclass
class Score:
    """What was counted."""

    right: int = 0
    found: int = 0
    """Names of which at least one mention is right."""
    wrong: Counter[tuple[str, str]] = field(default_factory=Counter)
    missed: Counter[tuple[str, str]] = field(default_factory=Counter)
    unscored: list[str] = field(default_factory=list)
    """Articles that are not in the site, or not with the labelled text."""

    def line(self) -> str:
        """The score in words."""
        predicted, gold = self.right + self.wrong.total(), self.found + self.missed.total()
        precision = self.right / predicted if predicted else 0.0
        recall = self.found / gold if gold else 0.0
        both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return (
            f"precision {precision:.4f} ({self.right} of {predicted} predicted)  "
            f"recall {recall:.4f} ({self.found} of {gold} gold)  f1 {both:.4f}"
        )


def headline_length(labelled: str, built: str) -> int | None:
    """Characters of a headline that the labelled text does not have; None where the texts differ otherwise."""
    there, here = texts.solid(labelled), texts.solid(built)
    words = [labelled[place] for place in there]
    if words == [built[place] for place in here]:
        return 0
    start = built.find("\n\n") + 2
    headline = bisect_left(here, start)
    return headline if start >= 2 and words == [built[place] for place in here[headline:]] else None


def names(document: dict[str, Any], *, persons: bool) -> Iterator[Name]:
    """The labelled names; one that ends inside a word, as "Berlin" in "Berliner", is none."""
    places = texts.solid(document["text"])
    for mention in document["mentions"]:
        is_wanted = texts.is_name(mention) and not (persons and mention["entity_type"] != "person")
        if is_wanted and not mention.get("inside_word"):
            whole = mention["start"], mention["end"]
            has_bare = mention.get("name_start") is not None
            bare = (mention["name_start"], mention["name_end"]) if has_bare else whole
            start, end, bare_start, bare_end = (bisect_left(places, place) for place in (*whole, *bare))
            yield Name(start, end, bare_start, bare_end, texts.actor_id(mention), mention["surface"])


def region(document: dict[str, Any]) -> tuple[int, int]:
    """The stretch of a text that is labelled."""
    places = texts.solid(document["text"])
    if document.get("annotated_span"):
        first, last = document["annotated_span"]
        return bisect_left(places, first), bisect_left(places, last)
    until = document.get("annotated_until")
    return 0, len(places) if until is None else bisect_left(places, until)


def count(score: Score, document: dict[str, Any], built: str, rows: list[dict[str, str]], *, persons: bool) -> None:
    """Add the mentions of an article to a score."""
    headline = headline_length(document["text"], built)
    if headline is None:
        score.unscored.append(document["id"])
        return
    here, (low, high), gold = texts.solid(built), region(document), list(names(document, persons=persons))
    found: set[int] = set()
    for row in rows:
        start, end = (bisect_left(here, int(row[key])) - headline for key in ("start", "end"))
        if start < low or end > high or (persons and row["kind"] != "person"):
            continue
        meant = [number for number, one in enumerate(gold) if one.is_meant(start, end, row["actor"])]
        found.update(meant)
        if meant:
            score.right += 1
        else:
            score.wrong[row["text"], row["actor"]] += 1
    score.found += len(found)
    score.missed.update((one.words, one.actor) for number, one in enumerate(gold) if number not in found)


def score_of(gold: Path, site: Path, *, persons: bool = False) -> Score:
    """The score of a site."""
    with (site / "data/articles.jsonl").open(encoding="utf-8") as lines:
        built = {one["id"]: one["text"] for one in map(json.loads, lines)}
    rows = defaultdict(list)
    with (site / "data/mentions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows[row["article"]].append(row)
    score = Score()
    for document in texts.documents(gold):
        identifier = texts.slug(document["id"])
        if identifier in built:
            count(score, document, built[identifier], rows[identifier], persons=persons)
        else:
            score.unscored.append(document["id"])
    return score


def main() -> None:
    """Print the score, and what is wrong and missed most often."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("built", type=Path)
    parser.add_argument("--persons", action="store_true", help="count persons alone")
    parser.add_argument("--show", type=int, default=0, help="how many of what is wrong and of what is missed")
    given = parser.parse_args()
    score = score_of(given.gold, given.built, persons=given.persons)
    print(score.line())
    for title, counts in (("wrong", score.wrong), ("missed", score.missed)):
        for (words, actor), number in counts.most_common(given.show):
            print(title, number, words, actor, sep="\t")
    if score.unscored:
        print(f"not scored: {len(score.unscored)} articles that are not there, or with another text")


if __name__ == "__main__":
    main()

"""How many of the people, organizations and places in texts of other authors are linked rightly.

`python benchmarks/names.py`; gold_to_archive.py makes archives of the labelled collections, and score_mentions.py
scores a build. README.md here tells what is counted as what.
"""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
import tempfile
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import texts

SETS: Final = ("gum", "wiki_fair", "schnitzler_interviews", "meantime")


@dataclass(frozen=True, slots=True)
class Label:
    """A stretch that the editors of a collection labelled, counted in characters that are no white space."""

    start: int
    end: int
    actor: str
    words: str
    is_wanted: bool
    """Whether it is a name of an actor of the archive."""


@dataclass(frozen=True, slots=True)
class Link:
    """A mention of a build, counted as a label is."""

    start: int
    end: int
    actor: str
    words: str


def run(*command: object) -> str:
    """What a program prints; its problems are of no account here."""
    return subprocess.run([*map(str, command)], capture_output=True, text=True, check=False).stdout


def labels(document: dict[str, Any]) -> Iterator[Label]:
    """All that is labelled in a document."""
    places = texts.solid(document["text"])
    for mention in document["mentions"]:
        start = bisect_left(places, mention.get("name_start", mention["start"]) or 0)
        end = bisect_left(places, mention.get("name_end", mention["end"]) or 0)
        is_wanted = texts.is_name(mention) and not mention.get("inside_word")
        actor = texts.actor_id(mention)
        yield Label(start, end, actor, " ".join(mention["surface"].split()), is_wanted)


def links(document: dict[str, Any], article: dict[str, Any], rows: list[dict[str, str]]) -> Iterator[Link]:
    """The mentions of an article in the labelled part of its text."""
    there, here = texts.solid(document["text"]), texts.solid(article["text"])
    # A headline that the labelled text does not have comes first.
    headline = len(here) - len(there)
    first, last = document.get("annotated_span") or (0, document.get("annotated_until") or len(document["text"]))
    low, high = bisect_left(there, first), bisect_left(there, last)
    for row in rows:
        start = bisect_left(here, int(row["start"])) - headline
        end = bisect_left(here, int(row["end"])) - headline
        if low <= start and end <= high:
            yield Link(start, end, row["actor"], row["text"])


def why_wrong(link: Link, found: list[Label]) -> str | None:
    """The class of a wrong mention; None where it is right."""
    over = [one for one in found if one.start < link.end and link.start < one.end]
    if any(one.is_wanted and one.actor == link.actor for one in over):
        return None
    if any(one.actor == link.actor for one in over):
        return "the same actor, labelled as a description or a work, not as a name"
    return "somebody or something else" if over else "not labelled at all"


def why_missed(label: Label, found: list[Link], doubts: set[str], names: set[str]) -> str | None:
    """The class of a missed name; None where it was found."""
    over = [one for one in found if one.start < label.end and label.start < one.end]
    if any(one.actor == label.actor for one in over):
        return None
    if over:
        return "other words are linked there, mostly a longer name"
    if any(doubt in label.words for doubt in doubts):
        return "fits several actors: left alone, and told"
    if any(re.search(rf"\b{re.escape(name)}", label.words) for name in names):
        return "a name of the actor, whole or by case, and not found"
    parts = {part for name in names for part in name.split() if part[0].isupper()}
    if any(word.removesuffix("’s").removesuffix("'s") in parts for word in label.words.split()):
        return "a part of a name where the whole does not stand before"
    return "words that the archive does not know: descriptions, other spellings"


def without_unlabelled(score: str, unlabelled: int) -> str:
    """The precision of a score where words are left out that are labelled as nothing at all."""
    right, predicted = map(int, re.findall(r"\((\d+) of (\d+) predicted\)", score)[0])
    return f"precision {right / max(predicted - unlabelled, 1):.4f} where words are left out that are not labelled"


def classes(gold: Path, site: Path, log: str) -> tuple[Counter[str], Counter[str]]:
    """How many wrong and missed mentions of each class a build has."""
    articles = {one["id"]: one for one in map(json.loads, (site / "data/articles.jsonl").open(encoding="utf-8"))}
    actors = {one["id"]: one for one in map(json.loads, (site / "data/actors.jsonl").open(encoding="utf-8"))}
    rows: dict[str, list[dict[str, str]]] = {identifier: [] for identifier in articles}
    with (site / "data/mentions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows[row["article"]].append(row)
    doubts: dict[str, set[str]] = {}
    for identifier, words in re.findall(r'seeds/(.*?)\.txt:\d+: warning\[name-ambiguous\]: "(.*?)" fits', log):
        doubts.setdefault(identifier, set()).add(words)
    wrong, missed = Counter[str](), Counter[str]()
    for document in texts.documents(gold):
        identifier = texts.slug(document["id"])
        marked = list(labels(document))
        linked = list(links(document, articles[identifier], rows[identifier]))
        wrong.update(filter(None, (why_wrong(link, marked) for link in linked)))
        for label in marked:
            actor = actors.get(label.actor, {})
            names = {actor.get("name", ""), *actor.get("aliases", ())} - {""}
            if label.is_wanted:
                why = why_missed(label, linked, doubts.get(identifier, set()), names)
                missed.update([why] if why else [])
    return wrong, missed


def main() -> None:
    """Print the scores of each set, and the classes of what is wrong and missed."""
    tools, sitegen = Path(__file__).resolve().parent, Path(sys.executable).parent / "sitegen"
    for name in SETS:
        gold = texts.SHIPPED / f"{name}.jsonl.gz"
        for aliases in ("all", "titles"):
            with tempfile.TemporaryDirectory() as folder:
                root, site = Path(folder), Path(folder) / "public"
                run(sys.executable, tools / "gold_to_archive.py", gold, root, "--aliases", aliases)
                build = (sitegen, "build", "--root", root, "--keep-going", "--no-search", "--quiet")
                log = subprocess.run([*map(str, build)], capture_output=True, text=True, check=False).stderr
                score = (sys.executable, tools / "score_mentions.py", gold, site)
                whole = run(*score).splitlines()[0]
                wrong, missed = classes(gold, site, log)
                print(f"{name}, aliases {aliases}\n  all      {whole}")
                print(f"           {without_unlabelled(whole, wrong['not labelled at all'])}")
                print(f"  persons  {run(*score, '--persons').splitlines()[0]}")
                if aliases == "all":
                    for title, counts in (("wrong", wrong), ("missed", missed)):
                        print(*(f"  {title:6} {count:4}  {why}" for why, count in counts.most_common()), sep="\n")


if __name__ == "__main__":
    main()

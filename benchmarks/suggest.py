"""What `sitegen suggest` finds in texts whose names people have marked: suggest.py [--data DIR] [--errors].

For each set of texts an archive is made without actors, and one with every second actor. Names of linked people,
organizations and places are right (`other linked` counts every linked name: events, works, languages …); of those that
are named at least twice in the set, or in two articles, the share that is suggested is told.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import texts
import yaml

from sitegen.content import loader
from sitegen.core.problems import Problems
from sitegen.suggest import ActorSuggestions, Suggestion, read_articles, suggest
from sitegen.suggest.spelling_distance import name_key

ROOT: Final = Path(__file__).resolve().parent.parent
FIRST: Final = 20
KINDS: Final = {"person", "organization", "place"}
SETS: Final = (
    ("gum", "news"),
    ("gum", "bio"),
    ("gum", "interview"),
    ("gum", "voyage"),
    ("gum", ""),
    ("meantime", ""),
    ("schnitzler_interviews", ""),
    ("schnitzler_tagebuch", ""),
)
"""Folder and genre; no genre = all of the folder."""


@dataclass
class Entity:
    """Somebody or something that people have marked."""

    kind: str
    forms: set[str] = field(default_factory=set)
    mentions: int = 0
    articles: set[str] = field(default_factory=set)


def main() -> None:
    """Print a line for each set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="list what is wrong among the first, and what is missed")
    given = parser.parse_args()
    print(f"{'set':<22} {'actors':<6} {'right/first':>12} {'or other linked':>16} {'kind':>8} "
          f"{'named twice':>20} {'in two articles':>20} {'given again':>11} {'seconds':>8}")  # fmt: skip
    for folder, genre in SETS:
        documents = [one for one in texts.collection(folder) if not genre or one["genre"] == genre]
        for part in ("none", "half"):
            _measure(f"{folder} {genre}".strip(), documents, part, given)


def _measure(label: str, documents: list[dict[str, Any]], part: str, given: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        actors = _archive(documents, root, part, Path(__file__).with_name("gold_to_archive.py"))
        begin = time.perf_counter()
        found = _suggested(root)
        seconds = time.perf_counter() - begin
    entities = _entities(documents)
    wanted = {name: one for name, one in entities.items() if one.kind in KINDS and not one.forms & actors}
    first = found.names[:FIRST]
    right = [one for one in first if _owners(one, wanted)]
    linked = [one for one in first if _owners(one, entities)]
    kinds = sum(one.guess.kind in {wanted[owner].kind for owner in _owners(one, wanted)} for one in right)
    again = sum(name_key(one.name) in actors for one in found.names)
    twice = {name for name, one in wanted.items() if one.mentions >= 2}
    spread = {name for name, one in wanted.items() if len(one.articles) >= 2}
    print(f"{label:<22} {part:<6} {_share(len(right), len(first)):>12} {_share(len(linked), len(first)):>16} "
          f"{_share(kinds, len(right)):>8} {_recall(twice, found.names, wanted):>20} "
          f"{_recall(spread, found.names, wanted):>20} {again:>11} {seconds:>8.2f}")  # fmt: skip
    if given.errors and part == "none":
        _tell_errors(found.names, entities, wanted, twice)


def _archive(documents: Iterable[dict[str, Any]], root: Path, part: str, tool: Path) -> set[str]:
    """Write an archive of the documents; the keys of all that its actors are called."""
    gold = root / "gold.jsonl"
    gold.write_text("".join(json.dumps(one) + "\n" for one in documents), encoding="utf-8")
    subprocess.run([sys.executable, tool, gold, root], check=True, capture_output=True)
    file = root / "content/actors/actors.yaml"
    actors = yaml.safe_load(file.read_text(encoding="utf-8"))[::2] if part == "half" else []
    file.write_text(yaml.safe_dump(actors, allow_unicode=True) if actors else "", encoding="utf-8")
    language = "de" if "schnitzler" in documents[0]["source"] else "en"
    (root / "content/site.yaml").write_text(f"language: {language}\n", encoding="utf-8")
    for notes in (root / "content/notes").glob("*.yaml"):
        notes.unlink()
    return {name_key(words) for actor in actors for words in (actor["name"], *actor.get("aliases", ()))}


def _suggested(root: Path) -> ActorSuggestions:
    archive = loader.load(root, Problems())
    if archive is None:
        raise SystemExit("no archive was made")
    seeds = ((one, (root / "seeds" / one.seed).read_bytes()) for one in read_articles(archive))
    return suggest(archive, seeds)


def _entities(documents: Iterable[dict[str, Any]]) -> dict[str, Entity]:
    """All that is named and linked to a knowledge base, by its id."""
    found: dict[str, Entity] = {}
    for document in documents:
        for mention in document["mentions"]:
            if mention.get("form") != "name" or not mention.get("kb"):
                continue
            entity = found.setdefault(mention["entity_id"], Entity(mention["entity_type"]))
            entity.forms |= set(_forms(mention, document["text"]))
            entity.mentions += 1
            entity.articles.add(document["id"])
    return found


def _forms(mention: dict[str, Any], text: str) -> Iterator[str]:
    """The name as marked, without the noun phrase and the possessive around it, and as the knowledge base has it."""
    bare = text[mention.get("name_start") or mention["start"] : mention.get("name_end") or mention["end"]]
    yield name_key(re.sub(r"['’]s?$", "", " ".join(bare.split())).strip(" .,:()"))
    if re.fullmatch(r"(Q|pmb)\d+", mention["kb"]) is None:
        yield name_key(re.sub(r"\s*\(.*?\)$|,.*", "", mention["kb"].replace("_", " ")))


def _owners(suggestion: Suggestion, entities: dict[str, Entity]) -> list[str]:
    """The entities that are called as a suggestion is."""
    names = {name_key(suggestion.name)}
    return [name for name, one in entities.items() if names & one.forms]


def _recall(wanted: set[str], names: Iterable[Suggestion], entities: dict[str, Entity]) -> str:
    found = _found(names, entities)
    return f"{len(wanted & found)} of {_share_of(len(wanted & found), len(wanted))}"


def _found(names: Iterable[Suggestion], entities: dict[str, Entity]) -> set[str]:
    by_form: dict[str, set[str]] = defaultdict(set)
    for name, one in entities.items():
        for form in one.forms:
            by_form[form].add(name)
    called = {name_key(form) for one in names for form in (one.name, *one.aliases)}
    return {name for form in called for name in by_form[form]}


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole}"


def _share_of(part: int, whole: int) -> str:
    return f"{whole} ({part / whole if whole else 0:.2f})"


def _tell_errors(
    names: tuple[Suggestion, ...], entities: dict[str, Entity], wanted: dict[str, Entity], twice: set[str]
) -> None:
    wrong = [one.name for one in names[:FIRST] if not _owners(one, wanted)]
    linked = {one.name for one in names[:FIRST] if _owners(one, entities)}
    missed = sorted(twice - _found(names, wanted), key=lambda name: -wanted[name].mentions)
    print("  wrong:", ", ".join(f"{name} (other kind)" if name in linked else name for name in wrong))
    print("  missed:", ", ".join(f"{name} {wanted[name].mentions}/{len(wanted[name].articles)}" for name in missed))


if __name__ == "__main__":
    main()

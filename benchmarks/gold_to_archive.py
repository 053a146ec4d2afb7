"""An archive for sitegen, made of labelled texts: `gold_to_archive.py GOLD OUT [--aliases all|titles]`.

`seeds/` holds the texts, `content/actors/` everybody and everything that is labelled with names, `content/notes/` what
the collection notes on passages. With `--aliases titles` an actor has its name alone; with `all` every other form of
two words or more, and every form of an organization or a place, is an alias: single surnames it has to find by itself.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import texts
import yaml


def name_in(mention: dict[str, Any], text: str) -> str:
    """The name itself, without the noun phrase and the possessive around it."""
    is_within = mention.get("name_start") is not None
    words = text[mention["name_start"] : mention["name_end"]] if is_within else mention["surface"]
    return re.sub(r"[’']s$", "", " ".join(words.split()))


def title_of(key: str) -> str:
    """The name that a knowledge base has for an entity; empty where it has only a number."""
    return "" if re.fullmatch(r"(Q|pmb)\d+", key) else re.sub(r"\s*\(.*?\)$", "", key.replace("_", " "))


def actors(documents: list[dict[str, Any]], aliases: str) -> Iterator[dict[str, object]]:
    """The records of all actors, in the order of their ids in the collection."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    known: dict[str, dict[str, Any]] = {}
    kinds: dict[str, str] = {}
    for document in documents:
        for mention in filter(texts.is_name, document["mentions"]):
            forms[mention["entity_id"]][name_in(mention, document["text"])] += 1
            kinds.setdefault(mention["entity_id"], mention["entity_type"])
            known[mention["entity_id"]] = mention
    for entity, names in sorted(forms.items()):
        commonest = max(names, key=lambda name, names=names: (name.count(" "), names[name], name))  # type: ignore[misc]
        name, kind = title_of(known[entity]["kb"]) or commonest, kinds[entity]
        if name.strip():
            record: dict[str, object] = {"id": texts.actor_id(known[entity]), "name": name, "kind": kind}
            others = [one for one in names if one != name and (" " in one or kind != "person") and len(one) > 1]
            yield record | ({"aliases": sorted(others)} if others and aliases == "all" else {})


def article(document: dict[str, Any]) -> dict[str, str]:
    """The record of an article."""
    identifier = texts.slug(document["id"])
    found = {"seed": f"{identifier}.txt", "id": identifier}
    if document.get("date"):
        found["date"] = str(document["date"])
    return found | ({"publisher": document["newspaper"]} if document.get("newspaper") else {})


def notes(document: dict[str, Any]) -> Iterator[dict[str, object]]:
    """The records of the notes on passages of a text, each with 32 characters of context."""
    identifier, text = texts.slug(document["id"]), document["text"]
    for number, note in enumerate(document.get("context_notes") or []):
        if note.get("anchored") and note.get("start") is not None:
            start, end = note["start"], note["end"]
            prefix, exact, suffix = text[max(0, start - 32) : start], text[start:end], text[end : end + 32]
            yield {
                "id": f"{identifier}-n{number}",
                "title": " ".join(exact.split())[:80] or "note",
                "body": note["note"] or "-",
                "article": identifier,
                "quote": {"exact": exact, "prefix": prefix, "suffix": suffix},
            }


def write(file: Path, value: object) -> None:
    """Write a record, or a list of them."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), encoding="utf-8")


def main() -> None:
    """Make the archive."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--aliases", choices=["all", "titles"], default="all")
    given = parser.parse_args()
    documents = texts.documents(given.gold)
    write(given.out / "content/actors/actors.yaml", list(actors(documents, given.aliases)))
    (given.out / "seeds").mkdir(parents=True, exist_ok=True)
    for document in documents:
        identifier = texts.slug(document["id"])
        (given.out / f"seeds/{identifier}.txt").write_text(document["text"], encoding="utf-8")
        write(given.out / f"content/articles/{identifier}.yaml", article(document))
        if found := list(notes(document)):
            write(given.out / f"content/notes/{identifier}.yaml", found)


if __name__ == "__main__":
    main()

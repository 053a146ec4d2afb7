"""Suggestions as YAML that can be pasted into `content/actors/`, with what an editor has to check as comments."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Final

from sitegen.suggest.suggestion_model import ActorSuggestions, DuplicateActors, NameExample, Suggestion

_PLAIN: Final = re.compile(r"[^\W\d_][\w.'’ -]*[\w.]")
"""Words that YAML takes as they are, in a list too."""

_HEAD: Final = """\
# Names that recur and belong to no actor. Look at each: delete those that are none, and check each kind.
# Then save this below content/actors/, for example as content/actors/suggested.yaml.
"""
_NOTHING: Final = "# No name recurs that belongs to no actor.\n"


def suggestions_as_yaml(found: ActorSuggestions, most: int = 0) -> str:
    """The first `most` suggestions as a list of records, 0 = all; duplicates as comments behind it."""
    names = found.names[: most or None]
    records = "".join(f"\n{_record(one)}" for one in names)
    return (_HEAD + records if names else _NOTHING) + "".join(_comments(found.duplicates[: most or None]))


def _record(one: Suggestion) -> str:
    sign = f"because {one.guess.sign}" if one.guess.sign else "check: nothing tells what it is, and this is the default"
    lines = [
        f"- id: {_scalar(one.id)}",
        f"  name: {_scalar(one.name)}",
        f"  kind: {one.guess.kind}  # {sign}",
        *([f"  aliases: [{', '.join(map(_scalar, one.aliases))}]"] if one.aliases else []),
        f"  # mentions: {one.mentions}, articles: {len(one.articles)}",
        *(f"  # {_example(example)}" for example in one.examples),
    ]
    return "\n".join(lines) + "\n"


def _example(example: NameExample) -> str:
    excerpt = example.excerpt
    return f"{example.article}: {' '.join((excerpt.before + excerpt.words + excerpt.after).split())}"


def _comments(duplicates: Iterable[DuplicateActors]) -> Iterator[str]:
    for number, one in enumerate(duplicates):
        if not number:
            yield "\n# Actors that may be one:\n"
        yield f"# {', '.join(f'{actor.id} ({actor.location})' for actor in one.actors)}: {one.reason}\n"


def _scalar(words: str) -> str:
    """Words as a YAML value: in quotes unless they are plainly text, also to programs that know `No` as false."""
    is_plain = _PLAIN.fullmatch(words) and words.casefold() not in ("no", "yes", "on", "off", "true", "false", "null")
    return words if is_plain else json.dumps(words, ensure_ascii=False)

"""What an editor may want to do about one article: lost passages, known names without a link, names of nobody."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from sitegen import suggest
from sitegen.core.model import ActorKind, Archive, Claim, Excerpt, Note, Unlinked, UnlinkedReason
from sitegen.editor import author_files, composition, mention_edits
from sitegen.editor.api_types import Change, Choice, Draft, Kind, Suggested, Values
from sitegen.editor.article_view import Reading
from sitegen.editor.composition import Composed, refused
from sitegen.editor.reanchor import lost_quotes
from sitegen.editor.reanchor.quote_edit import requoted
from sitegen.text.normalize import fold
from sitegen.text.relocation.relocate import DEFAULT_RATIO

Record = TypeVar("Record", Claim, Note)

MOST_NAMES: Final = 12
"""Names of nobody that are shown: the most frequent; the command `suggest` lists all."""

_REASONS: Final = {
    UnlinkedReason.AMBIGUOUS: "These words fit several.",
    UnlinkedReason.NOT_INTRODUCED: "A surname, and the article has not named anybody in full before it.",
    UnlinkedReason.PINNED_ONLY: "This actor is only linked where the article’s record says so.",
}
_NOBODY: Final = Choice("nobody", "Nobody")
_KINDS: Final = tuple(Choice(kind.value, f"Add {kind.value}") for kind in ActorKind)


@dataclass(frozen=True, slots=True)
class Answerable:
    """A suggestion, and what its choices do."""

    suggested: Suggested
    compose: Callable[[str], Composed]
    """Given the key of a choice. Raises RefusedError."""


def answerable(root: Path, reading: Reading) -> list[Answerable]:
    """All that is suggested about an article, the most pressing first."""
    return [*_lost(root, reading), *_unlinked(root, reading), *_unknown(root, reading)]


def _lost(root: Path, reading: Reading) -> Iterator[Answerable]:
    """Passages that are not found, with the nearest place; nothing is moved but at a person's word."""
    for one in lost_quotes.find(root, _about(reading), DEFAULT_RATIO):
        kind, identifier = one.annotation.kind, one.annotation.id
        words = f"{one.quote.exact} … {one.quote.until}" if one.quote.until else one.quote.exact
        found = [] if one.move is None else [Choice("move", f"Quote “{_shown(_words(one))}” instead")]
        detail = f"{one.quote.location}: {one.problem.message}"
        key = _key("lost", kind, identifier, str(one.quote.location), words)
        title = f"The words of {kind} {identifier} are not found"
        yield Answerable(Suggested(key, title, detail, words, tuple(found)), partial(_moved, root, one))


def _about(reading: Reading) -> Archive:
    """The archive with nothing in it but what stands in this article."""
    archive, article = reading.known.archive, reading.article

    def narrowed(records: Iterable[Record]) -> tuple[Record, ...]:
        here = ((one, tuple(place for place in one.passages if place.article == article.id)) for one in records)
        return tuple(replace(one, passages=passages) for one, passages in here if passages)

    return replace(archive, articles=(article,), claims=narrowed(archive.claims), notes=narrowed(archive.notes))


def _words(one: lost_quotes.Lost) -> str:
    quote = one.move.quote if one.move else one.quote
    return f"{quote.exact} … {quote.until}" if quote.until else quote.exact


def _moved(root: Path, one: lost_quotes.Lost, _: str) -> Composed:
    there = author_files.read(root, one.quote.location.file)
    text = requoted(there.text, there.file, one.quote, one.move.quote) if one.move else None
    label = f"{one.annotation.kind} {one.annotation.id} quoted anew"
    after = composition.writable(text, there.file).encode()
    return composition.composed(Change(label, there.file, there.raw, after), one.annotation.id)


def _unlinked(root: Path, reading: Reading) -> Iterator[Answerable]:
    """Names that the archive knows, the same words for the same reason once."""
    names = {one.id: one.name for one in reading.known.archive.actors}
    seen: dict[tuple[object, ...], list[Unlinked]] = {}
    for one in reading.woven.unlinked:
        if one.why in _REASONS:
            words = " ".join(one.excerpt.words.split())
            seen.setdefault((fold(words).text, one.actors, one.why), []).append(one)
    for places in seen.values():
        first = places[0]
        words = " ".join(first.excerpt.words.split())
        choices = (*(Choice(actor, names[actor]) for actor in first.actors), _NOBODY)
        often = f" It stands there {len(places)} times." if len(places) > 1 else ""
        detail = f"{_REASONS[first.why]}{often} Who is meant in this article?"
        key = _key("name", words, first.why, *first.actors)
        suggested = Suggested(key, f"“{words}” is not linked", detail, _sentence(first.excerpt), choices)
        yield Answerable(suggested, partial(_named, root, reading, words))


def _named(root: Path, reading: Reading, words: str, choice: str) -> Composed:
    if choice == _NOBODY.key:
        return mention_edits.refuse(root, reading, words)
    return mention_edits.pin(root, reading, words, choice)


def _unknown(root: Path, reading: Reading) -> Iterator[Answerable]:
    """Names that recur in this article and are no actor's."""
    found = suggest.suggest(reading.known.archive, [(reading.article, reading.seed)])
    for one in found.names[:MOST_NAMES]:
        first = [choice for choice in _KINDS if choice.key == one.guess.kind.value]
        choices = (*first, *(choice for choice in _KINDS if choice not in first), _NOBODY)
        words = _sentence(one.examples[0].excerpt) if one.examples else one.name
        title = f"“{one.name}” is no actor yet"
        detail = f"Named {one.mentions} times in this article."
        suggested = Suggested(_key("new", one.id, one.name), title, detail, words, choices)
        yield Answerable(suggested, partial(_added, root, reading, one))


def _added(root: Path, reading: Reading, one: suggest.Suggestion, kind: str) -> Composed:
    if kind == _NOBODY.key:
        return mention_edits.refuse(root, reading, one.name)
    values: Values = {"name": one.name, "aliases": list(one.aliases)}
    if kind != ActorKind.PERSON.value:  # the default
        values["kind"] = kind
    return composition.new_record(root, reading.known, reading, Draft(Kind.ACTOR, reading.article.id, None, values))


def accepted(root: Path, reading: Reading, key: str, choice: str) -> Composed:
    """What a choice comes to. Raises RefusedError where the suggestion does not stand any more."""
    for one in answerable(root, reading):
        if one.suggested.key == key and choice in [known.key for known in one.suggested.choices]:
            return one.compose(choice)
    raise refused(reading.file, "this is not suggested any more", "look at the suggestions again")


def _sentence(excerpt: Excerpt) -> str:
    return " ".join(f"{excerpt.before}{excerpt.words}{excerpt.after}".split())


def _shown(words: str) -> str:
    return words if len(words) <= 120 else f"{words[:119]}…"


def _key(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]

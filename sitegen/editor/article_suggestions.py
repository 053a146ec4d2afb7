"""What an editor may want to do about one article: lost passages, known names without a link, names of nobody."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from msgspec.structs import replace

from sitegen import suggest
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import ActorKind, Archive, Claim, Excerpt, Note, UnlinkedName, UnlinkedReason
from sitegen.editor import author_files, mention_edits, planning
from sitegen.editor.api_types import (
    ArticleSuggestion,
    FileChange,
    FilledForm,
    FormValues,
    RecordKind,
    SuggestionChoice,
    refusal,
)
from sitegen.editor.article_view import ArticleView
from sitegen.editor.planning import PlannedEdit
from sitegen.editor.reanchor import lost_quotes
from sitegen.editor.reanchor.quote_edit import change_quote
from sitegen.text.normalize import normalize
from sitegen.text.relocation.relocate import DEFAULT_RATIO

AnnotationRecord = TypeVar("AnnotationRecord", Claim, Note)

MAX_NAMES: Final = 12
"""Names of nobody that are shown: the most frequent; the command `suggest` lists all."""

_REASONS: Final = {
    UnlinkedReason.AMBIGUOUS: "These words fit several.",
    UnlinkedReason.NOT_INTRODUCED: "A surname, and the article has not named anybody in full before it.",
    UnlinkedReason.PINNED_ONLY: "This actor is only linked where the article’s record says so.",
}
_NOBODY: Final = SuggestionChoice("nobody", "Nobody")
_KINDS: Final = tuple(SuggestionChoice(kind.value, f"Add {kind.value}") for kind in ActorKind)


class ActionableSuggestion(FrozenRecord):
    """A suggestion, and what its choices do."""

    suggested: ArticleSuggestion
    compose: Callable[[str], PlannedEdit]
    """Given the key of a choice. Raises EditRefusedError."""


def suggestions_for(root: Path, view: ArticleView) -> list[ActionableSuggestion]:
    """All that is suggested about an article, the most pressing first."""
    return [*_lost_passages(root, view), *_unlinked_names(root, view), *_unknown_names(root, view)]


def _lost_passages(root: Path, view: ArticleView) -> Iterator[ActionableSuggestion]:
    """Passages that are not found, with the nearest place; nothing is moved but at a person's word."""
    for one in lost_quotes.find_lost_quotes(root, _archive_of_article(view), DEFAULT_RATIO):
        kind, identifier = one.annotation.kind, one.annotation.id
        words = f"{one.quote.exact} … {one.quote.until}" if one.quote.until else one.quote.exact
        found = (
            []
            if one.relocation is None
            else [SuggestionChoice("move", f"Quote “{_shortened(_words_after_move(one))}” instead")]
        )
        detail = f"{one.quote.location}: {one.problem.message}"
        key = _suggestion_key("lost", kind, identifier, str(one.quote.location), words)
        title = f"The words of {kind} {identifier} are not found"
        yield ActionableSuggestion(
            ArticleSuggestion(key, title, detail, words, tuple(found)), partial(_plan_move, root, one)
        )


def _archive_of_article(view: ArticleView) -> Archive:
    """The archive with nothing in it but what stands in this article."""
    archive, article = view.known.archive, view.article

    def narrowed(records: Iterable[AnnotationRecord]) -> tuple[AnnotationRecord, ...]:
        here = ((one, tuple(place for place in one.passages if place.article == article.id)) for one in records)
        return tuple(replace(one, passages=passages) for one, passages in here if passages)

    return replace(archive, articles=(article,), claims=narrowed(archive.claims), notes=narrowed(archive.notes))


def _words_after_move(one: lost_quotes.LostQuote) -> str:
    quote = one.relocation.quote if one.relocation else one.quote
    return f"{quote.exact} … {quote.until}" if quote.until else quote.exact


def _plan_move(root: Path, one: lost_quotes.LostQuote, _: str) -> PlannedEdit:
    content = author_files.read(root, one.quote.location.file)
    text = change_quote(content.text, content.file, one.quote, one.relocation.quote) if one.relocation else None
    label = f"{one.annotation.kind} {one.annotation.id} quoted anew"
    after = planning.require_text(text, content.file).encode()
    return planning.plan_of(FileChange(label, content.file, content.raw, after), one.annotation.id)


def _unlinked_names(root: Path, view: ArticleView) -> Iterator[ActionableSuggestion]:
    """Names that the archive knows, the same words for the same reason once."""
    names = {one.id: one.name for one in view.known.archive.actors}
    seen: dict[tuple[object, ...], list[UnlinkedName]] = {}
    for one in view.annotated.unlinked:
        if one.why in _REASONS:
            words = " ".join(one.excerpt.words.split())
            seen.setdefault((normalize(words).text, one.actors, one.why), []).append(one)
    for places in seen.values():
        first = places[0]
        words = " ".join(first.excerpt.words.split())
        choices = (*(SuggestionChoice(actor, names[actor]) for actor in first.actors), _NOBODY)
        often = f" It stands there {len(places)} times." if len(places) > 1 else ""
        detail = f"{_REASONS[first.why]}{often} Who is meant in this article?"
        key = _suggestion_key("name", words, first.why, *first.actors)
        suggested = ArticleSuggestion(key, f"“{words}” is not linked", detail, _sentence_of(first.excerpt), choices)
        yield ActionableSuggestion(suggested, partial(_plan_mention, root, view, words))


def _plan_mention(root: Path, view: ArticleView, words: str, choice: str) -> PlannedEdit:
    if choice == _NOBODY.key:
        return mention_edits.plan_not_mention(root, view, words)
    return mention_edits.plan_mention(root, view, words, choice)


def _unknown_names(root: Path, view: ArticleView) -> Iterator[ActionableSuggestion]:
    """Names that recur in this article and are no actor's."""
    found = suggest.suggest(view.known.archive, [(view.article, view.seed)])
    for one in found.names[:MAX_NAMES]:
        first = [choice for choice in _KINDS if choice.key == one.guess.kind.value]
        choices = (*first, *(choice for choice in _KINDS if choice not in first), _NOBODY)
        words = _sentence_of(one.examples[0].excerpt) if one.examples else one.name
        title = f"“{one.name}” is no actor yet"
        detail = f"Named {one.mentions} times in this article."
        suggested = ArticleSuggestion(_suggestion_key("new", one.id, one.name), title, detail, words, choices)
        yield ActionableSuggestion(suggested, partial(_plan_actor, root, view, one))


def _plan_actor(root: Path, view: ArticleView, one: suggest.Suggestion, kind: str) -> PlannedEdit:
    if kind == _NOBODY.key:
        return mention_edits.plan_not_mention(root, view, one.name)
    values: FormValues = {"name": one.name, "aliases": list(one.aliases)}
    if kind != ActorKind.PERSON.value:  # the default
        values["kind"] = kind
    return planning.plan_new_record(root, view.known, view, FilledForm(RecordKind.ACTOR, view.article.id, None, values))


def plan_choice(root: Path, view: ArticleView, key: str, choice: str) -> PlannedEdit:
    """What a choice comes to. Raises EditRefusedError where the suggestion does not stand any more."""
    for one in suggestions_for(root, view):
        if one.suggested.key == key and choice in [known.key for known in one.suggested.choices]:
            return one.compose(choice)
    raise refusal(view.file, "this is not suggested any more", "look at the suggestions again")


def _sentence_of(excerpt: Excerpt) -> str:
    return " ".join(f"{excerpt.before}{excerpt.words}{excerpt.after}".split())


def _shortened(words: str) -> str:
    return words if len(words) <= 120 else f"{words[:119]}…"


def _suggestion_key(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]

"""Every passage of an archive that is not found, with the place where it most likely went."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from enum import StrEnum
from pathlib import Path

from msgspec.structs import replace

from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import AnnotationId, Archive, ArticleId, Quote
from sitegen.core.problems import Problem, Problems
from sitegen.editor.reanchor.archive_quotes import AnnotationQuote, ArchiveTexts, quotes_by_article
from sitegen.text.anchoring import anchor_quote
from sitegen.text.relocation.best_match import TextIndex
from sitegen.text.relocation.relocate import Relocation, relocate


class RelocationOutcome(StrEnum):
    """What can be done about a lost passage."""

    MOVE = "move"
    """Its place is sure enough."""
    MEANING = "meaning"
    """What differs there is more than slips of the pen: it may mean something else."""
    UNSURE = "unsure"
    """The place is less alike than was asked for."""
    TIE = "tie"
    """Another place is as like, or nearly."""
    TAKEN = "taken"
    """What differs there is more than that, and another passage has the place."""
    AMBIGUOUS = "ambiguous"
    """The words are there, several times."""
    NOWHERE = "nowhere"
    """Nothing in the text is like the words."""


class LostQuote(FrozenRecord):
    """A passage that is not found, or not in one place."""

    annotation: AnnotationId
    article: ArticleId
    seed: str
    """Path below the archive's root."""
    quote: Quote
    problem: Problem
    """What `check` says about it."""
    outcome: RelocationOutcome
    relocation: Relocation | None = None
    line: int = 0
    """The line of the seed at which its place begins; 0 where it has none."""
    runner_up_line: int = 0
    """The line of the other place of a tie."""


def find_lost_quotes(root: Path, archive: Archive, accept: float) -> list[LostQuote]:
    """The lost passages of all claims and notes, drafts included, in the order of their places in the files.

    `accept` is the similarity from which on a place is sure enough.
    """
    articles = {one.id: one for one in archive.articles}
    texts = ArchiveTexts(root, archive)
    found: list[LostQuote] = []
    for identifier, quoted in quotes_by_article(archive).items():
        found += _of_article(texts.index_of(articles[identifier]), identifier, quoted, accept)
    return sorted(found, key=lambda lost: (lost.quote.location, lost.annotation))


def _of_article(
    index: TextIndex, article: ArticleId, quoted: Sequence[AnnotationQuote], accept: float
) -> Iterator[LostQuote]:
    lost, taken = [], set()
    for one in quoted:
        problems = Problems()
        place = anchor_quote(index.searchable, one.quote, problems)
        if place:
            taken.add(place)
        lost += [(one, problem) for problem in problems if problem.code != "quote-empty"]
    for one, problem in lost:
        found = LostQuote(
            one.annotation, article, index.searchable.seed_file, one.quote, problem, RelocationOutcome.NOWHERE
        )
        yield _relocated(index, found, taken, accept)


def _relocated(index: TextIndex, lost: LostQuote, taken: Container[tuple[int, int]], accept: float) -> LostQuote:
    if lost.problem.code == "quote-ambiguous":
        return replace(lost, outcome=RelocationOutcome.AMBIGUOUS)
    moved = relocate(index, lost.quote)
    if moved is None:
        return lost
    searchable = index.searchable
    runner_up_line = searchable.line_at(moved.runner_up[0]) if moved.runner_up else 0
    outcome = _outcome(moved, accept, is_taken=(moved.start, moved.end) in taken)
    return replace(
        lost, outcome=outcome, relocation=moved, line=searchable.line_at(moved.start), runner_up_line=runner_up_line
    )


def _outcome(moved: Relocation, accept: float, *, is_taken: bool) -> RelocationOutcome:
    if moved.is_sure(accept):
        return RelocationOutcome.MOVE
    if moved.runner_up:
        return RelocationOutcome.TIE
    if moved.is_equivalent:
        return RelocationOutcome.UNSURE
    return RelocationOutcome.TAKEN if is_taken else RelocationOutcome.MEANING

"""Every passage of an archive that is not found, with the place where it most likely went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from sitegen import prose, sources
from sitegen.anchor import Target
from sitegen.model import AnnotationId, AnnotationKind, Archive, Article, ArticleId, Quote
from sitegen.nearness.alignment import is_slip
from sitegen.problems import Problem, Problems
from sitegen.prose.articles import called
from sitegen.reanchor.moves import Move, move
from sitegen.reanchor.places import Ground
from sitegen.reanchor.quoted import words_of


class Answer(StrEnum):
    """What can be done about a lost passage."""

    MOVE = "move"
    """Its place is sure enough."""
    UNSURE = "unsure"
    """The place is less alike than was asked for."""
    TIE = "tie"
    """Another place is as like, or nearly."""
    TAKEN = "taken"
    """The place is that of another passage."""
    AMBIGUOUS = "ambiguous"
    """The words are there, several times."""
    NOWHERE = "nowhere"
    """Nothing in the text is like the words."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A passage that is not found, or not in one place."""

    annotation: AnnotationId
    article: ArticleId
    seed: str
    """Path below the archive's root."""
    quote: Quote
    problem: Problem
    """What `check` says about it."""
    answer: Answer
    move: Move | None = None
    line: int = 0
    """The line of the seed at which its place begins; 0 where it has none."""
    rival_line: int = 0
    """The line of the other place of a tie."""


@dataclass(frozen=True, slots=True)
class _Quoted:
    annotation: AnnotationId
    quote: Quote


def find(root: Path, archive: Archive, accept: float) -> list[Lost]:
    """The lost passages of all claims and notes, drafts included, in the order of their places in the files.

    `accept` is the likeness from which on a place is sure enough.
    """
    articles = {one.id: one for one in archive.articles}
    found: list[Lost] = []
    for identifier, quoted in _by_article(archive).items():
        found += _of_article(root, articles[identifier], archive, quoted, accept)
    return sorted(found, key=lambda lost: (lost.quote.location, lost.annotation))


def _by_article(archive: Archive) -> dict[ArticleId, list[_Quoted]]:
    found: defaultdict[ArticleId, list[_Quoted]] = defaultdict(list)
    for kind, records in ((AnnotationKind.CLAIM, archive.claims), (AnnotationKind.NOTE, archive.notes)):
        for record in records:
            for number, passage in enumerate(record.passages, 1):
                if passage.quote is not None:
                    found[passage.article].append(_Quoted(AnnotationId(kind, record.id, number), passage.quote))
    return found


def _of_article(
    root: Path, article: Article, archive: Archive, quoted: Sequence[_Quoted], accept: float
) -> Iterable[Lost]:
    seed = f"seeds/{article.seed}"
    reading = prose.Reading(
        article.title, article.url, archive.site.raw_html, frozenset(archive.media), called(archive.articles, ())
    )
    target = Target(prose.read(sources.bytes_of(root, seed), seed, reading), seed)
    ground, lost, taken = Ground(target), [], set()
    for one in quoted:
        problems = Problems()
        place = target.find(one.quote, problems)
        if place:
            taken.add((place.start, place.end))
        lost += [(one, problem) for problem in problems if problem.code != "quote-empty"]
    answers = [_answer(ground, one, problem, (article.id, seed), accept) for one, problem in lost]
    return _without_collisions(answers, taken)


def _answer(ground: Ground, one: _Quoted, problem: Problem, of: tuple[ArticleId, str], accept: float) -> Lost:
    lost = Lost(one.annotation, *of, one.quote, problem, Answer.NOWHERE)
    if problem.code == "quote-ambiguous":
        return replace(lost, answer=Answer.AMBIGUOUS)
    moved = move(ground, one.quote)
    if moved is None:
        return lost
    answer = Answer.TIE if moved.rival else Answer.MOVE if moved.likeness >= accept else Answer.UNSURE
    target = ground.target
    rival_line = target.line_at(moved.rival[0]) if moved.rival else 0
    return replace(lost, answer=answer, move=moved, line=target.line_at(moved.start), rival_line=rival_line)


def _without_collisions(answers: Sequence[Lost], taken: set[tuple[int, int]]) -> Iterator[Lost]:
    """No passage goes where another one stands, or where other words are more like: it was another sentence."""
    best: dict[tuple[int, int], Lost] = {}
    for one in sorted(answers, key=lambda lost: -(lost.move.likeness if lost.move else 0)):
        if one.move:
            best.setdefault((one.move.start, one.move.end), one)
    for one in answers:
        if one.answer is not Answer.MOVE or one.move is None:
            yield one
            continue
        place = (one.move.start, one.move.end)
        is_free = place not in taken and words_of(best[place].quote) == words_of(one.quote)
        is_same = is_free or _differs_by_slips(words_of(one.quote), words_of(one.move.quote))
        yield one if is_same else replace(one, answer=Answer.TAKEN)


def _differs_by_slips(before: str, after: str) -> bool:
    old, new = before.casefold().split(), after.casefold().split()
    return len(old) == len(new) and all(a == b or is_slip(a, b) for a, b in zip(old, new, strict=True))

"""The number of a verdict, as its place between the lowest and the highest of its scale."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import Verdict

LOWEST = 1
"""Where a scale begins that does not say otherwise, as readers of ratings take it."""


class NumericRating(FrozenRecord):
    """A number on a scale: `worst` ≤ `value` ≤ `best`."""

    value: float
    """A whole number is an `int`, so that it is written without a point."""
    best: float
    worst: float


def rating_of(verdict: Verdict, scale: Iterable[Verdict]) -> NumericRating | None:
    """The rating of a step of the scale; None where it has no number, or the scale no room for one.

    `2/5` goes up to 5; a plain `2` to the highest plain number of the scale. A scale begins at 1, or lower where one of
    its steps is lower.
    """
    if not verdict.rating:
        return None
    value, top = _parts(verdict.rating)
    beside = [number for number, other in map(_parts, (step.rating for step in scale if step.rating)) if other == top]
    best = max(beside) if top is None else top
    worst = min(LOWEST, *beside, value)
    return NumericRating(value, best, worst) if worst < best and worst <= value <= best else None


def _parts(rating: str) -> tuple[float, float | None]:
    value, _, top = rating.partition("/")
    return _number(value), _number(top) if top else None


def _number(digits: str) -> float:
    number = float(digits)
    return int(number) if number.is_integer() else number

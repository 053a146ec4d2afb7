"""Names in sentences by somebody who had not read the rules: the scores of benchmarks/names_unseen.py must not fall."""

from __future__ import annotations

import pytest

from benchmarks.names_unseen import Score, scores


@pytest.fixture(scope="module")
def found() -> dict[str, Score]:
    return scores()


def test_names_are_linked_as_their_author_says(found: dict[str, Score]) -> None:
    whole = found["all"]
    assert (whole.wanted, whole.cases) == (294, 141)
    assert whole.right >= 274
    assert whole.wrong <= 25
    assert whole.whole >= 99

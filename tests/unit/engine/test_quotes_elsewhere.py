"""Where else the words of a lost quote stand is told, and nothing else of any problem changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.archives import write

from sitegen.content.loader import load
from sitegen.core.problems import Problem, Problems
from sitegen.engine.quotes_elsewhere import with_other_articles

SEEDS = {
    "seeds/a.txt": "A\n\nThe ferry left at noon.\n",
    "seeds/b.md": "# B\n\nThe **bridge** “has carried” no load\nsince 2009, said one.\n",
    "seeds/deep/c.txt": 'C\n\nThe bridge "has carried" no load since 2009.\n',
}
HINT = "they stand in seeds/b.md, seeds/deep/c.txt: is that the `article` that is meant?"


@pytest.mark.parametrize(
    "quote",
    [
        'bridge "has carried" no load',
        "{exact: 'bridge \"has carried\" no load'}",
        "{from: 'bridge \"has carried', to: 2009}",
        '\n  exact: >\n    bridge "has\n    carried" no load',
    ],
)
def test_the_other_articles_are_named(tmp_path: Path, quote: str) -> None:
    written = f"claim: C\narticle: a\nquote: {quote}\n"
    root = write(tmp_path, {**SEEDS, "content/claims/c.yaml": written})
    (found,) = with_other_articles(root, lost(root, "nothing in it is like them"))
    assert found.hint == HINT
    (found,) = with_other_articles(root, lost(root, 'did you mean "x" (line 3)?'))
    assert found.hint == f'{HINT} Or did you mean "x" (line 3)?'


@pytest.mark.parametrize("quote", ["the bridge has carried", "load", "carried no load"])
def test_words_that_stand_nowhere_else_or_are_too_few_are_not(tmp_path: Path, quote: str) -> None:
    root = write(tmp_path, {**SEEDS, "content/claims/c.yaml": f"claim: C\narticle: a\nquote: {quote}\n"})
    problems = lost(root, "nothing")
    assert list(with_other_articles(root, problems)) == list(problems)


def lost(root: Path, hint: str) -> Problems:
    """The problem of the quote of the one claim, and another one."""
    archive = load(root, Problems())
    assert archive is not None
    quote = archive.claims[0].passages[0].quote
    assert quote is not None
    return Problems([Problem(quote.location, "quote-not-found", "it is lost", hint)])

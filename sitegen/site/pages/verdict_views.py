"""Steps of the scale as readers see them: the shape first, then the word, then the colour."""

from __future__ import annotations

from typing import Final

from sitegen.core import page_elements, urls
from sitegen.core.model import Tone, Verdict
from sitegen.site.pages.page_records import VerdictView

_SHAPES: Final = {
    Tone.POSITIVE: "disc",
    Tone.NEGATIVE: "crossed",
    Tone.MIXED: "half",
    Tone.NEUTRAL: "dotted",
}
_OWN_SHAPES: Final = {"disputed": "split"}
"""Of verdicts that say more than their tone."""


def verdict_view(verdict: Verdict, *, is_explained: bool) -> VerdictView:
    """A step of the scale, as it is shown beside a claim: the shape first, then the word, then the colour."""
    shape = _OWN_SHAPES.get(verdict.id, _SHAPES[verdict.tone])
    url = (
        urls.with_fragment(urls.section(urls.SCALE), page_elements.verdict_element(verdict.id)) if is_explained else ""
    )
    return VerdictView(verdict.id, verdict.label, verdict.definition, verdict.tone, shape, verdict.rating, url)

"""How the steps of an archive's scale are shown: the shape first, then the word, then the colour."""

from __future__ import annotations

from typing import Final

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


def verdict_view(verdict: Verdict) -> VerdictView:
    """A step of the scale, as it is shown beside a claim."""
    shape = _OWN_SHAPES.get(verdict.id, _SHAPES[verdict.tone])
    return VerdictView(verdict.id, verdict.label, verdict.definition, verdict.tone, shape, verdict.rating)

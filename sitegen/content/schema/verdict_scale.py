"""The scale of verdicts that is built in."""

from __future__ import annotations

from typing import Final

from sitegen.core.model import Tone, Verdict, VerdictId


def _step(identifier: str, label: str, tone: Tone, definition: str) -> Verdict:
    return Verdict(VerdictId(identifier), label, definition, tone)


DEFAULT_VERDICTS: Final = (
    _step("true", "True", Tone.POSITIVE, "The evidence shows that it is so."),
    _step("supported", "Supported", Tone.POSITIVE, "The evidence found agrees with it, and none speaks against it."),
    _step(
        "needs-context",
        "Needs context",
        Tone.MIXED,
        "It leaves out something that a reader needs in order to judge it fairly.",
    ),
    _step("overtaken", "Overtaken", Tone.MIXED, "It may have held when it was said; what happened since is different."),
    _step("disputed", "Disputed", Tone.MIXED, "Those who should know disagree, and the evidence does not settle it."),
    _step("unsupported", "Unsupported", Tone.NEGATIVE, "Evidence for it was looked for where it should be; none is."),
    _step("false", "False", Tone.NEGATIVE, "The evidence shows that it is not so."),
    _step("opinion", "Opinion", Tone.NEUTRAL, "A judgment, which evidence can inform but not prove right or wrong."),
    _step("unverified", "Unverified", Tone.NEUTRAL, "Nothing was found, either way, beyond the word of the speaker."),
)
"""From best carried by the evidence to least; then those that do not lie on that line."""

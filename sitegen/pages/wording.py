"""Small phrases that several kinds of page share."""

from __future__ import annotations

from typing import Final

from sitegen.model import Actor, Role

_PLURALS: Final = {"person": "people"}


def counted(count: int, noun: str) -> str:
    """`1 claim`, `1,200 claims`."""
    plural = _PLURALS.get(noun, f"{noun}s")
    return f"{count:,} {noun if count == 1 else plural}"


def last_held(role: Role) -> tuple[str, str]:
    """Later for a role that was held longer: one that has not ended is the latest of all."""
    return role.until.iso if role.until else "9999", role.since.iso if role.since else ""


def life(actor: Actor) -> str:
    """`1960–2031`, `born 1960`, `died 2031`, or empty."""
    if actor.born and actor.died:
        return f"{actor.born.year}–{actor.died.year}"
    if actor.born:
        return f"born {actor.born.year}"
    return f"died {actor.died.year}" if actor.died else ""

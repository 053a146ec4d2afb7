"""What became of a claim's verdict: the entries of its history, each with the verdict before and after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from msgspec.structs import replace

from sitegen.core import page_elements
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import Article, Claim, ClaimId, Date, HistoryEntry, Note, Status, VerdictId


class ChangeKind(StrEnum):
    """What an entry of a history tells."""

    FIRST = "first"
    """The first verdict of all."""
    VERDICT = "verdict"
    """Another verdict than before."""
    WORDS = "words"
    """A correction that left the verdict as it was."""
    SAME = "same"
    """Another look, by which the verdict stayed."""


class VerdictChange(FrozenRecord):
    """An entry of a claim's history, or the step from the last of them to a verdict that was given after it."""

    element_id: str
    """Of its place on the claim's page; made of its date, so that it stays."""
    kind: ChangeKind
    date: Date
    before: VerdictId | None
    """None = not known, or there was none."""
    now: VerdictId | None
    """None = there is none."""
    why: str
    """In the author's words; empty for the step to a verdict that was given after the last entry."""

    @property
    def is_correction(self) -> bool:
        """Whether it takes back something that readers were told."""
        return self.kind in (ChangeKind.VERDICT, ChangeKind.WORDS)


def verdict_changes(claim: Claim) -> tuple[VerdictChange, ...]:
    """All that a claim's history tells, oldest first."""
    found: list[VerdictChange] = []
    state: VerdictId | None = None
    for entry in sorted(claim.history, key=lambda one: one.date):
        before = entry.was or state
        state = entry.verdict or before
        found.append(VerdictChange("", _kind(entry, before), entry.date, before, state, entry.why))
    if len(found) == 1 and _is_judged_anew(claim, found[0]):
        found = [replace(found[0], kind=ChangeKind.VERDICT)]
    is_other = state is not None and claim.verdict is not None and state != claim.verdict
    if found and is_other and claim.reviewed and not claim.reviewed < found[-1].date:
        found.append(VerdictChange("", ChangeKind.VERDICT, claim.reviewed, state, claim.verdict, ""))
    return tuple(_with_elements(found))


def corrections_of(claim: Claim) -> tuple[VerdictChange, ...]:
    """Of these the corrections."""
    return tuple(one for one in verdict_changes(claim) if one.is_correction)


def corrected_claims(claims: Iterable[Claim]) -> dict[ClaimId, tuple[VerdictChange, ...]]:
    """The corrections of each of these claims that has any."""
    return {claim.id: found for claim in claims if claim.history and (found := corrections_of(claim))}


def withdrawn_records(*kinds: Iterable[Article | Claim | Note]) -> Mapping[str, Article | Claim | Note]:
    """Those of these records that were taken back, by what `withdrawn_key` makes of each."""
    return {withdrawn_key(one): one for some in kinds for one in some if one.status is Status.WITHDRAWN}


def withdrawn_key(record: Article | Claim | Note) -> str:
    """A record by its kind and id: `claim-no-safe-load`."""
    return f"{type(record).__name__.lower()}-{record.id}"


def _kind(entry: HistoryEntry, before: VerdictId | None) -> ChangeKind:
    if entry.verdict is None:
        return ChangeKind.WORDS
    if before is None:
        return ChangeKind.FIRST
    return ChangeKind.SAME if before == entry.verdict else ChangeKind.VERDICT


def _is_judged_anew(claim: Claim, only: VerdictChange) -> bool:
    """Whether the only entry came after the claim was reviewed: then it tells of a change, from what is not said."""
    return only.kind is ChangeKind.FIRST and claim.reviewed is not None and claim.reviewed < only.date


def _with_elements(changes: Iterable[VerdictChange]) -> Iterator[VerdictChange]:
    seen: dict[str, int] = {}
    for one in changes:
        day = one.date.day
        seen[day] = seen.get(day, 0) + 1
        yield replace(one, element_id=page_elements.change_element(day, seen[day]))

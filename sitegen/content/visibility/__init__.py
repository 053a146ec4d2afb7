"""Which records readers see, and the archive without the others.

Everything after it is made from what `as_seen` gives, so what is not in there can be in no file of a site. The rule for
actors and topics without a status is in docs/decisions/0013.
"""

from __future__ import annotations

from sitegen.content.visibility.hidden_records import NOTHING, Sight, Unseen, has_unseen, is_visible, settled, unseen
from sitegen.content.visibility.public_archive import as_seen
from sitegen.content.visibility.record_links import UNSEEN
from sitegen.content.visibility.record_references import Named, is_bare, reason

__all__ = [
    "NOTHING",
    "UNSEEN",
    "Named",
    "Sight",
    "Unseen",
    "as_seen",
    "has_unseen",
    "is_bare",
    "is_visible",
    "reason",
    "settled",
    "unseen",
]

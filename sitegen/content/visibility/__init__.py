"""Which records readers see, and the archive without the others.

All that follows is made from what `without_hidden` gives, so what is not in there can be in no file of a site. The
rule for actors and topics without a status is in docs/decisions/0013.
"""

from __future__ import annotations

from sitegen.content.visibility.edited_visibility import EditedVisibility, KeptVisibility, kept_visibility, links_in
from sitegen.content.visibility.hidden_records import (
    NOTHING_HIDDEN,
    HiddenRecords,
    VisibilityGraph,
    find_hidden,
    graphs_of,
    has_hidden,
    hidden_by_status,
    hidden_in,
    is_visible,
)
from sitegen.content.visibility.public_archive import without_hidden
from sitegen.content.visibility.record_links import HIDDEN_LINK
from sitegen.content.visibility.record_references import ActorOrTopic, is_name_only, withdrawal_reason

__all__ = [
    "HIDDEN_LINK",
    "NOTHING_HIDDEN",
    "ActorOrTopic",
    "EditedVisibility",
    "HiddenRecords",
    "KeptVisibility",
    "VisibilityGraph",
    "find_hidden",
    "graphs_of",
    "has_hidden",
    "hidden_by_status",
    "hidden_in",
    "is_name_only",
    "is_visible",
    "kept_visibility",
    "links_in",
    "withdrawal_reason",
    "without_hidden",
]

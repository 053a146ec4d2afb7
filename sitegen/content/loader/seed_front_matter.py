"""Report what is wrong in the front matter of a seed: as no error, since nobody edits seeds; a record can settle it.

What another tool's habit explains is a note; what an author may have meant for sitegen, so that readers may miss it, is
a warning, until a record says it.
"""

from __future__ import annotations

import re
from typing import Final

from sitegen.content import schema
from sitegen.content.loader import unpublished_seeds
from sitegen.content.loader.raw_record import RawRecord
from sitegen.core.problems import Problems
from sitegen.core.suggestions import nearest_name

_RESEMBLES_OURS: Final = 79.0
"""Similarity in percent from which a key is taken for one of ours misspelt: `titel`, but not `tags` for `status`."""
_ELSEWHERE: Final = re.compile(
    r"[a-z]id|ids|actor|archive_?urls?|archived?|author|co[-_]?authors|dates|languages|right|titles|topic|urls",
    re.IGNORECASE,
)
"""Keys that resemble ours and are words of other tools or of exports (Hugo, Jekyll, Pelican, Ghost, WordPress, Drupal,
Obsidian), not slips of the pen: `author`, `uid`, `nid`."""
ALL: Final = "say it in records in content/articles/, each with `seed: …`"
"""What to do about the same in many seeds."""
_FOREIGN_HINT: Final = "nothing to do if another tool needs it; what sitegen reads is in docs/authoring.md"
_ADDRESSES: Final = frozenset({"archived_url", "url"})


def is_foreign(key: str) -> bool:
    """Whether a key of a seed's front matter belongs to another tool, and is not one of ours misspelt."""
    return unpublished_seeds.is_visibility_key(key) or bool(_ELSEWHERE.fullmatch(key)) or not _near(key)


def _near(key: str) -> str:
    return nearest_name(key, schema.keys_at(schema.FrontMatter, ()), _RESEMBLES_OURS)


def report_field_problem(problem: schema.SchemaProblem, raw: RawRecord, problems: Problems) -> None:
    """Report what is wrong in a seed. Reports: foreign-key, misspelt-key, unread-value."""
    path = problem.path
    key = str(path[0])
    value = _text(raw, key)
    if problem.is_about_key and len(path) == 1:
        _report_key(key, raw, problems)
    elif path == ("status",):
        # An unknown word holds the article back, and that is reported.
        if unpublished_seeds.is_public_status(value):
            message = f'"{key}" says "{value}", as in another tool, and readers see the article'
            _report_note(path, message, raw, problems)
    elif problem.code == "empty-item":
        _report_note(path, f'an item of "{key}" is empty and passed over', raw, problems)
    elif problem.code == "bad-url" and key in _ADDRESSES and value.startswith("/"):
        message = f'"{key}" is a path, as in another tool, and no web address, so it is not read'
        _report_note(path, message, raw, problems)
    else:
        place = raw.key_place(path) if problem.is_about_key else raw.place(path)
        message, hint = raw.unread(problem.message, problem.hint)
        problems.add(place, "unread-value", message, hint, cause=message, remedy=ALL)


def _report_note(path: tuple[str | int, ...], message: str, raw: RawRecord, problems: Problems) -> None:
    """Report what only follows another tool's conventions, as a note. Reports: unread-value."""
    hint = f"nothing to do if another tool needs it; else {raw.way_out}"
    remedy = f"nothing to do, or else {ALL}"
    problems.add(raw.place(path), "unread-value", message, hint, cause=message, remedy=remedy, is_note=True)


def _report_key(key: str, raw: RawRecord, problems: Problems) -> None:
    if unpublished_seeds.is_visibility_key(key):
        return  # what it says of the article is heeded
    place, ours = raw.key_place((key,)), schema.keys_at(schema.FrontMatter, ())
    near = _near(key)
    cause = f'"{key}" is read in no seed'
    message, hint = f'the key "{key}" is none of ours and is not read', f'did you mean "{near}"? if so, '
    if not near:
        problems.add(place, "foreign-key", message, _FOREIGN_HINT, cause=cause)
    elif raw.is_in_record(near):
        return
    elif is_foreign(key):
        problems.add(place, "foreign-key", message, hint + raw.way_out, cause=cause, remedy=hint + ALL)
    else:
        message, known = f'there is no key "{key}" here, so it is not read', f"; known here: {', '.join(ours)}"
        problems.add(place, "misspelt-key", message, hint + raw.way_out + known, cause=cause, remedy=hint + ALL)


def _text(raw: RawRecord, key: str) -> str:
    """The text of a key, stripped; empty if it is no text."""
    value = raw.values.get(key)
    return value.strip() if isinstance(value, str) else ""

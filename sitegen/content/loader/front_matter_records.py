"""The front matter of a Markdown file → a record."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from typing import Final

from sitegen.content.loader import seed_front_matter
from sitegen.content.loader.raw_record import RawRecord, report_no_mapping, stem_id
from sitegen.content.yaml_reader import is_unclosed, looks_unreadable, parse_front_matter, split_front_matter
from sitegen.core.problems import Location, Problem, Problems
from sitegen.files.source_files import SEEDS

DECODED: Final = frozenset({"authors", "publisher", "rights", "title"})
"""Keys in which HTML entities are decoded, since exports of WordPress have `&#8217;` in titles. Not
Markdown, which decodes them itself, nor `topics`, whose names make addresses."""


class NoRecordReason(Enum):
    """Why the front matter of a seed makes no record."""

    NONE = auto()
    """There is none."""
    LOST = auto()
    """It cannot be read, which is an error: it may say that readers must not see the text."""
    SETTLED = auto()
    """It cannot be read, and a record in `content/articles/` takes its place."""


def parse_record_front_matter(
    text: str, file: str, problems: Problems, may_be_twice: Callable[[str], bool] | None = None
) -> RawRecord | None:
    """The front matter of a Markdown file; None if it has none. Keys of which `may_be_twice` is true may be repeated.

    Reports: yaml-syntax, wrong-type, and what else `yaml_reader.parse` reports.
    """
    document = parse_front_matter(text, file, problems, may_be_twice)
    if document is None:
        if split_front_matter(text)[0] is None and is_unclosed(text):
            message = "the front matter that begins here is never closed"
            problems.add(Location(file, 1, 1), "yaml-syntax", message, "put a line --- below its last key")
        return None
    if not isinstance(document.value, dict):
        report_no_mapping(document.place(), document.value, problems)
        return None
    return RawRecord(document)


def seed_front_matter_record(
    text: str, file: str, record: RawRecord | None, problems: Problems
) -> RawRecord | NoRecordReason:
    """The front matter of a seed, with HTML entities decoded; `record` is that of `content/articles/` for this seed.

    Reports: unread-value, and without a record what `parse_record_front_matter` reports.
    """
    own = Problems()
    settled = record.values if record else {}
    # A `status` that is there twice is judged where it is asked who sees the article.
    front = parse_record_front_matter(
        text, file, own, lambda key: key in settled or key == "status" or seed_front_matter.is_foreign(key)
    )
    if front is not None:
        front = front.decoded(DECODED)
        under = record.merged_with(front) if record else front
        for one in own:  # of keys that are there twice
            _report_unread(one, (f"{one.message}; the first is read", under.way_out), problems)
        return front
    if not len(own):
        if looks_unreadable(text) and split_front_matter(text)[0] is None:
            message = "what begins here looks like front matter in TOML or JSON and cannot be read, so readers see it"
            hint = "nothing of it counts: a record in content/articles/ says what there is to say"
            problems.add(Location(file, 1, 1), "unread-value", message, hint, cause=message)
        return NoRecordReason.NONE
    for one in own:
        if record:
            message = f"{one.message}, so nothing of this front matter is read"
            _report_unread(one, (message, f"say it in {record.file}, as far as it matters"), problems)
        else:
            hint = f"{one.hint}; or {_by_record(file)}" if one.hint else _by_record(file)
            problems.add(one.location, one.code, one.message, hint)
    return NoRecordReason.SETTLED if record else NoRecordReason.LOST


def _report_unread(one: Problem, message_and_hint: tuple[str, str], problems: Problems) -> None:
    problems.add(one.location, "unread-value", *message_and_hint)


def _by_record(file: str) -> str:
    seed = file.removeprefix(f"{SEEDS}/")
    return f"write content/articles/{stem_id(file)}.yaml with `seed: {seed}`: then the seed's own is not needed"

"""Prose, what is for editors and programs, and what stands in for pages that are not there."""

from __future__ import annotations

from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import Date, Excerpt
from sitegen.site.anchor_report import AnchorCounts
from sitegen.site.pages.page_records.page_frame import Frame, Link
from sitegen.site.record_markdown import Html


class TextPage(FrozenRecord):
    """`page.html`: prose of the archive's own"""

    frame: Frame
    body: Html


class Example(FrozenRecord):
    """A place that a task is about, in its sentence."""

    article: Link
    excerpt: Excerpt
    url: str
    """Of the very words."""
    file: str
    """The article's record."""


class Task(FrozenRecord):
    """Something that an editor may want to mend."""

    what: Link
    """Its URL is that of the place concerned; empty where there is none."""
    facts: tuple[str, ...]
    """What is the matter, in a few words each."""
    links: tuple[Link, ...]
    """The records that have to do with it."""
    file: str = ""
    """The file to edit, with the line where it is known; empty where the examples have theirs."""
    examples: tuple[Example, ...] = ()
    """The first places of what is in several."""
    lost: str = ""
    """The words that were not found; empty otherwise."""
    is_draft: bool = False
    is_review: bool = False
    language: str = ""
    """Of the lost words."""


class TaskList(FrozenRecord):
    """What is to be mended in one way."""

    element_id: str
    """For links to the list."""
    title: str
    advice: str
    """What to do about it, in a sentence."""
    total: int
    """How many there are, also where not all are listed."""
    tasks: tuple[Task, ...]
    """At most as many as a page of a list has."""


class EditorsPage(FrozenRecord):
    """`editors.html`: what an archive's editors may want to mend; only in a build with drafts"""

    frame: Frame
    lists: tuple[TaskList, ...]
    """Those with nothing to mend included."""
    passages: tuple[AnchorCounts, ...]
    """The files in which not all are exact; at most as many as a page of a list has."""
    unsound: int
    """How many such files there are."""
    whole: AnchorCounts
    """Of all files."""
    files: int
    """How many files have passages."""


class DataFile(FrozenRecord):
    """A file of `data/`."""

    name: str
    """Without folder: `claims.jsonl`."""
    url: str
    description: str
    """What is in it, in a sentence."""
    count: int
    """Of its records."""


class DataPage(FrozenRecord):
    """`data.html`: what can be downloaded"""

    frame: Frame
    files: tuple[DataFile, ...]
    """Those that hold something."""
    package: str
    """URL of the descriptor, which says what each column holds."""


class NotFoundPage(FrozenRecord):
    """`404.html`: served at any depth, so its links go by `base_url` or from the host's root"""

    frame: Frame


class WithdrawnPage(FrozenRecord):
    """`withdrawn.html`: keeps the address of a record that was taken back"""

    frame: Frame
    kind: str
    """`article`, `claim`, `note` or `page`."""
    reason: Html
    """May be empty."""
    date: Date | None = None
    """When it was taken back."""
    corrections: Link | None = None
    """The page of all corrections, where it lists this."""


class RedirectPage(FrozenRecord):
    """`redirect.html`: an old address that leads to the new one in one hop"""

    frame: Frame
    target: Link
    """The page as it is called now."""

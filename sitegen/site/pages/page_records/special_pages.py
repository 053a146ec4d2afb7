"""Prose, what is for editors and programs, and what stands in for pages that are not there."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.core.model import Excerpt
from sitegen.site.anchor_report import AnchorCounts
from sitegen.site.pages.page_records.page_frame import Frame, Link
from sitegen.site.record_markdown import Html


@dataclass(frozen=True, slots=True)
class TextPage:
    """`page.html`: prose of the archive's own"""

    frame: Frame
    body: Html


@dataclass(frozen=True, slots=True)
class Example:
    """A place that a task is about, in its sentence."""

    article: Link
    excerpt: Excerpt
    url: str
    """Of the very words."""
    file: str
    """The article's record."""


@dataclass(frozen=True, slots=True)
class Task:
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
    language: str = ""
    """Of the lost words."""


@dataclass(frozen=True, slots=True)
class TaskList:
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


@dataclass(frozen=True, slots=True)
class EditorsPage:
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


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of `data/`."""

    name: str
    """Without folder: `claims.jsonl`."""
    url: str
    description: str
    """What is in it, in a sentence."""
    count: int
    """Of its records."""


@dataclass(frozen=True, slots=True)
class DataPage:
    """`data.html`: what can be downloaded"""

    frame: Frame
    files: tuple[DataFile, ...]
    """Those that hold something."""
    package: str
    """URL of the descriptor, which says what each column holds."""


@dataclass(frozen=True, slots=True)
class NotFoundPage:
    """`404.html`: served at any depth, so its links go by `base_url` or from the host's root"""

    frame: Frame


@dataclass(frozen=True, slots=True)
class WithdrawnPage:
    """`withdrawn.html`: keeps the address of a record that was taken back"""

    frame: Frame
    kind: str
    """`article`, `claim`, `note` or `page`."""
    reason: Html
    """May be empty."""


@dataclass(frozen=True, slots=True)
class RedirectPage:
    """`redirect.html`: an old address that leads to the new one in one hop"""

    frame: Frame
    target: Link
    """The page as it is called now."""

"""What goes between the page in the browser and the files of the author."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.problems import Location, Problem

FormValue: TypeAlias = "str | list[FormValue] | dict[str, FormValue]"
"""A value of a record as it is written, without empty ones."""
FormValues: TypeAlias = "dict[str, FormValue]"


class RecordKind(StrEnum):
    """The records that can be written in the preview."""

    CLAIM = "claim"
    NOTE = "note"
    ACTOR = "actor"
    TOPIC = "topic"
    ARTICLE = "article"


class MentionWay(StrEnum):
    """What is said of words, and where it holds."""

    ALIAS = "alias"
    """They name an actor, everywhere: they become one of its names."""
    ARTICLE = "article"
    """They name an actor, wherever they stand in this article."""
    PIN = "pin"
    """They name an actor, at this place alone."""
    NOT = "not"
    """They do not name this actor in this article; whether they name another is found as ever."""
    NOBODY = "nobody"
    """They name nobody in this article."""
    NOWHERE = "nowhere"
    """They name nobody in any article."""


class Selection(FrozenRecord):
    """Words that somebody selected on an article's page, as the browser has them: no offset of it is trusted."""

    words: str
    before: str = ""
    """What stands in front of them, some hundred characters at most."""
    after: str = ""


class MentionChange(FrozenRecord):
    """What is said of selected words of an article."""

    article: str
    selection: Selection
    way: MentionWay
    actor: str = ""
    """Id of the actor that they name, or do not name; empty where nobody is meant."""
    is_whole: bool = False
    """Whether the words stand for all of the name that they are a part of."""


class FilledForm(FrozenRecord):
    """A form as it was filled in."""

    kind: RecordKind
    article: str
    """Id of the article on whose page it was; empty on other pages."""
    id: str | None
    """Of the record that is changed; None = it is a new one."""
    values: Mapping[str, FormValue]
    """By the names of the form's fields; absent and empty are the same."""
    selection: Selection | None = None
    """The words that a new record is about, or that an old one is to be about instead; None = as they are."""
    pictures: tuple[str, ...] = ()
    """What was brought in while it was filled in, below `content/media/`."""


class FieldProblem(FrozenRecord):
    """Something to mend before a record can be written."""

    problem: Problem
    field: str = ""
    """The field of the form that it is about, of a part the way to it, `sources.0.url`; empty = none, or one that the
    form has not."""


class CheckResult(FrozenRecord):
    """What would be written."""

    id: str
    file: str
    """Path below the archive's root."""
    yaml: str
    """The record as it would stand there."""
    problems: tuple[FieldProblem, ...]


class MovedPage(FrozenRecord):
    """The page of a record before and after a change: addresses from the site's root, empty where there is none."""

    before: str
    after: str

    def reversed(self) -> MovedPage:
        """The same where that change is taken back."""
        return MovedPage(self.after, self.before)


class SaveResult(FrozenRecord):
    """What was written."""

    label: str
    """`claim political-stunt added`."""
    kind: str
    id: str
    file: str
    line: int
    """Where the record begins now; 0 where it is gone."""
    yaml: str
    """The record as it stands there, or as it stood before it was removed."""
    files: tuple[str, ...]
    """All files that changed."""
    moved: MovedPage | None = None
    """The page that is elsewhere now; None = all are where they were."""


class SelectedPassage(FrozenRecord):
    """The words of a selection as they stand in the article."""

    words: str
    quote: FormValues
    on: tuple[str, ...]
    """The annotations that stand there already, as `claim:id` and `note:id`."""
    actors: tuple[str, ...]
    """Ids of those who are named there."""


class ListedRecord(FrozenRecord):
    """A record as a form shows it."""

    kind: RecordKind
    id: str
    name: str
    """The statement of a claim, the title of a note or an article, the name of all others."""
    file: str
    """Empty where nothing is written about it yet."""
    line: int
    version: str
    values: FormValues
    words: tuple[str, ...]
    """The quotes from an article."""
    is_draft: bool


class SuggestionChoice(FrozenRecord):
    """A way to answer a suggestion."""

    key: str
    label: str


class ArticleSuggestion(FrozenRecord):
    """Something an editor may want to do about an article."""

    key: str
    """The same as long as the same is suggested."""
    title: str
    detail: str
    words: str
    choices: tuple[SuggestionChoice, ...]


class EditRefusedError(Exception):
    """Nothing was written, and these are the reasons."""

    def __init__(self, *problems: FieldProblem) -> None:
        super().__init__("; ".join(one.problem.message for one in problems))
        self.problems = problems


def refusal(file: str, reason: str, hint: str = "write it by hand") -> EditRefusedError:
    """The error for a file that is left as it is; its problem is "not-written"."""
    return EditRefusedError(FieldProblem(Problem(Location(file), "not-written", reason, hint)))


@dataclass
class EditConflictError(Exception):
    """The file was changed by somebody else in the meantime, and nothing was written."""

    file: str
    mine: str
    """What was to be there."""
    theirs: str
    """What is there now; empty where nothing is."""
    version: str = ""
    """With this, what is there now is written over; empty = that cannot be done."""


class FileChange(FrozenRecord):
    """One file, before and after; None = it is not there."""

    label: str
    file: str
    before: bytes | None
    after: bytes | None

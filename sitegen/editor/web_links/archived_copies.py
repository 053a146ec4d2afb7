"""Copies of pages that an archive of the web keeps, and the records that say where they are."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from sitegen.content import schema
from sitegen.content.schema.record_models import KINDS as MODEL_OF
from sitegen.core import urls
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import Archive
from sitegen.editor.api_types import FileChange, FormValues
from sitegen.editor.refactoring.archive_edit import ArchiveEdit
from sitegen.editor.refactoring.record_targets import seed_file
from sitegen.editor.refactoring.seed_metadata import say_of_article
from sitegen.editor.web_links.cited_addresses import CitedAddress
from sitegen.editor.web_links.web_requests import ask
from sitegen.files.source_files import CONTENT, SEEDS

WAYBACK: Final = "https://archive.org/wayback/available"
"""Source: Internet Archive, Wayback Availability JSON API."""
_STAMP: Final = re.compile(r"[0-9]{14}")
_DAY: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")


class ArchivedCopy(FrozenRecord):
    """A copy of a page as it was on a day."""

    url: str
    day: str
    """`2024-03-12`."""


class CopyFinder:
    """Asks an archive of the web for copies, one at a time. `timeout` and `delay` are in seconds."""

    def __init__(self, timeout: float = 10, delay: float = 1, service: str = WAYBACK) -> None:
        self._timeout, self._delay, self._service = timeout, delay, service
        self._is_first = True
        self.unanswered = ""
        """Why the service is asked no more; empty = it answers."""
        self.unasked = 0
        """For how many addresses there was no answer."""

    def find(self, one: CitedAddress) -> ArchivedCopy | None:
        """The copy that is nearest to the day of which the page is cited, else the newest; None if none is known.

        Once the service gave no answer it is not asked again.
        """
        if self.unanswered:
            self.unasked += 1
            return None
        if not self._is_first:
            time.sleep(self._delay)
        self._is_first = False
        asked = {"url": one.url}
        if day := _DAY.match(one.seen):
            asked["timestamp"] = "".join(part for part in day.groups() if part)
        answer = ask(f"{self._service}?{urlencode(asked)}", "GET", self._timeout)
        if answer.status == 200:
            return _copy_in(answer.body)
        self.unanswered, self.unasked = f"{answer.status or ''} {answer.words}".strip(), 1
        return None


def _copy_in(body: bytes) -> ArchivedCopy | None:
    """The copy that an answer tells of; None also for an answer that is none, and for a copy of an error."""
    try:
        found = json.loads(body)["archived_snapshots"]["closest"]
        url, stamp = str(found["url"]), str(found["timestamp"])
        is_whole = found["available"] is True and str(found["status"]) == "200"
    except (ValueError, KeyError, TypeError):
        return None
    if not is_whole or not _STAMP.fullmatch(stamp) or not urls.is_web(url):
        return None
    url = re.sub("^http://web[.]archive[.]org/", "https://web.archive.org/", url)
    return ArchivedCopy(url, f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}")


def plan_copies(
    root: Path, archive: Archive, found: Iterable[tuple[CitedAddress, ArchivedCopy]]
) -> tuple[FileChange, ...]:
    """The records with `archived_url` beside these addresses; a source without `accessed` gets the day of the copy.

    What stands in the front matter of a seed goes into a record of `content/articles/`. Raises EditRefusedError.
    """
    edit = ArchiveEdit(root)
    articles = {seed_file(one): one for one in archive.articles}
    for one, copy in found:
        values: FormValues = {"archived_url": copy.url, **({} if one.has_accessed else {"accessed": copy.day})}
        if not one.location.file.startswith(f"{SEEDS}/"):
            edit.change(one.location.file, one.owner, values, _order(one))
        elif one.location.file in articles:
            say_of_article(edit, articles[one.location.file], values)
    return edit.changes("archived copies added", "")


def _order(one: CitedAddress) -> list[str]:
    """The keys beside an address, as an author would write them."""
    folder = one.location.file.removeprefix(f"{CONTENT}/").partition("/")[0]
    return schema.keys_at(MODEL_OF[folder.removesuffix("s")], tuple(one.key.split("."))[:-1])

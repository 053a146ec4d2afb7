"""`[[id]]` links in the Markdown of records: what they mean, and what replaces those to hidden records."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from typing import Final, NamedTuple

from sitegen.core import urls
from sitegen.core.model import Archive, Markdown
from sitegen.core.problems import Problems

# White space is taken off afterwards: a pattern that looks for it tries all ways to part a thousand spaces.
# In a table the line stands behind a backslash, or it would begin a cell.
LINK: Final = re.compile(r"\[\[(?=[^\[\]|])([^\[\]|\\]*(?:\\(?!\|)[^\[\]|\\]*)*)(?:\\?\|([^\[\]|]*))?\]\]")
_NEXT_LINE: Final = re.compile(r"\n[ \t>]*")
"""A line break inside a link, with the signs of a block quote that begin the next line."""
_KIND: Final = re.compile("[a-z]+")
_MARKUP: Final = re.compile(r"([\\`*_<>&!~#])")
"""Characters that are escaped where the words of a link become plain text."""

HIDDEN_LINK: Final = "…"
"""Replaces a link to a hidden record that has no words of its own: the id may be a secret."""

ACTOR_KINDS: Final = ("person", "organization", "place")
_ORDER: Final = {kind: number for number, kind in enumerate(("topic", "claim", "note", "article"), 1)}
"""In which order records of one id are told, behind actors."""


class RecordKey(NamedTuple):
    """A record of an archive."""

    kind: str
    """`person`, `organization`, `place`, `topic`, `claim`, `note`, `article`."""
    id: str


class RecordLink(NamedTuple):
    """A link as it is written."""

    kind: str
    """Empty where none is given."""
    id: str
    words: str
    """Empty where none are given."""

    def __str__(self) -> str:
        return f"[[{self.kind}:{self.id}]]" if self.kind else f"[[{self.id}]]"


def parse_link(match: re.Match[str]) -> RecordLink:
    """The parts of what `LINK` found."""
    whole = _NEXT_LINE.sub(" ", match[1]).strip()
    kind, _, name = map(str.strip, whole.partition(":"))
    words = _NEXT_LINE.sub("\n", match[2] or "").strip()
    return RecordLink(kind, name, words) if name and _KIND.fullmatch(kind) else RecordLink("", whole, words)


def can_mean(asked: str, kind: str) -> bool:
    """Whether `[[asked:id]]` can mean a record of a kind."""
    return asked in ("", kind) or (asked == "actor" and kind in ACTOR_KINDS)


def report_hidden_link(text: Markdown, link: RecordLink, kind: str, problems: Problems) -> None:
    """Report a link to a record of this kind that readers do not see."""
    what = f"an {kind}" if kind in ("article", "organization") else f"a {kind}"
    left = "the words are shown without it" if link.words else f'write words, [[id|words]], or "{HIDDEN_LINK}" is shown'
    problems.add(
        text.location, "dead-link", f"{link} leads to {what} that readers do not see",
        f"publish it, or take the link out; {left}",
    )  # fmt: skip


class LinkIndex:
    """Finds what links mean in one archive."""

    def __init__(self, archive: Archive, unseen: Iterable[RecordKey] = ()) -> None:
        """`unseen`: of an archive as readers see it the claims, notes and articles that are not in it."""
        self._archive, self._unseen = archive, unseen

    @cached_property
    def _by_id(self) -> Mapping[str, list[RecordKey]]:
        """Made when the first text has a link: few records have."""
        found: defaultdict[str, list[RecordKey]] = defaultdict(list)
        for key in sorted(chain(_keys(self._archive), self._unseen), key=lambda one: _ORDER.get(one.kind, 0)):
            found[urls.id_key(key.id)].append(key)
        return found

    def targets(self, text: Markdown | None) -> Iterator[RecordKey]:
        """The records that a text links to; all that fit, where a link is ambiguous."""
        if text is not None and "[[" in text.text:
            for match in LINK.finditer(text.text):
                yield from self._fitting(parse_link(match))

    def without(self, text: Markdown, is_hidden: Callable[[RecordKey], bool], problems: Problems) -> Markdown:
        """The text with links to hidden records replaced by their words.

        A link that fits several records stays, since which is meant would depend on what is published; with one of them
        hidden it is reported here, else by who renders it. Reports: dead-link, link-ambiguous.
        """

        def put(match: re.Match[str]) -> str:
            link = parse_link(match)
            fitting = self._fitting(link)
            if not any(map(is_hidden, fitting)):
                return match[0]
            if len(fitting) > 1:
                report_ambiguous_link(text, link, self._by_id[urls.id_key(link.id)], problems)
            else:
                report_hidden_link(text, link, fitting[0].kind, problems)
            return _as_plain(match[2] or "") if link.words else HIDDEN_LINK

        if "[[" not in text.text:
            return text
        return Markdown(LINK.sub(put, text.text), text.location)

    def _fitting(self, link: RecordLink) -> list[RecordKey]:
        return [key for key in self._by_id.get(urls.id_key(link.id), ()) if can_mean(link.kind, key.kind)]


def _as_plain(words: str) -> str:
    """Markdown that renders as these plain words; the signs that begin their lines stay."""
    parts = zip(_NEXT_LINE.split(words), [*_NEXT_LINE.findall(words), ""], strict=True)
    return "".join(_MARKUP.sub(r"\\\1", line) + between for line, between in parts).strip()


def report_ambiguous_link(text: Markdown, link: RecordLink, named: Iterable[RecordKey], problems: Problems) -> None:
    """Report a link that fits several records."""
    problems.add(text.location, "link-ambiguous", f"{link} fits more than one record", ambiguity_hint(named))


def ambiguity_hint(named: Iterable[RecordKey]) -> str:
    """How to write which record is meant."""
    return "write " + ", ".join(f"[[{key.kind}:{key.id}]]" for key in named)


def _keys(archive: Archive) -> Iterator[RecordKey]:
    yield from (RecordKey(actor.kind.value, actor.id) for actor in (*archive.actors, *archive.hidden_actors))
    yield from (RecordKey("topic", topic.id) for topic in (*archive.topics, *archive.hidden_topics))
    yield from (RecordKey("claim", claim.id) for claim in archive.claims)
    yield from (RecordKey("note", note.id) for note in archive.notes)
    yield from (RecordKey("article", article.id) for article in archive.articles)

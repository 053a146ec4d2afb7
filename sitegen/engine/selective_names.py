"""What other names change in an archive of which no more is read than the edited files.

A name is looked for in all texts, and what texts say of a word decides about names: both are told by what the last
build kept of each text. Where names would make a problem more or less, the answer is a full build.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec
from msgspec.structs import replace

from sitegen.content import word_usage
from sitegen.content.loader.kept_files import KeptFile, KeptUsage, RecordOrigin
from sitegen.content.loader.name_checks import common_names, lookalikes, report_common_names
from sitegen.content.word_usage import SeedFacts, common_words, facts_in
from sitegen.core.model import Actor, Archive, Article, ArticleBody, ArticleId, Status, WordUsageEvidence
from sitegen.core.problems import Problem, Problems
from sitegen.engine.article_processor import names_only
from sitegen.engine.cache import DamagedError
from sitegen.engine.cached_records import RECORDS
from sitegen.engine.changes import FullBuildReason
from sitegen.engine.page_traces import KnownSite
from sitegen.engine.record_cache import RecordTable
from sitegen.files import source_files
from sitegen.files.signatures import SourceManifest
from sitegen.files.source_files import SEEDS
from sitegen.text.mentions.name_changes import ChangedWords, changed_words

_MOST_NAMED: Final = 300
"""More articles in which names may stand are left to a full build."""
_ASKED_BY_NAME: Final = frozenset({"unknown-id", "unknown-reviewer", "unread-value"})
"""Problems whose hints may be the names of actors."""
_WORDS_OF_SEED: Final[Any] = tuple[Any, Any, Any, SeedFacts | None, Any, Any]
"""A `KeptSeed`, of which the words alone are wanted."""


class NameEdit(NamedTuple):
    """An archive after an edit, and what follows where its names are others."""

    archive: Archive
    """With the word usage that counts for these names."""
    records: RecordTable
    """What is to be kept of the author's files."""
    evidence: WordUsageEvidence
    names: Archive | None = None
    """All that the article stage is shown of the archive; None = what it was."""
    articles: frozenset[ArticleId] = frozenset()
    """Those in which names may stand that came, went or are not what they were."""
    problems: tuple[Problem, ...] = ()
    """Those of the archive as a whole that stay, but for `told`."""
    told: tuple[Problem, ...] = ()
    """What is said of names in the edited files."""


class NamesTold(NamedTuple):
    """What is known of an edit beside the archive."""

    files: Mapping[str, tuple[KeptFile[Any], KeptFile[Any]]]
    """The edited files of records as they were and as they are now, by their paths; all have the records they had."""
    problems: tuple[Problem, ...]
    """Those of the archive as a whole, as it was."""


class NameEditor:
    """Finds what other names change since the last build."""

    def __init__(self, root: Path, known: KnownSite, sources: SourceManifest) -> None:
        """`sources`: all as they are now."""
        self.root, self._known, self._sources = root, known, sources
        self._before = known.trace.archive

    def edit(self, archive: Archive, records: RecordTable, told: NamesTold) -> NameEdit | FullBuildReason:
        """What the names of an archive change, of which all else is told elsewhere.

        `records`: what is to be kept of the files. Raises DamagedError, OSError.
        """
        edit = NameEdit(archive, records, self._known.articles.evidence)
        if any(_names(before) != _names(now) for before, now in told.files.values()):
            if self._known.trace.visibility:
                return FullBuildReason("names decide about who is seen")
            archive, records, evidence = self._with_usage(archive, records)
            if not self._is_told_alike(archive, told):
                return FullBuildReason("a name makes a problem more or less")
            names = names_only(archive, drafts=self._known.articles.shared.drafts)
            wanted = frozenset(self._concerned(archive, changed_words(self._known.articles.shared.archive, names)))
            if len(wanted) > _MOST_NAMED:
                return FullBuildReason("names that changed may stand in many articles")
            edit = NameEdit(archive, records, evidence, names, wanted)
        stay = tuple(one for one in told.problems if one.code != "common-name" or one.location.file not in told.files)
        return edit._replace(problems=stay, told=_common_names_told((now for _, now in told.files.values()), archive))

    def _with_usage(self, archive: Archive, records: RecordTable) -> tuple[Archive, RecordTable, WordUsageEvidence]:
        """The archive and what is to be kept, with the word usage for the names that it has now."""
        before, now = (common_words(map(_words, one.actors)) for one in (self._before, archive))
        evidence = self._known.articles.evidence
        if before == now:
            return archive, records, evidence
        evidence = word_usage.evidence_for(now, evidence, before, list(self._facts(archive, records)))
        usage = word_usage.usage_from(evidence)
        kept = msgspec.Raw(msgspec.msgpack.encode(KeptUsage(now, usage)))
        return replace(archive, word_usage=usage), records._replace(usage=kept), evidence

    def _facts(self, archive: Archive, records: RecordTable) -> Iterator[tuple[str, SeedFacts]]:
        """Each published seed with what it is evidence of."""
        decoder, hashes = msgspec.msgpack.Decoder(_WORDS_OF_SEED), self._sources.hash_of_each()
        for article in archive.articles:
            sha256, packed = records.sources.get(f"{SEEDS}/{article.seed}", ("", msgspec.Raw()))
            if sha256 and hashes.get(f"{SEEDS}/{article.seed}") == sha256:
                try:
                    facts = decoder.decode(packed)[3]
                except msgspec.ValidationError as error:
                    raise DamagedError(part=RECORDS) from error
            else:
                facts = self._read(article)
            if facts:
                yield article.seed, facts

    def _read(self, article: Article) -> SeedFacts | None:
        """Of a seed that was edited since it was kept."""
        if article.status is not Status.PUBLISHED:
            return None
        seed = source_files.read_directly(self.root, f"{SEEDS}/{article.seed}")
        return facts_in(seed.decode(errors="replace").removeprefix("\ufeff"))

    def _is_told_alike(self, now: Archive, told: NamesTold) -> bool:
        """Whether a load would tell of names in other files, and of what they look like, what the last one told."""
        before, team = self._before, now.site.team
        was, others = (
            common_names((actor for actor in one.actors if actor.location.file not in told.files), one.word_usage)
            for one in (before, now)
        )
        if was != others:
            return False
        if [actor.name for actor in before.actors] == [actor.name for actor in now.actors]:
            return True
        # Who reviews may be an actor, by its name.
        if team or any(one.code in _ASKED_BY_NAME for one in told.problems):
            return False
        return lookalikes(before.actors) == lookalikes(now.actors)

    def _concerned(self, archive: Archive, changed: ChangedWords) -> Iterator[ArticleId]:
        """The articles that may be others by names that changed. Raises DamagedError."""
        entries, blobs = self._known.articles.entries, self._known.articles.blobs
        for article in archive.articles:
            entry = entries.get(article.id)
            if entry is None:
                continue
            if changed.touch(article) or (
                changed.may_stand_in(entry.ngrams) and changed.stand_in(blobs.read(entry.body, ArticleBody).text)
            ):
                yield article.id


def _common_names_told(files: Iterable[KeptFile[Any]], archive: Archive) -> tuple[Problem, ...]:
    """What a load would say of names in these files that any text has. Raises DamagedError where it is not kept."""
    problems = Problems(accepted=archive.site.accept)
    for one in (one for file in files for one in file.records if isinstance(one.record, Actor)):
        origin = RecordOrigin(one.record.location, one.places, _fail)
        report_common_names([(one.record, origin)], archive.word_usage, problems)
    return tuple(problems)


def _fail() -> None:
    raise DamagedError(part=RECORDS)


def _names(file: KeptFile[Any]) -> list[tuple[object, ...]]:
    actors = (one.record for one in file.records if isinstance(one.record, Actor))
    return [(one.name, one.sort_name, one.aliases, one.surnames, one.is_pinned_only) for one in actors]


def _words(actor: Actor) -> tuple[str, ...]:
    return actor.name, *actor.aliases

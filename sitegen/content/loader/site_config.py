"""The settings of an archive."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from sitegen.content import schema
from sitegen.content.loader.id_registry import IdRegistry, MediaRegistry
from sitegen.content.loader.kept_files import KeptSite
from sitegen.content.loader.raw_record import RawRecord, report_no_mapping
from sitegen.content.loader.record_builders import RecordBuilder
from sitegen.content.loader.record_parser import LoadContext, validated
from sitegen.content.loader.references import ReferenceIndex
from sitegen.content.media import patterns as choosing
from sitegen.content.yaml_reader import decode, parse
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import NotMention, ReferenceKind, Site, TeamMember, Verdict
from sitegen.core.problems import Problems
from sitegen.files import source_files

P = TypeVar("P", Verdict, TeamMember)

_MEDIA_WORDS: Final = {"used": "", "all": choosing.EVERYTHING}
DEFAULTS = Site(verdicts=schema.DEFAULT_VERDICTS)


class _LoadedSite(FrozenRecord):
    """The settings of an archive, each with its default where it was absent or wrong."""

    site: Site
    has_scale: bool = True
    """Whether verdicts and team are what the author means; if not, unknown ones in records are not reported."""


def read_site(root: Path, file: str, media: MediaRegistry) -> KeptSite:
    """The settings from `file`; all defaults where it is empty or cannot be read.

    Its problems: what can be wrong in a record, missing-media, duplicate-id, not-utf8, unreadable-file, outside-link.
    """
    problems = Problems()
    data = source_files.read_source(root, file, problems) if file else None
    loaded = _loaded(file, data, media, problems)
    sha256 = hashlib.sha256(data).hexdigest() if data is not None else ""
    return KeptSite(file, sha256, media.fingerprint(), loaded.site, loaded.has_scale, tuple(problems))


def _loaded(file: str, data: bytes | None, media: MediaRegistry, problems: Problems) -> _LoadedSite:
    raw = None if data is None else _entry(file, data, problems)
    if raw is None:
        return _LoadedSite(DEFAULTS, has_scale=not len(problems))
    written = validated(schema.WrittenSite, raw, LoadContext(schema.ValidationContext(ZoneInfo("UTC")), problems))
    if written is None:
        return _LoadedSite(DEFAULTS, has_scale=False)
    site = _site(written, raw, media, problems)
    is_whole = all(getattr(written, key) or key not in raw.values for key in ("verdicts", "team"))
    return _LoadedSite(site, has_scale=is_whole)


def _site(written: schema.WrittenSite, raw: RawRecord, media: MediaRegistry, problems: Problems) -> Site:
    references = ReferenceIndex({ReferenceKind.MEDIA: media}, problems)
    found = RecordBuilder(raw, references).fields(Site, written)
    own = {
        "verdicts": _each_once("verdicts", "verdict", found["verdicts"], raw, problems) or DEFAULTS.verdicts,
        "media": _media(written, raw, media, problems),
        "not_mentions": tuple(
            NotMention(words, raw.place(("not_mentions", index))) for index, words in enumerate(written.not_mentions)
        ),
        "accept": tuple(sorted({*written.accept})),
        "team": _each_once("team", "member of the team", found["team"], raw, problems),
    }
    return Site(**found | own)


def _media(written: schema.WrittenSite, raw: RawRecord, media: MediaRegistry, problems: Problems) -> tuple[str, ...]:
    """The patterns of files that are published whatever pages name. Reports: missing-media."""
    patterns = {
        _MEDIA_WORDS.get(one, one.removeprefix("./").removeprefix("content/media/")): one for one in written.media
    }
    patterns.pop("", None)
    means = choosing.matching(patterns, media.paths)
    for pattern, written_as in patterns.items():
        if not means[pattern] and pattern != choosing.EVERYTHING:
            place = raw.place(("media", written.media.index(written_as)))
            message = f'"{written_as}" means no file in content/media/'
            problems.add(
                place, "missing-media", message, "write used, all, or the paths of files, with * for any letters"
            )
    return tuple(patterns)


def _entry(file: str, data: bytes, problems: Problems) -> RawRecord | None:
    text = decode(data, file, problems)
    document = None if text is None else parse(text, file, problems)
    if document is None:
        return None
    if not isinstance(document.value, dict):
        report_no_mapping(document.place(), document.value, problems)
        return None
    return RawRecord(document)


def _each_once(key: str, kind: str, items: Sequence[P], raw: RawRecord, problems: Problems) -> tuple[P, ...]:
    """The items of a list in the settings, each id once. Reports: duplicate-id."""
    registry = IdRegistry(kind)
    places = [raw.place((key, index, "id")) for index in range(len(items))]
    return tuple(
        one for one, place in zip(items, places, strict=True) if registry.claim_at(one.id, one.id, place, problems)
    )

"""The settings of an archive."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from sitegen.content import schema
from sitegen.content.loader.field_values import markdown_of
from sitegen.content.loader.id_registry import IdRegistry
from sitegen.content.loader.raw_record import RawRecord, report_no_mapping
from sitegen.content.loader.record_parser import LoadContext, validated
from sitegen.content.loader.reference_index import MediaRegistry
from sitegen.content.media import patterns as choosing
from sitegen.content.yaml_reader import decode, parse
from sitegen.core.model import NavigationItem, NotMention, Publisher, Site, Verdict, VerdictId
from sitegen.core.problems import Problems
from sitegen.files import source_files

_MEDIA_WORDS: Final = {"used": "", "all": choosing.EVERYTHING}
DEFAULTS = Site(verdicts=schema.DEFAULT_VERDICTS)


@dataclass(frozen=True, slots=True)
class LoadedSite:
    """The settings, and how far they can be relied on."""

    site: Site
    has_scale: bool = True
    """Whether the verdicts are those that the author wants."""


def read_site(root: Path, file: str, media: MediaRegistry, problems: Problems) -> LoadedSite:
    """The settings; each that is absent or wrong at its default.

    Reports what can be wrong in a record, missing-media, duplicate-id.
    """
    own = Problems()
    entry = _entry(root, file, own) if file else None
    problems.extend(own)
    if entry is None:
        return LoadedSite(DEFAULTS, has_scale=not len(own))
    written = validated(schema.WrittenSite, entry, LoadContext(schema.ValidationContext(ZoneInfo("UTC")), problems))
    if written is None:
        return LoadedSite(DEFAULTS, has_scale=False)
    site = _site(written, entry, media, problems)
    return LoadedSite(site, has_scale=bool(written.verdicts) or "verdicts" not in entry.values)


def _site(written: schema.WrittenSite, entry: RawRecord, media: MediaRegistry, problems: Problems) -> Site:
    return Site(
        title=written.title or DEFAULTS.title,
        description=written.description or "",
        base_url=written.base_url or "",
        language=written.language or DEFAULTS.language,
        timezone=written.timezone or DEFAULTS.timezone,
        publisher=_publisher(written, entry, media, problems),
        per_page=written.per_page or DEFAULTS.per_page,
        link_mentions=written.link_mentions,
        verdicts=_verdicts(written, entry, problems) or DEFAULTS.verdicts,
        raw_html=written.raw_html,
        navigation=tuple(NavigationItem(one.label, one.url) for one in written.navigation),
        footer=markdown_of(written.footer, entry, "footer"),
        as_of=written.as_of,
        media=_media(written, entry, media, problems),
        media_metadata=written.media_metadata,
        not_mentions=tuple(
            NotMention(words, entry.place(("not_mentions", index))) for index, words in enumerate(written.not_mentions)
        ),
        accept=tuple(sorted({*written.accept})),
    )


def _media(written: schema.WrittenSite, entry: RawRecord, media: MediaRegistry, problems: Problems) -> tuple[str, ...]:
    """The patterns of files that are published whatever pages name. Reports: missing-media."""
    patterns = {
        _MEDIA_WORDS.get(one, one.removeprefix("./").removeprefix("content/media/")): one for one in written.media
    }
    patterns.pop("", None)
    means = choosing.matching(patterns, media.paths)
    for pattern, written_as in patterns.items():
        if not means[pattern] and pattern != choosing.EVERYTHING:
            place = entry.place(("media", written.media.index(written_as)))
            message = f'"{written_as}" means no file in content/media/'
            problems.add(
                place, "missing-media", message, "write used, all, or the paths of files, with * for any letters"
            )
    return tuple(patterns)


def _entry(root: Path, file: str, problems: Problems) -> RawRecord | None:
    raw = source_files.read_source(root, file, problems)
    text = None if raw is None else decode(raw, file, problems)
    document = None if text is None else parse(text, file, problems)
    if document is None:
        return None
    if not isinstance(document.value, dict):
        report_no_mapping(document.place(), document.value, problems)
        return None
    return RawRecord(document)


def _publisher(
    written: schema.WrittenSite, entry: RawRecord, media: MediaRegistry, problems: Problems
) -> Publisher | None:
    one = written.publisher
    if one is None:
        return None
    logo = media.find(one.logo, entry, ("publisher", "logo"), problems) if one.logo else None
    return Publisher(one.name, one.url or "", logo or "")


def _verdicts(written: schema.WrittenSite, entry: RawRecord, problems: Problems) -> tuple[Verdict, ...]:
    known, found = IdRegistry("verdict"), []
    for index, one in enumerate(written.verdicts):
        if known.claim_at(one.id, one.label, entry.place(("verdicts", index, "id")), problems):
            found.append(Verdict(VerdictId(one.id), one.label, one.definition, one.tone, one.rating or ""))
    return tuple(found)

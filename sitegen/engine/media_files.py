"""The files of `content/media/`: those that the site names are published; reported is what they disclose, or run.

What was found in a file is kept by the hash of its bytes, so that a build looks only into those that it has not seen.
"""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property, partial
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final, NamedTuple

from sitegen.content.media import MediaFacts, active_content, metadata, patterns, stripping
from sitegen.content.media.media_references import FOLDER
from sitegen.content.media.metadata_fields import MetadataField, MetadataKind
from sitegen.content.media.segments import DamagedPictureError, UnknownSegmentError
from sitegen.core import extras
from sitegen.core.extras import MissingExtraError
from sitegen.core.model import Archive, MediaMetadata
from sitegen.core.problems import Location, Problems
from sitegen.files import source_files
from sitegen.files.signatures import FileSignature, SourceManifest, signature_of
from sitegen.files.source_files import CONTENT
from sitegen.output.publish import Target

_MEDIA: Final = f"{CONTENT}/{FOLDER}"
_KINDS: Final = {
    MetadataKind.PLACE: ("a place", "places"),
    MetadataKind.NAME: ("a name", "names"),
    MetadataKind.DEVICE: ("the number of a camera", "numbers of cameras"),
    MetadataKind.UNREAD: ("what could not be read in full", "what could not be read in full"),
}


class KnownMedia(NamedTuple):
    """What is known of media files before they are looked into."""

    facts: Mapping[str, MediaFacts]
    """What earlier builds found in files, by the hash of their bytes and the end of their names."""
    sources: SourceManifest | None
    """The signatures of all sources when the build began; None = not known."""


class MediaPublisher:
    """Puts files of `content/media/` into the target. Reports: picture-tells, picture-not-stripped, active-media."""

    def __init__(self, root: Path, archive: Archive, problems: Problems, known: KnownMedia) -> None:
        self._root, self._archive, self._problems = root, archive, problems
        self._metadata = archive.site.media_metadata
        self._before = known.facts
        self._hashes = _SourceHashes(known.sources)
        self._credits = _credits(archive)
        publisher = archive.site.publisher
        self._logo = frozenset({publisher.logo} if publisher and publisher.logo else ())
        self.known: dict[str, MediaFacts] = {}
        """What is known of those that were published, for the next build."""

    def wanted(self, named: set[str]) -> list[str]:
        """The files that are published, sorted: those that pages name, the logo, and those that the settings list."""
        there = self._archive.media
        others = patterns.matching(self._archive.site.media, there).values()
        return sorted((named | self._logo).intersection(there).union(*others))

    def publish(self, path: str, target: Target) -> None:
        """Put one of them into the target. Reports further: unreadable-file, missing-extra."""
        try:
            source_files.copy_source(
                self._root, self._root / _MEDIA / path, self._problems, partial(self._publish, path, target)
            )
        except MissingExtraError as missing:
            needs = "needs Pillow, to tell what EXIF says besides what a picture shows"
            hint = extras.command(missing.extra)
            problem = Location(f"{_MEDIA}{path}"), "missing-extra", f'"{_name(path)}" {needs}', hint
            self._problems.add(*problem, cause=f"each of these pictures {needs}", remedy=hint)

    def _publish(self, path: str, target: Target, file: BinaryIO) -> None:
        key = self._hashes.of(f"{_MEDIA}{path}", file)
        key = f"{key} {PurePosixPath(path).suffix.lower()}" if key else ""
        known = self._before.get(key) or self._facts_of(path, file)
        self._report_active(path, known.runs)
        if self._metadata is MediaMetadata.STRIP and stripping.can_strip(file):
            known = known._replace(stripped=self._strip(path, target, file, known.stripped))
        else:
            self._report_metadata(path, known.tells)
            file.seek(0)
            target.copy(f"{FOLDER}{path}", file)
        if key:
            self.known[key] = known

    def _facts_of(self, path: str, file: BinaryIO) -> MediaFacts:
        """What is in a file, asked whatever the settings: they may be others next time."""
        tells = metadata.metadata_of(file)
        return MediaFacts(
            active_content.active_content(path, file),
            tuple((one.what.value, one.field, one.words) for one in tells),
            "",
        )

    def _strip(self, path: str, target: Target, file: BinaryIO, sha256: str) -> str:
        """Put a file into the target without its metadata; the SHA-256 of what that is, empty where it failed."""
        out = f"{FOLDER}{path}"
        if sha256 and target.keep_all({out: sha256}):
            return sha256
        try:
            pieces = stripping.without_metadata(file)
            first, digest = next(pieces, b""), hashlib.sha256()
            stream = target.stream(out)
            for piece in chain([first], pieces):
                digest.update(piece)
                stream.write(piece)
            stream.close()
        except DamagedPictureError as error:
            why = "has a part that sitegen does not know" if isinstance(error, UnknownSegmentError) else "is damaged"
            message = f'"{_name(path)}" {why}, so what it tells could not be left out'
            hint = "save it anew with a program for pictures"
            self._problems.add(Location(f"{_MEDIA}{path}"), "picture-not-stripped", message, hint)
            return ""
        return digest.hexdigest()

    def _report_metadata(self, path: str, tells: Iterable[tuple[str, str, str]]) -> None:
        if self._metadata is MediaMetadata.KEEP:
            return
        credit = self._credits.get(path, "")
        found = [MetadataField(MetadataKind(what), field, words) for what, field, words in tells]
        found = [one for one in found if not (one.what is MetadataKind.NAME and one.words.casefold() in credit)]
        if not found:
            return
        message = f'"{_name(path)}" tells {_in_words(found)}'
        if self._metadata is MediaMetadata.STRIP:
            hint = "this format cannot be stripped without loss: save it as JPEG, PNG or WebP, or take the fields out"
            self._problems.add(Location(f"{_MEDIA}{path}"), "picture-not-stripped", message, hint)
        else:
            hint, remedy = (
                f"take that out of the {what}, or write media_metadata: strip (or keep) into content/site.yaml"
                for what in ("picture", "pictures")
            )
            cause = f"these pictures tell {_in_words(found)}"
            self._problems.add(Location(f"{_MEDIA}{path}"), "picture-tells", message, hint, cause=cause, remedy=remedy)

    def _report_active(self, path: str, runs: str) -> None:
        if runs:
            what = f"{runs}: opened by itself it can do what a page of your site can"
            hint, remedy = (
                f"keep {how}, text or packed; or have your host send the header for media/ (docs/authoring.md)"
                for how in ("it as a picture", "them as pictures")
            )
            problem = Location(f"{_MEDIA}{path}"), "active-media", f'"{_name(path)}" {what}', hint
            self._problems.add(*problem, cause=f"each of these files {what}", remedy=remedy)


class _SourceHashes:
    """The hashes that the files had when the build began, of those that look still as they did then."""

    def __init__(self, seen: SourceManifest | None) -> None:
        self._seen = seen
        self._fresh: frozenset[str] = seen.fresh if seen else frozenset()

    # Those of all sources, which no other process is to have, nor a build without such files.
    @cached_property
    def _hashes(self) -> dict[str, str]:
        return self._seen.hash_of_each() if self._seen else {}

    @cached_property
    def _signatures(self) -> dict[str, FileSignature]:
        return self._seen.table.by_path() if self._seen else {}

    def of(self, path: str, file: BinaryIO) -> str:
        """The SHA-256 of a file in hexadecimal; empty where it may be another file than when the build began."""
        if path in self._fresh or path not in self._signatures:
            return ""
        now = os.fstat(file.fileno())
        is_same = self._signatures[path] == signature_of(now)
        return self._hashes[path].strip() if is_same else ""


def _credits(archive: Archive) -> dict[str, str]:
    """What the site says of who made each picture: that name is public, and wanted."""
    found: defaultdict[str, str] = defaultdict(str)
    for actor in archive.actors:
        if actor.image:
            found[actor.image.file] += f"{actor.image.credit}\n".casefold()
    return found


def _in_words(found: list[MetadataField]) -> str:
    """`a place (GPSLatitude, GPSLongitude) and names (Artist, By-line)`."""
    parts = []
    for what, (one, several) in _KINDS.items():
        fields = sorted({one.field for one in found if one.what is what})
        if fields:
            word = one if len(fields) == 1 or what is MetadataKind.PLACE else several
            parts.append(f"{word} ({', '.join(fields)})")
    return ", ".join(parts[:-1]) + " and " + parts[-1] if len(parts) > 1 else parts[0]


def _name(path: str) -> str:
    return path.rpartition("/")[2]

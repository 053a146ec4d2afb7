"""What changed since the last build: everything is looked at once, and compared with how it looked then."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.engine.build_cache import BuildCache
from sitegen.engine.cached_records import BuildKey, BuildRecord
from sitegen.files import signatures
from sitegen.files.signatures import FileSignature, SignatureTable, SourceManifest
from sitegen.files.source_files import CONTENT, SEEDS, packaged_theme

if TYPE_CHECKING:
    from sitegen.engine.article_cache import ArticleCache

_OF_PUBLISHING: Final = ".sitegen-*"
"""What publishing keeps at the top of an output. `publish` knows the names, and takes longer to load than a build does
that finds nothing to do."""


class CurrentState(NamedTuple):
    """How all files look when a build begins, and the build that they are compared with."""

    programs: dict[str, FileSignature]
    """The signatures of all that runs."""
    sources: SourceManifest
    previous: BuildRecord | None
    """The last build; None where there is none to compare with."""
    outputs: SignatureTable | None
    """The signatures of its files; None where one is missing, or there is something that is not done."""


class ChangedFiles(NamedTuple):
    """What differs from the last build."""

    previous: BuildRecord
    """The last build."""
    state: CurrentState
    outputs: SignatureTable
    """The signatures of its files as they are now."""
    sources: frozenset[str]
    """The sources that came, went or have other contents, as paths below the archive's root."""
    overwritten: frozenset[str]
    """The files of the last build that somebody else changed, as paths below the output folder."""
    lacks_index: bool = False
    """Whether the last build left out a search index that is asked for."""

    @property
    def are_none(self) -> bool:
        """Whether nothing differs."""
        return not self.sources and not self.overwritten and not self.lacks_index


class PreviousBuild(NamedTuple):
    """What there is of the last build, and where this one is kept for the next."""

    cache: BuildCache
    state: CurrentState | None
    """None where nothing can be compared, or kept."""
    articles: ArticleCache | None

    @property
    def previous(self) -> BuildRecord | None:
        """The record of the last build."""
        return self.state.previous if self.state else None


class FullBuildReason(NamedTuple):
    """Only a full build is sure to make everything that may differ."""

    reason: str
    is_output_known: bool = True
    """Whether the output is still as the last build left it."""


def look(root: Path, output: Path | str, cache: BuildCache) -> CurrentState | None:
    """The state of all files; None if one has no signature, so that nothing can be compared.

    To be called before the files are read for anything else: what changes meanwhile is noticed by the next build.
    """
    if not any((root / name).exists() for name in (SEEDS, CONTENT)):
        return None
    moment = cache.open()
    if moment is None:
        return None
    programs, sources = signatures.program_signatures(packaged_theme()), signatures.source_signatures(root)
    if programs is None or sources is None:
        return None
    previous = cache.record(programs)
    seen = signatures.make_manifest(root, sources, moment, previous.sources if previous else None)
    outputs = _outputs(Path(os.path.realpath(output)), previous.outputs.listed()) if previous else None
    return CurrentState(programs, seen, previous, outputs)


def compare(state: CurrentState | None, key: BuildKey) -> ChangedFiles | FullBuildReason:
    """What changed since the last build, where that build was asked for the same, and all of it is still there."""
    previous = state.previous if state else None
    if state is None or previous is None:
        return FullBuildReason("there is no build to compare with")
    if not previous.is_like(key):
        return FullBuildReason("another build was asked for")
    if any(problem.code.startswith("search-") for problem in previous.diagnostics.others):
        return FullBuildReason("what made the search fail is not in the archive")
    if previous.is_index_due:
        return FullBuildReason("the last build ended before it had made the search index")
    if state.outputs is None:
        return FullBuildReason("a file of the last build is missing, or that build was interrupted")
    sources = frozenset(signatures.changed_paths(previous.sources, state.sources))
    is_same = state.outputs == previous.outputs
    differences = set() if is_same else previous.outputs.by_path().items() ^ state.outputs.by_path().items()
    overwritten = frozenset(dict(differences))
    return ChangedFiles(previous, state, state.outputs, sources, overwritten, previous.lacks_index(key))


def _outputs(output: Path, paths: Iterable[str]) -> SignatureTable | None:
    """The signatures of the last build's files; None where one is missing.

    None, too, where a build was killed before it had published, or while it did: what it left has to be cleared away.
    """
    known = list(paths)
    is_interrupted = not {path.name for path in output.glob(_OF_PUBLISHING)} <= set(known)
    return None if is_interrupted else signatures.signature_table(output, known)

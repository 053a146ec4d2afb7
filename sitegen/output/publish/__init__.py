"""The finished tree into place: whole or not at all.

A first build is made beside the output folder and renamed into place in one go. A later one is staged in a hidden
folder *inside* the output folder, so that no rename crosses a file system even where the output is a mount point.
When all of it is on disk a journal is synced that lists every move and removal; the moves follow, and the journal goes
last. Killed before the journal, the old site stands untouched; killed after it, `recover` finishes the move. So at
every instant every file is whole.

Only files that an earlier build listed in the output's marker are ever removed or written over: what somebody put
there by hand, such as a `CNAME`, stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from sitegen.core.problems import Problems
from sitegen.files import lock
from sitegen.output.publish import journal, output_folder
from sitegen.output.publish.file_stager import FileStager, NullStager, StagedFile
from sitegen.output.publish.initial_publish import InitialPublish
from sitegen.output.publish.io_errors import OutputConflictError, problem_of
from sitegen.output.publish.output_folder import PREVIEW
from sitegen.output.publish.publish_target import PublishTarget
from sitegen.output.publish.target import Changes, NullTarget, OutputStream, Target
from sitegen.output.publish.update_publish import FileContent, UpdatePublish, replace_files

__all__ = [
    "PREVIEW",
    "Changes",
    "FileContent",
    "FileStager",
    "NullStager",
    "NullTarget",
    "OutputStream",
    "PublishTarget",
    "StagedFile",
    "Target",
    "open_output",
    "patch_output",
    "recover",
]


@contextmanager
def open_output(
    root: Path, output: Path | str, problems: Problems, *, patience: float = lock.PATIENCE, is_preview: bool = False
) -> Iterator[PublishTarget | None]:
    """What takes the files of a build; None, with a problem reported, where nothing may be written there.

    An interrupted move is finished first, and what a killed build left is cleared away. Without
    `PublishTarget.commit` the published folder stays as it is. Another build at work in the same place is waited for,
    at most `patience` seconds. `is_preview`: the output has to be `PREVIEW`.
    Reports: output-refused, unwritable-output.
    """
    place = output_folder.find_output_folder(root, output, problems, is_preview=is_preview)
    if place is None:
        yield None
        return
    with lock.locked(place.path, patience) as is_ours:
        if not is_ours:
            _report_locked(place, problems)
        target = _open_target(place, problems) if is_ours else None
        try:
            yield target
        finally:
            if target is not None:
                target.close()


class OutputOptions(Protocol):
    """Where somebody wants a site."""

    @property
    def root(self) -> Path:
        """The archive."""

    @property
    def output(self) -> Path | str:
        """The folder."""

    @property
    def is_preview(self) -> bool:
        """Whether that is `PREVIEW`."""


def patch_output(
    wanted: OutputOptions,
    files: Mapping[str, FileContent],
    is_as_known: Callable[[], bool],
    problems: Problems,
    gone: Iterable[str] = (),
) -> bool:
    """Replace or add files, remove those that are `gone`, and leave everything else; whole or not at all, as a build.

    `is_as_known` is asked once nobody else can be at work there: it has to know of files that stretches are of,
    too, and that nothing stands where a new file is to be. Where files come or go the marker has to be among them.
    False where it denies, or with a problem reported.
    Reports: output-refused, unwritable-output.
    """
    place = output_folder.find_output_folder(wanted.root, wanted.output, problems, is_preview=wanted.is_preview)
    if place is None:
        return False
    with lock.locked(place.path, lock.PATIENCE) as is_ours:
        if not is_ours:
            _report_locked(place, problems)
            return False
        return not journal.is_waiting(place.path) and is_as_known() and replace_files(place, files, problems, gone)


def recover(root: Path, output: Path | str, problems: Problems) -> bool:
    """Finish a move that was interrupted, if there was one; call it before anything else reads the output.

    False, with a problem reported, where it cannot be finished. Without an interrupted move nothing is touched.
    Reports: output-refused, unwritable-output.
    """
    path = Path(output)
    if not output or path.is_symlink() or not journal.is_waiting(path):
        return True
    place = output_folder.OutputFolder(path.resolve(), output_folder.display_path(root, path))
    with lock.locked(place.path, lock.PATIENCE) as is_ours:
        if not is_ours:
            _report_locked(place, problems)
            return False
        return _finish_interrupted(place, problems)


def _open_target(place: output_folder.OutputFolder, problems: Problems) -> PublishTarget | None:
    if not _finish_interrupted(place, problems):
        return None
    kind = UpdatePublish if place.path.exists() else InitialPublish
    try:
        return kind(place, problems)
    except OutputConflictError as blocked:
        problems.add(place.location(), "output-refused", blocked.message, blocked.hint)
    except OSError as error:
        problems.add(*problem_of(place.shown, error, place.shown))
    return None


def _finish_interrupted(place: output_folder.OutputFolder, problems: Problems) -> bool:
    try:
        journal.finish_interrupted(place.path, place.shown, place.identity)
    except OutputConflictError as blocked:
        problems.add(place.location(), "output-refused", blocked.message, blocked.hint)
        return False
    except OSError as error:
        problems.add(*problem_of(place.shown, error, place.shown, is_moving=journal.is_waiting(place.path)))
        return False
    return True


def _report_locked(place: output_folder.OutputFolder, problems: Problems) -> None:
    problems.add(
        place.location(),
        "output-refused",
        f'another sitegen is at work in "{place.shown}" and has not finished',
        "wait for it, or end it, and build again",
    )

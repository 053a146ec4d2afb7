"""Some files of the last build replaced, and everything else of it left as it is."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing

from sitegen.core.problems import Problems
from sitegen.output.publish import journal, publish_plan
from sitegen.output.publish.directory_handle import DirectoryHandle
from sitegen.output.publish.io_errors import OutputConflictError, problem_of
from sitegen.output.publish.output_folder import OutputFolder


def replace_files(place: OutputFolder, files: Mapping[str, bytes], problems: Problems) -> bool:
    """Put files of the last build into place with other contents: all of them, or none. No other build may be at work.

    False, with a problem, where that failed. Reports: unwritable-output, output-refused.
    """
    try:
        with closing(DirectoryHandle(place.path, place.shown, place.identity)) as held:
            _stage_and_move(held, files)
    except OutputConflictError as blocked:
        problems.add(place.location(), "output-refused", blocked.message, blocked.hint)
    except OSError as error:
        problems.add(*problem_of(place.shown, error, place.shown, is_moving=journal.is_waiting(place.path)))
    else:
        return True
    return False


def _stage_and_move(output: DirectoryHandle, files: Mapping[str, bytes]) -> None:
    journal.clear_stage(output)
    output.mkdir(journal.STAGE)
    try:
        for number, data in enumerate(files.values()):
            output.write(f"{journal.STAGE}/{number}", data)
        steps = journal.Journal((), tuple(files), ())
        publish_plan.check_steps(output.path, steps, frozenset(files))
        output.sync([f"{journal.STAGE}/{number}" for number in range(len(files))], [journal.STAGE])
        journal.carry_out(output, steps)
    except BaseException:
        if not journal.has_journal(output):
            journal.clear_stage(output)
        raise

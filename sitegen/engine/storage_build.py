"""A build whose site goes to object storage: it is made in the archive's `public/`, and published from there.

So what is incremental stays so, and nobody sees a site by halves that could not be made.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from sitegen.core import extras
from sitegen.core.problems import Location, Problems
from sitegen.engine import run
from sitegen.engine.build_types import Options, Outcome, Progress, Stats, no_progress

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from sitegen.output.storage import StoragePlace

FOLDER: Final = "public"
"""Below the archive: where a site is made that goes to object storage."""


def build(options: Options, progress: Progress = no_progress, *, executor: Executor | None = None) -> Outcome:
    """Make the site of an archive and put it in place, unless a problem forbids that.

    What the last build kept is used where it gives what a full build would. `executor` does the work that can be
    shared, in processes that see archive and output under the same paths; None = processes of this machine.
    Where the output is an address of object storage the site is made in `public/` and published from there.
    Reports: executor-failed, storage-failed, output-refused, missing-extra.
    """
    if "://" not in str(options.output):
        return run.build(options, progress, executor=executor)
    problems = Problems()
    place = _storage_place(options, problems)
    if place is None:
        return Outcome(problems, Stats(), is_done=False)
    local = replace(options, output=options.root / FOLDER, versioned=False)
    outcome = run.build(local, progress, executor=executor)
    return _published(outcome, options, place, progress) if outcome.is_done else outcome


def _storage_place(options: Options, problems: Problems) -> StoragePlace | None:
    """Where to publish to; None, with a problem reported, where that cannot be."""
    from sitegen.output import storage

    address = str(options.output)
    place = storage.parse_address(address)
    if place is None:
        hint = "write s3://BUCKET/PREFIX; other kinds of storage are not offered"
        problems.add(Location(address), "output-refused", f'"{address}" is no address of object storage', hint)
    elif not extras.is_installed("storage"):
        message = "publishing to object storage needs obstore"
        problems.add(Location(address), "missing-extra", message, extras.command("storage"))
        return None
    return place


def _published(outcome: Outcome, options: Options, place: StoragePlace, progress: Progress) -> Outcome:
    """The outcome of the build, and of the publishing that comes after it."""
    from sitegen.output.storage import SitePublisher
    from sitegen.site.pages.wording import counted

    begin, problems = time.perf_counter(), Problems(outcome.problems)
    publisher = SitePublisher(place, versioned=options.versioned, replace=options.replace)
    progress("upload", 0, 0)
    done = publisher.publish(Path(options.root / FOLDER), problems, lambda at, total: progress("upload", at, total))
    seconds = time.perf_counter() - begin
    stages = (*outcome.stats.stages, ("upload", seconds))
    stats = replace(outcome.stats, stages=stages, seconds=outcome.stats.seconds + seconds)
    if done is None:
        return replace(outcome, problems=problems, stats=stats, is_done=False)
    words = [f"{counted(done.uploaded, 'file')} uploaded", *([f"{done.copied:,} copied there"] if done.copied else [])]
    notice = f"{place}: {', '.join(words)}, {done.removed:,} removed"
    return replace(outcome, problems=problems, stats=stats, notices=(*outcome.notices, notice))

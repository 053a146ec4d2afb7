"""What a full build is given: what is asked for, and where everything goes."""

from __future__ import annotations

from typing import NamedTuple

from sitegen.core.problems import Problems
from sitegen.engine.build_types import Options, StageTimer
from sitegen.engine.cache import BlobStore
from sitegen.engine.page_traces import KnownSite
from sitegen.files.work_sharing import WorkSharing
from sitegen.output.publish import Target


class BuildContext(NamedTuple):
    """A full build."""

    options: Options
    target: Target
    """Where the files of the site go."""
    problems: Problems
    """Where everything that is wrong is reported."""
    timer: StageTimer
    store: BlobStore
    """Where the articles go while the site is made, and for the next build."""
    work: WorkSharing
    """Who does the jobs."""
    known: KnownSite | None = None
    """The site that is in the output, where pages of it may stay as they are."""

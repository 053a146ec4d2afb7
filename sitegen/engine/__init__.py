"""Makes the site of an archive: `build` writes it, `check` only says what is wrong; `preview` keeps it up to date."""

from sitegen.engine.build_types import Options, Outcome, Progress, StageTimer, Stats, no_progress
from sitegen.engine.run import check
from sitegen.engine.storage_build import build

__all__ = ["Options", "Outcome", "Progress", "StageTimer", "Stats", "build", "check", "no_progress"]

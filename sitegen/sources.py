"""The folders of an archive, which names in them are passed over, and how a file in them is read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from sitegen.problems import Location, Problems

CONTENT: Final = "content"
SEEDS: Final = "seeds"
TEMPLATES: Final = "templates"

_TEMPORARY: Final = re.compile(r".*(?:~|\.swp|\.swx|\.tmp|\.bak)|#.*#|4913")
"""What editors leave behind while they save; vim tries with a file named 4913 whether it may write."""


def packaged_theme() -> Path:
    """The folder of the theme: inside the package where it was installed from a wheel, beside it otherwise."""
    package = Path(__file__).parent
    installed = package / "theme"
    return installed if installed.is_dir() else package.parent / TEMPLATES


def is_passed_over(name: str, *, is_folder: bool) -> bool:
    """Whether a file or folder of `seeds/` or `content/` is nobody's business."""
    return name[0] in "._" or (not is_folder and bool(_TEMPORARY.fullmatch(name)))


def read(root: Path, path: str, problems: Problems) -> bytes | None:
    """The bytes of a file; None, with a problem, where it cannot be read. Reports: unreadable-file."""
    try:
        with open(f"{root}/{path}", "rb") as file:  # noqa: PTH123 (thousands of files: a Path for each takes longer)
            return file.read()
    except OSError as error:
        unreadable(path, error.strerror or "it cannot be opened", problems)
        return None


def unreadable(path: str, reason: str, problems: Problems) -> None:
    """Tell that a file cannot be read. Reports: unreadable-file."""
    hint = "put a file in its place that you may read, or take it away"
    problems.add(Location(path), "unreadable-file", f'"{path}" cannot be read: {reason}', hint)

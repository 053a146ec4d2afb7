"""Run as a module: publishes a site over and over, each time with another folder put into the place of one that it
writes into before the next call that touches the disk.

    python -m support.replaced_output FOLDER NAME HOW

FOLDER/start is what each of them starts with; FOLDER/<n> is what is there after a swap before the n-th call, and in
FOLDER/<n>/told is what was told. What forks for each of them is small: to fork what runs the tests takes far longer.
"""

from __future__ import annotations

import itertools
import os
import shutil
import sys
from pathlib import Path
from typing import Final

from support.publish_process import NEW, at_call, publish

MOMENTS: Final = 40
"""No build of these few files has more calls than a multiple of that; each is tried."""


def _is_swapped(root: Path, name: str, number: int, how: str) -> bool:
    """Publish in a process in which the n-th call comes after a swap: whether there was such a call."""
    done = root / "swapped"

    def swap() -> None:
        if not (root / name).is_dir():
            return
        done.touch()
        (root / name).rename(root / "moved")
        (root / name).symlink_to(root / "victim") if how == "link" else (root / "victim").rename(root / name)

    child = os.fork()
    if child == 0:
        at_call(number, swap)
        problems = publish(root, NEW)
        (root / "told").write_text("\n".join(map(str, problems)), encoding="utf-8")
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    return done.exists()


def main(folder: Path, name: str, how: str) -> None:
    is_begun = False
    for number in itertools.count(1):
        root = folder / str(number)
        shutil.copytree(folder / "start", root)
        if _is_swapped(root, name, number, how):
            is_begun = True
            continue
        shutil.rmtree(root)
        if is_begun and number > MOMENTS:
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])

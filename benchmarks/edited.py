"""The builds after edits: sitegen's, a build of all by Hugo beside it, and those of peers that watch their files."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias

from peers import Tool
from site_files import Edit, Site
from stages import published
from tables import EditBuilds
from watched import FailedError, run
from watching import Watcher

FULL: Final = ("Hugo",)
"""The peers that build all after each edit: a build of sitegen is compared with one that takes little of the round."""
INDEX: Final = "search/pagefind/"
"""The folder of the output that has the index, which is never twice the same."""

Kinds: TypeAlias = Mapping[str, tuple[str, Callable[[Site, int], Edit]]]


class Editing:
    """One edit after another, by all generators."""

    def __init__(self, ours: Tool, peers: Sequence[Tool], tell: Callable[[str], None]) -> None:
        """`ours`: sitegen, as everybody runs it."""
        self._ours, self._tell = ours, tell
        self._full = [one for one in peers if one.program.name in FULL]
        self._watching = [one for one in peers if one.program.watch]
        self._watchers: dict[str, Watcher] = {}
        self._notes: list[str] = []
        self.faults: list[str] = []
        """What sitegen made wrongly."""

    def measure(self, site: Site, kinds: Kinds, runs: int, *, is_checked: bool) -> tuple[list[EditBuilds], list[str]]:
        """A row for each kind, and what else is to be said. Raises FailedError where sitegen does not show an edit."""
        rows = {kind: EditBuilds(name) for kind, (name, _) in kinds.items()}
        with ExitStack() as stack:
            self._begin(stack)
            for number in range(1, runs + 1):
                for kind, (name, make) in kinds.items():
                    self._tell(f"{len(site.articles):,} articles: round {number} of {runs}, edited: {name}")
                    edit = make(site, number)
                    self._take(rows[kind], edit, number, is_checked=is_checked and number == 1)
                    site = edit.site
        return list(rows.values()), list(dict.fromkeys((*self.faults, *self._notes)))

    def _begin(self, stack: ExitStack) -> None:
        """Have everything built once."""
        self._tell("the site as it is before the edits")
        run(self._ours.command, self._ours.folder)
        for tool in self._watching:
            command, ready, done = (*tool.program.watch, str(tool.watched)), tool.program.ready, tool.program.done
            try:
                watcher = stack.enter_context(Watcher(command, tool.folder, ready=ready, done=done))
                self._watchers[tool.program.name] = watcher
            except FailedError as error:
                self._notes.append(str(error))

    def _take(self, row: EditBuilds, edit: Edit, number: int, *, is_checked: bool) -> None:
        """Make an edit with each generator, every round another one first."""
        peers = dict.fromkeys((*self._full, *self._watching))
        steps = [partial(self._build, row, edit, is_checked=is_checked)]
        steps += [partial(self._peer, row, edit, tool, is_checked=is_checked) for tool in peers]
        start = number % len(steps)
        for step in (*steps[start:], *steps[:start]):
            step()

    def _build(self, row: EditBuilds, edit: Edit, *, is_checked: bool) -> None:
        tool = self._ours
        before = looks(tool.output)
        tool.save(tool.changes(edit))()
        done = run(tool.command, tool.folder)
        if not edit.is_shown(tool.output):
            raise FailedError(f"sitegen does not show what was edited: {row.name}")
        row.ours.append(published(done))
        row.processor.append(done.processor)
        row.files.append(len({path for path, _ in before.items() ^ looks(tool.output).items()}))
        if is_checked and (other := self._otherwise(tool)):
            fault = f"**sitegen made files otherwise than from nothing, after {row.name}: {listed(other)}.**"
            self.faults.append(fault)
            self._tell(fault)

    def _otherwise(self, tool: Tool) -> list[str]:
        """The files of the output that a build of a copy of the archive, without a cache, makes otherwise."""
        with tempfile.TemporaryDirectory(dir=tool.work) as folder:
            copy = Tool(tool.program, Path(folder))
            shutil.copytree(tool.folder, copy.folder, ignore=shutil.ignore_patterns(*tool.program.kept))
            run(copy.command, copy.folder)
            return otherwise(tool.output, copy.output)

    def _peer(self, row: EditBuilds, edit: Edit, tool: Tool, *, is_checked: bool) -> None:
        """What a peer makes of an edit: first while it watches, then, of some, from nothing."""
        name, files = tool.program.name, tool.changes(edit)
        is_watching = self._save(row, edit, tool, files) if files else False
        if tool in self._full:
            tool.clean()
            row.full.setdefault(name, []).append(run(tool.command, tool.folder).seconds)
        elif is_checked and is_watching:
            tool.clean()
            run(tool.command, tool.folder)
        if is_checked and is_watching:
            self._stale(row, name, otherwise(tool.watched, tool.output))

    def _stale(self, row: EditBuilds, name: str, files: Sequence[str]) -> None:
        row.stale[name] = len(files)
        if files:
            told = f"{name}, watching, left files otherwise than a build of all, after {row.name}: {listed(files)}."
            self._notes.append(told)

    def _save(self, row: EditBuilds, edit: Edit, tool: Tool, files: dict[str, str]) -> bool:
        """Save the files; whether a program watched them, and showed the edit."""
        name, most = tool.program.name, tool.program.most_files
        watcher, save = self._watchers.get(name), tool.save(files)
        row.watched.setdefault(name, [])
        if watcher and most and len(files) > most:
            watcher.stop()  # or it would go on with them while others are timed
            save()
            watcher.start()
            return False
        if watcher is None:
            save()
            return False
        try:
            row.watched[name].append(watcher.seconds(save, lambda: edit.is_shown(tool.watched)))
        except FailedError as error:
            self._notes.append(f"{error}: {row.name}.")
            self._watchers.pop(name).stop()
            return False
        return True


def listed(files: Sequence[str]) -> str:
    """The first of some files, and how many there are."""
    return f"{', '.join(f'`{file}`' for file in files[:3])} ({len(files):,} in all)"


def looks(output: Path) -> dict[str, tuple[int, int, int]]:
    """How the files of a site look, those of the index left out."""
    found = {}
    for folder, _, names in os.walk(output):
        for file in (Path(folder, name) for name in names):
            path = file.relative_to(output).as_posix()
            if not path.startswith(INDEX):
                status = file.stat()
                found[path] = status.st_ino, status.st_size, status.st_mtime_ns
    return found


def otherwise(one: Path, other: Path) -> list[str]:
    """The files that are in one of the folders only, or not the same in both; those of the index left out."""
    ours, theirs = looks(one), looks(other)
    both = ours.keys() & theirs.keys()
    differing = [name for name in both if (one / name).read_bytes() != (other / name).read_bytes()]
    return sorted([*(ours.keys() ^ theirs.keys()), *differing])

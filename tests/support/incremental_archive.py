"""An archive on disk that is edited, whose cache is harmed, and whose site is held against that of a clean build."""

from __future__ import annotations

import os
import pickle
import random
import shutil
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import jinja2
import pytest

from sitegen.engine import Outcome
from support.golden import tree


@dataclass(frozen=True)
class Place:
    """An archive on disk."""

    root: Path

    def write(self, files: Mapping[str, bytes]) -> list[Path]:
        """Make the sources these files; those that are the same already are not touched. Which were written."""
        for path in self.sources():
            if path.relative_to(self.root).as_posix() not in files:
                path.unlink()
        changed = [name for name, data in files.items() if _bytes(self.root / name) != data]
        for name in changed:
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_bytes(files[name])
        return [self.root / name for name in changed]

    def sources(self) -> list[Path]:
        """The files that an author writes."""
        tops = [self.root / top for top in ("seeds", "content", "templates")]
        return sorted(path for top in tops for path in top.rglob("*") if path.is_file())

    def write_unseen(self, files: Mapping[str, bytes]) -> list[Path]:
        """The same, but a file that keeps its size keeps its times as well, as some tools and copies have it."""
        before = {self.root / path: (self.root / path).stat() for path in files if (self.root / path).is_file()}
        unseen = []
        for path in self.write(files):
            if path in before and path.stat().st_size == before[path].st_size:
                os.utime(path, ns=(before[path].st_atime_ns, before[path].st_mtime_ns))
                unseen.append(path)
        return unseen

    @property
    def _kept(self) -> Path:
        return self.root.parent / "kept-cache"

    @property
    def cache(self) -> Path:
        """Where a build remembers things for the next one."""
        return self.root / ".sitegen"

    def damage_cache(self, how: str, chance: random.Random) -> None:
        """Harm every file of the cache; where there is none, put a foreign one there."""
        if how == "one file" or not self.cache.is_dir():
            self.drop_cache()
        if how == "one file":
            self.cache.write_bytes(b"no folder")
            return
        self.cache.mkdir(exist_ok=True)
        if not (paths := sorted(path for path in self.cache.rglob("*") if path.is_file())):
            paths = [self.cache / f"foreign-{chance.random()}"]
            paths[0].write_bytes(chance.randbytes(64))
        others = chance.sample([path.read_bytes() for path in paths], len(paths))
        for path, other in zip(paths, others, strict=True):
            data = other if how == "swapped" else _damaged(path.read_bytes(), how, chance)
            path.unlink()
            if how == "folders":
                path.mkdir()
            elif how != "some gone" or chance.random() < 0.5:
                path.write_bytes(data)

    def keep_cache(self) -> None:
        """Put a copy of the cache aside."""
        shutil.rmtree(self._kept, ignore_errors=True)
        if self.cache.is_dir():
            shutil.copytree(self.cache, self._kept)

    def bring_back_cache(self) -> None:
        """The copy, where there is one, instead of the cache."""
        if self._kept.is_dir():
            self.drop_cache()
            shutil.copytree(self._kept, self.cache)

    def drop_cache(self) -> None:
        """Delete the cache, whatever it has become."""
        shutil.rmtree(self.cache, ignore_errors=True)
        if self.cache.is_file():
            self.cache.unlink()


DAMAGES: Final = (
    "empty", "cut", "a byte", "bytes", "random", "longer", "other JSON", "other pickle", "swapped", "some gone",
    "folders", "one file",
)  # fmt: skip
"""What may happen to the files of a cache."""


def _damaged(data: bytes, how: str, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    ways = {
        "empty": b"",
        "cut": data[:at],
        "a byte": data[:at] + bytes(255 - byte for byte in data[at : at + 1]) + data[at + 1 :],
        "bytes": data[:at] + chance.randbytes(16) + data[at + 16 :],
        "random": chance.randbytes(len(data)),
        "longer": data + chance.randbytes(16),
        "other JSON": chance.choice([b"null", b"[]", b"{}", b'{"format": 1}']),
        "other pickle": pickle.dumps(chance.choice([None, {}, [1], "text"])),
    }
    return ways.get(how, data)


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def differences(found: Path | Mapping[str, bytes], wanted: Mapping[str, bytes]) -> str:
    """What is wrong with a site: the first ten files that are missing, stale or other, a line each."""
    files = tree(found) if isinstance(found, Path) else found
    lines = [f"missing: {path}" for path in sorted(wanted.keys() - files.keys())]
    lines += [f"stale: {path}" for path in sorted(files.keys() - wanted.keys())]
    others = sorted(path for path in files.keys() & wanted.keys() if files[path] != wanted[path])
    return "\n".join([*lines, *(_first(path, files[path], wanted[path]) for path in others)][:10])


def _first(path: str, found: bytes, wanted: bytes) -> str:
    pairs = zip(found.split(b"\n"), wanted.split(b"\n"), strict=False)
    lines = next((pair for pair in pairs if pair[0] != pair[1]), (b"(its end)", b"(its end)"))
    return f"{path}: {lines[0][:300]!r} instead of {lines[1][:300]!r}"


def told(outcome: Outcome) -> tuple[object, ...]:
    """What a build tells of an archive; how long it took and what it had to do for it are its own affair."""
    stats = outcome.stats
    counts = (stats.articles, stats.mentions, stats.passages, stats.pages, stats.health, stats.unused)
    return outcome.is_done, list(map(str, outcome.problems)), counts


def quick_builds() -> Generator[None]:
    """While it lasts a template's text is compiled once, and nothing waits for the disk: the same site, sooner."""
    compiled: dict[object, object] = {}
    compile_template = jinja2.Environment.compile

    def once(environment: jinja2.Environment, *args: object) -> object:
        if args not in compiled:
            compiled[args] = compile_template(environment, *args)  # type: ignore[call-overload]
        return compiled[args]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jinja2.Environment, "compile", once)
        patch.setattr(os, "sync", lambda: None, raising=False)
        patch.setattr(os, "fsync", lambda _: None)
        yield

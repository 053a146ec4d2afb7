"""Documents that are followed: what they say to save is saved, and their commands are typed, in one folder."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from support.waiting import PATIENCE

STEP: Final = re.compile(r"(?:`([\w./-]+\.\w+)`[^`\n]*:\n\n)?```(\w+)\n(.*?)```\n", re.DOTALL)
"""A block of code, with the file that the words before it say to save it as."""


class Terminal:
    """A terminal in which the commands of a text are typed one after the other."""

    def __init__(self, folder: Path, surroundings: dict[str, str]) -> None:
        self.folder = folder
        self._surroundings = surroundings

    def type(self, command: str) -> str:
        """What a command prints; `serve` until it waits for changes."""
        words = shlex.split(command)
        if words[0] == "cd":
            self.folder = self.folder / words[1]
            return ""
        options = {"cwd": self.folder, "env": self._surroundings, "text": True, "encoding": "utf-8"}
        if words[:2] == ["sitegen", "serve"]:
            return "".join(self._of_preview(words, options))
        out = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "stdin": subprocess.DEVNULL}
        return str(subprocess.run(words, timeout=PATIENCE, check=False, **options, **out).stdout)  # type: ignore[call-overload]

    def _of_preview(self, words: list[str], options: dict[str, object]) -> Iterator[str]:
        process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **options)  # type: ignore[call-overload]
        try:
            assert process.stdout is not None
            for line in process.stdout:
                yield line
                if line.startswith("Serving"):
                    return
        finally:
            process.terminate()
            process.communicate()


def commands(block: str) -> Iterator[tuple[str, str]]:
    """Each command of a block, and what stands below it."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, printed = part.partition("\n")
        yield command, printed


def is_as_told(told: str, printed: str) -> bool:
    """Whether it printed what is told; `…` stands for any words of a line, and some numbers may be others."""
    pattern = re.escape(_without_numbers(told)).replace("…", ".*")
    return re.fullmatch(pattern, _without_numbers(printed)) is not None


def _without_numbers(text: str) -> str:
    """Without what differs from one moment, or one theme, to the next: seconds, ports, how many pages there are."""
    taken = r"^Port \d+ is in use; taking the next free one, \d+\.\n"
    return re.sub(rf"{taken}|\d+\.\d s$|(?<=127\.0\.0\.1:)\d+|\d+ pages", "", text, flags=re.MULTILINE)


def followed(text: str, terminal: Terminal) -> Iterator[tuple[str, str, str]]:
    """Do all that a text says: each command, what the text tells that it prints, and what it did print."""
    for file, kind, body in STEP.findall(text):
        if kind == "console":
            yield from ((command, told, terminal.type(command)) for command, told in commands(body))
        else:
            path = terminal.folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body, encoding="utf-8")


def with_outputs(text: str, steps: list[tuple[str, str, str]]) -> str:
    """The text with what the commands print now."""
    done = ""
    for command, told, printed in steps:
        before, found, text = text.partition(f"$ {command}\n{told}")
        done += before + (found if is_as_told(told, printed) else f"$ {command}\n{printed}")
    return done + text

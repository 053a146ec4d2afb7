"""The line that tells on a terminal how far a build is."""

from __future__ import annotations

from io import StringIO

from sitegen.cli.progress import STAGES, ProgressLine


class Terminal(StringIO):
    """What is to be read in the line at the moment."""

    def line(self) -> str:
        shown = ""
        for words in self.getvalue().split("\r"):
            shown = words + shown[len(words) :]
        return shown.rstrip()


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_short_build_shows_nothing() -> None:
    terminal, clock = Terminal(), Clock()
    line = ProgressLine(terminal, clock)
    line.show("read", 1, 2)
    clock.now = 0.9
    line.show("render", 2, 2)
    line.clear()
    assert terminal.getvalue() == ""


def test_a_long_build_shows_each_stage_in_one_line_that_is_empty_at_the_end() -> None:
    terminal, clock = Terminal(), Clock()
    line = ProgressLine(terminal, clock)
    clock.now = 1.0
    line.show("render", 1200, 5662)
    assert terminal.line() == f"{STAGES['render']} 1200/5662 (21 %)"
    clock.now = 1.05
    line.show("render", 1300, 5662)
    assert terminal.line() == f"{STAGES['render']} 1200/5662 (21 %)"
    line.show("check", 0, 0)
    assert terminal.line() == STAGES["check"]
    line.clear()
    assert terminal.line() == ""
    assert terminal.getvalue().endswith("\r")

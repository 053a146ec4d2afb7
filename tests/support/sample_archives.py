"""Small archives built from records, and woven: for tests of what comes after the article stage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from sitegen.content import visibility
from sitegen.core.model import (
    Actor,
    ActorId,
    ActorKind,
    AnnotationTarget,
    Archive,
    Article,
    ArticleId,
    Claim,
    ClaimId,
    Date,
    Markdown,
    Note,
    NoteId,
    Quote,
    Site,
    Status,
    Tone,
    Topic,
    TopicId,
    Verdict,
    VerdictId,
)
from sitegen.core.problems import Location, Problems
from sitegen.engine import article_processor
from sitegen.output import exports
from sitegen.output.exports import ExportGroup
from sitegen.site import index, pages
from sitegen.site.index import SiteIndex
from sitegen.site.pages.page_records import Page
from sitegen.site.pages.views import Views
from sitegen.text import mentions, prose
from sitegen.text.anchoring import SearchableText
from sitegen.text.article_stage import StageResult, annotate_article

HERE = Location("content/x.yaml", 1, 1)

SCALE = (
    Verdict(VerdictId("true"), "True", "The sources carry it.", Tone.POSITIVE, "5/5"),
    Verdict(VerdictId("disputed"), "Disputed", "The sources disagree.", Tone.MIXED),
    Verdict(VerdictId("false"), "False", "The sources speak against it.", Tone.NEGATIVE, "1/5"),
)


def md(text: str) -> Markdown:
    return Markdown(text, HERE)


def article(identifier: str, date: str = "", **known: object) -> Article:
    when = Date(date) if date else None
    return Article(ArticleId(identifier), HERE, f"{identifier}.txt", date=when, **known)  # type: ignore[arg-type]


def person(identifier: str, name: str, **known: object) -> Actor:
    first, _, last = name.rpartition(" ")
    given = {"sort_name": f"{last}, {first}", "surnames": (last,), **known}
    return Actor(ActorId(identifier), HERE, name, **given)  # type: ignore[arg-type]


def organization(identifier: str, name: str, **known: object) -> Actor:
    given = {"kind": ActorKind.ORGANIZATION, "sort_name": name, **known}
    return Actor(ActorId(identifier), HERE, name, **given)  # type: ignore[arg-type]


def topic(identifier: str, **known: object) -> Topic:
    return Topic(TopicId(identifier), identifier.title(), HERE, **known)  # type: ignore[arg-type]


def on(article_id: str, words: str = "") -> AnnotationTarget:
    """A passage; without words the whole article."""
    return AnnotationTarget(ArticleId(article_id), HERE, Quote(words, HERE) if words else None)


def claim(identifier: str, *passages: AnnotationTarget, date: str = "", **known: object) -> Claim:
    given = {"date": Date(date) if date else None, "passages": passages, **known}
    return Claim(ClaimId(identifier), HERE, f"Statement {identifier}.", **given)  # type: ignore[arg-type]


def note(identifier: str, *passages: AnnotationTarget, **known: object) -> Note:
    body = md(f"What {identifier} is.")
    given = {"body": body, "passages": passages, **known}
    return Note(NoteId(identifier), HERE, f"On {identifier}", **given)  # type: ignore[arg-type]


def graph_of(
    archive: Archive, seeds: Mapping[str, str] = {}, problems: Problems | None = None, *, drafts: bool = False
) -> SiteIndex:
    """The graph of an archive as readers see it; `seeds` are the texts of articles, by id.

    An article without a text has only its id as headline.
    """
    everybody = mentions.index_names(archive.actors, ())
    names_in_texts = {one.id: _possible_actors(everybody, one, seeds.get(one.id, one.id)) for one in archive.articles}
    unseen = visibility.find_hidden(archive, names_in_texts, drafts=drafts)
    visible = visibility.without_hidden(archive, unseen, Problems() if problems is None else problems, drafts=drafts)
    staged = _staged(visible, seeds, drafts=drafts)
    bodies = {one.annotated.article: one.body for one in staged}
    return index.build_index(visible, [one.annotated for one in staged], bodies, drafts=drafts)


def _staged(archive: Archive, seeds: Mapping[str, str], *, drafts: bool) -> list[StageResult]:
    wanted = index.anchors_by_article(archive, drafts=drafts)
    setting = article_processor.stage_settings(article_processor.names_only(archive, drafts=drafts), drafts=drafts)
    jobs = [
        (one, seeds.get(one.id, one.id).encode(), wanted.get(one.id, ()))
        for one in archive.articles
        if visibility.is_visible(one.status, drafts=drafts)
    ]
    return [annotate_article(setting, *job) for job in jobs]


def _possible_actors(everybody: mentions.NameIndex, article: Article, text: str) -> tuple[ActorId, ...]:
    searchable = SearchableText(prose.read_seed(text.encode(), article.seed, prose.SeedContext()), article.seed)
    return mentions.find_all_names(
        searchable, (everybody, None), Article(article.id, article.location, ""), Problems()
    ).possible_actors


def with_base(given: SiteIndex, base_url: str) -> SiteIndex:
    """The same archive, to stand elsewhere."""
    return replace(given, site=replace(given.site, base_url=base_url))


def data_of(given: SiteIndex, *, drafts: bool = False) -> dict[str, bytes]:
    """The files for machines that every site has, by their paths: `data/` without previews, and robots.txt."""
    views = Views(given, pages.record_markdown_of(given, Problems()))
    made = files_of([*exports.export_groups(views, drafts=drafts), exports.article_group(given)])
    return {path: data for path, data in made.items() if path.startswith("data/") or path == "robots.txt"}


def files_of(groups: Iterable[ExportGroup]) -> dict[str, bytes]:
    """All files of groups of exports, by their paths."""
    made: dict[str, bytes] = {}
    for group in groups:
        units = [group.make(key) for key in group.keys]
        for number, file in enumerate(group.joined):
            pieces = (unit.pieces[number] for unit in units)
            made[file.path] = file.head + file.separator.join(pieces) + file.tail
        for unit in units:
            made.update(unit.files)
    return made


def pages_of(given: SiteIndex, problems: Problems | None = None, *, drafts: bool = False) -> dict[str, Page]:
    """Every page of a site, by its URL."""
    fields = pages.record_markdown_of(given, Problems() if problems is None else problems)
    return {page.frame.url: page for page in pages.build_pages(given, fields, drafts=drafts)}


DRAFT, WITHDRAWN = Status.DRAFT, Status.WITHDRAWN

HARBOUR = Archive(
    Site(title="Harbour", verdicts=SCALE),
    articles=(
        article("count", "2024-03-14", topics=("bridge",), publisher="The Letter"),
        article("gone", "2023", status=WITHDRAWN, topics=("bridge", "scandal"), summary=md("We were *wrong*.")),
        article("old"),
        article("plan", "2025-01", status=DRAFT, topics=("bridge", "merger"), actors=("council",)),
        article("vote", "2024-03-12", topics=("bridge", "traffic"), actors=("council",), authors=("P. Lund",)),
    ),
    actors=(
        person("ana", "Ana Reyes", summary=md("Mayor of *Harbour*.")),
        organization("council", "Town Council", topics=("traffic",)),
        person("luis", "Luis Holt", formerly=("l-holt",)),
        person("nobody", "Nob Ody"),
    ),
    topics=(
        topic("bridge", parent="traffic", formerly=("old-bridge",)),
        topic("merger"),
        topic("scandal"),
        topic("traffic", summary=md("What drives.")),
    ),
    claims=(
        claim("counted", on("count"), topics=("traffic",), verdict="true", date="2024-03-14", repeats=("safe",)),
        claim("hidden", on("vote", "the bridge"), status=DRAFT, speakers=("ana",), topics=("bridge",)),
        claim("lost", on("vote", "words that nobody wrote"), speakers=("ana",)),
        claim(
            "safe", on("vote", "the bridge is safe"), on("plan", "a plan"), date="2024-03-12", speakers=("ana",),
            about=("council",), topics=("bridge",), verdict="false", contradicts=("hidden", "counted"),
        ),
        claim("taken-back", on("vote", "Mayor"), status=WITHDRAWN, speakers=("ana",)),
    ),
    notes=(
        note("cars", terms=("cars",), topics=("traffic",), actors=("council",)),
        note("secret", on("vote", "Mayor"), status=DRAFT),
        note("tonnes", on("vote", "three tonnes"), on("count"), sources=()),
        note("void", on("vote", "left"), status=WITHDRAWN),
    ),
)  # fmt: skip
"""A bridge, a vote and a count; with a draft and a withdrawn record of each kind."""

SEEDS = {
    "count": "Cars counted\n\nLuis Holt counted the cars. Ana Reyes paid. Holt went home.",
    "old": "Old news\n\nSome cars passed.",
    "plan": "The plan\n\nAna Reyes has a plan with Luis Holt.",
    "gone": "Gone\n\nAna Reyes was wrong.",
    "vote": (
        "Council votes\n\nMayor Ana Reyes said the bridge is safe for three tonnes. Luis Holt was there.\n\nReyes left."
    ),
}


def harbour(*, drafts: bool = False) -> SiteIndex:
    return graph_of(HARBOUR, SEEDS, drafts=drafts)

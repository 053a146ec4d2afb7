"""The page for those who look after an archive: what is not done yet, or might be done better, and in which file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeVar

from msgspec.structs import replace

from sitegen.content.visibility import is_name_only
from sitegen.core import dates, urls
from sitegen.core.model import Actor, AnnotationKind, Claim, Note, ProsePage, Topic, UnanchoredQuote
from sitegen.core.problems import Location
from sitegen.site import anchor_report
from sitegen.site.index import ArticleEntry, SiteIndex
from sitegen.site.pages import desk
from sitegen.site.pages.page_records import EditorsPage, Frame, Link, Task, TaskList
from sitegen.site.pages.record_status import is_draft, is_review
from sitegen.site.pages.unlinked_names import article_record_file, unlinked_groups, unlinked_task
from sitegen.site.pages.views import Views, newest_claims
from sitegen.site.pages.wording import counted

T = TypeVar("T")
_EditorRecord = ArticleEntry | Claim | Note | ProsePage | Actor | Topic

TITLE: Final = "For editors"


def editors_page(views: Views) -> EditorsPage:
    """The page for editors: lists of what may be worth mending, the most pressing first, each cut at `per_page`."""
    site = views.index.site
    found = anchor_report.anchor_counts(
        views.index.archive, (entry.annotated for entry in views.index.entries), drafts=True
    )
    unsound = [one for one in found if not one.is_sound]
    url = urls.section(urls.EDITORS)
    return EditorsPage(
        frame=Frame(url, TITLE, "", url, site.language, is_draft=True, is_listed=False),
        lists=tuple(_task_lists(views)),
        passages=tuple(unsound[: site.per_page]),
        unsound=len(unsound),
        whole=anchor_report.total_counts(found),
        files=len(found),
    )


def _task_lists(views: Views) -> Iterator[TaskList]:
    index, task_list = views.index, _TaskLister(views).task_list
    yield from _desk(views)
    yield task_list("passages", _lost_quotes(index), _lost_task)
    yield task_list("names", unlinked_groups(index), unlinked_task)
    yield task_list("claims", _bare_claims(index), _claim_task)
    yield task_list("articles", [one for one in index.entries if not views.actors_of(one)], _article_task)
    yield task_list("actors", _rare_actors(views), _actor_task)
    yield task_list("drafts", _drafts(views), _draft_task)


def _desk(views: Views) -> Iterator[TaskList]:
    """A list for each of the team, and one of what is in review and nobody's."""
    most, members = views.index.site.per_page, {member.id: member for member in views.index.site.team}
    for member, waiting in desk.waiting_by_member(views).items():
        one = members[member]
        advice = f"{one.role}. {_OLDEST_FIRST}" if one.role else _OLDEST_FIRST
        tasks = tuple(_waiting_task(views, some) for some in waiting[:most])
        yield TaskList(f"desk-{member}", f"For {views.beside(one.name)}", advice, len(waiting), tasks)
    if unclaimed := desk.waiting_for_anybody(views):
        tasks = tuple(_waiting_task(views, some) for some in unclaimed[:most])
        advice = "Say in assigned who checks them, or publish them."
        yield TaskList("review", "In review, and for nobody yet", advice, len(unclaimed), tasks)


_OLDEST_FIRST: Final = "What is to be checked, the oldest first."


def _waiting_task(views: Views, waiting: desk.Waiting) -> Task:
    task = _draft_task(views, waiting.record)
    since = [f"since {dates.long_date(waiting.since)}"] if waiting.since else []
    return replace(task, facts=(*task.facts, waiting.state, *since))


_WORDS: Final = {
    "passages": (
        "Lost and ambiguous passages",
        "Quote the words as they now stand, or say which are meant; sitegen check tells what there is.",
    ),
    "names": (
        "Known names that are not linked",
        "Settle in the article’s record who is meant: mentions for words, actors for people whose surname is enough.",
    ),
    "claims": ("Claims without a verdict or sources", "Judge them, and say what the verdict rests on."),
    "articles": (
        "Articles that name nobody",
        "Make records of the people, organizations and places in them, or list under actors whom they are about.",
    ),
    "actors": (
        "People, organizations and places named once or never",
        "Add the aliases by which articles call them, or look whether two records are of the same one.",
    ),
    "drafts": ("Drafts", "Readers see them once their status is published."),
}
"""The headings of the lists, and what to do about what they hold."""


class _TaskLister:
    """Makes lists that are cut at `per_page`."""

    def __init__(self, views: Views) -> None:
        self._views = views

    def task_list(self, name: str, found: Sequence[T], task: Callable[[Views, T], Task]) -> TaskList:
        """The list `name` of `_WORDS`: the first of what was found as tasks, and how much there is."""
        shown = found[: self._views.index.site.per_page]
        title, advice = _WORDS[name]
        return TaskList(name, title, advice, len(found), tuple(task(self._views, one) for one in shown))


def _lost_quotes(index: SiteIndex) -> list[tuple[ArticleEntry, UnanchoredQuote]]:
    found = [(entry, lost) for entry in index.entries for lost in entry.annotated.lost]
    return sorted(found, key=lambda pair: pair[1].anchor.quote.location)


def _lost_task(views: Views, found: tuple[ArticleEntry, UnanchoredQuote]) -> Task:
    entry, lost = found
    quote, annotation = lost.anchor.quote, lost.anchor.annotation
    record = views.record(annotation.kind, annotation.id)
    fact = "in several places of" if lost.code == "quote-ambiguous" else "not in"
    return Task(
        what=_link(record),
        facts=(annotation.kind.value, fact),
        links=(views.article(entry),),
        file=_place(quote.location),
        lost=f"{quote.exact} … {quote.until}" if quote.until else quote.exact,
        is_draft=is_draft(record),
        is_review=is_review(record),
        language=views.foreign(entry.article),
    )


def _bare_claims(index: SiteIndex) -> list[Claim]:
    return [claim for claim in newest_claims(index.claims.values()) if not (claim.verdict and claim.sources)]


def _claim_task(_: Views, claim: Claim) -> Task:
    facts = [] if claim.verdict else ["no verdict"]
    facts += [] if claim.sources else ["no sources"]
    return Task(
        _link(claim), tuple(facts), (), _place(claim.location), is_draft=is_draft(claim), is_review=is_review(claim)
    )


def _article_task(views: Views, entry: ArticleEntry) -> Task:
    facts = (entry.article.publisher,) if entry.article.publisher else ()
    return Task(
        views.article(entry),
        facts,
        (),
        article_record_file(entry.article),
        is_draft=is_draft(entry.article),
        is_review=is_review(entry.article),
    )


def _rare_actors(views: Views) -> list[Actor]:
    """Those never named first, then A to Z."""
    index = views.index

    def named(actor: Actor) -> int:
        return sum(one.count for one in index.mentions.get(actor.id, ()))

    rare = [actor for actor in index.archive.actors if named(actor) < 2]
    return sorted(rare, key=lambda actor: (named(actor), views.collation.sort_key(actor.sort_name), actor.id))


def _actor_task(views: Views, actor: Actor) -> Task:
    named = [(one.entry, mention) for one in views.index.mentions.get(actor.id, ()) for mention in one.mentions]
    about = len(views.index.about.get(actor.id, ()))
    facts = [actor.kind.value, *(["match: pinned"] if actor.is_pinned_only else [])]
    facts += [f"listed under actors of {counted(about, 'article')}"] if about else []
    facts += ["named once in" if named else "never named"]
    links = [
        replace(article := views.article(entry), url=urls.with_fragment(article.url, one.element))
        for entry, one in named
    ]
    return Task(views.actor(actor.id), tuple(facts), tuple(links), _place(actor.location))


def _drafts(views: Views) -> list[_EditorRecord]:
    """Of each kind in the order of its index, actors and topics last: most of them wait for the others."""
    index, sort_key = views.index, views.collation.sort_key
    return [
        *(entry for entry in index.entries if is_draft(entry.article)),
        *(claim for claim in newest_claims(index.claims.values()) if is_draft(claim)),
        *(note for note in index.notes.values() if is_draft(note)),
        *(page for page in index.archive.pages if is_draft(page)),
        *sorted(filter(is_draft, index.archive.actors), key=lambda one: (sort_key(one.sort_name), one.id)),
        *views.topics_by_name(topic for topic in index.archive.topics if is_draft(topic) and not is_name_only(topic)),
    ]


def _draft_task(views: Views, record: _EditorRecord) -> Task:
    if isinstance(record, ArticleEntry):
        return Task(views.article(record), ("article",), (), article_record_file(record.article))
    if isinstance(record, Actor):
        return Task(views.actor(record.id), (record.kind.value,), (), _place(record.location))
    if isinstance(record, Topic):
        return Task(views.topic(record.id), ("topic",), (), _place(record.location))
    kinds = {Claim: AnnotationKind.CLAIM.value, Note: AnnotationKind.NOTE.value, ProsePage: "page"}
    return Task(_link(record), (kinds[type(record)],), (), _place(record.location))


def _link(record: Claim | Note | ProsePage) -> Link:
    if isinstance(record, Claim):
        return Link(record.claim, urls.claim(record.id))
    return Link(record.title, urls.note(record.id) if isinstance(record, Note) else urls.prose_page(record.id))


def _place(location: Location) -> str:
    """The file with its line."""
    return str(Location(location.file, location.line))

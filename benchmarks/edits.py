"""One edit of each kind, as `speed.py` times them: what the author changes, and where a reader sees that it is done.

`prepared` puts what the edits need into the articles before anything is built: words that nothing else in them has, and
names that nobody has yet. Each round makes every kind of edit once and leaves it, so that no build finds a state that
there was before. `KINDS` has them in their order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Final

from corpus import VERDICTS, Actor, Article
from site_files import Edit, Site

LEAST: Final = 20
"""The fewest articles that have room for all kinds."""
SPELLED: Final = ("ha", "he", "hi", "ho", "hu", "ja", "je", "ji", "jo", "ju")
"""A digit as letters, of which one is in no invented word."""
LATE: Final = "late-"
"""The beginning of the ids of articles that came by an edit."""
NAMED_IN: Final = 100
"""The new actor is named in one of so many articles."""
RARE: Final = Actor("jochaw-wexholm", "Jochaw Wexholm", "person", "Wexholm")
"""Somebody whom three articles name, and who gets the aliases."""


def spelled(number: int) -> str:
    """A number in letters, with an end that makes none of them the beginning of another."""
    return "".join(SPELLED[int(digit)] for digit in str(number)) + "x"


def word(number: int) -> str:
    """A word; 0 stands in the articles before the first round, which is 1."""
    return f"qua{spelled(number)}"


def alias(number: int) -> str:
    """What the three articles call `RARE`, besides by name."""
    return f"Xawcha {spelled(number).capitalize()}"


def newcomer(number: int) -> Actor:
    """Somebody whom articles name before there is a record."""
    name = f"Chaw{spelled(number)} Wex{spelled(number)}"
    return Actor(name.lower().replace(" ", "-"), name, "person", name.split()[1])


def page(of: Article) -> str:
    """Where the page of an article is."""
    return f"articles/{of.id}/index.html"


def places(count: int) -> dict[str, int]:
    """Which article each kind of edit is about, all in the middle of the archive."""
    return {kind: count // 2 + place for place, kind in enumerate(("word", "name", "note", "verdict"))}


def naming_rare(count: int) -> tuple[int, int, int]:
    """The articles that name `RARE`."""
    return count // 4, count // 3, count * 3 // 4


def naming_newcomers(count: int) -> range:
    """The articles that name each `newcomer`."""
    return range(1, count, NAMED_IN)


def plain_sentence(number: int) -> str:
    """The sentence without a name, as it is after so many rounds."""
    return f"Nobody heard the {word(number)} that night."


def named_sentence(article: Article, number: int) -> str:
    """The sentence with a name."""
    return f"That night {article.actors[0].name} heard the {word(number)}."


def prepared(articles: Iterable[Article], rounds: int) -> Site:
    """The site before the first edit, with what so many rounds need."""
    found = list(articles)
    where, numbers = places(len(found)), range(1, rounds + 1)
    found[where["word"]] = found[where["word"]].with_sentence(plain_sentence(0))
    named = found[where["name"]]
    found[where["name"]] = named.with_sentence(named_sentence(named, 0))
    for place in naming_rare(len(found)):
        one = found[place]
        # The newest alias stands first, where it is the link to the page of its bearer.
        names = [*map(alias, reversed(numbers)), RARE.name]
        one = one.with_sentence(" ".join(f"{name} was there." for name in names))
        found[place] = replace(one, actors=(*one.actors, RARE))
    for place in naming_newcomers(len(found)):
        found[place] = found[place].with_sentence(" ".join(f"{newcomer(one).name} saw it." for one in numbers))
    return Site("Archive", tuple(found))


def changed(site: Site, *articles: Article) -> Site:
    """The same site with these articles in place of those that have their ids."""
    found = {one.id: one for one in articles}
    return replace(site, articles=tuple(found.get(one.id, one) for one in site.articles))


def change_word(site: Site, number: int) -> Edit:
    """A word in a sentence without a name."""
    return _with_other_word(site, "word", number)


def change_word_by_name(site: Site, number: int) -> Edit:
    """A word in a sentence that names somebody, whose page shows the sentence."""
    return _with_other_word(site, "name", number)


def _with_other_word(site: Site, kind: str, number: int) -> Edit:
    article, old, new = _about(site, kind), word(number - 1), word(number)
    one = replace(article, paragraphs=tuple(text.replace(old, new) for text in article.paragraphs))
    return Edit(changed(site, one), (one,), ((page(one), new),), ((page(one), old),))


def change_note(site: Site, number: int) -> Edit:
    """The text of a note."""
    article = _about(site, "note")
    note = replace(article.notes[0], body=f"This is what {word(number)} means.")
    one = replace(article, notes=(note, *article.notes[1:]))
    where = f"notes/{note.id}/index.html"
    before = ((where, article.notes[0].body),)
    shown = tuple((there, word(number)) for there in (where, page(one)))
    return Edit(changed(site, one), (one,), shown, before)


def change_verdict(site: Site, number: int) -> Edit:  # noqa: ARG001 - as all of them
    """The verdict on a claim that had another."""
    article = _about(site, "verdict")
    *others, last = article.claims
    claim = replace(last, verdict=VERDICTS[(VERDICTS.index(last.verdict) + 1) % len(VERDICTS)])
    one = replace(article, claims=(*others, claim))
    where = (f"claims/{claim.id}/index.html", page(one))
    shown, gone = (tuple((there, verdict.capitalize()) for there in where) for verdict in (claim.verdict, last.verdict))
    return Edit(changed(site, one), (one,), shown, gone)


def add_alias(site: Site, number: int) -> Edit:
    """One more alias of somebody whom three articles name, and call by it."""
    naming = _first(site, naming_rare(_count(site)))
    known = next(actor for actor in naming[0].actors if actor.id == RARE.id)
    now = replace(known, aliases=(*known.aliases, alias(number)))
    articles = [replace(one, actors=tuple(now if a.id == now.id else a for a in one.actors)) for one in naming]
    shown = tuple((page(one), f">{alias(number)}</a>") for one in articles)
    return Edit(changed(site, *articles), tuple(articles), shown)


def add_actor(site: Site, number: int) -> Edit:
    """A record of somebody whom one in a hundred articles names."""
    actor = newcomer(number)
    naming = _first(site, naming_newcomers(_count(site)))
    articles = [replace(one, actors=(*one.actors, actor)) for one in naming]
    shown = [(page(one), f"people/{actor.id}/") for one in articles]
    now = replace(changed(site, *articles), late=(*site.late, actor))
    return Edit(now, tuple(articles), ((f"people/{actor.id}/index.html", actor.name), *shown))


def add_article(site: Site, number: int) -> Edit:
    """An article that is older than most."""
    model = _first(site, [_count(site) // 10])[0]
    title = f"What {word(number)} was"
    one = replace(model, id=f"{LATE}{number}", title=title, claims=(), notes=())
    articles = sorted([*site.articles, one], key=lambda one: one.date)
    return Edit(replace(site, articles=tuple(articles)), (one,), ((page(one), title),))


def change_title(site: Site, number: int) -> Edit:
    """The title of the site, which every page has."""
    title = f"Archive {word(number)}"
    shown = tuple((where, title) for where in ("index.html", page(site.articles[0])))
    return Edit(replace(site, title=title), (), shown)


def change_nothing(site: Site, number: int) -> Edit:  # noqa: ARG001 - as all of them
    """Build again."""
    return Edit(site, ())


def _count(site: Site) -> int:
    """How many articles there were before the first edit."""
    return sum(not one.id.startswith(LATE) for one in site.articles)


def _first(site: Site, places: Iterable[int]) -> list[Article]:
    """Articles by their places before the first edit: those that came late have none."""
    found = [one for one in site.articles if not one.id.startswith(LATE)]
    return [found[place] for place in places]


def _about(site: Site, kind: str) -> Article:
    return _first(site, [places(_count(site))[kind]])[0]


KINDS: Final[Mapping[str, tuple[str, Callable[[Site, int], Edit]]]] = {
    "same": ("nothing", change_nothing),
    "word": ("a word in a sentence without a name", change_word),
    "name": ("a word beside a name", change_word_by_name),
    "note": ("a note", change_note),
    "verdict": ("a verdict", change_verdict),
    "alias": ("an alias, in 3 articles", add_alias),
    "actor": ("a new actor, in 1 of 100 articles", add_actor),
    "article": ("a new article with an old date", add_article),
    "site": ("site.yaml: the title", change_title),
}
"""What the command line and the tables call each kind of edit, and what makes it of a site in a round."""

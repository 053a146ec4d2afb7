"""Words of an article that name somebody, somebody else, or nobody: there alone, in the article, or anywhere.

What comes of it is tried before it is written: the article is annotated as it would be, and where the words would not
name whom they are to name, nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from msgspec.structs import replace

from sitegen.content.loader.folders import SITE_FILES
from sitegen.content.schema.value_types import MAX_SEARCHED
from sitegen.content.yaml_edit import record_edits
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import ActorId, AnnotatedArticle, Article, ManualMention, NotMention
from sitegen.core.problems import Location
from sitegen.editor import author_files, forms, mention_edits, planning
from sitegen.editor.api_types import FileChange, FormValue, FormValues, MentionWay, refusal
from sitegen.editor.article_view import ArticleView, ArticleViews, mentions_in
from sitegen.editor.mention_edits import ARTICLE_ORDER
from sitegen.editor.planning import PlannedEdit
from sitegen.files.source_files import CONTENT
from sitegen.text.mentions import manual_mentions

Place: TypeAlias = "tuple[int, int]"
"""Half-open, in code points of an article's text."""

_NOWHERE: Final = Location("")
_OTHERWISE: Final = "choose somebody else for the words here, or change the names of whoever they are linked to"


class NamedWords(FrozenRecord):
    """Words at a place of an article."""

    view: ArticleView
    place: Place

    @property
    def text(self) -> str:
        """The words, in one line."""
        return " ".join(self.view.searchable.prose.text[slice(*self.place)].split())

    def widened(self) -> NamedWords:
        """The whole of the words that name somebody here; the same where nobody is named."""
        found = mentions_in(self.view.annotated, self.place)
        longest = max(found, key=lambda one: one.end - one.start, default=None)
        return self if longest is None else replace(self, place=(longest.start, longest.end))

    def actors(self, annotated: AnnotatedArticle) -> set[str]:
        """Ids of those whom they name in the article as it is or would be annotated."""
        return {one.actor for one in mentions_in(annotated, self.place)}


def plan_correction(root: Path, views: ArticleViews, named: NamedWords, actor: str, way: MentionWay) -> PlannedEdit:
    """What is said of words, in the record of their article, or for NOWHERE in the settings of the archive.

    Raises EditRefusedError where it would not come to pass.
    """
    if way in (MentionWay.NOT, MentionWay.NOBODY, MentionWay.NOWHERE):
        named = named.widened()
    if len(named.text) > MAX_SEARCHED:
        raise refusal(named.view.file, f"texts are not searched for more than {MAX_SEARCHED} characters", "select less")
    if way is MentionWay.NOWHERE:
        return _plan_nowhere(root, views, named)
    before = _Decisions.read(root, named.view)
    after = _decided(before, named, actor, way)
    _require_effect(named, named.view.as_if(after.applied(named.view)), actor, way)
    said = {MentionWay.NOT: f"does not name {actor}", MentionWay.NOBODY: "names nobody"}.get(way, f"names {actor}")
    where = "at this place" if way is MentionWay.PIN else "in this article"
    return _plan_record(root, named.view, before, after, f"“{named.text}” {said} {where}")


class _Pin(FrozenRecord):
    """An item of `mentions`."""

    text: str
    actor: str
    occurrence: int = 0

    @staticmethod
    def of(given: FormValue) -> _Pin | None:
        """The item as it is written; None where it is none, which a build tells."""
        if not isinstance(given, dict):
            return None
        count = str(given.get("occurrence", "0"))
        return _Pin(str(given.get("text", "")), str(given.get("actor", "")), int(count) if count.isdecimal() else 0)

    def item(self) -> FormValues:
        """As it is to be written."""
        count: FormValues = {"occurrence": str(self.occurrence)} if self.occurrence else {}
        return {"text": self.text, "actor": self.actor, **count}

    def places(self, view: ArticleView) -> list[Place]:
        """Where it holds."""
        places = manual_mentions.manual_places(view.searchable, self.text) if self.text else []
        return places[self.occurrence - 1 : self.occurrence] if self.occurrence else places


class _Decisions(FrozenRecord):
    """What is said of an article's words: the items of `mentions` and of `not_mentions`."""

    pins: tuple[FormValue, ...]
    refusals: tuple[FormValue, ...]

    @staticmethod
    def read(root: Path, view: ArticleView) -> _Decisions:
        """As they are written: a key of the article's record hides that of the seed's front matter."""
        found = mention_edits.article_record(root, view.article)
        values = found[1].values if found else {}
        pins, refusals = (
            forms.listed(values[key]) if key in values else mention_edits.front_matter_items(view.article, key)
            for key in ("mentions", "not_mentions")
        )
        return _Decisions(tuple(pins), tuple(refusals))

    def applied(self, view: ArticleView) -> Article:
        """What is known about the article, if this were said."""
        pins = (pin for pin in map(_Pin.of, self.pins) if pin)
        manual = (ManualMention(one.text, ActorId(one.actor), _NOWHERE, one.occurrence) for one in pins)
        return replace(view.article, mentions=tuple(manual), not_mentions=tuple(map(_refused, self.refusals)))


def _refused(given: FormValue) -> NotMention:
    item = given if isinstance(given, dict) else {"text": given}
    actor = str(item.get("actor", ""))
    return NotMention(str(item.get("text", "")), _NOWHERE, ActorId(actor) if actor else None)


def _decided(before: _Decisions, named: NamedWords, actor: str, way: MentionWay) -> _Decisions:
    """The decisions with this one, without those that it replaces. Raises EditRefusedError."""
    if way is MentionWay.NOT and actor not in named.actors(named.view.annotated):
        raise refusal(named.view.file, f"“{named.text}” does not name {actor} here", "load the page again")
    pins = tuple(item for given in before.pins for item in _pins_left(given, named, way))
    if way in (MentionWay.PIN, MentionWay.ARTICLE):
        return replace(before, pins=(*pins, _new_pin(named, actor, way).item()))
    after = replace(before, pins=pins)
    item: FormValue = {"text": named.text, "actor": actor} if way is MentionWay.NOT else named.text
    left = named.actors(named.view.as_if(after.applied(named.view)))
    is_done = actor not in left if way is MentionWay.NOT else not left
    return after if is_done and pins != before.pins else replace(after, refusals=_with_item(after.refusals, item))


def _with_item(items: Sequence[FormValue], item: FormValue) -> tuple[FormValue, ...]:
    return tuple(items) if item in items else (*items, item)


def _new_pin(named: NamedWords, actor: str, way: MentionWay) -> _Pin:
    """Raises EditRefusedError where these words can name nobody at their place."""
    places = manual_mentions.manual_places(named.view.searchable, named.text)
    if named.place not in places:
        message = "these words name nobody: they are a part of a word, or stand in code"
        raise refusal(named.view.file, message, mention_edits.WHOLE_WORDS_HINT)
    is_counted = way is MentionWay.PIN and len(places) > 1
    return _Pin(named.text, actor, places.index(named.place) + 1 if is_counted else 0)


def _pins_left(given: FormValue, named: NamedWords, way: MentionWay) -> Iterator[FormValue]:
    """What stays of an item of `mentions` where others words are decided: all of it, none, or its other places."""
    pin = _Pin.of(given)
    places = pin.places(named.view) if pin else []
    if pin is None or not any(_overlap(place, named.place) for place in places):
        yield given
    elif way is MentionWay.PIN:
        counted = manual_mentions.manual_places(named.view.searchable, pin.text)
        linked = {(one.start, one.end) for one in named.view.annotated.mentions if one.actor == pin.actor}
        for place in places:
            if not _overlap(place, named.place) and place in linked:
                yield replace(pin, occurrence=counted.index(place) + 1).item()


def _overlap(one: Place, other: Place) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _require_effect(named: NamedWords, annotated: AnnotatedArticle, actor: str, way: MentionWay) -> None:
    """Raise EditRefusedError where the words would not name whom they are to name."""
    left = named.actors(annotated)
    if way is MentionWay.NOT:
        is_done = actor not in left
    else:
        is_done = left == ({actor} if way in (MentionWay.PIN, MentionWay.ARTICLE) else set())
    if not is_done:
        others = ", ".join(sorted(left)) or "nobody"
        raise refusal(named.view.file, f"“{named.text}” would still name {others} here", _OTHERWISE)


def _plan_record(root: Path, view: ArticleView, before: _Decisions, after: _Decisions, label: str) -> PlannedEdit:
    changes: dict[str, FormValue | None] = {}
    for key, old, new in (
        ("mentions", before.pins, after.pins),
        ("not_mentions", before.refusals, after.refusals),
    ):
        if old != new:
            changes[key] = _as_written(new)
    found = mention_edits.article_record(root, view.article)
    _refuse_hidden(view, changes, found[1].values if found else {})
    if found is None:
        values = {key: value for key, value in changes.items() if value is not None}
        return mention_edits.plan_article_record(root, view.article, values, label)
    content, record = found
    text = planning.edit_text(content, record.path, changes, ARTICLE_ORDER)
    change = FileChange(label, content.file, content.raw, text.encode())
    return planning.plan_of(change, record.id or view.article.id)


def _as_written(items: Sequence[FormValue]) -> FormValue | None:
    """One text stands by itself, as authors write it."""
    return items[0] if len(items) == 1 and isinstance(items[0], str) else list(items) or None


def _refuse_hidden(view: ArticleView, changes: dict[str, FormValue | None], written: FormValues) -> None:
    """Raise EditRefusedError where a key would be taken out below which that of the front matter comes to light."""
    lost = [key for key, value in changes.items() if value is None and key not in written]
    if lost:
        message = f"{lost[0]} stands in the front matter of the seed, which is never written into"
        raise refusal(view.file, message, "name somebody else at this place: what the record says wins")


def _plan_nowhere(root: Path, views: ArticleViews, named: NamedWords) -> PlannedEdit:
    """The settings of the archive with words for nobody. Raises EditRefusedError."""
    site, text = named.view.known.archive.site, named.text
    after = replace(site, not_mentions=(*site.not_mentions, NotMention(text, _NOWHERE)))
    annotated = views.with_site(after).of(named.view.article.id).annotated
    _require_effect(named, annotated, "", MentionWay.NOWHERE)
    label = f"“{text}” names nobody in any article"
    file = next((f"{CONTENT}/{name}" for name in SITE_FILES if author_files.exists(root, f"{CONTENT}/{name}")), "")
    if not file:
        file = f"{CONTENT}/{SITE_FILES[0]}"
        written = planning.require_text(record_edits.new_mapping({"not_mentions": text}), file)
        return planning.plan_of(FileChange(label, file, None, written.encode()), "site")
    content = author_files.read(root, file)
    record = next(content.records(), None)
    if record is None:
        raise refusal(file, "it holds no settings yet", "write `title:` and the archive's name into it")
    items = _with_item(forms.listed(record.values.get("not_mentions")), text)
    written = planning.edit_text(content, record.path, {"not_mentions": _as_written(items)}, ())
    return planning.plan_of(FileChange(label, file, content.raw, written.encode()), record.id)

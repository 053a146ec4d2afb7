"""Small archives as files: most of them as they may be, so that they are built, and some of them hurt."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from support.fuzz import words
from support.fuzz.lots import Lots

Files = dict[str, str]
Draw = Callable[[Lots], Any]

PEOPLE: Final = ("ana", "council", "harbour")
TEXTS: Final = ("b", "b", "a", "vote")
SAID: Final = "Ana Reyes said the bridge is safe. "


def draws(lots: Lots, always: Mapping[str, Draw], sometimes: Mapping[str, Draw]) -> dict[str, Any]:
    """A mapping with all of the first keys, and some of the others."""
    found = {key: draw(lots) for key, draw in always.items()}
    return found | {key: draw(lots) for key, draw in sometimes.items() if lots.number(3) == 2}


def one_of(*choices: str) -> Draw:
    """Draws one of these."""
    return lambda lots: lots.one(choices)


def some(draw: Draw, most: int = 2) -> Draw:
    """Draws a short list."""
    return lambda lots: lots.several(most, lambda: draw(lots))


def of(always: Mapping[str, Draw], **sometimes: Draw) -> Draw:
    """Draws a mapping."""
    return lambda lots: draws(lots, always, sometimes)


def _words(lots: Lots) -> str:
    found = lots.one(words.WORDS) if lots.number(3) else lots.characters(8)
    return found if _is_seen(found) else "A"


def _is_seen(text: str) -> bool:
    return bool("".join(sign for sign in text if sign.isprintable()).strip())


def _markdown(lots: Lots) -> str:
    """Markdown whose links lead out of the archive, so that they are not dead."""
    return words.markdown(lots).replace("](../y)", "](https://e.org/y)").replace("/b\n", "https://e.org\n")


def _body(lots: Lots) -> str:
    found = _markdown(lots)
    return found if _is_seen(found) else "Words."


DATE: Final = one_of(
    "2017", "2017-11", "2017-11-16", "1755-11-01", "0001", "9999-12-31", "2017-11-16T23:30:00-06:00",
    "1890-01-01T00:00:00Z",
)  # fmt: skip
STATUS: Final = one_of("published", "published", "draft", "withdrawn")
URL: Final = one_of("https://e.org/a?b=c&d=é", "http://bücher.example/", "https://e.org:8443/")
TOPICS: Final = some(one_of("bridge", "Traffic", "traffic", "İstanbul", "new topic"), 3)
VERDICT: Final = one_of("true", "false")
ACTORS: Final = some(one_of(*PEOPLE))
SOURCE: Final = of({"title": _words}, url=URL, date=DATE, quote=words.prose)
_EXACT: Final = one_of("the bridge", "safe", "Ana Reyes said", "bridge is safe", "no such words")
_PART: Final = of({"exact": one_of("the", "bridge", "a")}, prefix=one_of("said "), occurrence=one_of("1", "2"))


def _quote(lots: Lots) -> Any:
    return lots.one((_EXACT, _PART, lambda _: {"from": "Ana", "to": "safe"}))(lots)


PASSAGES: Final = some(of({"article": one_of(*TEXTS)}, quote=_quote), 3)
ROLE: Final = {"title": _words}, {"of": one_of(*PEOPLE), "from": DATE, "to": DATE}
RECORDS: Final[dict[str, Draw]] = {
    "actors": of(
        {"name": _words},
        kind=one_of("person", "organization", "place"), aliases=some(_words), surname=some(_words), sort_name=_words,
        roles=some(lambda lots: draws(lots, *ROLE)), born=DATE, died=DATE, summary=_markdown, body=_markdown,
        image=of({"file": one_of("map.png"), "alt": _words}, credit=_words), sources=some(SOURCE), same_as=some(URL),
        related=some(of({"actor": one_of(*PEOPLE), "relation": _words})), topics=TOPICS,
        match=one_of("names", "pinned"),
    ),
    "articles": of(
        {},
        title=_words, date=DATE, publisher=_words, authors=some(_words), url=URL, archived_url=URL, rights=_words,
        language=one_of("en", "ar", "zh-Hant", "de"), topics=TOPICS, summary=_markdown, status=STATUS, actors=ACTORS,
        mentions=some(of({"text": one_of("the", "bridge", "safe"), "actor": one_of(*PEOPLE)})),
        not_mentions=some(_words),
    ),
    "claims": of(
        {"claim": _words},
        speaker=ACTORS, reported_by=one_of(*PEOPLE), about=ACTORS, where=PASSAGES, date=DATE, topics=TOPICS,
        verdict=VERDICT, review=_markdown, reviewed=DATE, sources=some(SOURCE), repeats=some(one_of("one", "two")),
        contradicts=some(one_of("one", "two")), history=some(of({"date": DATE, "why": _words}, verdict=VERDICT)),
        status=STATUS,
    ),
    "notes": of(
        {"title": _words, "body": _body},
        where=PASSAGES, terms=some(_words), topics=TOPICS, actors=ACTORS, status=STATUS,
    ),
    "topics": of(
        {"name": one_of("bridge", "Bridges", "İstanbul")}, summary=_markdown, body=_markdown, related=TOPICS
    ),
}  # fmt: skip
"""Records of each kind whose references lead somewhere."""
SITE: Final = of(
    {},
    title=_words, description=_words, base_url=one_of("https://e.org/a/", "http://bücher.example/"),
    language=one_of("en", "he"), timezone=one_of("UTC", "Pacific/Apia"), per_page=one_of("1", "2", "50"),
    link_mentions=one_of("first", "all"), raw_html=one_of("escape", "sanitize"), footer=_markdown,
    publisher=of({"name": _words}),
)  # fmt: skip


def _file(kind: str) -> Draw:
    return lambda lots: as_yaml(RECORDS[kind](lots))


def as_yaml(record: Mapping[str, Any]) -> str:
    """A record as a file that holds it alone; JSON is YAML."""
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in record.items())


def _seed(front: Draw) -> Draw:
    return lambda lots: f"---\n{front(lots)}---\n# T\n\n{SAID}{words.markdown(lots)}"


_ALWAYS: Final[dict[str, Draw]] = {
    "seeds/b.md": lambda lots: f"# T\n\n{SAID}{words.markdown(lots)}",
    "seeds/a.txt": words.prose,
    "seeds/2024/vote.md": _seed(_file("articles")),
    **{f"content/actors/{one}.yaml": _file("actors") for one in PEOPLE},
    "content/claims/one.yaml": _file("claims"),
    "content/claims/two.yaml": _file("claims"),
    "content/media/map.png": one_of("picture"),
}
_SOMETIMES: Final[dict[str, Draw]] = {
    "content/articles/a.yaml": lambda lots: as_yaml({"seed": "a.txt", **RECORDS["articles"](lots)}),
    "content/notes/n.yaml": _file("notes"),
    "content/topics/bridge.yaml": _file("topics"),
    "content/site.yaml": lambda lots: as_yaml(SITE(lots)),
    "content/pages/about.md": lambda lots: f"---\ntitle: About\n---\n{_markdown(lots)}",
}
_HURT: Final[dict[str, Draw]] = {
    **{f"content/{kind}/ana.yaml": words.record for kind in RECORDS},
    **{f"content/{kind}/two/b.yaml": words.records for kind in RECORDS},
    "content/site.yaml": lambda lots: words.record(lots, words.SETTINGS),
    "content/pages/about.md": lambda lots: f"---\n{words.record(lots, ('title', 'id', 'status'))}---\nx",
    "seeds/2024/vote.md": _seed(words.record),
    "content/notes/n.yaml": words.yaml,
}


def archive(lots: Lots) -> Files:
    """The files of an archive, by path."""
    whole = draws(lots, _ALWAYS, _SOMETIMES)
    return whole | draws(lots, {}, _HURT) if lots.number(3) == 2 else whole


def edited(lots: Lots, before: Files) -> Files:
    """The same archive after an author's work: some files are other ones, some are gone."""
    made = {path: draw(lots) for path, draw in {**_ALWAYS, **_SOMETIMES}.items() if lots.number(6) == 5}
    gone = [path for path in before if path not in _ALWAYS and lots.number(6) == 5]
    return {path: text for path, text in {**before, **made}.items() if path not in gone}

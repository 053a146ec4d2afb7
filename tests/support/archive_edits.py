"""A small archive that changes: its records and texts, and the edits that people make to them."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

import yaml

from sitegen.files.source_files import packaged_theme
from support.pictures import webp_as_text

Record = dict[str, object]
Patch = Mapping[str, object]

KINDS: Final = ("actors", "articles", "claims", "notes", "topics")
LISTS: Final = frozenset({"claims", "notes"})
"""Kinds that stand in one file, where each record moves those below it; the others have a file each."""

SEEDS: Final = {
    "vote.txt": (
        "Council votes\n\nMayor Ana Reyes said the bridge is safe for three tonnes. Nobody agreed with Reyes.\n\n"
        "The Town Council met in Harbour. Cars passed below the window.\n"
    ),
    "count.txt": "Cars counted\n\nLuis Holt counted the cars. Ana Reyes paid. Holt went home. Nobody asked.\n",
    "plan.md": (
        "---\ntitle: The plan\ndate: 2025-01\ntopics: [bridge, Merger]\nstatus: draft\n---\n\n"
        "Ana Reyes has a *plan* with [Luis Holt](https://example.org/holt). Nobody knows it.\n\n"
        "Wanda Quist wrote it.\n\n"
        "![A map](media/map.svg)\n"
    ),
    "2024/letter.md": (
        "---\ntitle: A letter\ndate: 2024-03-20 23:30\ntopics: traffic\n---\n\n"
        "## To the council\n\nThe bridge is old, says Holt. Nobody in Harbour counts cars but Luis Holt.\n"
    ),
    "old.txt": "Old news\n\nSome cars passed. Nobody knows when.\n",
    "gone.md": "---\nstatus: withdrawn\ndate: 2023\nsummary: Nobody *was* right.\n---\n\nAna Reyes was wrong.\n",
}

RECORDS: Final[dict[str, dict[str, Record]]] = {
    "actors": {
        "ana": {"name": "Ana Reyes", "summary": "Mayor of [[harbour]]. Nobody before her was.", "topics": ["bridge"]},
        "luis": {"name": "Luis Holt", "formerly": ["l-holt"], "related": [{"actor": "ana", "relation": "friend"}]},
        "council": {"name": "Town Council", "kind": "organization", "body": "It met in [[article:vote]]."},
        "harbour": {"name": "Harbour", "kind": "place"},
        "mara": {"name": "Mara Lind", "match": "pinned", "roles": [{"title": "clerk", "of": "council"}]},
        "spare": {"name": "Nob Ody"},
        "wanda": {"name": "Wanda Quist", "topics": ["Merger"], "related": [{"actor": "mara", "relation": "friend"}]},
        "waits": {"name": "Cars Quist", "status": "draft", "roles": [{"title": "clerk", "of": "council"}]},
    },
    "articles": {
        "vote": {"seed": "vote.txt", "date": "2024-03-12", "topics": ["bridge", "traffic"], "publisher": "The Letter"},
        "count": {"seed": "count.txt", "date": "2024-03-14", "topics": "bridge", "actors": ["council"]},
    },
    "claims": {
        "safe": {
            "claim": "The bridge is safe.", "speaker": "ana", "about": ["council"], "article": "vote",
            "quote": "the bridge is safe", "topics": "bridge", "verdict": "false", "contradicts": "counted",
        },
        "counted": {"claim": "Nobody else counted.", "article": "count", "verdict": "true", "date": "2024-03-14"},
        "hidden": {"claim": "It holds.", "article": "vote", "quote": "three tonnes", "status": "draft"},
    },
    "notes": {
        "cars": {"title": "On cars", "body": "Nobody knows, says [[luis]].", "terms": ["cars"], "topics": "traffic"},
        "tonnes": {"title": "On tonnes", "body": "A weight.", "article": "vote", "quote": "three tonnes"},
    },
    "topics": {"bridge": {"name": "Bridge", "parent": "traffic"}, "traffic": {"name": "Traffic", "summary": "Nobody."}},
}  # fmt: skip

SITE: Final[Record] = {
    "title": "Harbour",
    "team": [{"id": "cem", "name": "Cem"}],
    "per_page": 2,
    "verdicts": [
        {"id": "true", "label": "True", "definition": "The sources carry it.", "tone": "positive", "rating": "2/2"},
        {"id": "false", "label": "False", "definition": "They speak against it.", "tone": "negative", "rating": "1/2"},
    ],
}

FILES: Final = {
    "content/pages/about.md": "---\ntitle: About\n---\n\nNobody knows more than [[ana]] about [[topic:bridge]].\n",
    "content/media/map.svg": '<svg xmlns="http://www.w3.org/2000/svg"><title>Nobody</title></svg>\n',
    "content/media/deep/rain.webp": webp_as_text("Nobody"),
}

_UNSEEN: Final = re.compile(r"^ *status: (?:draft|withdrawn)\n", re.MULTILINE)

BROKEN: Final = "- id: [\n"


@dataclass
class Sources:
    """Everything an author writes; it is changed in memory, and put on disk by `Place.write`."""

    seeds: dict[str, str] = field(default_factory=lambda: dict(SEEDS))
    records: dict[str, dict[str, Record]] = field(default_factory=lambda: copy.deepcopy(RECORDS))
    site: Record = field(default_factory=lambda: copy.deepcopy(SITE))
    files: dict[str, str] = field(default_factory=lambda: dict(FILES))
    is_open: bool = False
    """Whether nothing is a draft or withdrawn, whatever is written."""

    def layout(self) -> dict[str, bytes]:
        """The files of the archive, by path."""
        texts = {f"seeds/{name}": text for name, text in self.seeds.items()}
        texts["content/site.yaml"] = _yaml(self.site)
        for kind, records in self.records.items():
            if kind in LISTS:
                texts[f"content/{kind}/all.yaml"] = _yaml([{"id": one, **known} for one, known in records.items()])
            else:
                texts |= {f"content/{kind}/{one}.yaml": _yaml(known) for one, known in records.items()}
        whole = (texts | self.files).items()
        return {path: (_UNSEEN.sub("", text) if self.is_open else text).encode() for path, text in whole}

    def patch(self, kind: str, identifier: str, patch: Patch) -> None:
        """Set keys of a record; one that is given None goes."""
        known = self.records[kind][identifier] | dict(patch)
        self.records[kind][identifier] = {key: value for key, value in known.items() if value is not None}

    def rename(self, kind: str, old: str, new: str) -> None:
        """Give a record another id, by which all others refer to it from now on."""
        known = self.records[kind].pop(old)
        former = known.pop("formerly", [])
        self.records[kind][new] = known
        word = re.compile(rf"(?<=\[\[){old}(?=]])|(?<=:){old}(?=]])|^{old}$")
        self._change(lambda text: word.sub(new, text))
        self.records[kind][new]["formerly"] = [*former, old]  # type: ignore[misc]

    def rename_seed(self, old: str, new: str) -> None:
        """Give a seed another name, and its record the news."""
        self.seeds[new] = self.seeds.pop(old)
        for known in self.records["articles"].values():
            if known["seed"] == old:
                known["seed"] = new

    def swap_words(self, folder: str) -> None:
        """Put another word of the same length for one in the files below a folder; once more, and it is back."""
        swap = {"Nobody": "Anyone", "Anyone": "Nobody"}
        self._change(lambda text: re.sub("Nobody|Anyone", lambda found: swap[found[0]], text), folder)

    def _change(self, edit: Callable[[str], str], folder: str = "") -> None:
        if "seeds".startswith(folder):
            self.seeds = {name: edit(text) for name, text in self.seeds.items()}
        for kind, records in self.records.items():
            if f"content/{kind}".startswith(folder):
                self.records[kind] = {one: _changed(known, edit) for one, known in records.items()}  # type: ignore[misc]
        self.files = {path: edit(text) if path.startswith(folder) else text for path, text in self.files.items()}


def _changed(value: object, edit: Callable[[str], str]) -> object:
    if isinstance(value, dict):
        return {key: _changed(one, edit) for key, one in value.items()}
    if isinstance(value, list):
        return [_changed(one, edit) for one in value]
    return edit(value) if isinstance(value, str) else value


def _yaml(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000)


_QUOTED: Final = {"is safe": "was safe", "was safe": "is safe", "three tonnes": "3 tonnes", "3 tonnes": "three tonnes"}


def _turned(block: str, words: str) -> str:
    """With these words at its end, or without them where it had them."""
    return block.removesuffix(words) if block.endswith(words) else block + words


def _other_word(found: re.Match[str]) -> str:
    return "" if found[0] else "old "


_LINKS: Final = (
    " See [[count]], [[old|it]], [the plan](/plan.md), [that](https://example.org/a) and [a letter](2024/letter.md)."
)
_BODY_EDITS: Final[dict[str, Callable[[list[str]], list[str]]]] = {
    "a sentence": lambda blocks: [*blocks[:-1], blocks[-1] + " Some rain fell."],
    "a name": lambda blocks: [*blocks[:-1], blocks[-1] + " Luis Holt saw the Town Council, and Holt left."],
    "a word beside a name": lambda blocks: [re.sub("(old )?(?=Luis Holt)", _other_word, one) for one in blocks],
    "somebody unseen": lambda blocks: [*blocks[:-1], _turned(blocks[-1], " Wanda Quist and Quist Cars agreed.")],
    "links": lambda blocks: [*blocks[:-1], _turned(blocks[-1], _LINKS)],
    "a heading": lambda blocks: [*blocks, "## What came next", "Rain fell on Ana Reyes."],
    "a paragraph before": lambda blocks: [*blocks[:1], "Before that it rained.", *blocks[1:]],
    "first paragraph": lambda blocks: [*blocks[:1], *(f"{one} At first." for one in blocks[1:2]), *blocks[2:]],
    "title": lambda blocks: [f"Anew, {blocks[0]}", *blocks[1:]],
    "a picture": lambda blocks: (
        blocks[:-1] if "rain.webp" in blocks[-1] else [*blocks, "![Rain](media/deep/rain.webp)"]
    ),
    "another picture": lambda blocks: [*blocks, "Look: ![A map](media/map.svg)"],
    "the quoted words": lambda blocks: [
        re.sub("|".join(_QUOTED), lambda found: _QUOTED[found[0]], block) for block in blocks
    ],
}

_DATES: Final = ("2024-03-10", "2024-03-12 23:30", "196X", "2024-03-12T23:30:00-06:00", "../1963~")

_FRONT_EDITS: Final[dict[str, Callable[[str], str]]] = {
    "held back": lambda front: (
        front.removesuffix("\npublishDate: 2030-01-01")
        if "publishDate" in front
        else f"{front}\npublishDate: 2030-01-01"
    ),
    "title": lambda front: front.replace("title: ", "title: Anew, ", 1),
    "front matter": lambda front: re.sub("(\npublisher: .*)?$", f"\npublisher: The {len(front)}", front, count=1),
    "another date": lambda front: re.sub("date: .*", f"date: {_DATES[len(front) % len(_DATES)]}", front),
}

SEED_EDITS: Final = (*_BODY_EDITS, "front matter", "another date", "held back", "line ends")


def edited_seed(text: str, edit: str) -> str:
    """A seed after one of `SEED_EDITS`; one without front matter gets a sentence where that was to change."""
    if edit == "line ends":
        return text.replace("\r\n", "\n") if "\r" in text else text.replace("\n", "\r\n")
    front, rule, body = text.rpartition("\n---\n")
    if front and edit in _FRONT_EDITS:
        return _FRONT_EDITS[edit](front) + rule + body
    blocks = _BODY_EDITS.get(edit, _BODY_EDITS["a sentence"])(body.strip().split("\n\n"))
    return front + rule + ("\n" if front else "") + "\n\n".join(blocks) + "\n"


_SOURCES: Final = [{"title": "A book", "url": "https://example.org/book", "quote": "It holds."}]
_LOST_PICTURE: Final = "A map: ![Lost](media/lost.svg)"
_DEEP_LINKS: Final = "See [it](/articles/vote/#claim-safe) and [that](/articles/vote/#:~:text=three%20tonnes)."

NAME_PATCHES: Final[tuple[Patch, ...]] = (
    {"aliases": ["Holt"]}, {"aliases": ["Ana Reyes"]}, {"aliases": ["Cars", "Bridge"]}, {"aliases": ["Mayor Ana"]},
    {"aliases": ["Harbour Council", "TC", "Town"]}, {"aliases": ["Nobody agreed"]}, {"aliases": None},
    {"name": "Luis Ana Holt"}, {"name": "Old Harbour"}, {"surname": "Council"}, {"surname": None},
    {"match": "pinned"}, {"match": None}, {"sort_name": "Zz"},
)  # fmt: skip
"""Names that are somebody else's, common words, parts of longer names, or as they were."""

PATCHES: Final[dict[str, tuple[Patch, ...]]] = {
    "actors": (
        {"aliases": ["The Mayor", "Mayor"]}, {"aliases": ["bridge", "cars"]}, {"aliases": None}, {"surname": False},
        {"surname": "Passed"}, {"surname": None}, {"kind": "place"}, {"kind": None}, {"name": "Ana Holt"},
        {"name": "Nobody", "match": None}, {"match": "pinned"}, {"match": None}, {"summary": "See [[claim:safe]]."},
        {"summary": None}, {"body": "Much is *said* of [[note:cars|cars]]."}, {"topics": ["traffic", "Rain"]},
        {"roles": [{"title": "member", "of": "council", "from": "2021", "to": "2023"}]}, {"born": "197X"},
        {"related": [{"actor": "council", "relation": "employer"}]}, {"formerly": ["once"]}, {"sort_name": "Aaa"},
        {"noindex": "true"},
        {"image": {"file": "map.svg", "alt": "A map"}}, {"image": None}, {"same_as": ["https://example.org/x"]},
        {"status": "draft"}, {"status": "withdrawn"}, {"status": "published"}, {"status": None}, {"sources": _SOURCES},
        {"summary": _LOST_PICTURE}, {"body": _DEEP_LINKS}, {"roles": [{"title": "head", "of": "harbour"}]},
    ),
    "articles": (
        {"title": "Another title"}, {"title": None}, {"date": "2024-03-12 23:30"}, {"date": "2025"}, {"date": None},
        {"actors": ["luis", "harbour"]}, {"actors": ["ana"]}, {"actors": None}, {"topics": ["Rain"]}, {"topics": None},
        {"mentions": [{"text": "Nobody", "actor": "mara"}]}, {"mentions": [{"text": "cars", "actor": "council"}]},
        {"mentions": None}, {"not_mentions": ["Reyes"]}, {"not_mentions": [{"text": "Holt", "actor": "luis"}]},
        {"not_mentions": ["Town Council", "words that are not there"]}, {"not_mentions": None}, {"language": "fr"},
        {"summary": "What [[luis]] did."}, {"url": "https://example.org/a"}, {"status": "draft"}, {"status": None},
        {"authors": ["Ana Reyes", "Town Council"]}, {"publisher": "Town Council"}, {"formerly": ["once-an-article"]},
        {"noindex": "true"},
        {"summary": _LOST_PICTURE}, {"actors": ["spare", "harbour"]},
    ),
    "claims": (
        {"quote": "three tonnes", "article": "vote"}, {"quote": "Cars passed", "article": "vote"},
        {"quote": "went home", "article": "count"}, {"quote": "cars", "article": "count"}, {"quote": "no such words"},
        {"quote": {"from": "Mayor", "to": "tonnes"}, "article": "vote"}, {"quote": None}, {"verdict": "true"},
        {"verdict": "false"}, {"verdict": None}, {"speaker": ["luis", "ana"]}, {"speaker": None}, {"about": "harbour"},
        {"review": "Because of [[note:tonnes]]."}, {"topics": ["traffic", "Merger"]}, {"date": "2024/.."},
        {"repeats": "counted"}, {"supports": ["safe"]}, {"answers": "hidden"}, {"claim": "It is said anew."},
        {"history": [{"date": "2024-04", "verdict": "true", "why": "It was looked at again."}]}, {"status": "draft"},
        {"history": [{"date": "2024-05-01", "was": "true", "verdict": "false", "why": "New."}], "reviewed": "2024-06"},
        {"status": "withdrawn", "withdrawn": {"date": "2024-07", "title": "Of a bridge", "why": "See [[ana]]."}},
        {"status": None, "withdrawn": None}, {"history": None, "reviewed": None}, {"status": "review"},
        {"assigned": {"who": "cem", "since": "2024-05"}}, {"assigned": None}, {"reviewed_by": "cem"}, {"reviews": None},
        {"reviews": [{"verdict": "true", "reviewed_by": "Cem", "review": "See [[ana]]."}, {"verdict": "false"}]},
        {"article": None, "quote": None, "where": [
            {"article": "vote", "speaker": "luis", "date": "2024-05"},
            {"article": "count", "quote": "went home", "speaker": ["ana", "waits"]},
        ]},
        {"status": "withdrawn"}, {"sources": _SOURCES}, {"reported_by": "council"},
        {"reviewed_by": "Luis Holt"}, {"formerly": ["once-a-claim"]}, {"noindex": "true"}, {"review": _DEEP_LINKS},
        {"article": None, "quote": None, "where": [{"article": "vote"}, {"article": "count", "quote": "went home"}]},
    ),
    "notes": (
        {"terms": ["bridge", "rain"]}, {"terms": ["Nobody"]}, {"terms": ["Holt"]}, {"terms": None}, {"status": "draft"},
        {"status": None}, {"article": "vote", "quote": "Cars passed"}, {"article": "vote", "quote": None},
        {"article": None, "quote": None}, {"where": None}, {"title": "Another title"}, {"body": "*Else*: [[harbour]]."},
        {"actors": ["ana", "council"]}, {"topics": "Merger"}, {"sources": [{"title": "A book", "date": "1999"}]},
        {"author": ["cem", "Luis Holt"], "certainty": "low"}, {"status": "review", "assigned": "cem"},
        {"formerly": ["once-a-note"]}, {"body": _LOST_PICTURE}, {"body": _DEEP_LINKS},
        {"body": None, "topics": ["traffic"], "article": "vote", "quote": "Cars passed"}, {"body": None},
        {"body": None, "topics": ["Rain", "Merger"], "article": "vote", "quote": "three tonnes"},
    ),
    "topics": (
        {"name": "Road"}, {"summary": "On [[ana]]."}, {"body": "Long."}, {"parent": None}, {"parent": "bridge"},
        {"parent": "Merger"}, {"parent": "Traffic"}, {"body": _DEEP_LINKS}, {"related": ["Rain"]}, {"related": None},
        {"formerly": ["old-road"]}, {"status": "draft"}, {"status": None},
        {"summary": "Of [[wanda]] and [[wanda|her]]."},
    ),
}  # fmt: skip
"""What may become of a record; a few of them are mistakes."""

NEW_RECORDS: Final[dict[str, Record]] = {
    "actors": {"name": "Rain"},
    "articles": {"seed": "old.txt", "date": "1999", "topics": "Merger", "actors": ["harbour"]},
    "claims": {"claim": "It was said.", "speaker": "luis", "article": "vote", "quote": "Cars passed"},
    "notes": {"title": "On Holt", "body": "Rain.", "terms": ["rain", "home"]},
    "topics": {"name": "Merger", "parent": "traffic", "summary": "Of two."},
}

SITE_PATCHES: Final[tuple[Patch, ...]] = (
    {"title": "Haven"}, {"per_page": 1}, {"per_page": 2}, {"per_page": 50}, {"link_mentions": "all"},
    {"link_mentions": "first"}, {"base_url": "https://example.org/sub/"}, {"base_url": ""}, {"raw_html": "sanitize"},
    {"timezone": "Pacific/Auckland"}, {"timezone": "UTC"}, {"language": "de"}, {"as_of": "2031-01-01"},
    {"footer": "Nobody but [[luis]]."},
    {"publisher": {"name": "The Letter"}}, {"verdicts": [{**SITE["verdicts"][0], "label": "Right"}]},
    {"verdicts": SITE["verdicts"]}, {"navigation": [{"label": "All claims", "url": "claims/"}]},
    {"media": "all"}, {"media": ["used", "deep/"]}, {"media": ""}, {"media_metadata": "strip"},
    {"media_metadata": "keep"}, {"media_metadata": ""},
    {"accept": ["name-ambiguous", "markup-as-text", "suspect-encoding", "unknown-file"]}, {"accept": ""},
    {"team": [{"id": "cem", "name": "Cem", "kind": "organization"}]}, {"source_checks": "accessed"},
)  # fmt: skip


def base_template() -> str:
    """The theme's frame of all pages, with one word changed."""
    text = (packaged_theme() / "base.html").read_text(encoding="utf-8")
    return text.replace("Skip to the text", "Jump to the text")


OWN: Final[tuple[tuple[str, str], ...]] = (
    ("templates/base.html", base_template()),
    ("templates/note.html", '{% extends "sitegen:note.html" %}{% block head %}{% include "part.html" %}{% endblock %}'),
    ("templates/part.html", "<!-- Nobody: {{ page.title }} -->"),
    ("templates/part.html", "<!-- {{ site.title }} -->"),
    ("templates/article.html", '{% extends "sitegen:article.html" %}{% block kind %}own{% endblock %}'),
    ("templates/claim.html", "{% block main %}no end"),
    ("templates/static/css/tokens.css", ":root { --nobody: 1px }\n"),
    ("templates/static/own.txt", "Nobody\n"),
    ("templates/static/own.css", "body { background: url('../media/deep/rain.webp') }\n"),
    ("content/media/map.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>\n'),
    ("content/media/map.svg", '<svg xmlns="http://www.w3.org/2000/svg" onload="Nobody"/>\n'),
    ("content/media/deep/rain.webp", webp_as_text("Somebody")),
    ("content/media/deep/other.txt", "Nobody\n"),
    ("content/pages/about.md", "---\ntitle: About us\n---\n\nSee [[luis]] and [[vote]].\n"),
    ("content/pages/method.md", "---\ntitle: Method\nstatus: draft\n---\n\nNobody can tell.\n"),
)
"""Files that an author may add, change and take away, among them a template that is broken."""

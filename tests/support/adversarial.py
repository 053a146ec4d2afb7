"""Archives in which every field of every record is hostile, filled by walking the models that read them.

Each value begins with a word of its own, `w17q`, and calls `canary(17)` in whatever way its payload knows. The twin of
an archive has harmless words of the same shape in the same places.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any, Final

from sitegen.content.loader.front_matter_records import DECODED as ENTITIES
from sitegen.content.schema import FrontMatter, Written, WrittenPage, WrittenSite, value_types
from sitegen.content.schema.record_models import KINDS
from sitegen.content.schema.site_settings import WrittenMember, WrittenVerdict
from sitegen.engine import Options, Outcome, build
from support.adversarial_fields import (
    ADDRESSES,
    FIXED,
    REFERENCES,
    SAID,
    TOPICS,
    TURNS,
    Place,
    fields_of,
    model_of,
    peeled,
)

HOST: Final = "canary.invalid"

_EACH: Final = {
    "script": "</script><script>canary(§)</script><svg/onload=canary(§)>",
    "quote": "\"' onfocus=canary(§) autofocus tabindex=1 x=\"'><img src=x onerror=canary(§)>",
    "element": "</title></textarea></style></noscript></template></select><svg/onload=canary(§)><b id=w>",
    "comment": "--><!--><script>canary(§)</script><!-- ]]><script>canary(§)</script> ?><!DOCTYPE x>",
    "fetch": f"<img src=//{HOST}/§><style>*{{background:url(//{HOST}/§)}}</style><iframe srcdoc='<script>top.canary(§)"
    f"</script>'></iframe><base href=//{HOST}><meta http-equiv=refresh content=0;url=//{HOST}/§>",
    "form": "<form id=search action=javascript:canary(§)><input name=q autofocus onfocus=canary(§)><img name=body>",
    "link": f"[§](javascript:canary(§)) ![§](//{HOST}/§.png) [§](data:text/html,<script>canary(§)</script>) <data:§>",
    "template": "{{ canary(§) }} {% raw %} {{ 7*7 }} {# gone #} ${canary(§)} #{7*7} <%= canary(§) %> `${canary(§)}`",
    "entity": "&lt;script&gt;canary(§)&lt;/script&gt; &#60;img src=x onerror=canary(§)&#62; &amp;lt; \\u003cimg\\u003e",
    "string": "';canary(§)// \\';canary(§)// \u2028canary(§)\u2028 __proto__ constructor.constructor('canary(§)')()",
    "formula": f'=HYPERLINK("//{HOST}/§","x") +canary(§) @SUM(1) -1 |x',
    "bidi": "\u2069\u202c\u202eαβγ δε\u2067\u202b ζη\u2066θικ",
    "control": "\x00\x01\x07\x08\x1b[31m\x7f\x9f\ufffe\uffff<b onclick=canary(§)>",
}
PAYLOADS: Final[Mapping[str, str]] = _EACH | {"all": " ".join(text for name, text in _EACH.items() if name != "bidi")}
"""What tries to leave its place, each in another way; § is the number of the place."""

_SHORT_FETCH: Final = f"<img src=//{HOST}/§><style>*{{background:url(//{HOST}/§)}}</style><base href=//{HOST}>"
_SHORT_ALL: Final = f"{_EACH['script']} {_EACH['quote']}"

_FILE_NAME: Final = "<img src=x onerror=canary(§)>&#%25?\"'{{7*7}}"
_PICTURE: Final = b'<svg xmlns="http://www.w3.org/2000/svg" onload="top.canary(0)"><script>top.canary(0)</script></svg>'


def _searched(payload: str) -> str:
    """A payload as a name or a term may have it, which are shorter."""
    if payload == PAYLOADS["fetch"]:
        return _SHORT_FETCH
    return payload if len(payload) < value_types.MAX_SEARCHED - 40 else _SHORT_ALL


_PLAIN: Final = (value_types.Words, value_types.SearchedWords, value_types.Exact, value_types.ReviewerName)
"""Types of plain text."""


def harmless(payload: str) -> str:
    """Words of the same shape in which no sign means anything but to end a cell or a line."""
    return re.sub(r"[^\w\s§|]|[\x00-\x1f\x7f-\x9f]", "x", payload)


@dataclass
class Corpus:
    """An archive that is being filled."""

    is_hostile: bool = True
    files: dict[str, str | bytes] = field(default_factory=dict)
    places: list[tuple[Place, str]] = field(default_factory=list)
    """What each number stands for, from 1: the field, and the name of the payload."""
    texts: list[str] = field(default_factory=list)
    """What was written there."""
    filled: set[Place] = field(default_factory=set)
    old_ids: int = 0
    """How many there are: no two records can have the same."""

    def text(self, place: Place, name: str, payload: str, head: str = "w§q ") -> str:
        """A new value for a field."""
        self.places.append((place, name))
        shaped = payload if self.is_hostile else harmless(payload)
        self.texts.append(f"{head}{shaped}".replace("§", str(len(self.places))))
        return self.texts[-1]

    def write(self, root: Path) -> Path:
        """The archive on the disk."""
        for path, text in self.files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(text if isinstance(text, bytes) else text.encode())
        return root


@dataclass
class Filler:
    """Makes records of each kind, with one payload in every field."""

    corpus: Corpus
    name: str
    payload: str
    turn: int = 0
    said: list[str] = field(default_factory=list)
    """What has to stand in the seed."""
    paths: dict[str, str] = field(default_factory=dict)
    """The files that fields name."""
    status: str = ""
    """For `Corpus.places` in place of the payload's name, where readers see nothing of a record."""

    def record(self, model: type[Written], **given: Any) -> dict[str, Any]:
        """A record with every key, but for those that are the other turn's."""
        wanted = [(place, hint) for place, hint in fields_of(model) if place not in TURNS[self.turn % 2]]
        if given.get("status") != "withdrawn":
            wanted = [(place, hint) for place, hint in wanted if not place.endswith(".withdrawn")]
        self.corpus.filled.update(place for place, _ in wanted)
        keyed = {place.partition(".")[2]: (place, hint) for place, hint in wanted}
        made = {key: given[key] if key in given else self._value(*field) for key, field in keyed.items()}
        made = {key: value for key, value in made.items() if value is not None}
        if "prefix" in made:
            words = made.get("exact") or f"{made['from']} and {made['to']}"
            self.said.append(f"{made['prefix']} {words} {made['suffix']}")
        return made

    def _value(self, place: Place, hint: object) -> Any:
        one, is_many = peeled(hint)
        model = model_of(one)
        made = self.record(model) if model else self._scalar(place, one)
        return [made] if is_many else made

    def _scalar(self, place: Place, hint: object) -> str:
        if isinstance(hint, type) and issubclass(hint, Enum):
            return str(next(iter(hint)).value)
        for known, text in FIXED:
            if hint == known:
                self.corpus.old_ids += not text
                return text or f"old-{self.corpus.old_ids}-{self.name}"
        if hint in ADDRESSES:
            rest = re.sub(r"[\s\x00-\x20\x7f-\x9f]", "+", self.payload)
            return self.corpus.text(place, self.status or self.name, rest, f"https://{HOST}/w§q?")
        if place in REFERENCES:
            return self.paths.get(REFERENCES[place], f"{REFERENCES[place]}-{self.name}")
        if hint in _PLAIN or place in TOPICS:
            return self.words(place, _searched(self.payload) if hint == value_types.SearchedWords else None)
        if hint == value_types.MarkdownText:
            return self.markdown(place)
        raise NotImplementedError(f"nothing fills {place}, which is {hint}")

    def words(self, place: Place, payload: str | None = None) -> str:
        """The payload as plain words, or another one."""
        name = self.name if place.startswith("WrittenWithdrawal.") else self.status or self.name
        words = self.corpus.text(place, name, self.payload if payload is None else payload)
        if place in SAID:
            self.said.append(f"There {words} was, too.")
        return words

    def markdown(self, place: Place) -> str:
        """The payload wherever Markdown can have it."""
        one, two, three, four, five, six = (self.words(place) for _ in range(6))
        person = self.paths.get("person", f"person-{self.name}")
        return (
            f"{one}\n\n> {two}\n\n- `{three}`\n\n## {four}\n\n[{five}](<https://{HOST}/{six}> '{five}') "
            f"![{five}](<{six}>) [[{person}|{five}]]\n\n    {six}\n\n|{six}|\n|---|\n|{six}|\n"
        )


class Archive(Filler):
    """Fills an archive with a payload: one record of each kind, and what they refer to."""

    def fill(self) -> None:
        """All of it but the settings."""
        picture = f"{self._file_name('media')}.svg"
        self.paths["picture"] = picture
        self.corpus.files[f"content/media/{picture}"] = _PICTURE
        for kind in ("person", "organization", "place"):
            self._put("actors", kind, KINDS["actor"], kind=kind)
        self._put("topics", "topic", KINDS["topic"])
        self._put("notes", "note", KINDS["note"])
        self._put("claims", "claim", KINDS["claim"])
        lost = {"claim": self.words("lost.claim"), "article": f"article-{self.name}"}
        self._write("claims", "lost", lost | {"quote": self.words("lost.quote")})
        self._page("page")
        self._article()
        self._article_with_front_matter()
        self._seed_alone()

    def fill_unpublished(self, *statuses: str) -> None:
        """Drafts, and what was withdrawn."""
        for status in statuses:
            self.said, self.status, article = [], status, f"{status}-{self.name}"
            self._put("actors", status, KINDS["actor"], status=status)
            self._put("topics", status, KINDS["topic"], status=status)
            self._put("notes", status, KINDS["note"], status=status, article=article)
            self._put("claims", status, KINDS["claim"], status=status, article=article)
            self._page(status, status=status)
            self.paths["seed"] = f"{status}-{self.name}.txt"
            self._put("articles", status, KINDS["article"], status=status, sha256=None)
            self.corpus.files[f"seeds/{status}-{self.name}.txt"] = "\n\n".join(self.said)

    def _put(self, folder: str, prefix: str, model: type[Written], **given: Any) -> None:
        self._write(folder, prefix, self.record(model, id=f"{prefix}-{self.name}", **given))

    def _write(self, folder: str, kind: str, record: object) -> None:
        self.corpus.files[f"content/{folder}/{kind}-{self.name}.yaml"] = json.dumps(record)

    def _file_name(self, kind: str) -> str:
        return self.corpus.text(f"file.{kind}", self.name, _FILE_NAME)

    def _page(self, kind: str, **given: Any) -> None:
        front = self.record(WrittenPage, id=f"{kind}-{self.name}", **given)
        self.corpus.files[f"content/pages/{kind}-{self.name}.md"] = _below(front, self.markdown("page.body"))

    def _article(self) -> None:
        """Plain text with a record."""
        self.paths["seed"] = f"{self._file_name('seed')}.txt"
        record = self.record(KINDS["article"], id=f"article-{self.name}")
        seed = "\n\n".join(self.said)
        record["sha256"] = hashlib.sha256(seed.encode()).hexdigest()
        self._write("articles", "article", record)
        self.corpus.files[f"seeds/{self.paths['seed']}"] = seed

    def _article_with_front_matter(self) -> None:
        self.paths["seed"] = f"front-{self.name}.md"
        front = _with_entities(self.record(FrontMatter, id=f"front-{self.name}", sha256=None))
        plain = "\n\n".join(re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", said) for said in self.said)
        body = f"{plain}\n\n{self.markdown('seed.Markdown')}"
        self.corpus.files[f"seeds/{self.paths['seed']}"] = _below(front, body)

    def _seed_alone(self) -> None:
        """Plain text of which nothing is known: its first line is its title, and its name the address."""
        title, words = self.words("seed.title"), "\n\n".join(self.said)
        self.corpus.files[f"seeds/{self._file_name('alone')}.txt"] = f"{title}\n\n{words}"


def archive(payloads: Mapping[str, str] = PAYLOADS, *, is_hostile: bool = True, raw_html: str = "escape") -> Corpus:
    """An archive with these payloads, or its harmless twin."""
    corpus, names = Corpus(is_hostile), list(payloads)
    for turn, name in enumerate(names):
        one = Archive(corpus, name, payloads[name], turn)
        one.fill()
        one.fill_unpublished("withdrawn", *([] if turn else ["draft"]))
    everything = Filler(corpus, "settings", " ".join(payloads.values()))
    everything.paths |= {"picture": one.paths["picture"], "person": f"person-{names[0]}"}
    scale = [Filler(corpus, name, payloads[name]).record(WrittenVerdict, id=f"verdict-{name}") for name in names]
    team = [Filler(corpus, name, payloads[name]).record(WrittenMember, id=f"member-{name}") for name in names]
    settings = everything.record(WrittenSite, verdicts=scale, raw_html=raw_html, team=team)
    corpus.files["content/site.yaml"] = json.dumps(settings)
    return corpus


def _with_entities(front: dict[str, Any]) -> dict[str, Any]:
    """Front matter as another tool writes it: in some of its texts entities are read as characters."""
    return {key: _escaped(value) if key in ENTITIES else value for key, value in front.items()}


def _escaped(value: Any) -> Any:
    return value.replace("&", "&amp;") if isinstance(value, str) else list(map(_escaped, value))


def _below(front: object, body: str) -> str:
    return f"---\n{json.dumps(front)}\n---\n\n{body}"


@dataclass(frozen=True, slots=True)
class Site:
    """A corpus, and what was built of it."""

    corpus: Corpus
    folder: Path
    outcome: Outcome


@functools.cache
def site(folder: Path, *, is_hostile: bool = True, raw_html: str = "escape") -> Site:
    """The site of an archive, made once in however many tests: with drafts, and in spite of lost passages."""
    corpus = archive(is_hostile=is_hostile, raw_html=raw_html)
    corpus.write(folder)
    return Site(corpus, folder / "public", build(Options(folder, folder / "public", drafts=True, keep_going=True)))


def words_without_an_end(length: int) -> dict[str, str]:
    """An archive with a word of so many letters wherever a word may be; names and terms have as many as they may."""
    word, name = "x" * length, "w" * min(length, value_types.MAX_SEARCHED - 1)
    quote, topic = f"Before it {word}", f"{word}t"
    records = {
        "actors": {"id": "long", "name": name, "aliases": [f"{name}y"], "topics": [topic]},
        "articles": {"seed": "a.txt", "topics": [topic], "authors": [word], "publisher": word, "date": "2024-03-12"},
        "claims": {"id": "long", "claim": word, "speaker": "long", "article": "a", "quote": quote, "topics": [topic]},
        "notes": {"id": "long", "title": word, "terms": [name], "body": word, "article": "a", "quote": quote},
        "topics": {"id": "long", "name": topic, "summary": word},
    }
    lost = {"id": "lost", "claim": "It is lost.", "article": "a", "quote": f"{word}z"}
    return {f"content/{folder}/a.yaml": json.dumps(record) for folder, record in records.items()} | {
        "seeds/a.txt": f"{word}\n\n{quote} and after it.\n",
        "content/claims/lost.yaml": json.dumps(lost),
        "content/pages/long.md": f"---\ntitle: {word}\n---\n{word}\n\n`{word}`\n\n## {word}\n\n|{word}|\n|---|\n|x|\n",
    }

"""Words that nobody may read, put into every place of an archive that can hold one, and the search for them.

Each place has a word of its own, so that what is found tells where it was put.
"""

from __future__ import annotations

import base64
import binascii
import html
import json
import re
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import unquote_to_bytes

from sitegen.content.schema import FrontMatter, value_types
from sitegen.content.schema.record_models import KINDS, WrittenPage
from support.adversarial import Corpus, Filler
from support.adversarial_fields import TOPICS, Place

_WORD: Final = re.compile(rb"quix[a-z]{4}")
_BASE64: Final = re.compile(rb"[A-Za-z0-9+/]{16,}={0,2}")
_ESCAPED: Final = re.compile(rb"\\u([0-9a-f]{4})")
_PACKED: Final = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")

SHOWN: Final = frozenset(
    {
        ("withdrawn", "id"),
        ("withdrawn", "formerly"),
        ("withdrawn", "WrittenWithdrawal.why"),
        ("withdrawn", "WrittenWithdrawal.title"),
        ("withdrawn", "FrontMatter.title"),
        ("withdrawn", "WrittenPage.title"),
    }
)
"""What of withdrawn records stays: the addresses, the reason, and what an article or a page was called."""


@dataclass
class Secrets:
    """The words, each with its place."""

    places: dict[str, str] = field(default_factory=dict)

    def word(self, place: str) -> str:
        """A new word, for this place."""
        number, letters = len(self.places), ""
        for _ in range(4):
            number, digit = divmod(number, 26)
            letters += chr(ord("a") + digit)
        self.places[f"quix{letters}"] = place
        return f"quix{letters}"

    def found_in(self, data: bytes) -> set[str]:
        """The places whose words stand in these bytes, packed or coded in whatever way."""
        words = {word.decode() for form in forms(data) for word in _WORD.findall(form)}
        return {self.places[word] for word in words if word in self.places}


def forms(data: bytes) -> list[bytes]:
    """What bytes may say: as they are, unpacked, and with each coding undone, in small letters."""
    plain = [data, *_unpacked(data)]
    found = []
    for one in plain:
        text = one.lower()
        decoded = html.unescape(unquote_to_bytes(text).decode(errors="replace")).encode()
        found += [text, decoded, _ESCAPED.sub(lambda code: chr(int(code[1], 16)).encode(errors="replace"), text)]
        found += [text.replace(b"\0", b""), *_decoded(one)]  # UTF-16
    return found


def _unpacked(data: bytes) -> list[bytes]:
    found = []
    for start in _PACKED.finditer(data):
        reader = zlib.decompressobj(zlib.MAX_WBITS | 32)
        try:
            found.append(reader.decompress(data[start.start() :], 10_000_000))
        except zlib.error:
            continue
    return found


def _decoded(data: bytes) -> list[bytes]:
    found = []
    for text in _BASE64.findall(data):
        try:
            found.append(base64.b64decode(text + b"=" * (-len(text) % 4)).lower())
        except binascii.Error:
            continue
    return found


def swept(folder: Path, secrets: Secrets) -> dict[str, list[str]]:
    """The secrets in the paths and bytes of a folder, by file."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        places = secrets.found_in(name.encode())
        places |= secrets.found_in(path.read_bytes()) if path.is_file() else set()
        if places:
            found[name] = sorted(places)
    return found


class _Words(Corpus):
    """Gives a secret wherever a field asks for text."""

    def __init__(self, secrets: Secrets, status: str) -> None:
        super().__init__()
        self.secrets, self.status = secrets, status

    def text(self, place: Place, name: str, payload: str, head: str = "") -> str:
        """A secret as the text of a field; `head` is what an address begins with."""
        del name, payload
        key = place.partition(".")[2]
        if (self.status, place) in SHOWN or (self.status, key) in SHOWN:
            word = "shown"
        else:
            word = self.secrets.word(f"{self.status} {place}")
        return head.replace("w§q", word) if "://" in head else f"{word.capitalize()} it is"


class Hidden(Filler):
    """Records of one status in which every field holds a secret, and that refer to each other."""

    def __init__(self, secrets: Secrets, status: str) -> None:
        super().__init__(_Words(secrets, status), status, "")
        self.secrets = secrets
        kinds = ("person", "organization", "place", "topic", "claim", "note", "article", "page")
        self.ids = {kind: self._id(kind) for kind in kinds}
        self.seed = f"{self._id('seed')}.md"
        self.paths = {
            **self.ids,
            "lost": self.ids["claim"],
            "verdict": "disputed",
            "seed": self.seed,
            "member": "checker",
        }
        self.paths["picture"] = f"{secrets.word(f'{status} picture')}.png"

    def _id(self, kind: str) -> str:
        return f"{self.name}-{kind}" if (self.name, "id") in SHOWN else self.secrets.word(f"{self.name} id of {kind}")

    def files(self) -> dict[str, str | bytes]:
        """All of them as files of an archive."""
        for kind in ("person", "organization", "place"):
            self._put("actors", kind, kind="actor", written={"kind": kind})
        for kind in ("topic", "claim", "note"):
            self._put(f"{kind}s", kind, kind=kind, written={})
        page = self.record(WrittenPage, id=self.ids["page"], status=self.name)
        self.corpus.files[f"content/pages/{self.ids['page']}.md"] = (
            f"---\n{json.dumps(page)}\n---\n{self.words('page')}"
        )
        front = self.record(FrontMatter, id=self.ids["article"], status=self.name, sha256=None)
        front[self.secrets.word(f"{self.name} foreign key")] = self.secrets.word(f"{self.name} foreign value")
        said = "\n\n".join(self.said)
        self.corpus.files[f"seeds/{self.seed}"] = (
            f"---\n{json.dumps(front)}\n---\n\n## {self.words('heading')}\n\n{said}"
        )
        self.corpus.files[f"content/media/{self.paths['picture']}"] = self.words("bytes of a picture").encode()
        return self.corpus.files

    def _put(self, folder: str, name: str, *, kind: str, written: dict[str, str]) -> None:
        record = self.record(KINDS[kind], id=self.ids[name], status=self.name, **written)
        self.corpus.files[f"content/{folder}/{self.ids[name]}.yaml"] = json.dumps(record)

    def _scalar(self, place: Place, hint: object) -> str:
        if hint == value_types.Id:
            key = place.partition(".")[2]
            return (
                f"{self.name}-{len(self.corpus.places)}-{place.lower().replace('.', '-')}"
                if ((self.name, key) in SHOWN)
                else self.secrets.word(f"{self.name} {place}")
            )
        if place in TOPICS and place != "WrittenTopic.parent":
            return self.words(place)
        return super()._scalar(place, hint)

    def markdown(self, place: Place) -> str:
        """Words with links to the others; the reason why a record was withdrawn is read, so it shows no picture."""
        if (self.name, place) in SHOWN:
            return f"{self.words(place)} [[{self.ids['person']}]]"
        return f"{self.words(place)} [[{self.ids['person']}]] ![{self.words(place)}]({self.paths['picture']})"

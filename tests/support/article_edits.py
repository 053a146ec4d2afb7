"""An archive whose articles are edited, with edits that no other page shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from sitegen.engine import Options, Outcome, build
from support import archives
from support.golden import tree

VOTE = """---
title: Council votes
url: https://example.org/vote
topics: [bridge]
formerly: [ballot]
---

The council met.

Nobody knew why.

Mayor Ana Reyes said the bridge is safe. Reyes left. It rained.

## Afterwards

All went home. A [map](media/map.svg) hung there.
"""


FILES = {
    "seeds/vote.md": VOTE,
    "seeds/count.txt": "Cars counted\n\nLuis Holt counted the cars. Ana Reyes paid.\n\nNobody else came.",
    "seeds/plan.txt": "The plan\n\nIt is long.\n\nIt is dull.",
    "content/media/map.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "content/actors/ana.yaml": "name: Ana Reyes\n",
    "content/actors/luis.yaml": "name: Luis Holt\n",
    "content/claims/safe.yaml": ("claim: It is safe.\nspeaker: ana\narticle: vote\nquote: the bridge is safe\n"),
    "content/notes/cars.yaml": "title: Cars\nbody: They drive.\nterms: [cars]\n",
    "content/notes/rain.yaml": "title: Rain\nbody: It falls.\narticle: vote\nquote: It rained\n",
    "content/notes/all.yaml": "title: Of it all\nbody: Long.\narticle: plan\n",
    "content/site.yaml": "base_url: https://example.org/x/\nmedia: all\n",
}


Edit = Callable[[str], str]


def put(words: str, instead_of: str) -> Edit:
    def edited(text: str) -> str:
        assert instead_of in text
        return text.replace(instead_of, words, 1)

    return edited


ALONE: dict[str, tuple[str, Edit]] = {
    "a sentence at the end": ("seeds/vote.md", lambda text: f"{text}\nThen came the night.\n"),
    "a sentence before all names": ("seeds/vote.md", put("Nobody knew why, nor when.", "Nobody knew why.")),
    "a heading": ("seeds/vote.md", lambda text: f"{text}\n## Much later\n\nIt was dark.\n"),
    "a paragraph between names": ("seeds/count.txt", put("paid.\n\nIt was hot.\n\nNobody", "paid.\n\nNobody")),
    "other line ends": ("seeds/vote.md", lambda text: text.replace("\n", "\r\n")),
    "a byte order mark": ("seeds/plan.txt", lambda text: f"\ufeff{text}"),
    "an article that names nobody": ("seeds/plan.txt", put("It is 😀 and dull.", "It is dull.")),
    "markup": ("seeds/vote.md", put("All *went* `home`.", "All went home.")),
    "a link less": ("seeds/vote.md", put("A map", "A [map](media/map.svg)")),
}


def run(root: Path, **known: object) -> Outcome:
    return build(replace(Options(root, root / "public", search=False), **known))


def clean(root: Path, **known: object) -> dict[str, bytes]:
    """The site that a build without any memory makes."""
    elsewhere = root.parent / "elsewhere"
    for path in ("seeds", "content"):
        archives.write(elsewhere, {f"{path}/{name}": data.decode() for name, data in tree(root / path).items()})
    run(elsewhere, **known)
    return tree(elsewhere / "public")


def edit_file(root: Path, path: str, edited: Edit) -> None:
    file = root / path
    file.write_bytes(edited(file.read_bytes().decode()).encode())

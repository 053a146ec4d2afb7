"""Sites made of small archives that are written as text, and what can be asked of them."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sitegen.engine import Options, build
from support.archives import write
from support.golden import tree


@dataclass(frozen=True, slots=True)
class Made:
    """A site, as far as it was made, and what was told."""

    folder: Path
    is_done: bool
    told: list[str]
    """Place, code and message of each problem."""
    hints: list[str]

    def text(self, path: str) -> str:
        """A file of the site."""
        return (self.folder / path).read_text(encoding="utf-8")

    def page(self, url: str) -> LexborHTMLParser:
        """The page at `articles/vote/`; the empty URL is the first page."""
        return LexborHTMLParser(self.text(f"{url}index.html"))

    def one(self, url: str, selector: str) -> LexborNode:
        """The only element of a page that fits."""
        (node,) = self.page(url).css(selector)
        return node

    def words(self, url: str, selector: str) -> list[str]:
        """What readers see of each element that fits, with single spaces."""
        return [" ".join(node.text(deep=True).split()) for node in self.page(url).css(selector)]

    def lines(self, name: str) -> list[dict[str, Any]]:
        """`data/<name>.jsonl`"""
        return [json.loads(line) for line in self.text(f"data/{name}.jsonl").splitlines()]

    def linked_data(self, url: str) -> dict[str, Any]:
        """What a page tells machines, by type."""
        graph = json.loads(self.one(url, 'script[type="application/ld+json"]').text())["@graph"]
        return {one["@type"]: one for one in graph}

    def everything(self) -> bytes:
        """All paths and bytes of the site in small letters, the search index unpacked."""
        files = [path for path in sorted(self.folder.rglob("*")) if path.is_file()]
        parts = [part for path in files for part in (str(path.relative_to(self.folder)).encode(), _unpacked(path))]
        return b"\n".join(parts).lower()


def made(root: Path, files: Mapping[str, str | bytes], **options: object) -> Made:
    """The site of an archive at `root`, to which these files come; without a search unless `search=True`."""
    write(root, {path: text for path, text in files.items() if isinstance(text, str)})
    for path, data in files.items():
        if isinstance(data, bytes):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)
    known = {"output": root / "public", "search": False, **options}
    outcome = build(Options(root, **known))  # type: ignore[arg-type]
    told = [str(problem).partition("\n")[0] for problem in outcome.problems]
    hints = [problem.hint for problem in outcome.problems]
    return Made(Path(known["output"]), outcome.is_done, told, hints)  # type: ignore[arg-type]


def clean(folder: Path, root: Path, **options: object) -> dict[str, bytes]:
    """The site that a first build makes of the sources of another archive."""
    for name in ("seeds", "content"):
        shutil.copytree(root / name, folder / name)
    return tree(made(folder, {}, **options).folder)


def _unpacked(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data

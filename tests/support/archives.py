"""Small archives for tests, written as text."""

from __future__ import annotations

from pathlib import Path

from sitegen.content import loader
from sitegen.core.problems import Problems

VOTE = "Council votes\n\nMayor Ana Reyes said the bridge is safe. Nobody agreed.\n"


def write(root: Path, files: dict[str, str]) -> Path:
    """An archive of these files, each by its path below `root`."""
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
    return root


def vote(root: Path, **more: str) -> Path:
    """One article with an actor and a claim; `more` are further records, `claims="…"` for content/claims/more.yaml."""
    files = {
        "seeds/vote.txt": VOTE,
        "content/actors/ana-reyes.yaml": "name: Ana Reyes\n",
        "content/claims/safe.yaml": "claim: The bridge is safe.\narticle: vote\nquote: the bridge is safe\n",
    }
    return write(root, files | {f"content/{kind}/more.yaml": text for kind, text in more.items()})


def texts(root: Path) -> dict[str, str]:
    """All files of an archive that hold text, by their paths below `root`."""
    files = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes().decode() for path in files}


def problems(root: Path) -> list[str]:
    """What loading an archive reports."""
    found = Problems()
    loader.load(root, found)
    return [str(one) for one in found]

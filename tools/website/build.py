"""Makes the website of the documentation: `python tools/website/build.py FOLDER`, or `make docs`.

The documents of the repository are laid out in another folder as they lie here, so links between them hold in both
places; the front page and the gallery are the website's alone. Sphinx makes the pages, and fails on every link that
leads nowhere. The demo archives are those of `sitegen new`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
ROOT: Final = HERE.parents[1]
BESIDE_DOCS: Final = ("README.md", "SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE")
DEMOS: Final = {
    "newsroom": ("The Mill Bridge", "A local newsroom checks what is said about a bridge."),
    "edition": ("The Marigold Letters", "Letters of 1894, with notes on what their readers knew."),
    "classroom": ("Sunflower Week", "A class reads a school paper closely."),
}
"""The kinds of `sitegen new`, what each example is called, and what it shows."""
NAMED: Final = {
    '<p class="caption" role="heading">': '<p class="caption" role="heading" aria-level="2">',
    '<aside class="sidebar-drawer">': '<aside class="sidebar-drawer" aria-label="Documents">',
    '<div class="table-wrapper ': '<div tabindex="0" class="table-wrapper ',
    '<aside class="toc-drawer">': '<aside class="toc-drawer" aria-label="On this page">',
}
"""What the theme leaves out for those who hear a page, or have no mouse, and how it is said."""


def lay_out(source: Path) -> None:
    """Copy what the website is made of into an empty folder."""
    shutil.copytree(ROOT / "docs", source / "docs")
    for name in BESIDE_DOCS:
        shutil.copy(ROOT / name, source)
    (source / "_static").mkdir()
    shutil.copy(HERE / "website.css", source / "_static")
    for name in ("conf.py", "scorer.js"):
        shutil.copy(HERE / name, source)
    front = (HERE / "index.md").read_text(encoding="utf-8")
    more = [f"docs/{path.stem}" for path in sorted((ROOT / "docs").glob("*.md")) if f"docs/{path.stem}\n" not in front]
    (source / "index.md").write_text(front.replace("MORE\n", "".join(f"{one}\n" for one in more)), encoding="utf-8")
    gallery = (HERE / "gallery.md").read_text(encoding="utf-8")
    (source / "gallery.md").write_text(
        gallery.replace("GALLERY\n", "\n".join(map(demo_entry, DEMOS))), encoding="utf-8"
    )
    decisions = source / "docs/decisions/README.md"
    with decisions.open("a", encoding="utf-8") as file:
        file.write("\n```{toctree}\n:glob:\n:maxdepth: 1\n\n0*\n```\n")


def demo_entry(kind: str) -> str:
    """The part of the gallery about one demo; its address is none of a document, so it is HTML."""
    title, words = DEMOS[kind]
    return f"""## {title}

<a href="../demo/{kind}/">![The demo: an article with notes beside it](docs/images/demo-{kind}.png)</a>

{words} <a href="../demo/{kind}/">See it</a>, or make it yours:

```sh
sitegen new my-archive --kind {kind}
```
"""


def make_demos(folder: Path) -> None:
    """Make each demo archive, and its site in `folder`."""
    command = [sys.executable, "-m", "sitegen"]
    with tempfile.TemporaryDirectory() as archives:
        for kind, (title, _) in DEMOS.items():
            archive = Path(archives, kind)
            for arguments in (
                ["new", str(archive), "--kind", kind, "--title", title, "--language", "en"],
                ["build", "--strict", "--quiet", "--root", str(archive), "--output", str(folder / kind)],
            ):
                subprocess.run(command + arguments, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def name_parts(site: Path) -> None:
    """Say in each page what the theme leaves out."""
    for path in site.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        for old, new in NAMED.items():
            page = page.replace(old, new)
        path.write_text(page, encoding="utf-8")


def build(site: Path) -> int:
    """Make the website in `site`, in place of what is there; Sphinx's exit status."""
    with tempfile.TemporaryDirectory() as work:
        source = Path(work, "source")
        source.mkdir()
        lay_out(source)
        shutil.rmtree(site, ignore_errors=True)
        options = [
            "--builder",
            "dirhtml",
            "--fail-on-warning",
            "--keep-going",
            "--quiet",
            "--doctree-dir",
            f"{work}/trees",
        ]
        command = [sys.executable, "-m", "sphinx", *options, str(source), str(site)]
        status = subprocess.run(command, check=False).returncode
        name_parts(site)
        make_demos(site / "demo")
        return status


if __name__ == "__main__":
    sys.exit(build(Path(sys.argv[1]).absolute()))

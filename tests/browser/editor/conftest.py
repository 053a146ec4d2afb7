"""Pages to edit, and tabs that mind every error on the console."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from support.archives import write
from support.static_server import served

from ..conftest import POLICY
from .page import SCRIPTS, TAGS, VOTE, Edit, Preview, started

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from playwright.sync_api import Page as Tab


MARKDOWN = """\
# *Hard* words & “marks”

First line\\
second line,\\
*third* **line** with `code  here` and a [link *in*](https://example.org/) it.[^1]

- one
- two

  two and a half

  1. deep **inside**

> Quoted once.
>
> > And twice, by Zoë (e\u0301) 👩‍👩‍👧 and 𝒳.

| Head | Other |
|------|-------|
| a b  |       |
| c    | d     |

```
code: 1
    indented

end
```

هذا نص عربي، وفيه كلمات للاختيار.

<div><p>Raw <em>one</em> <b>two</b></p><p>and<br>three</p></div>

[^1]: The footnote *says* so.
"""
HARD_RECORDS = {
    "content/site.yaml": "title: Hard\nraw_html: sanitize\n",
    "seeds/hard.md": MARKDOWN,
    "content/claims/hard.yaml": (
        "- {id: one, claim: One., article: hard, quote: 'with code here and a link in it'}\n"
        "- {id: two, claim: Two., article: hard, quote: {from: second line, to: two and a half}}\n"
        "- {id: all, claim: All., article: hard, quote: {from: Hard words, to: The footnote says}}\n"
    ),
    "content/notes/hard.yaml": "{id: note, title: Note, body: A note., article: hard, quote: 'line with code'}\n",
}


@pytest.fixture(scope="session")
def hard(run_cli: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with an article that has every kind of markup, and passages across all of it."""
    root = tmp_path_factory.mktemp("hard")
    write(root, HARD_RECORDS)
    done = run_cli("build", "--root", root, "--no-search")
    assert done.returncode == 0, done.stderr
    return root / "public"


@pytest.fixture
def preview() -> Preview:
    return Preview()


@pytest.fixture(scope="session")
def address(harbour: Path, hard: Path, reference: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with `harbour/`, `hard/` and `reference/`, their articles as the preview sends them."""
    root = tmp_path_factory.mktemp("served")
    (root / "_sitegen").symlink_to(SCRIPTS)
    for name, site in {"harbour": harbour, "hard": hard, "reference": reference}.items():
        shutil.copytree(site, root / name)
        for page in (root / name).rglob("index.html"):
            page.write_text(page.read_text(encoding="utf-8") + TAGS, encoding="utf-8")
    with served(root, "/", POLICY) as url:
        yield url


@pytest.fixture
def editing(address: str, chromium: Browser, preview: Preview) -> Iterator[Edit]:
    """Opens an article to be edited: `editing(390, VOTE, color_scheme="dark")`; minds errors of scripts and policy."""
    contexts, errors = [], []

    def heard(words: str) -> None:
        if "Failed to load resource" not in words:  # what the preview refuses the browser tells, too
            errors.append(words)

    def edit(width: int = 1280, url: str = VOTE, **options: object) -> Tab:
        context = chromium.new_context(viewport={"width": width, "height": 800}, **options)  # type: ignore[arg-type]
        contexts.append(context)
        tab = context.new_page()
        tab.on("console", lambda message: heard(message.text) if message.type in ("error", "warning") else None)
        tab.on("pageerror", lambda error: errors.append(str(error)))
        tab.route("**/_sitegen/api/*", preview.answer)
        tab.goto(address + url)
        started(tab)
        return tab

    yield edit
    for context in contexts:
        context.close()
    assert errors == []

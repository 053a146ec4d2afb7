"""Words selected with the pointer in the preview become a claim in a file of the author's, in Firefox and in WebKit."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from selenium.webdriver.common.keys import Keys
from support.archives import write
from support.preview_server import COMMAND, Server

from ..test_editing import ARTICLE, PEOPLE, becomes
from .engine import Engine

WORDS = """
const walker = document.createTreeWalker(document.querySelector('.article'), NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const at = walker.currentNode.data.indexOf(arguments[0]);
  if (at < 0 || !walker.currentNode.parentElement.closest('.text')) continue;
  const range = new Range();
  range.setStart(walker.currentNode, at);
  range.setEnd(walker.currentNode, at + arguments[0].length);
  const { left, right, top, bottom } = range.getBoundingClientRect();
  return [left, right, (top + bottom) / 2];
}
"""
IN_EDITOR = "return document.querySelector('sitegen-editor')?.shadowRoot?.querySelector(arguments[0])"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A preview with an article for each engine."""
    root = tmp_path_factory.mktemp("archive")
    write(root, {f"seeds/{name}.txt": ARTICLE.format(name.title()) for name in ("firefox", "webkit")})
    write(root, {"content/actors/people.yaml": PEOPLE})
    server = Server(root, program=(*COMMAND, str(root))).started()
    yield server
    assert server.stop() == 0


SELECTED = """
if (!document.documentElement.matches('.seen')) return 'anew';
const bar = document.querySelector('sitegen-editor').shadowRoot.querySelector('.toolbar:not([hidden])');
return bar?.querySelector('button') ? getSelection().toString() : '';
"""


def select(engine: Engine, words: str) -> None:
    """Drag the pointer over words until the toolbar is beside them; once more if the page was loaded anew meanwhile.

    A build that ends loads it, as that after another test's claim does, and then nothing is selected.
    """
    while True:
        engine.until(IN_EDITOR, ".bar")
        engine.js("document.documentElement.classList.add('seen')")
        left, right, middle = engine.js(WORDS, words)
        engine.drag((left + 2, middle), (right - 1, middle))
        if (found := engine.until(SELECTED)) != "anew":
            assert found.strip(" .") == words
            return


def test_selected_words_become_a_claim(engine: Engine, server: Server) -> None:
    engine.open(f"{server.url}articles/{engine.name}/")
    select(engine, "Nobody agreed")
    engine.press("a")
    engine.until("return document.activeElement?.shadowRoot?.activeElement?.matches('textarea, input')")
    engine.press(f"No one in {engine.name} took sides.", Keys.TAB, "ana", Keys.TAB)
    engine.press_with(Keys.CONTROL, Keys.ENTER)
    name = f"no-one-in-{engine.name}-took-sides"
    becomes(
        server.root / f"content/claims/{engine.name}.yaml",
        f"- id: {name}\n  claim: No one in {engine.name} took sides.\n  speaker: ana-reyes\n"
        f"  article: {engine.name}\n  quote: Nobody agreed\n",
    )
    assert engine.until(f"return document.querySelector('mark#claim-{name}')?.textContent") == "Nobody agreed"


def test_words_of_a_link_are_selected(engine: Engine, server: Server) -> None:
    engine.open(f"{server.url}articles/{engine.name}/")
    select(engine, "Ana Reyes")
    assert engine.js("return location.pathname") == f"/articles/{engine.name}/"
    engine.click("a.name", "Ana Reyes")
    engine.until("return location.pathname === '/people/ana-reyes/'")

"""The pictures of the documentation: `screenshots.py ARCHIVE DEMOS FOLDER`. The archive is built, and written into."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from support.checkout import CHROMIUM_OPTIONS, COMMANDS
from support.preview_server import Server
from support.static_server import served

COMMAND = (sys.executable, "-c", "from sitegen.cli import main; main()", "serve", "--root")
ARTICLE = "articles/landrieu-political-stunt/"
DEMO_ARTICLES = {
    "newsroom": "bridge-vote",
    "edition": "thorne-to-margaret-1894-03-04",
    "classroom": "sunflower-week",
}
"""Of each demo of the gallery the article that is shown."""
SELECT = """words => {
  const walker = document.createTreeWalker(document.querySelector(".article"), NodeFilter.SHOW_TEXT);
  while (!walker.nextNode().data.includes(words));
  const [node, at] = [walker.currentNode, walker.currentNode.data.indexOf(words)];
  node.parentElement.scrollIntoView({block: "center"});
  getSelection().setBaseAndExtent(node, at, node, at + words.length);
}"""


def take_of_the_site(page: Page, url: str, folder: Path) -> None:
    """What readers see."""
    for name, path in (("article", ARTICLE), ("person", "people/mitch-landrieu/")):
        page.goto(url + path)
        page.wait_for_load_state("networkidle")
        page.evaluate("document.fonts.ready")
        page.screenshot(path=folder / f"{name}.png")


def take_of_the_demos(page: Page, url: str, folder: Path) -> None:
    """An article of each archive that `sitegen new` makes."""
    for kind, article in DEMO_ARTICLES.items():
        page.goto(f"{url}{kind}/articles/{article}/")
        page.wait_for_load_state("networkidle")
        page.evaluate("document.fonts.ready")
        page.screenshot(path=folder / f"demo-{kind}.png")


def take_of_the_editor(page: Page, server: Server, folder: Path) -> None:
    """What an editor sees: a form, two versions of a record, a problem."""
    page.goto(server.url + ARTICLE)
    page.locator(".bar").wait_for()
    page.evaluate(SELECT, "a Republican, has also been invited")
    page.keyboard.press("a")
    claim = page.get_by_role("textbox", name="Claim, in your words")
    claim.fill("Senator John Kennedy is invited to the meeting.")
    claim.press("Tab")
    page.keyboard.type("land")
    page.get_by_role("option").first.wait_for()
    page.screenshot(path=folder / "editor-claim.png")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Discard").click()

    page.get_by_role("button", name="Edit claim: Sessions’ office").click()
    claim.fill("Sessions’ office keeps some of the parties out of the meeting.")
    file = server.root / "content/claims/in-the-article.yaml"
    before = file.read_text(encoding="utf-8")
    said = "does not let everyone involved sit in on the meeting"
    file.write_text(before.replace(said, "will not let all parties sit in on the meeting"), encoding="utf-8")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("was changed while you wrote").wait_for()
    page.screenshot(path=folder / "editor-conflict.png")
    page.get_by_role("button", name="Keep theirs").click()

    file.write_text(before.replace("verdict: opinion", "verdict: opinon"), encoding="utf-8")
    page.get_by_text("there is no verdict").first.wait_for()
    page.screenshot(path=folder / "editor-problem.png")


def main(root: Path, demos: Path, folder: Path) -> None:
    """Take all of them."""
    chromium = next(filter(None, map(shutil.which, COMMANDS["chromium"])), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM_OPTIONS))
        page = browser.new_page(viewport={"width": 1280, "height": 860}, color_scheme="light")
        with served(root / "public") as url:
            take_of_the_site(page, url, folder)
        with served(demos) as url:
            take_of_the_demos(page, url, folder)
        server = Server(root, program=(*COMMAND, str(root))).started()
        take_of_the_editor(page, server, folder)
        server.stop()
        browser.close()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))

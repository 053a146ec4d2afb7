"""That Chromium finds the words of `#:~:text=` links which count as found: no false alarm."""

from __future__ import annotations

from pathlib import Path

from support.built_sites import made
from support.text_fragments import CLAIM, FOUND, SEED, fragment

from .conftest import Open


def test_the_browser_goes_to_all_words_that_count_as_found(opened: Open, tmp_path: Path) -> None:
    title, _, rest = SEED.partition("\n\n")
    far = "".join(f"Nothing but {number * 7} empty rows.\n\n" for number in range(100, 160))
    site = made(tmp_path, {"seeds/a.md": f"{title}\n\n{far}{rest}", "content/claims/c.yaml": CLAIM})
    first = opened(site.folder, "articles/a/")
    for words in FOUND:
        # In a tab of its own, as from a link elsewhere, but not in a browser of its own.
        tab = first.context.new_page()
        tab.goto(f"{first.url}#:~:{fragment(words)}")
        tab.wait_for_function("scrollY > 400")
        tab.close()

"""Each kind of page in Firefox and in WebKit, at the widths of phones, tablets and screens, light and dark."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ..test_every_page import PAGES
from .conftest import OpenIn

pytestmark = pytest.mark.thorough

TOO_WIDE = """
const width = document.documentElement.clientWidth;
return document.documentElement.scrollWidth <= width ? [] : [...document.querySelectorAll('main *')].filter(
  (one) => one.getBoundingClientRect().right > width + 1).slice(0, 5).map((one) => one.outerHTML.slice(0, 120));
"""
AXE = "axe.run().then(all => all.violations.map(one => [one.id, one.nodes.map(n => n.html)]))"
RUN_AXE = f"const done = arguments[arguments.length - 1]; {AXE}.then(done, (error) => done([String(error)]))"


@pytest.mark.parametrize("url", PAGES.values(), ids=PAGES)
def test_nothing_is_wider_than_the_window(reference: Path, opened_in: OpenIn, url: str) -> None:
    for width in (320, 390, 780, 1280, 1500):
        engine = opened_in(reference, url, width)
        assert engine.js(TOO_WIDE) == [], width


@pytest.mark.parametrize("url", PAGES.values(), ids=PAGES)
def test_axe_finds_no_fault_in_light_and_in_dark(
    reference: Path, opened_in: OpenIn, need_tool: Callable[[str], Path], url: str
) -> None:
    axe = need_tool("axe.js").read_text(encoding="utf-8")
    for width in (390, 1280):
        engine = opened_in(reference, url, width)
        # Without names of its own for modules: else it would not be put into the window.
        engine.js(f"(function () {{ {axe} }}).call(window); window.axe = axe")
        for scheme in ("light", "dark"):
            engine.js("document.documentElement.dataset.theme = arguments[0]", scheme)
            assert engine.driver.execute_async_script(RUN_AXE) == [], (width, scheme)

"""What is hooked into Jinja2: pages are those of plain Jinja2, values are isolated whatever a release of it calls."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from jinja2.compiler import CodeGenerator
from markupsafe import Markup, escape
from msgspec.structs import replace
from support.sample_pages import EMPTY_PAGES, LATER_PAGES, NOTE_PAGE, PAGES, SITE, filled_with

from sitegen.core.model import ActorKind
from sitegen.output.render import TEMPLATES, Renderer, jinja_hooks
from sitegen.output.render.jinja_hooks import FastCodeGenerator, escape_isolated, isolated

BREAKING_OUT = "A & B's </title></script>\"'><svg onload=alert(1)> {{ page }}"
SAMPLES = [*PAGES, *EMPTY_PAGES, *LATER_PAGES, *(filled_with(page, BREAKING_OUT) for page in PAGES)]
TURNED = [filled_with(page, "\u202eab\u2066<c") for page in PAGES]


def by(make: Callable[[], Renderer], pages: list[Any]) -> list[bytes]:
    """These pages by one renderer, as far as each can be made."""
    renderer = make()
    return [renderer.render(page, SITE, "../../") for page in pages]


def without_hooks() -> Renderer:
    """A renderer with nothing of ours below Jinja2's own interface, nor any isolation."""
    renderer = Renderer(is_fast=False)
    renderer._environment.finalize = None
    return renderer


def with_hooks() -> Renderer:
    """A renderer that leaves the theme's own pages to Jinja2 too, as those are in which an archive has a part."""
    renderer = Renderer()
    renderer._compiled = {}
    return renderer


def test_the_samples_go_through_every_template() -> None:
    assert {TEMPLATES[type(page)] for page in PAGES} == set(TEMPLATES.values())


def test_every_page_is_the_same_bytes_as_by_plain_jinja2() -> None:
    plain = by(without_hooks, SAMPLES)
    assert by(Renderer, SAMPLES) == plain
    assert by(with_hooks, SAMPLES) == plain


def test_the_switch_changes_no_page() -> None:
    pages = [*SAMPLES, *TURNED]
    assert by(Renderer, pages) == by(with_hooks, pages) == by(lambda: Renderer(is_fast=False), pages)


def test_plain_jinja2_would_let_words_turn_what_stands_beside_them() -> None:
    assert by(Renderer, TURNED) != by(without_hooks, TURNED)


def test_this_release_of_jinja2_calls_the_hook() -> None:
    """Pages are right without it, only slower: then it has to follow Jinja2, or go (docs/decisions/0031)."""
    assert jinja_hooks.is_fast(Renderer()._environment)
    assert not jinja_hooks.is_fast(Renderer(is_fast=False)._environment)


def test_a_jinja2_that_does_not_call_the_hook_isolates_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(FastCodeGenerator, "_output_child_pre")
    renderer = with_hooks()
    assert not jinja_hooks.is_fast(renderer._environment)
    assert [renderer.render(page, SITE, "../../") for page in TURNED] == by(lambda: Renderer(is_fast=False), TURNED)


def test_a_jinja2_that_isolates_nothing_makes_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    class Deaf(CodeGenerator):
        """Passes `finalize` by."""

        def _make_finalize(self) -> Any:
            return self._FinalizeInfo(self._default_finalize, None)

    monkeypatch.setattr(Environment, "code_generator_class", Deaf)
    with pytest.raises(RuntimeError, match=r"Jinja2 .* shows 'a<"):
        Renderer(is_fast=False)


@pytest.mark.parametrize(
    "block",
    [
        "{{ page.title }}",
        "{% autoescape site.title != '' %}{{ page.title }}{% endautoescape %}",
        "{% autoescape false %}{{ page.title }}{% endautoescape %}",
        "{% macro shown(words) %}{{ words }}{% endmacro %}{{ shown(page.title) }}",
        "{% set words %}{{ page.title }}{% endset %}{{ words }}",
        "{% for one in [page.title] %}{{ one }}{% endfor %}",
        "{{ 'ab' if page.title == '' else page.title }}",
    ],
)
@pytest.mark.parametrize("is_fast", [True, False])
def test_a_value_is_isolated_wherever_a_template_shows_it(tmp_path: Path, block: str, is_fast: bool) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/note.html").write_text(block, encoding="utf-8")
    renderer = Renderer(tmp_path / "templates", is_fast=is_fast)
    page = renderer.render(replace(NOTE_PAGE, title="\u202eab"), SITE, "./")
    assert page.decode() == "\u2068\u202eab\u2069\n"


@given(st.text(st.sampled_from("ab&<>'\"\u202e\u2066\u2069")) | st.integers() | st.sampled_from(ActorKind) | st.none())
def test_escaping_in_one_step_is_escaping_what_is_isolated(value: object) -> None:
    assert escape_isolated(value) == escape(isolated(value))
    assert escape_isolated(Markup("<i>\u202e</i>")) == "<i>\u202e</i>"

"""The theme's pages by functions: made of its templates as they are, each construct as plain Jinja2 shows it."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment
from support.golden import assert_golden
from support.sample_pages import NOTE_PAGE, PAGES, SITE, filled_with
from support.theme_compiler import compiled, loaded
from support.theme_compiler.expressions import UnknownConstruct

from sitegen.files.source_files import packaged_theme
from sitegen.output.render import TEMPLATES, Renderer, compiled_theme, theme_functions
from sitegen.output.render.compiled_theme import compiled_pages, fingerprint, theme_sources

HOSTILE = "a<b & \"c\" 'd' \u202ee"
PAGE = SimpleNamespace(
    title=HOSTILE,
    plain="plain",
    empty="",
    none=None,
    number=1234,
    zero=0,
    items=[
        SimpleNamespace(text="one", url="1/"),
        SimpleNamespace(text=HOSTILE, url="2/"),
        SimpleNamespace(text="", url=""),
    ],
    nothing=(),
    names=("x", "", "<y>"),
)
MACROS = """
{% macro count(number, one, many="") %}{{ number }} {{ one if number == 1 else many or one ~ "s" }}{% endmacro %}
{% macro bold(words) %}<b>{{ words }}</b>{% endmacro %}
{% macro twice(words) %}{{ bold(words) }}{{ bold(bold(words)) }}{% endmacro %}
{% macro list(items, between=", ") %}
{%- for item in items %}{{ item.text }}{{ between if not loop.last }}{% endfor %}
{%- endmacro %}
{% macro tree(depth) %}<i>{{ depth }}{% if depth < 3 %}{{ tree(depth + 1) }}{% endif %}</i>{% endmacro %}
{% macro nothing() %}{% endmacro %}
"""
BASE = """{# The frame. #}
<title>{% block title %}{{ page.title }}{% endblock %}</title>
{% set a, b = page.plain, page.title %}
<p class="{% block kind %}{{ kind | default("none") }}{% endblock %}">{{ a }}{{ b }}</p>
{% block main %}
the frame's
{% endblock %}
"""
CONSTRUCTS = [
    "{{ page.title }}{{ page.number }}{{ page.none }}{{ page.zero }}{{ root }}{{ site.name }}",
    "{{ 'a<b' }}{{ 1 }}{{ true }}{{ 'é' }}",
    ("{% if page.title %}yes{% endif %}{% if page.empty %}"
    "no{% elif page.zero %}no{% elif page.plain %}this{% else %}no{% endif %}"),
    "{% if page.empty %}no{% else %}{% for item in page.items %}{{ item.text }}{% endfor %}{% endif %}",
    "{% if page.nothing %}{% for item in page.items %}{{ item.text }}{% endfor %}{% elif page.plain %}b{% endif %}.",
    "{% if page.title == page.title and not page.empty or page.none %}a{% endif %}",
    "{{ page.number > 3 }}{{ page.number >= 1234 }}{{ page.zero < 0 }}{{ page.zero <= 0 }}{{ 1 < page.number < 2 }}",
    "{{ page.number != 3 }}{{ page.plain == 'plain' }}",
    "{{ page.title if page.plain else 1 }}{{ 'a' if page.empty }}{{ page.title if page.empty else page.names }}",
    "{{ page.empty or page.title }}{{ page.plain and page.title }}{{ page.none or page.zero }}",
    "{{ page.title ~ page.number ~ '<' }}{{ m.bold(1) ~ page.title }}",
    ("{{ m.count(1, 'page') }}{{ m.count(2, 'page') }}"
    "{{ m.count(2, 'person', 'people') }}{{ m.count(3, many='x', one='y') }}"),
    ("{{ m.bold(page.title) }}{{ m.bold(m.bold(page.title)) }}"
    "{{ m.twice(page.title) }}{{ m.bold(m.nothing() or page.title) }}"),
    ("{{ m.nothing() or 'a<b' }}{{ m.bold(1) or 'none' }}"
    "{{ m.list(page.items) }}{{ m.list(page.items, '<') }}{{ m.tree(0) }}"),
    "{% for one, two in ((page.title, 1), ('b', page.names)) %}{{ one }}{{ two }}{% endfor %}",
    "{% for item in page.items if item.url %}{{ item.text }}{% endfor %}",
    ("{% for a in page.items %}{% for b in page.items %}{{ a.text }}{{ b.url }}"
    "{{ ';' if loop.last }}{% endfor %}{{ '!' if loop.last }}{% endfor %}"),
    "{% for a in page.items | map(attribute='text') %}{{ a }}{{ ', ' if not loop.last }}{% endfor %}",
    "{% for a in page.items %}{% endfor %}{% for a in page.nothing %}{{ a }}{% endfor %}",
    "{% set x = page.title %}{{ x }}{% set y, z = 1, page.names %}{{ y }}{{ z }}",
    ("{% set sum = namespace(value=1, other=page.title) %}{% for item in page.items %}"
    "{% set sum.value = sum.value + 2 %}{{ sum.value }}{% endfor %}{{ sum.value }}{{ sum.other }}"),
    "{{ page.names | length }}{% for a in page.names | select %}{{ a }}{{ '<' if not loop.last }}{% endfor %}",
    ("{{ page.title | capitalize }}{{ 2.346 | round(2) }}"
    "{{ page.title | urlencode }}{{ 'de' | lang }}{{ 'ar' | direction }}"),
    "{{ '{:,}'.format(page.number) }}{{ {'plain': 'known<'}.get(page.plain, '') }}{{ {'x': 1}.get(page.plain, '') }}",
    "{% if page.missing is defined and page.missing %}a{% endif %}{% if page.title is defined %}b{% endif %}",
    "{% for a in [page.title, page.none] | select %}{{ a }}{% endfor %}{{ (1, 2) | length }}",
    "  {%- if page.title -%}  a  {%- endif -%}  b",
    "a\n{% if page.plain %}\nb\n{% endif %}\nc\n",
]  # fmt: skip
UNKNOWN = [
    "{{ unknown }}",
    "{{ page.title | unknown }}",
    "{{ page.title | default('a') }}",
    "{{ page.items[0] }}",
    "{{ page.names | join(', ') }}",
    "{{ page.title | safe | tojson | groupby('a') }}",
    "{{ page.items | map('upper') | join }}",
    "{{ page.number - 1 }}",
    "{{ page.plain in page.names }}",
    "{{ m.unknown() }}",
    "{{ m }}",
    "{{ page.plain is string }}",
    "{% for item in page.items %}{{ loop.index }}{% endfor %}",
    "{% for item in page.items if item.url %}{{ ',' if not loop.last }}{% endfor %}",
    "{% for item in page.nothing %}{% else %}none{% endfor %}",
    "{% for item in page.items recursive %}{% endfor %}",
    "{% for item in page.items %}{% endfor %}{{ item }}",
    "{% for item in page.items %}{% for item in page.items %}{% endfor %}{% endfor %}",
    "{% if page.plain %}{% set x = 1 %}{% endif %}{{ x }}",
    "{% set page = 1 %}",
    "{% set x %}{{ page.title }}{% endset %}{{ x }}",
    "{% include '_m.html' %}",
    "{% with a = 1 %}{{ a }}{% endwith %}",
    "{% filter upper %}a{% endfilter %}",
    "{% autoescape false %}{{ page.title }}{% endautoescape %}",
    "{% call m.bold('a') %}b{% endcall %}",
    "{% macro own(a) %}{{ page.title }}{% endmacro %}{{ own(1) }}",
    "{% macro own() %}{{ varargs }}{% endmacro %}",
    "{{ m.bold(*page.names) }}",
    "{{ kind }}",
]  # fmt: skip


def environment(files: Mapping[str, str]) -> Environment:
    """Plain Jinja2, set up as for all pages."""
    return Renderer(is_fast=False)._environment.overlay(loader=DictLoader(files))


def functions(**files: str) -> dict[str, Any]:
    """What is made of a theme of these templates, with macros and a frame."""
    found = theme(**files)
    return loaded(compiled(found, environment(found), "test"))


def theme(**files: str) -> dict[str, str]:
    return {"_m.html": MACROS, "base.html": BASE, **{f"{name}.html": text for name, text in files.items()}}


def both(text: str) -> tuple[str, str]:
    """A page of this template by Jinja2, and by functions."""
    site = SimpleNamespace(name="S<")
    shown = environment(theme(x=text)).get_template("x.html").render(page=PAGE, site=site, root="../")
    return shown, compiled_theme._page(*functions(x=text)["PAGES"]["x.html"]).render(PAGE, site, "../")


@pytest.mark.parametrize("text", CONSTRUCTS)
def test_each_construct_is_what_jinja2_makes_of_it(text: str) -> None:
    whole, made = both('{% import "_m.html" as m %}' + text)
    assert made == whole
    block = '{% extends "base.html" %}{% import "_m.html" as m %}{% set kind = "mine" %}{% block main %}'
    framed, made = both(block + text + "{% endblock %}")
    assert made == framed
    assert "mine" in framed


@pytest.mark.parametrize("text", UNKNOWN)
def test_what_the_compiler_does_not_know_it_refuses(text: str) -> None:
    with pytest.raises(UnknownConstruct):
        functions(x='{% import "_m.html" as m %}' + text)


@pytest.mark.parametrize(
    "text",
    [
        '{% extends "base.html" %}',
        '{% extends "base.html" %}{% block title %}{{ super() }}, {{ page.plain }}{% endblock %}',
        '{% extends "base.html" %}{% set language = page.title %}{% block main %}{{ language }}{% endblock %}',
        '{% extends "base.html" %}{% block main %}{{ own(1) }}{% endblock %}{% macro own(a) %}{{ a }}<{% endmacro %}',
        (
            '{# What is outside blocks is not shown. #}\n{% extends "base.html" %}'
            "\nno\n{% block main %}yes{% endblock %}\n"
        ),
    ],
)
def test_a_page_in_a_frame_is_what_jinja2_makes_of_it(text: str) -> None:
    whole, made = both(text)
    assert made == whole


@pytest.mark.parametrize(
    "text",
    [
        '{% extends "base.html" %}{% if page.title %}{% set kind = 1 %}{% endif %}',
        '{% extends "base.html" %}{% block main %}{{ a }}{% endblock %}',
        '{% extends page.plain %}',
        '{% extends "base.html" %}{% block other %}{{ super() }}{% endblock %}',
    ],
)  # fmt: skip
def test_a_frame_that_the_compiler_does_not_know_it_refuses(text: str) -> None:
    with pytest.raises(UnknownConstruct):
        functions(x=text)


# --- the packaged theme -----------------------------------------------------------------------------------------


def test_the_functions_are_made_of_the_templates_as_they_are() -> None:
    sources = theme_sources(packaged_theme())
    text = compiled(sources, environment(sources), fingerprint(sources))
    path = Path(theme_functions.__file__)
    # Python's releases write the same program with other spaces and quotation marks.
    if ast.unparse(ast.parse(text)) != ast.unparse(ast.parse(path.read_text(encoding="utf-8"))):
        assert_golden(path, text)


def test_every_kind_of_page_of_the_packaged_theme_is_made_so() -> None:
    renderer, slow = Renderer(), Renderer(is_fast=False)
    assert {kind for kind in TEMPLATES if renderer._function(kind)} == {type(page) for page in PAGES}
    assert not any(slow._function(kind) for kind in TEMPLATES)


@pytest.mark.parametrize("change", ["text", "one more", "one less"])
def test_another_theme_is_left_to_jinja2(tmp_path: Path, change: str) -> None:
    sources = theme_sources(packaged_theme())
    changed = {
        "text": {**sources, "note.html": "{{ page.title }}"},
        "one more": {**sources, "new.html": ""},
        "one less": {name: text for name, text in sources.items() if name != "note.html"},
    }[change]
    for folder, files in ((tmp_path / "same", sources), (tmp_path / "other", changed)):
        folder.mkdir()
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\r\n")
    assert compiled_pages(tmp_path / "same").keys() == sources.keys()
    assert compiled_pages(tmp_path / "other") == {}


@given(st.text(st.sampled_from("ab&<>'\"\u202e\u2069\r\n") | st.characters(), max_size=20))
def test_a_text_is_shown_as_jinja2_shows_it(text: str) -> None:
    page = filled_with(NOTE_PAGE, text)
    shown = JINJA2.get_template("note.html").render(page=page, site=SITE, root="../../")
    assert THEME["note.html"].render(page, SITE, "../../") == shown


JINJA2 = Renderer(is_fast=False)._environment
THEME = compiled_pages(packaged_theme())


@pytest.mark.parametrize(
    ("own", "left"),
    [("note.html", {"note.html"}), ("_sections.html", {"actor.html", "claim.html", "note.html", "topic.html"}),
     ("base.html", set(TEMPLATES.values())), ("other.html", set()), ("static/note.html", set())],
)  # fmt: skip
def test_pages_in_which_the_archive_has_a_part_are_left_to_jinja2(tmp_path: Path, own: str, left: set[str]) -> None:
    path = tmp_path / "templates" / own
    path.parent.mkdir(parents=True)
    path.write_text("{{ page.title }}", encoding="utf-8")
    renderer = Renderer(tmp_path / "templates")
    assert {name for kind, name in TEMPLATES.items() if renderer._function(kind) is None} == left

"""Which files of `content/media/` something published names, and which the settings mean."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.content.media.media_references import MediaReferences
from sitegen.content.media.patterns import matching
from sitegen.core.urls import file_url

FILES = ("map.png", "map.png.webp", "a b.png", "it's, (1).jpg", "deep/ü&.png", "deep/map.png", "50%.png", "noend")
BASE = "https://example.org/archive/"
NAMES = MediaReferences(FILES, BASE)


@pytest.mark.parametrize(
    ("html", "named"),
    [
        ('<img src="../../media/map.png">', {"map.png"}),
        ("<img src='media/map.png' alt=x>", {"map.png"}),
        ("<img src=./media/map.png>", {"map.png"}),
        ('<source srcset="media/map.png 1x, ../media/deep/map.png 2x">', {"map.png", "deep/map.png"}),
        ('<source srcset="media/it\'s,%20(1).jpg 1x">', {"it's, (1).jpg"}),
        ('<video poster="media/a%20b.png" data-big="media/deep/%C3%BC%26.png">', {"a b.png", "deep/ü&.png"}),
        ('<img src="media/deep/ü&amp;.png">', {"deep/ü&.png"}),
        ('<p style="background: url(&quot;../media/map.png&quot;)">', {"map.png"}),
        ("<style>p { background: url(../media/a%20b.png) }</style>", {"a b.png"}),
        ("<style>p { background: url( 'media/a b.png' ) }</style>", {"a b.png"}),
        ("<script>show(`${root}media/map.png`, \"media/noend\")</script>", {"map.png", "noend"}),
        ('<script type="application/ld+json">{"x": "https://example.org/archive/media/map.png"}</script>', {"map.png"}),
        ('<meta content="https://example.org/archive/media/map.png">', {"map.png"}),
        ('<a href="/archive/media/50%25.png?x#y">', {"50%.png"}),
        ('<a href="//example.org/archive/media/map.png">', {"map.png"}),
        ('<img src="media/map.png.webp">', {"map.png.webp"}),
        ('<a href="media/noend#part">', {"noend"}),
    ],
)  # fmt: skip
def test_a_picture_is_named_in_any_attribute_style_and_script(html: str, named: set[str]) -> None:
    assert NAMES.in_page(html) == named


@pytest.mark.parametrize(
    "html",
    [
        "<p>Look at media/map.png, it says.</p>",
        '<a href="https://elsewhere.org/media/map.png">x</a>',
        '<img src="//elsewhere.org/media/map.png">',
        '<img src="multimedia/map.png"> <img src="social-media/map.png">',
        '<img src="media/map.pngx"> <img src="media/map.png/x"> <img src="media/map.png.bak">',
        '<img src="media/nothing.png">',
        "<p>media/</p>",
        '<img alt="media/map.png" title="url(media/map.png)"> <meta content="Look, media/map.png">',
        '<meta content="media/map.png is a file">',
        '<script type="application/ld+json">{"a": "media/map.png is a file", "b": "Look, media/map.png"}</script>',
    ],
)
def test_words_other_servers_and_longer_names_do_not_name_it(html: str) -> None:
    assert NAMES.in_page(html) == frozenset()


def test_files_for_machines_name_it_and_those_of_a_theme_whatever_stands_before() -> None:
    assert NAMES.in_data(b'{"image": "media/map.png", "html": "<img src=\\"../media/a%20b.png\\">"}') == {
        "map.png",
        "a b.png",
    }
    assert NAMES.in_data(b"&lt;img src=&quot;https://example.org/archive/media/map.png&quot;&gt;") == {"map.png"}
    assert NAMES.in_data(b'"https://elsewhere.org/media/map.png"') == frozenset()
    assert NAMES.in_static_file(b'const there = "https://my.example/media/map.png";\xff') == {"map.png"}


def test_what_looks_for_names_can_be_copied_as_to_another_process() -> None:
    assert copy.deepcopy(NAMES).in_page('<img src="/archive/media/map.png">') == {"map.png"}


@given(st.text(st.characters(codec="utf-8", exclude_characters="/\x00"), min_size=1, max_size=20).filter(str.strip))
def test_every_name_is_found_as_sitegen_writes_it(name: str) -> None:
    url = file_url(f"media/{name}")
    assert MediaReferences([name]).in_page(f'<img src="../{url}" alt="x">') == {name}
    assert MediaReferences([name]).in_page(f'<img srcset="../{url} 2x">') == {name}


@pytest.mark.parametrize(
    ("pattern", "means"),
    [
        ("map.png", {"map.png"}),
        ("*.png", {"map.png", "zoë.png"}),
        ("press/*.pdf", {"press/a.pdf"}),
        ("press/", {"press/a.pdf", "press/2024/b.pdf", "press/2024/c.txt"}),
        ("press/**", {"press/a.pdf", "press/2024/b.pdf", "press/2024/c.txt"}),
        ("**/*.pdf", {"press/a.pdf", "press/2024/b.pdf"}),
        ("**", {"map.png", "zoë.png", "press/a.pdf", "press/2024/b.pdf", "press/2024/c.txt"}),
        ("press/**/?.pdf", {"press/a.pdf", "press/2024/b.pdf"}),
        ("press/[ab]*.pdf", {"press/a.pdf"}),
        ("press", set()),
        ("*", {"map.png", "zoë.png"}),
        ("zoe\u0308.png", {"zoë.png"}),
        ("MAP.png", set()),
    ],
)
def test_a_pattern_means_files(pattern: str, means: set[str]) -> None:
    files = ["map.png", "zoë.png", "press/a.pdf", "press/2024/b.pdf", "press/2024/c.txt"]
    assert matching([pattern], files) == {pattern: means}


def test_a_pattern_of_many_stars_takes_no_longer() -> None:
    assert matching(["**/" * 200 + "x"], ["a/" * 200 + "y"]) == {"**/" * 200 + "x": frozenset()}

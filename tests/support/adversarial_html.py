"""What pages are made of, and what nothing that others wrote may make of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sitegen.text.prose import sanitizer
from support.adversarial import Site

TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
OF_MARKDOWN = ".prose, .summary, div.lede, .text, footer .wrap, article.article h1"
"""Places in which what an author wrote may have made elements."""
SAFE_ADDRESS = re.compile(r"\.{0,2}/|#|https?:|mailto:|tel:")
"""A page, here or in the web, a mailbox or a telephone."""


def pages(site: Site) -> dict[str, LexborHTMLParser]:
    """Every page, by a path that is the same for an archive and its twin."""
    files = sorted(site.folder.rglob("*.html"))
    paths = [re.sub(r"(w\d+q)[^/]*", r"\1", file.relative_to(site.folder).as_posix()) for file in files]
    return {path: LexborHTMLParser(file.read_bytes()) for path, file in zip(paths, files, strict=True)}


def is_parted(path: str) -> bool:
    """Whether a page is one of a long list whose pages begin where the words of its records have them begin.

    Other words part it elsewhere: what is on each of its pages is not the same for an archive and its twin.
    """
    return re.fullmatch(r"(articles|topics)/(from/[^/]+/)?(index\.html)?", path) is not None


def skeleton(page: LexborHTMLParser) -> list[str]:
    """Every element with its depth, tag, id, classes and the names of its attributes; without what Markdown made.

    Nor with the words in drawings, which are parted by their widths.
    """
    forget_markdown(page)
    for words in page.css(".chart text:not(:has(*))"):
        words.decompose()
    return [f"{depth} {node.tag} {named(node)}" for depth, node in elements(page.root)]


def forget_markdown(page: LexborHTMLParser) -> None:
    for place in page.css(OF_MARKDOWN):
        for inner in list(place.iter(include_text=True)):
            if inner.attributes.get("class") != "portrait":
                inner.decompose()


def elements(node: LexborNode | None, depth: int = 0) -> Iterator[tuple[int, LexborNode]]:
    assert node is not None
    yield depth, node
    for child in node.iter():
        yield from elements(child, depth + 1)


def named(node: LexborNode) -> str:
    """What identifies an element; words that an id was made from are cut off."""
    given = {key: value or "" for key, value in node.attributes.items()}
    identity = re.sub(r"w\d+q.*", "w", given.get("id", ""))
    return f"#{identity} .{given.get('class', '')} {sorted(given)}"


def plain(words: str) -> str:
    """Words as they are shown: without control characters, and whatever turns the direction of writing."""
    return " ".join(TURNS.sub("", FORBIDDEN.sub("", words)).split())


def assert_tame(markup: str) -> None:
    """Whether HTML has nothing in it but what articles and records may have, and leads nowhere that runs."""
    page = LexborHTMLParser(f"<main>{markup}</main>")
    main = page.css_first("main")
    inner = [node for _, node in elements(main)][1:]
    assert {str(node.tag) for node in inner} <= sanitizer.TAGS | {"a", "mark", "span"}
    given = {(key, value or "") for node in inner for key, value in node.attributes.items()}
    kept = {name for names in sanitizer.ATTRIBUTES.values() for name in names}
    ours = {"class", "id", "loading", "scope", "role", "aria-label", "tabindex", "data-on", "data-n"}
    assert {key for key, _ in given} <= kept | ours
    assert [value for key, value in given if key in ("href", "src") and not SAFE_ADDRESS.match(value)] == []
    assert page.css("body > :not(main), a a") == []

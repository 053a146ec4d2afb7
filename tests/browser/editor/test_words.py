"""Which words are selected on a page, and which a build finds again."""

from __future__ import annotations

from pathlib import Path

from .page import HARD, Edit, select, texts

READ = "import('/_sitegen/editor-selection.js').then(module => module.readText().text)"
READ_PAGES = """async urls => {
  const {readText} = await import('/_sitegen/editor-selection.js');
  const pages = await Promise.all(urls.map(async (url) => (await fetch(url)).text()));
  return pages.map((page) => readText(new DOMParser().parseFromString(page, "text/html")).text);
}"""
SELECTED = "import('/_sitegen/editor-selection.js').then(module => module.selectionOf(getSelection().getRangeAt(0)))"
RANDOM = """
import('/_sitegen/editor-selection.js').then(({readText, rangeOf, selectionOf}) => {
  let seed = 7;
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ALL);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  const point = () => {
    const node = nodes[random(nodes.length)];
    return [node, random((node.length ?? node.childNodes.length) + 1)];
  };
  const {text, pieces} = readText();
  const faults = [];
  for (let turn = 0; turn < 300; turn += 1) {
    const range = document.createRange();
    range.setStart(...point());
    const other = point();
    if (range.comparePoint(...other) < 0) range.setStart(...other);
    else range.setEnd(...other);
    // Letter by letter, the slow way.
    const isInside = (node, at) => !range.comparePoint(node, at) && !range.comparePoint(node, at + 1);
    const inside = pieces.flatMap(({node, at}) =>
      [...Array(node.length).keys()].filter((offset) => isInside(node, offset)).map((offset) => at + offset));
    const wanted = inside.length ? text.slice(inside[0], inside.at(-1) + 1).trim() : "";
    const got = selectionOf(range);
    // Half of an emoji is taken whole.
    if (wanted.isWellFormed() ? (got?.words ?? "") !== wanted : !got.words.isWellFormed()) faults.push([wanted, got]);
    if (got && !text.includes(got.before + got.words + got.after)) faults.push(["around", got]);
    const again = got && selectionOf(rangeOf(got));
    if (JSON.stringify(again) !== JSON.stringify(got)) faults.push(["again", got, again]);
  }
  return faults;
})
"""


def test_the_words_on_a_page_are_read_as_the_build_reads_them(
    editing: Edit, hard: Path, harbour: Path, reference: Path
) -> None:
    tab = editing(url=HARD, bypass_csp=True)  # the pages are parsed here, which the policy lets no script do
    assert tab.evaluate(READ) == texts(hard)["hard"]
    for name, site in {"harbour": harbour, "reference": reference}.items():
        wanted = texts(site)
        assert tab.evaluate(READ_PAGES, [f"/{name}/articles/{one}/" for one in wanted]) == list(wanted.values())


def test_any_selection_is_clipped_to_the_words_in_it_and_found_again(editing: Edit) -> None:
    assert editing(url=HARD).evaluate(RANDOM) == []


FROM_TO = {
    "over highlights and markers": (
        "#claim-load", 0, "[id='marker.note-year']", 0, "has not carried a safe load since 2009"
    ),
    "backwards": ("[id='marker.note-year']", 0, "#claim-load", 0, "has not carried a safe load since 2009"),
    "over cards": ("[id='marker.note-year']", 0, "#section-the-piers", 1, ".\n\nThe piers"),
    "from a card": (".card .said", 0, "#section-the-piers", 1, "The piers"),
    "to the next block": ("#section-the-piers", 0, ".text:has(#section-the-piers) + .text p", 0, "The piers"),
    "a headline": ("h1", 0, "h1", 1, "Council votes"),
    "in a card": (".card .said", 0, ".card .said", 1, None),
    "beside the article": ("header.site", 0, "header.site", 1, None),
}  # fmt: skip


def test_a_selection_holds_words_of_the_article_alone(editing: Edit, harbour: Path) -> None:
    tab = editing()
    text = texts(harbour)["vote"]
    for case, (*points, words) in FROM_TO.items():
        tab.evaluate(
            "([from, a, to, b]) => getSelection().setBaseAndExtent("
            "document.querySelector(from), a, document.querySelector(to), b)",
            points,
        )
        before, _, after = text.partition(words) if words else ("", "", "")
        wanted = {"words": words, "before": before[-100:], "after": after[:100]} if words else None
        assert (case, tab.evaluate(SELECTED)) == (case, wanted)


def test_all_of_the_page_is_all_of_the_article(editing: Edit, harbour: Path) -> None:
    tab = editing()
    tab.keyboard.press("Control+a")
    assert tab.evaluate(SELECTED) == {"words": texts(harbour)["vote"], "before": "", "after": ""}


def test_cards_are_no_text_wherever_a_theme_has_them(editing: Edit, harbour: Path) -> None:
    tab = editing()
    tab.evaluate("document.querySelector('.flow .text p').append(document.querySelector('.flow .cards'))")
    assert tab.evaluate(READ) == texts(harbour)["vote"]


def test_a_selection_cuts_no_character_into_halves(editing: Edit) -> None:
    tab = editing(url=HARD)
    select(tab, "👩‍👩‍👧 and 𝒳", 1)
    assert tab.evaluate(SELECTED)["words"] == "👩‍👩‍👧 and 𝒳"


def test_a_line_that_is_broken_is_one_passage(editing: Edit) -> None:
    tab = editing(url=HARD)
    tab.evaluate("getSelection().selectAllChildren(document.querySelector('.text p'))")
    words = tab.evaluate(SELECTED)["words"]
    assert words == "First line\nsecond line,\nthird line with code  here and a link in it."

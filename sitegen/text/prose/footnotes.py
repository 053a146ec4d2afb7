"""Footnotes of Markdown, those too that nothing refers to: so no words of a text are lost.

The parser's own plugin leaves a footnote out that has no reference, one whose label is used again, and what stands
around a footnote that is written inside another one. With a space in its label it would be the address of a link, and
not shown; here its words are, as they were typed, and `spaced_labels` finds them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from markdown_it.rules_block import reference
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore

_SPACED: Final = re.compile(r"^\[\^([^\[\]\s]+(?:[ \t]+[^\[\]\s]+)+)\]:", re.MULTILINE)


class _Footnote(NamedTuple):
    """A footnote as it was written, under its label."""

    label: str
    tokens: list[Token]


def footnotes_plugin(parser: MarkdownIt) -> None:
    """Let a parser read footnotes: at the end stand those that are referred to, in that order, then all others."""
    parser.use(footnote_plugin, move_to_end=False)
    parser.block.ruler.at("reference", _address_of_link)
    parser.core.ruler.after("inline", "footnote_tail", _move_to_end)


def spaced_labels(text: str) -> Iterator[re.Match[str]]:
    """Where a line of a paragraph begins as a footnote would, but for spaces in its label: group 1."""
    return _SPACED.finditer(text) if "[^" in text else iter(())


def spaced_label_problems(text: str) -> Iterator[tuple[str, str, str]]:
    """Code, message and hint for each such line. Reports: footnote-label."""
    for match in spaced_labels(text):
        shown = f"[^{match[1]}]"
        message = f'"{shown}" makes no footnote, since there is a space in it: its words are shown as they stand'
        yield "footnote-label", message, f'write "{shown.replace(" ", "-")}", here and where the footnote belongs'


def _address_of_link(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 (as the parser asks)
    begins = state.bMarks[start] + state.tShift[start]
    return not state.src.startswith("[^", begins) and reference(state, start, end, silent)


def _move_to_end(state: StateCore) -> None:
    if "footnotes" not in state.env:
        return
    state.tokens, written = _taken_out(state.tokens)
    unused = dict(enumerate(written))
    last = {one.label: place for place, one in unused.items()}
    found: list[tuple[str | None, list[Token], int]] = []
    for entry in state.env["footnotes"].get("list", {}).values():
        label = entry.get("label")
        tokens = _paragraph(entry) if label is None else unused.pop(last[label]).tokens
        found.append((label, tokens, max(1, entry.get("count", 1))))
    found += [(*one, 0) for one in unused.values()]
    shown = [token for number, one in enumerate(found) for token in _numbered(number, *one)]
    if shown:
        shown = _leading_back(shown, {*_references(state.tokens), *_references(shown)})
        state.tokens += [Token("footnote_block_open", "", 1), *shown, Token("footnote_block_close", "", -1)]


def _references(tokens: Iterable[Token]) -> Iterator[tuple[int, int]]:
    """The references that are shown, by footnote and number: what is in the place of a picture has none."""
    for token in tokens:
        for part in token.children or () if token.type == "inline" else ():
            if part.type == "footnote_ref":
                yield part.meta["id"], part.meta.get("subId", 0)


def _leading_back(tokens: Iterable[Token], shown: Collection[tuple[int, int]]) -> list[Token]:
    """Without the ways back to references that are not there."""
    return [one for one in tokens if one.type != "footnote_anchor" or (one.meta["id"], one.meta["subId"]) in shown]


def _taken_out(tokens: Iterable[Token]) -> tuple[list[Token], list[_Footnote]]:
    """The text without its footnotes, and these, each without those that are written inside it."""
    text: list[Token] = []
    found: list[_Footnote] = []
    around = [text]
    for token in tokens:
        if token.type == "footnote_reference_open":
            found.append(_Footnote(token.meta["label"], []))
            around.append(found[-1].tokens)
        elif token.type == "footnote_reference_close":
            around.pop()
        else:
            around[-1].append(token)
    return text, found


def _paragraph(entry: Mapping[str, Any]) -> list[Token]:
    """A footnote that is written where it is referred to."""
    inline = Token("inline", "", 0, content=entry["content"], children=entry["tokens"])
    return [Token("paragraph_open", "p", 1, block=True), inline, Token("paragraph_close", "p", -1, block=True)]


def _numbered(number: int, label: str | None, tokens: list[Token], references: int) -> Iterator[Token]:
    """A footnote as an item of the list at the end; the ways back to its references are in its last paragraph."""
    about = {"id": number, "label": label}
    yield Token("footnote_open", "", 1, meta=about)
    is_paragraph = bool(tokens) and tokens[-1].type == "paragraph_close"
    yield from tokens[:-1] if is_paragraph else tokens
    yield from (Token("footnote_anchor", "", 0, meta={**about, "subId": again}) for again in range(references))
    yield from tokens[-1:] if is_paragraph else []
    yield Token("footnote_close", "", -1)

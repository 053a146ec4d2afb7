"""Calls of another tool's templates in a Markdown seed: `{{ … }}`, `{% … %}`, `{{< … >}}`, `[caption] … [/caption]`.

What they would expand to is not known here, so they stay as they were typed, and are reported. A link or picture that
goes by one is none for CommonMark, since a call has blanks; here it is one that leads nowhere, so its words are shown.
Sources: the templates of Hugo (shortcodes), of Jekyll and Eleventy (Liquid, Nunjucks), the shortcodes of WordPress.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.text.prose.prose_builder import ProseBuilder

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

LINK: Final = "call"
"""In the `meta` of a link's token: the call by which it goes."""

_LONGEST: Final = 1000
"""Characters of a call; what has no end by then is text that only looks like one."""
_ENDS: Final = {"{{<": ">}}", "{{%": "%}}", "{{": "}}", "{%": "%}"}
_OPENS: Final = re.compile(r"\{\{[<%]?|\{%")
_NAME: Final = re.compile(r"\s*/?(?:end)?([A-Za-z][\w.-]*)(?=[\s>%])(?!\s*[|}.])")
_SHORTCODE: Final = re.compile(r"\[([a-z][\w-]{1,40})(?: [^\[\]\n]{0,500})?\]")
_SHORTCODE_END: Final = re.compile(r"\[/([a-z][\w-]{1,40})\]")
_BLANKS: Final = " \t\n"
_REST: Final = re.compile(r"[^\s(){}<>\"']{0,500}")
_TITLE: Final = re.compile(r"\s+(?:\"[^\"]{0,500}\"|'[^']{0,500}'|“[^”]{0,500}”)")
_MOST: Final = 20
"""Different calls of one seed that are reported."""
_SHOWN: Final = 50


def template_plugin(parser: MarkdownIt) -> None:
    """Let a parser know calls, and links and pictures that go by them."""
    parser.inline.ruler.before("escape", "template_call", _call)
    parser.inline.ruler.before("link", "template_link", _link)


def report_calls(draft: ProseBuilder) -> None:
    """Report the calls in the text so far, except in code; each kind once. Reports: template-call."""
    text = draft.words()
    found = [one for one in (*_calls(text), *_shortcodes(text)) if not draft.is_code(one.start)]
    times = Counter(one.name for one in found)
    reported: set[str] = set()
    for one in sorted(found):
        if one.name in reported or len(reported) == _MOST:
            continue
        reported.add(one.name)
        shown = " ".join(text[one.start : one.end].split())
        shown = shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 1]}…"
        often = f"; there are {times[one.name]} of its kind" if times[one.name] > 1 else ""
        draft.note(
            draft.line_of(one.start),
            "template-call",
            f'"{shown}" is a call of another tool\'s templates, and shown as text{often}',
            "nothing to do: what it would make is not in the seed",
            f'calls of "{one.name}" of another tool\'s templates are shown as text',
        )


class _TemplateCall(NamedTuple):
    """A call in a text."""

    start: int
    end: int
    name: str


def _calls(text: str) -> Iterator[_TemplateCall]:
    done = 0
    for match in _OPENS.finditer(text):
        end = _end(text, match.start(), match.group()) if match.start() >= done else -1
        if end > 0:
            done = end
            yield _TemplateCall(
                match.start(), end, f"{match.group()} {_word(text[match.end() : end])} {_ENDS[match.group()]}"
            )


def _word(call: str) -> str:
    """By what the calls of one kind are known: the name behind the opening; of a value or a filter there is none."""
    name = _NAME.match(call)
    return name[1] if name else "…"


def _shortcodes(text: str) -> Iterator[_TemplateCall]:
    """Those of which the name ends again: `[sic]` alone is a word of the text."""
    ends = {match[1]: match.start() for match in _SHORTCODE_END.finditer(text)}
    for match in _SHORTCODE.finditer(text) if ends else ():
        if ends.get(match[1], -1) >= match.end():
            yield _TemplateCall(match.start(), match.end(), f"[{match[1]}]")


def _end(text: str, start: int, opening: str) -> int:
    """Where the call ends that begins here; -1 if it does not."""
    ending = _ENDS[opening]
    found = text.find(ending, start + len(opening), start + _LONGEST)
    return -1 if found < 0 else found + len(ending)


def _call_at(text: str, start: int) -> int:
    match = _OPENS.match(text, start)
    return _end(text, start, match.group()) if match else -1


def _call(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (the parser's interface)
    """A call, as it was typed: nothing in it is Markdown or HTML."""
    if state.src[state.pos] != "{":
        return False
    end = _call_at(state.src, state.pos)
    if end < 0 or end > state.posMax:
        return False
    if not silent:
        for number, line in enumerate(state.src[state.pos : end].split("\n")):
            if number:
                state.push("softbreak", "br", 0)
            state.push("text", "", 0).content = line.strip(_BLANKS) if number else line.rstrip(_BLANKS)
    state.pos = end
    return True


def _link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (the parser's interface)
    """`[words]({{ call }})`, and the same with `!` before it."""
    is_picture = state.src.startswith("![", state.pos)
    start = state.pos + is_picture
    if state.src[start] != "[" or not _has_calls(state):
        return False
    label_end = state.md.helpers.parseLinkLabel(state, start, not is_picture)
    if label_end < 0:
        return False
    target = _target(state.src, label_end + 1, state.posMax)
    if target is None:
        return False
    if not silent:
        label = state.src[start + 1 : label_end]
        _push_picture(state, label, target.address) if is_picture else _push_link(state, start + 1, label_end, target)
    state.pos = target.end
    return True


def _has_calls(state: StateInline) -> bool:
    """Whether a text has links and calls at all; asked at each bracket, so found out once."""
    known = state.env.get(LINK)
    if known is None or known[0] is not state.src:
        known = state.env[LINK] = (state.src, "](" in state.src and _OPENS.search(state.src) is not None)
    return bool(known[1])


def _push_link(state: StateInline, start: int, end: int, target: _LinkAddress) -> None:
    maximum, state.pos, state.posMax = state.posMax, start, end
    token = state.push("link_open", "a", 1)
    token.attrs = {"href": target.address}
    token.meta = {LINK: True}
    state.linkLevel += 1
    state.md.inline.tokenize(state)
    state.linkLevel -= 1
    state.push("link_close", "a", -1)
    state.posMax = maximum


def _push_picture(state: StateInline, label: str, address: str) -> None:
    token = state.push("image", "img", 0)
    token.attrs = {"src": address, "alt": ""}
    token.children = []
    token.content = label
    state.md.inline.parse(label, state.md, state.env, token.children)


class _LinkAddress(NamedTuple):
    """Where a link leads that goes by a call."""

    address: str
    end: int
    """Behind the bracket that ends it."""


def _target(text: str, start: int, end: int) -> _LinkAddress | None:
    """What stands between the brackets behind the words of a link, if a call is in it."""
    if not text.startswith("(", start):
        return None
    first = place = _past_blanks(text, start + 1)
    calls = 0
    while place < end:
        call = _call_at(text, place)
        if call > 0:
            place, calls = call, calls + 1
            continue
        rest = _REST.match(text, place)
        if rest is None or rest.end() == place:
            break
        place = rest.end()
    title = _TITLE.match(text, place)
    closing = _past_blanks(text, title.end() if title else place)
    if not calls or closing >= end or text[closing] != ")":
        return None
    return _LinkAddress(text[first:place], closing + 1)


def _past_blanks(text: str, start: int) -> int:
    while text[start : start + 1] in (" ", "\t", "\n") and start < len(text):
        start += 1
    return start

"""`[[id]]` and `[[id|words]]` in a Markdown seed: a link to another article of the archive.

What leads to no article stands as it was typed, since double brackets are also signs of editions (erased words) and of
programs. An article that readers do not see is one here, too: else the words of a seed would be others in a preview.
Source: the links of wikis, and of tools for notes such as Obsidian.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

    from sitegen.text.prose.article_links import ArticleLookup

LOOKUP: Final = "lookup"
"""In the `env` of a parser: what finds articles."""
LINK: Final = "article"
"""In the `meta` of a link's token: the article to which it leads."""

_LINK: Final = re.compile(r"\[\[([^\[\]|\\\n]{1,200})(?:\\?\|([^\[\]\n]{1,500}))?\]\](?![(\[])")


def wiki_link_plugin(parser: MarkdownIt) -> None:
    """Let a parser know such links."""
    parser.inline.ruler.before("link", "page_link", _page_link)


def _page_link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (the parser's interface)
    if not state.src.startswith("[[", state.pos) or state.src[state.pos - 1 : state.pos] == "!":
        return False
    match = _LINK.match(state.src, state.pos, state.posMax)
    lookup: ArticleLookup | None = state.env.get(LOOKUP)
    found = lookup.named(match[1]) if match and lookup else ""
    if not match or not found:
        return False
    if not silent:
        token = state.push("link_open", "a", 1)
        token.attrs, token.meta = {"href": match[1].strip()}, {LINK: found}
        state.push("text", "", 0).content = (match[2] or match[1]).strip()
        state.push("link_close", "a", -1)
    state.pos = match.end()
    return True

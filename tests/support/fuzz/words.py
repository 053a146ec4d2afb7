"""Of what inputs are made: texts as people write them and as nobody would, from the same few words.

The words are few so that names, quotes and ids meet; the rest is what has a meaning to YAML, Markdown, HTML or Unicode.
"""

from __future__ import annotations

from collections.abc import Sequence

from support.fuzz.lots import Lots

WORDS = (
    "Ana", "Reyes", "Ana Reyes", "Luis Reyes", "the bridge", "bridge", "is", "safe", "the", "The", "said", "no",
    "Harbour", "Town Council", "council", "J. Reyes", "Mr. Reyes", "REYES", "O’Brien", "Smith-Jones", "U.S.", "1984",
    "İstanbul", "Straße", "Zoë", "Zoe\u0308", "王小明", "Иван", "עברית", "👩\u200d👧", "won’t", "won't", "commit-\ntee",
    "soft\u00adware", "a", "é",
)  # fmt: skip
SPACES = (
    " ", " ", " ", " ", "  ", "\u00a0", "\n", "\n\n", "\t", "\u200b", "\u2028", ". ", ", ", " – ", "… ", "’s ", "“",
    "” ",
)  # fmt: skip
CONTROLS = (
    "\0", "\x07", "\x1b[31m", "\x7f", "\x85", "\x0c", "\r", "\r\n", "\ufeff", "\ufdd0", "\ufffd", "\U0001ffff",
    "\u202e",
)  # fmt: skip

_MARKDOWN = (
    "# ", "## ", "- ", "1. ", "> ", "    ", "```\n", "~~~", "`", "``", "*", "**", "_", "__", "\\", "---\n", "===\n",
    "***\n", "[", "](", ")", "![", "[x](https://e.org)", "[x](../y)", "[x](javascript:x)", "<https://e.org>",
    "www.e.org", "a@e.org", "[^1]", "[^1]: ", "^[", "[a]: /b\n", "[a]", "| a | b |\n|---|---|\n| c | d |\n", "|",
    "{#own}", "&amp;", "&#0;", "&#xD800;", "![p](map.png)", "![p](https://e.org/p.png)", "# Council votes\n", "  \n",
    "\n\n", "\n\n", "\n", "\n",
)  # fmt: skip
_HTML = (
    "<b>", "</b>", "<i", ">", "<p>", "</p>", "<div>\n", "</div>", "<table><tr><td>", "</td></tr></table>", "<br>",
    "<!--", "-->", "<script>", "</script>", "<img src=x onerror=y>", '<a href="javascript:x">',
    "<a href='https://e.org'>", "</a>", "<svg>", "<style>", "<textarea>", "<pre>", "</pre>", "<code>", "<![CDATA[",
    "]]>", "<?x", "<h1>", "<li>", "<ul>", "</ul>", "</td>",
)  # fmt: skip

_YAML = (
    "a: ", "b: ", "a:", "- ", "-", "? ", ": ", ":", "[", "]", "{", "}", ",", "|\n", ">-\n", "|2\n", "'", '"', "''",
    "\\n", '"\\u', "0041", "\\", "&x ", "*x", "<<: ", "!", "!!str ", "!!binary ", "!t ", "%YAML 1.1\n", "---\n",
    "...\n", "# ", "#", "@", "`", "\n", "\n", "\n", "\n  ", "\n    ", "  ", " ", "\t", "null", "~", "No", "0123",
    "12:30", "2017-11-16", "é", "😀", "x", "x y",
)  # fmt: skip

KEYS = (
    "id", "name", "title", "claim", "speaker", "reported_by", "article", "quote", "where", "from", "to", "exact",
    "prefix", "suffix", "occurrence", "topics", "date", "verdict", "history", "why", "sources", "url", "seed",
    "mentions", "not_mentions", "text", "actor", "actors", "about", "roles", "of", "image", "file", "alt", "parent",
    "related", "relation", "formerly", "kind", "status", "surname", "born", "died", "aliases", "match", "terms",
    "body", "summary", "review", "same_as", "repeats", "contradicts", "sort_name", "language", "sha256", "publisher",
    "authors", "rights", "archived_url", "nonsense", "titel",
)  # fmt: skip
SETTINGS = (
    "title", "description", "base_url", "language", "timezone", "publisher", "per_page", "link_mentions", "verdicts",
    "raw_html", "navigation", "footer", "label", "url", "id", "definition", "tone", "rating", "name", "logo",
)  # fmt: skip
VALUES = (
    "", "a", "b", "ana", "vote", "page", "con", "x-con", "true", "none", "No", "draft", "withdrawn", "person",
    "organization", "place", "pinned", "Ana Reyes", "the bridge", "bridge", "Traffic", "traffic", "2017", "2017-11",
    "2017-11-16", "2017-13", "0001", "2017-11-16T23:30:00-06:00", "9999-12-31T23:59:59-23:59",
    "0001-01-01T00:00:00+14:00", "https://e.org/a", "https://[", "//e.org", "javascript:x", "../x", "/x", '"\\\\x"',
    "a.txt", "b.md", "map.png", "1", "2", "-1", "9999999999", "en", "ar", "zz-ZZ", "all", "sanitize", "escape", "UTF",
    "UTC", "Europe/Lisbon", "..", "positive", "2/5", "5/2", "é", '"e\\u0301"', '"a\\nb"', '"\\0"', '"\\x1b[31m"',
    '"[[ana]]"', '"[[a|b]] <b>x</b> [x](y)"', '"# T\\n\\n[[topic:traffic]] ![x](map.png) [^1]\\n\\n[^1]: y"', "x # y",
    '"\\u202e"', "王小明", "&x y", "*x", "!t x", "'it''s'", "|-\n    words\n    more", "f" * 64, "y" * 300, "CON", "ß",
    "ǰ", "İ",
)  # fmt: skip


def prose(lots: Lots) -> str:
    """Sentences of the few words, with typography, and whatever else there is in Unicode."""
    return lots.joined((*WORDS, *SPACES, *SPACES))


def markdown(lots: Lots, most: int = 40) -> str:
    """A body in Markdown, mostly broken somewhere."""
    return lots.joined((*WORDS, *SPACES, *_MARKDOWN, *_MARKDOWN, *_HTML), most)


def yaml(lots: Lots) -> str:
    """Signs of YAML in any order."""
    return lots.joined((*_YAML, *_YAML, *CONTROLS))


def seed(lots: Lots) -> str:
    """What an article may be made of."""
    return prose(lots) if lots.number(3) == 2 else markdown(lots)


def a_name(lots: Lots) -> str:
    """The name of somebody or something."""
    return lots.one(WORDS) if lots.number(3) else lots.joined((*"AaRe.-’' éß王", *WORDS), 6)


def record(lots: Lots, keys: Sequence[str] = KEYS) -> str:
    """A mapping in YAML with some of the keys, mostly in the wrong place."""
    pairs = dict(lots.several(6, lambda: (lots.one(keys), value(lots, keys))))
    return "".join(f"{key}: {written}\n" for key, written in pairs.items())


def value(lots: Lots, keys: Sequence[str], depth: int = 0) -> str:
    """A value in YAML: words, a list, or a mapping with some of the keys."""
    shape = lots.number(8)
    if depth > 2 or shape < 5:
        return lots.one(VALUES)
    if shape < 7:
        return f"[{', '.join(lots.several(3, lambda: value(lots, keys, depth + 1)))}]"
    pairs = dict(lots.several(3, lambda: (lots.one(keys), value(lots, keys, depth + 1))))
    return "{" + ", ".join(f"{key}: {written}" for key, written in pairs.items()) + "}"


def records(lots: Lots) -> str:
    """One record, or a list of some that have ids."""
    if lots.maybe():
        return record(lots)
    return "".join(_listed(record(lots), f"r{number}") for number in range(1 + lots.number(3)))


def _listed(mapping: str, identifier: str) -> str:
    lines = [f"id: {identifier}", *(line for line in mapping.splitlines() if not line.startswith("id:"))]
    return "- " + "\n  ".join(lines) + "\n"

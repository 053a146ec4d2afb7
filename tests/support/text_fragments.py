"""Words of a page, and links to them."""

from __future__ import annotations

from urllib.parse import quote

SEED = """# The bridge

The Café “is” **un**safe, said the ﬁrst mayor. It won’t open – ever; rent-controlled flats.

Second paragraph of 15.4 percent and 市长昨天说这座桥很危险。 Straße ÉTÉ שָׁלוֹם עולם

- one item
- two items

| left | right |
|---|---|
| x1 | y1 |

Line one\\
line two. The bridge is closed. The end of the bridge is near.
"""


CLAIM = "claim: C.\narticle: a\nquote: first mayor. It\n"
FOUND = [
    "Café “is” unsafe", 'cafe "is" unsafe', "UNSAFE, said", "the first mayor. It won't", "won't open – ever",
    "rent-controlled", "controlled flats", "ever; rent", "unsafe,percent", "市长", "这座桥", "strasse ete",
    "Straße ETE", "שלום עולם", "items", "left", "line two", "bridge-,is,-closed", "The-,bridge is,-near",
    "of the-,bridge is,-near", "15.4", "bridge,-is closed", "The bridge is closed. The end",
]  # fmt: skip
"""As Chromium finds them, which tests/browser/test_text_fragments_followed.py holds."""


def fragment(words: str) -> str:
    """`prefix-,start,end,-suffix` as it stands in a link."""
    terms = words.split(",") if "unsafe, said" not in words.lower() else [words]
    plain = [quote(term.removeprefix("-").removesuffix("-"), safe="").replace("-", "%2D") for term in terms]
    return "text=" + ",".join(
        "-" * (term.startswith("-") and number > 0) + one + "-" * (term.endswith("-") and not number)
        for number, (term, one) in enumerate(zip(terms, plain, strict=True))
    )

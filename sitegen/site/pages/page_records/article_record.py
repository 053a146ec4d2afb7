"""The page of an article, with the cards beside its words."""

from __future__ import annotations

from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import AnnotationKind, Date
from sitegen.site.pages.page_records.list_parts import Companion, VerdictView
from sitegen.site.pages.page_records.page_frame import Frame, Link
from sitegen.site.record_markdown import Html


class Card(FrozenRecord):
    """A claim or note beside the words it is about."""

    kind: AnnotationKind
    element_id: str
    """Of its contents, for links to it."""
    target_id: str
    """The element of its first words; empty where it speaks of the whole article."""
    number: int
    """As its marker in the text; 0 where it speaks of the whole article."""
    speakers: tuple[Link, ...]
    """Of a claim; empty = the article's own voice."""
    statement: str
    """The claim, or the note's title."""
    verdict: VerdictView | None
    """Of a claim; None = not judged, or a note."""
    text: str
    """The first words of the reasoning or of the note, plain; may be empty."""
    url: str
    """Of the claim's or note's own page."""
    sources: int
    """How many the record has."""
    is_draft: bool
    is_review: bool = False
    topics: tuple[Link, ...] = ()
    """Of a note without a text; empty with one."""
    first: Link | None = None
    """The number of the card of the same record that says all of it, where this one does not."""
    old_elements: tuple[str, ...] = ()
    """What the place was called while the record had other ids; links to these lead to the card."""


class Block(FrozenRecord):
    """A block of the article with the cards that stand beside it."""

    html: Html
    """One element of the article, with the marks of passages and names in it."""
    cards: tuple[Card, ...]
    """In the order of their markers."""
    is_dense: bool
    """More cards than the margin holds beside this block: they are folded on wide screens too."""


class Contents(FrozenRecord):
    """An entry of an article's table of contents."""

    level: int
    """Of the heading, 2 to 6."""
    element_id: str
    """Of the heading."""
    text: str


class Piece(FrozenRecord):
    """A piece of a line that is made of several."""

    text: str
    is_ours: bool = False
    """Whether the theme's own words, and not somebody's: all others stand apart from what is beside them."""
    language: str = ""


class Citation(FrozenRecord):
    """One form in which an article can be cited."""

    form: str
    """Its name, `BibTeX`."""
    text: str
    """All of it; may go over several lines."""
    pieces: tuple[Piece, ...] = ()
    """The same as it reads to people, one after the other; empty for a form that only programs read."""


class ArticlePage(FrozenRecord):
    """`article.html`"""

    frame: Frame
    headline: Html
    """With the marks of passages and names in it."""
    headline_cards: tuple[Card, ...]
    """Of annotations whose words are in the headline."""
    whole_cards: tuple[Card, ...]
    """Of annotations of the article as a whole."""
    blocks: tuple[Block, ...]
    """The body, in its order."""
    contents: tuple[Contents, ...]
    """Empty where the article has fewer than three headings."""
    date: Date | None
    publisher: str
    authors: tuple[str, ...]
    url: str
    """Where it was published; absolute, may be empty."""
    archived_url: str
    """Of a copy, absolute; may be empty."""
    rights: str
    """Who holds them, in the author's words; may be empty."""
    sha256: str
    """Of the seed's bytes, in hexadecimal."""
    text_language: str
    """Of the article's own text, also where it is the archive's."""
    summary: Html
    """May be empty."""
    topics: tuple[Link, ...]
    counts: tuple[str, ...]
    """`6 people`, `4 organizations`, `5 claims`, `4 notes`."""
    people: tuple[Companion, ...]
    organizations: tuple[Companion, ...]
    places: tuple[Companion, ...]
    """In all three `articles` counts the mentions in this article; 0 = it is about them without naming them."""
    newer: Link | None
    """The next article in the list of all; None on the newest."""
    older: Link | None
    """The one after it; None on the oldest."""
    linked_from: tuple[Link, ...]
    """The articles whose own links lead here, newest first."""
    citations: tuple[Citation, ...]
    """The one in words first."""

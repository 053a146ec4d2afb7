"""What every page has around its contents: the site, the frame, links and pagers."""

from __future__ import annotations

from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import Date
from sitegen.site.record_markdown import Html


class Link(FrozenRecord):
    """Words that lead somewhere."""

    text: str
    url: str
    """Empty = the words lead nowhere (a record that readers do not see)."""
    language: str = ""


class NavLink(FrozenRecord):
    """An entry of the menu."""

    text: str
    url: str
    """From the site's root, or absolute."""
    is_absolute: bool
    """Whether `url` is absolute, and `root` is not to be put before it."""


class SiteView(FrozenRecord):
    """What every page shows of the archive itself."""

    title: str
    description: str
    """A plain sentence; may be empty."""
    navigation: tuple[NavLink, ...]
    """The menu, in its order."""
    footer: Html
    """What stands below every page; may be empty."""
    publisher: Link | None
    """Its URL is absolute, or empty."""
    preview_digits: int = 0
    """As in `urls.preview_digits`."""
    base_url: str = ""
    """Where the site stands, for what must be absolute; ends in a slash, or is empty: then there are no feeds."""
    logo: MetaImage | None = None
    """Of the publisher."""
    scale: Link | None = None
    """The page of the scale of verdicts; None in an archive that has no such page."""
    corrections: Link | None = None
    """The page of all corrections; None in an archive that has no such page."""
    is_unlisted: bool = False
    """Whether search engines are asked not to list any page."""
    editors: Link | None = None
    """The page for the archive's editors; None in a site without drafts, which has no such page."""


class MetaImage(FrozenRecord):
    """A picture that stands for a page where it is shared."""

    url: str
    alt: str
    """What is to be seen on it; may be empty."""


class MetaField(FrozenRecord):
    """A field of an article's citation, as reference managers read it."""

    name: str
    """`citation_title`, `citation_author` …"""
    content: str


class Meta(FrozenRecord):
    """What the head of a page tells machines, beyond what `Frame` tells everybody."""

    kind: str = "website"
    """`website`, `article` or `profile`, as Open Graph names them."""
    image: MetaImage | None = None
    """None = the publisher's logo, where there is one."""
    feed: str = ""
    """URL of the page's own Atom feed."""
    citation: tuple[MetaField, ...] = ()
    """Of an article; empty on all other pages."""
    linked_data: str = ""
    """JSON-LD; shown by the filter `ld`."""
    changed: Date | None = None
    """The newest date of what the page holds, for the sitemap."""
    text: str = ""
    """URL of an article's words alone, as plain text."""


class Frame(FrozenRecord):
    """What every page has around its contents."""

    url: str
    """Of the page itself; empty for the front page."""
    title: str
    """Plain words, for `<title>` and headings."""
    description: str
    """One or two plain sentences; may be empty."""
    section: str
    """URL of the menu's entry that this page belongs to; empty for none."""
    language: str
    """Of the page: the archive's."""
    crumbs: tuple[Link, ...] = ()
    """From the top down, without the page itself; empty for pages of the first level."""
    is_draft: bool = False
    is_review: bool = False
    is_listed: bool = True
    """Whether search engines may list it: not a stand-in for something that is not there."""
    is_unlisted: bool = False
    """Whether its author asks search engines not to list it."""
    meta: Meta = Meta()
    """What it tells machines."""
    title_language: str = ""
    """Of `title`."""
    description_language: str = ""
    """Of `description`."""


class PagerSection(FrozenRecord):
    """Where a list goes on."""

    title: str
    """`Mentions`; empty where the page has one list."""
    pages: tuple[Link, ...]
    """Its later pages in order, each by the date or name it begins with; of very many every other or third."""


class Pager(FrozenRecord):
    """Where a page stands in a list that goes over several."""

    label: str
    """What it has of the list: `Mentions: 14 Mar 2019 – 2 Jan 2018`; empty on the first page."""
    first: str
    """URL of the first page; empty on it."""
    previous: str
    """URL; empty on the first page."""
    next: str
    """URL; empty on the last page."""
    sections: tuple[PagerSection, ...] = ()
    """On the first page: where its lists go on. Empty on all others, so that none of them changes when one comes."""

"""The settings of an archive as an author writes them, and the scale of verdicts that is built in."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import AfterValidator, Field

from sitegen.content.schema.base import Written
from sitegen.content.schema.value_types import (
    BaseUrl,
    Code,
    Day,
    Id,
    Language,
    Many,
    MarkdownText,
    MediaRef,
    Name,
    PageSize,
    Rating,
    SearchedWords,
    SitePath,
    Web,
    Words,
    Zone,
    schema_error,
)
from sitegen.content.schema.yes_no import YesNo
from sitegen.core import extras
from sitegen.core.model import ActorKind, LinkMentions, MediaMetadata, RawHtml, SourceCheck, Tone, Verdict, VerdictId


def _step(identifier: str, label: str, tone: Tone, definition: str) -> Verdict:
    return Verdict(VerdictId(identifier), label, definition, tone)


DEFAULT_VERDICTS: Final = (
    _step("true", "True", Tone.POSITIVE, "The evidence shows that it is so."),
    _step("supported", "Supported", Tone.POSITIVE, "The evidence found agrees with it, and none speaks against it."),
    _step(
        "needs-context",
        "Needs context",
        Tone.MIXED,
        "It leaves out something that a reader needs in order to judge it fairly.",
    ),
    _step("overtaken", "Overtaken", Tone.MIXED, "It may have held when it was said; what happened since is different."),
    _step("disputed", "Disputed", Tone.MIXED, "Those who should know disagree, and the evidence does not settle it."),
    _step("unsupported", "Unsupported", Tone.NEGATIVE, "Evidence for it was looked for where it should be; none is."),
    _step("false", "False", Tone.NEGATIVE, "The evidence shows that it is not so."),
    _step("opinion", "Opinion", Tone.NEUTRAL, "A judgment, which evidence can inform but not prove right or wrong."),
    _step("unverified", "Unverified", Tone.NEUTRAL, "Nothing was found, either way, beyond the word of the speaker."),
)
"""The scale that is built in: from best carried by the evidence to least; then those that do not lie on that line."""

_SCALE = "; ".join(f"{step.id} = {step.definition}" for step in DEFAULT_VERDICTS)


class WrittenVerdict(Written):
    """A step of the scale."""

    id: Id = Field(description="What claims write in `verdict`.")
    label: Words = Field(description="What readers see.")
    definition: Words = Field(description="What it means.")
    tone: Tone = Field(description="How it leans: the sign before the word.")
    rating: Rating | None = Field(None, description="Only where the step has a number: 2, or 2/5.")


class WrittenPublisher(Written):
    """Who publishes the archive."""

    name: Words = Field(description="The name.")
    url: Web | None = Field(None, description="The publisher's own site.")
    logo: MediaRef | None = Field(None, description="Path of the logo below content/media/.")


class WrittenMember(Written):
    """Somebody who works on the archive."""

    id: Id = Field(description="What records write in `assigned` and `reviewed_by`; the name will do, too.")
    name: Words = Field(description="The name as readers see it.")
    kind: ActorKind = Field(ActorKind.PERSON, description="What it is: person (default), or organization for a desk.")
    role: Words | None = Field(None, description="What they do, in a few words.")
    url: Web | None = Field(None, description="A page about them.")
    same_as: Many[Web] = Field((), description="Pages elsewhere about the same person: ORCID …")


class WrittenNavigationItem(Written):
    """An entry of the menu."""

    label: Words = Field(description="What readers see.")
    url: SitePath = Field(description="A path of this site (claims/), or an address that begins with https://.")


def _cleanable(raw_html: RawHtml) -> RawHtml:
    if raw_html is RawHtml.SANITIZE and not extras.is_installed("html"):
        raise schema_error("missing-extra", "HTML that is kept needs nh3, to clean it", extras.command("html"))
    return raw_html


class WrittenSite(Written):
    """The settings of an archive."""

    title: Words | None = Field(None, description="The archive's name.")
    description: Words | None = Field(None, description="What it holds, in a sentence or two.")
    base_url: BaseUrl | None = Field(None, description="Where the site will stand; for feeds and the sitemap.")
    language: Language | None = Field(None, description="Language of the archive. Default: en.")
    timezone: Zone | None = Field(None, description="Dates with a time are shown in it. Default: UTC.")
    publisher: WrittenPublisher | None = Field(None, description="Who publishes the archive.")
    per_page: PageSize | None = Field(None, description="Longer lists go over several pages. Default: 50.")
    link_mentions: LinkMentions = Field(
        LinkMentions.FIRST, description="Which mentions of an actor in an article are links. Default: first."
    )
    verdicts: Many[WrittenVerdict] = Field((), description=f"Instead of the scale that is built in: {_SCALE}")
    raw_html: Annotated[RawHtml, AfterValidator(_cleanable)] = Field(
        RawHtml.ESCAPE, description="HTML in Markdown: escape = shown as text (default); sanitize = kept, cleaned."
    )
    navigation: Many[WrittenNavigationItem] = Field((), description="The menu. Default: sections and prose pages.")
    footer: MarkdownText | None = Field(None, description="What stands below every page; Markdown.")
    as_of: Day | None = Field(
        None, description="The day by which publishDate and expiryDate of seeds are judged: no clock is asked."
    )
    media: Many[Name] = Field(
        ("used",),
        description="Which files of content/media/ are published: used = those that pages name (default); all; or"
        " patterns of others, such as press/*.pdf.",
    )
    media_metadata: MediaMetadata = Field(
        MediaMetadata.WARN,
        description="Places and names that pictures tell: warn (default); strip = left out of the site; keep.",
    )
    is_unlisted: YesNo = Field(
        default=False,
        alias="noindex",
        description="Whether search engines are asked not to list any page. Default: false.",
    )
    not_mentions: Many[SearchedWords] = Field((), description="Words that are nobody, in any article.")
    team: Many[WrittenMember] = Field((), description="Who works on the archive: checks claims, writes notes.")
    source_checks: Many[SourceCheck] = Field(
        (), description="What sources with a url should have: archived_url, accessed. Default: nothing is asked for."
    )
    accept: Many[Code] = Field(
        (),
        description="Codes of warnings that the archive accepts: they are told as notes, and no build fails by them.",
    )

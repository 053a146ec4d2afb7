"""The Markdown of records → HTML, in which `[[id]]` leads to an actor, topic, claim, note or article.

Seeds go through `text.prose`; here is only what editors write themselves, so it may link inside the archive.
"""

from __future__ import annotations

import copy
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Final, NewType

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from sitegen.content.reference_fields import LinkTarget
from sitegen.content.visibility.record_links import (
    HIDDEN_LINK,
    LINK,
    RecordKey,
    RecordLink,
    ambiguity_hint,
    can_mean,
    parse_link,
    report_ambiguous_link,
    report_hidden_link,
)
from sitegen.core import urls
from sitegen.core.language_tags import direction
from sitegen.core.model import Markdown, RawHtml
from sitegen.core.problems import Problems
from sitegen.core.suggestions import did_you_mean
from sitegen.site.index import ReadLog
from sitegen.site.index.read_log import WHOLE_ARCHIVE
from sitegen.text.prose import sanitizer
from sitegen.text.prose.footnotes import footnotes_plugin, spaced_label_problems
from sitegen.text.prose.html_text import isolate, isolate_beside, without_controls
from sitegen.text.prose.plain_markdown import plain_line, plain_words_plugin
from sitegen.text.prose.raw_html import TABLE_ENDS, TABLE_OPENS
from sitegen.text.sentences import LEAD_LENGTH, shorten

Html = NewType("Html", str)
"""HTML that is safe to show, its inner links still to be made relative: in templates `{{ text | html(root) }}`."""

ROOT_MARK: Final = "\ufdd0"
"""Stands in `Html` for the way to the site's root; a noncharacter, which is taken from what authors write."""

MOST_PARSED: Final = 500
"""Texts that are kept parsed: those of a page and its neighbours. A parsed text takes some kilobytes."""
MOST_LEADS: Final = 20_000


class RecordMarkdown:
    """Renders the Markdown fields of one archive; a text that is shown again soon is not parsed again."""

    def __init__(
        self,
        targets: Iterable[LinkTarget],
        media: Iterable[str],
        raw_html: RawHtml,
        problems: Problems,
        language: str = "",
    ) -> None:
        """`language` is that of the records, BCP 47: its rules say where their first sentences end."""
        self._targets = targets
        self._media = frozenset(media)
        self._allows_html = raw_html is RawHtml.SANITIZE
        self._problems = problems
        self._language = language
        self._parser = record_parser(allow_html=self._allows_html)
        self._parsed: dict[Markdown, list[Token]] = {}
        self._leads: dict[Markdown, str] = {}
        self._hints: dict[str, str] = {}
        self.log: ReadLog | None = None
        """Notes the ids that shown texts link to, those too that are not parsed again."""
        self._links: dict[Markdown, set[str]] = {}
        """The ids in the links of those texts that have any, as keys."""
        self._faulty: set[Markdown] = set()
        """Those with which something is wrong."""

    @cached_property
    def _by_id(self) -> dict[str, list[LinkTarget]]:
        """What links can lead to: asked for where there is a link."""
        found: defaultdict[str, list[LinkTarget]] = defaultdict(list)
        for target in self._targets:
            found[urls.id_key(target.id)].append(target)
        return found

    def with_targets(self, targets: Iterable[LinkTarget], problems: Problems) -> RecordMarkdown:
        """The same where links can lead to these, too, or they are called so now; problems go to `problems`."""
        other = copy.copy(self)
        other._problems, other._by_id = problems, self._by_id.copy()
        other._parsed, other._leads, other._hints, other._links, other._faulty = {}, {}, {}, {}, set()
        for target in targets:
            key = urls.id_key(target.id)
            others = [one for one in other._by_id.get(key, ()) if (one.kind, one.id) != (target.kind, target.id)]
            other._by_id[key] = [*others, target]
        return other

    def html(self, text: Markdown | None, *, top: int = 2) -> Html:
        """`text` as safe HTML, its headings from level `top` down; empty for None.

        Source: CommonMark 0.31, tables, footnotes. Reports: unknown-id, link-ambiguous, dead-link, footnote-label.
        """
        if text is None:
            return Html("")
        if words := plain_line(without_controls(text.text)):
            return Html(f"<p>{escapeHtml(words)}</p>\n")
        tokens = self._tokens(text)
        self._note_links(text)
        _shift_headings(tokens, top)
        html = str(self._parser.renderer.render(tokens, self._parser.options, {"docId": _footnote_scope(text)}))
        return Html(self._sanitize(html, text) if self._allows_html and "<" in text.text else html)

    def _sanitize(self, html: str, text: Markdown) -> str:
        """What an editor's own HTML may hold, and what Markdown made. Reports: dead-link."""
        cleaner = sanitizer.HtmlSanitizer(_footnote_scope(text), self._media)
        clean = cleaner.cleaned(html.replace(ROOT_MARK, cleaner.root)).replace(cleaner.root, ROOT_MARK)
        for source in cleaner.lost:
            self._report_missing_picture(source, text)
        return clean

    def lead(self, text: Markdown | None, length: int = LEAD_LENGTH) -> str:
        """The first words of `text`, plain: whole sentences if they fit, at most `length` code points."""
        if text is None:
            return ""
        if text not in self._leads:
            if len(self._leads) >= MOST_LEADS:
                self._leads.clear()
            self._leads[text] = shorten(self._first_words(text), self._language)
        self._note_links(text)
        lead = self._leads[text]
        return lead if len(lead) <= length else shorten(lead, self._language, length)

    def _first_words(self, text: Markdown) -> str:
        """The plain words of the first paragraph, heading, item or cell, on one line."""
        if words := plain_line(without_controls(text.text)):
            return " ".join(words.split())
        first = next((token for token in self._tokens(text) if token.type == "inline"), None)
        return _plain_words(first.children or ()) if first else ""

    def _tokens(self, text: Markdown) -> list[Token]:
        if text not in self._parsed:
            if len(self._parsed) >= MOST_PARSED:
                self._parsed.clear()
            tokens = self._parser.parse(without_controls(text.text), {"docId": _footnote_scope(text)})
            for token in tokens:
                _align_by_class(token)
                self._resolve(token.children or [], text)
                for found in spaced_label_problems(token.content if token.type == "inline" else ""):
                    self._faults(text).add(text.location, *found)
            self._parsed[text] = tokens
        return self._parsed[text]

    def _resolve(self, tokens: list[Token], text: Markdown) -> None:
        for token in tokens:
            if token.type == "archive_link":
                self._resolve_archive_link(token, text)
            elif token.type == "link_open":
                token.attrs["href"] = sanitizer.rooted(str(token.attrs["href"]), ROOT_MARK)
            elif token.type == "image":
                self._resolve(token.children or [], text)
                token.children = _as_text_token(token.children or ())
                self._resolve_image(token, text)

    def _resolve_image(self, token: Token, text: Markdown) -> None:
        """Pictures come from `media/` alone, since a page fetches nothing from elsewhere."""
        source = str(token.attrs["src"])
        file = sanitizer.media_file(source, self._media)
        if file:
            token.attrs["src"] = ROOT_MARK + file
            token.attrs["loading"] = "lazy"
            return
        self._report_missing_picture(source, text)
        token.type, token.meta = "archive_link", {"url": source if urls.is_web(source) else ""}
        token.content = _plain_words(token.children or ()) or source

    def _report_missing_picture(self, source: str, text: Markdown) -> None:
        message = f'there is no picture "{source}" in content/media'
        self._faults(text).add(text.location, "dead-link", message, _media_hint(source))

    def _resolve_archive_link(self, token: Token, text: Markdown) -> None:
        link = RecordLink(token.meta["kind"], token.meta["id"], token.content)
        key = urls.id_key(link.id)
        self._links.setdefault(text, set()).add(key)
        named = self._by_id.get(key, ())
        fitting = [target for target in named if can_mean(link.kind, target.kind)]
        if len(fitting) == 1:
            target = fitting[0]
            token.meta = {"url": ROOT_MARK + target.url if target.url else ""}
            if target.url and not link.words:
                # What another record is called stands apart from the words around it.
                token.meta |= {"language": target.language, "plain": isolate_beside(target.label, self._language)}
            token.content = link.words or (isolate(target.label) if target.url else HIDDEN_LINK)
            if not target.url:
                report_hidden_link(text, link, target.kind, self._faults(text))
            return
        token.content, token.meta = link.words or link.id, {"url": ""}
        keys = [RecordKey(target.kind, target.id) for target in named]
        if fitting:
            report_ambiguous_link(text, link, keys, self._faults(text))
        else:
            hint = ambiguity_hint(keys) if named else self._nearest(link.id)
            self._faults(text).add(text.location, "unknown-id", f"{link} leads to no record", hint)

    def _note_links(self, text: Markdown) -> None:
        if self.log and text in self._links:
            for key in self._links[text]:
                self.log.note("links", key)
        if self.log and text in self._faulty:
            self.log.note(*WHOLE_ARCHIVE)  # told of once, whichever page shows it first: so each of them is made again

    def _faults(self, text: Markdown) -> Problems:
        """Where to tell what is wrong with a text."""
        self._faulty.add(text)
        return self._problems

    def _nearest(self, name: str) -> str:
        if name not in self._hints:  # many texts may have the same mistake, and to look takes a while
            near = did_you_mean(name, {t.id: t.label for targets in self._by_id.values() for t in targets})
            self._hints[name] = near or "write the id of an actor, topic, claim, note or article"
        return self._hints[name]


def _footnote_scope(text: Markdown) -> str:
    """By which the footnotes of two fields on one page have ids of their own."""
    return hashlib.sha256(text.text.encode()).hexdigest()[:8]


def _plain_words(tokens: Iterable[Token]) -> str:
    """The plain words of inline tokens."""
    parts = []
    for token in tokens:
        if token.type in ("text", "code_inline", "archive_link"):
            parts.append(token.meta.get("plain", token.content))
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.children:
            parts.append(_plain_words(token.children))
    return " ".join("".join(parts).split())


def _as_text_token(tokens: Iterable[Token]) -> list[Token]:
    """Inline tokens as one of their words: what stands for a picture is text alone."""
    return [Token("text", "", 0, content=_plain_words(tokens))]


def _media_hint(source: str) -> str:
    if urls.is_web(source):
        return "put the picture into content/media and name it there; until then its words link to it"
    return f"put the file into content/media, then write ![…](media/{source.rpartition('/')[2]})"


def _align_by_class(token: Token) -> None:
    """A cell's alignment as a class, as in articles: a page has no styles of its own."""
    if token.type in ("th_open", "td_open"):
        side = str(token.attrs.pop("style", "")).removeprefix("text-align:")
        if side in ("center", "right"):
            token.attrs["class"] = side


def _shift_headings(tokens: list[Token], top: int) -> None:
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            level = max(2, int(token.meta.setdefault("level", token.tag[1:])))
            token.tag = f"h{min(6, level + top - 2)}"


def record_parser(*, allow_html: bool) -> MarkdownIt:
    """What reads the Markdown of records."""
    parser = MarkdownIt("commonmark", {"html": allow_html}).enable("table").use(footnotes_plugin)
    parser.inline.ruler.before("link", "archive_link", _archive_link)
    parser.add_render_rule("archive_link", _render_archive_link)
    # As in articles: what is wider than a screen is scrolled by itself.
    parser.add_render_rule("table_open", lambda *_: f"{TABLE_OPENS}\n")
    parser.add_render_rule("table_close", lambda *_: f"{TABLE_ENDS}\n")
    parser.use(plain_words_plugin)
    parser.validateLink = urls.is_safe  # type: ignore[method-assign]
    return parser


def _archive_link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (the parser's interface)
    if not state.src.startswith("[[", state.pos):
        return False
    match = LINK.match(state.src, state.pos)
    if not match or not match[1].strip():
        return False
    if not silent:
        token, link = state.push("archive_link", "", 0), parse_link(match)
        token.meta, token.content = {"kind": link.kind, "id": link.id}, link.words
    state.pos = match.end()
    return True


def _render_archive_link(
    _self: RendererHTML, tokens: list[Token], index: int, _options: OptionsDict, _env: EnvType
) -> str:
    token = tokens[index]
    words, url, language = escapeHtml(token.content), escapeHtml(token.meta["url"]), token.meta.get("language")
    if language:
        return f'<a href="{url}" lang="{language}" dir="{direction(language)}">{words}</a>'
    if language is not None:
        words = f"<bdi>{words}</bdi>"
    return f'<a href="{url}">{words}</a>' if url else words

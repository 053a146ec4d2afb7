"""The pages of articles whose words changed, and whether the links of the site are still sound with them."""

from __future__ import annotations

from collections.abc import Container
from typing import NamedTuple

from sitegen.content.media.media_references import FOLDER, MediaReferences
from sitegen.core import urls
from sitegen.core.model import ArticleBody, MatchRule
from sitegen.engine.article_cache import ArticleCache, SharedContext
from sitegen.engine.changes import FullBuildReason
from sitegen.engine.edit_plan import ArticleEdit, EditPlan
from sitegen.output.link_check import PageLinks
from sitegen.output.publish import marker
from sitegen.output.render import Renderer, TemplateProblem
from sitegen.site.pages.article_pages import PageShell, fill_body


class EditedPage(NamedTuple):
    """The page of an edited article, rendered as it was and as it is."""

    edit: ArticleEdit
    before: bytes
    after: bytes


def render_pages(plan: EditPlan, articles: ArticleCache, renderer: Renderer) -> list[EditedPage] | FullBuildReason:
    """What a full build would make of the pages of a plan. Raises DamagedError."""
    pages, shared = [], articles.shared
    for edit in plan.edits:
        if urls.article(edit.article) in shared.word_links:
            return FullBuildReason("a link leads to words of the article")
        if _may_show_others(edit, shared):
            return FullBuildReason("it may show or hide an actor")
        shell = articles.blobs.read(edit.entry.shell, PageShell)
        was = articles.blobs.read(edit.entry.body, ArticleBody)
        try:
            before, after = (_page_bytes(shell, body, shared, renderer) for body in (was, edit.body))
        except TemplateProblem:
            return FullBuildReason("a template fails")
        pages.append(EditedPage(edit, before, after))
    return pages


def check_pages(pages: list[EditedPage], shared: SharedContext, outputs: Container[str]) -> FullBuildReason | None:
    """None where all links of the pages lead to files of the site, `outputs`, and all that led into them still do."""
    names = MediaReferences(shared.archive.media, shared.site.base_url)
    for page in pages:
        url = urls.article(page.edit.article)
        before, after = PageLinks(shared.site_path, names), PageLinks(shared.site_path, names)
        before.add(url, page.before.decode())
        after.add(url, page.after.decode())
        if not _are_sound(page.edit, before, after, outputs):
            return FullBuildReason("a link of the page, or one into it, may be broken")
    return None


def _may_show_others(edit: ArticleEdit, shared: SharedContext) -> bool:
    """Whether the words may show somebody whom readers did not see, or hide somebody whom the page still names."""
    before, after = set(edit.before.annotated.possible_actors), set(edit.after.annotated.possible_actors)
    if not {actor.id for actor in shared.archive.hidden_actors}.isdisjoint(after - before):
        return True
    # Who is named by an initial alone is not shown by that; who is pinned is, by the record.
    named = {one.actor for one in edit.after.annotated.mentions if one.how is not MatchRule.PINNED}
    return bool(before - after) and not named <= after


def _page_bytes(shell: PageShell, body: ArticleBody, shared: SharedContext, renderer: Renderer) -> bytes:
    page = fill_body(shell, body)
    return renderer.render(page, shared.view, urls.to_root(page.frame.url))


def _are_sound(edit: ArticleEdit, before: PageLinks, after: PageLinks, outputs: Container[str]) -> bool:
    is_sound = all(_is_there(link, outputs) for link in after.links.keys() - before.links.keys())
    is_sound &= after.words.keys() == before.words.keys()
    # A picture that no page names any more is not published any more, and one that is named for the first time is.
    is_sound &= before.media <= after.media and all(f"{FOLDER}{one}" in outputs for one in after.media)
    # Mentions are linked to from pages of actors, which are made anew when they are fewer.
    passing = {mention.element for mention in edit.before.annotated.mentions}
    return is_sound and _element_ids(before) - passing <= _element_ids(after) and not len(after.problems)


def _is_there(link: tuple[str, str], outputs: Container[str]) -> bool:
    """Whether a link leads to a file of the site; of the index nobody knows what its files are called."""
    path, element = urls.output_path(link[0]), link[1]
    return not element and path in outputs and not path.startswith((f"{marker.VOLATILE_FOLDER}/", marker.NAME))


def _element_ids(links: PageLinks) -> set[str]:
    return set(links.pages[0][1].split("\0"))

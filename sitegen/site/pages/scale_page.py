"""The scale of verdicts: what each step means, and how many claims have it."""

from __future__ import annotations

from collections import Counter

from sitegen.core import page_elements, urls
from sitegen.core.model import PageId
from sitegen.site.pages import introductions
from sitegen.site.pages.page_records import Frame, ScalePage, ScaleStep
from sitegen.site.pages.record_status import is_draft, is_review
from sitegen.site.pages.views import Views


def scale_page(views: Views) -> ScalePage:
    """The page of the scale, made from `verdicts` in site.yaml."""
    index, own = views.index, views.index.prose.get(PageId(urls.SCALE))
    counts = Counter(claim.verdict for claim in index.claims.values())
    frame = Frame(
        url=urls.section(urls.SCALE),
        title=introductions.title_of(index, urls.SCALE),
        description=introductions.description(index, views.markdown, urls.SCALE, "By which scale claims are judged."),
        section=urls.section(urls.SCALE if own else urls.CLAIMS),
        language=index.site.language,
        is_draft=own is not None and is_draft(own),
        is_review=own is not None and is_review(own),
    )
    steps = tuple(
        ScaleStep(page_elements.verdict_element(step), view, counts[step], urls.verdict(step) if counts[step] else "")
        for step, view in views.verdicts.items()
    )
    return ScalePage(frame, introductions.introduction(views.index, views.markdown, urls.SCALE), steps)

"""The pages of the packaged theme, as functions: made of its templates by `make accept`, and not to be edited.

`compiled_theme` says when they are used; docs/decisions/0031 has the reasons.
"""
# mypy: ignore-errors

from types import SimpleNamespace

from jinja2.runtime import markup_join
from markupsafe import Markup

from sitegen.output.render.jinja_hooks import escape_isolated
from sitegen.output.render.template_filters import FILTERS

concatenate = "".join
filter_capitalize = FILTERS['capitalize']
filter_columns = FILTERS['columns']
filter_direction = FILTERS['direction']
filter_happened = FILTERS['happened']
filter_host = FILTERS['host']
filter_html = FILTERS['html']
filter_iso = FILTERS['iso']
filter_lang = FILTERS['lang']
filter_ld = FILTERS['ld']
filter_length = FILTERS['length']
filter_locale = FILTERS['locale']
filter_long = FILTERS['long']
filter_network = FILTERS['network']
filter_role_bars = FILTERS['role_bars']
filter_round = FILTERS['round']
filter_short = FILTERS['short']
filter_sortable = FILTERS['sortable']
filter_urlencode = FILTERS['urlencode']
filter_year = FILTERS['year']


def block_base_title(v_page, v_site, v_root, blocks, top):
    return concatenate((concatenate((escape_isolated(v_page.frame.title), concatenate((' · ', escape_isolated(v_page.pager.label))) if hasattr(v_page, 'pager') and v_page.pager.label else '', ' · ')) if v_page.frame.url else '', escape_isolated(v_site.title)))


def block_base_head(v_page, v_site, v_root, blocks, top):
    return ''


def block_base_kind(v_page, v_site, v_root, blocks, top):
    return escape_isolated(top.get('kind', 'plain'))


def block_base_main(v_page, v_site, v_root, blocks, top):
    return ''


def page_base(v_page, v_site, v_root, blocks, top):
    pieces = []
    pieces += ('<!doctype html>\n<html lang="', escape_isolated(v_page.frame.language), '" dir="', escape_isolated(filter_direction(v_page.frame.language)), '">\n<head>\n<meta charset="utf-8">\n<title', escape_isolated(filter_lang(v_page.frame.title_language)), '>', blocks['title'](v_page, v_site, v_root, blocks, top), '</title>\n<meta name="viewport" content="width=device-width, initial-scale=1">\n', concatenate(('<meta name="description"', escape_isolated(filter_lang(v_page.frame.description_language)), ' content="', escape_isolated(v_page.frame.description or v_site.description), '">\n')) if v_page.frame.description or v_site.description else '')
    v_meta, v_absolute = (v_page.frame.meta, v_page.frame.is_listed and v_site.base_url)
    pieces += (concatenate(('<link rel="canonical" href="', escape_isolated(v_site.base_url), escape_isolated(v_page.frame.url), '">\n')) if v_absolute else '', concatenate(('<link rel="alternate" type="application/atom+xml" title="', escape_isolated(v_site.title), '" href="', escape_isolated(v_root), 'feed.xml">\n<link rel="alternate" type="application/feed+json" title="', escape_isolated(v_site.title), '" href="', escape_isolated(v_root), 'feed.json">\n')) if v_site.base_url else '', concatenate(('<link rel="alternate" type="application/atom+xml" title="', escape_isolated(v_page.frame.title), ' · ', escape_isolated(v_site.title), '" href="', escape_isolated(v_root), escape_isolated(v_meta.feed), '">\n')) if v_meta.feed else '', concatenate(('<link rel="alternate" type="text/plain" title="The text alone" href="', escape_isolated(v_root), escape_isolated(v_meta.text), '">\n')) if v_meta.text else '', '<meta property="og:title"', escape_isolated(filter_lang(v_page.frame.title_language)), ' content="', escape_isolated(v_page.frame.title), '">\n<meta property="og:type" content="', escape_isolated(v_meta.kind), '">\n<meta property="og:site_name" content="', escape_isolated(v_site.title), '">\n<meta property="og:locale" content="', escape_isolated(filter_locale(v_page.frame.title_language or v_page.frame.language)), '">\n', concatenate(('<meta property="og:description"', escape_isolated(filter_lang(v_page.frame.description_language)), ' content="', escape_isolated(v_page.frame.description or v_site.description), '">\n')) if v_page.frame.description or v_site.description else '')
    if v_absolute:
        pieces += ('<meta property="og:url" content="', escape_isolated(v_site.base_url), escape_isolated(v_page.frame.url), '">\n')
        v_image = v_meta.image or v_site.logo
        pieces += (concatenate(('<meta property="og:image" content="', escape_isolated(v_site.base_url), escape_isolated(v_image.url), '">\n<meta property="og:image:alt" content="', escape_isolated(v_image.alt), '">\n')) if v_image else '',)
    pieces += ('<meta name="twitter:card" content="summary">\n',)
    for v_field in v_meta.citation:
        pieces += ('<meta name="', escape_isolated(v_field.name), '" content="', escape_isolated(v_field.content), '">\n')
    pieces += ('<meta name="color-scheme" content="light dark">\n<script src="', escape_isolated(v_root), 'static/js/theme.js"></script>\n<script type="module" src="', escape_isolated(v_root), 'static/js/site.js"></script>\n', '<meta name="robots" content="noindex">\n' if (v_page.frame.is_draft or v_page.frame.is_unlisted) or v_site.is_unlisted else '', '<link rel="icon" type="image/svg+xml" href="', escape_isolated(v_root), 'static/icon.svg">\n')
    for v_face in ('newsreader', 'public-sans'):
        pieces += ('<link rel="preload" as="font" type="font/woff2" crossorigin href="', escape_isolated(v_root), 'static/fonts/', escape_isolated(v_face), '-latin-wght-normal.woff2">\n')
    for v_sheet in ('tokens', 'base', 'layout', 'lists', 'annotations'):
        pieces += ('<link rel="stylesheet" href="', escape_isolated(v_root), 'static/css/', escape_isolated(v_sheet), '.css">\n')
    pieces += ('<link rel="stylesheet" href="', escape_isolated(v_root), 'static/css/print.css" media="print">\n', concatenate(('<script type="application/ld+json">', escape_isolated(filter_ld(v_meta.linked_data)), '</script>\n')) if v_meta.linked_data else '', blocks['head'](v_page, v_site, v_root, blocks, top), '</head>\n<body class="', blocks['kind'](v_page, v_site, v_root, blocks, top), '" data-previews="', escape_isolated(v_site.preview_digits), '">\n<a class="skip" href="#main">Skip to the text</a>\n<header class="site">\n<div class="wrap">\n<a class="title" href="', escape_isolated(v_root), '"', ' aria-current="page"' if not v_page.frame.url else '', '>', escape_isolated(v_site.title), '</a>\n')
    if v_site.navigation:
        pieces += ('<nav aria-label="Sections">\n<ul>\n',)
        for v_item in v_site.navigation:
            pieces += ('<li><a href="', escape_isolated(v_item.url) if v_item.is_absolute else escape_isolated(markup_join((v_root, v_item.url))), '"', ' rel="external noopener"' if v_item.is_absolute else ' aria-current="page"' if v_item.url == v_page.frame.url else ' aria-current="true"' if v_item.url and v_item.url == v_page.frame.section else '', '>', escape_isolated(v_item.text), '</a></li>\n')
        pieces += ('</ul>\n</nav>\n',)
    pieces += ('<button class="theme" type="button" aria-label="Light or dark: system">system</button>\n</div>\n</header>\n<main id="main" class="wrap" tabindex="-1">\n', blocks['main'](v_page, v_site, v_root, blocks, top), '</main>\n<footer class="site">\n<div class="wrap">\n', escape_isolated(filter_html(v_site.footer, v_root)), '\n', concatenate(('<p><a href="', escape_isolated(v_root), escape_isolated(v_site.editors.url), '">', escape_isolated(v_site.editors.text), '</a></p>\n')) if v_site.editors else '', '<p><a href="', escape_isolated(v_root), 'data/">Data</a>', concatenate((' · <a href="', escape_isolated(v_root), escape_isolated(v_site.corrections.url), '">', escape_isolated(v_site.corrections.text), '</a>')) if v_site.corrections else '', '</p>\n', concatenate(('<p>Published by ', concatenate(('<a href="', escape_isolated(v_site.publisher.url), '" rel="external noopener"><bdi>', escape_isolated(v_site.publisher.text), '</bdi></a>')) if v_site.publisher.url else concatenate(('<bdi>', escape_isolated(v_site.publisher.text), '</bdi>')), '</p>\n')) if v_site.publisher else '', '</div>\n</footer>\n</body>\n</html>')
    return concatenate(pieces)


def macro__macros_count(v_number, v_one, v_many=''):
    return concatenate((escape_isolated('{:,}'.format(v_number)), ' ', escape_isolated(v_one) if v_number == 1 else escape_isolated(v_many or markup_join((v_one, 's')))))


def macro__macros_day(v_date):
    return concatenate(('<time datetime="', escape_isolated(filter_iso(v_date)), '">', escape_isolated(filter_long(v_date)), '</time>')) if filter_iso(v_date) else concatenate(('<span class="date">', escape_isolated(filter_long(v_date)), '</span>'))


def macro__macros_day_of(v_date):
    return macro__macros_day(v_date) if filter_iso(v_date) else concatenate(('<span class="date">', escape_isolated(filter_happened(v_date)), '</span>'))


def macro__macros_short_day(v_date):
    return concatenate(('<time datetime="', escape_isolated(filter_iso(v_date)), '">', escape_isolated(filter_short(v_date)), '</time>')) if filter_iso(v_date) else concatenate(('<span class="date" data-date="', escape_isolated(filter_sortable(v_date)), '" data-year="', escape_isolated(filter_year(v_date)), '">', escape_isolated(filter_short(v_date)), '</span>'))


def macro__macros_names(v_items, v_between=', '):
    pieces = []
    items_2 = tuple(v_items)
    total_2 = len(items_2)
    for place_2, v_item in enumerate(items_2, 1):
        pieces += ('<bdi>', escape_isolated(v_item), '</bdi>', escape_isolated(v_between) if not place_2 == total_2 else '')
    return concatenate(pieces)


def macro__macros_words(v_to):
    return concatenate(('<span', escape_isolated(filter_lang(v_to.language)), '>', escape_isolated(v_to.text), '</span>')) if v_to.language else concatenate(('<bdi>', escape_isolated(v_to.text), '</bdi>'))


def macro__macros_link(v_to, v_root):
    return concatenate(('<a href="', escape_isolated(v_root), escape_isolated(v_to.url), '">', macro__macros_words(v_to), '</a>')) if v_to.url else macro__macros_words(v_to)


def macro__macros_links(v_items, v_root, v_between=', '):
    pieces = []
    items_2 = tuple(v_items)
    total_2 = len(items_2)
    for place_2, v_item in enumerate(items_2, 1):
        pieces += (macro__macros_link(v_item, v_root), escape_isolated(v_between) if not place_2 == total_2 else '')
    return concatenate(pieces)


def macro__macros_outside(v_url, v_words):
    return concatenate(('<a href="', escape_isolated(v_url), '" rel="external noopener">', escape_isolated(v_words), '</a>'))


def macro__macros_feed(v_frame, v_root):
    return concatenate(('<section>\n<h2>Feed</h2>\n<p><a href="', escape_isolated(v_root), escape_isolated(v_frame.meta.feed), '">What is new on <bdi>', escape_isolated(v_frame.title), '</bdi></a> (Atom)</p>\n</section>\n')) if v_frame.meta.feed else ''


def macro__macros_draft(v_record):
    return concatenate((' <span class="draft">', 'In review' if v_record.is_review else 'Draft', '</span>')) if v_record.is_draft else ''


def macro__macros_kicker(v_words, v_url, v_root):
    return concatenate(('<p class="kicker"><a href="', escape_isolated(v_root), escape_isolated(v_url), '">', escape_isolated(v_words), '</a></p>\n'))


def macro__macros_crumbs(v_items, v_root):
    pieces = []
    pieces += ('<nav class="kicker" aria-label="Breadcrumb"><ol>',)
    for v_item in v_items:
        pieces += ('<li>', macro__macros_link(v_item, v_root), '</li>')
    pieces += ('</ol></nav>\n',)
    return concatenate(pieces)


def macro__macros_reviewer(v_who, v_root):
    return concatenate(('<a href="', escape_isolated(v_who.url), '" rel="external noopener"><bdi>', escape_isolated(v_who.text), '</bdi></a>')) if v_who.is_absolute else concatenate(('<a href="', escape_isolated(v_root), escape_isolated(v_who.url), '"><bdi>', escape_isolated(v_who.text), '</bdi></a>')) if v_who.url else concatenate(('<bdi>', escape_isolated(v_who.text), '</bdi>'))


def macro__macros_sign(v_verdict):
    return concatenate(('<svg class="sign ', escape_isolated(v_verdict.tone), '" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">', '<circle cx="8" cy="8" r="7.5" fill="currentColor"/><path class="tick" d="m4.3 8.4 2.6 2.6 4.9-5.6"/>' if v_verdict.shape == 'disc' else '<circle cx="8" cy="8" r="6.6"/><path d="M8 1.4a6.6 6.6 0 0 1 0 13.2z" fill="currentColor"/>' if v_verdict.shape == 'half' else '<circle cx="8" cy="8" r="6.6"/><path d="m5.2 5.2 5.6 5.6m0-5.6-5.6 5.6"/>' if v_verdict.shape == 'crossed' else '<path d="M6.4 1.5a6.6 6.6 0 0 0 0 13zm3.2 0a6.6 6.6 0 0 1 0 13z"/>' if v_verdict.shape == 'split' else '<circle cx="8" cy="8" r="6.6" stroke-dasharray="2.1 2.05"/>', '</svg>'))


def macro__macros_verdict(v_view, v_root=''):
    return '<span class="verdict">No verdict yet</span>' if not v_view else concatenate(('<a class="verdict ', escape_isolated(v_view.tone), '" href="', escape_isolated(v_root), escape_isolated(v_view.url), '">', macro__macros_sign(v_view), escape_isolated(v_view.label), '</a>')) if v_root and v_view.url else concatenate(('<span class="verdict ', escape_isolated(v_view.tone), '">', macro__macros_sign(v_view), escape_isolated(v_view.label), '</span>'))


def macro__macros_changed(v_before, v_now, v_root):
    return concatenate((concatenate((macro__macros_verdict(v_before, v_root), ' → ')) if v_before else '', macro__macros_verdict(v_now, v_root)))


def macro__macros_bar(v_shares, v_caption, v_root='', v_current=''):
    pieces = []
    if v_shares:
        v_before = SimpleNamespace(percent=0)
        pieces += ('<figure class="shares">\n<figcaption>', escape_isolated(v_caption), '</figcaption>\n<svg class="bar" width="100%" height="14" aria-hidden="true">\n')
        for v_share in v_shares:
            pieces += ('<svg class="', escape_isolated(markup_join((v_share.verdict.tone, ' ', v_share.verdict.shape))) if v_share.verdict else 'none', '" x="', escape_isolated(filter_round(v_before.percent, 2)), '%" width="', escape_isolated(v_share.percent), '%">')
            v_before.percent = v_before.percent + v_share.percent
            pieces += ('<rect x="1" y="1" width="100%" height="14"/><rect class="full" y="7" width="100%" height="7"/>' if v_share.verdict and v_share.verdict.shape == 'half' else '<rect class="full" width="100%" height="5"/><rect class="full" y="9" width="100%" height="5"/>' if v_share.verdict and v_share.verdict.shape == 'split' else '<rect x="1" y="1" width="100%" height="14"/><line y1="1" x2="100%" y2="13"/><line y1="13" x2="100%" y2="1"/><rect class="gap" x="100%" width="4" height="14"/>' if v_share.verdict and v_share.verdict.shape == 'crossed' else '<rect width="100%" height="14"/>' if v_share.verdict and v_share.verdict.shape == 'disc' else '<rect x="1" y="1" width="100%" height="14"/>', '</svg>\n')
        pieces += ('</svg>\n<ul class="legend">\n',)
        for v_share in v_shares:
            pieces += ('<li>', concatenate(('<a href="', escape_isolated(v_root), escape_isolated(v_share.url), '"', ' aria-current="page"' if v_share.url == v_current else '', '>')) if v_share.url else '', concatenate(('<span class="verdict ', escape_isolated(v_share.verdict.tone), '">', macro__macros_sign(v_share.verdict), escape_isolated(v_share.verdict.label), '</span>')) if v_share.verdict else 'No verdict yet', '</a>' if v_share.url else '', ' <b>', escape_isolated('{:,}'.format(v_share.count)), '</b></li>\n')
        pieces += ('</ul>\n</figure>\n',)
    return concatenate(pieces)


def macro__macros_in_time(v_periods, v_root):
    pieces = []
    pieces += ('<div class="years">\n<figure>\n', escape_isolated(filter_html(filter_columns(v_periods), v_root)), '\n<figcaption><span class="key articles">Articles</span> and <span class="key claims">claims</span> by their dates</figcaption>\n</figure>\n<details>\n<summary>In numbers</summary>\n<ul>\n')
    for v_one in v_periods:
        if v_one.articles or v_one.claims:
            pieces += ('<li>', escape_isolated(v_one.label), ': ', macro__macros_both(v_one), '</li>\n')
    pieces += ('</ul>\n</details>\n</div>\n',)
    return concatenate(pieces)


def macro__macros_both(v_one):
    return concatenate((macro__macros_count(v_one.articles, 'article') if v_one.articles else '', ', ' if v_one.articles and v_one.claims else '', macro__macros_count(v_one.claims, 'claim') if v_one.claims else ''))


def macro__macros_timeline(v_items, v_root):
    pieces = []
    pieces += ('<ol class="timeline">\n',)
    for v_item in v_items:
        pieces += ('<li><span class="when">', macro__macros_short_day(v_item.date), '</span> <span><span class="when key ', escape_isolated(v_item.kind), 's">', escape_isolated(filter_capitalize(v_item.kind)), '</span> ', macro__macros_link(v_item, v_root), macro__macros_draft(v_item), concatenate((' <span class="when">· ', macro__macros_names(v_item.by), '</span>')) if v_item.by else '', '</span></li>\n')
    pieces += ('</ol>\n',)
    return concatenate(pieces)


def macro__macros_article(v_item, v_root, v_level='h3'):
    return concatenate(('<li>\n<', escape_isolated(v_level), '><a href="', escape_isolated(v_root), escape_isolated(v_item.url), '"', escape_isolated(filter_lang(v_item.language)), '>', escape_isolated(v_item.title), '</a>', macro__macros_draft(v_item), '</', escape_isolated(v_level), '>\n<p class="meta">', macro__macros_day(v_item.date) if v_item.date else '', concatenate((' · ' if v_item.date else '', '<bdi>', escape_isolated(v_item.publisher), '</bdi>')) if v_item.publisher else '', '</p>\n', concatenate(('<p class="lead"', escape_isolated(filter_lang(v_item.lead_language)), '>', escape_isolated(v_item.lead), '</p>\n')) if v_item.lead else '', concatenate(('<p class="meta">', macro__macros_names(v_item.counts), '</p>\n')) if v_item.counts else '', '</li>\n'))


def macro__macros_articles(v_years, v_root):
    pieces = []
    for v_group in v_years:
        pieces += ('<section class="year">\n<h2>', escape_isolated(v_group.year or 'Undated'), '</h2>\n<ol class="entries">\n')
        for v_item in v_group.articles:
            pieces += (macro__macros_article(v_item, v_root),)
        pieces += ('</ol>\n</section>\n',)
    return concatenate(pieces)


def macro__macros_claims(v_items, v_root, v_with_verdict=True, v_with_speaker=True):
    pieces = []
    pieces += ('<ul class="entries claims">\n',)
    for v_item in v_items:
        pieces += ('<li>\n<p class="statement"><a href="', escape_isolated(v_root), escape_isolated(v_item.url), '">', escape_isolated(v_item.statement), '</a>', macro__macros_draft(v_item), '</p>\n<p class="meta parts">', concatenate(('<span>', macro__macros_verdict(v_item.verdict, v_root), '</span>')) if v_with_verdict else '', concatenate((' <span>', macro__macros_links(v_item.speakers, v_root) or 'The article’s own words', '</span>')) if v_with_speaker or filter_length(v_item.speakers) > 1 else '', concatenate((' <span>', macro__macros_short_day(v_item.date), '</span>')) if v_item.date else '', concatenate((' <span>in ', macro__macros_links(v_item.articles, v_root, '; '), '</span>')) if v_item.articles else '', '</p>\n</li>\n')
    pieces += ('</ul>\n',)
    return concatenate(pieces)


def macro__macros_notes(v_items, v_root):
    pieces = []
    pieces += ('<ul class="entries notes">\n',)
    for v_item in v_items:
        pieces += ('<li>\n<p class="statement"><a href="', escape_isolated(v_root), escape_isolated(v_item.url), '">', escape_isolated(v_item.title), '</a>', macro__macros_draft(v_item), '</p>\n', concatenate(('<p class="lead">', escape_isolated(v_item.lead), '</p>\n')) if v_item.lead else '', concatenate(('<blockquote', escape_isolated(filter_lang(v_item.marked.article.language)), '>', macro__macros_excerpt(v_item.marked.excerpt, markup_join((v_root, v_item.marked.url))), '</blockquote>\n')) if v_item.marked else '', '<p class="meta">', concatenate((macro__macros_links(v_item.topics, v_root), ' · ')) if v_item.topics else '', concatenate(('Marks' if v_item.topics else 'Explains', ' ', macro__macros_count(v_item.places, 'passage'))) if v_item.places else 'Not in any article yet', '</p>\n</li>\n')
    pieces += ('</ul>\n',)
    return concatenate(pieces)


def macro__macros_topics(v_items, v_root, v_is_top=False):
    pieces = []
    pieces += ('<ul', ' class="entries topics"' if v_is_top else '', '>\n')
    for v_item in v_items:
        pieces += ('<li>\n<a href="', escape_isolated(v_root), escape_isolated(v_item.url), '"><bdi>', escape_isolated(v_item.name), '</bdi></a>', macro__macros_draft(v_item), '\n', concatenate(('<p class="lead">', escape_isolated(v_item.lead), '</p>\n')) if v_item.lead else '', concatenate(('<p class="meta">', macro__macros_count(v_item.articles, 'article'), concatenate((', ', macro__macros_count(v_item.claims, 'claim'))) if v_item.claims else '', '</p>\n')) if v_item.articles or v_item.claims else '', macro__macros_topics(v_item.children, v_root) if v_item.children else '', '</li>\n')
    pieces += ('</ul>\n',)
    return concatenate(pieces)


def macro__macros_face(v_item, v_root):
    return concatenate(('<img class="face" src="', escape_isolated(v_root), escape_isolated(v_item.image), '" alt="" width="38" height="38" loading="lazy">')) if v_item.image else concatenate(('<span class="face" aria-hidden="true">', escape_isolated(v_item.initials), '</span>'))


def macro__macros_companions(v_items, v_root):
    pieces = []
    pieces += ('<ul class="names">\n',)
    for v_item in v_items:
        pieces += ('<li><a href="', escape_isolated(v_root), escape_isolated(v_item.url), '"><bdi>', escape_isolated(v_item.name), '</bdi></a>', concatenate((' <span class="count">', escape_isolated(v_item.articles), '</span>')) if v_item.articles else '', '</li>\n')
    pieces += ('</ul>\n',)
    return concatenate(pieces)


def macro__macros_excerpt(v_words, v_url):
    return concatenate((escape_isolated(v_words.before), '<b class="hit"><a href="', escape_isolated(v_url), '">', escape_isolated(v_words.words), '</a></b>', escape_isolated(v_words.after)))


def macro__macros_sentence(v_pieces, v_root):
    pieces = []
    for v_piece in v_pieces:
        pieces += (concatenate(('<b class="hit"><a href="', escape_isolated(v_root), escape_isolated(v_piece.url), '">', escape_isolated(v_piece.text), '</a></b>')) if v_piece.url else escape_isolated(v_piece.text),)
    return concatenate(pieces)


def macro__macros_passages(v_items, v_root):
    pieces = []
    pieces += ('<ul class="entries passages">\n',)
    for v_item in v_items:
        pieces += ('<li>\n', concatenate(('<blockquote', escape_isolated(filter_lang(v_item.article.language)), '>', macro__macros_excerpt(v_item.excerpt, markup_join((v_root, v_item.url))), '</blockquote>\n')) if v_item.excerpt else concatenate(('<p class="lost"><q', escape_isolated(filter_lang(v_item.article.language)), '>', escape_isolated(v_item.lost), '</q> <strong>passage not found in the article</strong></p>\n')) if v_item.lost else '<p>The article as a whole.</p>\n', '<p class="meta">', concatenate(('Said by ', macro__macros_links(v_item.speakers, v_root), concatenate((', ', macro__macros_short_day(v_item.said))) if v_item.said else '', ' · ')) if v_item.speakers else concatenate(('Said ', macro__macros_short_day(v_item.said), ' · ')) if v_item.said else '', macro__macros_link(v_item.article, v_root), concatenate((' · <bdi>', escape_isolated(v_item.publisher), '</bdi>')) if v_item.publisher else '', concatenate((' · ', macro__macros_short_day(v_item.date))) if v_item.date else '', '</p>\n</li>\n')
    pieces += ('</ul>\n',)
    return concatenate(pieces)


def macro__macros_sources(v_items):
    pieces = []
    pieces += ('<ol class="sources">\n',)
    for v_item in v_items:
        pieces += ('<li>\n', macro__macros_outside(v_item.url, Markup(macro__macros_names([v_item.title]))) if v_item.url else concatenate(('<bdi>', escape_isolated(v_item.title), '</bdi>')), concatenate((', <bdi>', escape_isolated(v_item.publisher), '</bdi>')) if v_item.publisher else '', concatenate((', ', macro__macros_day(v_item.date))) if v_item.date else '', concatenate((' · ', macro__macros_outside(v_item.archived_url, 'archived copy'))) if v_item.archived_url else '', concatenate((' · seen ', macro__macros_short_day(v_item.accessed))) if v_item.accessed else '', concatenate(('<blockquote dir="auto">', escape_isolated(v_item.quote), '</blockquote>\n')) if v_item.quote else '', '</li>\n')
    pieces += ('</ol>\n',)
    return concatenate(pieces)


def macro__macros_jumps(v_items, v_root, v_label):
    pieces = []
    pieces += ('<nav class="letters" aria-label="', escape_isolated(v_label), '">\n<ul>\n')
    for v_item in v_items:
        pieces += ('<li><a href="', escape_isolated(v_root), escape_isolated(v_item.url), '">', escape_isolated(v_item.text), '</a></li>\n')
    pieces += ('</ul>\n</nav>\n',)
    return concatenate(pieces)


def macro__macros_called(v_name, v_pager, v_root):
    return concatenate(('<a href="', escape_isolated(v_root), escape_isolated(v_pager.first), '"><bdi>', escape_isolated(v_name), '</bdi></a>')) if v_pager.first else concatenate(('<bdi>', escape_isolated(v_name), '</bdi>'))


def macro__macros_part(v_pager):
    return concatenate(('<p class="lede">', escape_isolated(v_pager.label), '</p>')) if v_pager.first else ''


def macro__macros_pages(v_pager, v_root):
    pieces = []
    if v_pager.first or v_pager.next:
        pieces += ('<nav class="pager" id="pages" aria-label="Pages">\n', concatenate(('<a rel="prev" href="', escape_isolated(v_root), escape_isolated(v_pager.previous), '">Previous page</a>\n')) if v_pager.previous else '', concatenate(('<a rel="next" href="', escape_isolated(v_root), escape_isolated(v_pager.next), '">Next page</a>\n')) if v_pager.next else '', concatenate(('<a href="', escape_isolated(v_root), escape_isolated(v_pager.first), '#pages">First and other pages</a>\n')) if v_pager.first else '')
        for v_section in v_pager.sections:
            pieces += ('<p>', escape_isolated(v_section.title or 'Other pages'), ', from</p>\n<ol>\n')
            for v_page in v_section.pages:
                pieces += ('<li>', macro__macros_link(v_page, v_root), '</li>\n')
            pieces += ('</ol>\n',)
        pieces += ('</nav>\n',)
    return concatenate(pieces)


def macro__macros_card(v_card, v_root):
    pieces = []
    pieces += ('<details class="card ', escape_isolated(v_card.kind), '">\n<summary>')
    for v_old in v_card.old_elements:
        pieces += ('<span id="', escape_isolated(v_old), '"></span>')
    pieces += ('<span class="by">', escape_isolated(markup_join((v_card.number, ' · '))) if v_card.number else '', 'Note' if v_card.kind == 'note' else concatenate(('Claim<span class="who"> by ', macro__macros_names([one.text for one in v_card.speakers]) or 'the article', '</span>')), macro__macros_draft(v_card), '</span>\n<span class="said">', escape_isolated(v_card.statement), '</span>', macro__macros_sign(v_card.verdict) if v_card.verdict else '', '</summary>\n<div id="', escape_isolated(v_card.element_id), '">\n', concatenate(('<p class="why">', macro__macros_links(v_card.topics, v_root), '</p>\n')) if v_card.topics else concatenate(('<p class="why">', concatenate((macro__macros_verdict(v_card.verdict, v_root), ' ')) if v_card.verdict else '', escape_isolated(v_card.text), concatenate(('More at <a href="', escape_isolated(v_card.first.url), '">', escape_isolated(v_card.first.text), '</a>')) if v_card.first else '', '</p>\n')) if (v_card.verdict or v_card.text) or v_card.first else '', '<p class="more"><a href="', escape_isolated(v_root), escape_isolated(v_card.url), '">', 'About this note' if v_card.topics else 'Read the note' if v_card.kind == 'note' else 'Read the reasoning' if v_card.text else 'About this claim', '</a>', concatenate((' <span>', macro__macros_count(v_card.sources, 'source'), '</span>')) if v_card.sources else '', concatenate((' <a class="back" href="#', escape_isolated(filter_urlencode(v_card.target_id)), '">In the text</a>')) if v_card.target_id else '', ' <a class="copy" href="#', escape_isolated(filter_urlencode(v_card.target_id or v_card.element_id)), '">Link</a></p>\n</div>\n</details>\n')
    return concatenate(pieces)


def macro__macros_cards(v_items, v_root, v_is_dense=False):
    pieces = []
    if v_items:
        pieces += ('<div class="cards', ' dense' if v_is_dense else '', '">\n')
        for v_item in v_items:
            pieces += (macro__macros_card(v_item, v_root),)
        pieces += ('</div>\n',)
    return concatenate(pieces)


def page__macros(v_page, v_site, v_root, blocks, top):
    pieces = []
    pieces += ('\n',)
    pieces += ('\n',)
    pieces += ('\n',)
    pieces += ('\n',)
    pieces += ('\n',)
    pieces += ('\n',)
    pieces += ('\n',)
    pieces += ('\n',)
    pieces += ('\n',)
    pieces += ('\n',)
    pieces += ('\n',)
    pieces += ('\n',)
    pieces += ('\n',)
    pieces += ('\n',)
    pieces += ('\n', '\n')
    pieces += ('\n',)
    pieces += ('\n',)
    pieces += ('\n',)
    pieces += ('\n', '\n')
    pieces += ('\n',)
    pieces += ('\n',)
    pieces += ('\n', '\n')
    pieces += ('\n',)
    pieces += ('\n',)
    pieces += ('\n',)
    pieces += ('\n',)
    pieces += ('\n',)
    pieces += ('\n',)
    pieces += ('\n',)
    pieces += ('\n',)
    pieces += ('\n',)
    pieces += ('\n',)
    pieces += ('\n',)
    pieces += ('\n',)
    pieces += ('\n',)
    pieces += ('\n',)
    pieces += ('\n', '\n')
    pieces += ('\n',)
    return concatenate(pieces)


def block_404_head(v_page, v_site, v_root, blocks, top):
    return concatenate((block_base_head(v_page, v_site, v_root, blocks, top), '\n<meta name="robots" content="noindex">\n'))


def block_404_main(v_page, v_site, v_root, blocks, top):
    return concatenate(('<article class="text-page">\n<header class="head">\n<h1>', escape_isolated(v_page.frame.title), '</h1>\n</header>\n<div class="prose">\n<p>Nothing is kept at this address. It may have been mistyped, or the link that led here is wrong.</p>\n<p>Begin at <a href="', escape_isolated(v_root), '">the first page of ', escape_isolated(v_site.title), '</a>', ', or in one of the sections above' if v_site.navigation else '', '.</p>\n</div>\n</article>\n'))


def top_404(v_page, v_site, v_root):
    return {}


def block_redirect_head(v_page, v_site, v_root, blocks, top):
    return concatenate((block_base_head(v_page, v_site, v_root, blocks, top), '\n<meta http-equiv="refresh" content="0; url=', escape_isolated(v_root), escape_isolated(v_page.target.url), '">\n<meta name="robots" content="noindex">\n<link rel="canonical" href="', escape_isolated(v_site.base_url or v_root), escape_isolated(v_page.target.url), '">\n'))


def block_redirect_main(v_page, v_site, v_root, blocks, top):
    return concatenate(('<article class="text-page">\n<header class="head">\n<h1', escape_isolated(filter_lang(v_page.frame.title_language)), '>', escape_isolated(v_page.frame.title), '</h1>\n</header>\n<p>This page has a new address: <a href="', escape_isolated(v_root), escape_isolated(v_page.target.url), '"', escape_isolated(filter_lang(v_page.target.language)), '>', escape_isolated(v_page.target.text), '</a></p>\n</article>\n'))


def top_redirect(v_page, v_site, v_root):
    return {}


def macro_search_sections(v_items, v_root):
    pieces = []
    items_2 = tuple(v_items)
    total_2 = len(items_2)
    for place_2, v_item in enumerate(items_2, 1):
        pieces += ('<a href="', escape_isolated(v_root), escape_isolated(v_item.url), '">', escape_isolated(v_item.text), '</a>', ', ' if not place_2 == total_2 else '')
    return concatenate(pieces)


def block_search_head(v_page, v_site, v_root, blocks, top):
    return concatenate((block_base_head(v_page, v_site, v_root, blocks, top), '\n', concatenate(('<script defer src="', escape_isolated(v_root), 'static/js/search.js"></script>\n')) if v_page.is_indexed else ''))


def block_search_main(v_page, v_site, v_root, blocks, top):
    pieces = []
    pieces += ('<div class="index">\n<header class="head">\n<h1>', escape_isolated(v_page.frame.title), '</h1>\n</header>\n')
    if v_page.is_indexed:
        pieces += ('<form id="search" role="search" method="get" data-root="', escape_isolated(v_root), '">\n<div class="filters query">\n<label>Words to look for <input name="q" type="search" autocomplete="off" spellcheck="false"></label>\n<button class="boxed">Search</button>\n</div>\n<div id="facets" class="filters" role="group" aria-label="Narrow down" hidden>\n')
        for v_facet in v_page.facets:
            pieces += ('<label>', escape_isolated(v_facet.label), ' <select name="', escape_isolated(v_facet.name), '"><option value="">', escape_isolated(v_facet.whole), '</option></select></label>\n')
        pieces += ('<label>Order <select name="order"><option value="">Best match first</option><option value="newest">Newest first</option><option value="oldest">Oldest first</option></select></label>\n</div>\n</form>\n<noscript><p>Searching needs scripts, which are switched off here. Everything is in the indexes: ', macro_search_sections(v_page.sections, v_root), '.</p></noscript>\n<p id="from-disk" hidden>Searching needs a web server, and this page was opened from a disk. Everything is in the indexes: ', macro_search_sections(v_page.sections, v_root), '.</p>\n<p id="no-index" hidden>The search index could not be loaded. Everything is in the indexes: ', macro_search_sections(v_page.sections, v_root), '.</p>\n<p id="found" class="meta" role="status"></p>\n<ol id="results" class="entries"></ol>\n<button id="more" class="boxed" type="button" hidden>More results</button>\n')
    else:
        pieces += ('<p>The preview makes no search index of an archive as large as this; <code>sitegen build</code> does. Until then everything is in the indexes: ', macro_search_sections(v_page.sections, v_root), '.</p>\n')
    pieces += ('</div>\n',)
    return concatenate(pieces)


def top_search(v_page, v_site, v_root):
    return {}


def macro__sections_links(v_title, v_items, v_root):
    return concatenate(('<section>\n<h2>', escape_isolated(v_title), '</h2>\n<p>', macro__macros_links(v_items, v_root), '</p>\n</section>\n')) if v_items else ''


def macro__sections_notes(v_items, v_root):
    return concatenate(('<section aria-labelledby="notes">\n<h2 id="notes">Notes</h2>\n', macro__macros_notes(v_items, v_root), '\n</section>\n')) if v_items else ''


def macro__sections_passages(v_title, v_items, v_root):
    return concatenate(('<section aria-labelledby="passages">\n<h2 id="passages">', escape_isolated(v_title), '</h2>\n', macro__macros_passages(v_items, v_root), '\n</section>\n')) if v_items else ''


def macro__sections_sources(v_items):
    return concatenate(('<section aria-labelledby="sources">\n<h2 id="sources">', macro__macros_count(filter_length(v_items), 'source'), '</h2>\n', macro__macros_sources(v_items), '\n</section>\n')) if v_items else ''


def page__sections(v_page, v_site, v_root, blocks, top):
    pieces = []
    pieces += ('\n',)
    pieces += ('\n',)
    pieces += ('\n',)
    pieces += ('\n',)
    return concatenate(pieces)


def block_actors_main(v_page, v_site, v_root, blocks, top):
    pieces = []
    pieces += ('<div class="index wide">\n<header class="head">\n<h1>', macro__macros_called(v_page.frame.title, v_page.pager, v_root), '</h1>\n', concatenate((macro__macros_part(v_page.pager), '\n')) if v_page.pager.first else concatenate(('<p class="lede">', macro__macros_count(v_page.total, v_page.kind, {'person': 'people'}.get(v_page.kind, '')), ', from A to Z' if v_page.is_a_to_z else '', concatenate(('. See also ', macro__macros_links(v_page.others, v_root, ' and '), '.')) if v_page.others else '', '</p>\n')), '</header>\n', macro__macros_jumps(v_page.index, v_root, 'Letters') if filter_length(v_page.index) > 1 else '', '<div class="az">\n')
    for v_group in v_page.letters:
        pieces += ('<section class="letter" id="', escape_isolated(v_group.element_id), '" aria-labelledby="', escape_isolated(v_group.element_id), '-name">\n<h2 id="', escape_isolated(v_group.element_id), '-name">', escape_isolated(v_group.letter), '</h2>\n<ul class="entries actors faces">\n')
        for v_item in v_group.actors:
            pieces += ('<li>\n', macro__macros_face(v_item, v_root), '\n<a href="', escape_isolated(v_root), escape_isolated(v_item.url), '"><bdi>', escape_isolated(v_item.sort_name), '</bdi></a>', macro__macros_draft(v_item), '\n', concatenate(('<p class="lead">', escape_isolated(v_item.one_line), '</p>\n')) if v_item.one_line else '', '<p class="meta">', concatenate((macro__macros_count(v_item.mentions, 'mention'), ' in ', macro__macros_count(v_item.articles, 'article'))) if v_item.mentions else 'Not named in any article', '</p>\n</li>\n')
        pieces += ('</ul>\n</section>\n',)
    pieces += ('</div>\n', macro__macros_pages(v_page.pager, v_root), '\n</div>\n')
    return concatenate(pieces)


def top_actors(v_page, v_site, v_root):
    return {}


def block_article_head(v_page, v_site, v_root, blocks, top):
    return concatenate((block_base_head(v_page, v_site, v_root, blocks, top), '\n', concatenate(('<link rel="preload" as="font" type="font/woff2" crossorigin href="', escape_isolated(v_root), 'static/fonts/newsreader-latin-wght-italic.woff2">\n')) if v_page.summary else ''))


def block_article_main(v_page, v_site, v_root, blocks, top):
    pieces = []
    v_cards = v_page.headline_cards + v_page.whole_cards
    pieces += ('<article class="article">\n<header class="head', ' with-cards' if v_cards else '', ' turned' if top['language'] and filter_direction(top['language']) != filter_direction(v_page.frame.language) else '', '">\n<div>\n', concatenate(('<p class="kicker">', macro__macros_links(v_page.topics, v_root, ' · '), '</p>\n')) if v_page.topics else '', '<h1', escape_isolated(filter_lang(top['language'])), '>', escape_isolated(filter_html(v_page.headline, v_root)), '</h1>\n<p class="meta">', macro__macros_draft(v_page.frame), '\n', concatenate(('<bdi>', escape_isolated(v_page.publisher), '</bdi>', ' · ' if v_page.date else '')) if v_page.publisher else '', macro__macros_day(v_page.date) if v_page.date else '', ' · ' if v_page.counts and (v_page.publisher or v_page.date) else '', macro__macros_names(v_page.counts), '</p>\n', concatenate(('<div class="summary">', escape_isolated(filter_html(v_page.summary, v_root)), '</div>\n')) if v_page.summary else '', '</div>\n', macro__macros_cards(v_cards, v_root, filter_length(v_cards) > 2), '</header>\n')
    if v_page.contents:
        pieces += ('<nav class="contents" aria-labelledby="contents">\n<h2 id="contents">Contents</h2>\n<ol', escape_isolated(filter_lang(top['language'])), '>\n')
        for v_entry in v_page.contents:
            pieces += ('<li class="level-', escape_isolated(v_entry.level), '"><a href="#', escape_isolated(filter_urlencode(v_entry.element_id)), '">', escape_isolated(v_entry.text), '</a></li>\n')
        pieces += ('</ol>\n</nav>\n',)
    pieces += ('<div class="flow">\n',)
    for v_block in v_page.blocks:
        pieces += ('<div class="text"', escape_isolated(filter_lang(top['language'])), '>', escape_isolated(filter_html(v_block.html, v_root)), '</div>\n', macro__macros_cards(v_block.cards, v_root, v_block.is_dense))
    pieces += ('</div>\n<dl class="facts">\n', concatenate(('<div><dt>Published by</dt><dd><bdi>', escape_isolated(v_page.publisher), '</bdi></dd></div>\n')) if v_page.publisher else '', concatenate(('<div><dt>', 'Author' if filter_length(v_page.authors) == 1 else 'Authors', '</dt><dd>', macro__macros_names(v_page.authors), '</dd></div>\n')) if v_page.authors else '', concatenate(('<div><dt>Date</dt><dd>', macro__macros_day(v_page.date), '</dd></div>\n')) if v_page.date else '', concatenate(('<div><dt>Original</dt><dd>', macro__macros_outside(v_page.url, filter_host(v_page.url)), '</dd></div>\n')) if v_page.url else '', concatenate(('<div><dt>Archived copy</dt><dd>', macro__macros_outside(v_page.archived_url, filter_host(v_page.archived_url)), '</dd></div>\n')) if v_page.archived_url else '', concatenate(('<div><dt>Rights</dt><dd><bdi>', escape_isolated(v_page.rights), '</bdi></dd></div>\n')) if v_page.rights else '', '<div><dt>Evidence</dt><dd>SHA-256 <code>', escape_isolated(v_page.sha256), '</code></dd></div>\n<div class="cite"><dt>Cite this</dt><dd><details><summary>')
    items_2 = tuple(v_page.citations)
    total_2 = len(items_2)
    for place_2, v_citation in enumerate(items_2, 1):
        pieces += (escape_isolated(v_citation.form), ', ' if not place_2 == total_2 else '')
    pieces += ('</summary>\n<div>\n',)
    for v_citation in v_page.citations:
        pieces += ('<p><b>', escape_isolated(v_citation.form), '</b></p>\n')
        if v_citation.pieces:
            pieces += ('<pre>',)
            for v_piece in v_citation.pieces:
                pieces += (escape_isolated(v_piece.text) if v_piece.is_ours else macro__macros_words(v_piece),)
            pieces += ('</pre>\n',)
        else:
            pieces += ('<pre', ' dir="ltr"' if filter_direction(v_page.frame.language) == 'rtl' else '', '>', escape_isolated(v_citation.text), '</pre>\n')
    pieces += ('</div></details></dd></div>\n</dl>\n',)
    if (v_page.people or v_page.organizations) or v_page.places:
        pieces += ('<section class="present" aria-labelledby="present">\n<h2 id="present">In this article</h2>\n',)
        for v_title, v_actors in (('People', v_page.people), ('Organizations', v_page.organizations), ('Places', v_page.places)):
            if v_actors:
                pieces += ('<div>\n<h3>', escape_isolated(v_title), '</h3>\n', macro__macros_companions(v_actors, v_root), '\n</div>\n')
        pieces += ('<p class="meta">The number says how often.</p>\n</section>\n',)
    if v_page.linked_from:
        pieces += ('<section class="present" aria-labelledby="linked-from">\n<h2 id="linked-from">Linked from</h2>\n<ul class="linked-from">\n',)
        for v_article in v_page.linked_from:
            pieces += ('<li>', macro__macros_links([v_article], v_root, ''), '</li>\n')
        pieces += ('</ul>\n</section>\n',)
    pieces += (concatenate(('<nav class="pager between" aria-label="Other articles">\n', concatenate(('<p><span>Older</span> <a rel="prev" href="', escape_isolated(v_root), escape_isolated(v_page.older.url), '">', macro__macros_words(v_page.older), '</a></p>\n')) if v_page.older else '', concatenate(('<p><span>Newer</span> <a rel="next" href="', escape_isolated(v_root), escape_isolated(v_page.newer.url), '">', macro__macros_words(v_page.newer), '</a></p>\n')) if v_page.newer else '', '</nav>\n')) if v_page.newer or v_page.older else '', '</article>\n')
    return concatenate(pieces)


def top_article(v_page, v_site, v_root):
    v_language = v_page.frame.title_language
    v_kind = 'reading'
    return {'kind': v_kind, 'language': v_language}


def block_articles_main(v_page, v_site, v_root, blocks, top):
    return concatenate(('<div class="index">\n<header class="head">\n<h1>', macro__macros_called(v_page.frame.title, v_page.pager, v_root), '</h1>\n', concatenate((macro__macros_part(v_page.pager), '\n')) if v_page.pager.first else concatenate(('<p class="lede">', macro__macros_count(v_page.total, 'article'), ', newest first</p>\n')), '</header>\n', macro__macros_articles(v_page.years, v_root), '\n', macro__macros_pages(v_page.pager, v_root), '\n</div>\n'))


def top_articles(v_page, v_site, v_root):
    return {}


def block_claims_head(v_page, v_site, v_root, blocks, top):
    return concatenate((block_base_head(v_page, v_site, v_root, blocks, top), '\n<script type="module" src="', escape_isolated(v_root), 'static/js/table.js"></script>\n'))


def block_claims_main(v_page, v_site, v_root, blocks, top):
    pieces = []
    pieces += ('<div class="index wide">\n<header class="head">\n', concatenate((macro__macros_kicker('Claims', v_page.frame.section, v_root), '\n<h1>', concatenate((macro__macros_sign(v_page.verdict), ' ')) if v_page.verdict else '', macro__macros_called(v_page.verdict.label if v_page.verdict else 'No verdict yet', v_page.pager, v_root), '</h1>\n', concatenate((macro__macros_part(v_page.pager), '\n')) if v_page.pager.first else concatenate(('<p class="definition">', escape_isolated(v_page.verdict.definition), '</p>\n', concatenate(('<p class="meta"><a href="', escape_isolated(v_root), escape_isolated(v_page.verdict.url), '">', escape_isolated(v_site.scale.text), '</a></p>\n')) if v_page.verdict.url else '')) if v_page.verdict else '')) if v_page.is_of_one else concatenate(('<h1>', macro__macros_called(v_page.frame.title, v_page.pager, v_root), '</h1>\n', concatenate((macro__macros_part(v_page.pager), '\n')) if v_page.pager.first else concatenate(('<p class="lede">', macro__macros_count(v_page.total, 'claim'), ', newest first, and how they hold up</p>\n', concatenate(('<p class="meta parts">', concatenate(('<span>', macro__macros_link(v_site.scale, v_root), '</span>')) if v_site.scale else '', concatenate((' <span>', macro__macros_link(v_site.corrections, v_root), '</span>')) if v_site.corrections else '', concatenate((' <span><a href="', escape_isolated(v_root), escape_isolated(v_page.frame.meta.feed), '">Feed</a></span>')) if v_page.frame.meta.feed else '', '</p>\n')) if (v_site.scale or v_site.corrections) or v_page.frame.meta.feed else '')))), '</header>\n', macro__macros_bar(v_page.shares, 'All claims by verdict', v_root, v_page.frame.url), '\n', concatenate(('<p class="meta">The table has ', escape_isolated(filter_length(v_page.claims)), ' of ', macro__macros_count(v_page.total, 'claim'), '; each verdict above leads to all of its claims.</p>\n')) if v_page.pager.sections else '', '<table class="sortable"', ' data-part' if v_page.pager.first or v_page.pager.next else '', '>\n<thead>\n<tr>\n<th scope="col" data-field="claim">Claim</th>\n', '<th scope="col" data-field="verdict">Verdict</th>\n' if not v_page.is_of_one else '', '<th scope="col" data-field="speaker">Speaker</th>\n<th scope="col" data-field="topic">Topic</th>\n<th scope="col" data-field="date">Date</th>\n<th scope="col" data-field="article">Article</th>\n</tr>\n</thead>\n<tbody>\n')
    for v_item in v_page.claims:
        pieces += ('<tr>\n<td><a href="', escape_isolated(v_root), escape_isolated(v_item.url), '">', escape_isolated(v_item.statement), '</a>', macro__macros_draft(v_item), '</td>\n', concatenate(('<td>', macro__macros_verdict(v_item.verdict, v_root), '</td>\n')) if not v_page.is_of_one else '', '<td>', macro__macros_links(v_item.speakers, v_root) or 'The article’s own words', '</td>\n<td>', macro__macros_links(v_item.topics, v_root), '</td>\n<td>', macro__macros_short_day(v_item.date) if v_item.date else '', '</td>\n<td>', macro__macros_links(v_item.articles, v_root, '; '), '</td>\n</tr>\n')
    pieces += ('</tbody>\n</table>\n', macro__macros_pages(v_page.pager, v_root), '\n</div>\n')
    return concatenate(pieces)


def top_claims(v_page, v_site, v_root):
    return {}


def block_corrections_main(v_page, v_site, v_root, blocks, top):
    pieces = []
    pieces += ('<div class="index">\n<header class="head">\n<h1>', macro__macros_called(v_page.frame.title, v_page.pager, v_root), macro__macros_draft(v_page.frame), '</h1>\n', concatenate((macro__macros_part(v_page.pager), '\n')) if v_page.pager.first else concatenate(('<p class="lede">', macro__macros_count(v_page.total, 'correction'), ', newest first</p>\n')) if v_page.total else '<p class="lede">Nothing has been corrected or withdrawn.</p>\n', concatenate(('<p class="meta"><a href="', escape_isolated(v_root), escape_isolated(v_page.frame.meta.feed), '">Feed</a></p>\n')) if v_page.frame.meta.feed else '', '</header>\n', concatenate(('<div class="prose">', escape_isolated(filter_html(v_page.intro, v_root)), '</div>\n')) if v_page.intro else '')
    for v_group in v_page.years:
        pieces += ('<section class="year">\n<h2>', escape_isolated(v_group.year or 'Undated'), '</h2>\n<ul class="entries">\n')
        for v_item in v_group.corrections:
            pieces += ('<li>\n<p class="statement">', macro__macros_link(v_item.what, v_root), macro__macros_draft(v_item), '</p>\n<p class="meta parts">', concatenate(('<span>', macro__macros_day(v_item.date), '</span> ')) if v_item.date else '', '<span>', concatenate((escape_isolated(filter_capitalize(v_item.record)), ' withdrawn')) if v_item.kind == 'withdrawn' else concatenate(('Corrected; verdict ', macro__macros_verdict(v_item.verdict, v_root))) if v_item.kind == 'words' else macro__macros_changed(v_item.before, v_item.verdict, v_root), '</span></p>\n', concatenate(('<div class="prose">', escape_isolated(filter_html(v_item.reason, v_root)), '</div>\n')) if v_item.reason else concatenate(('<p class="lead">', escape_isolated(v_item.why), '</p>\n')) if v_item.why else '', '</li>\n')
        pieces += ('</ul>\n</section>\n',)
    pieces += (macro__macros_pages(v_page.pager, v_root), '\n</div>\n')
    return concatenate(pieces)


def top_corrections(v_page, v_site, v_root):
    return {}


def block_data_main(v_page, v_site, v_root, blocks, top):
    pieces = []
    pieces += ('<div class="index">\n<header class="head">\n<h1>', escape_isolated(v_page.frame.title), '</h1>\n<p class="lede">', escape_isolated(v_page.frame.description), '</p>\n</header>\n<ul class="entries">\n')
    for v_file in v_page.files:
        pieces += ('<li>\n<p class="statement"><a href="', escape_isolated(v_root), escape_isolated(v_file.url), '">', escape_isolated(v_file.name), '</a></p>\n<p class="lead"><bdi>', escape_isolated(v_file.description), '</bdi></p>\n<p class="meta"><bdi>', macro__macros_count(v_file.count, 'record'), '</bdi></p>\n</li>\n')
    pieces += ('</ul>\n<p>Each line of a <code>.jsonl</code> file is a record in JSON. <a href="', escape_isolated(v_root), escape_isolated(v_page.package), '">datapackage.json</a> says what every column holds (<a href="https://specs.frictionlessdata.io/data-package/" rel="external noopener">Data Package</a>).</p>\n</div>\n')
    return concatenate(pieces)


def top_data(v_page, v_site, v_root):
    return {}


def macro_editors_passages(v_row, v_name):
    pieces = []
    pieces += ('<tr>\n<td class="entries">', escape_isolated(v_name), '</td>\n')
    for v_number, v_way in ((v_row.exact, 'exact'), (v_row.folded, 'folded'), (v_row.ambiguous, 'ambiguous'), (v_row.lost, 'lost')):
        pieces += ('<td>', concatenate((escape_isolated('{:,}'.format(v_number)), '&nbsp;', escape_isolated(v_way))) if v_number else '', '</td>\n')
    pieces += ('</tr>\n',)
    return concatenate(pieces)


def block_editors_main(v_page, v_site, v_root, blocks, top):
    pieces = []
    pieces += ('<div class="index">\n<header class="head">\n<h1>', escape_isolated(v_page.frame.title), '</h1>\n<p class="lede">What is not done yet, or could be done better, and in which file. Only builds with drafts have this page.</p>\n</header>\n<ul class="names">\n')
    for v_list in v_page.lists:
        pieces += ('<li>', concatenate(('<a href="#', escape_isolated(v_list.element_id), '">', escape_isolated(v_list.title), '</a>')) if v_list.total else escape_isolated(v_list.title), ' <span class="count">', escape_isolated('{:,}'.format(v_list.total)), '</span></li>\n')
    pieces += (concatenate(('<li><a href="#health">Files with passages that are not exact</a> <span class="count">', escape_isolated('{:,}'.format(v_page.unsound)), '</span></li>\n')) if v_page.files else '', '</ul>\n')
    for v_list in v_page.lists:
        if v_list.total:
            pieces += ('<section aria-labelledby="', escape_isolated(v_list.element_id), '">\n<h2 id="', escape_isolated(v_list.element_id), '">', escape_isolated(v_list.title), '</h2>\n<p class="meta">', escape_isolated(v_list.advice), concatenate((' These are the first ', escape_isolated(filter_length(v_list.tasks)), ' of ', escape_isolated('{:,}'.format(v_list.total)), '.')) if filter_length(v_list.tasks) < v_list.total else '', '</p>\n<ul class="entries">\n')
            for v_task in v_list.tasks:
                pieces += ('<li>\n<p class="statement">', macro__macros_link(v_task.what, v_root), macro__macros_draft(v_task), '</p>\n', concatenate(('<p class="lost"><q', escape_isolated(filter_lang(v_task.language)), '>', escape_isolated(v_task.lost), '</q></p>\n')) if v_task.lost else '', '<p class="meta parts">')
                items_4 = tuple(v_task.facts)
                total_4 = len(items_4)
                for place_4, v_fact in enumerate(items_4, 1):
                    pieces += ('<span><bdi>', escape_isolated(v_fact), '</bdi>', concatenate((' ', macro__macros_links(v_task.links, v_root))) if place_4 == total_4 and v_task.links else '', '</span> ')
                pieces += (concatenate(('<span><code>', escape_isolated(v_task.file), '</code></span>')) if v_task.file else '', '</p>\n')
                for v_example in v_task.examples:
                    pieces += ('<p class="lead"', escape_isolated(filter_lang(v_example.article.language)), '>', macro__macros_excerpt(v_example.excerpt, markup_join((v_root, v_example.url))), '</p>\n<p class="meta parts"><span>', macro__macros_link(v_example.article, v_root), '</span> <span><code>', escape_isolated(v_example.file), '</code></span></p>\n')
                pieces += ('</li>\n',)
            pieces += ('</ul>\n</section>\n',)
    if v_page.files:
        pieces += ('<section aria-labelledby="health">\n<h2 id="health">How passages were found</h2>\n<p class="meta">Exactly as quoted; once typography was folded (quotes, dashes, spaces); in several places; or not.', concatenate((' These are the first ', escape_isolated(filter_length(v_page.passages)), ' of ', escape_isolated('{:,}'.format(v_page.unsound)), ' files that have others than exact ones.')) if filter_length(v_page.passages) < v_page.unsound else '', '</p>\n<table class="sortable">\n<tbody>\n')
        for v_row in v_page.passages:
            pieces += (macro_editors_passages(v_row, v_row.file),)
        pieces += (macro_editors_passages(v_page.whole, markup_join((Markup(macro__macros_count(v_page.files, 'file')), ' in all'))), '\n</tbody>\n</table>\n</section>\n')
    pieces += ('</div>\n',)
    return concatenate(pieces)


def top_editors(v_page, v_site, v_root):
    return {}


def block_home_main(v_page, v_site, v_root, blocks, top):
    pieces = []
    pieces += ('<header class="head">\n<h1>', escape_isolated(v_site.title), '</h1>\n', concatenate(('<p class="lede">', escape_isolated(v_site.description), '</p>\n')) if v_site.description else '', concatenate(('<p class="meta">', macro__macros_links(v_page.counts, v_root, ' · '), '</p>\n')) if v_page.counts else '', '</header>\n')
    if v_page.articles:
        pieces += ('<section class="newest" aria-labelledby="articles">\n<h2 id="articles">Newest articles</h2>\n<ol class="entries">\n',)
        for v_item in v_page.articles:
            pieces += (macro__macros_article(v_item, v_root),)
        pieces += ('</ol>\n</section>\n',)
    if v_page.people:
        pieces += ('<section aria-labelledby="people">\n<h2 id="people">Most present</h2>\n<ul class="band faces">\n',)
        for v_item in v_page.people:
            pieces += ('<li>', macro__macros_face(v_item, v_root), '<a href="', escape_isolated(v_root), escape_isolated(v_item.url), '"><bdi>', escape_isolated(v_item.name), '</bdi></a>', macro__macros_draft(v_item), ' <span class="meta">', escape_isolated(v_item.one_line or Markup(macro__macros_count(v_item.articles, 'article'))), '</span></li>\n')
        pieces += ('</ul>\n</section>\n',)
    pieces += (concatenate(('<section class="verdicts" aria-labelledby="verdicts">\n<h2 id="verdicts">How the claims hold up</h2>\n', macro__macros_bar(v_page.shares, 'All claims by verdict', v_root), '\n</section>\n')) if v_page.shares else '',)
    if v_page.topics:
        pieces += ('<section class="subjects" aria-labelledby="topics">\n<h2 id="topics">Topics</h2>\n<ul class="names">\n',)
        for v_item in v_page.topics:
            pieces += ('<li><a href="', escape_isolated(v_root), escape_isolated(v_item.url), '"><bdi>', escape_isolated(v_item.name), '</bdi></a>', macro__macros_draft(v_item), concatenate((' <span class="count">', escape_isolated(v_item.articles), '</span>')) if v_item.articles else '', '</li>\n')
        pieces += ('</ul>\n</section>\n',)
    pieces += (concatenate(('<section aria-labelledby="years">\n<h2 id="years"><a href="', escape_isolated(v_root), 'timeline/">Timeline</a></h2>\n', macro__macros_in_time(v_page.periods, v_root), '\n</section>\n')) if v_page.periods else '',)
    return concatenate(pieces)


def top_home(v_page, v_site, v_root):
    v_kind = 'home'
    return {'kind': v_kind}


def block_notes_main(v_page, v_site, v_root, blocks, top):
    return concatenate(('<div class="index">\n<header class="head">\n<h1>', macro__macros_called(v_page.frame.title, v_page.pager, v_root), '</h1>\n', concatenate((macro__macros_part(v_page.pager), '\n')) if v_page.pager.first else concatenate(('<p class="lede">', macro__macros_count(v_page.total, 'note'), ' on what a reader needs to know</p>\n')), '</header>\n', macro__macros_notes(v_page.notes, v_root), '\n', macro__macros_pages(v_page.pager, v_root), '\n</div>\n'))


def top_notes(v_page, v_site, v_root):
    return {}


def block_page_main(v_page, v_site, v_root, blocks, top):
    return concatenate(('<article class="text-page">\n<header class="head">\n<h1>', escape_isolated(v_page.frame.title), macro__macros_draft(v_page.frame), '</h1>\n</header>\n<div class="prose">', escape_isolated(filter_html(v_page.body, v_root)), '</div>\n</article>\n'))


def top_page(v_page, v_site, v_root):
    return {}


def block_timeline_main(v_page, v_site, v_root, blocks, top):
    pieces = []
    pieces += ('<div class="index">\n<header class="head">\n<h1>', macro__macros_called(v_page.frame.title, v_page.pager, v_root), '</h1>\n', concatenate((macro__macros_part(v_page.pager), '\n')) if v_page.pager.first else concatenate(('<p class="lede">', escape_isolated(v_page.frame.description), '</p>\n')), '</header>\n', macro__macros_in_time(v_page.periods, v_root) if v_page.periods else '', macro__macros_jumps(v_page.index, v_root, 'Years') if filter_length(v_page.index) > 1 else '')
    for v_year in v_page.years:
        pieces += ('<section id="', escape_isolated(v_year.element_id), '" aria-labelledby="', escape_isolated(v_year.element_id), '-name">\n<h2 id="', escape_isolated(v_year.element_id), '-name">', escape_isolated(v_year.year), concatenate((' <span class="meta">', macro__macros_both(v_year), '</span>')) if v_year.articles or v_year.claims else '', '</h2>\n', macro__macros_timeline(v_year.items, v_root), '\n</section>\n')
    pieces += (macro__macros_pages(v_page.pager, v_root), '\n</div>\n')
    return concatenate(pieces)


def top_timeline(v_page, v_site, v_root):
    return {}


def block_topics_main(v_page, v_site, v_root, blocks, top):
    return concatenate(('<div class="index">\n<header class="head">\n<h1>', macro__macros_called(v_page.frame.title, v_page.pager, v_root), '</h1>\n', concatenate((macro__macros_part(v_page.pager), '\n')) if v_page.pager.first else concatenate(('<p class="lede">', macro__macros_count(v_page.total, 'topic'), '</p>\n')), '</header>\n', macro__macros_topics(v_page.topics, v_root, v_is_top=True), '\n', macro__macros_pages(v_page.pager, v_root), '\n</div>\n'))


def top_topics(v_page, v_site, v_root):
    return {}


def block_verdicts_main(v_page, v_site, v_root, blocks, top):
    pieces = []
    pieces += ('<div class="index">\n<header class="head">\n', concatenate((macro__macros_kicker('Claims', v_page.frame.section, v_root), '\n')) if v_page.frame.section != v_page.frame.url else '', '<h1><bdi>', escape_isolated(v_page.frame.title), '</bdi>', macro__macros_draft(v_page.frame), '</h1>\n</header>\n', concatenate(('<div class="prose">', escape_isolated(filter_html(v_page.intro, v_root)), '</div>\n')) if v_page.intro else '', '<ul class="entries">\n')
    for v_step in v_page.steps:
        pieces += ('<li id="', escape_isolated(v_step.element_id), '">\n<h2 class="statement">', macro__macros_verdict(v_step.verdict), '</h2>\n<p>', escape_isolated(v_step.verdict.definition), '</p>\n<p class="meta">', concatenate(('Rating ', escape_isolated(v_step.verdict.rating), ' · ')) if v_step.verdict.rating else '', concatenate(('<a href="', escape_isolated(v_root), escape_isolated(v_step.url), '">', macro__macros_count(v_step.count, 'claim'), '</a>')) if v_step.url else 'No claims', '</p>\n</li>\n')
    pieces += ('</ul>\n</div>\n',)
    return concatenate(pieces)


def top_verdicts(v_page, v_site, v_root):
    return {}


def block_withdrawn_head(v_page, v_site, v_root, blocks, top):
    return concatenate((block_base_head(v_page, v_site, v_root, blocks, top), '\n<meta name="robots" content="noindex">\n'))


def block_withdrawn_main(v_page, v_site, v_root, blocks, top):
    return concatenate(('<article class="text-page">\n<header class="head">\n<h1', escape_isolated(filter_lang(v_page.frame.title_language)), '>', escape_isolated(v_page.frame.title), '</h1>\n<p class="lede">This ', escape_isolated(v_page.kind), ' was withdrawn', concatenate((', ', macro__macros_day(v_page.date))) if v_page.date else '', '.</p>\n</header>\n<div class="prose">\n', concatenate((escape_isolated(filter_html(v_page.reason, v_root)), '\n')) if v_page.reason else '<p>No reason was given.</p>\n', '<p><a href="', escape_isolated(v_root), escape_isolated(v_page.frame.section), '">', concatenate(('All ', 'people' if v_page.kind == 'person' else escape_isolated(markup_join((v_page.kind, 's'))))) if v_page.frame.section else escape_isolated(v_site.title), '</a>', concatenate((' · ', macro__macros_link(v_page.corrections, v_root))) if v_page.corrections else '', '</p>\n</div>\n</article>\n'))


def top_withdrawn(v_page, v_site, v_root):
    return {}


def block_actor_main(v_page, v_site, v_root, blocks, top):
    pieces = []
    pieces += ('<article class="aside-page">\n<header class="head">\n', macro__macros_kicker(filter_capitalize(v_page.kind), v_page.frame.section, v_root), '\n<h1>', macro__macros_called(v_page.name, v_page.pager, v_root), macro__macros_draft(v_page.frame), '</h1>\n', macro__macros_part(v_page.pager), '\n', concatenate(('<p class="lede">', escape_isolated(v_page.one_line), '</p>\n')) if v_page.one_line else '', concatenate(('<p class="meta">Also called ', macro__macros_names(v_page.aliases), '</p>\n')) if v_page.aliases else '', '</header>\n<div class="main">\n', concatenate(('<div class="prose">\n', concatenate(('<figure class="portrait">\n<img src="', escape_isolated(v_root), escape_isolated(v_page.image.url), '" alt="', escape_isolated(v_page.image.alt), '">\n', concatenate(('<figcaption>', macro__macros_names(filter(None, [v_page.image.credit, v_page.image.rights]), ' · '), '</figcaption>\n')) if v_page.image.credit or v_page.image.rights else '', '</figure>\n')) if v_page.image else '', escape_isolated(filter_html(v_page.summary, v_root)), '\n', escape_isolated(filter_html(v_page.body, v_root)), '\n</div>\n')) if (v_page.image or v_page.summary) or v_page.body else '')
    if v_page.years or not v_page.pager.first:
        pieces += ('<section aria-labelledby="mentions">\n<h2 id="mentions">', concatenate((macro__macros_count(v_page.mention_count, 'mention'), ' in ', macro__macros_count(v_page.article_count, 'article'))) if v_page.mention_count else 'Mentions', '</h2>\n', concatenate(('<p>No article names <bdi>', escape_isolated(v_page.name), '</bdi>.</p>\n')) if not v_page.mention_count and (not v_page.pager.first) else '')
        for v_year in v_page.years:
            pieces += ('<section class="year">\n<h3>', escape_isolated(v_year.year or 'Undated'), '</h3>\n<ul class="entries mentions">\n')
            for v_group in v_year.groups:
                pieces += ('<li>\n',)
                for v_mention in v_group.mentions:
                    pieces += ('<p', escape_isolated(filter_lang(v_group.article.language)), '>', macro__macros_sentence(v_mention.pieces, v_root), '</p>\n')
                pieces += ('<p class="meta">', macro__macros_link(v_group.article, v_root), ' (continued)' if v_group.is_continued else '', concatenate((' · <bdi>', escape_isolated(v_group.publisher), '</bdi>')) if v_group.publisher else '', concatenate((' · ', macro__macros_short_day(v_group.date))) if v_group.date else '', '</p>\n</li>\n')
            pieces += ('</ul>\n</section>\n',)
        pieces += ('</section>\n',)
    if v_page.about_articles:
        pieces += ('<section aria-labelledby="about">\n<h2 id="about">Articles about <bdi>', escape_isolated(v_page.name), '</bdi> that do not use the name</h2>\n<ol class="entries">\n')
        for v_item in v_page.about_articles:
            pieces += (macro__macros_article(v_item, v_root),)
        pieces += ('</ol>\n</section>\n',)
    if v_page.claims_made:
        pieces += ('<section aria-labelledby="claims-made">\n<h2 id="claims-made">Claims by <bdi>', escape_isolated(v_page.name), '</bdi></h2>\n', macro__macros_bar(v_page.shares, 'How they hold up'))
        for v_group in v_page.claims_made:
            pieces += ('<h3>', macro__macros_verdict(v_group.verdict), '</h3>\n', macro__macros_claims(v_group.claims, v_root, v_with_verdict=False, v_with_speaker=False))
        pieces += ('</section>\n',)
    pieces += (concatenate(('<section aria-labelledby="claims-about">\n<h2 id="claims-about">Claims about <bdi>', escape_isolated(v_page.name), '</bdi></h2>\n', macro__macros_claims(v_page.claims_about, v_root), '\n</section>\n')) if v_page.claims_about else '', concatenate(('<section aria-labelledby="claims-reported">\n<h2 id="claims-reported">Claims of others, reported by <bdi>', escape_isolated(v_page.name), '</bdi></h2>\n', macro__macros_claims(v_page.claims_reported, v_root), '\n</section>\n')) if v_page.claims_reported else '', macro__sections_notes(v_page.notes, v_root), macro__macros_pages(v_page.pager, v_root), '\n</div>\n<div class="aside">\n', concatenate(('<section>\n<h2>Life</h2>\n<ul>\n', concatenate(('<li>Born ', macro__macros_day_of(v_page.born), '</li>\n')) if v_page.born else '', concatenate(('<li>Died ', macro__macros_day_of(v_page.died), '</li>\n')) if v_page.died else '', '</ul>\n</section>\n')) if v_page.born or v_page.died else '')
    if v_page.roles:
        pieces += ('<section>\n<h2>Roles</h2>\n', escape_isolated(filter_html(filter_role_bars(v_page.roles), v_root)), '\n<ul class="roles">\n')
        for v_role in v_page.roles:
            pieces += ('<li>', concatenate(('<span class="when">', escape_isolated(v_role.years), '</span> ')) if v_role.years else '', '<span><bdi>', escape_isolated(v_role.title), '</bdi>', concatenate((', ', macro__macros_link(v_role.of, v_root))) if v_role.of else '', '</span></li>\n')
        pieces += ('</ul>\n</section>\n',)
    pieces += (concatenate(('<section>\n<h2>Appears with</h2>\n', escape_isolated(filter_html(filter_network(v_page.companions, v_page.name), v_root)), '\n', macro__macros_companions(v_page.companions, v_root), '\n<p class="meta">The number says in how many articles; lines are thicker where it is larger.</p>\n</section>\n')) if v_page.companions else '', macro__sections_links('Topics', v_page.topics, v_root))
    if v_page.related:
        pieces += ('<section>\n<h2>Related</h2>\n<ul>\n',)
        for v_one in v_page.related:
            pieces += ('<li>', macro__macros_link(v_one.actor, v_root), ', <bdi>', escape_isolated(v_one.relation), '</bdi></li>\n')
        pieces += ('</ul>\n</section>\n',)
    if v_page.same_as:
        pieces += ('<section>\n<h2>Elsewhere</h2>\n<ul>\n',)
        for v_url in v_page.same_as:
            pieces += ('<li>', macro__macros_outside(v_url, filter_host(v_url)), '</li>\n')
        pieces += ('</ul>\n</section>\n',)
    pieces += (concatenate(('<section>\n<h2>Sources</h2>\n', macro__macros_sources(v_page.sources), '\n</section>\n')) if v_page.sources else '', macro__macros_feed(v_page.frame, v_root), '\n</div>\n</article>\n')
    return concatenate(pieces)


def top_actor(v_page, v_site, v_root):
    return {}


def block_claim_main(v_page, v_site, v_root, blocks, top):
    pieces = []
    pieces += ('<article class="aside-page">\n<header class="head">\n', macro__macros_kicker('Claim', v_page.frame.section, v_root), '\n<h1 class="sentence">', escape_isolated(v_page.statement), '</h1>\n<p class="lede">', concatenate(('Said by ', macro__macros_links(v_page.speakers, v_root))) if v_page.speakers else 'In the article’s own words', concatenate((', ', macro__macros_day(v_page.date))) if v_page.date else '', macro__macros_draft(v_page.frame), '</p>\n</header>\n<div class="main">\n<section class="judgment" aria-labelledby="verdict">\n<h2 id="verdict"><span class="label">Verdict</span> ', macro__macros_verdict(v_page.verdict, v_root), '</h2>\n', concatenate(('<p class="definition">', escape_isolated(v_page.verdict.definition), concatenate((' Rating ', escape_isolated(v_page.verdict.rating), '.')) if v_page.verdict.rating else '', '</p>\n')) if v_page.verdict else '', concatenate(('<div class="prose">', escape_isolated(filter_html(v_page.review, v_root)), '</div>\n')) if v_page.review else '', concatenate(('<p class="meta">Reviewed', concatenate((' by ', macro__macros_reviewer(v_page.reviewer, v_root))) if v_page.reviewer else '', concatenate((', ', macro__macros_day(v_page.reviewed))) if v_page.reviewed else '', '</p>\n')) if v_page.reviewer or v_page.reviewed else '', '</section>\n')
    if v_page.reviews:
        pieces += ('<section aria-labelledby="reviews">\n<h2 id="reviews">', macro__macros_count(filter_length(v_page.reviews), 'other review'), '</h2>\n<p class="meta">The review above is the one that is shown as the verdict.</p>\n<ul class="entries">\n')
        for v_item in v_page.reviews:
            pieces += ('<li id="', escape_isolated(v_item.element_id), '">\n<p class="meta parts"><span>', macro__macros_verdict(v_item.verdict, v_root), '</span>', concatenate((' <span>', macro__macros_reviewer(v_item.by, v_root), '</span>')) if v_item.by else '', concatenate((' <span>', macro__macros_day(v_item.date), '</span>')) if v_item.date else '', '</p>\n', concatenate(('<div class="prose">', escape_isolated(filter_html(v_item.review, v_root)), '</div>\n')) if v_item.review else '', '</li>\n')
        pieces += ('</ul>\n</section>\n',)
    pieces += (macro__sections_passages('Where it was said', v_page.passages, v_root),)
    for v_group in v_page.related:
        pieces += ('<section>\n<h2>', escape_isolated(v_group.label), '</h2>\n', macro__macros_claims(v_group.claims, v_root), '\n</section>\n')
    if v_page.history:
        pieces += ('<section aria-labelledby="history">\n<h2 id="history">How the verdict changed</h2>\n<ol class="timeline">\n',)
        for v_entry in v_page.history:
            pieces += ('<li id="', escape_isolated(v_entry.element_id), '"><span class="when">', macro__macros_short_day(v_entry.date), '</span> <span>', concatenate((macro__macros_changed(v_entry.before, v_entry.verdict, v_root), ' ')) if v_entry.verdict else '', escape_isolated(v_entry.why), '</span></li>\n')
        pieces += ('</ol>\n</section>\n',)
    pieces += (macro__sections_sources(v_page.sources), '</div>\n<div class="aside">\n', macro__sections_links('Reported by', v_page.reported_by, v_root), macro__sections_links('About', v_page.about, v_root), macro__sections_links('Topics', v_page.topics, v_root), '</div>\n</article>\n')
    return concatenate(pieces)


def top_claim(v_page, v_site, v_root):
    return {}


def block_note_main(v_page, v_site, v_root, blocks, top):
    pieces = []
    pieces += ('<article class="aside-page">\n<header class="head">\n', macro__macros_kicker('Note', v_page.frame.section, v_root), '\n<h1>', macro__macros_called(v_page.title, v_page.pager, v_root), macro__macros_draft(v_page.frame), '</h1>\n', macro__macros_part(v_page.pager), '\n</header>\n<div class="main">\n', concatenate(('<div class="prose">', escape_isolated(filter_html(v_page.body, v_root)), '</div>\n')) if v_page.body else '')
    if v_page.authors or v_page.certainty:
        pieces += ('<p class="meta">',)
        if v_page.authors:
            pieces += ('By ',)
            items_4 = tuple(v_page.authors)
            total_4 = len(items_4)
            for place_4, v_who in enumerate(items_4, 1):
                pieces += (macro__macros_reviewer(v_who, v_root), ', ' if not place_4 == total_4 else '')
        pieces += (' · ' if v_page.authors and v_page.certainty else '', concatenate(('Certainty: ', escape_isolated(v_page.certainty))) if v_page.certainty else '', '</p>\n')
    v_verb = 'Explains' if v_page.does_explain else 'Marks'
    pieces += (macro__sections_passages(v_verb if v_page.pager.first else markup_join((v_verb, ' ', Markup(macro__macros_count(v_page.passage_count, 'passage')))), v_page.passages, v_root), macro__sections_sources(v_page.sources), macro__macros_pages(v_page.pager, v_root), '\n</div>\n<div class="aside">\n', macro__sections_links('Who and what it is about', v_page.actors, v_root), macro__sections_links('Topics', v_page.topics, v_root), '</div>\n</article>\n')
    return concatenate(pieces)


def top_note(v_page, v_site, v_root):
    return {}


def block_topic_main(v_page, v_site, v_root, blocks, top):
    pieces = []
    pieces += ('<article class="aside-page">\n<header class="head">\n', macro__macros_crumbs(v_page.frame.crumbs, v_root), '\n<h1>', macro__macros_called(v_page.name, v_page.pager, v_root), macro__macros_draft(v_page.frame), '</h1>\n', macro__macros_part(v_page.pager), '\n', concatenate(('<div class="lede">', escape_isolated(filter_html(v_page.summary, v_root)), '</div>\n')) if v_page.summary else '', '</header>\n<div class="main">\n', concatenate(('<div class="prose">', escape_isolated(filter_html(v_page.body, v_root)), '</div>\n')) if v_page.body else '')
    if v_page.articles:
        pieces += ('<section aria-labelledby="articles">\n<h2 id="articles">', 'Articles' if v_page.pager.first else macro__macros_count(v_page.article_count, 'article'), '</h2>\n<ol class="entries">\n')
        for v_group in v_page.articles:
            for v_item in v_group.articles:
                pieces += (macro__macros_article(v_item, v_root),)
        pieces += ('</ol>\n</section>\n',)
    pieces += (concatenate(('<section aria-labelledby="claims">\n<h2 id="claims">Claims</h2>\n', macro__macros_bar(v_page.shares, 'How they hold up'), '\n', macro__macros_claims(v_page.claims, v_root), '\n</section>\n')) if v_page.claims else '', macro__sections_notes(v_page.notes, v_root), concatenate(('<section aria-labelledby="timeline">\n<h2 id="timeline">In order of time</h2>\n', macro__macros_in_time(v_page.periods, v_root) if v_page.periods else '', macro__macros_timeline(v_page.timeline, v_root) if v_page.timeline else '', '</section>\n')) if v_page.timeline or v_page.periods else '', macro__macros_pages(v_page.pager, v_root), '\n</div>\n<div class="aside">\n')
    if v_page.children:
        pieces += ('<section>\n<h2>Part of this topic</h2>\n<ul>\n',)
        for v_child in v_page.children:
            pieces += ('<li>', macro__macros_link(v_child, v_root), '</li>\n')
        pieces += ('</ul>\n</section>\n',)
    pieces += (concatenate(('<section>\n<h2>Part of</h2>\n<p>', macro__macros_link(v_page.parent, v_root), '</p>\n</section>\n')) if v_page.parent else '',)
    if v_page.related:
        pieces += ('<section>\n<h2>Related topics</h2>\n<ul>\n',)
        for v_one in v_page.related:
            pieces += ('<li>', macro__macros_link(v_one, v_root), '</li>\n')
        pieces += ('</ul>\n</section>\n',)
    pieces += (concatenate(('<section>\n<h2>Who and what is named</h2>\n', macro__macros_companions(v_page.actors, v_root), '\n<p class="meta">The number says in how many articles.</p>\n</section>\n')) if v_page.actors else '', macro__macros_feed(v_page.frame, v_root), '\n</div>\n</article>\n')
    return concatenate(pieces)


def top_topic(v_page, v_site, v_root):
    return {}


FINGERPRINT = '5ec394bbaa3151616d7867b48b7f3d082ef3eba7a0daae2f302b975de3ef425b'
PAGES = {
    'base.html': (page_base, None, {'title': block_base_title, 'head': block_base_head, 'kind': block_base_kind, 'main': block_base_main}, ['base.html']),
    '_macros.html': (page__macros, None, {}, ['_macros.html']),
    '404.html': (page_base, top_404, {'title': block_base_title, 'head': block_404_head, 'kind': block_base_kind, 'main': block_404_main}, ['404.html', 'base.html']),
    'redirect.html': (page_base, top_redirect, {'title': block_base_title, 'head': block_redirect_head, 'kind': block_base_kind, 'main': block_redirect_main}, ['base.html', 'redirect.html']),
    'search.html': (page_base, top_search, {'title': block_base_title, 'head': block_search_head, 'kind': block_base_kind, 'main': block_search_main}, ['base.html', 'search.html']),
    '_sections.html': (page__sections, None, {}, ['_macros.html', '_sections.html']),
    'actors.html': (page_base, top_actors, {'title': block_base_title, 'head': block_base_head, 'kind': block_base_kind, 'main': block_actors_main}, ['_macros.html', 'actors.html', 'base.html']),
    'article.html': (page_base, top_article, {'title': block_base_title, 'head': block_article_head, 'kind': block_base_kind, 'main': block_article_main}, ['_macros.html', 'article.html', 'base.html']),
    'articles.html': (page_base, top_articles, {'title': block_base_title, 'head': block_base_head, 'kind': block_base_kind, 'main': block_articles_main}, ['_macros.html', 'articles.html', 'base.html']),
    'claims.html': (page_base, top_claims, {'title': block_base_title, 'head': block_claims_head, 'kind': block_base_kind, 'main': block_claims_main}, ['_macros.html', 'base.html', 'claims.html']),
    'corrections.html': (page_base, top_corrections, {'title': block_base_title, 'head': block_base_head, 'kind': block_base_kind, 'main': block_corrections_main}, ['_macros.html', 'base.html', 'corrections.html']),
    'data.html': (page_base, top_data, {'title': block_base_title, 'head': block_base_head, 'kind': block_base_kind, 'main': block_data_main}, ['_macros.html', 'base.html', 'data.html']),
    'editors.html': (page_base, top_editors, {'title': block_base_title, 'head': block_base_head, 'kind': block_base_kind, 'main': block_editors_main}, ['_macros.html', 'base.html', 'editors.html']),
    'home.html': (page_base, top_home, {'title': block_base_title, 'head': block_base_head, 'kind': block_base_kind, 'main': block_home_main}, ['_macros.html', 'base.html', 'home.html']),
    'notes.html': (page_base, top_notes, {'title': block_base_title, 'head': block_base_head, 'kind': block_base_kind, 'main': block_notes_main}, ['_macros.html', 'base.html', 'notes.html']),
    'page.html': (page_base, top_page, {'title': block_base_title, 'head': block_base_head, 'kind': block_base_kind, 'main': block_page_main}, ['_macros.html', 'base.html', 'page.html']),
    'timeline.html': (page_base, top_timeline, {'title': block_base_title, 'head': block_base_head, 'kind': block_base_kind, 'main': block_timeline_main}, ['_macros.html', 'base.html', 'timeline.html']),
    'topics.html': (page_base, top_topics, {'title': block_base_title, 'head': block_base_head, 'kind': block_base_kind, 'main': block_topics_main}, ['_macros.html', 'base.html', 'topics.html']),
    'verdicts.html': (page_base, top_verdicts, {'title': block_base_title, 'head': block_base_head, 'kind': block_base_kind, 'main': block_verdicts_main}, ['_macros.html', 'base.html', 'verdicts.html']),
    'withdrawn.html': (page_base, top_withdrawn, {'title': block_base_title, 'head': block_withdrawn_head, 'kind': block_base_kind, 'main': block_withdrawn_main}, ['_macros.html', 'base.html', 'withdrawn.html']),
    'actor.html': (page_base, top_actor, {'title': block_base_title, 'head': block_base_head, 'kind': block_base_kind, 'main': block_actor_main}, ['_macros.html', '_sections.html', 'actor.html', 'base.html']),
    'claim.html': (page_base, top_claim, {'title': block_base_title, 'head': block_base_head, 'kind': block_base_kind, 'main': block_claim_main}, ['_macros.html', '_sections.html', 'base.html', 'claim.html']),
    'note.html': (page_base, top_note, {'title': block_base_title, 'head': block_base_head, 'kind': block_base_kind, 'main': block_note_main}, ['_macros.html', '_sections.html', 'base.html', 'note.html']),
    'topic.html': (page_base, top_topic, {'title': block_base_title, 'head': block_base_head, 'kind': block_base_kind, 'main': block_topic_main}, ['_macros.html', '_sections.html', 'base.html', 'topic.html']),
}

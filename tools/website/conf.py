"""Settings of the documentation's website, for Sphinx; `tools/website/build.py` runs it."""

from pathlib import Path

from sitegen import __version__

project = "sitegen"
release = __version__
extensions = ["myst_parser"]
root_doc = "index"
language = "en"
nitpicky = True

myst_heading_anchors = 4
"""Down to this level headings can be linked to, by the names that forges give them, too."""
myst_enable_extensions = ["colon_fence"]

html_theme = "furo"
html_title = "sitegen"
html_static_path = ["_static"]
html_css_files = ["website.css"]
html_copy_source = False
html_show_sourcelink = False
html_permalinks_icon = "#"
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#00635d", "color-brand-content": "#00635d"},
    "dark_css_variables": {"color-brand-primary": "#6cc7be", "color-brand-content": "#6cc7be"},
    "top_of_page_buttons": [],
}
html_search_scorer = str(Path(__file__).with_name("scorer.js"))
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"

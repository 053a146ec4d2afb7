"""Counts in time, roles and co-mentions as drawings: SVG made at build, the same bytes for the same facts.

A drawing is `Html` made of our own tags, numbers and escaped words; templates show it with the filter `html(root)`.
It has classes and no style, so the theme colours it, in the dark and on paper too. Words are placed by an estimate of
their width that is too wide rather than too narrow, since no font is at hand when a site is built. What is cut short
here stands in full in the list beside it.
"""

from __future__ import annotations

from sitegen.site.charts.co_mention_network import network
from sitegen.site.charts.period_columns import columns
from sitegen.site.charts.role_chart import role_bars

__all__ = ["columns", "network", "role_bars"]

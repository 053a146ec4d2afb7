#!/usr/bin/env bash
# Two days of one month, [[2020, 3, 12], [2020, 3, 14]], end citeproc-py with a TypeError in the style that comes with it; of two
# months of one year, [[2020, 3], [2020, 5]], the year is lost. Both are valid CSL-JSON, and citeproc (npm) prints them.
# Seen: citeproc-py 0.11.1, harvard-cite-them-right. Source: citeproc/model.py, Date.render_date_range: the parts that both ends
# share are joined by a function that is not given.
# What sitegen does: intervals of months or days are words in CSL-JSON (literal); of years, numbers.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check citeproc-py==0.11.1 2>/dev/null
"$folder/venv/bin/python" - <<'PYTHON'
import sys
import warnings
from importlib.metadata import version

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

warnings.simplefilter("ignore")


def cited(parts: list[list[int]]) -> str:
    source = CiteProcJSON([{"id": "a", "type": "article-newspaper", "title": "T", "issued": {"date-parts": parts}}])
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    works = CitationStylesBibliography(style, source, formatter.plain)
    works.register(Citation([CitationItem("a")]))
    try:
        return str(works.bibliography()[0])
    except TypeError as error:
        return f"raises {error!r}"


days, months = cited([[2020, 3, 12], [2020, 3, 14]]), cited([[2020, 3], [2020, 5]])
print("citeproc-py", version("citeproc-py"), "days:", days, "; months:", months)
sys.exit(0 if days.startswith("raises TypeError") and "2020" not in months else 1)
PYTHON

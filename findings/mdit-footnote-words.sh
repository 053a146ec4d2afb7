#!/usr/bin/env bash
# The footnotes of mdit-py-plugins 0.7.0 lose words where one is written inside another (a paragraph, list or quotation of a footnote that
# holds a definition): what stands in the outer one before the inner begins is gone, even where both are referred to; words behind the inner
# one stay in the running text. A label that is defined twice keeps the last definition alone, and one that nothing refers to is gone whole.
# Nothing is raised or reported. The tokens are all there with move_to_end=False; it is the step that moves them to the end that has one
# place for "the footnote that is open" and none for what was around it.
# Source: the packages as published on PyPI; markdown-it-py 4.3.0. Its JavaScript original is written the same way (not tried here).
# What sitegen does: moves footnotes to the end itself (text/prose/footnotes), with those around and those without a reference.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check markdown-it-py==4.3.0 mdit-py-plugins==0.7.0 2>/dev/null
"$folder/venv/bin/python" - <<'PYTHON'
import re
from importlib.metadata import version

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

print("mdit-py-plugins", version("mdit-py-plugins"))
cases = {
    "one inside another": ("Text[^a][^b].\n\n[^a]: Before.\n\n    [^b]: Inner.\n\n    Behind.\n", ["Before"]),
    "a label again": ("Text[^a].\n\n[^a]: First.\n\n[^a]: Last.\n", ["First"]),
    "nothing refers to it": ("Text.\n\n[^a]: Alone.\n", ["Alone"]),
}
for name, (text, expected) in cases.items():
    shown = MarkdownIt("commonmark").use(footnote_plugin).render(text)
    tokens = MarkdownIt("commonmark").use(footnote_plugin, move_to_end=False).parse(text)
    read = " ".join(token.content for token in tokens if token.type == "inline")
    lost = [word for word in re.findall(r"[A-Z]\w+", read) if word not in shown]
    print(f"{name}: lost {lost}")
    if lost != expected:
        raise SystemExit("this has changed")
    if name == "one inside another":
        running = shown.partition("<section")[0]
        print(f"  in the running text: {'Behind' in running}")
        if "Behind" not in running:
            raise SystemExit("this has changed")
PYTHON

"""What documents show as code, as it stands there."""

from __future__ import annotations

import re
from typing import Final

from support.checkout import ROOT

_FENCED: Final = re.compile(r"^( *)```(\w+)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)


def fenced(document: str, beginning: str, language: str = r"\w+") -> str:
    """The one block of code of a document below docs/ that begins with these words. Fails where it is not one."""
    text = (ROOT / "docs" / document).read_text(encoding="utf-8")
    blocks = [body for _, kind, body in _FENCED.findall(text) if re.fullmatch(language, kind)]
    (found,) = [body for body in blocks if body.startswith(beginning)]
    return str(found)

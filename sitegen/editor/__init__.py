"""Annotating in the preview: words selected in a page, and forms, become YAML in the author's own files.

Whatever is written is what an author could have written, where an author would have looked for it; nothing else in a
file changes, nothing is written outside of `content/`, and nothing over a change of somebody else.
"""

from sitegen.editor.api_types import (
    Checked,
    Choice,
    ConflictError,
    Draft,
    FieldProblem,
    Kind,
    Listed,
    Quoted,
    RefusedError,
    Saved,
    Selection,
    Suggested,
    Value,
)
from sitegen.editor.editor_api import Editor, Overview
from sitegen.editor.forms import FORMS, Ask, Field, hint
from sitegen.editor.validation import Name

__all__ = [
    "FORMS",
    "Ask",
    "Checked",
    "Choice",
    "ConflictError",
    "Draft",
    "Editor",
    "Field",
    "FieldProblem",
    "Kind",
    "Listed",
    "Name",
    "Overview",
    "Quoted",
    "RefusedError",
    "Saved",
    "Selection",
    "Suggested",
    "Value",
    "hint",
]

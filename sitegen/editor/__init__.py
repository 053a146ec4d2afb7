"""Annotating in the preview: words selected in a page, and forms, become YAML in the author's own files.

Whatever is written is what an author could have written, where an author would have looked for it; nothing else in a
file changes, nothing is written outside of `content/`, and nothing over a change of somebody else.
"""

from sitegen.editor.api_types import (
    ArticleSuggestion,
    CheckResult,
    EditConflictError,
    EditRefusedError,
    FieldProblem,
    FilledForm,
    FormValue,
    ListedRecord,
    MentionChange,
    MentionWay,
    MovedPage,
    RecordKind,
    SaveResult,
    SelectedPassage,
    Selection,
    SuggestionChoice,
)
from sitegen.editor.forms import FORMS, FormField, InputType
from sitegen.editor.pictures import MAX_PICTURE
from sitegen.editor.session import ArticleOverview, EditorSession
from sitegen.editor.validation import KnownRecord

__all__ = [
    "FORMS",
    "MAX_PICTURE",
    "ArticleOverview",
    "ArticleSuggestion",
    "CheckResult",
    "EditConflictError",
    "EditRefusedError",
    "EditorSession",
    "FieldProblem",
    "FilledForm",
    "FormField",
    "FormValue",
    "InputType",
    "KnownRecord",
    "ListedRecord",
    "MentionChange",
    "MentionWay",
    "MovedPage",
    "RecordKind",
    "SaveResult",
    "SelectedPassage",
    "Selection",
    "SuggestionChoice",
]

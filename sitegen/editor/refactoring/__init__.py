"""Changes of ids: a record is renamed, two become one; all that refers to them in the author's files follows.

A plan is made without writing anything, `plan_rename` or `plan_merge`, and shown. `author_files.write_together`, or the
method of `History` where it is to be undone, then puts its `changes` in place, all or none. Where something cannot
be done, EditRefusedError has the problems, each with its code, place and hint; where a file is another by now, it is
EditConflictError.
"""

from sitegen.editor.refactoring.mention_counts import MentionComparison, NamedPlace
from sitegen.editor.refactoring.merged_fields import FieldChoice, MergedRecord, PreferredSide
from sitegen.editor.refactoring.merging import FieldsClashError, MergePlan, plan_merge
from sitegen.editor.refactoring.record_targets import KINDS, RecordTarget, find_target
from sitegen.editor.refactoring.reference_edits import ReferenceEdit
from sitegen.editor.refactoring.renaming import RenamePlan, plan_rename
from sitegen.editor.refactoring.seed_metadata import CarriedKeys
from sitegen.editor.refactoring.verified_load import CheckedArchive, check, load

__all__ = [
    "KINDS",
    "CarriedKeys",
    "CheckedArchive",
    "FieldChoice",
    "FieldsClashError",
    "MentionComparison",
    "MergePlan",
    "MergedRecord",
    "NamedPlace",
    "PreferredSide",
    "RecordTarget",
    "ReferenceEdit",
    "RenamePlan",
    "check",
    "find_target",
    "load",
    "plan_merge",
    "plan_rename",
]

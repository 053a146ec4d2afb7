"""The house rules that a reader relies on, held by walking the source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from support.source_code import SyntaxTrees

PACKAGE = Path(__file__).resolve().parents[2] / "sitegen"

ORDER = {
    "core": [
        "version", "frozen_record", "problems", "suggestions", "extras", "url_passwords", "confusables", "edtf",
        "model", "urls", "content_types", "page_elements", "dates", "language_tags", "collation",
    ],
    "files": [
        "source_rules", "source_files", "walk", "source_walk", "atomic", "splicing", "lock", "signatures", "processes",
        "remote_jobs", "work_sharing",
    ],
    "content": [
        "media", "yaml_reader", "schema", "word_usage", "loader", "reference_fields",
        "visibility", "yaml_edit", "scaffold",
    ],
    "text": [
        "prose", "characters", "normalize", "word_lists", "sentences", "similarity", "anchoring", "mentions",
        "annotated_html", "article_stage", "relocation",
    ],
    "site": ["index", "anchor_report", "record_markdown", "reviewers", "linked_data", "pages", "charts"],
    "output": ["render", "exports", "link_check", "publish", "storage", "search"],
    "engine": [
        "build_types", "cache", "cached_records", "article_cache", "piece_tables", "export_traces", "page_traces",
        "record_cache", "build_cache", "changes", "article_processor", "visibility_pass", "media_files",
        "page_selection", "page_renderer", "build_context", "unit_maker", "export_writer", "site_writer", "pipeline",
        "edit_plan", "edit_pages", "edit_data", "incremental", "full_build", "patch_target", "page_order",
        "selective_names", "selective_edit", "selective_pages", "selective_exports", "selective_build", "run",
        "storage_build", "dask_executor", "build_process", "edit_scope", "live_site", "live_pages", "preview",
        "quotes_elsewhere",
    ],
    "suggest": [
        "suggestion_model", "capitalized_runs", "article_scan", "spelling_distance", "inflection", "joined_names",
        "word_stats", "candidates",
        "classify", "duplicates", "yaml_output",
    ],
    "editor": [
        "reanchor", "api_types", "author_files", "seed_states", "change_history", "file_choice", "pictures",
        "form_pictures", "forms", "selection", "validation", "article_view", "planning", "mention_edits",
        "mention_corrections", "placed_records", "record_changes", "article_suggestions", "refactoring", "web_links",
        "page_moves", "sound_changes", "session",
    ],
    "serve": [
        "address", "built_pages", "notifications", "guard", "handlers", "request_parsing",
        "change_answers", "editor_handlers", "shutdown", "build_runner", "watch", "server",
    ],
    "cli": [
        "options", "invocation", "new_command", "completion_command", "progress", "check_formats", "report",
        "change_report", "build_command", "links_command", "merge_command", "reanchor_command", "rename_command",
        "serve_command", "suggest_command",
    ],
}  # fmt: skip
"""Packages with their modules and folders: each imports what stands before it. A package's own file is the last."""
UNITS = [f"{package}/{unit}" for package, units in ORDER.items() for unit in (*units, "__init__")]

PRINTS = {"cli"}
TOUCHES_DISK = {
    "cli", "content/loader", "content/scaffold", "editor", "engine", "files", "output/publish", "output/render",
    "output/search", "output/storage", "serve",
}  # fmt: skip
KNOWS_LIVERELOAD = {"serve"}
MAKES_MARKUP = {"output/render"}

MAX_FUNCTION_LINES = 50
MAX_FILE_LINES = 330
LISTS_OF_RECORDS = {"core/model.py"}
"""Looked things up in, not read from end to end: as long as the product has nouns, and without logic."""

GENERATED = {"output/render/theme_functions.py"}
"""Made of something else, which is what people read."""

DISK_MODULES = {"os", "shutil", "tempfile", "glob", "fileinput", "mmap"}
DISK_METHODS = {
    "read_text", "read_bytes", "write_text", "write_bytes", "iterdir", "rglob", "mkdir", "unlink", "rmdir", "touch",
    "symlink_to", "hardlink_to", "is_file", "is_dir", "is_symlink", "exists", "samefile", "lstat", "chmod", "open",
}  # fmt: skip

FILES = sorted(PACKAGE.rglob("*.py"))
TREES = SyntaxTrees({path: path for path in FILES})


def dotted(path: Path) -> str:
    """The name by which a file is imported."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(("sitegen", *(part for part in parts if part != "__init__")))


def unit_of(path: Path) -> str:
    """`site/pages` for site/pages/claim_pages.py, and `site/__init__` for a package's own file."""
    return "/".join(path.relative_to(PACKAGE).with_suffix("").parts[:2])


def is_in(path: Path, places: set[str]) -> bool:
    """Whether a file belongs to one of some packages or units."""
    return not places.isdisjoint({unit_of(path), unit_of(path).partition("/")[0]})


@cache
def imports(tree: ast.AST) -> tuple[tuple[int, str], ...]:
    """Line and dotted name of everything that is imported; of `from a import b` both `a` and `a.b`."""
    return tuple(_imports(tree))


def _imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "sitegen" if node.level else ""
            source = ".".join(filter(None, (base, node.module)))
            yield node.lineno, source
            yield from ((node.lineno, f"{source}.{alias.name}") for alias in node.names)


MODULES = {dotted(path) for path in FILES}


def unit_named(dotted: str) -> str | None:
    """The unit that a dotted name of an import means, if it is one of ours: `core/urls` of sitegen.core.urls.slug."""
    first, _, rest = dotted.partition(".")
    package, _, inner = rest.partition(".")
    if first != "sitegen" or package not in ORDER:
        return None
    unit = inner.partition(".")[0]
    return f"{package}/{unit if unit in ORDER[package] else '__init__'}"


def offences(path: Path, tree: ast.AST) -> Iterator[str]:
    """What in a file breaks the order."""
    own = unit_of(path)
    for line, name in imports(tree):
        other = unit_named(name)
        if other and other != own and not is_a_step(name, tree) and UNITS.index(other) >= UNITS.index(own):
            yield f"{path.relative_to(PACKAGE)}:{line}: {own} imports {other}, which stands below it"


@cache
def is_a_step(name: str, tree: ast.AST) -> bool:
    """Whether a package is named only on the way to its modules: `sitegen.core` in `from sitegen.core import urls`."""
    inner = [other.removeprefix(f"{name}.") for _, other in imports(tree) if other.startswith(f"{name}.")]
    below = {other.partition(".")[0] for other in inner}
    return bool(below) and {f"{name}.{other}" for other in below} <= MODULES


@cache
def names(tree: ast.AST) -> tuple[tuple[int, str], ...]:
    """Line and word of every name that is used, and of every attribute with a dot before it."""
    return tuple(_names(tree))


def _names(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute):
            yield node.lineno, f".{node.attr}"


def disk_uses(tree: ast.AST) -> set[str]:
    """The words by which a file reads or changes the disk."""
    modules = {name for _, name in imports(tree) if name.partition(".")[0] in DISK_MODULES}
    methods = {word for _, word in names(tree) if word == "open" or (word[0] == "." and word[1:] in DISK_METHODS)}
    return modules | methods


def words_outside(allowed: set[str], words: set[str]) -> list[str]:
    """Where modules that are not allowed to use these words use them."""
    found = {
        f"{path.relative_to(PACKAGE)}:{line}: {word}"
        for path, tree in TREES.items()
        if not is_in(path, allowed)
        for line, word in (*names(tree), *imports(tree))
        if word in words or word.rpartition(".")[2] in words
    }
    return sorted(found)


def test_every_module_has_its_place_in_the_order() -> None:
    assert {unit_of(path) for path in FILES} - {"__init__", "__main__", *UNITS} == set()


def test_the_document_tells_the_same_order() -> None:
    document = (PACKAGE.parent / "docs/architecture.md").read_text(encoding="utf-8")
    table = re.findall(r"^\| \d+ \| `(\w+)` \|", document, re.MULTILINE)
    inner = dict(re.findall(r"^- \*\*`(\w+)`\*\*: (.*)$", document, re.MULTILINE))
    assert table == [*ORDER]
    assert {package: re.findall(r"`(\w+)`", words) for package, words in inner.items()} == ORDER


def test_a_module_imports_only_modules_above_it() -> None:
    assert [told for path in FILES if path.parent != PACKAGE for told in offences(path, TREES[path])] == []


@pytest.mark.parametrize(
    "words",
    [
        "from sitegen.cli import main",
        "from sitegen import cli",
        "import sitegen.cli",
        "from . import cli",
        "from .cli import main",
        "if TYPE_CHECKING:\n    from sitegen.cli import main",
        "def late():\n    import sitegen.cli",
    ],
)
def test_an_import_of_a_module_below_is_seen_however_it_is_written(words: str) -> None:
    assert len(set(offences(PACKAGE / "core/urls.py", ast.parse(words)))) == 1


def test_no_two_files_import_each_other() -> None:
    files = {dotted(path): TREES[path] for path in FILES}
    needed = {
        own: {name for _, name in imports(tree) if name in files and name != own and not is_a_step(name, tree)}
        for own, tree in files.items()
    }
    order = [*TopologicalSorter(needed).static_order()]  # raises CycleError, with the cycle
    assert sorted(order) == sorted(files)


def test_only_the_command_line_prints() -> None:
    assert words_outside(PRINTS, {"print", "echo", "stdout", "stderr", "secho"}) == []


def test_only_the_preview_knows_livereload() -> None:
    assert words_outside(KNOWS_LIVERELOAD, {"livereload", "tornado", "watchfiles"}) == []


def test_only_where_text_is_proven_ours_it_becomes_markup() -> None:
    assert words_outside(MAKES_MARKUP, {"Markup", "markupsafe"}) == []


def test_only_the_modules_whose_job_it_is_touch_the_disk() -> None:
    uses = {path: disk_uses(TREES[path]) for path in FILES if not is_in(path, TOUCHES_DISK)}
    assert {path: used for path, used in uses.items() if used} == {}


def test_a_use_of_the_disk_is_seen() -> None:
    assert disk_uses(ast.parse("import os.path\nPath('x').read_text()\nopen('x')\ntext.replace('a', 'b')")) == {
        "os.path", ".read_text", "open",
    }  # fmt: skip


def test_functions_are_short() -> None:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    functions = [(path, node) for path, tree in TREES.items() for node in ast.walk(tree) if isinstance(node, kinds)]
    long = [
        f"{path.relative_to(PACKAGE)}:{node.lineno} {node.name}"
        for path, node in functions
        if (node.end_lineno or 0) - node.lineno >= MAX_FUNCTION_LINES
        and path.relative_to(PACKAGE).as_posix() not in GENERATED
    ]
    assert len(functions) > 20
    assert long == []


def test_files_are_short() -> None:
    lines = {path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8").count("\n") for path in FILES}
    assert {path for path, count in lines.items() if count > MAX_FILE_LINES} - LISTS_OF_RECORDS - GENERATED == set()


@pytest.mark.parametrize("name", sorted(LISTS_OF_RECORDS))
def test_a_list_of_records_has_no_logic(name: str) -> None:
    logic = (ast.If, ast.For, ast.While, ast.Try, ast.With, ast.AsyncFunctionDef)
    assert [node.lineno for node in ast.walk(TREES[PACKAGE / name]) if isinstance(node, logic)] == []


def test_frozen_records_are_all_of_one_kind() -> None:
    """A dataclass takes ten times as long to make; what is frozen and no record remembers what it found out."""
    slotted = "dataclass(frozen=True, slots=True"
    found = [
        f"{path.relative_to(PACKAGE)}: class {node.name}(FrozenRecord)"
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and any(ast.unparse(one).startswith(slotted) for one in node.decorator_list)
    ]
    assert found == []
    assert words_outside(set(), {"dataclasses.replace"}) == []

"""The house rules that a reader relies on, held by walking the source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "sitegen"

ORDER = [
    "problems", "nearest", "passwords", "lookalikes", "sources", "edtf", "model", "urls", "walking", "media", "dates",
    "languages", "collation", "located", "schema", "habits", "load", "prose", "characters", "fold", "sentences",
    "nearness", "anchor", "names", "weave", "article", "seen", "graph", "health", "fields", "linked_data", "pages",
    "charts", "escaping", "render", "previews", "exports", "check", "publish", "search", "snapshot", "cache", "pool",
    "build", "reanchor", "suggest", "annotate", "serve", "new", "cli",
]  # fmt: skip
"""A module imports only modules that stand before it; a folder is one module."""

PRINTS = {"cli"}
TOUCHES_DISK = {
    "annotate", "build", "cache", "cli", "load", "new", "pool", "publish", "reanchor", "render", "search", "serve",
    "snapshot", "sources", "walking",
}  # fmt: skip
KNOWS_LIVERELOAD = {"serve"}
MAKES_MARKUP = {"escaping", "render"}

MAX_FUNCTION_LINES = 50
MAX_FILE_LINES = 330
LISTS_OF_RECORDS = {"model.py", "pages/records.py"}
"""Looked things up in, not read from end to end: as long as the product has nouns, and without logic."""

DISK_MODULES = {"os", "shutil", "tempfile", "glob", "fileinput", "mmap"}
DISK_METHODS = {
    "read_text", "read_bytes", "write_text", "write_bytes", "iterdir", "rglob", "mkdir", "unlink", "rmdir", "touch",
    "symlink_to", "hardlink_to", "is_file", "is_dir", "is_symlink", "exists", "samefile", "lstat", "chmod", "open",
}  # fmt: skip

FILES = sorted(PACKAGE.rglob("*.py"))
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in FILES}


def module_of(path: Path) -> str:
    """`pages` for pages/person.py, `urls` for urls.py, and nothing for the package's own file."""
    first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything that is imported; of `from a import b` both `a` and `a.b`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "sitegen" if node.level else ""
            source = ".".join(filter(None, (base, node.module)))
            yield node.lineno, source
            yield from ((node.lineno, f"{source}.{alias.name}") for alias in node.names)


def offences(path: Path, tree: ast.AST) -> Iterator[str]:
    """What in a file breaks the order."""
    own = module_of(path)
    known = {name: position for position, name in enumerate(ORDER)}
    for line, name in imports(tree):
        package, _, rest = name.partition(".")
        other = rest.partition(".")[0]
        if package == "sitegen" and other in known and other != own and known[other] >= known[own]:
            yield f"{path.relative_to(PACKAGE)}:{line}: {own} imports {other}, which stands below it"


def names(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and word of every name that is used, and of every attribute with a dot before it."""
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
        if module_of(path) not in allowed
        for line, word in (*names(tree), *imports(tree))
        if word in words or word.rpartition(".")[2] in words
    }
    return sorted(found)


def test_every_module_has_its_place_in_the_order() -> None:
    assert {module_of(path) for path in FILES} - {"", *ORDER} == set()


def test_the_document_tells_the_same_order() -> None:
    document = (PACKAGE.parent / "docs/architecture.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| \d+ \| `(\w+)` \|", document, re.MULTILINE) == ORDER


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_modules_above_it(path: Path) -> None:
    assert list(offences(path, TREES[path])) == []


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
    assert len(set(offences(PACKAGE / "urls.py", ast.parse(words)))) == 1


def test_inside_a_folder_no_two_files_import_each_other() -> None:
    inner = [path for path in FILES if path.parent != PACKAGE and path.name != "__init__.py"]
    names = {path: ".".join(("sitegen", *path.relative_to(PACKAGE).with_suffix("").parts)) for path in inner}
    needed = {names[path]: {name for _, name in imports(TREES[path])} & {*names.values()} for path in inner}
    order = [*TopologicalSorter(needed).static_order()]  # raises CycleError, with the cycle
    assert sorted(order) == sorted(names.values())


def test_only_the_command_line_prints() -> None:
    assert words_outside(PRINTS, {"print", "echo", "stdout", "stderr", "secho"}) == []


def test_only_the_preview_knows_livereload() -> None:
    assert words_outside(KNOWS_LIVERELOAD, {"livereload", "tornado", "watchfiles"}) == []


def test_only_where_text_is_proven_ours_it_becomes_markup() -> None:
    assert words_outside(MAKES_MARKUP, {"Markup", "markupsafe"}) == []


@pytest.mark.parametrize(
    "path", [path for path in FILES if module_of(path) not in TOUCHES_DISK], ids=lambda path: path.name
)
def test_only_the_modules_whose_job_it_is_touch_the_disk(path: Path) -> None:
    assert disk_uses(TREES[path]) == set()


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
    ]
    assert len(functions) > 20
    assert long == []


def test_files_are_short() -> None:
    lines = {path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8").count("\n") for path in FILES}
    assert {path for path, count in lines.items() if count > MAX_FILE_LINES} - LISTS_OF_RECORDS == set()


@pytest.mark.parametrize("name", sorted(LISTS_OF_RECORDS))
def test_a_list_of_records_has_no_logic(name: str) -> None:
    logic = (ast.If, ast.For, ast.While, ast.Try, ast.With, ast.AsyncFunctionDef)
    assert [node.lineno for node in ast.walk(TREES[PACKAGE / name]) if isinstance(node, logic)] == []

"""One word, one meaning: names of classes and modules, pairs of functions, and the glossary of docs/architecture.md."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from support.checkout import ROOT
from support.source_code import SyntaxTrees

TREES = SyntaxTrees({path: path for path in sorted((ROOT / "sitegen").rglob("*.py"))})
MOST_WORDS = 40

IRREGULAR = {
    "begun": "begin", "bound": "bind", "built": "build", "chosen": "choose", "drawn": "draw", "found": "find",
    "given": "give", "held": "hold", "hidden": "hide", "kept": "keep", "known": "know", "left": "leave", "lost": "lose",
    "made": "make", "met": "meet", "said": "say", "seen": "see", "sent": "send", "shown": "show", "sought": "seek",
    "taken": "take", "told": "tell", "written": "write",
}  # fmt: skip


def classes(tree: ast.Module) -> Iterator[str]:
    """Classes at any depth, public or not, and what is an alias of a type."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation) == "TypeAlias":
            yield ast.unparse(node.target)


def functions(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.name


def in_several(names: Iterable[tuple[str, Path]]) -> dict[str, list[str]]:
    """Names that stand in several files, without the line before a private one."""
    found = defaultdict[str, set[str]](set)
    for name, path in names:
        found[name.lstrip("_")].add(path.relative_to(ROOT).as_posix())
    return {name: sorted(paths) for name, paths in found.items() if len(paths) > 1}


def stems(word: str) -> set[str]:
    """The verbs that a word may be the past or the participle of: `build` of `built`, `plan` of `planned`."""
    found = {IRREGULAR[word]} if word in IRREGULAR else set()
    for ending, letters in (("ed", ("", "e")), ("ing", ("", "e")), ("ied", ("y",))):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word.removesuffix(ending)
            found |= {stem + letter for letter in letters}
            found |= {stem[:-1]} if stem[-1] == stem[-2] else set()
    return found


def tense_pairs(names: Iterable[str]) -> list[tuple[str, str]]:
    """Names that are the same but for the tense of one word in them: `_made` and `make`."""
    bare = {name.strip("_") for name in names}
    pairs = []
    for name in sorted(bare):
        words = name.split("_")
        for place, word in enumerate(words):
            others = {"_".join([*words[:place], stem, *words[place + 1 :]]) for stem in stems(word)}
            pairs += [(name, other) for other in sorted(others & bare)]
    return pairs


def test_a_class_has_a_name_of_its_own() -> None:
    assert in_several((name, path) for path, tree in TREES.items() for name in classes(tree)) == {}


def test_a_module_has_a_name_of_its_own() -> None:
    assert in_several((path.stem, path) for path in TREES if not path.stem.startswith("__")) == {}


def test_no_two_functions_of_a_module_differ_by_tense() -> None:
    pairs = {path.relative_to(ROOT).as_posix(): tense_pairs(functions(tree)) for path, tree in TREES.items()}
    assert {path: found for path, found in pairs.items() if found} == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [("_made", "make"), ("built", "_build"), ("is_told", "is_tell"), ("planned", "plan"), ("tried", "try")],
)
def test_a_pair_of_tenses_is_seen(one: str, other: str) -> None:
    assert tense_pairs([one, other, "read", "reading_list"]) == [(one.strip("_"), other.strip("_"))]


def glossary() -> dict[str, str]:
    document = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    _, _, rest = document.partition("\n## Glossary\n")
    table, _, _ = rest.partition("\n## ")
    return dict(re.findall(r"^\| \*\*(.+?)\*\* \| (.+?) \|$", table, re.MULTILINE))


def test_the_glossary_is_short_and_in_order() -> None:
    words = [*glossary()]
    assert 20 < len(words) <= MOST_WORDS
    assert words == sorted(words)


def test_each_word_of_the_glossary_is_one_that_the_code_uses() -> None:
    said = " ".join(path.read_text(encoding="utf-8").lower() for path in TREES)
    assert [
        word for word in glossary() if word.lower().replace(" ", "_") not in said and word.lower() not in said
    ] == []


def test_what_the_glossary_says_is_a_class_is_one() -> None:
    known = {name for tree in TREES.values() for name in classes(tree)}
    named = {name for words in glossary().values() for name in re.findall(r"`([A-Z]\w+)`", words)}
    assert len(named) > 10
    assert named - known == set()

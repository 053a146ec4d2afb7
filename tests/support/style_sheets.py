"""The style sheets of theme and preview in their smallest parts: what an engine takes, or drops as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import tinycss2

from support.checkout import ROOT

FOLDERS: Final = ("templates/static/css", "sitegen/serve/browser")
SHEETS: Final = tuple(sorted(path for folder in FOLDERS for path in (ROOT / folder).glob("*.css")))


@dataclass(frozen=True)
class Part:
    """A declaration, a selector, or the condition of a media query."""

    file: str
    line: int
    kind: str
    """`style`, `font-face` or `page`: where a declaration stands; `selector`; `media`."""
    name: str
    """Of the property or descriptor; empty else."""
    value: str
    """As it is written, without `!important`; every `var(…)` with what it stands for."""
    conditions: tuple[str, ...]
    """Those of `@supports` around it: where one is not met nothing of it is meant to be taken."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {f'{self.name}: {self.value}' if self.name else self.value}"


class Sheets:
    """All style sheets, read once."""

    def __init__(self, texts: dict[str, str]) -> None:
        """`texts` by the name of each file."""
        self._texts = texts
        self.faults: list[str] = []
        """Where the grammar of CSS itself is broken."""
        self._variables: dict[str, list[list[Any]]] = {}

    @cached_property
    def parts(self) -> list[Part]:
        """All parts, in their order; a declaration once for each value that its variables can have."""
        trees = {
            name: tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
            for name, text in self._texts.items()
        }
        for tree in trees.values():
            self._gather(tree)
        return [part for name, tree in trees.items() for part in self._walk(name, tree, "style", ())]

    def _gather(self, nodes: Sequence[Any]) -> None:
        for node in nodes:
            if node.type == "declaration" and node.name.startswith("--"):
                self._variables.setdefault(node.name, []).append(trimmed(node.value))
            elif node.type in ("qualified-rule", "at-rule") and node.content is not None:
                self._gather(contents(node))

    def _walk(self, file: str, nodes: Sequence[Any], kind: str, conditions: tuple[str, ...]) -> Iterator[Part]:
        for node in nodes:
            at = node.source_line
            if node.type == "error":
                self.faults.append(f"{file}:{at}: {node.message}")
            elif node.type == "declaration" and not node.name.startswith("--"):
                for value in self.values(node.value):
                    yield Part(file, at, kind, node.name, value, conditions)
            elif node.type == "qualified-rule":
                for selector in split_by_comma(node.prelude):
                    yield Part(file, at, "selector", "", selector, conditions)
                yield from self._walk(file, contents(node), "style", conditions)
            elif node.type == "at-rule":
                yield from self._walk_at_rule(file, node, kind, conditions)

    def _walk_at_rule(self, file: str, node: Any, kind: str, conditions: tuple[str, ...]) -> Iterator[Part]:
        prelude = tinycss2.serialize(node.prelude).strip()
        name = node.lower_at_keyword
        if name == "media":
            yield Part(file, node.source_line, "media", "", prelude, conditions)
        elif name == "supports":
            conditions = (*conditions, prelude)
        elif name in ("font-face", "page"):
            kind = name
        else:
            self.faults.append(f"{file}:{node.source_line}: nobody looks at what is in @{name}")
        yield from self._walk(file, contents(node), kind, conditions)

    def values(self, tokens: Sequence[Any]) -> list[str]:
        """What a value comes to with each meaning of the variables in it; a variable without one has its fallback."""
        count = max((len(self._variables[name]) for name in self._needed(tokens)), default=1)
        found = (tinycss2.serialize(self._resolved(tokens, which)).strip() for which in range(count))
        return list(dict.fromkeys(found))

    def _needed(self, tokens: Sequence[Any]) -> set[str]:
        """The variables in a value, and those in their meanings."""
        needed: set[str] = set()
        new = set(variables_in(tokens)) & set(self._variables)
        while new:
            needed |= new
            new = {name for one in new for meaning in self._variables[one] for name in variables_in(meaning)}
            new = new & set(self._variables) - needed
        return needed

    def _resolved(self, tokens: Sequence[Any], which: int) -> list[Any]:
        done: list[Any] = []
        for token in tokens:
            if token.type == "function" and token.lower_name == "var":
                name, fallback = _var(token)
                meanings = self._variables.get(name, [])
                done += self._resolved(meanings[min(which, len(meanings) - 1)] if meanings else fallback, which)
            elif token.type == "function":
                arguments = self._resolved(token.arguments, which)
                done.append(tinycss2.ast.FunctionBlock(token.source_line, token.source_column, token.name, arguments))
            else:
                done.append(token)
        return done


def _var(token: Any) -> tuple[str, list[Any]]:
    given = [one for one in token.arguments if one.type != "comment"]
    name = next(one.value for one in given if one.type == "ident")
    comma = next((place for place, one in enumerate(given) if one == ","), len(given))
    return name, trimmed(given[comma + 1 :])


def trimmed(tokens: Sequence[Any]) -> list[Any]:
    """A value without the white space around it."""
    words = [place for place, one in enumerate(tokens) if one.type not in ("whitespace", "comment")]
    return list(tokens[words[0] : words[-1] + 1]) if words else []


def variables_in(tokens: Sequence[Any]) -> Iterator[str]:
    """The names of all variables in a value."""
    for token in tokens:
        if token.type == "function":
            if token.lower_name == "var":
                yield _var(token)[0]
            yield from variables_in(token.arguments)


def contents(node: Any) -> list[Any]:
    """The declarations and rules within a rule."""
    return tinycss2.parse_blocks_contents(node.content or [], skip_comments=True, skip_whitespace=True)


def split_by_comma(tokens: Sequence[Any]) -> Iterator[str]:
    """The selectors of a list."""
    held: list[Any] = []
    for token in [*tokens, None]:
        if token is None or token == ",":
            yield tinycss2.serialize(held).strip()
            held = []
        else:
            held.append(token)


def read() -> Sheets:
    """The style sheets as they are."""
    return Sheets({path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in SHEETS})

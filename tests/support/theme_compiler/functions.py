"""Templates of the theme → functions of Python, as trees of `ast`.

A macro is a function that gives its HTML; so is each block. What stands between two decisions is put together at once.
Which macro a call means, which block is above another, what is imported: all that is looked up here, once. A name or a
construct that is not foreseen raises `UnknownConstruct`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from jinja2 import nodes

from support.theme_compiler.expressions import (
    BLOCKS,
    CONCATENATE,
    GIVEN,
    TOP,
    ExpressionCompiler,
    Loop,
    Macro,
    Names,
    UnknownConstruct,
    call,
    load,
    page_arguments,
    variable,
)

_PIECES: Final = "pieces"


class TemplateCompiler:
    """Makes the functions of one template; `macros` of all others have to be known before."""

    def __init__(self, name: str, tree: nodes.Template, filters: Mapping[str, Callable[..., Any]]) -> None:
        """`tree` is what Jinja2 parsed. Raises UnknownConstruct."""
        self.name, self._tree, self._filters = name, tree, filters
        self.imports = {node.target: _constant(node.template) for node in tree.find_all(nodes.Import)}
        """The names of the imported templates, each by its alias."""
        self.parent = next((_constant(node.template) for node in tree.find_all(nodes.Extends)), "")
        self.macros = {node.name: Macro(function_name(name, "macro", node.name)) for node in tree.find_all(nodes.Macro)}
        self.blocks = {node.name: function_name(name, "block", node.name) for node in tree.find_all(nodes.Block)}
        self._imported: dict[str, Mapping[str, Macro]] = {}
        self.used_filters: set[str] = set()
        tops = [node for node in tree.body if isinstance(node, nodes.Assign)] if self.parent else []
        self._top = frozenset(name for node in tops for name in _set_names(node))

    def functions(self, macros: Mapping[str, Mapping[str, Macro]], above: Mapping[str, str]) -> list[ast.stmt]:
        """All functions of the template. `above`: those of the blocks of its parent."""
        self._imported = {"": self.macros, **{alias: macros[name] for alias, name in self.imports.items()}}
        made = [self._macro(node) for node in self._tree.find_all(nodes.Macro)]
        made += [self._block(node, above.get(node.name, "")) for node in self._tree.find_all(nodes.Block)]
        made.append(self._tops() if self.parent else self._page())
        return made

    def _macro(self, node: nodes.Macro) -> ast.stmt:
        parameters = [argument.name for argument in node.args]
        writer = self._writer(parameters)
        defaults = [writer.expressions.value(one) for one in node.defaults]
        return _function(self.macros[node.name].function, map(variable, parameters), writer.body(node.body), defaults)

    def _block(self, node: nodes.Block, above: str) -> ast.stmt:
        writer = self._writer(GIVEN)
        writer.names.super_block = above
        return _function(self.blocks[node.name], _PAGE_PARAMETERS, writer.body(node.body))

    def _page(self) -> ast.stmt:
        """The function of a template that extends no other: it makes the whole page."""
        return _function(function_name(self.name, "page"), _PAGE_PARAMETERS, self._writer(GIVEN).body(self._tree.body))

    def _tops(self) -> ast.stmt:
        """The function that gives what the template sets at its top, by name."""
        writer, known = self._writer(GIVEN), (nodes.Assign, nodes.Import, nodes.Macro, nodes.Block, nodes.Extends)
        for node in self._tree.body:
            if not isinstance(node, (nodes.Output, *known)):
                raise UnknownConstruct(node)
        sets = [node for node in self._tree.body if isinstance(node, nodes.Assign)]
        made = [one for node in sets for one in writer.statement(node)]
        names = sorted(self._top)
        given = ast.Dict([ast.Constant(name) for name in names], [load(variable(name)) for name in names])
        return _function(function_name(self.name, "top"), map(variable, GIVEN), [*made, ast.Return(given)])

    def _writer(self, parameters: Sequence[str]) -> _Writer:
        names = Names(parameters, self._imported, self._top)
        return _Writer(ExpressionCompiler(names, self._filters, self.used_filters))


class _Writer:
    """Makes the statements of one function."""

    def __init__(self, expressions: ExpressionCompiler) -> None:
        self.names, self.expressions = expressions.names, expressions

    def body(self, parts: Sequence[nodes.Node]) -> list[ast.stmt]:
        """The statements of a function that gives the HTML of these nodes."""
        if all(map(_is_text, parts)):
            return [ast.Return(self._text(parts))]
        start = ast.Assign([_store(_PIECES)], ast.List([], ast.Load()))
        return [start, *self._written(parts), ast.Return(call(CONCATENATE, load(_PIECES)))]

    def _written(self, parts: Sequence[nodes.Node]) -> list[ast.stmt]:
        """Statements that write the HTML of these nodes."""
        made: list[ast.stmt] = []
        waiting: list[nodes.Node] = []
        for node in parts:
            if _is_text(node):
                waiting.append(node)
                continue
            made += self._flush(waiting)
            waiting = []
            made += self.statement(node)
        return [*made, *self._flush(waiting)]

    def _flush(self, waiting: Sequence[nodes.Node]) -> list[ast.stmt]:
        """The statement that adds the HTML of nodes which need none of their own."""
        found = [piece for node in waiting for piece in self._pieces(node)]
        return [ast.AugAssign(ast.Name(_PIECES, ast.Store()), ast.Add(), ast.Tuple(found, ast.Load()))] if found else []

    def _text(self, parts: Sequence[nodes.Node]) -> ast.expr:
        """The HTML of nodes that need no statement, as one expression."""
        found = [piece for node in parts for piece in self._pieces(node)]
        if len(found) == 1:
            return found[0]
        return call(CONCATENATE, ast.Tuple(found, ast.Load())) if found else ast.Constant("")

    def _pieces(self, node: nodes.Node) -> list[ast.expr]:
        if isinstance(node, nodes.Output):
            return list(map(self.expressions.shown, node.nodes))
        if isinstance(node, nodes.Block):
            block = ast.Subscript(load(BLOCKS), ast.Constant(node.name), ast.Load())
            return [ast.Call(block, page_arguments(), [])]
        if isinstance(node, nodes.If):
            otherwise: ast.expr = self._text(node.else_)
            for one in reversed(node.elif_):
                otherwise = ast.IfExp(self.expressions.value(one.test), self._text(one.body), otherwise)
            return [ast.IfExp(self.expressions.value(node.test), self._text(node.body), otherwise)]
        return []

    def statement(self, node: nodes.Node) -> list[ast.stmt]:
        """What a node does that cannot be said in an expression."""
        if isinstance(node, nodes.If):
            return self._if(node)
        if isinstance(node, nodes.For):
            return self._for(node)
        if isinstance(node, nodes.Assign):
            value = self.expressions.value(node.node)
            return [ast.Assign([self._target(node.target)], value)]
        if isinstance(node, nodes.Import | nodes.Macro):
            return []  # looked up before
        raise UnknownConstruct(node)

    def _if(self, node: nodes.If) -> list[ast.stmt]:
        otherwise = self._inner(node.else_)
        for one in reversed(node.elif_):
            otherwise = [ast.If(self.expressions.value(one.test), self._inner(one.body) or [ast.Pass()], otherwise)]
        return [ast.If(self.expressions.value(node.test), self._inner(node.body) or [ast.Pass()], otherwise)]

    def _for(self, node: nodes.For) -> list[ast.stmt]:
        """A loop; of `loop` templates read `loop.last` alone."""
        if node.else_ or node.recursive:
            raise UnknownConstruct(node)
        items = self.expressions.value(node.iter)
        has_loop = any(map(_asks_loop, node.body))
        self.names.enter()
        target = self._target(node.target)
        before: list[ast.stmt] = []
        outer = self.names.loop
        if has_loop:
            self.names.loop = loop = Loop.at(self.names.depth)
            before = [
                ast.Assign([_store(loop.items)], call("tuple", items)),
                ast.Assign([_store(loop.total)], call("len", load(loop.items))),
            ]
            items = call("enumerate", load(loop.items), ast.Constant(1))
            target = ast.Tuple([_store(loop.place), target], ast.Store())
        body = self._written(node.body)
        if node.test is not None:
            if has_loop:
                raise UnknownConstruct(node)
            body = [ast.If(self.expressions.value(node.test), body or [ast.Pass()], [])]
        self.names.leave()
        self.names.loop = outer
        return [*before, ast.For(target, items, body or [ast.Pass()], [])]

    def _target(self, node: nodes.Node) -> ast.expr:
        """What a value is given to: names that are new here, or a field of a namespace."""
        if isinstance(node, nodes.NSRef) and self.names.has(node.name):
            return ast.Attribute(load(variable(node.name)), node.attr, ast.Store())
        if isinstance(node, nodes.Name):
            self.names.add(node.name, node)
            return _store(variable(node.name))
        if isinstance(node, nodes.Tuple):
            return ast.Tuple(list(map(self._target, node.items)), ast.Store())
        raise UnknownConstruct(node)

    def _inner(self, parts: Sequence[nodes.Node]) -> list[ast.stmt]:
        self.names.enter()
        made = self._written(parts)
        self.names.leave()
        return made


_PAGE_PARAMETERS: Final = (*map(variable, GIVEN), BLOCKS, TOP)


def function_name(template: str, kind: str, name: str = "") -> str:
    """The Python function that makes a part of a template."""
    return re.sub(r"\W", "_", "_".join(filter(None, (kind, template.removesuffix(".html"), name))))


def _function(
    name: str, parameters: Iterable[str], body: list[ast.stmt], defaults: Sequence[ast.expr] = ()
) -> ast.stmt:
    given = ast.arguments([], [ast.arg(one) for one in parameters], None, [], [], None, list(defaults))
    return ast.FunctionDef(name, given, body, [])


def _is_text(node: nodes.Node) -> bool:
    """Whether a node's HTML can be said in one expression."""
    if isinstance(node, nodes.If):
        return all(map(_is_text, (*node.body, *node.else_, *(part for one in node.elif_ for part in one.body))))
    return isinstance(node, nodes.Output | nodes.Block)


def _asks_loop(node: nodes.Node) -> bool:
    """Whether `loop` is read here, and not only in a loop within."""
    if isinstance(node, nodes.For):
        return _asks_loop(node.iter)
    return (isinstance(node, nodes.Name) and node.name == "loop") or any(map(_asks_loop, node.iter_child_nodes()))


def _set_names(node: nodes.Assign) -> list[str]:
    return [one.name for one in node.target.find_all(nodes.Name)] or [getattr(node.target, "name", "")]


def _constant(node: nodes.Expr) -> str:
    if not isinstance(node, nodes.Const):
        raise UnknownConstruct(node)
    return str(node.value)


def _store(name: str) -> ast.expr:
    return ast.Name(name, ast.Store())

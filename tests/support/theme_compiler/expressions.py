"""Expressions of the theme's templates → expressions of Python, as trees of `ast`.

What is not here, no template of the theme has: it raises `UnknownConstruct`.
Source: Jinja2 3.1, "Extensions", the node classes of its AST.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from jinja2 import nodes

from sitegen.output.render.jinja_hooks import escape_isolated

GIVEN: Final = ("page", "site", "root")
"""What a template of a page is given."""
ESCAPE: Final = "escape_isolated"
JOIN: Final = "markup_join"
MARKUP: Final = "Markup"
NAMESPACE: Final = "SimpleNamespace"
CONCATENATE: Final = "concatenate"
FILTERS: Final = "FILTERS"
"""The filters of templates, by name."""
BLOCKS, TOP = "blocks", "top"
"""The functions that make the blocks of this page, and what templates set at their top."""

_COMPARED: Final[dict[str, type[ast.cmpop]]] = {
    "eq": ast.Eq, "ne": ast.NotEq, "gt": ast.Gt, "gteq": ast.GtE, "lt": ast.Lt, "lteq": ast.LtE,
}  # fmt: skip


class UnknownConstruct(Exception):  # noqa: N818 - it is no error of the compiler
    """A template of the theme has something that the compiler does not know."""

    def __init__(self, node: nodes.Node) -> None:
        super().__init__(f"line {node.lineno}: {type(node).__name__}")


class Macro(NamedTuple):
    """A macro as calls find it."""

    function: str
    """The name of the Python function that makes its HTML."""


class Loop(NamedTuple):
    """The variables of a loop that asks which of its items is the last."""

    items: str
    total: str
    place: str
    """Of an item among all, from 1."""

    @classmethod
    def at(cls, depth: int) -> Loop:
        """Those of a loop in so many others."""
        return cls(f"items_{depth}", f"total_{depth}", f"place_{depth}")


class Names:
    """What the names of a template mean where an expression stands."""

    def __init__(self, given: Sequence[str], macros: Mapping[str, Mapping[str, Macro]], top: frozenset[str]) -> None:
        """`given`: parameters; `macros`: those of each imported template by its alias, its own under an empty one;
        `top`: what the template sets at its top, where blocks can read it.
        """
        self.macros, self.top = macros, top
        self._scopes: list[set[str]] = [set(given)]
        self.super_block = ""
        """The function of the block that `super()` means; empty outside blocks that have one."""
        self.loop: Loop | None = None
        """The loop that `loop` means."""

    @property
    def depth(self) -> int:
        """In how many stretches of names."""
        return len(self._scopes)

    def enter(self) -> None:
        """A stretch begins in which more names are set."""
        self._scopes.append(set())

    def leave(self) -> None:
        """It ends, and with it those names."""
        self._scopes.pop()

    def add(self, name: str, node: nodes.Node) -> None:
        """A name is set here. Python knows no scopes in a function, so none is set anew."""
        if self.has(name) or name in self.macros:
            raise UnknownConstruct(node)
        self._scopes[-1].add(name)

    def has(self, name: str) -> bool:
        """Whether the name is a variable of the function."""
        return any(name in scope for scope in self._scopes)


class ExpressionCompiler:
    """Makes Python of expressions, among `names`."""

    def __init__(self, names: Names, filters: Mapping[str, Callable[..., Any]], used: set[str]) -> None:
        """Puts into `used` the names of the filters that are called."""
        self.names, self._filters, self._used = names, filters, used

    def value(self, node: nodes.Node) -> ast.expr:
        """The value of an expression, as Jinja2 would have it."""
        compiler = getattr(self, f"_{type(node).__name__.lower()}", None)
        if compiler is None:
            raise UnknownConstruct(node)
        found: ast.expr = compiler(node)
        return found

    def shown(self, node: nodes.Node) -> ast.expr:
        """The HTML of an expression that a template shows: text, escaped and isolated."""
        if isinstance(node, nodes.TemplateData):
            return ast.Constant(node.data)
        if isinstance(node, nodes.Const):
            return ast.Constant(str(escape_isolated(node.value)))
        if isinstance(node, nodes.CondExpr):
            otherwise = ast.Constant("") if node.expr2 is None else self.shown(node.expr2)
            return ast.IfExp(self.value(node.test), self.shown(node.expr1), otherwise)
        called = self._html_of_call(node)
        if called is not None:
            return called
        if isinstance(node, nodes.Or) and (first := self._html_of_call(node.left)) is not None:
            return ast.BoolOp(ast.Or(), [first, self.shown(node.right)])
        return call(ESCAPE, self.value(node))

    def _html_of_call(self, node: nodes.Node) -> ast.expr | None:
        """The HTML of a macro or of the block above, where a node calls one."""
        if not isinstance(node, nodes.Call) or node.dyn_args or node.dyn_kwargs:
            return None
        if isinstance(node.node, nodes.Name) and node.node.name == "super" and self.names.super_block:
            return call(self.names.super_block, *page_arguments())
        macro = self._macro(node.node)
        if macro is None:
            return None
        named = [ast.keyword(variable(one.key), self.value(one.value)) for one in node.kwargs]
        return ast.Call(load(macro.function), list(map(self.value, node.args)), named)

    def _macro(self, node: nodes.Node) -> Macro | None:
        if isinstance(node, nodes.Name) and not self.names.has(node.name):
            return self.names.macros[""].get(node.name)
        if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name) and node.node.name:
            return self.names.macros.get(node.node.name, {}).get(node.attr)
        return None

    # --- one method for each kind of node, called by its name

    def _const(self, node: nodes.Const) -> ast.expr:
        return ast.Constant(node.value)

    def _name(self, node: nodes.Name) -> ast.expr:
        if self.names.has(node.name):
            return load(variable(node.name))
        if node.name in self.names.top:
            return ast.Subscript(load(TOP), ast.Constant(node.name), ast.Load())
        raise UnknownConstruct(node)

    def _getattr(self, node: nodes.Getattr) -> ast.expr:
        loop = self.names.loop if isinstance(node.node, nodes.Name) and node.node.name == "loop" else None
        if loop and node.attr == "last":
            return ast.Compare(load(loop.place), [ast.Eq()], [load(loop.total)])
        return ast.Attribute(self.value(node.node), node.attr, ast.Load())

    def _call(self, node: nodes.Call) -> ast.expr:
        called = self._html_of_call(node)
        if called is not None:
            return call(MARKUP, called)
        if node.dyn_args or node.dyn_kwargs:
            raise UnknownConstruct(node)
        named = [ast.keyword(one.key, self.value(one.value)) for one in node.kwargs]
        if isinstance(node.node, nodes.Name) and node.node.name == "namespace" and not node.args:
            return ast.Call(load(NAMESPACE), [], named)
        if not isinstance(node.node, nodes.Getattr):
            raise UnknownConstruct(node)
        return ast.Call(self.value(node.node), list(map(self.value, node.args)), named)

    def _filter(self, node: nodes.Filter) -> ast.expr:
        if node.node is None or node.dyn_args or node.dyn_kwargs or node.name not in self._filters:
            raise UnknownConstruct(node)
        if node.name == "default":
            return self._default(node.node, node)
        if node.name in ("map", "select"):
            return self._items(node.node, node)
        if hasattr(self._filters[node.name], "jinja_pass_arg"):
            raise UnknownConstruct(node)
        named = [ast.keyword(str(one.key), self.value(one.value)) for one in node.kwargs]
        self._used.add(node.name)
        given = [self.value(node.node), *map(self.value, node.args)]
        return ast.Call(load(filter_function(node.name)), given, named)

    def _default(self, name: nodes.Expr, node: nodes.Filter) -> ast.expr:
        """`name | default(other)`: of what the template of a page may have set at its top."""
        if not isinstance(name, nodes.Name) or self.names.has(name.name) or len(node.args) != 1 or node.kwargs:
            raise UnknownConstruct(node)
        return ast.Call(
            ast.Attribute(load(TOP), "get", ast.Load()), [ast.Constant(name.name), self.value(node.args[0])], []
        )

    def _items(self, items: nodes.Expr, node: nodes.Filter) -> ast.expr:
        """`items | map(attribute="name")` and `items | select`."""
        if node.name == "select" and not node.args and not node.kwargs:
            return call("filter", ast.Constant(None), self.value(items))
        if node.args or [one.key for one in node.kwargs] != ["attribute"]:
            raise UnknownConstruct(node)
        field = node.kwargs[0].value
        if not isinstance(field, nodes.Const) or not str(field.value).isidentifier():
            raise UnknownConstruct(node)
        one = ast.comprehension(ast.Name("one", ast.Store()), self.value(items), [], 0)
        return ast.ListComp(ast.Attribute(load("one"), field.value, ast.Load()), [one])

    def _test(self, node: nodes.Test) -> ast.expr:
        if node.name != "defined" or not isinstance(node.node, nodes.Getattr):
            raise UnknownConstruct(node)
        return call("hasattr", self.value(node.node.node), ast.Constant(node.node.attr))

    def _compare(self, node: nodes.Compare) -> ast.expr:
        if any(one.op not in _COMPARED for one in node.ops):
            raise UnknownConstruct(node)
        signs = [_COMPARED[one.op]() for one in node.ops]
        return ast.Compare(self.value(node.expr), signs, [self.value(one.expr) for one in node.ops])

    def _and(self, node: nodes.And) -> ast.expr:
        return ast.BoolOp(ast.And(), [self.value(node.left), self.value(node.right)])

    def _or(self, node: nodes.Or) -> ast.expr:
        return ast.BoolOp(ast.Or(), [self.value(node.left), self.value(node.right)])

    def _not(self, node: nodes.Not) -> ast.expr:
        return ast.UnaryOp(ast.Not(), self.value(node.node))

    def _condexpr(self, node: nodes.CondExpr) -> ast.expr:
        if node.expr2 is None:
            raise UnknownConstruct(node)
        return ast.IfExp(self.value(node.test), self.value(node.expr1), self.value(node.expr2))

    def _add(self, node: nodes.Add) -> ast.expr:
        return ast.BinOp(self.value(node.left), ast.Add(), self.value(node.right))

    def _concat(self, node: nodes.Concat) -> ast.expr:
        return call(JOIN, ast.Tuple(list(map(self.value, node.nodes)), ast.Load()))

    def _tuple(self, node: nodes.Tuple) -> ast.expr:
        return ast.Tuple(list(map(self.value, node.items)), ast.Load())

    def _list(self, node: nodes.List) -> ast.expr:
        return ast.List(list(map(self.value, node.items)), ast.Load())

    def _dict(self, node: nodes.Dict) -> ast.expr:
        return ast.Dict([self.value(one.key) for one in node.items], [self.value(one.value) for one in node.items])


def variable(name: str) -> str:
    """The Python variable of a template's name."""
    return f"v_{name}"


def filter_function(name: str) -> str:
    """The name that a filter has for the functions of templates."""
    return f"filter_{name}"


def load(name: str) -> ast.expr:
    """A name whose value is wanted."""
    return ast.Name(name, ast.Load())


def call(function: str, *arguments: ast.expr) -> ast.expr:
    """A call by name."""
    return ast.Call(load(function), list(arguments), [])


def page_arguments() -> list[ast.expr]:
    """What every block is given."""
    return [*(load(variable(name)) for name in GIVEN), load(BLOCKS), load(TOP)]

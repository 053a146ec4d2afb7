"""The packaged theme → the module of functions that make its pages (docs/decisions/0031)."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from graphlib import TopologicalSorter
from typing import Any, Final

from jinja2 import Environment, meta

from support.theme_compiler import expressions
from support.theme_compiler.functions import TemplateCompiler, function_name

HEADER: Final = '''\
"""The pages of the packaged theme, as functions: made of its templates by `make accept`, and not to be edited.

`compiled_theme` says when they are used; docs/decisions/0031 has the reasons.
"""
# mypy: ignore-errors

from types import SimpleNamespace

from jinja2.runtime import markup_join
from markupsafe import Markup

from sitegen.output.render.jinja_hooks import escape_isolated
from sitegen.output.render.template_filters import FILTERS

concatenate = "".join
'''


def compiled(sources: Mapping[str, str], environment: Environment, fingerprint: str) -> str:
    """The text of the module for templates, each by its name; `environment` parses them and has the filters.

    `fingerprint` is what the module says that it was made of. Raises UnknownConstruct.
    """
    trees = {name: environment.parse(text, name) for name, text in sorted(sources.items())}
    needed = {name: sorted(filter(None, meta.find_referenced_templates(tree))) for name, tree in trees.items()}
    compilers = {name: TemplateCompiler(name, tree, environment.filters) for name, tree in trees.items()}
    macros = {name: one.macros for name, one in compilers.items()}
    blocks: dict[str, dict[str, str]] = {"": {}}
    parts: dict[str, list[str]] = {}
    functions: list[ast.stmt] = []
    pages = []
    for name in TopologicalSorter(needed).static_order():
        one = compilers[name]
        blocks[name] = {**blocks[one.parent], **one.blocks}
        parts[name] = sorted({name, *(part for other in needed[name] for part in parts[other])})
        functions += one.functions(macros, blocks[one.parent])
        pages.append(f"    {name!r}: ({_page(name, one.parent)}, {_block_table(blocks[name])}, {parts[name]}),\n")
    filters = sorted({name for one in compilers.values() for name in one.used_filters})
    used = "".join(f"{expressions.filter_function(name)} = {expressions.FILTERS}[{name!r}]\n" for name in filters)
    body = "\n\n\n".join(ast.unparse(ast.fix_missing_locations(one)) for one in functions)
    table = f"FINGERPRINT = {fingerprint!r}\nPAGES = {{\n{''.join(pages)}}}\n"
    return f"{HEADER}{used}\n\n{body}\n\n\n{table}"


def _page(name: str, parent: str) -> str:
    """The function of the whole page, and that of what the template sets at its top."""
    return f"{function_name(parent or name, 'page')}, {function_name(name, 'top') if parent else None}"


def _block_table(blocks: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{block!r}: {function}" for block, function in blocks.items()) + "}"


def loaded(text: str) -> dict[str, Any]:
    """What a module of this text holds."""
    names: dict[str, Any] = {}
    exec(text, names)
    return names

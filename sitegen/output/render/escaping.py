"""What templates show: escaped, kept apart from what stands beside it, and both in little time.

Text may hold characters that turn the direction of writing. Each value ends all such turns itself (`apart`), so a title
that is written backwards leaves the date behind it as it is.

Most of what is shown is short text in which there is nothing to escape. Jinja2 asks `markupsafe.escape` for every value
and gets a new `Markup` each time; building pages spent a tenth of its time there. The code it makes for a template here
asks `text` instead. Where a later Jinja2 would not call the method below, it would escape as it always did.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from jinja2.compiler import CodeGenerator
from markupsafe import Markup, escape

from sitegen.text.prose.html_text import isolate

if TYPE_CHECKING:
    from jinja2 import nodes
    from jinja2.compiler import Frame

_needs_care: Final = re.compile("[&<>'\"\u202a-\u202e\u2066-\u2069]").search


def escape_isolated(value: object) -> str:
    """What `markupsafe.escape` makes of a value that is kept apart, as a string of any type."""
    kind = type(value)
    if kind is str:
        return value if _needs_care(value) is None else escape(isolate(value))  # type: ignore[arg-type, call-overload, return-value]
    return value if kind is Markup else escape(value)  # type: ignore[return-value]


class EscapingCodeGenerator(CodeGenerator):
    """Makes the Python code of a template."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """The whole template; `text` is there under a name that no template can use."""
        self.writeline(f"from {__name__} import {escape_isolated.__name__} as escaped_text")
        super().visit_Template(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("escaped_text(")
        else:
            super()._output_child_pre(node, frame, finalize)

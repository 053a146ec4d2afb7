"""What of Jinja2 is done otherwise here: each value is isolated as it is escaped, and both in little time.

Text may hold characters that turn the direction of writing. A value ends all such turns itself (`isolate`), so a title
that is written backwards leaves the date behind it as it is. That is a matter of security, and so it hangs on
`Environment.finalize`, which is documented, and is tried whenever an environment is set up.

Speed hangs on the code that Jinja2 makes of a template, which is its own affair. Most values are short text in which
nothing is to be escaped; Jinja2 calls `finalize` and `markupsafe.escape` for each of them and gets a new `Markup`. The
code of `FastCodeGenerator` calls `escape_isolated` instead, which does the work of both. Where a later Jinja2 did not
ask it, pages would be the same bytes and take longer. docs/decisions/0031 has the figures.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from jinja2 import __version__ as jinja_version
from jinja2.compiler import CodeGenerator
from markupsafe import Markup, escape

from sitegen.text.prose.html_text import isolate

if TYPE_CHECKING:
    from jinja2 import Environment, nodes
    from jinja2.compiler import Frame

_needs_care: Final = re.compile("[&<>'\"\u202a-\u202e\u2066-\u2069]").search
_ESCAPE: Final = "escaped_isolated_text"
"""What the code of a template calls `escape_isolated`: no name that a template can use."""
_PROBE: Final = "a<\u202eb"


def isolated(value: object) -> object:
    """A plain string that no turn of direction leaves (UAX 9); all else as it is, `Markup` above all."""
    return isolate(value) if type(value) is str else value


def escape_isolated(value: object) -> str:
    """What `markupsafe.escape` makes of an `isolated` value: a string, which is no `Markup` where nothing changed."""
    kind = type(value)
    if kind is str:
        return value if _needs_care(value) is None else escape(isolate(value))  # type: ignore[arg-type, call-overload, return-value]
    return value if kind is Markup else escape(value)  # type: ignore[return-value]


class FastCodeGenerator(CodeGenerator):
    """Makes the Python code of a template, in which values go through `escape_isolated`.

    Source: jinja2.compiler 3.1, `visit_Output`, which calls `_output_child_pre` before the code of each value that is
    shown, and closes behind it as many brackets as the method of Jinja2 itself opens.
    """

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """The whole template."""
        self.writeline(f"from {__name__} import {escape_isolated.__name__} as {_ESCAPE}")
        super().visit_Template(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write(f"{_ESCAPE}(" if finalize.src is None else f"{_ESCAPE}((")
        else:
            super()._output_child_pre(node, frame, finalize)


def set_up(environment: Environment, *, is_fast: bool = True) -> None:
    """Let all values of this environment's templates be isolated. Raises RuntimeError where they would not be.

    `is_fast=False` leaves the code of templates to Jinja2 alone; the pages are the same.
    """
    environment.finalize = isolated
    if is_fast:
        environment.code_generator_class = FastCodeGenerator
    shown, wanted = environment.from_string("{{ value }}").render(value=_PROBE), str(escape(isolate(_PROBE)))
    if shown != wanted:
        raise RuntimeError(f"Jinja2 {jinja_version} shows {_PROBE!a} as {shown!a} and not {wanted!a}")


def is_fast(environment: Environment) -> bool:
    """Whether the code of its templates calls `escape_isolated` for what is shown, and nothing of Jinja2's instead."""
    code = str(environment.compile("{{ value }}", raw=True))
    return f"yield {_ESCAPE}((" in code and "yield escape(" not in code

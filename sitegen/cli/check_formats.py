"""Problems as other programs show them: as annotations of a pull request on GitHub, and as SARIF.

Sources: GitHub, "Workflow commands for GitHub Actions", and the escapes of its own toolkit (`@actions/core`,
command.ts); OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from sitegen.core.version import __version__

if TYPE_CHECKING:
    from sitegen.core.problems import Problem

_COMMANDS: Final = {"error": "error", "warning": "warning", "note": "notice"}
"""What GitHub calls the severities; SARIF has our words for them."""
_ESCAPES: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY_ESCAPES: Final = _ESCAPES | str.maketrans({":": "%3A", ",": "%2C"})
_SARIF_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"


def github_lines(problems: Iterable[Problem], root: Path) -> list[str]:
    """A workflow command for each problem, the gravest first: GitHub shows few of a step."""
    return [_workflow_command(one, root) for one in sorted(problems, key=lambda one: one.severity.rank)]


def _workflow_command(problem: Problem, root: Path) -> str:
    location = problem.location
    properties = {"file": _path(root, location.file), "title": problem.code}
    properties |= {"line": str(location.line)} if location.line else {}
    properties |= {"col": str(location.column)} if location.column else {}
    words = ",".join(f"{name}={value.translate(_PROPERTY_ESCAPES)}" for name, value in properties.items())
    text = "\n".join(filter(None, (problem.message, problem.hint))).translate(_ESCAPES)
    return f"::{_COMMANDS[problem.severity.value]} {words}::{text}"


def sarif_log(problems: Iterable[Problem], root: Path) -> dict[str, Any]:
    """A log of one run: each problem is a result, its code the rule."""
    from sitegen.core.problems import CODES

    found = list(problems)
    codes = sorted({one.code for one in found})
    rules = [{"id": code, "defaultConfiguration": {"level": CODES[code].value}} for code in codes]
    driver = {"name": "sitegen", "version": __version__, "rules": rules}
    results = [_result(one, codes.index(one.code), root) for one in found]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(problem: Problem, rule: int, root: Path) -> dict[str, Any]:
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": problem.severity.value,
        "message": {"text": "\n".join(filter(None, (problem.message, problem.hint)))},
        "locations": [{"physicalLocation": _physical_location(problem, root)}],
    }


def _physical_location(problem: Problem, root: Path) -> dict[str, Any]:
    location = problem.location
    path = _path(root, location.file)
    place = {
        "artifactLocation": {
            "uri": Path(path).as_uri() if Path(path).is_absolute() else quote(path, errors="surrogateescape")
        }
    }
    column = {"startColumn": location.column} if location.column else {}
    return {**place, **({"region": {"startLine": location.line, **column}} if location.line else {})}


def _path(root: Path, file: str) -> str:
    """A file of the archive by the way from the top of the checkout (on GitHub), else from the current folder.

    Whole where it is in neither.
    """
    top = Path(os.environ.get("GITHUB_WORKSPACE") or ".").resolve()
    path = root.resolve() / file
    return (path.relative_to(top) if path.is_relative_to(top) else path).as_posix()

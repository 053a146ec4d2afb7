"""`links`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from sitegen.cli import change_report, options

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sitegen.editor.refactoring import CheckedArchive
    from sitegen.editor.web_links import AddressCheck, ArchivedCopy, CitedAddress

FEW: Final = 3
"""Hosts that may be gone before it is asked whether this machine is connected."""


@options.command("Ask whether the addresses of sources still lead somewhere.")
@options.root
@click.option("--archived", "is_archived", is_flag=True, help="Look for copies of sources that have no archived_url.")
@click.option("--write", "is_written", is_flag=True, help="Write the copies into the YAML files; looks for them, too.")
@click.option(
    "--timeout", type=click.FloatRange(0.1, 300), default=10, help="Seconds to wait for an answer; default: 10."
)
@click.option(
    "--delay", type=click.FloatRange(0, 300), default=1, help="Seconds between two requests of one host; default: 1."
)
@click.option("--service", default="", hidden=True, help="Another service with the interface of the Wayback Machine's.")
@options.json
def links(root: Path, *, is_archived: bool, is_written: bool, as_json: bool, **how: Any) -> None:
    """Ask whether the addresses that records give still lead somewhere, and where copies of them are kept.

    This alone of all commands asks the network. Each address is asked for once, one at a time of a host.
    """
    from sitegen.editor.web_links import AddressChecker, cited_addresses

    before = _sound_archive(root, as_json=as_json) if is_written else None
    cited = cited_addresses(root)
    checker = AddressChecker(how["timeout"], how["delay"])
    checks = checker.check([one.url for one in cited], None if as_json else _AddressCounter(len(cited)))
    copies, silence = _copies(cited, how) if is_archived or is_written else ({}, "")
    if before and copies:
        change_report.written(root, lambda: _CopyPlan(root, before, copies), is_dry=False, as_json=as_json)
    if as_json:
        click.echo(json.dumps(_report_json(cited, checks, copies, is_written=is_written), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join([*_report_lines(cited, checks, copies, is_written=is_written), *filter(None, [silence])]))
    sys.exit(1 if any(one.state.value in ("dead", "moved") for one in checks.values()) else 0)


class _AddressCounter:
    """How far it is, on a terminal."""

    def __init__(self, number: int) -> None:
        self._number, self._done = number, 0

    def __call__(self, _: AddressCheck) -> None:
        self._done += 1
        if sys.stderr.isatty():
            click.echo(f"\r{self._done} of at most {self._number} addresses", err=True, nl=False)


def _sound_archive(root: Path, *, as_json: bool) -> CheckedArchive:
    """The archive that is to be written into; ends the command where it has errors: some records could not be found."""
    from sitegen.core.problems import Severity
    from sitegen.editor import EditRefusedError
    from sitegen.editor.refactoring import load

    try:
        found = load(root)
    except EditRefusedError as error:
        change_report.tell_refusal([one.problem for one in error.problems], as_json=as_json)
    errors = [one for one in found.problems if one.severity is Severity.ERROR]
    if errors:
        change_report.tell_refusal(errors, as_json=as_json)
    return found


class _CopyPlan:
    """The records with the copies that were found."""

    def __init__(self, root: Path, before: CheckedArchive, copies: Mapping[CitedAddress, ArchivedCopy]) -> None:
        from sitegen.editor.refactoring import check
        from sitegen.editor.web_links import plan_copies

        self.changes = plan_copies(root, before.loaded.archive, copies.items())
        check(root, before, self.changes)


def _copies(cited: Sequence[CitedAddress], how: Mapping[str, Any]) -> tuple[dict[CitedAddress, ArchivedCopy], str]:
    """The copies that are known, and a sentence where it could not be asked for some."""
    from sitegen.editor.web_links import CopyFinder
    from sitegen.editor.web_links.archived_copies import WAYBACK

    finder = CopyFinder(how["timeout"], how["delay"], how["service"] or WAYBACK)
    copies = {one: copy for one in cited if one.wants_copy and (copy := finder.find(one)) is not None}
    what = f"{finder.unasked:,} address{'' if finder.unasked == 1 else 'es'}"
    silence = f"Of {what} it could not be asked whether there are copies: {finder.unanswered}"
    return copies, silence if finder.unasked else ""


def _check_of(one: CitedAddress, checks: Mapping[str, AddressCheck]) -> AddressCheck:
    return checks[one.url.partition("#")[0]]


def _report_lines(
    cited: Sequence[CitedAddress],
    checks: Mapping[str, AddressCheck],
    copies: Mapping[CitedAddress, ArchivedCopy],
    *,
    is_written: bool,
) -> Iterator[str]:
    for one in cited:
        found, place = _check_of(one, checks), click.style(str(one.location), bold=True)
        if found.state.value != "alive":
            leads = f" → {found.now}" if found.now else ""
            yield f"{place}: {found.state.value}: {one.url}{leads} ({found.reason})"
        if one in copies:
            yield f"{place}: copy of {copies[one].day}: {copies[one].url}"
    yield from _summary(checks, copies, is_written=is_written)


def _summary(
    checks: Mapping[str, AddressCheck], copies: Mapping[CitedAddress, ArchivedCopy], *, is_written: bool
) -> Iterator[str]:
    states = [one.state.value for one in checks.values()]
    counts = [f"{states.count(state)} {state}" for state in ("alive", "moved", "dead", "unsure") if state in states]
    yield f"{len(states):,} address{'' if len(states) == 1 else 'es'}{': ' if counts else ''}{', '.join(counts)}"
    if copies:
        what = f"{len(copies):,} archived cop{'y' if len(copies) == 1 else 'ies'}"
        yield f"{what} {'written' if is_written else 'found: --write adds what was found'}"
    if len(states) > FEW and all(one.reason == "no host of that name" for one in checks.values()):
        yield "No host at all was found: is this machine connected to the network?"


def _report_json(
    cited: Sequence[CitedAddress],
    checks: Mapping[str, AddressCheck],
    copies: Mapping[CitedAddress, ArchivedCopy],
    *,
    is_written: bool,
) -> dict[str, Any]:
    return {
        "problems": [],
        "addresses": [
            {
                "file": one.location.file,
                "line": one.location.line,
                "column": one.location.column,
                "key": one.key,
                "url": one.url,
                "state": _check_of(one, checks).state.value,
                "reason": _check_of(one, checks).reason,
                "now": _check_of(one, checks).now,
                **({"copy": {"url": copies[one].url, "day": copies[one].day}} if one in copies else {}),
            }
            for one in cited
        ],
        "written": is_written and bool(copies),
    }

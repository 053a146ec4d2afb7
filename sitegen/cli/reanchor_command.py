"""`reanchor`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sitegen.cli import options, report

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sitegen.core.model import Quote
    from sitegen.core.problems import Problems
    from sitegen.editor.reanchor import LostQuote, ShiftComparison, ShiftedQuote
    from sitegen.editor.reanchor.archive_quotes import AnnotationQuote


@options.command()
@options.root
@click.option(
    "--accept",
    type=click.FloatRange(0, 1),
    callback=options.not_nan,
    help="From which likeness on, 0 to 1, a place is taken; default: 0.8. Look at what is shown before you lower it.",
)
@click.option("--write", "is_written", is_flag=True, help="Change the quotes in the YAML files.")
@options.json
def reanchor(root: Path, *, accept: float | None, is_written: bool, as_json: bool) -> None:
    """Find again the passages of articles that changed."""
    from sitegen.content import loader
    from sitegen.core.problems import Problems
    from sitegen.editor import reanchor as finding

    problems = Problems()
    archive = loader.load(root, problems)
    ratio = finding.DEFAULT_RATIO if accept is None else accept
    lost = finding.find_lost_quotes(root, archive, ratio) if archive else []
    comparison = finding.find_shifted_quotes(root, archive) if archive else finding.ShiftComparison([], [])
    moving = [one for one in lost if one.outcome is finding.RelocationOutcome.MOVE]
    written = finding.write_quotes(root, moving, problems) if is_written else []
    if as_json:
        click.echo(json.dumps(_report_json(lost, comparison, written, problems), ensure_ascii=False, indent=2))
    else:
        _print_report(lost, comparison, written, problems)
    sys.exit(0 if len(written) == len(lost) and not comparison.shifted and not problems.blocks() else 1)


def _print_report(
    lost: Sequence[LostQuote], comparison: ShiftComparison, written: Collection[LostQuote], problems: Problems
) -> None:
    from sitegen.editor import reanchor as finding

    report.print_problems(tuple(problems))
    for one in lost:
        click.echo("\n".join(_passage_lines(one)))
    for passage in comparison.shifted:
        click.echo("\n".join(_shift_lines(passage)))
    if comparison.uncompared:
        click.echo(_uncompared_line(comparison.uncompared))
    if any(one.outcome is finding.RelocationOutcome.MEANING for one in lost) and not finding.have_word_lists():
        click.echo("Without dictionaries no slip of spelling is taken: `pip install 'sitegen[spelling]'` brings them.")
    click.echo(_summary(lost, written))


def _passage_lines(one: LostQuote) -> Iterable[str]:
    yield f"{click.style(str(one.quote.location), bold=True)}: {_match_words(one)}"
    if one.relocation is None:
        yield f"  {one.problem.message}"
        if one.problem.hint:
            yield f"  hint: {one.problem.hint}"
        return
    yield f"  {_word_diff(one)}"
    for name, words in (("prefix", one.relocation.quote.prefix), ("suffix", one.relocation.quote.suffix)):
        if words:
            yield f"  {name}: {words}"


def _shift_lines(one: ShiftedQuote) -> Iterable[str]:
    place = click.style(str(one.quote.location), bold=True)
    yield f"{place}: occurrence {one.quote.occurrence} is another place than in the last build ({one.seed}:{one.line})"
    yield f"  then: {one.was}"
    yield f"  now:  {one.now}"
    if one.restored is None:
        yield "  hint: the place where it stood is gone; quote other words, or remove the passage"
        return
    context = {"prefix": one.restored.prefix, "suffix": one.restored.suffix}
    added = ", ".join(f"{name}: {json.dumps(words, ensure_ascii=False)}" for name, words in context.items() if words)
    instead = f"with {added} in place of `occurrence`, or " if added else "with "
    count = f"`occurrence: {one.former_occurrence}`"
    yield f"  hint: it stood where line {one.former_line} is now; it is found there {instead}{count}"


def _uncompared_line(counted: Sequence[AnnotationQuote]) -> str:
    """That nobody can say whether they slid: `content/claims/a.yaml:3:8` and 2 more."""
    from sitegen.site.pages.wording import counted as counting

    more = f" and {len(counted) - 1} more" if len(counted) > 1 else ""
    passages = f"{counting(len(counted), 'passage')} with `occurrence` may have slid"
    return f"{passages} ({counted[0].quote.location}{more}): there is no last build of this version to compare with"


def _match_words(one: LostQuote) -> str:
    from sitegen.editor.reanchor import RelocationOutcome

    reasons = {
        RelocationOutcome.MOVE: "",
        RelocationOutcome.MEANING: ": it may mean something else",
        RelocationOutcome.UNSURE: ": not sure enough",
        RelocationOutcome.TIE: f": line {one.runner_up_line} is as like, or nearly",
        RelocationOutcome.TAKEN: ": that is where another passage stands",
    }
    if one.relocation is None:
        return f"{'in several places of' if one.outcome is RelocationOutcome.AMBIGUOUS else 'nowhere in'} {one.article}"
    return f"{one.relocation.similarity:.2f} alike in {one.article} ({one.seed}:{one.line}){reasons[one.outcome]}"


def _word_diff(one: LostQuote, *, is_plain: bool = False) -> str:
    """`the bridge is [-unsafe-]{+safe+}`, in colours on a terminal."""
    from sitegen.editor.reanchor import quote_words
    from sitegen.text.similarity.word_diff import diff_words

    assert one.relocation is not None  # noqa: S101 (only such passages are shown)
    parts = []
    for piece in diff_words(quote_words(one.quote), quote_words(one.relocation.quote)):
        gone = f"[-{piece.gone}-]" if piece.gone else ""
        new = f"{{+{piece.new}+}}" if piece.new else ""
        changed = gone + new if is_plain else click.style(gone, fg="red") + click.style(new, fg="green")
        parts.append((piece.same or changed) + " " * piece.has_blank)
    return "".join(parts).rstrip()


def _summary(lost: Sequence[LostQuote], written: Collection[LostQuote]) -> str:
    """`3 lost passages: 2 have moved (--write changes their quotes), 1 needs you`."""
    from sitegen.editor.reanchor import RelocationOutcome
    from sitegen.site.pages.wording import counted

    if not lost:
        return "no lost passages"
    moving = sum(one.outcome is RelocationOutcome.MOVE for one in lost)
    done = f"{len(written)} changed" if written else f"{moving} can be moved" + (" with --write" if moving else "")
    left = len(lost) - (len(written) or moving)
    return f"{counted(len(lost), 'lost passage')}: {done}" + (f", {left} left to you" if left else "")


def _report_json(
    lost: Sequence[LostQuote], comparison: ShiftComparison, written: Collection[LostQuote], problems: Problems
) -> dict[str, Any]:
    from sitegen.editor.reanchor import RelocationOutcome

    stats = {
        "lost": len(lost),
        "movable": sum(one.outcome is RelocationOutcome.MOVE for one in lost),
        "written": len(written),
        "slid": len(comparison.shifted),
        "uncompared": len(comparison.uncompared),
        "problems": len(problems),
    }
    passages = [{**_passage_json(one), "written": one in written} for one in lost]
    slid = [_shift_json(one) for one in comparison.shifted]
    return {"problems": [problem.as_json() for problem in problems], "passages": passages, "slid": slid, "stats": stats}


def _shift_json(one: ShiftedQuote) -> dict[str, Any]:
    return {
        **_location_json(one),
        "occurrence": one.quote.occurrence,
        "seed_line": one.line,
        "then": one.was,
        "now": one.now,
        **({"quote": _quote_json(one.restored), "there_line": one.former_line} if one.restored else {}),
        **({"there_occurrence": one.former_occurrence} if one.restored else {}),
    }


def _location_json(one: LostQuote | ShiftedQuote) -> dict[str, Any]:
    place = one.quote.location
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "kind": one.annotation.kind.value,
        "id": one.annotation.id,
        "article": one.article,
        "seed": one.seed,
    }


def _quote_json(new: Quote) -> dict[str, Any]:
    quote: dict[str, Any] = {"from": new.exact, "to": new.until} if new.until else {"exact": new.exact}
    quote |= {name: words for name, words in (("prefix", new.prefix), ("suffix", new.suffix)) if words}
    return quote | ({"occurrence": new.occurrence} if new.occurrence else {})


def _passage_json(one: LostQuote) -> dict[str, Any]:
    fields = {
        **_location_json(one),
        "answer": one.outcome.value,
        "message": one.problem.message,
        "hint": one.problem.hint,
    }
    place = one.relocation
    if place is None:
        return fields
    found = {"likeness": round(place.similarity, 3), "seed_line": one.line, "quote": _quote_json(place.quote)}
    return {**fields, **found, "difference": _word_diff(one, is_plain=True)}

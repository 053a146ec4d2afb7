"""What is green once is green every time: no test hangs on how fast a machine is, or on luck; held by reading them."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.checkout import ROOT
from support.source_code import TREES, SyntaxTrees, all_uses, found

TESTS: Final = SyntaxTrees({file: ROOT / file for file in TREES if file.startswith("tests/")})

ASKS_A_CLOCK: Final = {
    "time.sleep", "time.time", "time.time_ns", "time.monotonic", "time.monotonic_ns", "time.perf_counter",
    "time.perf_counter_ns", "asyncio.sleep", "datetime.datetime.now", "datetime.datetime.today",
    "datetime.datetime.utcnow", "datetime.date.today", "threading.Timer", "signal.alarm", "tornado.gen.sleep",
}  # fmt: skip
"""Not `time.process_time`: the work of the processor is the same however busy a machine is."""
MAY_ASK_A_CLOCK: Final = {
    ("tests/support/waiting.py", "time.monotonic"),
    ("tests/support/waiting.py", "time.sleep"),
    # Whatever the moment of a kill, the same has to be true after it.
    ("tests/support/interrupted_builds.py", "time.perf_counter"),
    ("tests/system/test_killed_builds.py", "time.perf_counter"),
    ("tests/system/test_killed_builds.py", "time.sleep"),
    ("tests/system/test_serve_killed.py", "time.perf_counter"),
    ("tests/system/test_serve_killed.py", "time.sleep"),
    # `make soak` searches as long as it is let, and other inputs each time.
    ("tests/support/fuzz/soak.py", "time.monotonic"),
    ("tests/support/fuzz/soak.py", "time.time_ns"),
    ("tests/unit/test_fuzz.py", "time.monotonic"),
    ("tests/unit/test_fuzz.py", "time.time_ns"),
    # That a file system's clock is the machine's, and that a day lies ahead.
    ("tests/unit/files/test_signatures.py", "time.time_ns"),
    ("tests/system/test_cases_dates.py", "datetime.date.today"),
}
"""Where it decides about no test."""

TAKES_SECONDS: Final = {
    "wait", "wait_for", "join", "communicate", "wait_for_timeout", "set_default_timeout",
    "set_default_navigation_timeout", "set_script_timeout", "set_page_load_timeout", "implicitly_wait",
}  # fmt: skip
OF_CHANCE: Final = {"random", "secrets", "uuid", "os.urandom", "os.getrandom", "numpy.random"}
SEEDED: Final = {"random", "random.Random"}


def waits(tree: ast.AST) -> Iterator[str]:
    """Every wait for a number of seconds that is written there; the one deadline of all tests is `waiting.PATIENCE`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            given = [*(node.args if name in TAKES_SECONDS else ()), *(k.value for k in node.keywords if _is_limit(k))]
            yield from (f"{node.lineno}: {name}({ast.unparse(one)})" for one in given if _is_number(one))


def _is_limit(keyword: ast.keyword) -> bool:
    return keyword.arg in ("timeout", "within", "slow_mo")


def _is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool)


def luck(tree: ast.AST) -> Iterator[str]:
    """Everything that is another one in every run."""
    for _, name in sorted(found(OF_CHANCE, {"": all_uses(tree)})):
        yield from (one for one in sorted(all_uses(tree)) if one.startswith(name) and one not in SEEDED)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and not node.args and not node.keywords:
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in ("Random", "seed"):
                yield f"{node.lineno}: {name}()"


def test_no_test_hangs_on_a_clock() -> None:
    assert found(ASKS_A_CLOCK, {file: all_uses(tree) for file, tree in TESTS.items()}) == MAY_ASK_A_CLOCK


def test_no_test_waits_for_a_number_of_seconds() -> None:
    assert {file: told for file, tree in TESTS.items() if (told := [*waits(tree)])} == {}


def test_no_test_hangs_on_luck() -> None:
    assert {file: told for file, tree in TESTS.items() if (told := [*luck(tree)])} == {}


@pytest.mark.parametrize(
    "words",
    [
        "tab.wait_for_timeout(500)",
        "context.set_default_timeout(5000)",
        "line.wait_for(timeout=5)",
        "asyncio.wait_for(answer, 5)",
        "thread.join(0.1)",
        "subprocess.run(command, timeout=120)",
    ],
)
def test_a_wait_for_seconds_is_seen(words: str) -> None:
    assert len([*waits(ast.parse(words))]) == 1


@pytest.mark.parametrize(
    "words",
    [
        "import random\nrandom.random()",
        "from random import choice\nchoice('ab')",
        "from random import Random\nRandom()",
        "import random\nrandom.Random()",
        "import os\nos.urandom(8)",
        "from uuid import uuid4\nuuid4()",
    ],
)
def test_luck_is_seen(words: str) -> None:
    assert [*luck(ast.parse(words))] != []


@pytest.mark.parametrize(
    "words", ["thread.join()", "from random import Random\nRandom(7)", "line.wait_for()", "','.join(x)"]
)
def test_what_is_no_luck_and_no_wait_for_seconds_is_let_pass(words: str) -> None:
    assert [*luck(ast.parse(words)), *waits(ast.parse(words))] == []


# --- what Hypothesis draws --------------------------------------------------------------------------------------


def drawn() -> list[object]:
    """What a test would be given."""
    seen: list[object] = []

    @settings(max_examples=200)
    @given(st.text(), st.integers())
    def test(words: str, number: int) -> None:
        seen.append((words, number))

    test()
    return seen


@pytest.mark.skipif(settings.get_current_profile_name() == "soak", reason="make soak draws others each time")
def test_the_same_is_drawn_every_time_whatever_else_of_ours_is_loaded(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = drawn()
    module = ModuleType("one_more")
    file = tmp_path_factory.mktemp("more") / "one_more.py"
    file.write_text(
        "".join(f"A{one} = 'constant {one}'\nB{one} = {one + 1}_000_007\n" for one in range(50)), encoding="utf-8"
    )
    module.__file__ = str(file)
    monkeypatch.setitem(sys.modules, "one_more", module)
    assert drawn() == before

"""What `sitegen completion` prints, in the shells themselves."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from support.checkout import find_tool
from support.waiting import PATIENCE

Cli = Callable[..., CompletedProcess[str]]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="the shells are those of Unix")

ASKS = {
    "bash": 'COMP_WORDS=(sitegen ch) COMP_CWORD=1; _sitegen_completion sitegen ch; printf "%s\\n" "${COMPREPLY[@]}"',
    "fish": "complete --do-complete 'sitegen ch'",
}
"""What asks each shell which words it would put for `sitegen ch`."""


def command(folder: Path) -> Path:
    """A `sitegen` that is found by its name."""
    path = folder / "bin/sitegen"
    path.parent.mkdir()
    path.write_text(f"#!{sys.executable}\nfrom sitegen.cli import main\nmain()\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("shell", ASKS)
def test_a_shell_completes_the_name_of_a_command(run_cli: Cli, tmp_path: Path, shell: str) -> None:
    tool = find_tool(shell)
    if tool is None:
        pytest.skip(f"{shell} is not installed")
    script = run_cli("completion", shell).stdout
    known = {**os.environ, "HOME": str(tmp_path), "PATH": f"{command(tmp_path).parent}{os.pathsep}{os.environ['PATH']}"}
    asked = subprocess.run(
        [tool, "-c", f"{script}\n{ASKS[shell]}"],
        env=known,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert [line.split("\t")[0] for line in asked.stdout.splitlines()] == ["check"], asked.stderr


def test_zsh_reads_its_script(run_cli: Cli, tmp_path: Path) -> None:
    tool = find_tool("zsh")
    if tool is None:
        pytest.skip("zsh is not installed")
    (tmp_path / "script").write_text(run_cli("completion", "zsh").stdout, encoding="utf-8")
    loads = f"autoload -U compinit; compinit -u -D; source {tmp_path / 'script'}; print $_comps[sitegen]"
    done = subprocess.run([tool, "-f", "-c", loads], capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert (done.stdout, done.stderr) == ("_sitegen_completion\n", "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_begins_with_the_line_that_loads_it(run_cli: Cli, shell: str) -> None:
    done = run_cli("completion", shell)
    line = done.stdout.splitlines()[1].removeprefix("#   ")
    assert (done.returncode, done.stderr, f"sitegen completion {shell}" in line) == (0, "", True)
    assert line in run_cli("completion", "--help").stdout


def test_another_shell_is_told_which_there_are(run_cli: Cli) -> None:
    done = run_cli("completion", "tcsh")
    assert (done.returncode, done.stdout) == (2, "")
    assert "'bash', 'zsh', 'fish'" in done.stderr

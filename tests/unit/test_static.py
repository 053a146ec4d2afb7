"""What the security of a site and of its author's machine hangs on, held by reading the source.

Ruff's rules (`S`) look at each line of ours; here is what they cannot see: what the whole never does.
"""

from __future__ import annotations

import ast
import re
from typing import Final

import pytest
from support.checkout import ROOT
from support.source_code import PYTHON, TREES, _dotted, all_uses, found, uses

TEMPLATES: Final = sorted(
    path
    for name in ("templates", "sitegen/content/starter", "docs")
    for path in (ROOT / name).rglob("*")
    if path.is_file()
)
SCRIPTS: Final = sorted(path for name in ("templates", "sitegen") for path in (ROOT / name).rglob("*.js"))

RUNS_WORDS: Final = {
    "builtins.eval", "builtins.exec", "builtins.compile", "builtins.__import__", "code", "runpy",
    "pickle.load", "pickle.loads", "pickle.Unpickler", "marshal.load", "marshal.loads", "shelve",
    "yaml.full_load", "yaml.full_load_all", "yaml.unsafe_load", "yaml.unsafe_load_all", "yaml.loader", "yaml.cyaml",
    "yaml.Loader", "yaml.CLoader", "yaml.FullLoader", "yaml.CFullLoader", "yaml.UnsafeLoader", "yaml.CUnsafeLoader",
    "os.system", "os.popen", "subprocess.getoutput", "subprocess.getstatusoutput", "shell=True",
}  # fmt: skip
"""What makes a program of words, or objects of any kind."""
MAY_RUN_WORDS: Final = {
    ("sitegen/files/remote_jobs.py", "pickle.loads"),  # from an executor that runs what it is sent (decision 0050)
    ("tests/unit/test_public_surface.py", "builtins.exec"),  # the examples of a document
    ("tests/unit/engine/test_cache.py", "os.system"),  # what reading the cache is tried with has to be dangerous
    ("tests/unit/engine/test_cache.py", "pickle.loads"),  # what the test itself packed in the same line
    ("tests/support/theme_compiler/__init__.py", "builtins.exec"),  # what it made itself of the templates of a test
    ("tests/unit/text/test_mentions.py", "pickle.loads"),  # what the test itself packed in the line before
    ("tests/support/fork_server.py", "runpy"),  # a script of the tests, as Python itself would run it
    ("tests/support/interrupted_builds.py", "builtins.eval"),  # what a copy of the test itself wrote into a pipe
}

ASKS_THE_NETWORK: Final = {
    "socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "poplib", "imaplib", "telnetlib", "xmlrpc",
    "asyncio", "tornado", "livereload", "requests", "httpx", "aiohttp", "urllib3", "distributed", "obstore",
}  # fmt: skip
ASKS_THE_MACHINE: Final = {
    "datetime.datetime.now", "datetime.datetime.today", "datetime.datetime.utcnow", "datetime.date.today", "time.time",
    "time.time_ns", "time.localtime", "time.gmtime", "time.ctime", "time.strftime", "random", "uuid", "platform",
    "getpass", "locale", "socket.gethostname", "os.getlogin", "os.uname",
}  # fmt: skip
SERVE: Final = "sitegen/serve/"
VOUCH_FOR_HTML: Final = {"charts", "record_markdown", "pages"}
"""Modules that may say that their own text is HTML: drawings, Markdown of records, woven articles in their pages."""

MAKES_ELEMENTS: Final = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|document\.write|createContextualFragment|DOMParser|srcdoc"
    r"|\beval\(|\bFunction\(|set(?:Timeout|Interval)\(\s*[\"'`]|javascript:"
)
"""By which a script makes elements, or a program, of words."""


def uses_by_file() -> dict[str, frozenset[str]]:
    """What every file uses."""
    return {file: all_uses(tree) for file, tree in TREES.items()}


def uses_of_ours() -> dict[str, frozenset[str]]:
    """What the files of the package use."""
    return {file: names for file, names in uses_by_file().items() if file.startswith("sitegen/")}


def module(file: str) -> str:
    """`pages` for sitegen/site/pages/claim_pages.py."""
    return file.split("/")[2].removesuffix(".py")


# --- Python -----------------------------------------------------------------------------------------------------


def test_no_words_are_run_as_a_program() -> None:
    assert found(RUNS_WORDS, uses_by_file()) == MAY_RUN_WORDS


@pytest.mark.parametrize(
    "words",
    [
        "eval('1')",
        "import pickle\npickle.loads(b'')",
        "import pickle as p\np.loads(b'')",
        "from pickle import loads",
        "from pickle import loads as read\nread(b'')",
        "def late():\n    import yaml\n    yaml.load('', yaml.Loader)",
        "import yaml\nclass Own(yaml.UnsafeLoader): ...",
        "import subprocess\nsubprocess.run('ls', shell=True)",
        "run = exec",
    ],
)
def test_a_way_to_run_words_is_seen_however_it_is_written(words: str) -> None:
    assert found(RUNS_WORDS, {"one.py": {*uses(ast.parse(words))}}) != set()


def test_only_the_preview_a_cluster_storage_and_one_command_know_the_network() -> None:
    knowing = {file for file, _ in found(ASKS_THE_NETWORK, uses_of_ours()) if not file.startswith("sitegen/serve/")}
    assert knowing == {
        "sitegen/editor/web_links/web_requests.py",
        "sitegen/engine/dask_executor.py",
        "sitegen/output/storage/object_bucket.py",
    }
    who = {file for file, words in uses_of_ours().items() for word in words if "web_links" in str(word)}
    assert {file for file in who if not file.startswith("sitegen/editor/web_links/")} == {
        "sitegen/cli/links_command.py"
    }


def test_the_only_programs_that_are_started_are_pagefind_and_a_browser() -> None:
    ways = {"subprocess", "pty", "webbrowser", "os.execv", "os.execvp", "os.spawnv", "os.posix_spawn", "os.startfile"}
    assert found(ways, uses_of_ours()) == {
        ("sitegen/output/search/pagefind.py", "subprocess"),
        ("sitegen/serve/address.py", "webbrowser"),
    }


def test_nothing_that_goes_into_a_site_asks_for_the_time_or_the_machine() -> None:
    asking = found(ASKS_THE_MACHINE, uses_of_ours())
    assert {(file, word) for file, word in asking if not file.startswith((SERVE, "sitegen/cli/"))} == {
        ("sitegen/files/remote_jobs.py", "platform")  # the version of Python, and which worker is refused
    }


def test_only_few_modules_vouch_for_html() -> None:
    ours = [file for file in TREES if file.startswith("sitegen/")]
    calls = [(file, node) for file in ours for node in ast.walk(TREES[file]) if isinstance(node, ast.Call)]
    assert {module(file) for file, call in calls if _dotted(call.func) == "Html"} == VOUCH_FOR_HTML


def test_each_rule_of_security_that_is_put_aside_says_why() -> None:
    aside = re.compile(r"# noqa:?(.*)")
    lines = [(path, line) for path in PYTHON for line in path.read_text(encoding="utf-8").splitlines()]
    marks = [(path.name, match[1].strip()) for path, line in lines if (match := aside.search(line))]
    rules = [(name, words) for name, words in marks if not words or re.match(r"(?:[A-Z]+\d+, )*S\d", words)]
    assert len(rules) > 3
    assert [one for one in rules if not re.search(r"\d (?:- |\().{12,}", one[1])] == []


# --- templates and scripts --------------------------------------------------------------------------------------


def test_no_template_and_no_example_of_one_leaves_words_unescaped() -> None:
    unescaped = re.compile(r"\|\s*safe\b|filter\s+safe\b|\bautoescape\b|\bMarkup\b|\bon[a-z]+=\"")
    assert len(TEMPLATES) > 50
    for path in TEMPLATES:
        text = path.read_bytes().decode(errors="replace") if path.suffix in (".html", ".md", ".xml") else ""
        assert unescaped.findall(text) == [], path


def test_no_script_makes_elements_or_programs_of_words() -> None:
    assert len(SCRIPTS) > 10
    for path in SCRIPTS:
        assert MAKES_ELEMENTS.findall(path.read_text(encoding="utf-8")) == [], path


def test_scripts_that_would_are_seen() -> None:
    words = ["a.innerHTML = b", "eval(a)", "new Function(a)", "setTimeout('a()', 1)", "a.href = `javascript:${b}`"]
    assert [word for word in words if not MAKES_ELEMENTS.search(word)] == []

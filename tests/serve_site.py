"""Run as a script: the preview of a folder of texts, with a build small enough to be seen through.

    serve_site.py ROOT [--host HOST] [--port PORT] [--exactly] [--slow SECONDS]

Each text in seeds/ becomes a page. A file content/*.yaml with the word "broken" is a problem; with "crash", a fault.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from sitegen.problems import Problems
from sitegen.publish import open_output
from sitegen.serve import Address, Rebuilt, serve


def rebuild(root: Path) -> Rebuilt:
    for path in sorted((root / "content").rglob("*.yaml")):
        words = path.read_text(encoding="utf-8")
        if "crash" in words:
            raise ZeroDivisionError(words)
        if "broken" in words:
            return Rebuilt(is_done=False, report=f"content/{path.name}:1:1: error[yaml-syntax]: <broken>")
    with open_output(root, root / "public", Problems()) as target:
        assert target is not None
        target.put("index.html", b"<!doctype html><title>Home</title><body>Home</body>")
        target.put("404.html", b"<!doctype html><title>Lost</title><p>Not here.")
        target.put("static/site.js", b"export {}")
        target.put("data/a.jsonl", b"{}\n")
        target.put("feed.xml", b"<feed/>")
        target.put("media/film.mp4", bytes(range(256)))
        for seed in sorted((root / "seeds").rglob("*.txt")):
            name = seed.relative_to(root / "seeds").with_suffix("").as_posix()
            target.put(f"{name}/index.html", seed.read_bytes())
        target.commit()
    return Rebuilt(is_done=True, report="built")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("root", type=Path)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--exactly", action="store_true")
    parser.add_argument("--slow", type=float, default=0)
    given = parser.parse_args()

    def slowly() -> Rebuilt:
        time.sleep(given.slow)
        return rebuild(given.root)

    def announce(line: str) -> None:
        print(line, flush=True)  # noqa: T201 - this is what the test reads

    return serve(given.root, given.root / "public", Address(given.host, given.port, given.exactly), slowly, announce)


if __name__ == "__main__":
    sys.exit(main())

"""A preview in a process of its own, asked over the network."""

from __future__ import annotations

import asyncio
import atexit
import http.client
import json
import queue
import re
import signal
import subprocess
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Any

from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from sitegen import serve
from sitegen.serve.watch import SourceWatcher
from support import fork_server
from support.waiting import PATIENCE, when

SCRIPTS = b"[scripts]"
"""Stands for what the preview adds to a page."""
ADDED = re.compile(
    rb'<script src="/livereload.js" defer></script>'
    rb'<script src="/_sitegen/preview.js" defer data-version="[0-9a-f]{8}-\d+"></script>'
)


class Server:
    """A preview in a process of its own, and the lines it announces."""

    def __init__(self, root: Path, *options: str, program: Sequence[str] = ()) -> None:
        """`program` is another one than that of preview_program.py; it is given the options alone."""
        self.root, self._fences = root, 0
        for name in ("seeds", "content", "templates"):
            (root / name).mkdir(parents=True, exist_ok=True)
        command = [*(program or (*fork_server.PREVIEW, str(root))), *options]
        self.process = fork_server.start(command)
        atexit.register(self.process.kill)  # where a test fails before it has stopped it
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))

    def line(self) -> str:
        """The next line that it announces; empty if none will come."""
        try:
            return self._lines.get(timeout=PATIENCE)
        except queue.Empty:
            return ""

    def unread(self) -> list[str]:
        """The lines that it has announced and nobody has asked for."""
        found = []
        with suppress(queue.Empty):
            while True:
                found.append(self._lines.get_nowait())
        return found

    def last_words(self) -> list[str]:
        """The lines that are left when it has ended."""
        self.process.wait(PATIENCE)
        self._reader.join()
        return self.unread()

    def settled(self) -> list[str]:
        """Return when all that has happened so far is built: the lines that it announced meanwhile.

        For that a file is saved which can be told from all else, and its build waited for: what happened before it is
        built before it, or with it, and then another such file is needed.
        """
        found: list[str] = []
        self._fences += 1
        save(self.root / f"seeds/fence-{self._fences}.txt", "")
        while (line := self.line()) != f"built fence-{self._fences}":
            assert line, found
            if not line.startswith("built fence-"):
                found.append(line)
                self._fences += 1
                save(self.root / f"seeds/fence-{self._fences}.txt", "")
        return found

    @contextmanager
    def paused(self) -> Iterator[None]:
        """What happens meanwhile it sees at once, and however long it took."""
        self.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.process.send_signal(signal.SIGCONT)

    def line_that_is(self, words: str) -> bool:
        """Whether it announces this, after whatever else."""
        while line := self.line():
            if line == words:
                return True
        return False

    def line_like(self, start: str) -> str:
        """The next line that begins so; empty if none will come."""
        while line := self.line():
            if line.startswith(start):
                return line
        return ""

    def started(self) -> Server:
        lines = [self.line()]
        while lines[-1] and not lines[-1].startswith("Serving"):
            lines.append(self.line())
        self.url = lines[-1].removeprefix("Serving ").partition(" ")[0]
        self.port = int(self.url.rstrip("/").rpartition(":")[2])
        return self

    def get(
        self, path: str, method: str = "GET", body: bytes | None = None, **headers: Any
    ) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            return response.status, dict(response.getheaders()), ADDED.sub(SCRIPTS, response.read())
        finally:
            connection.close()

    def status(self, path: str, **headers: Any) -> int:
        return self.get(path, **headers)[0]

    def stop(self) -> int:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            code = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        self._reader.join()
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code


@asynccontextmanager
async def connection(server: Server, path: str, **headers: str) -> AsyncIterator[WebSocketClientConnection]:
    """A socket of the server, closed by both sides when it is left."""
    socket = await websocket_connect(HTTPRequest(f"ws://localhost:{server.port}{path}", headers=headers))
    try:
        yield socket
    finally:
        socket.close()
        while await asyncio.wait_for(socket.read_message(), PATIENCE) is not None:
            pass


Talk = Callable[[WebSocketClientConnection], Awaitable[None]]


async def _message(socket: WebSocketClientConnection) -> str | bytes | None:
    """The next one; None when the socket is closed."""
    async with asyncio.timeout(PATIENCE):
        message: str | bytes | None = await socket.read_message()
        return message


def heard(
    server: Server,
    path: str,
    until: int | Callable[[Any], object],
    act: Callable[[], object] = lambda: None,
    greet: Talk | None = None,
) -> list[Any]:
    """The first messages of a socket, so many or until one is such; `act` is done once it is open and was greeted."""

    async def listen() -> list[Any]:
        async with connection(server, path) as socket:
            if greet:
                await greet(socket)
            act()
            messages: list[Any] = []
            while not (until(messages[-1]) if callable(until) and messages else len(messages) == until):
                messages.append(json.loads(await _message(socket) or "{}"))
        return messages

    return asyncio.run(listen())


def save(path: Path, words: str) -> None:
    """Write a file as editors do, whole in one moment: on a busy machine emptying and filling it may be two changes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new")
    new.write_text(words, encoding="utf-8")
    new.replace(path)


def put(server: Server, name: str, words: str) -> None:
    """Save a file; return when it has been built."""
    save(server.root / name, words)
    assert server.line() == "built"


COMMAND = (*fork_server.CLI, "serve", "--root")
NOTE = {
    "article": "vote",
    "kind": "note",
    "id": None,
    "fields": {"title": "T", "body": "B"},
    "selection": {"words": "Nobody agreed", "before": "", "after": ""},
}


def token(server: Server) -> str:
    found = re.search(rb'data-sitegen-token="([^"]+)"', server.get("/articles/vote/")[2])
    assert found is not None
    return found[1].decode()


def ask(server: Server, name: str, body: object, method: str = "POST", **headers: str) -> tuple[int, Any]:
    """Status and answer to a question; with the token of this run unless `headers` say otherwise."""
    sent = {"X-Sitegen-Token": token(server), "Content-Type": "application/json"} | {
        key.replace("_", "-"): value for key, value in headers.items()
    }
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    try:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        connection.request(method, f"/_sitegen/api/{name}", data, sent)
        response = connection.getresponse()
        told = response.read().decode()
        return response.status, json.loads(told) if told.startswith("{") else told
    finally:
        connection.close()


def declared_fields(name: str) -> set[str]:
    """The fields of an interface that the preview's scripts are checked with."""
    text = (Path(serve.__file__).parent / "browser/types.d.ts").read_text(encoding="utf-8")
    return set(re.findall(r"^  (\w+)\??:", text.partition(f"\ninterface {name} {{\n")[2].partition("\n}\n")[0], re.M))


def comes(server: Server, path: str, words: str) -> bool:
    """Whether the page at `path` comes to say `words`; where it does not, the test has failed by then."""
    when(lambda: words in server.get(path)[2].decode())
    return True


def noticed(root: Path, act: Callable[[], object], *, is_polling: bool = False) -> frozenset[Path] | None:
    """What is known of the changes that `act` makes."""

    async def wait() -> frozenset[Path] | None:
        changes = SourceWatcher(root, root / "public", is_polling=is_polling)
        watching = asyncio.create_task(changes.watch())
        await asyncio.wait_for(changes.begun(), PATIENCE)
        act()
        changed = await asyncio.wait_for(changes.next_burst(), PATIENCE)
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
        return changed

    return asyncio.run(wait())

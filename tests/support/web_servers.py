"""The web servers that docs/publishing.md has recipes for, run with what stands there.

Each runs as whoever runs the test (Apache, which refuses to be root, as nobody then), listens to this machine alone,
and is ended when its context is left.
"""

from __future__ import annotations

import atexit
import http.client
import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

from support.documents import fenced
from support.waiting import PATIENCE, when

WWW: Final = "/srv/www"
"""Where the sites of the recipes are."""
SUB_PATH: Final = "/archive/"
"""Where the site of the recipes stands."""
_TRIES: Final = 3
"""Between the moment that a free port is found and that it is listened to somebody else may take it."""
_NOBODY: Final[dict[str, Any]] = {"user": "nobody", "group": "nogroup", "extra_groups": []}

APACHE_MODULES: Final = ("mpm_event", "authz_core", "dir", "mime", "headers", "alias")
APACHE: Final = """\
{modules}
ServerRoot {folder}
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {folder}/pid
ErrorLog {folder}/log
DefaultRuntimeDir {folder}
Mutex fcntl:{folder}
TypesConfig /etc/mime.types
DocumentRoot {www}
<Directory {www}>
  AllowOverride FileInfo Indexes
</Directory>
"""
NGINX: Final = """\
daemon off;
{user}
pid {folder}/pid;
error_log stderr;
worker_processes 1;
events {{ }}
http {{
  access_log off;
  default_type application/octet-stream;
  include archive.conf;
  {paths}
}}
"""


class Answer(NamedTuple):
    """What a server sent."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class WebServer(NamedTuple):
    """A server that runs: where it listens, and below which path the site is."""

    port: int
    prefix: str

    def get(self, path: str, **headers: str) -> Answer:
        """The answer for a path within the site, which is sent as it is; names of headers have `_` for `-`."""
        return self.get_outside(self.prefix + path, **headers)

    def get_outside(self, path: str, **headers: str) -> Answer:
        """The answer for a path of the host."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request("GET", path, headers=sent)
            response = connection.getresponse()
            told = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, told, response.read())
        finally:
            connection.close()


def recipe(document: str, names: Mapping[str, str], prefix: str) -> str:
    """A recipe with this machine's names for those in it, for a site at `prefix`. Fails where one is not in it."""
    for old, new in names.items():
        assert old in document, old
        document = document.replace(old, new)
    return document if prefix == SUB_PATH else document.replace(SUB_PATH, prefix).replace("/+archive/+", "/+")


def _nginx(program: Path, folder: Path, www: Path, prefix: str, port: int) -> list[str]:
    shutil.copy(program.parents[2] / "etc/nginx/mime.types", folder)
    names = {"listen 80;": f"listen 127.0.0.1:{port};", f"root {WWW};": f"root {www};"}
    text = recipe(fenced("publishing.md", "# /etc/nginx"), names, prefix)
    (folder / "archive.conf").write_text(text, encoding="utf-8")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    paths = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, user=user, paths=paths), encoding="utf-8")
    return [str(program), "-p", str(folder), "-e", "stderr", "-c", str(folder / "nginx.conf")]


def _apache(program: Path, folder: Path, www: Path, prefix: str, port: int) -> list[str]:
    text = recipe(fenced("publishing.md", "# .htaccess"), {}, prefix)
    Path(f"{www}{prefix}.htaccess").write_text(text, encoding="utf-8")
    there = next(path for path in ("/usr/lib/apache2/modules", "/usr/lib64/httpd/modules") if Path(path).is_dir())
    modules = "\n".join(f"LoadModule {name}_module {there}/mod_{name}.so" for name in APACHE_MODULES)
    settings = APACHE.format(folder=folder, www=www, port=port, modules=modules)
    (folder / "apache.conf").write_text(settings, encoding="utf-8")
    return [str(program), "-f", str(folder / "apache.conf"), "-D", "FOREGROUND"]


def _caddy(program: Path, folder: Path, www: Path, prefix: str, port: int) -> list[str]:
    names = {"example.org {": f"http://:{port} {{\n\tbind 127.0.0.1", f"root * {WWW}": f"root * {www}"}
    text = recipe(fenced("publishing.md", "# /etc/caddy"), names, prefix)
    (folder / "Caddyfile").write_text("{\n\tadmin off\n}\n" + text, encoding="utf-8")
    return [str(program), "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


SERVERS: Final[dict[str, Callable[[Path, Path, Path, str, int], list[str]]]] = {
    "nginx": _nginx,
    "apache2": _apache,
    "caddy": _caddy,
}
"""By its command: writes the configuration into a folder, and says how the server is started."""


@contextmanager
def running(program: Path, folder: Path, www: Path, prefix: str) -> Iterator[WebServer]:
    """A server that shows the folder `www`, with the site of the recipe at `prefix`; its own files are in `folder`."""
    for _ in range(_TRIES):
        port = free_port()
        command = SERVERS[program.name](program, folder, www, prefix, port)
        with listening(command, folder, port, prefix) as server:
            if server:
                yield server
                return
    raise AssertionError((folder / "output").read_text(encoding="utf-8"))


@contextmanager
def listening(command: list[str], folder: Path, port: int, prefix: str = "/") -> Iterator[WebServer | None]:
    """A process, once it listens; None where it ended before. What it says is in the file `output` of `folder`."""
    is_other = os.geteuid() == 0 and "apache" in command[0]
    if is_other:
        shutil.chown(folder, "nobody", "nogroup")
    home = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with (folder / "output").open("wb") as output:
        more = _NOBODY if is_other else {}
        process = subprocess.Popen(command, stdout=output, stderr=output, cwd=folder, env=home, **more)
    atexit.register(process.kill)  # where the tests are ended before it is
    try:
        when(lambda: process.poll() is not None or _listens(port))
        yield WebServer(port, prefix) if process.poll() is None else None
    finally:
        process.terminate()
        process.wait(PATIENCE)


def free_port() -> int:
    """A port of this machine that nobody listens to at the moment."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _listens(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0

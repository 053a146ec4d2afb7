"""Sites that are published to object storage: an S3 server of this machine, and every way in which it can go wrong."""

from __future__ import annotations

import json
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from support.checkout import ROOT
from support.golden import tree

from sitegen.cli import main
from sitegen.core import extras
from sitegen.output.storage import object_bucket, object_list

SITE = ROOT / "tests/sites/first_release"
ADDRESS = "s3://library/archive"
AT_ONCE = 16
LIST = f"archive/{object_list.NAME}"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of an S3 server."""
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
    started = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    started.start()
    host, port = started.get_host_and_port()
    yield f"http://{host}:{port}"
    started.stop()


class Bucket:
    """What is in a bucket, seen with another client than sitegen's."""

    def __init__(self, address: str, name: str) -> None:
        import boto3

        self.name, self._client = name, boto3.client("s3", endpoint_url=address)
        self._client.create_bucket(Bucket=name)

    def held(self) -> list[str]:
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self.name)
        return sorted(one["Key"] for page in pages for one in page.get("Contents", ()))

    def object(self, key: str) -> dict[str, Any]:
        """What is said of an object."""
        return dict(self._client.head_object(Bucket=self.name, Key=key))

    def data(self, key: str) -> bytes:
        with self._client.get_object(Bucket=self.name, Key=key)["Body"] as body:
            return bytes(body.read())

    def put(self, key: str, data: bytes) -> None:
        self._client.put_object(Bucket=self.name, Key=key, Body=data)

    def site(self, prefix: str) -> dict[str, bytes]:
        """The files of a site, by their paths."""
        keys = [key for key in self.held() if key.startswith(prefix) and not key.endswith(object_list.NAME)]
        return {key.removeprefix(prefix): self.data(key) for key in keys}

    def close(self) -> None:
        """Leave nothing in it, and no connection open."""
        for key in self.held():
            self._client.delete_object(Bucket=self.name, Key=key)
        self._client.close()


@pytest.fixture
def bucket(server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    known = {
        "ACCESS_KEY_ID": "key",
        "SECRET_ACCESS_KEY": "secret",
        "REGION": "us-east-1",
        "DEFAULT_REGION": "us-east-1",
    }
    for name, value in {**known, "ENDPOINT_URL": server, "ALLOW_HTTP": "true"}.items():
        monkeypatch.setenv(f"AWS_{name}", value)
    made = Bucket(server, "library")
    yield made
    made.close()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SITE, tmp_path / "archive"))


def build(root: Path, *words: str, output: str = ADDRESS) -> Result:
    return CliRunner().invoke(main, ["build", "--root", str(root), "--output", output, "--no-search", *words])


def told(done: Result) -> str:
    """What was uploaded and removed."""
    assert done.exit_code == 0, done.stderr
    return done.stderr.strip().splitlines()[-1].removeprefix(f"notice: {ADDRESS}: ")


def edit(root: Path) -> None:
    path = sorted((root / "content/notes").glob("*.yaml"))[0]
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("title: ", "title: New ", 1), encoding="utf-8")


def local_site(root: Path) -> dict[str, bytes]:
    """The site of a folder without the list of its files."""
    return {path: data for path, data in tree(root / "public").items() if path != ".sitegen-files"}


def test_a_site_in_storage_is_that_of_a_folder(root: Path, bucket: Bucket) -> None:
    bucket.put("archive/CNAME", b"mine")
    bucket.put("archive2/index.html", b"another's")
    first = told(build(root))
    site = local_site(root)
    assert first == f"{len(site)} files uploaded, 0 removed"
    assert bucket.site("archive/") == {**site, "CNAME": b"mine"}
    assert told(build(root)) == "0 files uploaded, 0 removed"
    types = {
        "index.html": ("text/html; charset=utf-8", "no-cache"),
        "feed.xml": ("application/atom+xml", "no-cache"),
        "data/articles.jsonl": ("application/jsonl; charset=utf-8", "no-cache"),
    }
    for path, wanted in types.items():
        found = bucket.object(f"archive/{path}")
        assert (found["ContentType"], found["CacheControl"]) == wanted, path
    fonts = [path for path in site if path.startswith("static/fonts/") and path.endswith(".woff2")]
    assert {bucket.object(f"archive/{one}")["CacheControl"] for one in fonts} == {"public, max-age=31536000"}

    edit(root)
    told_now = told(build(root))
    changed = {path for path, data in local_site(root).items() if site.get(path) != data}
    assert told_now == f"{len(changed)} files uploaded, 0 removed"
    assert 0 < len(changed) < len(site)
    for note in (root / "content/notes").glob("*.yaml"):
        note.unlink()
    gone = {*site} - {*local_site(root)} if build(root).exit_code == 0 else set()
    assert gone
    assert bucket.site("archive/") == {**local_site(root), "CNAME": b"mine"}
    assert bucket.data("archive2/index.html") == b"another's"


def test_what_others_put_there_is_not_written_over(root: Path, bucket: Bucket) -> None:
    bucket.put("archive/index.html", b"mine")
    done = build(root)
    assert done.exit_code == 1
    message = '"s3://library/archive/index.html" is an object that sitegen did not make'
    assert f"{ADDRESS}: error[output-refused]: {message}" in done.stderr
    assert bucket.held() == ["archive/index.html"]
    bucket.put(LIST, b"{}")
    bucket.put(LIST, b'{"files":{"../x":{"sha256":"","content_type":"","cache_control":""}}}')
    assert f'"{LIST}" there is damaged' in build(root).stderr
    assert bucket.data("archive/index.html") == b"mine"


KILLED = """
import os, signal, sys
from sitegen.output.storage.object_bucket import ObjectBucket
from sitegen.cli import main
write, copy, count = ObjectBucket.write, ObjectBucket.copy, [0]
def counted(function):
    def call(*given):
        count[0] += 1
        if count[0] > int(sys.argv[1]):
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*given)
    return call
ObjectBucket.write, ObjectBucket.copy = counted(write), counted(copy)
main(sys.argv[2:])
"""


def killed(root: Path, after: int, *words: str) -> None:
    """A build that is killed when it has begun so many writes."""
    given = ["build", "--root", str(root), "--output", ADDRESS, "--no-search", *words]
    known = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(after), *given], env=known, capture_output=True, check=False
    )
    assert done.returncode == -9, done.stderr


def test_the_next_publish_completes_one_that_was_killed(root: Path, bucket: Bucket) -> None:
    killed(root, 40)
    begun = len(bucket.site("archive/"))
    assert begun > 10
    assert "archive/index.html" not in bucket.held()  # indexes come last
    late = "archive/404.html"
    assert late not in bucket.held()
    bucket.put(late, b"mine")  # its own list names this one, and it is another's
    assert "is an object that sitegen did not make" in build(root).stderr
    bucket._client.delete_object(Bucket="library", Key=late)
    done = told(build(root))
    assert bucket.site("archive/") == local_site(root)
    uploaded, left = int(done.split()[0]), len(local_site(root)) - begun
    assert left - AT_ONCE <= uploaded <= left  # of those on their way the server may have taken some since


def test_a_version_is_shown_when_all_of_it_is_there(root: Path, bucket: Bucket) -> None:
    assert told(build(root, "--versioned")).endswith(" uploaded, 0 removed")
    first = bucket.data("archive/site-current").decode()
    site = local_site(root)
    assert bucket.site(f"archive/site-versions/{first}/") == site
    edit(root)
    killed(root, 20, "--versioned")
    assert bucket.data("archive/site-current").decode() == first
    assert bucket.site(f"archive/site-versions/{first}/") == site

    changed = {path for path, data in local_site(root).items() if site.get(path) != data}
    uploaded, copied, removed = told(build(root, "--versioned")).split(", ")
    assert int(uploaded.split()[0]) <= len(changed)
    assert (int(copied.split()[0]) < len(site), removed) == (True, "0 removed")
    second = bucket.data("archive/site-current").decode()
    assert bucket.site(f"archive/site-versions/{second}/") == local_site(root)
    page = next(path for path in changed if path.endswith(".html"))
    assert bucket.object(f"archive/site-versions/{second}/{page}")["ContentType"] == "text/html; charset=utf-8"

    bucket.put(f"archive/site-versions/{first}/mine.txt", b"mine")
    edit(root)
    assert told(build(root, "--versioned")).endswith(f", {len(site)} removed")
    assert bucket.site(f"archive/site-versions/{first}/") == {"mine.txt": b"mine"}
    assert bucket.site(f"archive/site-versions/{second}/") != {}
    assert "holds versions in it" in build(root).stderr


def test_two_publishes_at_one_time_are_told(root: Path, bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    assert build(root).exit_code == 0
    edit(root)
    write = object_bucket.ObjectBucket.write

    def meanwhile(self: object_bucket.ObjectBucket, key: str, content: Any, *rest: Any) -> str:
        if key == "archive/index.html" or "/notes/" in key:
            bucket.put(key, b"another's")
        return write(self, key, content, *rest)

    monkeypatch.setattr(object_bucket.ObjectBucket, "write", meanwhile)
    done = build(root)
    assert "error[storage-failed]: " in done.stderr
    assert "was written by somebody else in the meantime" in done.stderr
    assert "Nothing was published" not in done.stdout
    monkeypatch.undo()


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("ENDPOINT_URL", "http://127.0.0.1:9", "does not answer"),
        ("ACCESS_KEY_ID", "", "no credentials were found"),
        ("ALLOW_HTTP", "false", "is asked without encryption"),
        ("", "", 'there is no bucket "no-bucket"'),
    ],
)
def test_storage_that_cannot_be_used(  # noqa: PLR0913, PLR0917 - what is tried, and with what
    root: Path, bucket: Bucket, monkeypatch: pytest.MonkeyPatch, name: str, value: str, message: str
) -> None:
    monkeypatch.setenv("AWS_METADATA_ENDPOINT", "http://127.0.0.1:9")
    if value:
        monkeypatch.setenv(f"AWS_{name}", value)
    elif name:
        for one in ("ACCESS_KEY_ID", "SECRET_ACCESS_KEY"):
            monkeypatch.delenv(f"AWS_{one}")
    output = ADDRESS if name else "s3://no-bucket/site"
    done = build(root, output=output)
    assert done.exit_code == 1
    assert f"{output}: error[storage-failed]: " in done.stderr
    assert message in done.stderr
    assert "hint: " in done.stderr
    assert bucket.held() == []


def test_a_right_that_is_missing_is_told(root: Path, bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    from obstore.exceptions import PermissionDeniedError

    def denied(*_: object, **__: object) -> None:
        raise PermissionDeniedError("403 Forbidden")

    monkeypatch.setattr("obstore.put", denied)
    done = build(root)
    assert (
        f'{ADDRESS}: error[storage-failed]: access to "s3://{LIST.replace("archive", "library/archive", 1)}"'
        in done.stderr
    )
    assert bucket.held() == []


def test_another_archive_is_not_replaced_unasked(root: Path, bucket: Bucket, tmp_path: Path) -> None:
    other = tmp_path / "other"
    (other / "seeds").mkdir(parents=True)
    (other / "seeds/one.md").write_text("# One\n\nWords.\n", encoding="utf-8")
    assert build(root).exit_code == 0
    assert "holds the site of another archive" in build(other).stderr
    assert build(other, "--replace").exit_code == 0
    assert bucket.site("archive/") == local_site(other)


def test_wrong_usage_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "is no address of object storage" in build(root, output="gs://library/site").stderr
    assert "is no address of object storage" in build(root, output="s3://library/../site").stderr
    assert (
        "--versioned is for sites in object storage" in build(root, "--versioned", output=str(root / "public")).stderr
    )
    remote = CliRunner().invoke(main, ["check", "--root", "s3://library/archive"])
    assert "an archive cannot be read from object storage" in remote.stderr
    monkeypatch.setattr(extras, "is_installed", lambda extra: extra != "storage")
    done = json.loads(build(root, "--json").stdout)
    assert [(one["code"], one["hint"]) for one in done["problems"]] == [
        ("missing-extra", "pip install 'sitegen[storage]'")
    ]
    assert not (root / "public").exists()

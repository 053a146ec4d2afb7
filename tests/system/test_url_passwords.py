"""Addresses with a password are told wherever they would be published, and never with the password."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.built_sites import made

from sitegen.core.url_passwords import find

SECRET = "pl4nted"


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("https://ana:pl4nted@example.org/x", ["example.org"]),
        ("see <ftp://ana:pl@nted@files.example.org:21>, or [it](http://:pw@[2001:db8::1]/)", ["files.example.org:21"]),
        ("//ana:pl4nted@example.org and HTTPS://B:c@EXAMPLE.ORG?q", ["example.org", "EXAMPLE.ORG"]),
        ("https://ana@example.org https://ana:@example.org https://example.org:8080/@ana:x", []),
        ("https://example.org/a:b@c http://example.org?q=a:b@c http://example.org#a:b@c", []),
        ("write to https://example.org: ana@example.org, or http:// a:b@example.org", []),
    ],
)
def test_an_address_with_a_password_is_found(text: str, hosts: list[str]) -> None:
    assert [found.host for found in find(text)] == hosts


def test_a_long_text_takes_no_longer_than_its_length() -> None:
    assert list(find("//a:" * 100_000 + "//" + "a" * 500_000 + ":" * 500_000)) == []


ADDRESS = f"https://ana:{SECRET}@example.org/x"
FILES = {
    "content/site.yaml": f"footer: |\n  Ask [us]({ADDRESS}).\nnavigation:\n  - {{label: X, url: '{ADDRESS}'}}\n",
    "content/actors/ana.yaml": f"# {ADDRESS}\nname: Ana Reyes\nsummary: As [she]({ADDRESS}) says.\n",
    "content/claims/c.yaml": f"claim: It is so.\narticle: a\nsources:\n  - title: A\n    url: {ADDRESS}\n",
    "content/pages/about.md": f"---\ntitle: About\n---\n\nOr [there]({ADDRESS}).\n",
    "seeds/a.md": f"---\ntitle: A\nurl: {ADDRESS}\n---\n\nWords.\n\n[Here]({ADDRESS}) and {ADDRESS}.\n",
    "seeds/b.txt": f"B\n\nIt is at {ADDRESS}.\n",
}


def test_it_is_told_once_with_its_place(tmp_path: Path) -> None:
    site = made(tmp_path, FILES)
    assert site.is_done, site.told
    message = (
        'warning[password-in-url]: an address at "example.org" is written with a password, which readers would see'
    )
    places = (
        "content/actors/ana.yaml:3:10", "content/claims/c.yaml:5:10", "content/pages/about.md:5",
        "content/site.yaml:1:9", "content/site.yaml:4:21", "seeds/a.md:3:6", "seeds/a.md:8", "seeds/b.txt:3",
    )  # fmt: skip
    assert site.told == [f"{place}: {message}" for place in places]
    assert SECRET not in "".join((*site.told, *site.hints))


def test_a_strict_build_does_not_publish_it(tmp_path: Path) -> None:
    assert not made(tmp_path, FILES, strict=True).is_done
    assert not (tmp_path / "public").exists()

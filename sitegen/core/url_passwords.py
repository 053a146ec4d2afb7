"""Addresses that hold a password, such as are copied from a browser or a script: a published one tells it to all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

# The userinfo of RFC 3986, 3.2.1. What is before the scheme's end is not looked at, so a long text takes no longer.
_WITH_PASSWORD: Final = re.compile(r"//[^\s/?#@:]*:[^\s/?#]+@([^\s/?#@\"'<>()\[\]]+)")


class Found(NamedTuple):
    """An address with a password."""

    start: int
    """Of its `//`, in the text."""
    host: str

    def problem(self) -> tuple[str, str, str]:
        """Code, message and hint of the problem, without the password, since messages get into logs."""
        message = f'an address at "{self.host}" is written with a password, which readers would see'
        return "password-in-url", message, "write it without, and choose another password where this one is in use"


def find(text: str) -> Iterator[Found]:
    """Every address with a password in a text."""
    return (Found(found.start(), found[1]) for found in _WITH_PASSWORD.finditer(text))

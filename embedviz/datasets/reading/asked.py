"""Asked: what a person says of how a file is to be read, where a guess won't do."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from embedviz.errors import InvalidRequest, quoted


@dataclass(frozen=True)
class Asked:
    """How a file is to be read.

    Attributes
    ----------
    form : str
        ``"file"``, or how pasted text is read: ``"table"`` or ``"lines"``.
    encoding : str
        That of a text file, as Python names it; empty for what it looks like.
    sheet : str or int
        Of an Excel file: its name, or its place from 0 on, as pandas has it; empty for the first
        with a table in it.

    Raises
    ------
    InvalidRequest
        If there is no such encoding.
    """

    form: str = "file"
    encoding: str = ""
    sheet: str | int = ""

    def __post_init__(self) -> None:
        try:
            "".encode(self.encoding or "utf-8")  # what makes bytes of bytes is no encoding here
            codecs.lookup(self.encoding or "utf-8")
        except (LookupError, ValueError) as error:
            raise InvalidRequest(
                f"There is no encoding called {quoted(self.encoding)}. Such as utf-8, cp1252, "
                "cp1251, gb18030 or shift_jis."
            ) from error


_ASKED: ContextVar[Asked] = ContextVar("asked", default=Asked())  # noqa: B039 it never changes


def asked() -> Asked:
    """Give what was asked for of the file that is read now, however deep in a zip it lies."""
    return _ASKED.get()


@contextmanager
def asking(encoding: str = "", sheet: str | int = "") -> Iterator[None]:
    """Have files read so within; what isn't said stays as it was."""
    before = _ASKED.get()
    chosen = Asked(before.form, encoding or before.encoding, before.sheet if sheet == "" else sheet)
    token = _ASKED.set(chosen)
    try:
        yield
    finally:
        _ASKED.reset(token)

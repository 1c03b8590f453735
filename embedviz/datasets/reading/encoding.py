"""Encoding: from the bytes of a text file to its text, saying what was assumed."""

from __future__ import annotations

import codecs

from embedviz.errors import UnreadableFile

# The longer marks first: that of UTF-32 begins with that of UTF-16.
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_LOOKED_AT = 4096
MOSTLY = 0.8


def decoded(content: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Give the text of a file, and a sentence where its encoding had to be guessed.

    Raises
    ------
    UnreadableFile
        If it is empty, or no text at all.

    Examples
    --------
    >>> decoded("é,1".encode("utf-16"), "a.csv")
    ('é,1', ())
    """
    marked = next((code for mark, code in _MARKS.items() if content.startswith(mark)), None)
    encoding = marked or _without_a_mark(content, name)
    notes: tuple[str, ...] = ()
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        if marked not in (None, "utf-8-sig") or encoding.startswith("utf-16"):
            raise UnreadableFile(
                f"{name} begins as text in {encoding.upper()} but breaks off or goes wrong at "
                f"byte {error.start + 1:,}. Save it anew, as UTF-8."
            ) from error
        text = content.decode("cp1252", errors="replace")
        assumed = "it was read as Western European (Windows-1252)"
        notes = (f"{name} is not in UTF-8, so {assumed}. If letters look wrong, save it as UTF-8.",)
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise UnreadableFile(f"{name} is empty.")
    return text, notes


def _without_a_mark(content: bytes, name: str) -> str:
    """Tell UTF-8 from UTF-16 by where zero bytes stand; refuse what has them anywhere else."""
    start = content[:_LOOKED_AT]
    if b"\0" not in start:
        if b"\0" in content:
            raise UnreadableFile(_no_text(content, name))
        return "utf-8"
    even, odd = start[::2], start[1::2]
    zeros_even, zeros_odd = even.count(0) / max(1, len(even)), odd.count(0) / max(1, len(odd))
    if zeros_odd > MOSTLY and not zeros_even:
        return "utf-16-le"
    if zeros_even > MOSTLY and not zeros_odd:
        return "utf-16-be"
    raise UnreadableFile(_no_text(content, name))


def _no_text(content: bytes, name: str) -> str:
    if content.startswith(b"PK"):
        return (
            f"{name} is no text but a zipped file, as spreadsheet programs write. "
            "Save it as CSV there."
        )
    return f"{name} is no text file: it holds bytes that no text has. Save the table as CSV."

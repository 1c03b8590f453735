"""Encoding: from the bytes of a text file to its text, saying what was assumed."""

from __future__ import annotations

import codecs
import re

from embedviz.datasets.reading.asked import asked
from embedviz.datasets.reading.raw import counted
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

ENCODINGS = {
    "cp1252": "Western European (Windows-1252)",
    "cp1250": "Central European (Windows-1250)",
    "iso8859_2": "Central European (ISO 8859-2)",
    "cp1254": "Turkish (Windows-1254)",
    "cp1251": "Cyrillic (Windows-1251)",
    "koi8_r": "Cyrillic (KOI8-R)",
    "cp1253": "Greek (Windows-1253)",
    "cp1255": "Hebrew (Windows-1255)",
    "cp1256": "Arabic (Windows-1256)",
    "gb18030": "Chinese (GBK)",
    "big5": "traditional Chinese (Big5)",
    "cp932": "Japanese (Shift-JIS)",
    "cp949": "Korean (EUC-KR)",
}
ENCODINGS_OFFERED = {
    "": "As it looks",
    "utf-8": "Unicode (UTF-8)",
    "utf-16": "Unicode (UTF-16)",
    **ENCODINGS,
}
"""What a file may be in that is not in Unicode, as Python names it and as a person does."""

_CENTRAL = ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áéíóöőúüű", "áäčďéíĺľňóôŕšťúýž", "čćđšž", "ăâîşţ")
_LATIN = {
    "cp1252": (
        *("äöüß", "àâæçéèêëîïôœùûüÿ", "áéíñóúüªº", "áàâãçéêíóôõúü", "àèéìíòóù", "åäöæøéèêòóôü"),
        *("áæðéíóöþúý", "àçéèíïóòúü", "ëéèêïöüóáâûôî"),
    ),
    "cp1250": _CENTRAL,
    "iso8859_2": _CENTRAL,
    "cp1254": ("çğıİöşüâîû",),
}
"""The letters beyond a to z of the languages that each Latin encoding is used for."""

_WINDOW = 2**19  # bytes looked at on either side of the first that is not UTF-8
_SAMPLE = 2**13  # bytes that the detector is given
_SHORTEST = 200  # a shorter sample is repeated, or the detector would not look at its letters
_FEWEST = 5  # of fewer foreign bytes nothing can be said


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
    told = asked().encoding
    if told:
        return _as_told(content, name, told), ()
    marked = next((code for mark, code in _MARKS.items() if content.startswith(mark)), None)
    encoding = marked or _without_a_mark(content, name)
    notes: tuple[str, ...] = ()
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding not in ("utf-8", "utf-8-sig"):
            raise UnreadableFile(
                f"{name} begins as text in {encoding.upper()} but breaks off or goes wrong at "
                f"byte {error.start + 1:,}. Save it anew, as UTF-8."
            ) from error
        text, notes = _not_quite_utf8(content, error.start, name, is_marked=marked is not None)
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise UnreadableFile(f"{name} is empty.")
    return text, notes


def _as_told(content: bytes, name: str, encoding: str) -> str:
    """Decode what somebody says is in an encoding."""
    try:
        text = content.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            f"{name} is not in {encoding}: byte {error.start + 1:,} is no letter there. Choose "
            "another encoding, or none."
        ) from error
    if not text.strip():
        raise UnreadableFile(f"{name} is empty.")
    return text


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


def _not_quite_utf8(
    content: bytes, wrong: int, name: str, *, is_marked: bool
) -> tuple[str, tuple[str, ...]]:
    """Read UTF-8 with some damage as UTF-8, all else by what it looks like around ``wrong``."""
    window = content[max(0, wrong - _WINDOW) : wrong + _WINDOW]
    read = window.decode("utf-8", errors="replace")
    n_broken = read.count("\ufffd")
    n_whole = sum(not letter.isascii() for letter in read) - n_broken
    if is_marked or n_whole >= n_broken:
        text = content.decode("utf-8", errors="replace")
        n_lost = text.count("\ufffd")
        places = counted(n_lost, "place", "places")
        return text, (f"{name} is in UTF-8, but damaged in {places}, shown as \ufffd now.",)
    code = _looks_like(window)
    note = (
        f"{name} is not in UTF-8, so it was read as {ENCODINGS[code]}. "
        "If letters look wrong, save it as UTF-8."
    )
    return content.decode(code, errors="replace"), (note,)


def _looks_like(window: bytes) -> str:
    """Give one of ``ENCODINGS``.

    Charset-normalizer tells scripts apart, once it sees words and neither numbers nor signs such as
    £; between encodings of the Latin script the languages' letters decide.
    """
    from charset_normalizer import from_bytes

    words = (word for word in re.findall(rb"[\x40-\xff]{2,}", window) if not word.isascii())
    sample = (b" ".join(words) + b" ")[:_SAMPLE]
    code = "cp1252"
    if sum(byte > 127 for byte in sample) >= _FEWEST:
        repeated = sample * (1 + _SHORTEST // len(sample))
        best = from_bytes(repeated, cp_isolation=[*ENCODINGS], enable_fallback=False).best()
        code = best.encoding if best else code
    return max(_LATIN, key=lambda each: _n_known(sample, each)) if code in _LATIN else code


def _n_known(sample: bytes, code: str) -> int:
    """Count the foreign letters that one language knows, in the language that knows most."""
    read = [each for each in sample.decode(code, errors="replace") if not each.isascii()]
    return max(
        sum(letter in alphabet or letter.lower() in alphabet for letter in read)
        for alphabet in _LATIN[code]
    )

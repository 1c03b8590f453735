"""Session file: what a visitor brought and every choice made about it, in one zip.

It holds the bytes of each file as they came and a JSON of the widgets' values: nothing in it is
run, no path in it is followed, and only choices that a page knows are taken from it.
"""

from __future__ import annotations

import io
import json
import math
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from embedviz.datasets.reading import KINDS
from embedviz.errors import UnreadableFile, quoted
from embedviz.parameters import knobs
from embedviz.projections import PROJECTIONS
from embedviz.ui.controls import HEAVIEST_WEIGHT, MOST_NEIGHBORS
from embedviz.vectorizers import VECTORIZERS
from embedviz.models import WORD2VEC

FORMAT = "embedviz session 1"
CHOICES, CONTENT = "session.json", "content"
MOST_OF_CHOICES = 1_000_000  # bytes
MOST_CHOICES = 2_000
MOST_FILES = 20
MOST_LETTERS = 2_000
MOST_LISTED = 50_000
MOST_ROWS = 100_000_000
LONGEST_NAME = 200
_NAMED = 3
_PICTURE = r"((texts|vectors|mix)\.)?"


@dataclass(frozen=True)
class Session:
    """What a session file holds, looked through.

    Attributes
    ----------
    name : str
        What the brought file is called, without any folder.
    content : bytes
        As it came.
    others : tuple of (str, bytes)
        Further files that belong to it, by name.
    choices : dict
        A widget's key, without what opens it on the page, to its value.
    ignored : tuple of str
        Keys of choices that aren't known, or can't have that value.
    """

    name: str
    content: bytes
    choices: dict[str, Any]
    ignored: tuple[str, ...] = ()
    others: tuple[tuple[str, bytes], ...] = ()

    @property
    def told(self) -> str:
        """One sentence for what was ignored; empty where all was taken."""
        if not self.ignored:
            return ""
        named = ", ".join(quoted(key[:40]) for key in self.ignored[:_NAMED])
        more = len(self.ignored) - _NAMED
        named += f" and {more:,} more" if more > 0 else ""
        return f"Ignored in this session, because it is unknown here or out of range: {named}."


def write_session(
    name: str,
    content: bytes,
    choices: Mapping[str, Any],
    others: Sequence[tuple[str, bytes]] = (),
) -> bytes:
    """Give the bytes of a session file; choices that it can't hold are left out."""
    held = {key: value for key, value in choices.items() if is_known(key, value)}
    told = {"format": FORMAT, "name": name, "choices": held}
    if others:
        told["others"] = [each for each, _ in others]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(CHOICES, json.dumps(told, ensure_ascii=False, indent=1))
        archive.writestr(CONTENT, content)
        for place, (_, more) in enumerate(others, 1):
            archive.writestr(f"{CONTENT}.{place}", more)
    return file.getvalue()


def is_session(content: bytes) -> bool:
    """Say whether these are the bytes of a session file, by the names in it."""
    if not content.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            return len(names) <= MOST_FILES + 1 and set(names) == _names(len(names) - 2)
    except zipfile.BadZipFile:
        return False


def _names(n_others: int) -> set[str]:
    return {CHOICES, CONTENT, *(f"{CONTENT}.{place}" for place in range(1, n_others + 1))}


def read_session(content: bytes, *, most_bytes: int) -> Session:
    """Read a session file.

    Raises
    ------
    UnreadableFile
        If it is damaged, of another edition, or holds more than ``most_bytes``.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            told = json.loads(_part(archive, CHOICES, MOST_OF_CHOICES))
            brought = _part(archive, CONTENT, most_bytes)
            left = most_bytes - len(brought)
            more: list[bytes] = []
            for place in range(1, min(len(archive.namelist()) - 1, MOST_FILES)):
                more.append(_part(archive, f"{CONTENT}.{place}", left))
                left -= len(more[-1])
    except (zipfile.BadZipFile, KeyError, RuntimeError, ValueError, EOFError) as error:
        if isinstance(error, UnreadableFile):
            raise
        raise UnreadableFile(
            "This session file is damaged. Save it again where it was made."
        ) from None
    except (NotImplementedError, OSError, RecursionError):
        raise UnreadableFile(
            "This session file is packed in a way that isn't known here."
        ) from None
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise UnreadableFile("This session file is of an edition that isn't known here.")
    name, choices = told.get("name"), told.get("choices")
    if not isinstance(name, str) or not isinstance(choices, dict) or len(choices) > MOST_CHOICES:
        raise UnreadableFile("This session file lacks a name or choices. Save it again.")
    names = told.get("others", [])
    if not isinstance(names, list) or len(names) != len(more) or not all(map(_is_text, names)):
        raise UnreadableFile("This session file names other files than it holds. Save it again.")
    others = tuple(zip(map(plain_name, names), more, strict=True))
    known = {key: value for key, value in choices.items() if is_known(key, value)}
    ignored = tuple(key for key in choices if key not in known)
    return Session(plain_name(name), brought, known, ignored, others)


def _part(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """Unpack one part; stop where it grows beyond what is allowed, whatever it says of itself."""
    with archive.open(name) as part:
        content = part.read(most + 1)
    if len(content) > most:
        raise UnreadableFile(f"This session holds more than {most:,} bytes, the most allowed here.")
    return content


def plain_name(name: str) -> str:
    """Give the name of a file without folders and without signs that aren't to be seen."""
    last = re.split(r"[/\\]", name)[-1]
    return "".join(each for each in last if each.isprintable())[:LONGEST_NAME] or "brought"


def is_known(key: str, value: object) -> bool:
    """Say whether a choice is one of the page's, and its value one that it can have.

    A name out of a list that isn't there falls back to the widget's first choice by itself.
    """
    fits = next((fits for pattern, fits in _known() if re.fullmatch(pattern, key)), None)
    return fits is not None and fits(value)


def _known() -> list[tuple[str, Callable[[object], bool]]]:
    names = (
        "label|source|text|model|hub_model|metric|scaling|positions|missing|color|item|pasted_as"
    )
    return [
        (names, _is_text),
        (r"kind\..+", lambda value: value in ("", *KINDS)),
        (rf"{_PICTURE}projection", _is_text),
        ("features|texts|logs|whole|drawn", _is_list),
        (rf"{_PICTURE}dimensions", lambda value: value in (2, 3) and _is_whole(value)),
        (rf"{_PICTURE}seed", _within(0, 9999)),
        ("k", _within(1, MOST_NEIGHBORS)),
        ("rows", _within(1, MOST_ROWS)),
        ("zoom", lambda value: isinstance(value, bool)),
        (r"(word2vec\.)?n_components", _within(2, 500)),
        (r"(weight|share)\..+", _within(0.0, HEAVIEST_WEIGHT)),
        *(
            (rf"{_PICTURE}{method}\.{name}", _fits_knob(knob))
            for method, kind in PROJECTIONS.items()
            for name, (_, knob) in knobs(kind).items()
        ),
        *(
            (rf"word2vec\.{name}", _fits_knob(knobs(VECTORIZERS[WORD2VEC])[name][1]))
            for name in ("window", "epochs")
        ),
    ]


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= MOST_LETTERS


def _is_list(value: object) -> bool:
    return isinstance(value, list) and len(value) <= MOST_LISTED and all(map(_is_text, value))


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _within(low: float, high: float) -> Callable[[object], bool]:
    """Say of a number whether it lies between; a slider of fractions takes no whole numbers."""

    def fits(value: object) -> bool:
        if isinstance(low, int) and isinstance(high, int):
            return _is_whole(value) and low <= value <= high  # type: ignore[operator]
        return isinstance(value, float) and math.isfinite(value) and low <= value <= high

    return fits


def _fits_knob(knob: Any) -> Callable[[object], bool]:
    if knob.choices is not None:
        return lambda value: isinstance(value, str) and value in knob.choices
    if knob.stops:
        return lambda value: not isinstance(value, bool) and value in knob.stops
    return _within(knob.low, knob.high)

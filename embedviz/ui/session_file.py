"""Session file: what a visitor brought and every choice made about it, in one zip.

It holds the bytes of each file as they came and a JSON of the controls' values: nothing in it is
run, no path in it is followed, and a value is taken only by a control that can have it.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from embedviz.engine.record import Record, from_bytes, size_of, to_bytes
from embedviz.engine.step import Step
from embedviz.errors import UnreadableFile, quoted

FORMAT = "embedviz session 1"
CHOICES, CONTENT, RESULT = "session.json", "content", "result"
_BEFORE_A_NAME = 30  # bytes that a zip begins with
MOST_OF_CHOICES = 1_000_000  # bytes
MOST_CHOICES = 2_000
MOST_FILES = 20
MOST_RESULTS, LARGEST_RESULT = 4, 100_000_000  # bytes
MOST_LETTERS = 2_000
LONGEST_NAME = 200
_NAMED = 3


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
    results : dict of str to Record
        The vectors and the drawing as they were, by the content of their steps: another machine
        would round otherwise, and a layout grow from that.
    choices : dict
        The name of a control of the page to its value; not looked at yet.
    """

    name: str
    content: bytes
    choices: dict[str, Any]
    others: tuple[tuple[str, bytes], ...] = ()
    results: Mapping[str, Record] = field(default_factory=dict)


def ignored(names: Sequence[str]) -> str:
    """Say which choices were ignored; empty where there are none."""
    if not names:
        return ""
    named = ", ".join(quoted(name[:40]) for name in names[:_NAMED])
    more = len(names) - _NAMED
    named += f" and {more:,} more" if more > 0 else ""
    return f"Ignored in this session because it is unknown here or out of range: {named}."


def write_session(
    name: str,
    content: bytes,
    choices: Mapping[str, Any],
    others: Sequence[tuple[str, bytes]] = (),
    results: Mapping[str, Record] | None = None,
) -> bytes:
    """Give the bytes of a session file; of ``results`` those that aren't too large."""
    held = {name: list(each) if isinstance(each, tuple) else each for name, each in choices.items()}
    given = (results or {}).items()
    carried = {key: each for key, each in given if size_of(each) <= LARGEST_RESULT}
    told = {"format": FORMAT, "name": name, "choices": held, "results": [*carried]}
    if others:
        told["others"] = [each for each, _ in others]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(CHOICES, json.dumps(told, ensure_ascii=False, indent=1))
        archive.writestr(CONTENT, content)
        for place, (_, more) in enumerate(others, 1):
            archive.writestr(f"{CONTENT}.{place}", more)
        for place, record in enumerate(carried.values()):
            archive.writestr(f"{RESULT}.{place}", to_bytes(record))
    return file.getvalue()


def is_session(content: bytes) -> bool:
    """Say whether a file begins as :func:`write_session` begins one."""
    start = _BEFORE_A_NAME + len(CHOICES)
    return content.startswith(b"PK\x03\x04") and content[:start].endswith(CHOICES.encode())


def session_step(content: bytes, most_bytes: int) -> Step:
    """Read a session file where a visitor's bytes are read."""
    return Step(
        run=session_record, arguments=(content, most_bytes), title="Opening the session",
        private=True, confined=True,
    )  # fmt: skip


def session_record(content: bytes, most_bytes: int) -> Record:
    """Read a session file, as arrays and JSON values."""
    read = read_session(content, most_bytes=most_bytes)
    parts = [(read.name, read.content), *read.others]
    of_results: dict[str, tuple[list[str], Record]] = {}
    arrays = {f"part {n}": np.frombuffer(each, np.uint8) for n, (_, each) in enumerate(parts)}
    for key, record in read.results.items():
        of_arrays = [name for name, each in record.items() if isinstance(each, np.ndarray)]
        arrays |= {f"{key} {name}": record[name] for name in of_arrays}
        values = {name: each for name, each in record.items() if name not in of_arrays}
        of_results[key] = of_arrays, values
    names = [name for name, _ in parts]
    told = {"names": names, "choices": read.choices, "results": of_results}
    return arrays | {"told": told}


def session_in(record: Record) -> Session:
    """Make the session of a record again."""
    told = record["told"]
    (name, content), *others = (
        (name, record[f"part {place}"].tobytes()) for place, name in enumerate(told["names"])
    )
    results = {
        key: {each: record[f"{key} {each}"] for each in of_arrays} | values
        for key, (of_arrays, values) in told["results"].items()
    }
    return Session(name, content, told["choices"], tuple(others), results)


def _names(n_others: int, n_results: int) -> set[str]:
    others = (f"{CONTENT}.{place}" for place in range(1, n_others + 1))
    return {CHOICES, CONTENT, *others, *(f"{RESULT}.{place}" for place in range(n_results))}


def read_session(content: bytes, *, most_bytes: int) -> Session:
    """Read a session file.

    Raises
    ------
    UnreadableFile
        If it is damaged, of another edition, or holds more than ``most_bytes``.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            n_results = sum(name.startswith(f"{RESULT}.") for name in names)
            n_others = len(names) - 2 - n_results
            is_small = n_others < MOST_FILES and n_results <= MOST_RESULTS
            if not is_small or {*names} != _names(n_others, n_results):
                raise UnreadableFile(
                    "This session file has other files in it than a session has. Save it again "
                    "where it was made."
                )
            told = json.loads(_part(archive, CHOICES, MOST_OF_CHOICES))
            brought = _part(archive, CONTENT, most_bytes)
            left = most_bytes - len(brought)
            more: list[bytes] = []
            for place in range(1, n_others + 1):
                more.append(_part(archive, f"{CONTENT}.{place}", left))
                left -= len(more[-1])
            made = [
                from_bytes(_part(archive, f"{RESULT}.{place}", 2 * LARGEST_RESULT))
                for place in range(n_results)
            ]
    except (zipfile.BadZipFile, KeyError, RuntimeError, ValueError, EOFError) as error:
        if isinstance(error, UnreadableFile):
            raise
        raise UnreadableFile(
            "This session file is damaged. Save it again where it was made."
        ) from None
    except (NotImplementedError, OSError, RecursionError):
        raise UnreadableFile(
            "This session file uses a compression that embedviz can't read."
        ) from None
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise UnreadableFile("This session file was saved by an incompatible version of embedviz.")
    name, choices = told.get("name"), told.get("choices")
    if not isinstance(name, str) or not isinstance(choices, dict) or len(choices) > MOST_CHOICES:
        raise UnreadableFile("This session file has no name or no choices in it. Save it again.")
    names = told.get("others", [])
    if not isinstance(names, list) or len(names) != len(more) or not all(map(is_text, names)):
        raise UnreadableFile("This session file lists other files than it contains. Save it again.")
    keys = told.get("results", [])
    if not isinstance(keys, list) or len(keys) != n_results or not all(map(_is_key, keys)):
        raise UnreadableFile(
            "This session file lists other results than it contains. Save it again."
        )
    others = tuple(zip(map(plain_name, names), more, strict=True))
    results = dict(zip(keys, made, strict=True))
    return Session(plain_name(name), brought, choices, others, results)


def _is_key(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch("[0-9a-f]{64}", value) is not None


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


def is_text(value: object) -> bool:
    """Say whether a value from a file is a text of bearable length."""
    return isinstance(value, str) and len(value) <= MOST_LETTERS

"""Keys: a job is known by the content of what it works on, the same on every machine."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Iterable, Mapping
from dataclasses import Field, fields, is_dataclass
from typing import Any

import numpy as np

from embedviz.parameters import LATER


def key_of(function: Callable[..., Any] | str, version: int | str, *content: Any) -> str:
    """Give the key of a job: SHA-256 over its function, the function's version and its content.

    The function, or its name as ``"module:name"``, is one that a worker can import.
    Equal content gives equal keys in every process and on every machine. Content may be text,
    bytes, numbers, None, NumPy arrays without objects, lists, tuples, sets and dictionaries of
    these, frozen dataclasses (with the ``version`` of their class, if it has one: what a method
    makes is made anew when its version is counted up), and anything that has a ``fingerprint``
    (text that names its content). A list and a tuple of the same values are the same, as after a
    journey through JSON.

    Raises
    ------
    TypeError
        For anything else: a guess at its content could give one visitor another's result. Also for
        a function without a name to import it by: a lambda, a nested one, one of ``__main__``.
    """
    if not isinstance(function, str):
        module, name = getattr(function, "__module__", None), getattr(function, "__qualname__", "")
        if not module or module in {"__main__", "__mp_main__"} or not name or "<" in name:
            raise TypeError(f"A worker can't import {function!r}: give a function of a module.")
        function = f"{module}:{name}"
    return _digest((function, version, content)).hex()


def row_keys(kind: str, items: Iterable[Any]) -> list[str]:
    """Give the key of each item by itself; ``kind`` is the key of what is done to them all."""
    start = b"row" + kind.encode()
    return [_digest(item, start).hex() for item in items]


def _digest(value: Any, start: bytes = b"") -> bytes:
    digest = hashlib.sha256(start)
    for piece in _pieces(value):
        digest.update(piece)
    return digest.digest()


def _pieces(value: Any) -> Iterable[bytes | memoryview]:
    """Give a value as bytes from which it could be told: each kind marked, each length said."""
    fingerprint = getattr(value, "fingerprint", None)
    if isinstance(fingerprint, str) and not isinstance(value, type):
        kind = f"{type(value).__module__}.{type(value).__qualname__}"
        yield from _marked(b"F", kind.encode())
        yield from _marked(b"f", fingerprint.encode())
    elif isinstance(value, np.ndarray):
        if value.dtype.hasobject:
            raise TypeError("An array of objects has no key: its content can't be told.")
        # The same numbers are the same content, whatever the byte order of their machine.
        plain = np.ascontiguousarray(value, value.dtype.newbyteorder("<"))
        yield from _marked(b"A", f"{plain.dtype.str}{value.shape}".encode())
        yield plain.reshape(-1).view(np.uint8).data if plain.size else b""
    elif is_dataclass(value) and not isinstance(value, type):
        yield from _dataclass(value)
    elif isinstance(value, Mapping):
        pairs = sorted((_digest(name), _digest(each)) for name, each in value.items())
        yield from _marked(b"M", b"".join(name + each for name, each in pairs))
    elif isinstance(value, set | frozenset):
        yield from _marked(b"S", b"".join(sorted(_digest(each) for each in value)))
    elif isinstance(value, list | tuple):
        yield b"L" + len(value).to_bytes(8, "big")
        for each in value:
            yield from _pieces(each)
    else:
        yield from _scalar(value)


def _scalar(value: Any) -> Iterable[bytes]:
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or isinstance(value, bool):
        return _marked(b"C", repr(value).encode())
    if isinstance(value, int):
        return _marked(b"I", str(int(value)).encode())
    if isinstance(value, float):
        return _marked(b"R", struct.pack(">d", value))
    if isinstance(value, str):
        # "surrogatepass": a broken file may give half characters, and they are content too.
        return _marked(b"T", value.encode("utf-8", "surrogatepass"))
    if isinstance(value, bytes):
        return _marked(b"B", value)
    raise TypeError(
        f"A {type(value).__name__} has no key: its content can't be told. Give arrays, numbers, "
        "text, or an object with a fingerprint."
    )


def _dataclass(value: Any) -> Iterable[bytes | memoryview]:
    if not value.__dataclass_params__.frozen:
        raise TypeError(f"A {type(value).__name__} has no key: it can change. Freeze the class.")
    yield from _marked(b"D", f"{type(value).__module__}.{type(value).__qualname__}".encode())
    version = getattr(type(value), "version", None)
    if isinstance(version, int | str):
        yield from _marked(b"V", str(version).encode())
    yield from _pieces(
        {each.name: getattr(value, each.name) for each in fields(value) if _counts(each, value)}
    )


def _counts(each: Field[Any], value: Any) -> bool:
    """Say whether a field is part of the key: one that came ``later`` isn't at its default."""
    return not each.metadata.get(LATER) or getattr(value, each.name) != each.default


def _marked(kind: bytes, content: bytes) -> Iterable[bytes]:
    return (kind + len(content).to_bytes(8, "big"), content)

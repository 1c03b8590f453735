"""Pipe: what a worker process says, as JSON and plain arrays.

Who listens takes nothing else for an answer: whatever a process has become, by the bytes it read
or by a fault, what it says can't run code here.
"""

from __future__ import annotations

import json
import struct
from typing import IO, Any, BinaryIO

from embedviz.engine.record import Record, from_bytes, to_bytes

_LENGTHS = struct.Struct("<QQ")


def say(out: BinaryIO, message: tuple[Any, ...], record: Record | None = None) -> None:
    """Write JSON values, and a record if there is one."""
    told = json.dumps(message).encode()
    block = b"" if record is None else to_bytes(record)
    out.write(_LENGTHS.pack(len(told), len(block)))
    out.write(told)
    out.write(block)
    out.flush()


def hear(said: IO[bytes], most: int | None = None) -> tuple[list[Any], Record | None]:
    """Read what :func:`say` wrote, of a record at most so many bytes.

    Raises
    ------
    EOFError
        If it ends before, as with a process that was ended, or is anything else.
    """
    n_told, n_block = _LENGTHS.unpack(_exactly(said, _LENGTHS.size))
    if most is not None and n_told + n_block > most:
        raise EOFError
    try:
        message = [*json.loads(_exactly(said, n_told))]
        return message, from_bytes(_exactly(said, n_block)) if n_block else None
    except (ValueError, TypeError, LookupError) as error:
        raise EOFError from error


def _exactly(said: IO[bytes], length: int) -> bytes:
    content = said.read(length)
    if len(content) < length:
        raise EOFError
    return content

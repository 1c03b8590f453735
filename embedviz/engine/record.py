"""Record: what a job gives, arrays and JSON values by name, and its form as bytes.

The bytes are one safetensors block, the JSON values in its metadata. Reading them runs no code,
whoever wrote them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Record = dict[str, Any]
"""Names to NumPy arrays or JSON values."""

_HEADER = "embedviz"
_LEVELS = np.iinfo(np.uint16).max


def tidy(result: Mapping[str, Any]) -> Record:
    """Give a job's result as it would come back from the disk, so that both are the same.

    Arrays become contiguous, in the machine's byte order, and read-only; JSON values go through
    JSON (a tuple becomes a list). What is no mapping of text to these is a TypeError.
    """
    if not isinstance(result, Mapping) or not all(isinstance(name, str) for name in result):
        raise TypeError("A job must give a dictionary of names to arrays and JSON values.")
    record: Record = {}
    for name, value in result.items():
        if not isinstance(value, np.ndarray):
            record[name] = json.loads(json.dumps(value))
        elif value.dtype.kind in "biuf":
            ours = value.dtype.newbyteorder("=")
            record[name] = read_only(np.array(value, ours, order="C", copy=None))
        else:
            raise TypeError(f"An array of {value.dtype} can't be kept; numbers and booleans can.")
    return record


def read_only(array: NDArray[Any]) -> NDArray[Any]:
    """Give a view that nobody writes through: a result is shared by all who ask for it."""
    view = array.view()
    view.flags.writeable = False
    return view


def frozen(record: Record) -> Record:
    """Give a record that came from another process, its arrays read-only as they were."""
    return {n: read_only(v) if isinstance(v, np.ndarray) else v for n, v in record.items()}


def size_of(record: Record) -> int:
    """Give about how many bytes a record takes in memory."""
    return sum(
        value.nbytes if isinstance(value, np.ndarray) else 64 + len(str(value))
        for value in record.values()
    )


def to_bytes(record: Record, compact: Iterable[str] = ()) -> bytes:
    """Give a record as bytes.

    Parameters
    ----------
    record : Record
        As given by :func:`tidy`.
    compact : iterable of str
        Arrays of finite floats to store as 16-bit steps between each column's smallest and largest
        value: a quarter to a half of the size, no value off by more than range / 65,535.
    """
    from safetensors.numpy import save

    arrays = {name: value for name, value in record.items() if isinstance(value, np.ndarray)}
    plain = {name: value for name, value in record.items() if name not in arrays}
    scales = {}
    for name in compact:
        arrays[name], scales[name] = _stepped(arrays[name])
    # One entry: several would stand in another order each time.
    header = {_HEADER: json.dumps({"values": plain, "scales": scales})}
    return bytes(save(arrays, metadata=header))


def from_bytes(block: bytes) -> Record:
    """Give the record that :func:`to_bytes` wrote, its arrays read-only.

    Raises
    ------
    ValueError
        If the bytes are no record.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import load

    try:
        length = int.from_bytes(block[:8], "little")
        header = json.loads(json.loads(block[8 : 8 + length])["__metadata__"][_HEADER])
        arrays = load(block)
        for name, scale in header["scales"].items():
            arrays[name] = _unstepped(arrays[name], scale)
        values: Record = header["values"]
    except (SafetensorError, KeyError, TypeError) as error:
        raise ValueError("These bytes are no record.") from error
    return {name: read_only(array) for name, array in arrays.items()} | values


def _stepped(array: NDArray[Any]) -> tuple[NDArray[np.uint16], dict[str, Any]]:
    low = array.min(axis=0).astype(np.float64)
    width = array.max(axis=0).astype(np.float64) - low
    share = (array - low) / np.where(width == 0, 1, width)
    steps = np.rint(share * _LEVELS).astype(np.uint16)
    return steps, {"low": low.tolist(), "width": width.tolist(), "dtype": array.dtype.str}


def _unstepped(steps: NDArray[np.uint16], scale: Mapping[str, Any]) -> NDArray[Any]:
    values: NDArray[Any] = np.asarray(scale["low"]) + steps / _LEVELS * np.asarray(scale["width"])
    return values.astype(np.dtype(scale["dtype"]))

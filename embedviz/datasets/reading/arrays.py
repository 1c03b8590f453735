"""Arrays: vectors as NumPy and safetensors keep them; nothing that could run code is opened."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import pandas as pd
from numpy.lib import format as npy
from numpy.typing import NDArray

from embedviz.datasets.reading import limits
from embedviz.datasets.reading.raw import RawTable, shown
from embedviz.datasets.reading.vectors import (
    VECTOR_NAMES,
    as_vectors,
    shape_note,
    table_of_vectors,
)
from embedviz.errors import UnreadableFile, quoted

_SPARSE = {"indices", "indptr", "data", "shape", "format"}
_TENSORS = {
    "F64": "<f8",
    "F32": "<f4",
    "F16": "<f2",
    "BF16": "<u2",
    "I64": "<i8",
    "I32": "<i4",
    "I16": "<i2",
    "I8": "i1",
    "U8": "u1",
    "BOOL": "?",
}


def read_npy(file: BinaryIO, name: str) -> RawTable:
    """Read ``.npy``; one on the disk stays there and is mapped into memory."""
    shape, in_columns, dtype, start = _check_header(file, limits.size_of(file), name)
    path = _path_of(file)
    if path is not None:
        return _table(np.load(path, mmap_mode="r", allow_pickle=False), name)
    if 0 in shape:
        return _table(np.empty(shape, dtype), name)
    content = limits.content_of(file, name)  # what is in memory already is not copied
    array = np.frombuffer(content, dtype, int(np.prod(shape)), start)
    return _table(array.reshape(shape, order="F" if in_columns else "C"), name)


def read_list(file: BinaryIO, name: str) -> RawTable | None:
    """Read ``.npy`` with a number an item, such as labels beside vectors; None for any other."""
    (shape, _, dtype, _) = _check_header(file, limits.size_of(file), name)
    file.seek(0)
    if len(shape) != 1 or dtype.names or dtype.kind not in "fiub":
        return None
    return RawTable(name, pd.DataFrame({Path(name).stem: np.load(file, allow_pickle=False)}))


def read_npz(file: BinaryIO, name: str) -> RawTable:
    """Read ``.npz``: its table of numbers as vectors, its lists of equal length as facts."""
    limits.check_zip(file, name)
    with zipfile.ZipFile(file) as opened:
        for info in opened.infolist():
            with opened.open(info) as member:
                _check_header(member, info.file_size, f"{shown(info.filename)} in {name}")  # type: ignore[arg-type]
    file.seek(0)
    with np.load(file, allow_pickle=False) as members:
        if set(members.files) >= _SPARSE:
            return _sparse(members, name)
        return _joined({key: members[key] for key in members.files}, name)


def read_safetensors(file: BinaryIO, name: str) -> RawTable:
    """Read ``.safetensors``: its largest table of numbers as vectors, left on the disk if there."""
    path = _path_of(file)
    tensors = _unpacked(limits.content_of(file, name)) if path is None else _mapped(path)
    arrays = {}
    for key, kind, shape, numbers in tensors:
        if kind in _TENSORS:
            array = numbers.view(_TENSORS[kind])
            if kind == "BF16":
                array = (array.astype(np.uint32) << 16).view(np.float32)
            arrays[key] = array.reshape(shape)
    return _joined(arrays, name)


_Tensor = tuple[str, str, list[int], NDArray[np.uint8]]


def _unpacked(content: bytes) -> Iterator[_Tensor]:
    from safetensors import deserialize

    for key, tensor in deserialize(content):
        yield key, tensor["dtype"], tensor["shape"], np.frombuffer(tensor["data"], np.uint8)


def _mapped(path: Path) -> Iterator[_Tensor]:
    """Give tensors where they lie in a file: the library would copy each into memory."""
    from safetensors import safe_open

    with safe_open(path, framework="numpy") as checked:  # raises for a header that is wrong
        keys = list(checked.keys())
    whole = np.memmap(path, np.uint8, "r")
    start = 8 + int.from_bytes(whole[:8].tobytes(), "little")
    header = json.loads(whole[8:start].tobytes())
    for key in keys:
        first, last = header[key]["data_offsets"]
        yield key, header[key]["dtype"], header[key]["shape"], whole[start + first : start + last]


def _path_of(file: BinaryIO) -> Path | None:
    """Give the path of a file that is open at its beginning; None for one in memory."""
    path = getattr(file, "name", None)
    if isinstance(path, str) and Path(path).is_file() and file.tell() == 0:
        return Path(path)
    return None


def _check_header(
    file: BinaryIO, size: int, name: str
) -> tuple[tuple[int, ...], bool, np.dtype[Any], int]:
    """Refuse pickled objects, and an array that says it is larger than its file.

    Returns
    -------
    shape, whether column by column, dtype, where the numbers begin
    """
    start = file.tell()
    version = npy.read_magic(file)
    reader = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
    shape, in_columns, dtype = reader(file)
    if dtype.hasobject:
        raise UnreadableFile(
            f"{name} holds Python objects, which could run code and are not opened. Save plain "
            'numbers: np.save(path, vectors.astype("float32")).'
        )
    needed = int(np.prod([int(each) for each in shape], dtype=object)) * dtype.itemsize
    begins = file.tell() - start
    size -= begins
    if needed > size:
        raise UnreadableFile(
            f"{name} says it holds {needed:,} bytes of numbers but is only {size:,} long. "
            "It breaks off: save or download it again."
        )
    file.seek(start)
    return shape, in_columns, dtype, begins


def _table(array: NDArray[Any], name: str) -> RawTable:
    if array.dtype.names and array.ndim == 1:
        limits.check_table(len(array), len(array.dtype.names), name)
        return RawTable(name, pd.DataFrame({each: list(array[each]) for each in array.dtype.names}))
    if array.dtype.kind in "US" and array.ndim == 1 and array.size:
        return RawTable(name, pd.DataFrame({"text": _facts(array)}))
    return table_of_vectors(as_vectors(array, name), name, notes=shape_note(array, name))


def _joined(arrays: dict[str, NDArray[Any]], name: str) -> RawTable:
    tables = {
        key: each
        for key, each in arrays.items()
        if each.ndim >= 2 and each.size and each.dtype.kind in "fiub"
    }
    if not tables:
        if len(arrays) == 1:
            return _table(next(iter(arrays.values())), name)
        raise UnreadableFile(
            f"{name} has no table of numbers among its {len(arrays)} members. Vectors are one: "
            "one row an item, one column a dimension."
        )
    by_name = [key for key in tables if key.casefold() in VECTOR_NAMES]
    chosen = by_name[0] if by_name else max(tables, key=lambda key: tables[key].size)
    vectors = as_vectors(tables[chosen], f"{quoted(shown(chosen))} in {name}")
    beside = {
        key: pd.Series(_facts(each))
        for key, each in arrays.items()
        if each.shape == (len(vectors),) and each.dtype.kind in "USfiub"
    }
    notes = shape_note(tables[chosen], name)
    others = [quoted(shown(key)) for key in arrays if key != chosen and key not in beside]
    if others:
        notes += (
            f"The vectors are {quoted(shown(chosen))}; left out: {', '.join(others[:5])}"
            + (" and more." if len(others) > 5 else "."),
        )
    frame = pd.DataFrame(beside, index=pd.RangeIndex(len(vectors)))
    return RawTable(name, frame, notes, arrays={chosen: vectors})


def _facts(array: NDArray[Any]) -> list[Any]:
    texts = np.char.decode(array, "utf-8", "replace") if array.dtype.kind == "S" else array
    return list(texts.tolist())


def _sparse(members: Mapping[str, NDArray[Any]], name: str) -> RawTable:
    """Fill a table from a sparse matrix, row by row or column by column, as SciPy saves it."""
    by_row = {"csr": True, "csc": False}.get(str(members["format"].astype(str)))
    shape = [int(each) for each in members["shape"]]
    if by_row is None or len(shape) != 2:
        raise UnreadableFile(
            f"{name} holds a sparse matrix of another kind than CSR or CSC. Save it as one: "
            "scipy.sparse.save_npz(path, matrix.tocsr())."
        )
    n_lines, width = shape if by_row else shape[::-1]
    starts, places, values = (members[key] for key in ("indptr", "indices", "data"))
    limits.check_vectors(shape[0], shape[1], name)
    # SciPy writes where an index says, be it outside of the matrix.
    if not (
        starts.shape == (n_lines + 1,)
        and starts.dtype.kind == places.dtype.kind == "i"
        and places.shape == values.shape == (starts[-1],)
        and starts[0] == 0
        and (np.diff(starts) >= 0).all()
        and (not len(places) or (places.min() >= 0 and places.max() < width))
    ):
        raise UnreadableFile(
            f"{name} holds a sparse matrix whose indices point outside of it. Save it anew."
        )
    from scipy import sparse

    kind = sparse.csr_array if by_row else sparse.csc_array
    return table_of_vectors(as_vectors(kind((values, places, starts), shape).toarray(), name), name)

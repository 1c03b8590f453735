"""Arrow: Parquet, Feather and Arrow files, their lists of floats as ready vectors."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from embedviz.datasets.labels import unique_labels
from embedviz.datasets.reading import limits
from embedviz.datasets.reading.raw import RawTable, shown
from embedviz.datasets.reading.vectors import same_length
from embedviz.engine.progress import report
from embedviz.errors import UnreadableFile, quoted

if TYPE_CHECKING:
    import pyarrow as pa

_DEEPEST = 2
_FEATHER_1 = b"FEA1"


def read_parquet(file: BinaryIO, name: str) -> RawTable:
    """Read Parquet, row group by row group."""
    import pyarrow as pa
    from pyarrow import parquet

    opened = parquet.ParquetFile(file)
    meta = opened.metadata
    limits.check_table(meta.num_rows, min(meta.num_columns, len(opened.schema_arrow)), name)
    expanded = sum(meta.row_group(place).total_byte_size for place in range(meta.num_row_groups))
    if expanded > limits.MOST_BYTES:
        raise UnreadableFile(
            f"{name} expands to {expanded / 2**30:.1f} GB; up to {limits.MOST_BYTES // 2**30} GB "
            "can be read. Bring fewer rows or columns."
        )
    groups = []
    for place in range(meta.num_row_groups):
        groups.append(opened.read_row_group(place))
        report(place + 1, meta.num_row_groups)
    table = pa.concat_tables(groups) if groups else opened.read()
    return table_of_arrow(table, name)


def read_arrow(file: BinaryIO, name: str) -> RawTable:
    """Read Feather or an Arrow file or stream."""
    import pyarrow as pa

    start = file.read(6)
    file.seek(0)
    if start.startswith(_FEATHER_1):
        # It is read by old code that believes every offset in the file.
        raise UnreadableFile(
            f"{name} is in the first version of Feather, which is not opened. Save it anew: "
            "pandas, pyarrow, polars and R write the second version by themselves."
        )
    opened = pa.ipc.open_file(file) if start == b"ARROW1" else pa.ipc.open_stream(file)
    return table_of_arrow(opened.read_all(), name)


def table_of_arrow(
    table: pa.Table, name: str, classes: Mapping[str, Sequence[str]] | None = None
) -> RawTable:
    """Part an Arrow table into cells and ready vectors.

    ``classes`` names the classes whose numbers a column holds; Hugging Face's are in the table.
    """
    import pyarrow as pa

    table.validate(full=True)  # whatever it says of itself, it points nowhere but into itself
    if not len(table):
        raise UnreadableFile(f"{name} has columns but no row in them.")
    table = table.select(
        [place for place, each in enumerate(table.column_names) if "__index_level_" not in each]
    )
    for _ in range(_DEEPEST):
        if any(pa.types.is_struct(field.type) for field in table.schema):
            table = table.flatten()
    limits.check_table(len(table), max(table.num_columns, 1), name)
    classes = class_names(table.schema.metadata or {}) | dict(classes or {})
    cells: dict[str, pd.Series] = {}
    arrays: dict[str, NDArray[np.float32]] = {}
    notes: list[str] = []
    names = unique_labels(each.strip() or "no name" for each in table.column_names)
    for column, values in zip(names, table.columns, strict=True):
        found = _column(values, column, name)
        if isinstance(found, pd.Series):
            named = _named(found, classes[column]) if column in classes else None
            cells[column] = found if named is None else named
        elif found is None:
            notes.append(
                f"Column {quoted(shown(column))} holds {shown(str(values.type))}, nothing to read "
                "here, and was left out."
            )
        else:
            arrays[column] = found
    if not cells and not arrays:
        raise UnreadableFile(f"{name} has no column with text, numbers or vectors.")
    frame = pd.DataFrame(cells, index=pd.RangeIndex(len(table)))
    return RawTable(name, frame, tuple(notes), arrays=arrays)


def class_names(metadata: Mapping[bytes, bytes]) -> dict[str, list[str]]:
    """Give the names of classes that Hugging Face's data sets write into an Arrow schema.

    Examples
    --------
    >>> told = b'{"info": {"features": {"mood": {"names": ["sad", "glad"]}}}}'
    >>> class_names({b"huggingface": told})
    {'mood': ['sad', 'glad']}
    """
    try:
        features = json.loads(metadata.get(b"huggingface", b"{}"))["info"]["features"]
        found = {name: each["names"] for name, each in features.items() if "names" in each}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}
    return {name: list(map(str, each)) for name, each in found.items() if isinstance(each, list)}


def _named(cells: pd.Series, names: Sequence[str]) -> pd.Series | None:
    """Give the names of classes for their numbers, a gap for -1; None if a number has none."""
    if cells.dtype.kind not in "iuf":
        return None
    known = cells.dropna()
    if (known % 1 != 0).any() or not known.between(-1, len(names) - 1).all():
        return None
    return cells.map(dict(enumerate(names))).astype(object).where(cells.notna() & (cells >= 0), "")


def _column(values: pa.ChunkedArray, column: str, name: str) -> Any:  # noqa: C901, PLR0911 one line a type
    """Give a column's cells, its vectors, or None."""
    import pyarrow as pa
    import pyarrow.compute as pc

    kind = values.type
    if isinstance(kind, pa.BaseExtensionType):
        values = pa.chunked_array([each.storage for each in values.chunks], kind.storage_type)
        kind = values.type
    if pa.types.is_dictionary(kind):
        values = values.cast(kind.value_type)
        kind = values.type
    if _is_list(kind):
        inner = kind.value_type
        if pa.types.is_string(inner) or pa.types.is_large_string(inner):
            return _sets(values)
        if _is_list(inner) or pa.types.is_floating(inner) or pa.types.is_integer(inner):
            return _vectors(values, column, name)
        return None
    if pa.types.is_decimal(kind):
        return values.cast(pa.float64()).to_pandas()
    if pa.types.is_duration(kind):
        seconds = values.cast(pa.duration("s"), safe=False)
        return pc.cast(seconds.cast(pa.int64()), pa.float64()).to_pandas()
    if pa.types.is_boolean(kind):
        words = [{True: "yes", False: "no"}.get(each, "") for each in values.to_pylist()]
        return pd.Series(words, dtype=object)
    if pa.types.is_temporal(kind):
        return pd.Series(["" if each is None else str(each) for each in values.to_pylist()])
    if pa.types.is_floating(kind) or pa.types.is_integer(kind):
        return values.to_pandas()
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return values.to_pandas()
    return pd.Series([""] * len(values)) if pa.types.is_null(kind) else None


def _is_list(kind: pa.DataType) -> bool:
    import pyarrow as pa

    return bool(
        pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_fixed_size_list(kind)
    )


def _sets(values: pa.ChunkedArray) -> pd.Series:
    return pd.Series(
        [
            "; ".join(str(each).replace(";", ",") for each in row if each) if row else ""
            for row in values.to_pylist()
        ],
        dtype=object,
    )


def _vectors(values: pa.ChunkedArray, column: str, name: str) -> NDArray[np.float32] | None:
    """Give lists of one length as (n, d) float32, without a Python object for each number."""
    import pyarrow as pa
    import pyarrow.compute as pc

    while _is_list(values.type.value_type):  # a matrix an item is laid in a row
        values = pa.chunked_array([_flattened_once(each) for each in values.chunks])
    lengths = np.concatenate(
        [
            pc.fill_null(pc.list_value_length(each), -1).to_numpy(zero_copy_only=False)
            for each in values.chunks
        ]
    ).astype(np.int64)
    usual = same_length(lengths, column, name)
    if usual is None:
        return None
    limits.check_vectors(len(values), usual, name)
    vectors = np.full((len(values), usual), np.nan, dtype=np.float32)
    start = 0
    for chunk in values.chunks:
        known = np.flatnonzero(lengths[start : start + len(chunk)] >= 0)
        numbers = pc.list_flatten(chunk).to_numpy(zero_copy_only=False)
        with np.errstate(over="ignore"):
            vectors[start + known] = numbers.reshape(len(known), usual)
        start += len(chunk)
    return vectors


def _flattened_once(chunk: pa.Array) -> pa.Array:
    """Lay each item's lists of lists in a row."""
    import pyarrow as pa

    rows = [
        None if row is None else [each for part in row for each in part or []]
        for row in chunk.to_pylist()
    ]
    inner = chunk.type.value_type.value_type
    return pa.array(rows, pa.list_(inner))

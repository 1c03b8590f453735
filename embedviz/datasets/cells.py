"""Cells: the columns of a table as plain arrays, to be told apart or to go to another process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray


def arrays_of(frame: pd.DataFrame) -> dict[str, NDArray[Any]]:
    """Give columns as arrays: numbers as they are, texts as letters and where each text ends.

    Examples
    --------
    >>> cells = arrays_of(pd.DataFrame({"fruit": ["fig", None, "kiwi"]}))
    >>> cells["ends 0"].tolist(), cells["gaps 0"].tolist(), cells["letters 0"].tobytes()
    ([0, 3, 3, 7], [False, True, False], b'figkiwi')
    """
    import pyarrow as pa

    record = {}
    for place, name in enumerate(frame.columns):
        cells = frame[name]
        if cells.dtype.kind in "biuf":
            record[f"column {place}"] = cells.to_numpy()
            continue
        values = cells.array.to_numpy(object, na_value=None)
        try:
            texts = pa.array(values, pa.large_string())
        except (pa.ArrowInvalid, pa.ArrowTypeError):  # other things, or half characters
            said = [None if each is None else ascii(each) for each in values]
            texts = pa.array(said, pa.large_string())
            record[f"no texts {place}"] = np.ones(1)
        _, ends, letters = texts.buffers()
        record[f"ends {place}"] = np.frombuffer(ends, np.int64)[: len(texts) + 1]
        record[f"letters {place}"] = np.frombuffer(letters or b"", np.uint8)
        record[f"gaps {place}"] = texts.is_null().to_numpy(zero_copy_only=False)
    return record


def frame_of(record: Mapping[str, Any], names: Sequence[str], n_rows: int) -> pd.DataFrame:
    """Give the columns again; raises Arrow's ``ValueError`` for what can't be texts."""
    import pyarrow as pa

    columns = {}
    for place, name in enumerate(names):
        if f"column {place}" in record:
            columns[name] = pd.Series(record[f"column {place}"])
            continue
        whole = pa.array(~record[f"gaps {place}"]).buffers()[1]
        ends, letters = (pa.py_buffer(record[f"{part} {place}"]) for part in ("ends", "letters"))
        texts = pa.LargeStringArray.from_buffers(n_rows, ends, letters, whole)
        texts.validate(full=True)
        columns[name] = texts.to_pandas()
    return pd.DataFrame(columns, index=pd.RangeIndex(n_rows))

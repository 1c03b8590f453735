"""RawTable: what a reader gives, before anybody asks what its columns mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from embedviz.datasets.dataset import Kind
from embedviz.errors import InvalidRequest

CHOSEN = "were chosen at random, the same ones each time."
"""What the note on a sample ends with."""


@dataclass(frozen=True, eq=False)
class RawTable:
    """The rows and columns of a file.

    Attributes
    ----------
    name : str
        What the file is called.
    frame : pandas.DataFrame
        At least one row, unique column names; a column at least where there are no vectors. Cells
        are text as it stood in the file, an empty one ``""``; or typed, where the format has types.
    notes : tuple of str
        A sentence for everything that was assumed or left out.
    decimal : str
        ``"."`` or ``","``: how the texts write decimals.
    kinds : mapping of str to str
        Column to kind, for those the reader knows.
    arrays : mapping of str to (n, d) float32
        Ready vectors under the names they had; a row of NaN where an item has none.
    images : (n, height, width) float32 or None
        A picture of each item, 0 (background) to 1.
    sample_of : int
        How many rows this is a sample of; 0 where it is no sample.
    sheets, sheet : tuple of str, str
        The sheets of an Excel file, and the one that was read.
    """

    name: str
    frame: pd.DataFrame
    notes: tuple[str, ...] = ()
    decimal: str = "."
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    arrays: Mapping[str, NDArray[np.float32]] = field(default_factory=dict)
    images: NDArray[np.float32] | None = None
    sample_of: int = 0
    sheets: tuple[str, ...] = ()
    sheet: str = ""

    def __len__(self) -> int:
        return len(self.frame)

    def sampled(self, n_rows: int, *, seed: int = 42) -> RawTable:
        """Give ``n_rows`` rows chosen at random, in their order; all, where there are no more."""
        if len(self) <= n_rows:
            return self
        note = f"Of {len(self):,} rows, {n_rows:,} {CHOSEN}"
        if n_rows < 1:
            raise InvalidRequest(f"A sample has at least 1 row, got {n_rows}.")
        rows = np.sort(np.random.default_rng(seed).choice(len(self), n_rows, replace=False))
        taken = self.take(rows)
        return replace(
            taken,
            frame=taken.frame.reset_index(drop=True),
            notes=(*self.notes, note),
            sample_of=self.sample_of or len(self),
        )

    def take(self, rows: NDArray[np.int64]) -> RawTable:
        """Give these rows alone; each keeps its number in the index of ``frame``."""
        return replace(
            self,
            frame=self.frame.iloc[rows],
            arrays={name: each[rows] for name, each in self.arrays.items()},
            images=None if self.images is None else self.images[rows],
        )


def texts_of(cells: pd.Series) -> pd.Series:
    """Give cells as texts, a gap as an empty one."""
    if pd.api.types.is_bool_dtype(cells.dtype):
        cells = cells.map({True: "yes", False: "no"})
    if pd.api.types.is_datetime64_any_dtype(cells.dtype):
        cells = cells.map(lambda moment: moment.isoformat(), na_action="ignore")
    return cells.astype(object).where(cells.notna(), "").astype(str).str.strip()


def typed(cells: Sequence[Any], as_text: Callable[[Any], str]) -> pd.Series:
    """Make numbers of cells that are all numbers or None, and texts of all others."""
    known = [cell for cell in cells if cell is not None]
    types = {type(cell) for cell in known}
    if types and types <= {int, float}:
        whole = types == {int} and len(known) == len(cells)
        fits = whole and all(abs(cell) < 2**63 for cell in known)
        return pd.Series([*cells], dtype="int64" if fits else "float64")
    return pd.Series([as_text(cell) for cell in cells], dtype=object)


def counted(n: int, one: str, several: str) -> str:
    """Say how many: "1 row has", "1,200 rows have"."""
    return f"1 {one}" if n == 1 else f"{n:,} {several}"


def shown(text: str, longest: int = 40) -> str:
    """Cut a text that goes into a sentence."""
    return text if len(text) <= longest else text[: longest - 1] + "…"

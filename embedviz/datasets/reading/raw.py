"""RawTable: what a reader gives, before anybody asks what its columns mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from embedviz.datasets.dataset import Kind


@dataclass(frozen=True, eq=False)
class RawTable:
    """The rows and columns of a file.

    Attributes
    ----------
    name : str
        What the file is called.
    frame : pandas.DataFrame
        At least one row and one column, unique column names. Cells are text as it stood in the
        file, an empty one ``""``; or typed, where the format has types.
    notes : tuple of str
        A sentence for everything that was assumed or left out.
    decimal : str
        ``"."`` or ``","``: how the texts write decimals.
    kinds : mapping of str to str
        Column to kind, for those the reader knows.
    """

    name: str
    frame: pd.DataFrame
    notes: tuple[str, ...] = ()
    decimal: str = "."
    kinds: Mapping[str, Kind] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.frame)

    def sampled(self, n_rows: int, *, seed: int = 42) -> RawTable:
        """Give ``n_rows`` rows chosen at random, in their order; all, where there are no more."""
        if len(self) <= n_rows:
            return self
        note = (
            f"Of {len(self):,} rows, {n_rows:,} were chosen at random (the same ones each time): "
            "more don't fit here yet."
        )
        rows = np.random.default_rng(seed).choice(len(self), n_rows, replace=False)
        return replace(
            self,
            frame=self.frame.iloc[np.sort(rows)].reset_index(drop=True),
            notes=(*self.notes, note),
        )


def shown(text: str, longest: int = 40) -> str:
    """Cut a text that goes into a sentence."""
    return text if len(text) <= longest else text[: longest - 1] + "…"

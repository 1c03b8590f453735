"""Understanding a raw table: the kind of each column, and the data set it makes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from embedviz.datasets.classes import is_class_name
from embedviz.datasets.dataset import Column, Dataset
from embedviz.datasets.first_look import opening_of
from embedviz.datasets.labels import unique_labels
from embedviz.datasets.reading.codes import as_class
from embedviz.datasets.reading.kinds import (
    ReadColumn,
    coordinate_kind,
    read_column,
    read_column_as,
)
from embedviz.datasets.reading.naming import TOGETHER, joined, label_of, names_together
from embedviz.datasets.reading.proposals import features_of, positions_of
from embedviz.datasets.reading.raw import RawTable, shown
from embedviz.datasets.reading.ready import Ready, ready_vectors
from embedviz.engine.progress import report
from embedviz.errors import InvalidRequest, UnknownName, UnreadableFile, quoted

ROW_NUMBERS = ""
"""The label choice that is no column: row 1, row 2 ..."""

KINDS = {
    "number": "Numbers",
    "date": "Dates",
    "range": "Ranges, such as 22–24",
    "latitude": "Latitudes",
    "longitude": "Longitudes",
    "category": "Categories: one a row",
    "set": "Sets: several a row",
    "text": "Texts",
    "vector": "Ready vectors",
    "left out": "Leave out",
}
"""What a person may say that a column is."""

LONGEST_LABEL = 120
_LONGEST_EXAMPLE = 24
_MOST_EXAMPLES = 3


@dataclass(frozen=True)
class Found:
    """A column as it stood in the file: its name and kind, some cells, and what else it can be."""

    name: str
    kind: str
    examples: str
    can_be: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Understood:
    """A table whose columns are understood.

    Attributes
    ----------
    name : str
        What the file is called.
    frame : pandas.DataFrame
        One row an item, cells as :class:`~embedviz.datasets.Dataset` wants them.
    columns : tuple of Column
        What each means.
    label : str
        The column proposed as the label; the names of ``named_by`` with a plus between; or
        ``ROW_NUMBERS``.
    default_features : tuple of str
        What a first look starts with: the numbers, else categories and sets.
    notes : tuple of str
        A sentence for everything that was assumed or left out.
    found : tuple of Found
        Each column as it stood in the file, vectors first.
    n_read, sample_of : int
        How many rows were read, and how many there are if that is a sample of them, else 0.
    raw : RawTable or None
        The table as it was read; None where that is in another process.
    vectors : (n, d) float32 or None
        Ready vectors, where the table has any.
    vector_name : str
        The column they stood in, the first and last of several columns, or the file's own name
        for them; ``""`` where there are none.
    vector_columns : tuple of str
        The columns they were made of, where those are more than one.
    other_vectors : tuple of str
        Further columns of vectors, one of which may be chosen by ``with_kinds``.
    named_by : tuple of str
        Columns that together name an item, such as a country and a year, where none does alone.
    positions : tuple of str
        Two or three columns that hold a picture made before, such as ``("x", "y")``; or none.
    kinds : mapping of str to str
        What somebody said of columns; see :meth:`with_kinds`.
    sheets, sheet : tuple of str, str
        The sheets of an Excel file, and the one that was read.
    """

    name: str
    frame: pd.DataFrame
    columns: tuple[Column, ...]
    label: str
    default_features: tuple[str, ...]
    notes: tuple[str, ...]
    found: tuple[Found, ...]
    n_read: int
    sample_of: int = 0
    raw: RawTable | None = None
    vectors: NDArray[np.float32] | None = None
    vector_name: str = ""
    vector_columns: tuple[str, ...] = ()
    other_vectors: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    images: NDArray[np.float32] | None = None
    kinds: Mapping[str, str] = field(default_factory=dict)
    named_by: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    sheet: str = ""

    def with_kinds(self, kinds: Mapping[str, str]) -> Understood:
        """Understand the table anew, with these columns read as somebody says.

        Parameters
        ----------
        kinds : mapping of str to str
            Column to one of ``KINDS``; what was said before still holds for the others.

        Raises
        ------
        UnknownName
            If there is no such column or kind.
        InvalidRequest
            If a column can't be read so.

        Examples
        --------
        >>> cells = pd.DataFrame({"fruit": ["fig", "kiwi"], "code": ["74", "61"]})
        >>> table = understood(RawTable("fruit.csv", cells))
        >>> [column.kind for column in table.with_kinds({"code": "category"}).columns]
        ['text', 'category']
        """
        if self.raw is None:
            raise InvalidRequest(f"{self.name} was read elsewhere. Read it here: ev.read(...).")
        return understood(self.raw, {**self.kinds, **kinds})

    @property
    def gaps(self) -> dict[str, int]:
        """How many rows have no value, column by column; those with any."""
        counts = self.frame.isna().sum()
        return {str(name): int(count) for name, count in counts.items() if count}

    def __len__(self) -> int:
        return len(self.frame)

    def dataset(self, label: str | None = None, *, private: bool = True) -> Dataset:
        """Give the data set, its items called by ``label``, or as proposed."""
        label = self.label if label is None else label
        kinds = [column.kind for column in self.columns]
        lines = kinds == ["text"] and self.vectors is None
        noun = "text" if lines else "item"
        labels = self._labels(label)
        dataset = Dataset(
            name=self.name,
            title=self.name,
            item=noun,
            items=f"{noun}s",
            frame=self.frame,
            labels=labels,
            columns=self.columns,
            source=" ".join((f"{self.name}, as it was given.", *self.notes)),
            default_features=self.default_features,
            positions=self.positions,
            default_item=labels[0],
            private=private,
            vectors=self.vectors,
            images=self.images,
        )
        return replace(dataset, opening=opening_of(dataset))

    def _labels(self, label: str) -> tuple[str, ...]:
        numbered = [f"row {number}" for number in range(1, len(self) + 1)]
        if label == ROW_NUMBERS:
            return tuple(numbered)
        if label not in self.frame and label == TOGETHER.join(self.named_by):
            cells = joined(self.frame[list(self.named_by)])
        else:
            cells = iter(self.frame[label])
        return unique_labels(
            number if pd.isna(cell) else shown(" ".join(str(cell).split()), LONGEST_LABEL) or number
            for cell, number in zip(cells, numbered, strict=True)
        )


def understood(raw: RawTable, kinds: Mapping[str, str] | None = None) -> Understood:
    """Find out what the columns of a table mean.

    Parameters
    ----------
    raw : RawTable
        What a reader gave.
    kinds : mapping of str to str, optional
        What somebody said of columns, one of ``KINDS`` each.

    Raises
    ------
    UnreadableFile
        If no column has a value.

    Examples
    --------
    >>> cells = pd.DataFrame({"fruit": ["fig", "kiwi"], "kcal": ["74", "61"]})
    >>> table = understood(RawTable("fruit.csv", cells))
    >>> table.label, table.default_features, table.dataset().labels
    ('fruit', ('kcal',), ('fig', 'kiwi'))
    """
    kinds = dict(kinds or {})
    _check_kinds(raw, kinds)
    found = ready_vectors(raw, kinds)
    columns: list[ReadColumn] = []
    notes = list(found.raw.notes)
    places = _coordinate_names(found.raw)
    names = list(found.raw.frame.columns)
    for place, name in enumerate(names):
        report(place, len(names))
        if kinds.get(name) in ("left out", "vector"):
            continue
        read = _read(found.raw, name, kinds, coordinates=name in places)
        if read is None:
            notes.append(f"Column {quoted(shown(name))} has no value in any row and was left out.")
        else:
            columns.append(read)
            notes.extend(read.notes)
    if not columns and found.vectors is None:
        raise UnreadableFile(f"{raw.name} has no value in any cell.")
    columns = [replace(each, cells=each.cells.reset_index(drop=True)) for each in columns]
    n_rows = len(found.raw)
    positions = positions_of(columns, has_vectors=found.vectors is not None)
    meant = _with_own_titles([each.column for each in columns])
    label = label_of(columns)
    named_by = () if label else names_together(columns)
    return Understood(
        raw.name,
        pd.DataFrame({each.column.name: each.cells for each in columns}, index=range(n_rows)),
        meant,
        label or TOGETHER.join(named_by) or ROW_NUMBERS,
        features_of(columns, positions),
        tuple(notes),
        _found(raw, found, meant),
        len(raw),
        raw.sample_of,
        raw,
        found.vectors,
        found.name,
        found.columns,
        found.others,
        positions,
        found.raw.images,
        kinds,
        named_by,
        raw.sheets,
        raw.sheet,
    )


def _found(raw: RawTable, ready: Ready, columns: Sequence[Column]) -> tuple[Found, ...]:
    """Tell of each column what it was found to be, and what else it can be said to be."""
    kinds: dict[str, str] = dict.fromkeys((*filter(None, [ready.name]), *ready.others), "vector")
    for column in columns:
        dated = column.unit.startswith(("year", "days since"))
        is_date = dated and raw.frame[column.name].dtype.kind not in "iuf"
        kinds[column.name] = "date" if is_date else column.kind
    told = []
    for name in dict.fromkeys((*kinds, *map(str, raw.frame.columns))):
        if name in ready.columns:
            continue
        can_be = tuple(KINDS)
        if name == ready.name and ready.columns:
            can_be = ("number", "left out")
        elif name in raw.arrays:
            can_be = ("vector", "left out")
        told.append(Found(name, kinds.get(name, "left out"), _examples(raw, ready, name), can_be))
    return tuple(told)


def _examples(raw: RawTable, ready: Ready, name: str) -> str:
    if name not in raw.frame:
        array = ready.vectors if name == ready.name else raw.arrays.get(name)
        return "" if array is None else f"{array.shape[1]:,} numbers each"
    cells = raw.frame[name].dropna().head(100).astype(str).str.strip()
    texts = dict.fromkeys(shown(cell, _LONGEST_EXAMPLE) for cell in cells[cells != ""])
    return " · ".join(list(texts)[:_MOST_EXAMPLES])


def _check_kinds(raw: RawTable, kinds: Mapping[str, str]) -> None:
    for name, kind in kinds.items():
        known = [*map(str, raw.frame.columns), *raw.arrays]
        if name not in known:
            raise UnknownName.among("column", name, known)
        if kind not in KINDS:
            raise UnknownName.among("kind of column", kind, KINDS)
        if name in raw.arrays and kind not in ("vector", "left out"):
            raise InvalidRequest(
                f"Column {quoted(shown(name))} holds vectors, which can't be read as a {kind}. "
                "Use them, or leave them out."
            )


def _read(
    raw: RawTable, name: str, kinds: Mapping[str, str], *, coordinates: bool
) -> ReadColumn | None:
    cells = raw.frame[name]
    if name in kinds:
        return read_column_as(kinds[name], name, cells, decimal=raw.decimal)
    if name in raw.kinds:
        return ReadColumn(Column(name, name, raw.kinds[name]), cells)
    read = read_column(name, cells, decimal=raw.decimal, coordinates=coordinates)
    return (as_class(read) or read) if read is not None and is_class_name(name) else read


def _coordinate_names(raw: RawTable) -> set[str]:
    """Give the first column called latitude and the first called longitude, if there are both."""
    found = {coordinate_kind(name): name for name in reversed(raw.frame.columns)}
    found.pop(None, None)
    return set(found.values()) if len(found) == 2 else set()


def _with_own_titles(columns: list[Column]) -> tuple[Column, ...]:
    """Let two columns with one title be called by their names."""
    titles = Counter(column.title for column in columns)
    return tuple(
        column
        if titles[column.title] == 1
        else Column(column.name, column.name, column.kind, column.unit)
        for column in columns
    )

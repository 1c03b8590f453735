"""Understanding a raw table: the kind of each column, the label, what a first look starts with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from embedviz.datasets.dataset import NUMERIC, Column, Dataset
from embedviz.datasets.first_look import opening_of
from embedviz.datasets.labels import unique_labels
from embedviz.datasets.reading.kinds import (
    ReadColumn,
    coordinate_kind,
    read_column,
    read_column_as,
)
from embedviz.datasets.reading.positions import find_positions
from embedviz.datasets.reading.raw import RawTable, shown
from embedviz.datasets.reading.vectors import (
    VECTOR_NAMES,
    finite_rows,
    lists_in,
    numbers_of,
    run_of_columns,
    stacked,
)
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

LABEL_NAMES = (
    *("label", "name", "title", "full name", "word", "item", "city", "town", "place", "country"),
    *("person", "player", "product", "brand", "species", "animal", "food", "song", "movie", "film"),
    *("show", "book", "model", "sentence", "question", "text"),
)
LONGEST_LABEL = 120
MOST_DEFAULT = 30
_NEARLY_ALL = 0.95
_HALF = 0.5
_FEWEST_RUNNING = 10
"""A running number in fewer rows than this may be chance."""
MOST_GAPS = 0.2
"""A column with more gaps than this share is offered as a feature, but not chosen at first."""

_ID_NAME = re.compile(r".*id|(?:.*[ _.-])?(?:index|idx|key|no|nr|num|number|row|#)\.?")
_CODE_NAME = re.compile(r"(?:.*[ _.-])?(?:id|code|zip|postcode|fips)|.*[ _.-]num|[a-z]{1,4}num")
"""Numbers of something else, such as a state's: they may repeat, and count nothing."""


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
        The column proposed as the label, or ``ROW_NUMBERS``.
    default_features : tuple of str
        What a first look starts with: the numbers, else categories and sets.
    notes : tuple of str
        A sentence for everything that was assumed or left out.
    raw : RawTable
        The table as it was read.
    vectors : (n, d) float32 or None
        Ready vectors, where the table has any.
    vector_name : str
        The column they stood in, the first and last of several columns, or the file's own name
        for them; ``""`` where there are none.
    vector_columns : tuple of str
        The columns they were made of, where those are more than one.
    other_vectors : tuple of str
        Further columns of vectors, one of which may be chosen by ``with_kinds``.
    positions : tuple of str
        Two or three columns that hold a picture made before, such as ``("x", "y")``; or none.
    kinds : mapping of str to str
        What somebody said of columns; see :meth:`with_kinds`.
    """

    name: str
    frame: pd.DataFrame
    columns: tuple[Column, ...]
    label: str
    default_features: tuple[str, ...]
    notes: tuple[str, ...]
    raw: RawTable
    vectors: NDArray[np.float32] | None = None
    vector_name: str = ""
    vector_columns: tuple[str, ...] = ()
    other_vectors: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    images: NDArray[np.float32] | None = None
    kinds: Mapping[str, str] = field(default_factory=dict)

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
        return understood(self.raw, {**self.kinds, **kinds})

    @property
    def gaps(self) -> dict[str, int]:
        """How many rows have no value, column by column; those with any."""
        counts = self.frame.isna().sum()
        return {str(name): int(count) for name, count in counts.items() if count}

    def __len__(self) -> int:
        return len(self.frame)

    def dataset(self, label: str | None = None) -> Dataset:
        """Give the data set, its items called by ``label``, or as proposed."""
        label = self.label if label is None else label
        kinds = [column.kind for column in self.columns]
        lines = kinds == ["text"] and self.vectors is None
        nouns = ("text", "texts") if lines else ("item", "items")
        labels = self._labels(label)
        dataset = Dataset(
            name=self.name,
            title=self.name,
            item=nouns[0],
            items=nouns[1],
            frame=self.frame,
            labels=labels,
            columns=self.columns,
            source=" ".join((f"{self.name}, as it was given.", *self.notes)),
            default_features=self.default_features,
            positions=self.positions,
            default_item=labels[0],
            private=True,
            vectors=self.vectors,
            images=self.images,
        )
        return replace(dataset, opening=opening_of(dataset))

    def _labels(self, label: str) -> tuple[str, ...]:
        numbered = [f"row {number}" for number in range(1, len(self) + 1)]
        if label == ROW_NUMBERS:
            return tuple(numbered)
        return unique_labels(
            number if pd.isna(cell) else _label_text(str(cell)) or number
            for cell, number in zip(self.frame[label], numbered, strict=True)
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
    found = _ready_vectors(raw, kinds)
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
    positions = _positions(columns, found)
    return Understood(
        raw.name,
        pd.DataFrame({each.column.name: each.cells for each in columns}, index=range(n_rows)),
        _with_own_titles([each.column for each in columns]),
        _proposed_label(columns),
        _default_features(columns, positions),
        tuple(notes),
        raw,
        found.vectors,
        found.name,
        found.columns,
        found.others,
        positions,
        found.raw.images,
        kinds,
    )


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
    return read_column(name, cells, decimal=raw.decimal, coordinates=coordinates)


@dataclass(frozen=True, eq=False)
class _Ready:
    """The vectors found in a table, and the table without them."""

    raw: RawTable
    vectors: NDArray[np.float32] | None = None
    name: str = ""
    columns: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def _ready_vectors(raw: RawTable, kinds: Mapping[str, str]) -> _Ready:
    """Part ready vectors from facts; rows whose vector isn't whole are left out."""
    arrays = dict(raw.arrays)
    of_columns: dict[str, tuple[str, ...]] = {}
    frame = raw.frame
    for name in frame.columns:
        if kinds.get(name, "vector") == "vector" and (rows := lists_in(frame[name])) is not None:
            vectors = stacked(rows, name, raw.name)
            if vectors is not None:
                arrays[name] = vectors
                frame = frame.drop(columns=name)
    run = [] if arrays else run_of_columns(frame, kinds)
    vectors = numbers_of(frame, run) if run else None
    if vectors is not None:
        name = f"{run[0]} … {run[-1]}"
        arrays[name], of_columns[name] = vectors, tuple(run)
        frame = frame.drop(columns=run)
    wanted = next((name for name, kind in kinds.items() if kind == "vector"), None)
    if wanted is not None and wanted not in arrays:
        raise InvalidRequest(
            f"Column {quoted(shown(wanted))} doesn't hold lists of numbers of one length, such as "
            "[0.1, 0.2]. Leave it as it was."
        )
    offered = [name for name in arrays if kinds.get(name) != "left out"]
    if not offered:
        return _Ready(replace(raw, frame=frame, arrays={}))
    by_name = [name for name in offered if name.casefold() in VECTOR_NAMES]
    chosen = wanted or (by_name or sorted(offered, key=lambda each: -arrays[each].shape[1]))[0]
    rest = replace(raw, frame=frame, arrays={chosen: arrays[chosen]})
    whole = finite_rows(arrays[chosen])
    if not whole.all():
        rest = _without(rest, whole, chosen)
    others = tuple(name for name in offered if name != chosen)
    if others:
        listed = ", ".join(quoted(shown(each)) for each in others[:4])
        note = f"The vectors are those of {quoted(shown(chosen))}; there are also {listed}."
        rest = replace(rest, notes=(*rest.notes, note))
    return _Ready(rest, rest.arrays[chosen], chosen, of_columns.get(chosen, ()), others)


def _without(raw: RawTable, whole: NDArray[np.bool_], chosen: str) -> RawTable:
    n_left = int((~whole).sum())
    if not whole.any():
        raise UnreadableFile(
            f"No vector of {quoted(shown(chosen))} in {raw.name} is whole: each has a gap or an "
            "infinite number. Look at how it was saved."
        )
    first = int(np.flatnonzero(~whole)[0]) + 1
    rows = "1 row has" if n_left == 1 else f"{n_left:,} rows have"
    note = (
        f"{rows} no whole vector (first: row {first:,}), only a gap or an infinite number, "
        "and are left out."
    )
    note = note.replace("and are left", "and is left") if n_left == 1 else note
    return replace(raw.take(np.flatnonzero(whole)), notes=(*raw.notes, note))


def _positions(columns: list[ReadColumn], found: _Ready) -> tuple[str, ...]:
    """Find columns that say where items are drawn, and have no gap.

    Plain x and y may be measures as well: they are taken for a picture where there is anything
    else that the picture can have been made of, or no other number.
    """
    numbers = [each.column.name for each in columns if each.column.kind == "number"]
    whole = {each.column.name for each in columns if not each.cells.isna().any()}
    by_method = find_positions(numbers, plain=False)
    plain = find_positions(numbers)
    others = {
        each.column.name
        for each in columns
        if each.column.kind in {*NUMERIC, "range"} and not is_id(each.column, each.cells)
    }
    is_picture = found.vectors is not None or others <= {*plain}
    positions = by_method or (plain if is_picture else ())
    return positions if {*positions} <= whole else ()


def _coordinate_names(raw: RawTable) -> set[str]:
    """Give the first column called latitude and the first called longitude, if there are both."""
    found: dict[str, str] = {}
    for name in raw.frame.columns:
        kind = coordinate_kind(name)
        if kind is not None:
            found.setdefault(kind, name)
    return set(found.values()) if len(found) == 2 else set()


def _with_own_titles(columns: list[Column]) -> tuple[Column, ...]:
    """Let two columns with one title be called by their names."""
    titles = [column.title for column in columns]
    return tuple(
        column
        if titles.count(column.title) == 1
        else Column(column.name, column.name, column.kind, column.unit)
        for column in columns
    )


def _proposed_label(columns: list[ReadColumn]) -> str:
    """Propose a column called name, title ..., else the first of words that hardly repeat."""
    words = [each for each in columns if each.column.kind in ("text", "category", "set")]
    shares = {each.column.name: each.cells.nunique() / len(each.cells) for each in words}
    repeats = {
        each.column.name: each.cells.nunique() <= _HALF * each.cells.count() for each in words
    }
    by_name = {name.strip().casefold().replace("_", " "): name for name in reversed(shares)}
    for name in LABEL_NAMES:
        if name in by_name and not repeats[by_name[name]]:
            return by_name[name]
    return next((name for name, share in shares.items() if share >= _NEARLY_ALL), ROW_NUMBERS)


def _default_features(columns: list[ReadColumn], positions: tuple[str, ...]) -> tuple[str, ...]:
    numbers = [
        each.column.name
        for each in columns
        if each.column.kind in {*NUMERIC, "range"} and not is_id(each.column, each.cells)
    ]
    # A picture is made of the features: it is none of them, unless there is no other number.
    numbers = [name for name in numbers if name not in positions] or numbers
    words = [each.column.name for each in columns if each.column.kind in ("category", "set")]
    gaps = {each.column.name: each.cells.isna().mean() for each in columns}
    full_numbers = [name for name in numbers if gaps[name] <= MOST_GAPS]
    # One number is no picture yet: then take those with gaps, then categories and sets.
    chosen = full_numbers if len(full_numbers) > 1 else numbers
    return tuple((chosen if len(chosen) > 1 else chosen + words)[:MOST_DEFAULT])


def is_id(column: Column, cells: pd.Series) -> bool:
    """Say whether numbers only name something: a running number, unique ones called id, a code.

    Examples
    --------
    >>> is_id(Column("case", "case", "number"), pd.Series(range(1, 20)))
    True
    >>> is_id(Column("state_code", "state code", "number"), pd.Series([44, 36, 44]))
    True
    >>> is_id(Column("year", "year", "number"), pd.Series([1990, 1991, 1992]))
    False
    """
    if column.kind != "number" or cells.dtype.kind != "i":
        return False
    name = column.name.strip().casefold()
    if _CODE_NAME.fullmatch(name):
        return True
    if cells.duplicated().any():
        return False
    running = (
        len(cells) >= _FEWEST_RUNNING
        and cells.iloc[0] in (0, 1)
        and (cells.diff().iloc[1:] == 1).all()
    )
    return bool(running or _ID_NAME.fullmatch(name))


def _label_text(text: str) -> str:
    return shown(" ".join(text.split()), LONGEST_LABEL)

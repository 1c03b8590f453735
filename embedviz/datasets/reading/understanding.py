"""Understanding a raw table: the kind of each column, the label, what a first look starts with."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

from embedviz.datasets.dataset import NUMERIC, Column, Dataset
from embedviz.datasets.labels import unique_labels
from embedviz.datasets.reading.kinds import ReadColumn, coordinate_kind, read_column
from embedviz.datasets.reading.raw import RawTable, shown
from embedviz.errors import UnreadableFile, quoted

ROW_NUMBERS = ""
"""The label choice that is no column: row 1, row 2 ..."""

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
    """

    name: str
    frame: pd.DataFrame
    columns: tuple[Column, ...]
    label: str
    default_features: tuple[str, ...]
    notes: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.frame)

    def dataset(self, label: str | None = None) -> Dataset:
        """Give the data set, its items called by ``label``, or as proposed."""
        label = self.label if label is None else label
        lines = len(self.columns) == 1 and self.columns[0].kind == "text"
        nouns = ("text", "texts") if lines else ("item", "items")
        labels = self._labels(label)
        return Dataset(
            name=self.name,
            title=self.name,
            item=nouns[0],
            items=nouns[1],
            frame=self.frame,
            labels=labels,
            columns=self.columns,
            source=" ".join((f"{self.name}, as it was given.", *self.notes)),
            default_features=self.default_features,
            default_item=labels[0],
            private=True,
        )

    def _labels(self, label: str) -> tuple[str, ...]:
        numbered = [f"row {number}" for number in range(1, len(self) + 1)]
        if label == ROW_NUMBERS:
            return tuple(numbered)
        return unique_labels(
            number if pd.isna(cell) else _label_text(str(cell)) or number
            for cell, number in zip(self.frame[label], numbered, strict=True)
        )


def understood(raw: RawTable) -> Understood:
    """Find out what the columns of a table mean.

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
    places = _coordinate_names(raw)
    columns: list[ReadColumn] = []
    notes = list(raw.notes)
    for name in raw.frame.columns:
        if name in raw.kinds:
            column = Column(name, name, raw.kinds[name])
            columns.append(ReadColumn(column, raw.frame[name]))
            continue
        read = read_column(name, raw.frame[name], decimal=raw.decimal, coordinates=name in places)
        if read is None:
            notes.append(f"Column {quoted(shown(name))} has no value in any row and was left out.")
        else:
            columns.append(read)
            notes.extend(read.notes)
    if not columns:
        raise UnreadableFile(f"{raw.name} has no value in any cell.")
    return Understood(
        raw.name,
        pd.DataFrame({each.column.name: each.cells for each in columns}),
        _with_own_titles([each.column for each in columns]),
        _proposed_label(columns),
        _default_features(columns),
        tuple(notes),
    )


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


def _default_features(columns: list[ReadColumn]) -> tuple[str, ...]:
    numbers = [
        each.column.name
        for each in columns
        if each.column.kind in {*NUMERIC, "range"} and not is_id(each.column, each.cells)
    ]
    words = [each.column.name for each in columns if each.column.kind in ("category", "set")]
    gaps = {each.column.name: each.cells.isna().mean() for each in columns}
    full_numbers = [name for name in numbers if gaps[name] <= MOST_GAPS]
    # One number is no picture yet: then take those with gaps, then categories and sets.
    chosen = full_numbers if len(full_numbers) > 1 else numbers
    return tuple((chosen if len(chosen) > 1 else chosen + words)[:MOST_DEFAULT])


def is_id(column: Column, cells: pd.Series) -> bool:
    """Say whether numbers only tell rows apart: a running number, or unique ones called id.

    Examples
    --------
    >>> is_id(Column("case", "case", "number"), pd.Series(range(1, 20)))
    True
    >>> is_id(Column("year", "year", "number"), pd.Series([1990, 1991, 1992]))
    False
    """
    if column.kind != "number" or cells.dtype.kind != "i" or cells.duplicated().any():
        return False
    running = (
        len(cells) >= _FEWEST_RUNNING
        and cells.iloc[0] in (0, 1)
        and (cells.diff().iloc[1:] == 1).all()
    )
    return bool(running or _ID_NAME.fullmatch(column.name.strip().casefold()))


def _label_text(text: str) -> str:
    return shown(" ".join(text.split()), LONGEST_LABEL)

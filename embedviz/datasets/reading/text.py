"""Texts: each line of a file or of the clipboard is one item."""

from __future__ import annotations

import io
from typing import BinaryIO

import pandas as pd

from embedviz.datasets.reading.encoding import decoded
from embedviz.datasets.reading.limits import content_of
from embedviz.datasets.reading.raw import RawTable, counted
from embedviz.datasets.reading.table import ONE_COLUMN, delimiter_of, table_of_text, widths_of
from embedviz.datasets.reading.word_vectors import looks_like_word_vectors, read_word2vec_text
from embedviz.errors import UnreadableFile

TEXT = "text"
_FEWEST_ROWS = 3


def read_text(file: BinaryIO, name: str) -> RawTable:
    """Read a text file: word vectors, a table if its lines are separated by tabs, else texts."""
    content = content_of(file, name)
    if looks_like_word_vectors(content):
        return read_word2vec_text(io.BytesIO(content), name)
    text, notes = decoded(content, name)
    if looks_like_a_table(text) and delimiter_of(text) == "\t":
        parted = f"The lines of {name} are separated by tabs, so it was read as a table."
        return table_of_text(text, name, (*notes, parted))
    return lines_of_text(text, name, notes)


def lines_of_text(text: str, name: str, notes: tuple[str, ...] = ()) -> RawTable:
    """Make a table of the lines of a text, without the blank ones; one at least isn't."""
    lines = [line.strip() for line in text.splitlines()]
    texts = [line for line in lines if line]
    if not texts:
        raise UnreadableFile(f"{name} has no line with anything in it.")
    last = max(place for place, line in enumerate(lines) if line)
    n_blank = last + 1 - len(texts)
    if n_blank:
        notes = (*notes, f"{counted(n_blank, 'blank line was', 'blank lines were')} left out.")
    return RawTable(name, pd.DataFrame({TEXT: texts}), notes, kinds={TEXT: "text"})


def looks_like_a_table(text: str) -> bool:
    r"""Say whether all lines have the same number of cells, two at least.

    Examples
    --------
    >>> looks_like_a_table("fruit,sugar\napple,10\npear,10")
    True
    >>> looks_like_a_table("The sea, the sky.\nNothing else.\nWell, well.")
    False
    """
    delimiter = delimiter_of(text)
    if delimiter == ONE_COLUMN:
        return False
    widths = widths_of(text, delimiter)
    enough = len(widths) >= _FEWEST_ROWS or delimiter == "\t"
    return enough and widths[0] > 1 and len(set(widths)) == 1

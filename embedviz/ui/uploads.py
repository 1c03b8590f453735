"""Upload: what a visitor brings, how many of its rows are taken, how it was understood."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

import streamlit as st

from embedviz import steps
from embedviz.datasets import Column
from embedviz.datasets.dataset import Kind
from embedviz.datasets.reading import RawTable, Understood, understood
from embedviz.datasets.reading.parcel import read_parts, takes_long
from embedviz.datasets.reading.raw import CHOSEN
from embedviz.datasets.reading.text import looks_like_a_table
from embedviz.datasets.reading.understanding import ROW_NUMBERS
from embedviz.engine.keys import key_of
from embedviz.ui.column_kinds import choose_kinds
from embedviz.ui.messages import plain
from embedviz.ui.progress import engine, result_of, settings
from embedviz.ui.state import Page

PASTED = "pasted text"
PASTED_AS = {"lines": "Lines: one text each", "table": "A table with a header"}

FIRST_SAMPLE = 20_000
"""So many rows are read at first: every method draws them in seconds."""
SAMPLES = (5_000, FIRST_SAMPLE, 50_000, 100_000, 200_000, 500_000)

_GROUPS: dict[str, tuple[Kind, ...]] = {
    "numbers": ("number",),
    "places": ("latitude", "longitude"),
    "ranges": ("range",),
    "categories": ("category",),
    "sets": ("set",),
    "texts": ("text",),
}
_MOST_NAMES = 5


@dataclass(frozen=True)
class Upload:
    """A file or pasted text, as it came; with further files that belong to it."""

    name: str
    content: bytes
    others: tuple[tuple[str, bytes], ...] = ()

    @property
    def parts(self) -> tuple[tuple[str, bytes], ...]:
        """Name and content of each file."""
        return ((self.name, self.content), *self.others)

    @cached_property
    def fingerprint(self) -> str:
        """A hash of names and contents, made once: a gigabyte takes a second."""
        digest = hashlib.sha256(self.name.encode() + b"\0")
        digest.update(self.content)
        for name, content in self.others:
            digest.update(b"\0%d\0" % len(content) + name.encode() + b"\0")
            digest.update(content)
        return digest.hexdigest()

    @property
    def key(self) -> str:
        """A short name for its content: each data set keeps its own controls."""
        return self.fingerprint[:10]


def read_upload(page: Page, brought: Upload) -> Understood:
    """Read what was brought, and say it; pasted text by a choice, which is guessed at first.

    Below it stands how many rows are taken, and what each column is; both can be changed.

    Raises
    ------
    UnreadableFile
        With a sentence that says where and why.
    """
    how = "file"
    if brought.name == PASTED:
        guess = "table" if looks_like_a_table(brought.content.decode()) else "lines"
        chosen = st.segmented_control(
            "Read the pasted text as",
            list(PASTED_AS),
            default=guess,
            required=True,
            format_func=PASTED_AS.__getitem__,
            **page.control("pasted_as", PASTED_AS.__contains__),
        )
        how = str(chosen or guess)
    first = min(FIRST_SAMPLE, settings().most_items)
    table = _table_of(brought, how, first)
    said = st.container()
    most = choose_rows(page, table.raw, first)
    table = _table_of(brought, how, most)
    kinds = choose_kinds(page, table)
    if kinds:
        table = _table_of(brought, how, most, tuple(kinds.items()))
    with said:
        show_understood(table)
    return table


def choose_rows(page: Page, raw: RawTable, first: int) -> int:
    """Choose how many rows are taken of a long table: a sample, or all that the server takes."""
    n_rows = raw.sample_of
    if not n_rows:
        return first
    most = settings().most_items
    sizes = sorted({*(each for each in SAMPLES if each < min(n_rows, most)), first})
    sizes.append(min(n_rows, most))
    too_many = "" if n_rows <= most else f": this server takes up to {most:,} at once"
    kept = page.control("rows", sizes.__contains__)
    chosen = st.segmented_control(
        f"Rows to take{too_many}",
        list(dict.fromkeys(sizes)),
        default=first,
        required=True,
        format_func=lambda size: f"All {size:,}" if size == n_rows else f"A sample of {size:,}",
        help="A sample is chosen at random, the same rows each time. More rows take longer to "
        "read and to draw.",
        **kept,
    )
    return int(chosen or first)


def _table_of(
    brought: Upload, how: str, most: int, kinds: tuple[tuple[str, str], ...] = ()
) -> Understood:
    def make() -> Understood:
        if raw is None:
            return _table_of(brought, how, most).with_kinds(dict(kinds))
        return understood(raw)

    raw = None if kinds else _raw(brought, how, most)
    key = key_of("table", 1, brought.fingerprint, how, most, kinds)
    table: Understood = engine().memory.made(key, make, _size)
    return table


def _size(table: Understood) -> int:
    vectors = 0 if table.vectors is None else table.vectors.nbytes
    return int(table.frame.memory_usage(deep=True).sum()) + vectors


def _raw(brought: Upload, how: str, most: int) -> RawTable:
    """Read as a job what takes long: it is seen how far it is, and nobody else waits."""
    if not takes_long(brought.parts):
        return read_parts(brought.parts, how).sampled(most)
    title = f"Reading {plain(brought.name)}"
    step = steps.reading_step(brought.parts, how, most, brought.fingerprint, title)
    return steps.table_of(result_of(step))


def show_understood(table: Understood) -> None:
    """Say in one line what the columns were taken for, below it what was assumed or left out."""
    rows = "1 row" if len(table) == 1 else f"{len(table):,} rows"
    if table.raw.sample_of:
        rows = f"{len(table):,} of {table.raw.sample_of:,} rows"
    called = "numbered" if table.label == ROW_NUMBERS else f"labelled by {_bold(table.label)}"
    parts = [f"**{plain(table.name)}**: {rows}, {called}"]
    if table.vectors is not None:
        parts.append(f"vectors: {table.vectors.shape[1]:,} numbers each")
    for words, kinds in _GROUPS.items():
        columns = [column for column in table.columns if column.kind in kinds]
        if columns:
            parts.append(f"{words}: {_listed(columns)}")
    st.markdown(" · ".join(parts))
    # That it is a sample, and of how many, stands above already.
    notes = [plain(note) for note in table.notes if not note.endswith(CHOSEN)]
    if notes:
        st.caption("  \n".join(notes))


def _bold(name: str) -> str:
    return f"**{plain(name)}**"


def _listed(columns: list[Column]) -> str:
    titles = ", ".join(plain(column.title) for column in columns[:_MOST_NAMES])
    more = len(columns) - _MOST_NAMES
    return f"{titles} and {more:,} more" if more > 0 else titles

"""Brought: what a visitor brings, how many of its rows are taken, how it was understood."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

import streamlit as st

from embedviz import tasks
from embedviz.datasets import Column
from embedviz.datasets.dataset import Kind
from embedviz.datasets.reading import RawTable, Understood, understood
from embedviz.datasets.reading.parcel import read_parts, takes_long
from embedviz.datasets.reading.raw import CHOSEN
from embedviz.datasets.reading.text import looks_like_a_table
from embedviz.datasets.reading.understanding import ROW_NUMBERS
from embedviz.engine.memory import Memory
from embedviz.engine.step import Step
from embedviz.ui.column_kinds import choose_kinds
from embedviz.ui.links import kept
from embedviz.ui.messages import plain
from embedviz.ui.progress import engine, result_of, session, settings

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
_MOST_TABLES = 6


@dataclass(frozen=True)
class Brought:
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


def read_brought(page: str, brought: Brought) -> Understood:
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
            key=f"{page}.pasted_as",
            persist_state="session",
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


def choose_rows(page: str, raw: RawTable, first: int) -> int:
    """Choose how many rows are taken of a long table: a sample, or all that the server takes."""
    n_rows = raw.sample_of
    if not n_rows:
        return first
    most = settings().most_items
    sizes = sorted({*(each for each in SAMPLES if each < min(n_rows, most)), first})
    sizes.append(min(n_rows, most))
    too_many = "" if n_rows <= most else f": this server takes up to {most:,} at once"
    key = f"{page}.rows"
    if st.session_state.get(key, first) not in sizes:  # of a session from another server
        del st.session_state[key]
    chosen = st.segmented_control(
        f"Rows to take{too_many}",
        list(dict.fromkeys(sizes)),
        default=first,
        required=True,
        format_func=lambda size: f"All {size:,}" if size == n_rows else f"A sample of {size:,}",
        key=key,
        help="A sample is chosen at random, the same rows each time. More rows take longer to "
        "read and to draw.",
        **kept(page),
    )
    return int(chosen or first)


def _table_of(
    brought: Brought, how: str, most: int, kinds: tuple[tuple[str, str], ...] = ()
) -> Understood:
    name = repr((brought.fingerprint, how, most, kinds))
    known: Understood | None = _tables().get(name)
    if known is None:
        if kinds:
            known = _table_of(brought, how, most).with_kinds(dict(kinds))
        else:
            known = understood(_raw(brought, how, most))
        _tables().put(name, known, 1)
    return known


@st.cache_resource(scope="session", show_spinner=False)
def _tables() -> Memory:
    """Keep the tables that the visitor's session read last."""
    return Memory(_MOST_TABLES)


def _raw(brought: Brought, how: str, most: int) -> RawTable:
    """Read as a job what takes long: it is seen how far it is, and nobody else waits."""
    if not takes_long(brought.parts):
        return read_parts(brought.parts, how).sampled(most)
    step = Step(tasks.read_files, (brought.parts, how, most), private=True, is_long=True)
    record = result_of(
        f"read {(brought.fingerprint, how, most)}",
        f"Reading {plain(brought.name)}",
        lambda: engine().submit(step, session=session()),
    )
    return tasks.table_of(record)


def show_understood(table: Understood) -> None:
    """Say in one line what the columns were taken for, below it what was assumed or left out."""
    rows = "1 row" if len(table) == 1 else f"{len(table):,} rows"
    if table.raw.sample_of:
        rows = f"{len(table):,} of {table.raw.sample_of:,} rows"
    called = "numbered" if table.label == ROW_NUMBERS else f"called by their {_bold(table.label)}"
    parts = [f"**{plain(table.name)}**: {rows}, {called}"]
    if table.vectors is not None:
        parts.append(f"ready vectors: {table.vectors.shape[1]:,} numbers each")
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

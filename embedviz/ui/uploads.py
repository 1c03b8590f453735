"""Upload: what a visitor brings, how many of its rows are taken, how it was understood."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

import streamlit as st

from embedviz import steps
from embedviz.datasets import Column
from embedviz.datasets.dataset import Kind
from embedviz.datasets.reading import Understood
from embedviz.datasets.reading.asked import Asked
from embedviz.datasets.reading.encoding import ENCODINGS_OFFERED
from embedviz.datasets.reading.raw import CHOSEN
from embedviz.datasets.reading.text import looks_like_a_table
from embedviz.datasets.reading.understanding import ROW_NUMBERS
from embedviz.engine.keys import key_of
from embedviz.engine.step import Step
from embedviz.ui.column_kinds import choose_kinds, kinds_said
from embedviz.ui.messages import plain
from embedviz.ui.progress import engine, result_of, session_id, settings
from embedviz.ui.state import Page

PASTED = "pasted text"
PASTED_AS = {"lines": "Lines: one text each", "table": "A table with a header"}

TEXT_ENDINGS = (".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson")

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
    """A file or pasted text, as it came; with further files that belong to it.

    What is made of one that isn't ``private``, such as an example, is everybody's.
    """

    name: str
    content: bytes
    others: tuple[tuple[str, bytes], ...] = ()
    private: bool = True

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
    """Read what was brought, as :func:`choose_reading` has it chosen, whether or not that is shown.

    Raises
    ------
    UnreadableFile
        With a sentence that says where and why.
    """
    how, most = asked_of(page, brought), _most(page, brought)
    kinds = kinds_said(page, _table_of(brought, how, most))
    return _table_of(brought, how, most, tuple(kinds.items()))


def choose_reading(page: Page, brought: Upload) -> None:
    """Choose how pasted text is read, how many rows are taken and what each column is.

    Raises
    ------
    UnreadableFile
        If it can't be read at all.
    """
    if brought.name == PASTED:
        _form(page, brought)
        st.segmented_control(
            "Read the pasted text as",
            list(PASTED_AS),
            required=True,
            format_func=PASTED_AS.__getitem__,
            key=page.key("pasted_as"),
            persist_state="session",
        )
    _choose_encoding(page, brought)
    _choose_sheet(page, brought)
    _choose_rows(page, brought)
    table = _table_of(brought, asked_of(page, brought), _most(page, brought))
    kinds_said(page, table)
    choose_kinds(page, table)


def asked_of(page: Page, brought: Upload) -> Asked:
    """Give what the visitor says of how it is read."""
    form = _form(page, brought)
    encoding = (
        page.held("encoding", ENCODINGS_OFFERED.__contains__, "") if _is_text(brought) else ""
    )
    sheet = page.held("sheet", lambda name: isinstance(name, str), "") if _is_excel(brought) else ""
    return Asked(form, encoding, sheet)


def _choose_encoding(page: Page, brought: Upload) -> None:
    """Choose the encoding of a text file, which is guessed at first."""
    if not _is_text(brought):
        return
    asked_of(page, brought)
    st.selectbox(
        "Encoding", list(ENCODINGS_OFFERED), format_func=ENCODINGS_OFFERED.__getitem__,
        key=page.key("encoding"),
        persist_state="session", help="Choose it where letters look wrong.",
    )  # fmt: skip


def _choose_sheet(page: Page, brought: Upload) -> None:
    """Choose a sheet of an Excel file."""
    if not _is_excel(brought):
        return
    asked_of(page, brought)
    table = _table_of(brought, Asked(), first_sample())
    if len(table.sheets) > 1:
        titles = {"": f"{table.sheet}, the first with a table"}
        titles |= {name: name for name in table.sheets if name != table.sheet}
        st.selectbox(
            "Sheet", list(titles), format_func=lambda name: plain(titles[name]),
            key=page.key("sheet"), persist_state="session",
        )  # fmt: skip


def _is_text(brought: Upload) -> bool:
    return not brought.others and brought.name.lower().endswith(TEXT_ENDINGS)


def _is_excel(brought: Upload) -> bool:
    return not brought.others and brought.name.lower().endswith((".xlsx", ".xlsm"))


def _form(page: Page, brought: Upload) -> str:
    """Say what it is: a file, or pasted text by a choice, which is guessed at first."""
    if brought.name != PASTED:
        return "file"
    guess = "table" if looks_like_a_table(brought.content.decode()) else "lines"
    return page.held("pasted_as", PASTED_AS.__contains__, guess)


def _most(page: Page, brought: Upload) -> int:
    """Say how many rows are taken at most: of a long table by a choice."""
    first = first_sample()
    table = _table_of(brought, asked_of(page, brought), first)
    most = min(_n_rows(table), settings().most_items)
    return page.held("rows", lambda size: type(size) is int and 2 <= size <= most, first)


def first_sample() -> int:
    """Give how many rows are read at first."""
    return min(FIRST_SAMPLE, settings().most_items)


def _choose_rows(page: Page, brought: Upload) -> None:
    """Choose how many rows are taken of a long table: a sample, or all that the server takes."""
    first = first_sample()
    table = _table_of(brought, asked_of(page, brought), first)
    held = _most(page, brought)
    n_rows = _n_rows(table)
    if not table.sample_of and held >= n_rows:
        return
    most = settings().most_items
    too_many = "" if n_rows <= most else f": this server takes up to {most:,} at once"
    st.segmented_control(
        f"Rows to take{too_many}",
        sorted({*_sizes(table, first), held}),
        required=True,
        format_func=lambda size: f"All {size:,}" if size == n_rows else f"A sample of {size:,}",
        help="A sample is chosen at random, the same rows each time. More rows take longer to "
        "read and to draw.",
        key=page.key("rows"),
        persist_state="session",
    )


def _n_rows(table: Understood) -> int:
    return table.sample_of or table.n_read


def _sizes(table: Understood, first: int) -> list[int]:
    """Give how many rows are offered to be taken of a table; others can be asked for."""
    most = min(_n_rows(table), settings().most_items)
    sizes = sorted({*(each for each in SAMPLES if each < most), min(first, most)})
    return list(dict.fromkeys([*sizes, most]))


def _table_of(
    brought: Upload, how: Asked, most: int, kinds: tuple[tuple[str, str], ...] = ()
) -> Understood:
    """Have it read and understood in a process of its own: it is seen how far that is."""
    key = key_of("table", 2, brought.fingerprint, how, most, kinds)
    if brought.private:
        key = f"{key}.{session_id()}"
    found: Understood | None = engine().memory.get(key)
    if found is not None:
        return found
    read = reading(brought, how, most)
    record = result_of(steps.understanding_step(read, kinds))
    made = steps.table_of(record, result_of(read))
    return engine().memory.made(key, lambda: made, _size)


def reading(brought: Upload, how: Asked, most: int) -> Step:
    """Give the step that reads what was brought."""
    title = f"Reading {plain(brought.name)}"
    return steps.reading_step(
        brought.parts, how, most, brought.fingerprint, title, private=brought.private
    )


def _size(table: Understood) -> int:
    vectors = 0 if table.vectors is None else table.vectors.nbytes
    return int(table.frame.memory_usage(deep=True).sum()) + vectors


def understood_words(table: Understood) -> str:
    """Say in one line what the columns were taken for."""
    rows = "1 row" if len(table) == 1 else f"{len(table):,} rows"
    if table.sample_of:
        rows = f"{len(table):,} of {table.sample_of:,} rows"
    called = "numbered" if table.label == ROW_NUMBERS else f"labelled by {_bold(table.label)}"
    parts = [f"**{plain(table.name)}**: {rows}, {called}"]
    if table.vectors is not None:
        parts.append(f"vectors: {table.vectors.shape[1]:,} numbers each")
    for words, kinds in _GROUPS.items():
        columns = [column for column in table.columns if column.kind in kinds]
        if columns:
            parts.append(f"{words}: {_listed(columns)}")
    return " · ".join(parts)


def show_notes(table: Understood) -> None:
    """Say what was assumed or left out, if anything."""
    # That it is a sample, and of how many, is said already.
    notes = [plain(note) for note in table.notes if not note.endswith(CHOSEN)]
    if notes:
        st.caption("  \n".join(notes))


def _bold(name: str) -> str:
    return f"**{plain(name)}**"


def _listed(columns: list[Column]) -> str:
    titles = ", ".join(plain(column.title) for column in columns[:_MOST_NAMES])
    more = len(columns) - _MOST_NAMES
    return f"{titles} and {more:,} more" if more > 0 else titles

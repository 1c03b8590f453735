"""Own data: what a visitor brings, how it was understood, and what becomes vectors.

The bytes and their name stay in the visitor's session, so that another page can be visited in
between; what is read from them is found again by its content.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from embedviz.datasets import Column, Dataset
from embedviz.datasets.dataset import NUMERIC, Kind
from embedviz.datasets.reading import Understood, read_raw, understood
from embedviz.datasets.reading.encoding import decoded
from embedviz.datasets.reading.table import table_of_text
from embedviz.datasets.reading.text import lines_of_text, looks_like_a_table
from embedviz.datasets.reading.understanding import ROW_NUMBERS
from embedviz.errors import UnreadableFile
from embedviz.ui.controls import choose, choose_features
from embedviz.ui.messages import plain
from embedviz.ui.progress import settings
from embedviz.ui.recipe import Source, of_file
from embedviz.ui.request import SpaceRequest
from embedviz.ui.session_file import is_session, plain_name, read_session, write_session
from embedviz.ui.texts import choose_encoder

MOST_ROWS = 20_000
PASTED = "pasted text"
PASTED_AS = {"lines": "Lines: one text each", "table": "A table with a header"}
SOURCES = {"features": "Columns as features", "text": "A text column, by a model"}

_GROUPS: dict[str, tuple[Kind, ...]] = {
    "numbers": ("number",),
    "places": ("latitude", "longitude"),
    "ranges": ("range",),
    "categories": ("category",),
    "sets": ("set",),
    "texts": ("text",),
}
_MOST_NAMES = 5
_ROWS_SHOWN = 5
_WORDS_WORTH_READING = 3
_TEXTS_LOOKED_AT = 500


@dataclass(frozen=True)
class Brought:
    """A file or pasted text, as it came."""

    name: str
    content: bytes

    @property
    def key(self) -> str:
        """A short name for its content: each data set keeps its own controls."""
        return hashlib.sha256(self.name.encode() + b"\0" + self.content).hexdigest()[:10]


def bring(page: str, example: Brought) -> Brought:
    """Take a file or pasted text; the example as long as there is neither."""
    kept, pasted = f"{page}.brought", f"{page}.pasted"
    uploader = f"{page}.file.{st.session_state.get(f'{page}.round', 0)}"
    left, right = st.columns(2, gap="medium")
    with left:
        st.file_uploader(
            "Drop a file: CSV, TSV or text",
            key=uploader,
            max_upload_size=settings().upload_megabytes,
            on_change=_take_file,
            args=(page, kept, uploader),
            help="One row an item, the first row names the columns; or one text a line. It stays "
            "in this server's memory, is seen in your session alone and never written to disk"
            + ("; what is computed of it may be." if settings().keep_private else "."),
        )
    with right:
        st.text_area(
            "Or paste lines, or a table from a spreadsheet",
            key=pasted,
            height=70,
            placeholder="One text a line ...\nor cells copied with their header",
            on_change=_take_pasted,
            args=(kept, pasted),
            persist_state="session",
        )
    said = st.session_state.get(f"{page}.session_said")
    if said:
        st.warning(plain(said), icon=":material/info:")
    brought: Brought = st.session_state.get(kept, example)
    return brought


def show_way_back(page: str) -> None:
    """Offer the example again where something else was brought."""
    if f"{page}.brought" in st.session_state:
        st.button(
            "Back to the example",
            key=f"{page}.forget",
            type="tertiary",
            icon=":material/undo:",
            on_click=_forget,
            args=(page,),
        )


def _take_file(page: str, kept: str, uploader: str) -> None:
    file = st.session_state[uploader]
    st.session_state.pop(f"{page}.session_said", None)
    if file is None:
        st.session_state.pop(kept, None)
    elif is_session(content := file.getvalue()):
        _open_session(page, kept, content)
    else:
        st.session_state[kept] = Brought(file.name, content)


def _open_session(page: str, kept: str, content: bytes) -> None:
    """Bring what a session file holds, and make its choices before there is a widget for them."""
    try:
        opened = read_session(content, most_bytes=settings().upload_megabytes * 1_000_000)
    except UnreadableFile as error:
        st.session_state[f"{page}.session_said"] = str(error)
        return
    brought = Brought(opened.name, opened.content)
    st.session_state[kept] = brought
    for key, value in opened.choices.items():
        st.session_state[f"{page}.{brought.key}.{key}"] = value
    st.session_state[f"{page}.session_said"] = opened.told


def session_of(page: str, brought: Brought) -> Callable[[], bytes]:
    """Give what makes the session file of a page as it is now."""
    opening = f"{page}."
    choices = {
        str(key).removeprefix(opening): value
        for key, value in st.session_state.items()
        if str(key).startswith(opening)
    }
    return partial(write_session, brought.name, brought.content, choices)


def source_of(
    page: str, brought: Brought, table: Understood, label: str, request: SpaceRequest
) -> Source:
    """Give the source of a recipe: the file by its name."""
    name, how = brought.name, f"{plain_name(brought.name)} has to lie in this folder."
    if name == PASTED:
        as_table = st.session_state.get(f"{page}.pasted_as") == "table"
        name = "pasted.csv" if as_table else "pasted.txt"
        how = f"Save what you pasted as {name} in this folder first."
    most = min(MOST_ROWS, settings().most_items)
    return of_file(
        name,
        request,
        how=how,
        label=None if label == table.label else label,
        most=most if len(table) == most else 0,
    )


def _take_pasted(kept: str, pasted: str) -> None:
    text = st.session_state[pasted] or ""
    if text.strip():
        st.session_state[kept] = Brought(PASTED, text.encode())
    elif kept in st.session_state and st.session_state[kept].name == PASTED:
        del st.session_state[kept]


def _forget(page: str) -> None:
    st.session_state.pop(f"{page}.brought", None)
    st.session_state.pop(f"{page}.session_said", None)
    # A new key is the only way to empty an uploader.
    st.session_state[f"{page}.round"] = st.session_state.get(f"{page}.round", 0) + 1
    st.session_state[f"{page}.pasted"] = ""


def read_brought(page: str, brought: Brought) -> Understood:
    """Read what was brought; pasted text by the visitor's choice, which is guessed at first.

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
    return _table_of(brought.name, brought.content, how)


@st.cache_resource(max_entries=4, scope="session", show_spinner="Reading ...")
def _table_of(name: str, content: bytes, how: str) -> Understood:
    if how == "file":
        raw = read_raw(io.BytesIO(content), name)
    else:
        text, notes = decoded(content, name)
        raw = (table_of_text if how == "table" else lines_of_text)(text, name, notes)
    return understood(raw.sampled(min(MOST_ROWS, settings().most_items)))


def show_understood(table: Understood) -> None:
    """Say in one line what the columns were taken for, below it what was assumed or left out."""
    rows = "1 row" if len(table) == 1 else f"{len(table):,} rows"
    called = "numbered" if table.label == ROW_NUMBERS else f"called by their {_bold(table.label)}"
    parts = [f"**{plain(table.name)}**: {rows}, {called}"]
    for words, kinds in _GROUPS.items():
        columns = [column for column in table.columns if column.kind in kinds]
        if columns:
            parts.append(f"{words}: {_listed(columns)}")
    st.markdown(" · ".join(parts))
    if table.notes:
        st.caption("  \n".join(plain(note) for note in table.notes))


def show_first_rows(table: Understood) -> None:
    """Show a few rows, each column under its title and unit."""
    st.divider()
    shown = table.frame.head(_ROWS_SHOWN)
    shown = shown.rename(columns={column.name: column.full_title for column in table.columns})
    with st.expander("The first rows, as they were read"):
        st.dataframe(shown, hide_index=True, alt=f"The first rows of {table.name}")


def _bold(name: str) -> str:
    return f"**{plain(name)}**"


def _listed(columns: list[Column]) -> str:
    titles = ", ".join(plain(column.title) for column in columns[:_MOST_NAMES])
    more = len(columns) - _MOST_NAMES
    return f"{titles} and {more:,} more" if more > 0 else titles


def choose_label(page: str, table: Understood) -> str:
    """Choose the column that items are called by."""
    options = {ROW_NUMBERS: "(row numbers)"}
    options |= {column.name: column.title for column in table.columns}
    return choose(page, "label", "Items are called by", options, default=table.label)


def choose_vectors(page: str, dataset: Dataset) -> SpaceRequest:
    """Choose what becomes a vector: columns as features, or a text column by a model."""
    texts = {column.name: column.title for column in dataset.columns_of("text")}
    source = "features" if dataset.features else "text"
    if texts and dataset.features:
        default = "text" if worth_reading(dataset) else "features"
        source = choose(page, "source", "Vectors from", SOURCES, default=default)
    if source == "features":
        return choose_features(page, dataset, default_scaling="standard")
    column = longest_text(dataset)
    if len(texts) > 1:
        column = choose(page, "text", "Text column", texts, default=column)
    return choose_encoder(page, column)


def longest_text(dataset: Dataset) -> str | None:
    """Give the text column with the most words a row; None where there is none."""
    names = [column.name for column in dataset.columns_of("text")]
    return max(names, key=lambda name: _words_a_row(dataset, name), default=None)


def worth_reading(dataset: Dataset) -> bool:
    """Say whether a table is about its texts: they are long, and there are no numbers."""
    name = longest_text(dataset)
    has_numbers = any(
        dataset.column(each).kind in {*NUMERIC, "range"} for each in dataset.default_features
    )
    if name is None or has_numbers:
        return False
    return _words_a_row(dataset, name) >= _WORDS_WORTH_READING


def _words_a_row(dataset: Dataset, column: str) -> float:
    texts = dataset.texts(column)[:_TEXTS_LOOKED_AT]
    return sum(len(text.split()) for text in texts) / len(texts)


def first_color(dataset: Dataset) -> str | None:
    """Give the column that colours the first picture: a category, else a set, else none."""
    columns = dataset.columns_of("category") or dataset.columns_of("set")
    return columns[0].name if columns else None

"""Own data: how a visitor brings it, and what of it becomes vectors and a picture.

The bytes and their name stay in the visitor's session, so that another page can be visited in
between; what is read from them is found again by its content.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from embedviz.api import ready_metric
from embedviz.datasets import Dataset
from embedviz.datasets.dataset import NUMERIC
from embedviz.datasets.reading import Understood
from embedviz.datasets.reading.parcel import read_parts
from embedviz.datasets.reading.understanding import ROW_NUMBERS
from embedviz.errors import EmbedvizError, UnreadableFile
from embedviz.space import METRICS
from embedviz.ui.brought import PASTED, Brought
from embedviz.ui.controls import (
    COMPUTED,
    choose,
    choose_features,
    choose_metric,
    choose_view,
)
from embedviz.ui.messages import plain
from embedviz.ui.mixes import choose_mix
from embedviz.ui.progress import settings
from embedviz.ui.recipe import Source, of_file
from embedviz.ui.request import (
    MixRequest,
    SpaceRequest,
    TextRequest,
    VectorsRequest,
    ViewRequest,
)
from embedviz.ui.session_file import MOST_FILES, is_session, plain_name, read_session, write_session
from embedviz.ui.texts import choose_encoder

ENOUGH_FOR_UMAP = 100
FEW_DIMENSIONS = 4
"""Of so many, two principal components mostly say all: three of space, four of iris flowers."""
SOURCES = {
    "vectors": "Ready vectors",
    "features": "Columns as features",
    "text": "A text column, by a model",
    "mix": "A mix of both",
}

_ROWS_SHOWN = 5
_WORDS_WORTH_READING = 3
_TEXTS_LOOKED_AT = 500


def bring(page: str, example: Brought) -> Brought:
    """Take a file or pasted text; the example as long as there is neither."""
    kept, pasted = f"{page}.brought", f"{page}.pasted"
    uploader = f"{page}.file.{st.session_state.get(f'{page}.round', 0)}"
    left, right = st.columns(2, gap="medium")
    with left:
        st.file_uploader(
            "Drop a table, texts or ready vectors",
            key=uploader,
            accept_multiple_files=True,
            max_upload_size=settings().upload_megabytes,
            on_change=_take_file,
            args=(page, kept, uploader),
            help="Tables: CSV, TSV, Excel, JSON, JSON Lines, Parquet, Feather, Arrow. Texts: .txt, "
            "one a line. Vectors: .npy, .npz, safetensors, word2vec, GloVe, fastText's .vec, JSON "
            "or Parquet with lists of numbers; a projector's files, all at once. Each may be in "
            "gzip or zip. What you bring stays in this server's memory, is seen in your session "
            "alone and never written to disk"
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
    """Take the files that are new; with those used before, if they can be read together."""
    files = st.session_state[uploader]
    seen, used = st.session_state.get(f"{page}.uploads", (frozenset(), frozenset()))
    st.session_state.pop(f"{page}.session_said", None)
    if not files:
        st.session_state.pop(kept, None)
        st.session_state.pop(f"{page}.uploads", None)
        return
    before = [each for each in files if each.file_id in used]
    new = [each for each in files if each.file_id not in seen]
    taken = new or before or files[-1:]
    if new and before and _belong(_as_brought([*before, *new])):
        taken = [*before, *new]
    ids = frozenset(each.file_id for each in files)
    st.session_state[f"{page}.uploads"] = ids, frozenset(each.file_id for each in taken)
    if len(taken) == 1 and is_session(content := taken[0].getvalue()):
        _open_session(page, kept, content)
    elif len(taken) > MOST_FILES:
        st.session_state[f"{page}.session_said"] = (
            f"{len(taken):,} files are more than the {MOST_FILES} that can belong together."
        )
    else:
        st.session_state[kept] = _as_brought(taken)


def _as_brought(files: list[Any]) -> Brought:
    """Bring uploaded files; in which order they were dropped makes no difference."""
    first, *others = sorted((each.name, each.getvalue()) for each in files)
    return Brought(*first, tuple(others))


def _belong(brought: Brought) -> bool:
    try:
        read_parts(brought.parts)
    except EmbedvizError:
        return False
    return True


def _open_session(page: str, kept: str, content: bytes) -> None:
    """Bring what a session file holds, and make its choices before there is a widget for them."""
    try:
        opened = read_session(content, most_bytes=settings().upload_megabytes * 1_000_000)
    except UnreadableFile as error:
        st.session_state[f"{page}.session_said"] = str(error)
        return
    brought = Brought(opened.name, opened.content, opened.others)
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
    return partial(write_session, brought.name, brought.content, choices, brought.others)


def source_of(
    page: str, brought: Brought, table: Understood, label: str, request: SpaceRequest
) -> Source:
    """Give the source of a recipe: the file by its name, or several."""
    names = [name for name, _ in brought.parts]
    have = "has" if len(names) == 1 else "have"
    how = f"{', '.join(map(plain_name, names))} {have} to lie in this folder."
    if brought.name == PASTED:
        as_table = st.session_state.get(f"{page}.pasted_as") == "table"
        names = ["pasted.csv" if as_table else "pasted.txt"]
        how = f"Save what you pasted as {names[0]} in this folder first."
    return of_file(
        names,
        request,
        how=how,
        label=None if label == table.label else label,
        most=len(table.raw) if table.raw.sample_of else 0,
        kinds=table.kinds,
        ready=None if table.vectors is None else ready_metric(table.dataset(label)),
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
    st.session_state.pop(f"{page}.uploads", None)
    # A new key is the only way to empty an uploader.
    st.session_state[f"{page}.round"] = st.session_state.get(f"{page}.round", 0) + 1
    st.session_state[f"{page}.pasted"] = ""


def show_first_rows(table: Understood) -> None:
    """Show a few rows, each column under its title and unit."""
    st.divider()
    shown = table.frame.head(_ROWS_SHOWN)
    shown = shown.rename(columns={column.name: column.full_title for column in table.columns})
    with st.expander("The first rows, as they were read"):
        st.dataframe(shown, hide_index=True, alt=f"The first rows of {table.name}")


def choose_label(page: str, table: Understood) -> str:
    """Choose the column that items are called by."""
    options = {ROW_NUMBERS: "(row numbers)"}
    options |= {column.name: column.title for column in table.columns}
    return choose(page, "label", "Items are called by", options, default=table.label)


def choose_vectors(page: str, dataset: Dataset) -> SpaceRequest:
    """Choose what becomes a vector: ready ones, columns as features, a text column, or a mix."""
    texts = {column.name: column.title for column in dataset.columns_of("text")}
    there = {
        "vectors": dataset.vectors is not None,
        "features": bool(dataset.features),
        "text": bool(texts) or not dataset.features,
        "mix": bool(texts and dataset.features),
    }
    if there["vectors"] and not texts:
        there["text"] = False
    sources = {name: words for name, words in SOURCES.items() if there[name]}
    source = next(iter(sources))
    if len(sources) > 1:
        default = "text" if source == "features" and worth_reading(dataset) else source
        source = choose(page, "source", "Vectors from", sources, default=default)
    if source == "vectors":
        names = [name for name in METRICS if name != "haversine"]
        return VectorsRequest(choose_metric(page, names, ready_metric(dataset)))
    if source == "features":
        return choose_features(page, dataset, default_scaling="standard")
    if source == "mix":
        return choose_mix(page, dataset, default_text=longest_text(dataset))
    column = longest_text(dataset)
    if len(texts) > 1:
        column = choose(page, "text", "Text column", texts, default=column)
    return choose_encoder(page, column)


def choose_picture(page: str, dataset: Dataset, request: SpaceRequest) -> ViewRequest:
    """Choose the projection: a ready one, of features any; of all others one that is computed."""
    ready = ("given",) if dataset.positions else ()
    flat = ready if len(dataset.positions) == 2 else ()
    if isinstance(request, TextRequest):
        kind, many = "texts", True
    elif isinstance(request, MixRequest):
        kind, many = "mix", True
    elif isinstance(request, VectorsRequest) and dataset.vectors is not None:
        kind, many = "vectors", dataset.vectors.shape[1] > FEW_DIMENSIONS
    else:
        return choose_view(page, default=(*ready, "pca")[0], methods=(*ready, *COMPUTED), flat=flat)
    computed = "umap" if many and len(dataset) >= ENOUGH_FOR_UMAP else "pca"
    return choose_view(
        f"{page}.{kind}",
        default=(*ready, computed)[0],
        methods=(*ready, "pca", "umap", "tsne"),
        flat=flat,
    )


def longest_text(dataset: Dataset) -> str | None:
    """Give the text column with the most words a row; None where there is none."""
    names = [column.name for column in dataset.columns_of("text")]
    return max(names, key=lambda name: _words_a_row(dataset, name), default=None)


def worth_reading(dataset: Dataset) -> bool:
    """Say whether a table is about its texts: they are long, and one number beside at most."""
    name = longest_text(dataset)
    numbers = [
        each
        for each in dataset.default_features
        if dataset.column(each).kind in {*NUMERIC, "range"} and each not in dataset.positions
    ]
    if name is None or len(numbers) > 1:
        return False
    return _words_a_row(dataset, name) >= _WORDS_WORTH_READING


def _words_a_row(dataset: Dataset, column: str) -> float:
    texts = dataset.texts(column)[:_TEXTS_LOOKED_AT]
    return sum(len(text.split()) for text in texts) / len(texts)


def first_color(dataset: Dataset) -> str | None:
    """Give the column that colours the first picture: a category, else a set, else none."""
    columns = dataset.columns_of("category") or dataset.columns_of("set")
    return columns[0].name if columns else None

"""Own data: how a visitor brings it, and what of it becomes vectors and a picture.

The bytes and their name stay in the visitor's session, so that another page can be visited in
between; what is read from them is found again by its content.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from embedviz.datasets import Dataset
from embedviz.datasets.reading import Understood
from embedviz.datasets.reading.asked import Asked
from embedviz.datasets.reading.naming import TOGETHER
from embedviz.datasets.reading.understanding import ROW_NUMBERS
from embedviz.embedders import EMBEDDERS
from embedviz.embedders.embedder import Embedder
from embedviz.engine.record import Record
from embedviz.errors import EmbedvizError
from embedviz.parameters import knobs
from embedviz.projections import PROJECTIONS
from embedviz.steps import ProjectionRequest
from embedviz.ui.controls import choose
from embedviz.ui.handed import handed_over
from embedviz.ui.links import meaning
from embedviz.ui.messages import errors_as_sentences, plain
from embedviz.ui.models import HUB_MODEL
from embedviz.ui.progress import engine, result_now, session_id, settings
from embedviz.ui.recipe import Source, of_file
from embedviz.ui.session_file import (
    MOST_FILES,
    Session,
    ignored,
    is_session,
    plain_name,
    session_in,
    session_step,
    write_session,
)
from embedviz.ui.state import Page
from embedviz.ui.uploads import (
    PASTED,
    Upload,
    asked_of,
    choose_reading,
    first_sample,
    read_upload,
    reading,
    show_notes,
    understood_words,
)

OLDER = {"source", "model", "where"}
"""What older session files said of how vectors are made; it was taken for what it meant."""

DROP = Path(__file__).parent / "frontend" / "drop.js"
_ROWS_SHOWN = 5


def brought_to(page: str, example: Upload) -> Upload:
    """Give the file or pasted text that was brought; the example as long as there is neither."""
    if (handed := handed_over()) is not None:
        _take_session(page, f"{page}.brought", handed)
    brought: Upload = st.session_state.get(f"{page}.brought", example)
    return brought


def offer_to_bring(page: str) -> bool:
    """Offer to bring data, and the way back from it; give whether it is to be brought now."""
    with st.container(horizontal=True, vertical_alignment="center", width="content"):
        _show_way_back(page)
        return st.button(
            "Bring your data",
            key=f"{page}.bring",
            type="primary",
            icon=":material/upload_file:",
        )


def take_drops(page: str) -> None:
    """Take files that are dropped anywhere on the page: an uploader that is seen only meanwhile."""
    uploader = f"{page}.file.{st.session_state.get(f'{page}.round', 0)}"
    with st.container(key="drop"):
        drop_component()(key=f"{page}.drop", height=1)
        _upload(page, uploader)


@cache
def drop_component() -> ComponentRenderer:
    """Register what shows the uploader while files are dragged over the page, once."""
    return st.components.v2.component("embedviz.drop", js=DROP.read_text(encoding="utf-8"))


@st.dialog("Bring your data", width="large", icon=":material/upload_file:", on_dismiss="rerun")
def bring(page: str, example: Upload) -> None:
    """Take a file or pasted text, say how it was understood, and have that changed."""
    kept, pasted = f"{page}.brought", f"{page}.pasted"
    left, right = st.columns(2, gap="medium")
    with left:
        _upload(page, f"{page}.dialog.{st.session_state.get(f'{page}.round', 0)}")
    with right:
        st.text_area(
            "Or paste lines, or a table from a spreadsheet",
            key=pasted,
            height=85,
            placeholder="One text per line ...\nor cells copied with their header",
            on_change=_take_pasted,
            args=(kept, pasted),
            persist_state="session",
        )
    tell_session(page)
    brought = brought_to(page, example)
    own = page_of(page, brought)
    understood = st.container()
    with errors_as_sentences():
        choose_reading(own, brought)
        with understood, errors_as_sentences():  # what is wrong can be chosen otherwise below
            table = read_upload(own, brought)
            st.markdown(understood_words(table))
            show_notes(table)
    if st.button("Show the map", key=f"{page}.done", type="primary"):
        st.rerun()


def _upload(page: str, uploader: str) -> None:
    st.file_uploader(
        "Upload a table, texts or vectors you already have",
        key=uploader,
        accept_multiple_files=True,
        max_upload_size=settings().upload_megabytes,
        on_change=_take_file,
        args=(page, f"{page}.brought", uploader),
        help="Tables: CSV, TSV, Excel, JSON, JSON Lines, Parquet, Feather, Arrow. Texts: .txt, "
        "one per line. Vectors: .npy, .npz, safetensors, word2vec, GloVe, fastText's .vec, "
        "JSON or Parquet with lists of numbers; the files of TensorFlow's projector, all at "
        "once. Each may be in gzip or zip. Your files stay in this server's memory, are "
        "visible only in your session, and are never written to disk"
        + ("; results computed from them may be." if settings().keep_private else "."),
    )


def tell_session(page: str) -> None:
    """Say what couldn't be taken of what was brought, such as a choice of a session file."""
    said = st.session_state.get(f"{page}.session_said")
    if said:
        st.warning(plain(said), icon=":material/info:")


def page_of(page: str, brought: Upload) -> Page:
    """Give the page of what was brought: each file keeps its own choices, and none in a link."""
    return Page(f"{page}.{brought.key}", private=True)


def tell_ignored(page: Page, name: str) -> None:
    """Say which choices of a session file nothing here could take."""
    known = names_of(page)
    left = page.refused()
    left += [each for each in page.waiting() if known.isdisjoint(ends_of(each))]
    if left:
        page.forget_waiting(left)
        st.session_state[f"{name}.session_said"] = ignored(left)
        st.rerun()


def names_of(page: Page) -> set[str]:
    """Name the controls that a page shows, or may show at a later step, by what opens or ends them.

    One whose column or method isn't chosen now waits until it is.
    """
    kinds = [*EMBEDDERS.values(), *PROJECTIONS.values()]
    declared = {knob.key or name for kind in kinds for name, (_, knob) in knobs(kind).items()}
    drawn = {each.name for each in fields(ProjectionRequest)}
    shown = {end for name in page.shown() for end in ends_of(name)}
    return declared | drawn | shown | {HUB_MODEL, "findings", *OLDER}


def ends_of(name: str) -> set[str]:
    """Give what opens a control's name, such as ``weight``, and what ends it: ``projection``."""
    return {name.partition(".")[0], name.rpartition(".")[2]}


def _show_way_back(page: str) -> None:
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
    seen, used = st.session_state.get(f"{uploader}.uploads", (frozenset(), frozenset()))
    st.session_state.pop(f"{page}.session_said", None)
    if not files:
        st.session_state.pop(kept, None)
        st.session_state.pop(f"{uploader}.uploads", None)
        return
    before = [each for each in files if each.file_id in used]
    new = [each for each in files if each.file_id not in seen]
    taken = new or before or files[-1:]
    if new and before and _belong(_as_upload([*before, *new])):
        taken = [*before, *new]
    ids = frozenset(each.file_id for each in files)
    st.session_state[f"{uploader}.uploads"] = ids, frozenset(each.file_id for each in taken)
    if len(taken) == 1 and is_session(content := taken[0].getvalue()):
        _open_session(page, kept, content)
    elif len(taken) > MOST_FILES:
        st.session_state[f"{page}.session_said"] = (
            f"{len(taken):,} files are more than the {MOST_FILES} that can belong together."
        )
    else:
        st.session_state[kept] = _as_upload(taken)


def _as_upload(files: list[Any]) -> Upload:
    """Bring uploaded files; in which order they were dropped makes no difference."""
    first, *others = sorted((each.name, each.getvalue()) for each in files)
    return Upload(*first, tuple(others))


def _belong(brought: Upload) -> bool:
    try:
        result_now(reading(brought, Asked(), first_sample()))
    except EmbedvizError:
        return False
    return True


def _open_session(page: str, kept: str, content: bytes) -> None:
    """Bring what a session file holds, and make its choices before there is a widget for them."""
    try:
        step = session_step(content, settings().upload_megabytes * 1_000_000)
        opened = session_in(result_now(step))
    except EmbedvizError as error:
        st.session_state[f"{page}.session_said"] = str(error)
    else:
        _take_session(page, kept, opened)


def _take_session(page: str, kept: str, opened: Session) -> None:
    brought = Upload(opened.name, opened.content, opened.others)
    st.session_state[kept] = brought
    if (mine := session_id()) is not None:
        engine().give(opened.results, mine)
    choices = opened.choices
    older = meaning(choices)
    page_of(page, brought).await_choices({**choices, **older} if older else choices)


def session_of(page: Page, brought: Upload) -> Callable[[Mapping[str, Record]], bytes]:
    """Give what makes the session file of a page as it is now, of results to go with it."""
    choices, others = page.choices(), brought.others
    return lambda results: write_session(brought.name, brought.content, choices, others, results)


def source_of(page: Page, brought: Upload, table: Understood, label: str) -> Source:
    """Give the source of a recipe: the file by its name, or several."""
    names = [name for name, _ in brought.parts]
    have = "has" if len(names) == 1 else "have"
    how = f"{', '.join(map(plain_name, names))} {have} to lie in this folder."
    if brought.name == PASTED:
        names = ["pasted.csv" if page.value("pasted_as") == "table" else "pasted.txt"]
        how = f"Save what you pasted as {names[0]} in this folder first."
    return of_file(
        names,
        how=how,
        label=None if label == table.label else label,
        most=table.n_read if table.sample_of else 0,
        kinds=table.kinds,
        ready=table.vectors is not None,
        asked=asked_of(page, brought),
    )


def _take_pasted(kept: str, pasted: str) -> None:
    text = st.session_state[pasted] or ""
    if text.strip():
        st.session_state[kept] = Upload(PASTED, text.encode())
    elif kept in st.session_state and st.session_state[kept].name == PASTED:
        del st.session_state[kept]


def _forget(page: str) -> None:
    st.session_state.pop(f"{page}.brought", None)
    st.session_state.pop(f"{page}.session_said", None)
    st.session_state[f"{page}.pasted"] = ""
    # A new key is the only way to empty an uploader.
    st.session_state[f"{page}.round"] = st.session_state.get(f"{page}.round", 0) + 1


def show_first_rows(table: Understood) -> None:
    """Show a few rows, each column under its title and unit."""
    shown = table.frame.head(_ROWS_SHOWN)
    shown = shown.rename(columns={column.name: column.full_title for column in table.columns})
    st.markdown("**The first rows as they were read**")
    st.dataframe(shown, hide_index=True, alt=f"The first rows of {table.name}")


def choose_label(page: Page, table: Understood) -> str:
    """Choose the column that items are called by."""
    titles = {column.name: column.title for column in table.columns}
    options = {ROW_NUMBERS: "(row numbers)"}
    if table.named_by:
        together = TOGETHER.join(titles[name] for name in table.named_by)
        options[TOGETHER.join(table.named_by)] = together
    options |= titles
    return choose(page, "label", "Label items by", options, default=table.label)


def tell_left_out(dataset: Dataset, embedder: Embedder) -> None:
    """Say how many rows have a gap that leaves them out."""
    n_left = len(dataset) - len(embedder.items(dataset))
    if n_left:
        st.caption(
            f"{n_left:,} of {len(dataset):,} rows have a gap in a chosen column and are left out."
        )

"""write: a picture or a space as a file, the kind told by its ending."""

from __future__ import annotations

import io
from inspect import signature
from pathlib import Path
from typing import Any, BinaryIO

from embedviz.errors import InvalidRequest, UnknownName
from embedviz.plotting.coloring import Color
from embedviz.projections import Projection
from embedviz.registry import Registry
from embedviz.space import VectorSpace

WRITERS = Registry(
    "kind of file",
    __package__,
    {
        "rows.csv": "rows:write_rows_csv",
        "rows.parquet": "rows:write_rows_parquet",
        "vectors.npy": "vectors:write_npy",
        "vectors.parquet": "vectors:write_vectors_parquet",
        "vectors.csv": "vectors:write_vectors_csv",
        "vectors.txt": "word2vec:write_word2vec",
        "vectors.zip": "projector:write_projector",
        "neighbors.csv": "rows:write_neighbors_csv",
        "neighbors.parquet": "rows:write_neighbors_parquet",
        "plot.html": "write:write_page",
        "plot.png": "picture:write_png",
        "plot.svg": "picture:write_svg",
    },
)
"""What is in a file and its ending, to its writer: ``(what, file, **choices) -> None``."""

OF_A_VIEW = ("rows", "vectors", "neighbors", "plot")
OF_A_SPACE = ("vectors", "rows", "neighbors")
NO_PICTURE = "A space has no coordinates yet. Project it first: ev.project(space)."


def write(
    what: Projection | VectorSpace,
    path: str | Path,
    *,
    content: str | None = None,
    **choices: Any,
) -> Path:
    """Write a picture or a space as a file.

    Parameters
    ----------
    what : Projection or VectorSpace
    path : str or Path
        Of the file, which is overwritten; its ending says the format.
    content : str, optional
        ``"rows"`` (labels, facts, coordinates; ``.csv``, ``.parquet``), ``"vectors"`` (``.npy``,
        ``.parquet``, ``.csv``, ``.txt`` for word2vec text, ``.zip`` for the pair of tables of the
        TensorFlow projector), ``"neighbors"`` (``.csv``, ``.parquet``) or ``"plot"`` (``.html``,
        ``.png``, ``.svg``).
        Where none is named: the first of these with that ending, for a space vectors before rows.
    **choices
        Those of the writer: ``clusters`` and ``k`` of rows, ``k`` of neighbours, ``color`` and
        ``theme`` of a picture; see :func:`embedviz.write_html` for those of the page.

    Returns
    -------
    Path
        Of the file.

    Raises
    ------
    UnknownName
        If there is no such content or ending.
    InvalidRequest
        If a choice isn't one of the writer's, or a space is to be written as a plot.

    Examples
    --------
    >>> import tempfile
    >>> import numpy as np
    >>> space = VectorSpace([[0, 0.1], [3, 4]], ["a", "b"])
    >>> path = write(space, Path(tempfile.mkdtemp()) / "vectors.npy")
    >>> bool((np.load(path) == space.vectors).all())
    True
    """
    written = Path(path)
    kind = _kind(what, content, written.suffix.lower())
    _check_choices(kind, choices)
    with written.open("wb") as file:
        WRITERS[kind](what, file, **choices)
    return written


def as_bytes(what: Projection | VectorSpace, kind: str, **choices: Any) -> bytes:
    """Give the bytes of a file, by its kind as ``WRITERS`` names it: ``"vectors.npy"``."""
    _check_choices(kind, choices)
    file = io.BytesIO()
    WRITERS[kind](what, file, **choices)
    return file.getvalue()


def write_page(
    what: Projection | VectorSpace,
    file: BinaryIO,
    color: Color = None,
    highlight: str | None = None,
    k: int = 5,
    theme: str = "auto",
) -> None:
    """Write what :func:`embedviz.write_html` writes."""
    from embedviz.plotting.html import page_of

    if not isinstance(what, Projection):
        raise InvalidRequest(NO_PICTURE)
    file.write(page_of(what, color=color, highlight=highlight, k=k, theme=theme).encode())


def _kind(what: Projection | VectorSpace, content: str | None, ending: str) -> str:
    contents: tuple[str, ...] = OF_A_VIEW if isinstance(what, Projection) else OF_A_SPACE
    if content == "plot" and "plot" not in contents:
        raise InvalidRequest(NO_PICTURE)
    if content is not None:
        if content not in contents:
            raise UnknownName.among("content of a file", content, contents)
        contents = (content,)
    for each in contents:
        if f"{each}{ending}" in WRITERS:
            return f"{each}{ending}"
    if f"plot{ending}" in WRITERS and "plot" not in contents:
        raise InvalidRequest(NO_PICTURE)
    endings = [f".{kind.partition('.')[2]}" for kind in WRITERS if kind.startswith(contents)]
    raise UnknownName.among("ending of such a file", ending, dict.fromkeys(endings))


def _check_choices(kind: str, choices: dict[str, Any]) -> None:
    known = [each for each in signature(WRITERS[kind]).parameters if each not in ("what", "file")]
    for name in choices:
        if name not in known:
            allowed = f"It has {', '.join(known)}." if known else "It has none."
            raise InvalidRequest(f'A file of {kind} has no choice called "{name}". {allowed}')

"""Ready vectors: those that a table holds as arrays, as lists in cells, as runs of columns."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from embedviz.datasets.reading.raw import RawTable, counted, shown, texts_of
from embedviz.datasets.reading.vectors import VECTOR_NAMES, numbers_of, stacked
from embedviz.engine.progress import report
from embedviz.errors import InvalidRequest, UnreadableFile, quoted

FEWEST_IN_A_RUN = 8
"""Columns called dim_1, dim_2 ... are a vector from this many on."""

_HALF = 0.5
_LOOKED_AT = 100
_ELIDED = re.compile(r"\[[-+.,\deE\s]{1,400}(?:\.\.\.|…)[-+.,\deE\s]{0,400}\]")
_NUMBER_LAST = re.compile(r"(\d{1,6})[\])]?\Z")


@dataclass(frozen=True, eq=False)
class Ready:
    """The vectors found in a table, and the table without them."""

    raw: RawTable
    vectors: NDArray[np.float32] | None = None
    name: str = ""
    columns: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def ready_vectors(raw: RawTable, kinds: Mapping[str, str]) -> Ready:
    """Part ready vectors from facts; rows whose vector isn't whole are left out."""
    _refuse_elided(raw)
    arrays = dict(raw.arrays)
    of_columns: dict[str, tuple[str, ...]] = {}
    frame = raw.frame
    for name in frame.columns:
        if kinds.get(name, "vector") == "vector" and (rows := _lists_in(frame[name])) is not None:
            vectors = stacked(rows, name, raw.name)
            if vectors is not None:
                arrays[name] = vectors
    frame = frame.drop(columns=[name for name in arrays if name in frame])
    run = [] if arrays else _run_of_columns(frame, kinds)
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
        return Ready(replace(raw, frame=frame, arrays={}))
    by_name = [name for name in offered if name.casefold() in VECTOR_NAMES]
    chosen = wanted or (by_name or sorted(offered, key=lambda each: -arrays[each].shape[1]))[0]
    rest = replace(raw, frame=frame, arrays={chosen: arrays[chosen]})
    whole = _finite_rows(arrays[chosen])
    if not whole.all():
        rest = _without(rest, whole, chosen)
    others = tuple(name for name in offered if name != chosen)
    if others:
        listed = ", ".join(quoted(shown(each)) for each in others[:4])
        note = f"The vectors are those of {quoted(shown(chosen))}; there are also {listed}."
        rest = replace(rest, notes=(*rest.notes, note))
    return Ready(rest, rest.arrays[chosen], chosen, of_columns.get(chosen, ()), others)


def _without(raw: RawTable, whole: NDArray[np.bool_], chosen: str) -> RawTable:
    if not whole.any():
        raise UnreadableFile(
            f"No vector of {quoted(shown(chosen))} in {raw.name} is whole: each has a gap or an "
            "infinite number. Look at how it was saved."
        )
    broken = np.flatnonzero(~whole)
    note = (
        f"{counted(len(broken), 'row has', 'rows have')} no whole vector "
        f"(first: row {broken[0] + 1:,}), only a gap or an infinite number, "
        f"and {'is' if len(broken) == 1 else 'are'} left out."
    )
    return replace(raw.take(np.flatnonzero(whole)), notes=(*raw.notes, note))


def _refuse_elided(raw: RawTable) -> None:
    """Refuse vectors of which only both ends were written, as NumPy prints long ones."""
    for name in raw.frame.columns:
        cells = raw.frame[name].head(_LOOKED_AT)
        if pd.api.types.is_numeric_dtype(cells.dtype):
            continue
        known = texts_of(cells)
        known = known[known != ""]
        if len(known) and known.str.fullmatch(_ELIDED).mean() > _HALF:
            raise UnreadableFile(
                f"The vectors in column {quoted(shown(name))} of {raw.name} were cut when they "
                f"were saved: {quoted(shown(known.iloc[0]))} has only both ends. Save them anew, "
                "with vector.tolist() in each cell, or all of them by numpy.save."
            )


def _lists_in(cells: pd.Series) -> list[list[float] | None] | None:
    """Read cells such as ``[0.1, 0.2]``; None if they hold anything else."""
    texts = texts_of(cells)
    known = texts[texts != ""]
    if known.empty or not known.iloc[0].startswith("[") or not known.str.startswith("[").all():
        return None
    rows: list[list[float] | None] = []
    for text in texts:
        row = _numbers(text) if text else None
        if text and row is None:
            return None
        rows.append(row)
    return rows


def _numbers(text: str) -> list[float] | None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = text.strip("[]").replace(",", " ").split() if text.endswith("]") else None
    if not isinstance(found, list):
        return None
    try:
        return [float(each) for each in found]
    except (TypeError, ValueError, OverflowError):
        return None


def _run_of_columns(frame: pd.DataFrame, apart: Iterable[str]) -> list[str]:
    """Find the longest run of number columns called alike and counted: dim_0, dim_1 ..."""
    best: list[str] = []
    run: list[str] = []
    following: tuple[str, int] | None = None
    for name in frame.columns:
        found = _NUMBER_LAST.search(name[-8:])  # however long the name is
        if found is None:
            run, following = [], None
            continue
        stem, number = name[: -len(found[0])].rstrip(" _.-[("), int(found[1])
        run = [*run, name] if (stem, number) == following else [name]
        following = stem, number + 1
        best = max(best, run, key=len)
    return best if len(best) >= FEWEST_IN_A_RUN and not {*apart} & {*best} else []


def _finite_rows(vectors: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Say of each vector whether all its numbers are finite, piece by piece."""
    finite = np.empty(len(vectors), dtype=bool)
    step = max(1, 2**24 // vectors.shape[1])
    for start in range(0, len(vectors), step):
        finite[start : start + step] = np.isfinite(vectors[start : start + step]).all(axis=1)
        report(min(start + step, len(vectors)), len(vectors))
    return finite

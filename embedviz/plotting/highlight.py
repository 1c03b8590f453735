"""What is drawn over the points: an item with its neighbours, an analogy with its answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import plotly.graph_objects as go

from embedviz.plotting.numbers import numbers, safe, shortened
from embedviz.plotting.palette import Theme
from embedviz.plotting.sizes import LONGEST_LABEL
from embedviz.projections import Projection
from embedviz.space import VectorSpace

ITEM_SIZE = 17
NEIGHBOR_SIZE = 11
ANSWERS = 3

Trace: TypeAlias = Any  # go.Scatter or go.Scatter3d; Plotly has no types of its own


@dataclass(frozen=True)
class Marked:
    """The items in question, the most important first.

    Attributes
    ----------
    rows : tuple of int
        For neighbours: the item, then its neighbours. For an analogy: a, b, c, then the answers.
    notes : tuple of str
        What is said of each behind its label: its distance, or its part in the analogy.
    """

    rows: tuple[int, ...]
    notes: tuple[str, ...]

    @classmethod
    def neighbors(cls, space: VectorSpace, item: str, k: int) -> Marked:
        """Mark an item and its k nearest in the space, with their distances."""
        table = space.neighbors(item, k)
        unit = f" {space.measure.unit}" if space.measure.unit else ""
        return cls(
            (space.index_of(item), *(int(row) for row in table["index"])),
            ("", *(f"{distance}{unit}" for distance in numbers(table["distance"]))),
        )

    @classmethod
    def analogy(cls, space: VectorSpace, a: str, b: str, c: str, *, method: str) -> Marked:
        """Mark the question "a is to b as c is to ...?" and its best answers."""
        k = min(ANSWERS, len(space) - len({a, b, c}))
        table = space.analogy([b, c], [a], k=k, method=method)
        score = "similarity" if "similarity" in table else "distance"
        return cls(
            (*(space.index_of(item) for item in (a, b, c)), *(int(row) for row in table["index"])),
            ("", "", "", *(f"{score} {value}" for value in numbers(table[score]))),
        )


def highlight_traces(view: Projection, marked: Marked, theme: Theme) -> list[Trace]:
    """Draw lines from the item to its neighbours and a ring for each."""
    item, *others = marked.rows
    ends = [end for other in others for end in (item, other, None)]
    return [
        _lines(view, ends, theme.accent, dash="solid"),
        _marks(view, marked, others, theme.neighbor, NEIGHBOR_SIZE, theme),
        _marks(view, marked, [item], theme.accent, ITEM_SIZE, theme),
    ]


def analogy_traces(view: Projection, marked: Marked, theme: Theme) -> list[Trace]:
    """Draw a to b, and the same question from c to the best answer; the runners-up beside it."""
    a, b, c, answer, *runners_up = marked.rows
    return [
        _lines(view, [a, b, None, c, answer], theme.accent, dash="solid"),
        _lines(view, [a, c, None, b, answer], theme.neighbor, dash="dot"),
        _marks(view, marked, runners_up, theme.neighbor, NEIGHBOR_SIZE - 2, theme),
        _marks(view, marked, [a, b, c], theme.neighbor, NEIGHBOR_SIZE, theme),
        _marks(view, marked, [answer], theme.accent, ITEM_SIZE, theme),
    ]


def label_texts(view: Projection, marked: Marked) -> list[str]:
    """Give the marked items' labels, each with what is said of it."""
    labels = [shortened(view.space.labels[row], LONGEST_LABEL) for row in marked.rows]
    return [
        f"{label}  {note}" if note else label
        for label, note in zip(labels, marked.notes, strict=True)
    ]


def _places(view: Projection, rows: Sequence[int | None]) -> dict[str, list[float | None]]:
    """Give the x, y (and z) of some items as Plotly takes them; None parts two lines."""
    return {
        name: [None if row is None else float(view.coordinates[row, each]) for row in rows]
        for each, name in enumerate("xyz"[: view.dimensions])
    }


def _lines(view: Projection, rows: Sequence[int | None], color: str, *, dash: str) -> Trace:
    kind = go.Scatter3d if view.dimensions == 3 else go.Scatter
    return kind(
        **_places(view, rows),
        mode="lines",
        line={"color": color, "width": 4 if view.dimensions == 3 else 1.6, "dash": dash},
        hoverinfo="skip",
        showlegend=False,
    )


def _marks(
    view: Projection,
    marked: Marked,
    rows: Sequence[int],
    color: str,
    size: float,
    theme: Theme,
) -> Trace:
    in_3d = view.dimensions == 3
    texts = dict(zip(marked.rows, label_texts(view, marked), strict=True))
    filled = size == ITEM_SIZE
    kind = go.Scatter3d if in_3d else go.Scatter
    return kind(
        **_places(view, rows),
        mode="markers",
        marker={
            "symbol": "circle" if filled else "circle-open",
            "size": size * (0.7 if in_3d else 1),
            "color": color,
            "opacity": 1,
            "line": {"width": 2.5, "color": theme.card if filled else color},
        },
        customdata=[safe(texts[row]) for row in rows],
        hovertemplate="<b>%{customdata}</b><extra></extra>",
        showlegend=False,
    )

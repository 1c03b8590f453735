"""Labels beside points, each on a line of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embedviz.plotting.frame import WIDTH
from embedviz.plotting.numbers import safe
from embedviz.plotting.palette import Theme
from embedviz.plotting.sizes import LABEL_SIZE

CHARACTER = 7.5
"""Mean width of a label's character in pixels."""

STEP, ASIDE = 20, 24
"""Pixels from one label to the next, and from a point to its label's side."""


def lifts(heights: NDArray[np.floating], room: float) -> NDArray[np.floating]:
    """Give how far each label is moved up from its point, so that no two share a line.

    A label whose point is the i-th from below is moved by i steps less those that its point's
    height is worth. So points that lie apart keep their labels beside them, those of a heap fan
    out, and none leaves the frame.

    ``heights`` (m,) are the points', from 0 at the lower edge of the frame to 1 at the upper;
    ``room`` is the frame's own, in pixels. The lifts (m,) are in pixels, negative downwards.

    Examples
    --------
    >>> lifts(np.array([0.5, 0.5, 0.5]), room=400).tolist()
    [-20.0, 0.0, 20.0]
    >>> lifts(np.array([0.0, 0.5, 1.0]), room=400).tolist()
    [0.0, 0.0, 0.0]
    """
    ranks = np.argsort(np.argsort(heights, kind="stable"))
    step = min(STEP, room / max(len(heights), 1))
    return np.asarray(step * (ranks - (len(heights) - 1) * heights))


def shifts_apart(
    at: NDArray[np.floating], widths: Sequence[float], height: float
) -> list[float | None]:
    """Give how far up each of m names is moved so that none lies on another, the first ones first.

    ``at`` (m, 2) are their middles in pixels, ``widths`` and ``height`` the sizes of their boxes.
    None for a name that finds no room near its place.

    Examples
    --------
    >>> shifts_apart(np.array([[50.0, 50], [60, 55], [200, 50]]), [60, 60, 60], 20)
    [0.0, 20, 0.0]
    """
    placed: list[tuple[float, float, float]] = []
    shifts: list[float | None] = []
    for (x, y), width in zip(at.tolist(), widths, strict=True):
        tried = [0.0, *(sign * step * height for step in (1, 2, 3) for sign in (1, -1))]
        free = [
            shift
            for shift in tried
            if all(
                abs(x - left) >= (width + other) / 2 or abs(y + shift - low) >= height
                for left, low, other in placed
            )
        ]
        shifts.append(free[0] if free else None)
        if free:
            placed.append((x, y + free[0], width))
    return shifts


def label_annotations(
    at: NDArray[np.floating],
    texts: Sequence[str],
    frame: tuple[NDArray[np.floating], NDArray[np.floating]],
    theme: Theme,
    *,
    height: float,
) -> list[dict[str, Any]]:
    """Write labels around points of a plane or a scene, each with a thin line to its point.

    They stand to the side that leads away from the other points, where there is room.
    ``at`` is where the m points are, (m, 2 | 3); ``frame`` the low and the high ends of the axes,
    each (2 | 3,); ``height`` that of the figure, in pixels.
    """
    low, high = frame
    shares = np.clip((at - low) / np.where(high > low, high - low, 1.0), 0, 1)
    across, up = shares.T if shares.shape[1] == 2 else _on_screen(shares)
    sides = _sides(across, np.array([len(text) for text in texts]))
    return [
        {
            **dict(zip("xyz", map(float, place), strict=False)),
            "ax": int(side) * ASIDE,
            "ay": -float(lift),
            "xanchor": "left" if side > 0 else "right",
            **label_look(text, theme),
        }
        for place, text, side, lift in zip(at, texts, sides, lifts(up, height), strict=True)
    ]


def _on_screen(shares: NDArray[np.floating]) -> NDArray[np.floating]:
    """Give how far right and up the opening camera sees points of a scene, (2, m), about."""
    x, y, z = shares.T
    # It looks from the right, the front and above: what lies behind is seen higher.
    return np.stack([(x + y) / 2, 0.6 * z + 0.2 * (1 - x) + 0.2 * y])


def _sides(across: NDArray[np.floating], lengths: NDArray[np.integer]) -> NDArray[np.integer]:
    """Give 1 for labels to the right of their points, -1 for those to the left."""
    sides = np.where(across > np.median(across), 1, -1)
    room = WIDTH * np.where(sides > 0, 1 - across, across)
    return np.where(room < ASIDE + CHARACTER * lengths, -sides, sides)


def label_look(text: str, theme: Theme) -> dict[str, Any]:
    """Give what all labels with a line have in common."""
    return {
        "text": safe(text),
        "showarrow": True,
        "arrowhead": 0,
        "arrowwidth": 1,
        "arrowcolor": theme.muted,
        "standoff": 7,
        "bgcolor": theme.halo,
        "borderpad": 1,
        "font": {"size": LABEL_SIZE, "color": theme.ink},
    }


def text_halo(theme: Theme) -> str:
    """Give the shadow that parts a trace's text from what is drawn below it."""
    around = ("1px 0", "-1px 0", "0 1px", "0 -1px", "0 0")
    return ", ".join(f"{offset} 2px {theme.halo}" for offset in around)

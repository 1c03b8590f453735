"""Labels that don't collide: which texts fit beside their points, and on which side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embedviz.plotting.numbers import safe
from embedviz.plotting.palette import Theme

CHARACTER_WIDTH = 0.56
"""Mean width of a character, as a share of the font size, in the app's typeface."""

LINE_HEIGHT = 1.3

Side = tuple[int, int]
SIDES: tuple[Side, ...] = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1))
"""Where a label may stand beside its point, the best first: (right or left, above or below)."""


def place_labels(
    pixels: NDArray[np.floating],
    texts: Sequence[str],
    *,
    font_sizes: Sequence[float],
    gaps: Sequence[float],
    frame: tuple[float, float],
    n_obstacles: int = 0,
) -> list[Side | None]:
    """Choose a side for each label, the most important first, so that none covers another.

    Parameters
    ----------
    pixels : (m, 2) float
        Where the points are, from the lower left corner of the frame.
    texts : sequence of str
        Their labels, in order of importance.
    font_sizes, gaps : sequences of float
        Height of each label's type, and its distance from the point, in pixels.
    frame : (width, height)
        In pixels; a label that would leave it is not placed on that side.
    n_obstacles : int
        So many of the points, from the first, may not be covered by a label either.

    Returns
    -------
    list of (Side or None)
        None where the label finds no room.
    """
    sizes = np.array([[len(text) * CHARACTER_WIDTH, LINE_HEIGHT] for text in texts])
    sizes = sizes.reshape(-1, 2) * np.asarray(font_sizes, dtype=float)[:, None]
    taken = np.empty((n_obstacles + len(texts), 4))
    dots = np.asarray(pixels, dtype=float)[:n_obstacles]
    half = np.asarray(gaps, dtype=float)[:n_obstacles, None] / 2
    taken[:n_obstacles] = np.hstack([dots - half, dots + half])
    n_taken = n_obstacles
    sides: list[Side | None] = []
    for number, (point, size, gap) in enumerate(zip(pixels, sizes, gaps, strict=True)):
        sides.append(None)
        others = taken[:n_taken]
        if number < n_obstacles:
            others = np.delete(others, number, axis=0)
        for side in SIDES:
            box = _box(point, size, side, gap)
            if _inside(box, frame) and not _overlaps(box, others):
                sides[-1] = side
                taken[n_taken] = box
                n_taken += 1
                break
    return sides


def _box(
    point: NDArray[np.floating], size: NDArray[np.floating], side: Side, gap: float
) -> NDArray[np.floating]:
    """Give left, bottom, right, top of a label on one side of its point."""
    corner = point + gap * np.array(side) + size * (np.array(side) - 1) / 2
    return np.concatenate([corner, corner + size])


def _inside(box: NDArray[np.floating], frame: tuple[float, float]) -> bool:
    return bool((box[:2] >= 0).all() and (box[2:] <= frame).all())


def _overlaps(box: NDArray[np.floating], others: NDArray[np.floating]) -> bool:
    apart = (others[:, :2] >= box[2:]) | (others[:, 2:] <= box[:2])
    return bool((~apart.any(axis=1)).any())


def label_annotations(
    places: NDArray[np.floating],
    texts: Sequence[str],
    sides: Sequence[Side | None],
    theme: Theme,
    *,
    gap: float,
    font_size: float,
) -> list[dict[str, Any]]:
    """Make the placed labels as Plotly annotations, of a plane or of a scene.

    Parameters
    ----------
    places : (m, 2 | 3) float
        Where the points are, in the units of the axes.
    texts : sequence of str
        Plain texts: whatever comes from data stays letters.
    sides : sequence of (Side or None)
        As :func:`place_labels` gives them; None is left out.
    """
    return [
        {
            **dict(zip("xyz", (float(value) for value in place), strict=False)),
            "text": safe(text),
            "showarrow": False,
            "xanchor": ("center", "left", "right")[side[0]],
            "yanchor": ("middle", "bottom", "top")[side[1]],
            "xshift": gap * side[0],
            "yshift": gap * side[1],
            "bgcolor": theme.halo,
            "borderpad": 1,
            "font": {"size": font_size, "color": theme.ink},
        }
        for place, text, side in zip(places, texts, sides, strict=True)
        if side is not None
    ]

"""Labels that don't collide: which texts fit beside their points, and on which side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

CHARACTER_WIDTH = 0.56
"""Mean width of a character, as a share of the font size, in the app's typeface."""

LINE_HEIGHT = 1.3

# Plotly's name of a side, and where the text's box lies from the point: in widths, in heights.
SIDES = {
    "middle right": (0.0, -0.5),
    "middle left": (-1.0, -0.5),
    "top center": (-0.5, 0.0),
    "bottom center": (-0.5, -1.0),
    "top right": (0.0, 0.0),
    "bottom right": (0.0, -1.0),
    "top left": (-1.0, 0.0),
    "bottom left": (-1.0, -1.0),
}


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels."""

    left: float
    bottom: float
    right: float
    top: float

    def overlaps(self, other: Box) -> bool:
        """Tell whether two rectangles share a pixel."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )


def place_labels(
    pixels: NDArray[np.floating],
    texts: Sequence[str],
    *,
    font_size: float,
    gap: float,
    frame: tuple[float, float],
) -> list[str | None]:
    """Choose a side for each label, the most important first, so that none covers another.

    Parameters
    ----------
    pixels : (m, 2) float
        Where the points are, from the lower left corner of the frame.
    texts : sequence of str
        Their labels, in order of importance.
    font_size, gap : float
        Height of the type, and the distance between point and text, in pixels.
    frame : (width, height)
        In pixels; a label that would leave it is not placed on that side.

    Returns
    -------
    list of (str or None)
        Plotly's name of the side, or None where the label finds no room.
    """
    dots = [Box(x - gap / 2, y - gap / 2, x + gap / 2, y + gap / 2) for x, y in pixels]
    taken: list[Box] = []
    sides: list[str | None] = []
    for number, (point, text) in enumerate(zip(pixels, texts, strict=True)):
        others = [dot for each, dot in enumerate(dots) if each != number]
        fitting = (
            (side, box)
            for side, box in _boxes(point, text, font_size, gap)
            if _inside(box, frame) and not any(box.overlaps(each) for each in [*taken, *others])
        )
        side, box = next(fitting, (None, None))
        sides.append(side)
        if box is not None:
            taken.append(box)
    return sides


def _boxes(
    point: NDArray[np.floating], text: str, font_size: float, gap: float
) -> list[tuple[str, Box]]:
    width, height = len(text) * CHARACTER_WIDTH * font_size, LINE_HEIGHT * font_size
    boxes = []
    for side, (across, up) in SIDES.items():
        left = point[0] + across * width + gap * np.sign(across + 0.5)
        bottom = point[1] + up * height + gap * np.sign(up + 0.5)
        boxes.append((side, Box(left, bottom, left + width, bottom + height)))
    return boxes


def _inside(box: Box, frame: tuple[float, float]) -> bool:
    width, height = frame
    return box.left >= 0 and box.bottom >= 0 and box.right <= width and box.top <= height

"""Sizes, limits and the camera of a plot, declared once; the bundles carry them to the browser."""

from __future__ import annotations

LABEL_SIZE, NAME_SIZE = 14, 11
"""Of the items in question and of the others, in pixels on a laptop."""

LONGEST_LABEL = 34
MOST_NAMED_GROUPS = 25

NEAR = 10
"""A neighbour counts as near in the projection if it is among the 10 nearest there (or the k)."""

CAMERA = {
    "eye": {"x": 1.22, "y": -1.32, "z": 0.73},
    # Below the middle: the titles of the axes stand at the lower edge.
    "center": {"x": 0, "y": 0, "z": -0.14},
    "up": {"x": 0, "y": 0, "z": 1},
}

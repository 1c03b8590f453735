"""Colours: those that have a name on the web, as light from a screen and as an eye sees them."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from embedviz.datasets.dataset import Column, Dataset
from embedviz.datasets.opening import Example, Opening, Poles
from embedviz.datasets.shipped import shipped_table

COLUMNS = (
    Column("red", "red", "number", note="How much red light a screen sends out, 0 to 255."),
    Column("green", "green", "number", note="How much green light a screen sends out, 0 to 255."),
    Column("blue", "blue", "number", note="How much blue light a screen sends out, 0 to 255."),
    Column("lightness", "lightness", "number", note="CIE L*, from 0 for black to 100 for white."),
    Column("a", "green to red", "number", note="CIE a*: below 0 is greenish, above 0 reddish."),
    Column("b", "blue to yellow", "number", note="CIE b*: below 0 is bluish, above 0 yellowish."),
    Column(
        "family",
        "hue family",
        "category",
        note="Cut by the angle of a* and b*; neutral where the distance from gray is less than 15.",
    ),
)

NEUTRAL = 15
FAMILIES = (
    (20, "pink"),
    (42, "red"),
    (75, "orange"),
    (112, "yellow"),
    (175, "green"),
    (225, "cyan"),
    (310, "blue"),
    (340, "purple"),
    (360, "pink"),
)
"""Where each family ends, in degrees of the angle of a* (0°) and b* (90°)."""

TO_XYZ = np.array(
    [
        [506752 / 1228815, 87881 / 245763, 12673 / 70218],
        [87098 / 409605, 175762 / 245763, 12673 / 175545],
        [7918 / 409605, 87881 / 737289, 1001167 / 1053270],
    ]
)
"""Linear sRGB to CIE XYZ under D65, as CSS Color Module Level 4 gives it."""


OPENING = Opening(
    title="Colours",
    to_try="139 colours, each a mix of red, green and blue light. **Try this:** look at "
    "*aquamarine*, whose nearest neighbour is sky blue. Now choose *lightness*, *green to "
    "red* and *blue to yellow* as features, which are closer to what the eye sees, and the nearest "
    "is turquoise.",
    embedder="features",
    projection="pca",
    color="lightness",
    tries={"vectors": "features", "features": ["lightness", "a", "b"]},
    examples=(
        Example("black", "red", "lime", "yellow"),
        Example("black", "red", "blue", "magenta"),
        Example("white", "yellow", "cyan", "lime"),
    ),
    axes=(Poles(("black",), ("white",)), Poles(("blue",), ("yellow",))),
    icon="palette",
    door="Is aquamarine closer to sky blue or to turquoise? It depends on which numbers "
    "you give a colour.",
)


def load() -> Dataset:
    """Load 139 named colours; red, green and blue are 0 to 255, Lab is CIE 1976 under D65.

    Of several names for one colour one is there: gray (not grey), cyan (not aqua), magenta (not
    fuchsia). A name is the keyword of CSS, with its words apart: "light sea green".

    References
    ----------
    CSS Color Module Level 4, W3C (2022), section 6.1. https://www.w3.org/TR/css-color-4/
    """
    table = shipped_table("colors.csv")
    rgb = np.array([list(bytes.fromhex(each[1:])) for each in table["hex"]])
    lab = to_lab(rgb).round(2) + 0.0  # not −0; two decimals are the same on every machine
    frame = pd.DataFrame(np.hstack([rgb, lab]), columns=[each.name for each in COLUMNS[:6]])
    frame = frame.astype(dict.fromkeys(["red", "green", "blue"], int))
    return Dataset(
        name="colors",
        title=OPENING.title,
        item="colour",
        items="colours",
        frame=frame.assign(family=[_family(a, b) for _, a, b in lab]),
        labels=tuple(table["name"]),
        columns=COLUMNS,
        source="The named colours of CSS Color Module Level 4 (W3C, 2022); Lab by the formulas of "
        "IEC 61966-2-1 and CIE 15",
        licence="Names and values are facts; Lab, families and table: MIT, as embedviz",
        default_features=("red", "green", "blue"),
        default_item="aquamarine",
        opening=OPENING,
    )


def to_lab(rgb: NDArray[np.int64]) -> NDArray[np.float64]:
    """Turn (n, 3) sRGB values, 0 to 255, into (n, 3) CIE L*, a*, b* under D65."""
    share = rgb / 255
    light = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    xyz = light @ TO_XYZ.T / TO_XYZ.sum(axis=1)
    x, y, z = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116).T
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=1)


def _family(a: float, b: float) -> str:
    if np.hypot(a, b) < NEUTRAL:
        return "neutral"
    angle = np.degrees(np.arctan2(b, a)) % 360
    return next(family for end, family in FAMILIES if angle < end)

"""thumbnail: a small picture of a map, as SVG, for the door that leads to it."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import numpy as np
import plotly.colors
from numpy.typing import NDArray

from embedviz.plotting.coloring import Color, coloring
from embedviz.plotting.palette import SCALE, Theme
from embedviz.projections import Projection

WIDTH, HEIGHT, MARGIN = 160, 100, 6
MOST_DOTS = 900
STEPS = 24
"""So many colours of a scale are told apart."""


def thumbnail(view: Projection, color: Color, theme: Theme) -> str:
    """Draw a projection small: its points in their colours, seen from the front where it is in 3D.

    Returns
    -------
    str
        SVG; of many points some 900, spread evenly over their order.
    """
    rows = np.unique(np.linspace(0, len(view.space) - 1, MOST_DOTS).astype(int))
    places = in_frame(view, (WIDTH, HEIGHT), MARGIN)[rows]
    hues = hues_of(view, color, theme)[rows]
    svg = ET.Element("svg", xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDTH} {HEIGHT}")
    style = {"fill": "none", "stroke-linecap": "round", "stroke-width": _width(len(rows))}
    dots = ET.SubElement(svg, "g", style)
    for hue in dict.fromkeys(hues):
        # A line of no length with round ends is a dot: the shortest way to write one.
        path = "".join(f"M{x:g} {y:g}h0" for x, y in places[hues == hue].tolist())
        ET.SubElement(dots, "path", d=path, stroke=hue)
    return ET.tostring(svg, encoding="unicode")


def in_frame(view: Projection, size: tuple[int, int], margin: int) -> NDArray[np.float64]:
    """Give pixels (n, 2), y downwards: as large as the frame allows, everything in the middle."""
    drawn = view.coordinates[:, :2].astype(np.float64)
    drawn *= np.array(view.stretch)[:2] if view.stretch else 1.0
    low, high = drawn.min(axis=0), drawn.max(axis=0)
    room = np.array(size) - 2 * margin
    scale = np.min(room / np.where(high > low, high - low, 1.0))
    centred = (drawn - (low + high) / 2) * scale * (1, -1)
    pixels: NDArray[np.float64] = np.round(centred + np.array(size) / 2, 1)
    return pixels


def hues_of(view: Projection, color: Color, theme: Theme) -> NDArray[np.object_]:
    """Give each item's colour, as the plot has it."""
    colored = coloring(view, color, theme)
    if colored.groups is not None or not colored.title:
        return np.asarray(colored.values, dtype=object)
    values = np.asarray(colored.values, dtype=np.float64)
    shares = (values - np.nanmin(values)) / (np.ptp(values[np.isfinite(values)]) or 1.0)
    scale = plotly.colors.sample_colorscale(SCALE, STEPS, colortype="rgb")
    codes = np.nan_to_num(shares * (STEPS - 1)).astype(int)
    hues: NDArray[np.object_] = np.array(scale, dtype=object)[codes]
    hues[~np.isfinite(values)] = theme.other
    return hues


def _width(n_dots: int) -> str:
    """Give a dot's width: large when few, small when many."""
    return f"{min(7.0, max(1.8, 26 / n_dots**0.38)):.1f}"

"""A glance: what a notebook shows of an object that is a cell's last line, small and escaped."""

from __future__ import annotations

from html import escape
from xml.etree import ElementTree as ET

import numpy as np
import pandas as pd
from numpy.typing import NDArray

ROWS, COLUMNS, LONGEST = 5, 7, 40
WIDTH, HEIGHT, MARGIN = 220, 150, 6
MOST_DOTS = 900
TURNS = 12
DOT = "#3d8fd6"
"""Seen on a light and on a dark ground alike; all else has the notebook's own colours."""


def glance(title: str, note: str, table: pd.DataFrame, picture: str = "") -> str:
    """Give HTML of a title, a small table and a picture beside it; all that is data stays letters.

    Parameters
    ----------
    title, note : str
        What it is, and one sentence more.
    table : pandas.DataFrame
        Its first rows and columns are shown.
    picture : str
        SVG.
    """
    part = table.iloc[:ROWS, :COLUMNS].map(_cell)
    cells = part.to_html(index=False, border=0, justify="left")
    kept = f"{ROWS} of {len(table):,} rows" if len(table) > ROWS else ""
    if table.shape[1] > COLUMNS:
        kept += f"{', ' if kept else ''}{COLUMNS} of {table.shape[1]:,} columns"
    below = " · ".join(escape(each) for each in (note, kept) if each)
    return (
        f'<div style="max-width: 100%; overflow-x: auto"><b>{escape(title)}</b>'
        '<div style="display: flex; gap: 1.5em; align-items: center; flex-wrap: wrap">'
        f'<div>{cells}</div>{picture}</div><small style="opacity: 0.7">{below}</small></div>'
    )


def dots(places: NDArray[np.floating], stretch: tuple[float, ...] = ()) -> str:
    """Draw some 900 of (n, 2 | 3) places as SVG, y upwards; a third coordinate is left out."""
    rows = np.unique(np.linspace(0, len(places) - 1, MOST_DOTS).astype(int))
    drawn = np.asarray(places, np.float64)[rows, :2] * (np.array(stretch[:2]) if stretch else 1.0)
    drawn = drawn[np.isfinite(drawn).all(axis=1)]
    if not len(drawn):
        return ""
    low, high = drawn.min(axis=0), drawn.max(axis=0)
    room = np.array([WIDTH, HEIGHT]) - 2 * MARGIN
    scale = np.min(room / np.where(high > low, high - low, 1.0))
    pixels = np.rint((drawn - (low + high) / 2) * scale * (1, -1) + np.array([WIDTH, HEIGHT]) / 2)
    size = f"0 0 {WIDTH} {HEIGHT}"
    svg = ET.Element("svg", viewBox=size, width=str(WIDTH), height=str(HEIGHT), role="img")
    path = "".join(f"M{x:g} {y:g}h0" for x, y in np.unique(pixels, axis=0).tolist())
    look = {"stroke": DOT, "stroke-opacity": "0.6", "stroke-linecap": "round", "fill": "none"}
    ET.SubElement(svg, "path", {"d": path, "stroke-width": _width(len(drawn)), **look})
    return ET.tostring(svg, encoding="unicode")


def flat(vectors: NDArray[np.floating]) -> NDArray[np.float64]:
    """Give a few hundred of (n, d) vectors as PCA draws them, (m, 2)."""
    rows = np.unique(np.linspace(0, len(vectors) - 1, MOST_DOTS).astype(int))
    some = np.asarray(vectors[rows], np.float64)
    some -= some.mean(axis=0)
    if some.shape[1] < 2:
        return np.column_stack([some[:, 0], np.zeros(len(some))])
    # Turned a few times by the covariance, any two directions lie nearly in the plane of PCA.
    directions = np.random.default_rng(0).normal(size=(some.shape[1], 2))
    for _ in range(TURNS):
        directions, _ = np.linalg.qr(some.T @ (some @ directions))
    return np.asarray(some @ directions)


def _cell(value: object) -> str:
    if isinstance(value, float | np.floating):
        return f"{value:.4g}"
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _width(n_dots: int) -> str:
    return f"{min(7.0, max(2.0, 26 / n_dots**0.38)):.1f}"

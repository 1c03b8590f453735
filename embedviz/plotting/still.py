"""still: a projection as a picture that doesn't answer: dots, names, a legend; SVG or pixels.

What is drawn where is decided once, by :func:`still`; the two ways to write it draw the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import plotly.colors
from numpy.typing import NDArray

from embedviz.plotting.coloring import Color, Coloring, coloring
from embedviz.plotting.numbers import number, shortened
from embedviz.plotting.palette import FONT, GROUNDS, SCALE, Theme, theme_named
from embedviz.plotting.sizes import LONGEST_LABEL, MOST_NAMED_GROUPS
from embedviz.plotting.thumbnail import hues_of, in_frame
from embedviz.projections import Projection
from embedviz.rounding import percent

WIDTH, HEIGHT, MARGIN = 1600, 1000, 40
HEAD, SIDE = 90, 300
TITLE, WORDS, SMALL = 30, 20, 17
"""Sizes of letters, in pixels."""
MOST_IN_LEGEND = 24
MOST_NAMED_ITEMS, FEW_NAMED_ITEMS = 80, 30
"""So many items are all named; of more only those with most room around them."""
SHADES = 24
_FINER = 2  # so many times larger is a picture of pixels drawn, then made smooth
_LETTER = 0.56  # how wide a letter is, about, as a share of its size
_FONTS = ("DejaVuSans.ttf", "NotoSans-Regular.ttf", "Arial.ttf", "Helvetica.ttc")


@dataclass(frozen=True)
class Words:
    """A line of text: where it begins, or its middle or end is; y of its baseline."""

    text: str
    x: float
    y: float
    size: int
    ink: str
    anchor: str = "start"  # as SVG says it: "start", "middle" or "end"

    @property
    def box(self) -> tuple[float, float, float, float]:
        """About where it is: left, top, right, bottom."""
        width = _LETTER * self.size * len(self.text)
        left = self.x - width * {"start": 0, "middle": 0.5, "end": 1}[self.anchor]
        return left, self.y - self.size, left + width, self.y + 0.3 * self.size


@dataclass(frozen=True, eq=False)
class Still:
    """What is drawn: dots (n, 2) of one radius in their hues, then words over them."""

    places: NDArray[np.float64]
    hues: NDArray[np.object_]
    radius: float
    swatches: list[tuple[float, float, str]]
    words: list[Words]
    theme: Theme

    @property
    def by_hue(self) -> dict[str, NDArray[np.float64]]:
        """The places of the dots of each hue."""
        return {hue: self.places[self.hues == hue] for hue in dict.fromkeys(self.hues)}


def still(view: Projection, color: Color = None, theme: str = "light") -> Still:
    """Lay out a projection, seen from the front where it is in 3D.

    Raises
    ------
    UnknownName
        If there is no such column or theme.
    """
    looks = theme_named(theme)
    colors = coloring(view, color, looks)
    frame = (WIDTH - (SIDE if colors.title else 0), HEIGHT - HEAD)
    places = in_frame(view, frame, MARGIN) + np.array([0, HEAD])
    radius = float(np.clip(18 / len(places) ** 0.22, 2.0, 9.0))
    swatches, legend = _legend(colors, looks)
    words = [*_head(view, looks), *legend, *_names(view, colors, places, radius, looks)]
    return Still(places, hues_of(view, color, looks), radius, swatches, words, looks)


def _head(view: Projection, theme: Theme) -> list[Words]:
    """Say what it is, and how far to trust it."""
    dataset = view.space.dataset
    title = shortened(dataset.title or dataset.name, 90)
    said = (
        f"{view.method.title} of {len(view.space):,} {dataset.items}, "
        f"{view.space.vectors.shape[1]:,} dimensions. On this map, "
        f"{percent(view.quality.mean_overlap, 0)} of an item's true neighbours are close by."
    )
    return [
        Words(title, MARGIN, MARGIN + 10, TITLE, theme.ink),
        Words(said, MARGIN, MARGIN + 42, WORDS, theme.muted),
    ]


def _legend(colors: Coloring, theme: Theme) -> tuple[list[tuple[float, float, str]], list[Words]]:
    """Say what the colours mean, at the right: groups, or a scale from low to high."""
    if not colors.title:
        return [], []
    left, top, step = WIDTH - SIDE + 10, HEAD + 40, 32
    words = [Words(shortened(colors.title, 26), left, top, WORDS, theme.ink)]
    swatches: list[tuple[float, float, str]] = []
    if colors.groups is None:
        known = np.asarray(colors.values, dtype=float)
        known = known[np.isfinite(known)]
        ends = (known.max(), known.min()) if known.size else ()
        shades = plotly.colors.sample_colorscale(SCALE, SHADES, colortype="rgb")[::-1]
        swatches = [(left + 10, top + 30 + 14 * place, hue) for place, hue in enumerate(shades)]
        for end, place in zip(ends, (0, SHADES - 1), strict=False):
            text = number(float(10**end if colors.ticks else end))
            words.append(Words(text, left + 30, top + 36 + 14 * place, SMALL, theme.muted))
        return swatches, words
    shown = list(colors.legend.items())[:MOST_IN_LEGEND]
    for place, (name, hue) in enumerate(shown, 1):
        swatches.append((left + 10, top + step * place, hue))
        text = shortened(name, 26)
        words.append(Words(text, left + 30, top + step * place + 6, SMALL, theme.ink))
    if more := len(colors.legend) - len(shown):
        y = top + step * (len(shown) + 1)
        words.append(Words(f"and {more:,} more", left + 30, y + 6, SMALL, theme.muted))
    return swatches, words


def _names(
    view: Projection, colors: Coloring, places: NDArray[np.float64], radius: float, theme: Theme
) -> list[Words]:
    """Write names where there is room: of groups in their midst, of items beside them."""
    groups = colors.groups if colors.groups is not None else np.full(len(places), "")
    named = colors.legend if len(places) > MOST_NAMED_ITEMS else {}
    asked = [
        Words(shortened(name, LONGEST_LABEL), *middle, WORDS, theme.ink, "middle")
        for name in named
        if len(named) <= MOST_NAMED_GROUPS
        and (middle := _midst(places, np.equal(groups, name))) is not None
    ]  # fmt: skip
    if not asked:
        for row in _lonely(places):
            x, y = places[row].tolist()
            label = shortened(view.space.labels[row], LONGEST_LABEL)
            asked.append(Words(label, x + radius + 4, y + 6, SMALL, theme.ink))
    written: list[Words] = []
    for each in asked:
        if not any(_overlap(each.box, other.box) for other in written):
            written.append(each)
    return written


def _lonely(places: NDArray[np.float64]) -> list[int]:
    """Give the items with most room around them, the loneliest first; all of few."""
    from scipy.spatial import KDTree

    if len(places) <= 2:
        return list(range(len(places)))
    room = KDTree(places).query(places, k=2)[0][:, 1]
    most = MOST_NAMED_ITEMS if len(places) <= MOST_NAMED_ITEMS else FEW_NAMED_ITEMS
    return [int(row) for row in np.argsort(-room, kind="stable")[:most]]


def _midst(
    places: NDArray[np.float64], members: NDArray[np.bool_]
) -> tuple[float, float] | None:  # fmt: skip
    """Give the middle of a group, if it has one: where it lies together."""
    theirs = places[members]
    middle = np.median(theirs, axis=0)
    near = np.median(np.linalg.norm(theirs - middle, axis=1))
    return tuple(middle.tolist()) if near < 0.6 * places.std(axis=0).mean() else None


def _overlap(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def as_svg(drawn: Still) -> bytes:
    """Write a still picture as SVG; its letters stay letters."""
    svg = ET.Element(
        "svg", xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDTH} {HEIGHT}",
        width=str(WIDTH), height=str(HEIGHT),
    )  # fmt: skip
    ET.SubElement(svg, "rect", width="100%", height="100%", fill=GROUNDS[drawn.theme.name])
    style = {"fill": "none", "stroke-linecap": "round", "stroke-width": f"{2 * drawn.radius:.1f}"}
    dots = ET.SubElement(svg, "g", style)
    for hue, places in drawn.by_hue.items():
        # A line of no length with round ends is a dot: the shortest way to write one.
        path = "".join(f"M{x:g} {y:g}h0" for x, y in places.tolist())
        ET.SubElement(dots, "path", d=path, stroke=hue)
    for x, y, hue in drawn.swatches:
        ET.SubElement(svg, "circle", cx=f"{x:g}", cy=f"{y:g}", r="8", fill=hue)
    halo = {"stroke": GROUNDS[drawn.theme.name], "stroke-width": "5", "paint-order": "stroke"}
    letters = ET.SubElement(svg, "g", {"font-family": FONT, "stroke-linejoin": "round"} | halo)
    for each in drawn.words:
        place = {"x": f"{each.x:g}", "y": f"{each.y:g}", "text-anchor": each.anchor}
        text = ET.SubElement(letters, "text", place)
        text.attrib |= {"font-size": str(each.size), "fill": each.ink}
        text.text = _writable(each.text)
    written: bytes = ET.tostring(svg, encoding="utf-8", xml_declaration=True)
    return written


def _writable(text: str) -> str:
    """Leave out what XML can't hold."""
    return "".join(each for each in text if each.isprintable())


def as_image(drawn: Still) -> Any:
    """Draw a still picture as a ``PIL.Image.Image``."""
    from PIL import Image, ImageDraw

    ground = GROUNDS[drawn.theme.name]
    image = Image.new("RGB", (_FINER * WIDTH, _FINER * HEIGHT), ground)
    pen = ImageDraw.Draw(image)
    for hue, places in drawn.by_hue.items():
        for x, y in (_FINER * places).tolist():
            pen.circle((x, y), _FINER * drawn.radius, _solid(hue))
    for x, y, hue in drawn.swatches:
        pen.circle((_FINER * x, _FINER * y), _FINER * 8, _solid(hue))
    for each in drawn.words:
        pen.text(
            (_FINER * each.x, _FINER * each.y), _writable(each.text), each.ink,
            font=_font(_FINER * each.size), stroke_width=_FINER * 2, stroke_fill=ground,
            anchor={"start": "ls", "middle": "ms", "end": "rs"}[each.anchor],
        )  # fmt: skip
    return image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def _solid(hue: str) -> str:
    """Give a colour as Pillow reads it: whole numbers alone."""
    if not hue.startswith("rgb"):
        return hue
    red, green, blue = (round(float(each)) for each in hue[4:-1].split(","))
    return f"rgb({red}, {green}, {blue})"


@cache
def _font(size: int) -> Any:
    """Give a font with many scripts if this machine has one, else Pillow's own."""
    from PIL import ImageFont

    for name in _FONTS:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return ImageFont.load_default(size)

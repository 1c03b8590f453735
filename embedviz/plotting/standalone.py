"""Plots in a page that needs no network and no server: all they need stands in it, compressed.

Plotly and the front end stand in it once, however many plots there are, and a bundle that several
of them draw as well: 2 MB and what the items weigh, instead of 5 MB and more.
"""

from __future__ import annotations

import base64
import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from plotly.offline import get_plotlyjs

from embedviz.plotting.bundle import (
    Bundle,
    color_bundle,
    graph_bundle,
    items_bundle,
    places_bundle,
    vectors_bundle,
)
from embedviz.plotting.coloring import Color, coloring
from embedviz.plotting.modules import FRONTEND, one_script
from embedviz.plotting.palette import FONT, GROUNDS, theme_named
from embedviz.projections import Projection

HERE = Path(__file__).parent


@dataclass(frozen=True, eq=False)
class StandalonePlot:
    """What a page holds of one plot: what is said of it, and the bundles it draws."""

    props: dict[str, Any]
    bundles: tuple[Bundle, ...]


def standalone_plot(
    view: Projection,
    *,
    color: Color = None,
    highlight: str | None = None,
    k: int = 5,
    zoom: bool = False,
    theme: str = "auto",
    height: int,
    measure: bool = True,
    dock: bool = False,
) -> StandalonePlot:
    """Make a plot for a page, asked for as by :func:`embedviz.write_html`.

    With ``zoom`` one looks at the highlighted item and its neighbours only; with ``measure`` it is
    said how much of the neighbourhoods the plot keeps; with ``dock`` a panel beside the plot tells
    of the item that is hovered or selected, in place of a card.
    """
    # Measured first: it asks for more neighbours than are lit, and one search serves both.
    quality = view.quality if measure else None
    bundles = (
        items_bundle(view.space.dataset),
        graph_bundle(view.space, k),
        places_bundle(view, quality),
        color_bundle(coloring(view, color, theme_named("light"))),
    )
    props = {
        "parts": [bundle.id for bundle in bundles],
        "pinned": None if highlight is None else int(view.space.index_of(highlight)),
        "k": k,
        "zoom": zoom,
        "height": height,
        "theme": theme,
        "dock": dock,
    }
    vectors = vectors_bundle(view.space) if dock else None
    if vectors is None:
        return StandalonePlot(props, bundles)
    return StandalonePlot(props | {"vectors": vectors.id}, (*bundles, vectors))


def standalone_page(
    template: Path, plots: Sequence[StandalonePlot], *, door: str, theme: str, **content: Any
) -> str:
    """Fill the template of a page with ``content``: whatever comes from data stays letters.

    The template is Jinja's and extends ``standalone.html``; ``door`` is the front end's module
    whose ``start`` draws the plots; the theme "auto" is that of the reader's system.
    """
    parts = {bundle.id: packed(bundle.data) for plot in plots for bundle in plot.bundles}
    return (
        _templates(template.parent)
        .get_template(template.name)
        .render(
            content,
            grounds=[GROUNDS[name] for name in _grounds(theme)],
            font=FONT,
            styles=(FRONTEND / "styles.css").read_text(encoding="utf-8"),
            script=one_script(door),
            parts=parts,
            plotly=_packed_plotly(),
        )
    )


@cache
def _templates(folder: Path) -> Environment:
    return Environment(
        loader=FileSystemLoader([folder, HERE]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _grounds(theme: str) -> tuple[str, ...]:
    """Give the ground's theme, and for "auto" the one where the reader's system is dark."""
    return ("light", "dark") if theme == "auto" else (theme_named(theme).name,)


@cache
def _packed_plotly() -> str:
    return packed(get_plotlyjs().encode())


def packed(data: bytes) -> str:
    """Compress into letters, the same each time: a notebook run again changes by nothing."""
    return base64.b64encode(gzip.compress(data, mtime=0)).decode()

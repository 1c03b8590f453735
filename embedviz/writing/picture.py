"""Pictures that don't answer: a projection as SVG or PNG, drawn without a browser."""

from __future__ import annotations

from typing import BinaryIO

from embedviz.errors import InvalidRequest
from embedviz.plotting.coloring import Color
from embedviz.plotting.still import Still, as_image, as_svg, still
from embedviz.projections import Projection
from embedviz.space import VectorSpace
from embedviz.writing.write import NO_PICTURE


def write_svg(
    what: Projection | VectorSpace, file: BinaryIO, color: Color = None, theme: str = "light"
) -> None:
    """Write a projection as SVG, coloured by a column."""
    file.write(as_svg(_still(what, color, theme)))


def write_png(
    what: Projection | VectorSpace, file: BinaryIO, color: Color = None, theme: str = "light"
) -> None:
    """Write a projection as PNG of 1600 × 1000 pixels, coloured by a column."""
    as_image(_still(what, color, theme)).save(file, format="PNG", optimize=True)


def _still(what: Projection | VectorSpace, color: Color, theme: str) -> Still:
    if not isinstance(what, Projection):
        raise InvalidRequest(NO_PICTURE)
    return still(what, color, theme)

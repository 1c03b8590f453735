"""The interactive plot as one file."""

from __future__ import annotations

from typing import BinaryIO

from embedviz.errors import InvalidRequest
from embedviz.plotting.html import page_of
from embedviz.projections import Projection
from embedviz.space import VectorSpace
from embedviz.writing.write import NO_PICTURE


def write_page(
    what: Projection | VectorSpace,
    file: BinaryIO,
    color: str | None = None,
    highlight: str | None = None,
    k: int = 5,
    theme: str = "auto",
) -> None:
    """Write what :func:`embedviz.write_html` writes."""
    if not isinstance(what, Projection):
        raise InvalidRequest(NO_PICTURE)
    file.write(page_of(what, color=color, highlight=highlight, k=k, theme=theme).encode())

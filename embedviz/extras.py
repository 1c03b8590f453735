"""Extras: parts of embedviz that bring heavy or special packages, installed by who wants them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from embedviz.errors import MissingExtra


@contextmanager
def needs(extra: str) -> Iterator[None]:
    """Let imports of what an extra brings say, where they fail, how to install it.

    Parameters
    ----------
    extra : str
        As pyproject.toml calls it: ``"excel"``, ``"models"``, ``"text"``, ``"umap"``, ``"dask"``.

    Raises
    ------
    MissingExtra
        If a module or a package that is asked for within is not installed.

    Examples
    --------
    >>> with needs("excel"):
    ...     import openpyxl
    """
    try:
        yield
    except ModuleNotFoundError as error:
        raise MissingExtra(
            f"This needs {error.name}, which is not installed here. Install it with "
            f'pip install "embedviz[{extra}]".'
        ) from error

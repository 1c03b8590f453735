"""write_html and show: the interactive plot as one file that needs no network and no server."""

from __future__ import annotations

import sys
import tempfile
import webbrowser
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from embedviz.plotting.given import colored
from embedviz.plotting.standalone import HERE, standalone_page, standalone_plot
from embedviz.projections import Projection
from embedviz.space import VectorSpace

if TYPE_CHECKING:
    from embedviz.plotting.widget import PlotWidget

HEIGHT = 640
AROUND = 170
"""Pixels that the plot's buttons, legend and sentences take."""

FRAME = Markup(
    '<iframe srcdoc="{}" title="{}" style="border: 0; width: 100%; height: {}px"></iframe>'
)


def write_html(
    view: Projection | VectorSpace,
    path: str | Path,
    *,
    color: str | Sequence[Any] | None = None,
    highlight: str | None = None,
    k: int = 5,
    theme: str = "auto",
    height: int = HEIGHT,
) -> Path:
    """Write the interactive plot as one HTML file; hover and search answer without a network.

    Parameters
    ----------
    view : Projection or VectorSpace
        A space is drawn by PCA.
    path : str or Path
        Of the file; it is overwritten.
    color : str or sequence, optional
        A column of the data set, or ``"quality"``; or n values in the order of the items.
    highlight : str, optional
        The item that is pinned at first.
    k : int
        How many neighbours are lit.
    theme : str
        ``"light"``, ``"dark"``, or ``"auto"``: as the notebook around it, else the reader's system.
    height : int
        Of the plot, in pixels.

    Returns
    -------
    Path

    Raises
    ------
    UnknownLabel, AmbiguousLabel, UnknownName
        For an item or a column that isn't there.

    Examples
    --------
    >>> import embedviz as ev, tempfile
    >>> view = ev.project(ev.vectorize(ev.load_dataset("digits").take(range(60))))
    >>> ev.write_html(view, f"{tempfile.mkdtemp()}/digits.html", color="digit").name
    'digits.html'
    """
    page = page_of(view, color=color, highlight=highlight, k=k, theme=theme, height=height)
    written = Path(path)
    written.write_text(page, encoding="utf-8")
    return written


def show(
    view: Projection | VectorSpace,
    *,
    color: str | Sequence[Any] | None = None,
    highlight: str | None = None,
    k: int = 5,
    theme: str = "auto",
    height: int = HEIGHT,
    live: bool = True,
) -> PlotWidget | None:
    """Show the interactive plot: in a notebook below the cell, else in the browser.

    Parameters are those of :func:`write_html`, and:

    Parameters
    ----------
    live : bool
        In a notebook: whether the plot stays in touch with Python, which the extra
        ``embedviz[notebook]`` lets it do. Else the whole plot is put into the notebook's file,
        2 MB, where it works without a kernel.

    Returns
    -------
    PlotWidget or None
        A live plot: its ``selected`` are the rows in the last box or lasso, its ``selection`` the
        same as a DataFrame, its ``pinned`` the selected item.

    Raises
    ------
    UnknownLabel, AmbiguousLabel, UnknownName, InvalidRequest
        For an item or a column that isn't there, for what has no vectors yet.

    Examples
    --------
    >>> import embedviz as ev
    >>> view = ev.project(ev.vectorize(ev.load_dataset("digits")), "pca")
    >>> shown = ev.show(view, color="digit", highlight="3, no. 1")  # doctest: +SKIP
    >>> shown.selection["digit"].value_counts()  # doctest: +SKIP
    """
    view, color = colored(view, color)
    asked: dict[str, Any] = {
        "color": color, "highlight": highlight, "k": k, "theme": theme, "height": height,
    }  # fmt: skip
    if _in_notebook():
        return _show_below_the_cell(view, asked, live=live)
    page = page_of(view, **asked)
    with tempfile.NamedTemporaryFile("w", suffix=".html", delete=False, encoding="utf-8") as file:
        file.write(page)
    if not webbrowser.open(Path(file.name).as_uri()):
        sys.stdout.write(f"No browser opened. The plot is in {file.name}\n")
    return None


def _show_below_the_cell(
    view: Projection, asked: dict[str, Any], *, live: bool
) -> PlotWidget | None:
    widget = _widget(view, asked) if live else None
    if widget is not None:
        widget.show()
        return widget
    shown = import_module("IPython.display")
    frame = str(FRAME.format(page_of(view, **asked), _title(view), asked["height"] + AROUND))
    shown.display({"text/html": frame, "text/plain": _title(view)}, raw=True)
    return None


def _widget(view: Projection, asked: dict[str, Any]) -> PlotWidget | None:
    """Make a live plot; None where what it needs isn't installed."""
    try:
        from embedviz.plotting.widget import PlotWidget
    except ImportError:
        return None
    return PlotWidget(view, standalone_plot(view, dock=True, **asked))


def _in_notebook() -> bool:
    """Say whether a notebook's kernel runs this; a terminal has none."""
    ipython = sys.modules.get("IPython")
    shell: Any = ipython.get_ipython() if ipython else None
    return shell is not None and hasattr(shell, "kernel")


def page_of(
    view: Projection | VectorSpace,
    *,
    color: Any = None,
    theme: str = "auto",
    height: int = HEIGHT,
    **asked: Any,
) -> str:
    """Give the content of the file that :func:`write_html` writes, which has its parameters."""
    view, color = colored(view, color)
    plot = standalone_plot(view, color=color, theme=theme, height=height, dock=True, **asked)
    title = _title(view)
    return standalone_page(
        HERE / "plot.html", [plot], door="standalone.js", theme=theme, title=title, plot=plot
    )


def _title(view: Projection) -> str:
    return f"{view.method.title} of {len(view.space):,} {view.space.dataset.items}"

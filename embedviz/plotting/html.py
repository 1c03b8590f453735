"""write_html and show: the interactive plot as one file that needs no network and no server.

Plotly and the data stand in it compressed: 2 MB and what the items weigh, instead of 5 MB and more.
"""

from __future__ import annotations

import base64
import gzip
import html
import json
import posixpath
import re
import sys
import tempfile
import webbrowser
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from plotly.offline import get_plotlyjs

from embedviz.plotting.bundle import color_bundle, graph_bundle, items_bundle, places_bundle
from embedviz.plotting.coloring import coloring
from embedviz.plotting.palette import FONT, GROUNDS, theme_named
from embedviz.projections import Projection

FRONTEND = Path(__file__).with_name("frontend")
HEIGHT = 640
STREAMLIT_SIDE = ("index.js", "host/plotly.js", "host/shelf.js")
_IMPORT = re.compile(r'(?<=from ")\.[^"]+')

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{colors}
body {{ margin: 0; padding: 16px; background: var(--st-background-color); }}
{styles}
</style>
<script type="importmap">{modules}</script>
</head>
<body>
<main id="embedviz"></main>
<script type="application/json" id="embedviz-given">{given}</script>
<script type="application/gzip" id="embedviz-plotly">{plotly}</script>
{parts}
<script type="module">import {{ start }} from "embedviz/standalone.js"; start();</script>
</body>
</html>
"""


def write_html(
    view: Projection,
    path: str | Path,
    *,
    color: str | None = None,
    highlight: str | None = None,
    k: int = 5,
    theme: str = "auto",
    height: int = HEIGHT,
) -> Path:
    """Write the interactive plot as one HTML file; hover and search answer without a network.

    Parameters
    ----------
    view : Projection
    path : str or Path
        Of the file; it is overwritten.
    color : str, optional
        A column of the data set, or ``"quality"``.
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
    """
    page = page_of(view, color=color, highlight=highlight, k=k, theme=theme, height=height)
    written = Path(path)
    written.write_text(page, encoding="utf-8")
    return written


def show(
    view: Projection,
    *,
    color: str | None = None,
    highlight: str | None = None,
    k: int = 5,
    theme: str = "auto",
    height: int = HEIGHT,
) -> None:
    """Show the interactive plot: in a notebook below the cell, else in the browser.

    Parameters are those of :func:`write_html`.

    Raises
    ------
    UnknownLabel, AmbiguousLabel, UnknownName
    """
    page = page_of(view, color=color, highlight=highlight, k=k, theme=theme, height=height)
    if _in_notebook():
        shown = import_module("IPython.display")
        frame = (
            f'<iframe srcdoc="{html.escape(page)}" title="{html.escape(_title(view))}" '
            f'style="border: 0; width: 100%; height: {height + 170}px"></iframe>'
        )
        shown.display({"text/html": frame, "text/plain": _title(view)}, raw=True)
        return
    with tempfile.NamedTemporaryFile("w", suffix=".html", delete=False, encoding="utf-8") as file:
        file.write(page)
    webbrowser.open(Path(file.name).as_uri())


def _in_notebook() -> bool:
    """Say whether a notebook's kernel runs this; a terminal has none."""
    ipython = sys.modules.get("IPython")
    shell: Any = ipython.get_ipython() if ipython else None
    return shell is not None and hasattr(shell, "kernel")


def page_of(
    view: Projection,
    *,
    color: str | None = None,
    highlight: str | None = None,
    k: int = 5,
    theme: str = "auto",
    height: int = HEIGHT,
) -> str:
    """Give the content of the file that :func:`write_html` writes."""
    bundles = (
        items_bundle(view.space.dataset),
        graph_bundle(view.space, k),
        places_bundle(view, view.quality),
        color_bundle(coloring(view, color, theme_named("light"))),
    )
    given = {
        "pinned": None if highlight is None else int(view.space.index_of(highlight)),
        "k": k,
        "zoom": False,
        "height": height,
        "analogy": None,
        "theme": theme,
    }
    parts = (
        f'<script type="application/gzip" data-part>{packed(bundle.data)}</script>'
        for bundle in bundles
    )
    return PAGE.format(
        title=html.escape(_title(view)),
        colors=_colors(theme),
        styles=(FRONTEND / "styles.css").read_text(encoding="utf-8"),
        plotly=packed_plotly(),
        modules=json.dumps({"imports": _modules()}),
        given=json.dumps(given),
        parts="\n".join(parts),
    )


def _title(view: Projection) -> str:
    return f"{view.method.title} of {len(view.space):,} {view.space.dataset.items}"


@cache
def packed_plotly() -> str:
    """Give Plotly's own file, compressed, as letters."""
    return packed(get_plotlyjs().encode())


def packed(data: bytes) -> str:
    """Compress into letters, the same each time: a notebook run again changes by nothing."""
    return _letters(gzip.compress(data, mtime=0))


def _letters(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _modules() -> dict[str, str]:
    """Give each module of the front end as an address that holds its code."""
    names = (path.relative_to(FRONTEND).as_posix() for path in sorted(FRONTEND.rglob("*.js")))
    return {
        f"embedviz/{name}": f"data:text/javascript;base64,{_letters(_module(name).encode())}"
        for name in names
        if name not in STREAMLIT_SIDE
    }


def _module(name: str) -> str:
    """Give a module's code with the others named in full: its new address has no folder."""
    folder = posixpath.dirname(f"embedviz/{name}")
    code = (FRONTEND / name).read_text(encoding="utf-8")
    return _IMPORT.sub(lambda found: posixpath.normpath(f"{folder}/{found[0]}"), code)


def _colors(theme: str) -> str:
    """Give the ground as style rules, under the names the app has for it."""
    if theme != "auto":
        return _ground(theme_named(theme).name)
    return f"{_ground('light')}\n@media (prefers-color-scheme: dark) {{ {_ground('dark')} }}"


def _ground(name: str) -> str:
    return f":root {{ --st-background-color: {GROUNDS[name]}; --st-font: {FONT}; }}"

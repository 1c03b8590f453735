"""The pages that bench_plot.py opens: ours, the obvious design, and bare Plotly without an app."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import plotly
from live_app import running_app, with_plots
from playwright.sync_api import Page

SHARED = """\
import sys

import numpy as np
import streamlit as st

n, dimensions = int(st.query_params["n"]), int(st.query_params["d"])


def points(n, d):
    rng = np.random.default_rng(0)
    centres = rng.normal(size=(40, d)) * 4
    made = centres[rng.integers(0, 40, n)] + rng.normal(size=(n, d))
    return made.astype(np.float32)
"""

OURS = (
    SHARED
    + """
from embedviz.projections.pca import PCA
from embedviz.space import VectorSpace
from embedviz.ui.plot_component import show_plot


@st.cache_resource
def view(n, d):
    return PCA()(VectorSpace(points(n, d), [f"item {row}" for row in range(n)]), dimensions=d)


st.button("again")
event = show_plot(view(n, dimensions), key="plot", pinned=st.session_state.get("item"),
                  measure=False, on_pin=lambda label: st.session_state.update(item=label))
st.text(f"pinned {st.session_state.get('item')}")
"""
)

ASKED = (
    OURS
    + """
from embedviz.ui.neighbors import show_neighbors
from embedviz.ui.state import Page

if event.pinned:
    space = view(n, dimensions).space
    show_neighbors(Page("asked"), space, event.pinned, 10, view(n, dimensions))
"""
)
"""Ours, with the table of neighbours that the pages have."""

CHOSEN = """\
import streamlit as st

chosen = st.selectbox("item", [f"item {row}" for row in range(1_000)])
near = [f"{rank} near {chosen}" for rank in range(10)]
st.dataframe({"item": near, "distance": range(10)})
"""
"""A bare app with such a table below a list to choose from: what Streamlit itself takes."""

OBVIOUS = (
    SHARED
    + """
import plotly.graph_objects as go

space = points(n, dimensions)
x, y = space.T[:2]
figure = go.Figure(go.Scattergl(x=x, y=y, mode="markers", text=[f"item {row}" for row in range(n)]))
chosen = st.session_state.get("plot", {}).get("selection", {}).get("point_indices", [])
if chosen:
    near = np.argsort(((space - space[chosen[0]]) ** 2).sum(axis=1))[:11]
    figure.add_trace(go.Scattergl(x=x[near], y=y[near], mode="markers", marker={"size": 14}))
figure.update_layout(height=560)
st.plotly_chart(figure, key="plot", on_select="rerun", selection_mode="points")
st.text(f"pinned {chosen}")
"""
)

BARE = """<!doctype html><meta charset="utf-8"><body style="margin:0">
<div id="plot" style="width:900px;height:560px"></div><script src="{plotly}"></script>
<script type="module">
const text = atob(document.querySelector("#data").textContent);
const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const all = new Float32Array(bytes.buffer);
const [n, d] = [{n}, {d}];
const axes = Array.from({{ length: d }}, (_, a) => all.subarray(a * n, (a + 1) * n));
const trace = {{ type: d === 3 ? "scatter3d" : "scattergl", mode: "markers", hoverinfo: "none",
  x: axes[0], y: axes[1], ...(d === 3 ? {{ z: axes[2] }} : {{}}), marker: {{ size: {size} }} }};
const start = performance.now();
await Plotly.newPlot("plot", [trace], {{ hovermode: false, dragmode: d === 3 ? "orbit" : "pan" }},
  {{ scrollZoom: true, displayModeBar: false }});
window.drawn = performance.now() - start;
</script><script type="application/octet-stream" id="data">{data}</script>"""


@contextmanager
def served(folder: Path, name: str, code: str) -> Iterator[str]:
    """Run an app and give its address."""
    script = folder / f"{name}.py"
    script.write_text(code, encoding="utf-8")
    with running_app(folder / f"{name}.log", with_plots(script, folder)) as address:
        yield address


def bare_page(folder: Path, n_items: int, dimensions: int) -> Path:
    """Write the same points as a page of Plotly alone."""
    scope: dict[str, object] = {"np": np}
    body = SHARED[SHARED.index("def points") :]
    exec(body, scope)  # noqa: S102 - our own lines, as the app runs them
    points = scope["points"](n_items, dimensions)  # type: ignore[operator]
    script = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    page = BARE.format(
        plotly=script.as_uri(),
        n=n_items,
        d=dimensions,
        size=min(11, max(1.5, 26 / n_items**0.22)),
        data=base64.b64encode(np.ascontiguousarray(points.T).tobytes()).decode(),
    )
    written = folder / f"bare{n_items}x{dimensions}.html"
    written.write_text(page, encoding="utf-8")
    return written


class Wire:
    """What comes over a page's websocket, in bytes."""

    def __init__(self, page: Page) -> None:
        self._page, self._taken = page, 0
        page.on("websocket", lambda socket: socket.on("framereceived", self._add))

    def _add(self, payload: str | bytes) -> None:
        self._taken += len(payload)

    def since_last(self) -> int:
        """Wait until nothing has come for a second and a half; give what came until then."""
        before = -1
        while before != self._taken:
            before = self._taken
            self._page.wait_for_timeout(1500)
        taken, self._taken = self._taken, 0
        return taken

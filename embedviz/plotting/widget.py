"""PlotWidget: the interactive plot in a notebook, which says what is selected in it."""

from __future__ import annotations

import base64
import gzip
from functools import cache
from typing import Any

import anywidget
import numpy as np
import pandas as pd
import traitlets
from IPython import get_ipython
from IPython.display import display
from plotly.offline import get_plotlyjs

from embedviz.plotting.modules import FRONTEND, one_script
from embedviz.plotting.standalone import StandalonePlot
from embedviz.projections import Projection


class PlotWidget(anywidget.AnyWidget):
    """A plot below a cell; its traits follow what one does in it.

    Attributes
    ----------
    pinned : str or None
        The selected item. Setting it selects another one in the plot.
    selected : list of int
        The rows within the last box or lasso, in order; ``observe`` it to hear of a new one.
    """

    _esm = (FRONTEND / "widget.js").read_text(encoding="utf-8")
    _css = (FRONTEND / "styles.css").read_text(encoding="utf-8")
    props = traitlets.Dict().tag(sync=True)
    bundles = traitlets.List(traitlets.Bytes()).tag(sync=True)
    theme = traitlets.Unicode("auto").tag(sync=True)
    answer = traitlets.Dict().tag(sync=True)
    pinned = traitlets.Unicode(None, allow_none=True).tag(sync=True)
    selected = traitlets.List(traitlets.Int())

    def __init__(self, view: Projection, plot: StandalonePlot) -> None:
        self._view = view
        self._shown_in = -1
        pinned = plot.props["pinned"]
        super().__init__(
            props=plot.props,
            bundles=[bundle.data for bundle in plot.bundles],
            theme=plot.props["theme"],
            pinned=None if pinned is None else view.space.labels[pinned],
        )
        self.on_msg(self._send_library)

    @property
    def selection(self) -> pd.DataFrame:
        """The selected rows with their facts and coordinates; the index is their row in the space.

        Where nothing is selected it has no rows.
        """
        return self._view.to_frame().iloc[self.selected]

    def __repr__(self) -> str:
        what = f"{self._view.method.title} of {len(self._view):,} {self._view.space.dataset.items}"
        return f"PlotWidget({what}, {len(self.selected):,} selected)"

    def show(self) -> None:
        """Show the plot below the cell; as the cell's last line it isn't shown once more."""
        display(self)  # type: ignore[no-untyped-call]
        self._shown_in = _cell()

    def _repr_mimebundle_(self, **options: Any) -> Any:
        if self._shown_in == _cell():
            return {"text/plain": repr(self)}
        return super()._repr_mimebundle_(**options)

    @traitlets.observe("answer")
    def _hear_selection(self, change: Any) -> None:
        bits, n_items = change.new.get("bits"), len(self._view)
        if not bits or change.new.get("count") != n_items:
            self.selected = []
            return
        packed = np.frombuffer(base64.b64decode(bits), dtype=np.uint8)
        self.selected = np.flatnonzero(np.unpackbits(packed, count=n_items)).tolist()

    @traitlets.validate("pinned")
    def _check_pinned(self, proposal: Any) -> str | None:
        label = proposal["value"]
        return None if label is None else self._view.space.labels[self._row(label)]

    @traitlets.observe("pinned")
    def _tell_pinned(self, change: Any) -> None:
        row = None if change.new is None else self._row(change.new)
        if self.props and row != self.props["pinned"]:
            self.props = {**self.props, "pinned": row, "heard": change.new}

    def _row(self, label: str) -> int:
        return int(self._view.space.index_of(label))

    def _send_library(self, _: Any, content: object, __: object) -> None:
        """Send what all plots run on: a page asks for it once."""
        if content == "library":
            self.send({}, buffers=list(_library()))


def _cell() -> int:
    """Give the number of the cell that runs; 0 outside of a notebook."""
    shell = get_ipython()
    return 0 if shell is None else int(shell.execution_count)


@cache
def _library() -> tuple[bytes, bytes]:
    texts = (one_script("main.js"), get_plotlyjs())
    script, plotly = (gzip.compress(text.encode(), mtime=0) for text in texts)
    return script, plotly

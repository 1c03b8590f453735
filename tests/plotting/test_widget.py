"""The widget's Python half: what a browser answers becomes rows, a frame, a pinned item."""

from __future__ import annotations

import base64

import numpy as np
import pytest

import embedviz as ev
from embedviz.errors import UnknownLabel
from embedviz.plotting.standalone import standalone_plot

pytest.importorskip("anywidget")


@pytest.fixture
def widget():
    from embedviz.plotting.widget import PlotWidget

    view = ev.project(ev.vectorize(ev.load_dataset("digits").take(range(50))))
    return PlotWidget(view, standalone_plot(view, highlight="3, no. 1", height=400, dock=True))


def answered(rows, count):
    bits = np.packbits(np.isin(np.arange(count), rows))
    return {"bits": base64.b64encode(bits.tobytes()).decode(), "count": count}


def test_a_selection_comes_back_as_rows_of_the_space(widget):
    heard = []
    widget.observe(lambda change: heard.append(change.new), "selected")
    widget.answer = answered([3, 17, 49], 50)
    assert widget.selected == [3, 17, 49]
    assert heard == [[3, 17, 49]]
    assert widget.selection.index.tolist() == [3, 17, 49]
    assert list(widget.selection) == ["label", "digit", "x", "y"]
    widget.answer = {}
    assert widget.selection.empty


def test_an_answer_about_other_items_counts_as_none(widget):
    widget.answer = answered([3], 60)
    assert widget.selected == []


def test_what_is_pinned_is_told_both_ways(widget):
    assert widget.pinned == "3, no. 1"
    widget.pinned = "7, no. 2"
    assert widget.props["pinned"] == widget._view.space.index_of("7, no. 2")
    with pytest.raises(UnknownLabel):
        widget.pinned = "nobody"


def test_what_all_plots_run_on_is_sent_when_a_page_asks(widget, monkeypatch):
    sent = []
    monkeypatch.setattr(type(widget), "send", lambda _, __, buffers: sent.append(buffers))
    widget._send_library(widget, "library", [])
    assert sum(map(len, sent[0])) < 2_500_000
    state = widget.get_state()
    assert sum(map(len, state["bundles"])) + len(state["_esm"]) + len(state["_css"]) < 150_000

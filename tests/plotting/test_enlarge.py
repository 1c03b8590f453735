from __future__ import annotations

import plotly.graph_objects as go
import pytest

from embedviz.plotting.enlarge import SMALLEST, enlarged
from embedviz.plotting.frame import axis, framed
from embedviz.plotting.palette import THEMES


@pytest.fixture
def figure() -> go.Figure:
    theme = THEMES["light"]
    made = framed(theme, height=300, xaxis=axis(theme, "years"))
    made.add_scatter(x=[1, 2], y=[1, 2], text=["a", "b"], textfont={"size": [9, 30]})
    made.add_annotation(x=1, y=1, text="here", font={"size": 11})
    return made


def test_no_type_is_smaller_than_the_back_row_can_read(figure):
    drawn = enlarged(figure)
    assert drawn.layout.font.size >= SMALLEST
    assert drawn.layout.xaxis.tickfont.size >= SMALLEST
    assert drawn.layout.xaxis.title.font.size >= SMALLEST
    assert drawn.layout.annotations[0].font.size >= SMALLEST
    assert drawn.layout.hoverlabel.font.size >= SMALLEST
    assert drawn.data[0].textfont.size == (SMALLEST, 42)


def test_the_figure_it_was_made_of_stays_as_it_is(figure):
    before = figure.to_json()
    assert enlarged(figure).layout.height > figure.layout.height
    assert figure.to_json() == before


def test_a_figure_that_names_no_size_gets_one():
    assert enlarged(go.Figure()).layout.font.size >= SMALLEST

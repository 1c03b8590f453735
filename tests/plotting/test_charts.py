"""Charts: what stands in the figure is what was given, and text stays text."""

from __future__ import annotations

import numpy as np
import pytest

from embedviz.plotting.charts import bars, heat, lines, scatter, strung
from embedviz.plotting.palette import THEMES

EVIL = "<img src=x onerror=alert(1)>"
TABLE = np.array([[1.0, 0.25], [0.25, 1.0]])
DRAWN = {
    "heat": lambda theme: heat(TABLE, [EVIL, "b"], low=0.0, theme=theme),
    "bars": lambda theme: bars([EVIL, "b"], {EVIL: [0.5, 1.0]}, theme=theme),
    "lines": lambda theme: lines("ab", {EVIL: [0, 1]}, marked=1, titles=(EVIL, ""), theme=theme),
    "scatter": lambda theme: scatter({EVIL: ([0], [1], [EVIL])}, titles=(EVIL, ""), theme=theme),
    "strung": lambda theme: strung({"a": {EVIL: 0.25}}, ends=(EVIL, "woman"), theme=theme),
}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", DRAWN)
def test_no_text_becomes_markup(theme, name):
    assert "<img" not in DRAWN[name](theme).to_json().replace("\\u003c", "<")


def test_a_heat_writes_each_number_in_its_square():
    (squares,) = heat(TABLE, ["a", "b"], low=0.0).data
    np.testing.assert_array_equal(squares.z, TABLE)
    assert squares.texttemplate == "%{z:.2f}"


def test_bars_are_shares_or_plain_numbers():
    assert bars(["a"], {"s": [0.5]}).data[0].text == ("50 %",)
    assert bars(["a"], {"s": [0.5]}, shares=False).data[0].text == ("0.50",)
    assert not bars(["a"], {"s": [0.5]}).layout.showlegend
    assert bars(["a"], {"s": [0.5]}, mark=0.2).layout.shapes[0].x0 == 0.2


def test_lines_mark_the_step_in_question():
    figure = lines("ab", {"s": [0.1, 0.9]}, marked=1, titles=("", ""))
    assert figure.layout.shapes[0].x0 == 1


def test_strung_items_are_in_the_order_of_their_places():
    figure = strung({"a": {"late": 0.9, "early": 0.1}}, ends=("man", "woman"))
    assert figure.data[0].y == ("early", "late")
    assert figure.layout.xaxis.ticktext == ("man", "half way", "woman")

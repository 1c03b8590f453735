"""What is handed over at the start is seen by who has the token, and by nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from embedviz.ui.handed import PARAMETER, hand_over
from embedviz.ui.session_file import Session

PAGE = Path(__file__).parents[2] / "pages" / "your_data.py"
TABLE = "fruit,sugar,water,kind\n" + "".join(
    f"fruit {row},{row * 7 % 11},{80 - row},{'sweet' if row % 2 else 'sour'}\n" for row in range(30)
)


@pytest.fixture
def visit():
    """Open the page with an address's parameters; give what it shows."""

    def open_page(**parameters):
        at = AppTest.from_file(str(PAGE), default_timeout=60)
        for name, value in parameters.items():
            at.query_params[name] = value
        at.run()
        assert not at.exception, at.exception
        return at

    return open_page


def said(at):
    return " ".join(each.value for each in at.markdown).replace("\\", "")


def test_who_has_the_token_sees_the_files_with_what_was_said_of_them(visit):
    choices = {"color": "water", "label": "kind", "projection": "features"}
    token = hand_over(Session("mine.csv", TABLE.encode(), choices))
    at = visit(**{PARAMETER: token})
    assert "**mine.csv**: 30 rows" in said(at)
    chosen = {each.label: each.value for each in at.selectbox}
    assert chosen["Colour by"] == "water"
    assert chosen["Label items by"] == "kind"
    assert chosen["Projection"] == "features"
    assert not [each for each in at.warning if "Ignored" in each.value]


def test_a_sample_may_have_any_size(visit):
    token = hand_over(Session("mine.csv", TABLE.encode(), {"rows": 12}))
    assert "12 of 30 rows" in said(visit(**{PARAMETER: token}))


def test_it_is_there_again_for_a_page_that_is_loaded_again_and_no_more_once_left(visit):
    token = hand_over(Session("mine.csv", TABLE.encode(), {}))
    assert "mine.csv" in said(visit(**{PARAMETER: token}))
    at = visit(**{PARAMETER: token})
    assert "mine.csv" in said(at)
    at.button(key="your_data.forget").click().run()
    assert "mine.csv" not in said(at)


@pytest.mark.parametrize("parameters", [{}, {PARAMETER: "x"}, {PARAMETER: "/etc/passwd"}])
def test_nobody_else_sees_them(visit, parameters):
    hand_over(Session("mine.csv", TABLE.encode(), {}))
    at = visit(**parameters)
    assert "mine.csv" not in said(at)
    assert "fruit and vegetables.csv" in said(at)

"""Pages as a visitor has them, without a browser: choose by key, read the tables."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120  # seconds, for the first fit of a model on a busy machine
WIDGETS = ("selectbox", "multiselect", "slider", "select_slider", "toggle", "button_group",
           "number_input", "text_area", "text_input")  # fmt: skip


class Visit:
    """A visitor on a page: chooses by key, reads what is shown."""

    HELD = (".k", ".zoom")  # chosen in the plot itself: no widget of Streamlit's has it

    def __init__(self, script: str, **address: str) -> None:
        self.at = AppTest.from_file(str(ROOT / script), default_timeout=PATIENCE)
        for name, value in address.items():
            self.at.query_params[name] = value
        self.at.run()
        self.check()

    def check(self) -> None:
        """Hold what is true of every page at any time: no traceback, no apology."""
        assert not self.at.exception, self.at.exception
        assert not self.at.error, self.at.error[0].value

    def choose(self, **chosen) -> Visit:
        """Set controls by key, a dot written as two underscores, and run the page.

        One without a widget is chosen on the plot, as :meth:`Page.hold` has it.
        """
        for key, value in chosen.items():
            name = key.replace("__", ".")
            widget = self._widget(name)
            if widget is not None:
                widget.set_value(value)
            else:
                assert name in self.at.session_state, f"nothing is called {name}"
                self.at.session_state[name] = value
        self.at.run()
        self.check()
        return self

    def choose_each(self, **choices) -> Visit:
        """Choose every combination of these values, each of which has to be drawn."""
        opening = next(iter(choices)).split("__", 1)[0]
        for values in product(*choices.values()):
            self.choose(**dict(zip(choices, values, strict=True)))
            assert self.plots[0] == f"{opening}.plot"
            assert not self.warnings
        return self

    def widget(self, key: str):
        found = self._widget(key)
        assert found is not None, f"no widget is called {key}"
        return found

    def _widget(self, key: str):
        widgets = (widget for kind in WIDGETS for widget in self.at.get(kind))
        return next((widget for widget in widgets if widget.key == key), None)

    def value(self, key: str):
        widget = self._widget(key)
        return self.at.session_state[key] if widget is None else widget.value

    def show(self, view: str) -> Visit:
        """Open another view of an explore page, such as its tables."""
        groups = (each.key for each in self.at.get("button_group"))
        key = next(each for each in groups if each and each.endswith(".view"))
        return self if self.value(key) == view else self.choose(**{key: view})

    @property
    def said(self) -> str:
        """Give what the page says of the plot, behind its "?"."""
        mounted = [each.proto.json for each in self.at.get("bidi_component") if each.proto.json]
        told = [json.loads(each).get("said", ()) for each in mounted]
        return " ".join(paragraph for paragraphs in told for paragraph in paragraphs)

    @property
    def told(self) -> dict:
        """Give what the page's plot is told of analogies."""
        return json.loads(
            next(
                each.proto.json
                for each in self.at.get("bidi_component")
                if '"analogies": {' in each.proto.json
            )
        )["analogies"]

    @property
    def plots(self) -> list[str]:
        """Give the keys of the plots, then those of the charts; parts of a plot are no plot."""
        mounted = [each.proto for each in self.at.get("bidi_component") if each.proto.json]
        plots = [proto.id.rsplit("-", 1)[-1] for proto in mounted]
        plots = [key for key in plots if key != "plot.preload"]
        return plots + [chart.key for chart in self.at.get("plotly_chart")]

    @property
    def neighbors(self) -> list[str]:
        """Give the labels of the neighbours' table, the nearest first."""
        return list(self.show("table")._table("Distance").iloc[:, 0])

    @property
    def answers(self) -> list[str]:
        """Give the answers of the analogy, the best first."""
        return [each["label"] for each in self.told["answers"]]

    @property
    def warnings(self) -> list[str]:
        return [each.value for each in self.at.warning]

    def _table(self, column: str):
        """Give the first table with a column that begins so."""
        return next(
            table.value
            for table in self.at.dataframe
            if any(name.startswith(column) for name in table.value)
        )


class Followed(Visit):
    """A visitor who comes by a link."""

    def __init__(self, page: str, address) -> None:
        self.at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE)
        for name, value in address.items():
            self.at.query_params[name] = value
        self.at.switch_page(f"pages/{page}.py").run()
        self.check()

    @property
    def address(self) -> dict[str, object]:
        return dict(self.at.query_params)

    @property
    def noted(self) -> dict[str, str]:
        """Where the value of each control lives, as the page has noted it."""
        return self.at.session_state["controls"]

    @property
    def bound(self) -> set[str]:
        """The controls whose values Streamlit writes into the address."""
        widgets = [each for kind in WIDGETS for each in self.at.get(kind) if each.key]
        return {each.key for each in widgets if getattr(each.proto, "query_param_key", "")}

    @property
    def ignored(self) -> str:
        return " ".join(each for each in self.warnings if "asks for something" in each).replace(
            "\\", ""
        )


@pytest.fixture
def visit():
    return Visit


@pytest.fixture
def follow():
    def go(page: str, **address) -> Followed:
        return Followed(page, address)

    return go

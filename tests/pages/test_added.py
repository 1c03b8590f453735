"""Whoever adds a part to its registry finds it on every page where it suits."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from types import ModuleType
from typing import ClassVar

import numpy as np
import pandas as pd
import pytest

from embedviz.datasets import DATASETS, Column, Dataset, Opening
from embedviz.embedders import EMBEDDERS
from embedviz.embedders.embedder import Embedder, compared_by
from embedviz.embedders.text import TextEmbedder
from embedviz.parameters import parameter
from embedviz.projections import PROJECTIONS, Method
from embedviz.ui.navigation import has_page, without_page

OPENING = Opening(title="Fruit", to_try="**Try this:** bite.", color="kind", icon="nutrition")


def load() -> Dataset:
    rng = np.random.default_rng(0)
    numbers = pd.DataFrame(rng.normal(size=(40, 3)), columns=["sugar", "water", "fat"])
    return Dataset(
        "fruit",
        numbers.assign(kind=["berry", "stone"] * 20),
        tuple(f"fruit {row}" for row in range(40)),
        (*(Column(name, name, "number") for name in numbers), Column("kind", "kind", "category")),
        title=OPENING.title,
        item="fruit",
        items="fruits",
        source="a test",
        default_features=("sugar", "water", "fat"),
        opening=OPENING,
    )


@dataclass(frozen=True, kw_only=True)
class Shaken(Method):
    title: ClassVar[str] = "Shaken"
    help: ClassVar[str] = "Shakes."
    has_chance: ClassVar[bool] = True
    force: int = parameter(2, "Force", help="How much.", low=1, high=5)

    def draw(self, space, *, dimensions, seed):
        rng = np.random.default_rng(seed)
        return self.project(rng.normal(size=(len(space), dimensions)), space, seed)


@dataclass(frozen=True, kw_only=True)
class Still(Shaken):
    title: ClassVar[str] = "Still"
    has_chance: ClassVar[bool] = False

    @classmethod
    def dimensions_for(cls, dataset, columns):
        return (2,) if columns else ()


@dataclass(frozen=True, kw_only=True)
class Labels(Embedder):
    title: ClassVar[str] = "Length of the label"
    help: ClassVar[str] = "How long it is."
    key: ClassVar[str] = "labels"
    metric: str = compared_by("euclidean")
    power: int = parameter(1, "Power", help="To which power.", low=1, high=3)

    @classmethod
    def fits(cls, dataset):
        return dataset.name != "digits"

    def compute(self, dataset):
        lengths = [len(label) ** self.power for label in dataset.labels]
        return {"vectors": np.array(lengths, np.float32)[:, None]}


@dataclass(frozen=True, kw_only=True)
class Letters(TextEmbedder):
    title: ClassVar[str] = "Letters"
    help: ClassVar[str] = "Counts letters."
    key: ClassVar[str] = "letters"
    doing: ClassVar[str] = "Counting letters"

    def encoder(self):
        from sklearn.feature_extraction.text import HashingVectorizer

        return HashingVectorizer(analyzer="char", n_features=8)


@pytest.fixture
def add(monkeypatch):
    """Put a member into a registry for one test."""

    def put(registry, name, member):
        module = ModuleType(f"{registry.package}.{name}")
        module.__dict__.update({member.__name__: member, "OPENING": OPENING})
        monkeypatch.setitem(sys.modules, module.__name__, module)
        monkeypatch.setattr(member, "__module__", module.__name__)
        monkeypatch.setitem(registry.members, name, f"{name}:{member.__name__}")

    return put


@pytest.fixture
def open_page(follow):
    """Open the page of a data set, quickly."""

    def go(name):
        if name == "sentences":  # without a language model
            return follow(name, **{"sentences.vectors": "TF-IDF", "sentences.projection": "PCA"})
        title = {} if has_page(name) else {"more.data": DATASETS[name]().opening.title}
        return follow(name if has_page(name) else "more", **title)

    return go


def control(page, ending):
    """Give the control that ends so, or None."""
    found = [each for each in page.at.selectbox if each.key and each.key.endswith(f".{ending}")]
    return found[0] if found else None


@pytest.mark.parametrize("name", DATASETS)
def test_an_added_projection_is_offered_by_every_page_that_it_suits(open_page, add, name):
    add(PROJECTIONS, "shaken", Shaken)
    add(PROJECTIONS, "still", Still)
    offered = control(open_page(name), "projection").options
    assert "Shaken" in offered
    assert ("Still" in offered) == bool(DATASETS[name]().default_features)


def test_an_added_projection_is_offered_for_own_data(follow, add):
    add(PROJECTIONS, "shaken", Shaken)
    assert "Shaken" in control(follow("your_data"), "projection").options


def controls_page():
    import streamlit as st

    from embedviz.embedders.first import first_embedder
    from embedviz.ui.choosing import choose_projection
    from embedviz.ui.results import dataset_named
    from embedviz.ui.state import Page

    dataset = dataset_named("cities")
    drawn = choose_projection(Page("t"), dataset, first_embedder(dataset))
    st.session_state["drawn"] = drawn


def test_its_parameters_are_asked_for_and_a_seed_where_there_is_chance(add):
    from streamlit.testing.v1 import AppTest

    add(PROJECTIONS, "shaken", Shaken)
    add(PROJECTIONS, "still", Still)
    at = AppTest.from_function(controls_page).run()
    at.selectbox(key="t.projection").set_value("shaken").run()
    at.slider(key="t.shaken.force").set_value(4)
    at.number_input(key="t.seed").set_value(7).run()
    drawn = at.session_state["drawn"]
    assert (drawn.method, drawn.seed) == (Shaken(force=4), 7)
    at.selectbox(key="t.projection").set_value("still").run()
    assert not at.number_input
    assert not at.get("button_group")  # it draws in 2D alone
    assert at.session_state["drawn"].seed == 42


@pytest.mark.parametrize("name", DATASETS)
def test_an_added_way_to_make_vectors_is_offered_where_it_fits(open_page, add, name):
    add(EMBEDDERS, "labels", Labels)
    add(EMBEDDERS, "letters", Letters)
    ways = control(open_page(name), "vectors").options
    assert ("Length of the label" in ways) == Labels.fits(DATASETS[name]())
    assert ("Letters" in ways) == bool(DATASETS[name]().columns_of("text"))


def encoders_page():
    import pandas as pd
    import streamlit as st

    from embedviz.datasets import Column, Dataset
    from embedviz.ui.choosing import choose_embedder
    from embedviz.ui.state import Page

    frame = pd.DataFrame({"price": [1, 2], "said": ["a bed", "two beds"]})
    columns = (Column("price", "price", "number"), Column("said", "said", "text"))
    rooms = Dataset("rooms", frame, ("A", "B"), columns, default_features=("price",))
    st.session_state["embedder"] = choose_embedder(Page("t"), rooms)


def test_an_added_text_encoder_is_offered_wherever_texts_are_encoded(add):
    from streamlit.testing.v1 import AppTest

    add(EMBEDDERS, "letters", Letters)
    at = AppTest.from_function(encoders_page).run()
    at.selectbox(key="t.vectors").set_value("letters").run()
    assert (type(at.session_state["embedder"]), at.session_state["embedder"].column) == (
        Letters,
        "said",
    )
    at.selectbox(key="t.vectors").set_value("mix").run()
    at.selectbox(key="t.encoder").set_value("letters").run()
    assert at.session_state["embedder"].encoder == Letters()


def test_an_added_data_set_is_on_more_data_sets_with_everything(follow, add):
    add(DATASETS, "fruit", load)
    assert "fruit" in without_page()
    page = follow("more", **{"more.data": "Fruit"})
    assert not page.ignored
    assert page.plots == ["fruit.plot"]
    assert any("Try this:" in each.value for each in page.at.markdown)
    assert control(page, "color").value == "kind"
    assert len(page.neighbors) == 5
    assert "fruit.why" in page.plots
    assert any("Source: a test" in each.value for each in page.show("about").at.caption)
    page.choose(fruit__projection="pca", fruit__dimensions=3, fruit__scaling="rank")
    assert not page.warnings


@pytest.mark.parametrize("name", without_page())
def test_each_data_set_without_a_page_is_there_with_everything(open_page, name):
    page = open_page(name)
    dataset = DATASETS[name]()
    assert not page.ignored
    assert not page.warnings
    assert f"{name}.plot" in page.plots
    assert page.value(f"{name}.item") == (dataset.default_item or dataset.labels[0])
    assert any(dataset.source in each.value for each in page.show("about").at.caption)
    tried = dataset.opening.to_try.split("**Try this:**")[1]
    assert any(tried in each.value for each in page.at.markdown)

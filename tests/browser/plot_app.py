"""A small app around the plot component: hostile labels, every control that counts.

``?dock`` in the address gives the plot a dock.
"""

import json

import numpy as np
import pandas as pd
import streamlit as st

from embedviz.datasets import Column, Dataset
from embedviz.projections.pca import PCA
from embedviz.space import VectorSpace
from embedviz.ui.analogies import Analogies, Answer, Asked
from embedviz.ui.plot_component import show_plot

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(2)">click</a>',
    "<b>bold</b> & <script>alert(3)</script>",
)


@st.cache_resource
def space() -> VectorSpace:
    rng = np.random.default_rng(0)
    vectors = np.concatenate(
        [rng.normal(centre, 0.5, size=(60, 6)) for centre in np.eye(6)[:3] * 6]
    ).astype(np.float32)
    labels = [*HOSTILE, *(f"item {number}" for number in range(3, 180))]
    group = np.repeat(["first", "<i>second</i>", "third"], 60)
    frame = pd.DataFrame({"group": group, "size": np.arange(180.0)})
    columns = (Column("group", "<u>group</u>", "category"), Column("size", "size", "number", "kg"))
    dataset = Dataset("tried", frame, tuple(labels), columns, title="Tried")
    return VectorSpace(vectors, dataset.labels, dataset=dataset)


st.set_page_config(layout="wide")
k = st.number_input("k", 1, 20, 5)
color = st.selectbox("colour", ["group", "size", "quality"])
dimensions = st.radio("dimensions", [2, 3], horizontal=True)
seed = st.radio("method", ["whole", "turned"], horizontal=True)
item = st.selectbox("item", space().labels, index=None, key="item")
arrows = st.toggle("analogy")
dock = "dock" in st.query_params
ANALOGY = Analogies(
    space(),
    (),
    Asked("item 3", "item 4", "item 5", "3cosadd", plane=False),
    Answer(("item 6", "item 7"), ("0.1", "0.2"), (0.5, 1.0), "Cosine distance"),
)


@st.cache_resource
def view_of(dimensions: int, *, turned: bool):
    made = PCA()(space(), dimensions=dimensions)
    if not turned:
        return made
    return type(made)(-made.coordinates[:, ::-1], made.space, made.method, 1, made.axes)


def pin(label: str) -> None:
    st.session_state["item"] = label


def group(labels) -> None:
    st.session_state["group"] = labels


def only(labels) -> None:
    st.session_state["only"] = labels


event = show_plot(
    view_of(dimensions, turned=seed == "turned"),
    key="plot",
    color=color,
    pinned=item,
    k=k,
    analogies=ANALOGY if arrows else None,
    dock=dock,
    on_pin=pin,
    on_select=group,
    on_only=only,
)
st.code(f"pinned on the page: {item}", language=None)
st.code(f"selected on the page: {len(st.session_state.get('group') or ())}", language=None)
st.code(f"only on the page: {len(st.session_state.get('only') or ())}", language=None)
if item:
    near = space().neighbors(item, k)["label"]
    st.code(f"{len(near)} near on the page: {' | '.join(near)} |", language=None)
    if dock:
        why = space().contributions(item, near.iloc[1]).values.tolist()
        st.code(f"why on the page: {json.dumps(why)}", language=None)

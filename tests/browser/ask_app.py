"""A small app that talks to the plot component itself: it answers questions, and changes items."""

import time

import numpy as np
import pandas as pd
import streamlit as st

from embedviz.datasets import Column, Dataset
from embedviz.plotting.bundle import color_bundle, graph_bundle, items_bundle, places_bundle
from embedviz.plotting.coloring import coloring
from embedviz.plotting.palette import THEMES
from embedviz.projections.pca import PCA
from embedviz.space import VectorSpace
from embedviz.ui.plot_assets import ADDRESSES, plot_component


@st.cache_resource
def space(step: int) -> VectorSpace:
    rng = np.random.default_rng(0)
    vectors = rng.normal(size=(120, 6)).astype(np.float32)[::step]
    labels = tuple(f"item {number}" for number in range(0, 120, step))
    frame = pd.DataFrame({"group": np.repeat([f"group {n}" for n in range(20)], 6)[::step]})
    columns = (Column("group", "group", "category"),)
    dataset = Dataset(f"asked{step}", frame, labels, columns, title="Asked")
    return VectorSpace(vectors, dataset.labels, dataset=dataset)


def answer(text: str, view, k: int):
    """Place a question between its nearest: those of the item whose number is its last word."""
    time.sleep(0.5)
    last = text.rsplit(maxsplit=1)[-1]
    row = int(last) if last.isdecimal() else 0
    graph = view.space.neighbor_graph(k)
    near = [
        [int(i), float(d)] for i, d in zip(graph.indices[row], graph.distances[row], strict=True)
    ]
    at = view.coordinates[graph.indices[row]].mean(axis=0)
    note = f"Drawn between its {k} nearest."
    return {"text": text, "at": [float(each) for each in at], "near": near, "note": note}


st.set_page_config(layout="wide")
k = st.number_input("k", 1, 20, 3)
dimensions = st.radio("dimensions", [2, 3], horizontal=True)
seed = st.radio("method", ["whole", "turned"], horizontal=True)
items = st.radio("items", ["all", "half"], horizontal=True)
understands = st.toggle("asks", value=True)


@st.cache_resource
def view_of(step: int, dimensions: int, *, turned: bool):
    made = PCA()(space(step), dimensions=dimensions)
    if not turned:
        return made
    stirred = np.random.default_rng(1).permutation(made.coordinates)
    return type(made)(stirred, made.space, made.method, 1, made.axes)


view = view_of(2 if items == "half" else 1, dimensions, turned=seed == "turned")
bundles = {
    "items": items_bundle(view.space.dataset),
    "graph": graph_bundle(view.space),
    "places": places_bundle(view),
    "color": color_bundle(coloring(view, "group", THEMES["light"])),
}
component = plot_component()
for name, bundle in bundles.items():
    component(key=f"plot.{name}", data=bundle.data, height=1)
question = st.session_state.get("plot", {}).get("query") if understands else None
pinned = st.query_params.get("item")
component(
    key="plot",
    data={
        **ADDRESSES,
        "parts": [bundle.id for bundle in bundles.values()],
        "pinned": view.space.labels.index(pinned) if pinned else None,
        "heard": None,
        "k": k,
        "zoom": False,
        "height": 500,
        "asks": understands,
        "query": answer(question, view, k) if question else None,
    },
    on_pinned_change=lambda: None,
    on_selected_change=lambda: None,
    on_only_change=lambda: None,
    on_query_change=lambda: None,
)
st.code(f"asked on the page: {question}", language=None)

"""Controls for a mix: which texts join the features, and how much each of them says."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from embedviz.datasets import Dataset
from embedviz.plotting.numbers import share, shortened
from embedviz.ui.controls import HEAVIEST_WEIGHT, choose_features
from embedviz.ui.links import kept
from embedviz.ui.messages import plain
from embedviz.ui.request import MixRequest
from embedviz.ui.texts import choose_encoder

_FEATURES = "the features"
_LONGEST_TITLE = 30
NO_BREAK = "\u00a0"


def choose_mix(page: str, dataset: Dataset, *, default_text: str | None) -> MixRequest:
    """Choose features, text columns and their model, and a weight for each of these blocks.

    The distance is Euclidean: shares of it are what the weights speak of.
    """
    titles = {column.name: column.title for column in dataset.columns_of("text")}
    texts = st.multiselect(
        "Text columns",
        list(titles),
        default=[name for name in titles if name == default_text],
        format_func=titles.__getitem__,
        key=f"{page}.texts",
        placeholder="Choose at least one",
        help="Each becomes a vector of what it means, beside the features.",
        **kept(page),
    )
    encoder = choose_encoder(page, metrics=("cosine",))
    features = choose_features(
        page, dataset, default_scaling="standard", metrics=("euclidean",), texts=texts
    )
    features_weight = _weigh(page, "features", _FEATURES) if features.features else 1.0
    weights = {name: _weigh(page, f"text.{name}", titles[name]) for name in texts}
    of_features = [(_FEATURES, features_weight)] if features.features else []
    _tell_shares([*of_features, *((titles[name], each) for name, each in weights.items())])
    return MixRequest(features, tuple(weights.items()), encoder, features_weight)


def _weigh(page: str, name: str, title: str) -> float:
    return st.slider(
        f"Weight of {plain(shortened(title, _LONGEST_TITLE))}",
        0.0,
        HEAVIEST_WEIGHT,
        1.0,
        0.1,
        format="%.1f",
        key=f"{page}.share.{name}",
        **kept(page),
    )


def _tell_shares(weights: Sequence[tuple[str, float]]) -> None:
    """Say what the weights come to: the shares of an average squared distance."""
    whole = sum(weight for _, weight in weights)
    if not whole:
        return
    told = ", ".join(
        f"{share(weight / whole).replace(' ', NO_BREAK)} {plain(shortened(title, _LONGEST_TITLE))}"
        for title, weight in weights
    )
    st.caption(
        f"Of the squared distance between two items, on average: {told}.",
        help="First each part is divided by the typical distance between items in it, so that "
        "many small numbers of a text and a few large ones of a table count alike. The distance "
        "is Euclidean; texts are compared by their angle.",
    )

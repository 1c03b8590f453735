"""Pictures: whether their vectors are their pixels or what a trained network makes of them."""

from __future__ import annotations

import streamlit as st

from embedviz.ui.controls import choose, choose_metric, choose_parameters
from embedviz.ui.request import HiddenRequest, PixelRequest
from embedviz.vectorizers.hidden_layer import HiddenLayer

PIXELS, HIDDEN = "pixels", "hidden"
ORIGINS = {PIXELS: "pixels", HIDDEN: "a network's hidden layer"}


def choose_pictures(page: str) -> PixelRequest | HiddenRequest:
    """Choose where the vectors of pictures come from, and the metric."""
    origin = choose(
        page,
        "vectors",
        "Vectors from",
        ORIGINS,
        help="- **Pixels**: one number a pixel.\n- **A network's hidden layer**: a small "
        "convolutional network is trained here in seconds; a picture becomes what its last hidden "
        "layer says of it.",
    )
    layer = None
    if origin == HIDDEN:
        layer = choose_parameters(HiddenLayer, f"{page}.layer")
        st.caption(
            "The network learns from the second half of the pictures. Shown are those of the "
            "first half, which it never saw."
        )
    metric = choose_metric(page, ("euclidean", "cosine", "manhattan"), "euclidean")
    if layer is None:
        return PixelRequest(metric)
    return HiddenRequest(layer.task, layer.n_components, layer.epochs, metric)

"""Results: computed once for each request and content, shared by all sessions, read-only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

import embedviz as ev
from embedviz.datasets import Dataset
from embedviz.plot.analogy_plane import AnalogyPlane
from embedviz.projections import Projection, Quality
from embedviz.space import VectorSpace
from embedviz.ui.request import (
    FeatureRequest,
    PixelRequest,
    SpaceRequest,
    TextRequest,
    ViewRequest,
)

# Streamlit finds a result by the content of what it was made from. Somebody else's data can be
# met only by who has the same data already.
BY_CONTENT: dict[str | type[Any], Callable[[Any], Any]] = {
    Dataset: lambda dataset: dataset.fingerprint,
    VectorSpace: lambda space: space.fingerprint,
    Projection: lambda view: (view.space.fingerprint, view.coordinates.tobytes()),
    # Left alone, Streamlit takes a dataclass by its values: PCA() would be found for Features().
    FeatureRequest: repr,
    PixelRequest: repr,
    TextRequest: repr,
    ViewRequest: repr,
}


@st.cache_resource(max_entries=16, show_spinner="Loading ...")
def dataset_named(name: str) -> Dataset:
    """Load a data set that ships with embedviz."""
    return ev.load_dataset(name)


@st.cache_resource(max_entries=2, show_spinner="Reading the words ...")
def words() -> VectorSpace:
    """Read the bundled model's token table."""
    return ev.load_words()


@st.cache_resource(max_entries=48, show_spinner="Making the vectors ...", hash_funcs=BY_CONTENT)
def space_of(dataset: Dataset, request: SpaceRequest) -> VectorSpace:
    """Make the vectors of a data set."""
    return request.space(dataset)


@st.cache_resource(max_entries=256, show_spinner="Encoding ...", hash_funcs=BY_CONTENT)
def vector_of(dataset: Dataset, request: TextRequest, text: str) -> NDArray[np.float32]:
    """Encode one more text as those of a data set are."""
    vector = request.vector(dataset, text)
    vector.setflags(write=False)
    return vector


@st.cache_resource(max_entries=96, show_spinner="Drawing the picture ...", hash_funcs=BY_CONTENT)
def view_of(space: VectorSpace, request: ViewRequest) -> Projection:
    """Draw a space."""
    return request.view(space)


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=BY_CONTENT)
def plane_of(space: VectorSpace, a: str, b: str, c: str) -> Projection:
    """Drop a space on the plane of an analogy."""
    return AnalogyPlane(a=a, b=b, c=c)(space)


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=BY_CONTENT)
def part_of(space: VectorSpace, rows: tuple[int, ...]) -> VectorSpace:
    """Take some rows of a space."""
    return space.take(rows)


@st.cache_resource(
    max_entries=96, show_spinner="Measuring how far it can be believed ...", hash_funcs=BY_CONTENT
)
def quality_of(view: Projection) -> Quality:
    """Measure a picture."""
    return view.quality

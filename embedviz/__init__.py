"""embedviz: see what an embedding is, and how far its picture can be believed.

>>> import embedviz as ev
>>> digits = ev.load_dataset("digits")
>>> space = ev.vectorize(digits)
>>> view = ev.project(space, method="pca")
>>> figure = ev.plot(view, color="digit", highlight="3, no. 1", k=5)
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from embedviz.api import (
        encode,
        learn,
        learn_pictures,
        list_datasets,
        load_dataset,
        load_words,
        mix,
        project,
        read,
        vectorize,
    )
    from embedviz.datasets import Column, Dataset
    from embedviz.errors import (
        AmbiguousLabel,
        EmbedvizError,
        InvalidParameter,
        InvalidRequest,
        MissingValues,
        ModelUnavailable,
        UnknownLabel,
        UnknownName,
        UnreadableFile,
    )
    from embedviz.plotting import plot, show, write_html
    from embedviz.projections import Projection
    from embedviz.space import VectorSpace
    from embedviz.space.groups import find_clusters
    from embedviz.writing import write

__version__ = "0.1.0"

# Public name to module. Nothing is imported before it is used: see what is light in
# tests/test_house.py.
_PUBLIC = {
    "AmbiguousLabel": "errors",
    "Column": "datasets",
    "Dataset": "datasets",
    "EmbedvizError": "errors",
    "InvalidParameter": "errors",
    "InvalidRequest": "errors",
    "MissingValues": "errors",
    "ModelUnavailable": "errors",
    "Projection": "projections",
    "UnknownLabel": "errors",
    "UnknownName": "errors",
    "UnreadableFile": "errors",
    "VectorSpace": "space",
    "encode": "api",
    "learn_pictures": "api",
    "find_clusters": "space.groups",
    "learn": "api",
    "list_datasets": "api",
    "load_dataset": "api",
    "load_words": "api",
    "mix": "api",
    "plot": "plotting",
    "project": "api",
    "read": "api",
    "show": "plotting",
    "vectorize": "api",
    "write": "writing",
    "write_html": "plotting",
}

__all__ = [
    "AmbiguousLabel",
    "Column",
    "Dataset",
    "EmbedvizError",
    "InvalidParameter",
    "InvalidRequest",
    "MissingValues",
    "ModelUnavailable",
    "Projection",
    "UnknownLabel",
    "UnknownName",
    "UnreadableFile",
    "VectorSpace",
    "encode",
    "find_clusters",
    "learn",
    "learn_pictures",
    "list_datasets",
    "load_dataset",
    "load_words",
    "mix",
    "plot",
    "project",
    "read",
    "show",
    "vectorize",
    "write",
    "write_html",
]


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'embedviz' has no attribute {name!r}")
    return getattr(import_module(f"embedviz.{_PUBLIC[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])

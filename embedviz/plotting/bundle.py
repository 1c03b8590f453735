"""Bundle: what the interactive plot is given of a projection, as bytes with a content hash.

Four bundles, because four things change apart from each other: the items (labels, facts,
pictures), their neighbour graph, where they are drawn, how they are coloured; and a fifth with the
vectors, for a plot that says why two items are near. A browser that has one already isn't sent it
again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sized
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd
import plotly.colors
from numpy.typing import NDArray

from embedviz.datasets.dataset import NUMERIC, Column, Dataset
from embedviz.plotting.coast import coast
from embedviz.plotting.coloring import OTHER, OUTSIDE, Coloring
from embedviz.plotting.hover import told
from embedviz.plotting.names import LONGEST_NAME, MOST_NAMES, NUMBERED, have_places, short_name
from embedviz.plotting.numbers import singular, value_text
from embedviz.plotting.palette import SCALE, THEMES, in_theme
from embedviz.plotting.sizes import CAMERA, LABEL_SIZE, LONGEST_LABEL, NAME_SIZE, NEAR
from embedviz.projections import Projection, Quality
from embedviz.space import VectorSpace

MAGIC = b"EVB1"
HASH_LENGTH = 16
ALIGNMENT = 8
SMALLEST = 10_240
"""Streamlit remembers messages from this size on and sends them only once: smaller ones are
filled up."""

MOST_NEIGHBORS, FEWEST_NEIGHBORS = 30, 5
GRAPH_BUDGET = 2_000_000
"""Neighbours in a graph: 30 for each of 66,000 items, fewer for each of more."""

MOST_DIMENSIONS, VECTORS_BUDGET = 64, 4_000_000
"""Vectors travel up to so many dimensions, and up to so many numbers in all: 16 MB."""

LETTERS_BUDGET = 2_000_000
"""Whole texts travel up to so many letters: 2 MB."""


@dataclass(frozen=True)
class Bundle:
    """Bytes for the front end, and the hash of their content."""

    data: bytes
    id: str


def pack(header: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> Bundle:
    """Pack a JSON header and arrays into one run of bytes.

    ``EVB1``, the 16 letters of the hash, the header's length (uint32), the header, the arrays;
    each starts at a multiple of 8. Numbers are little-endian.
    """
    places, blobs, offset = {}, [], 0
    for name, array in arrays.items():
        plain = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<"))
        blob = _padded(plain.tobytes())
        places[name] = {"type": array.dtype.name, "shape": list(array.shape), "at": offset}
        blobs.append(blob)
        offset += len(blob)
    head = json.dumps({**header, "arrays": places}, ensure_ascii=False, allow_nan=False).encode()
    head = _padded(head, b" ")
    content = len(head).to_bytes(4, "little") + head + b"".join(blobs)
    digest = hashlib.sha256(content).hexdigest()[:HASH_LENGTH]
    data = MAGIC + digest.encode() + content
    return Bundle(data.ljust(SMALLEST, b"\0"), digest)


def _padded(data: bytes, filler: bytes = b"\0") -> bytes:
    return data + filler * (-len(data) % ALIGNMENT)


def items_bundle(dataset: Dataset) -> Bundle:
    """Pack labels, facts and pictures of the items, and the colours of the ground."""
    arrays: dict[str, NDArray[Any]] = {}
    facts = []
    for number, column in enumerate(told(dataset)):
        fact, array = _fact(dataset, column)
        facts.append(fact)
        arrays[f"fact{number}"] = array
    if dataset.images is not None:
        arrays["images"] = np.round(255 * np.clip(dataset.images, 0, 1)).astype(np.uint8)
    placed = have_places(dataset)
    header = {
        "kind": "items",
        "item": dataset.item,
        "items": dataset.items,
        "labels": dataset.labels,
        "facts": facts,
        "texts": _whole_texts(dataset),
        "named": _worth_naming(dataset, with_place=placed),
        "placed": placed,
        "sizes": {"label": LABEL_SIZE, "name": NAME_SIZE, "longest": LONGEST_LABEL},
        "themes": {name: asdict(theme) for name, theme in THEMES.items()},
    }
    return pack(header, arrays)


def _whole_texts(dataset: Dataset) -> list[dict[str, Any]]:
    """Give the texts that labels cut off, for whoever takes items away; none if too heavy."""
    found = []
    for column in dataset.columns_of("text"):
        cells = dataset.texts(column.name)
        if any(cell != label for cell, label in zip(cells, dataset.labels, strict=True)):
            found.append({"title": column.title, "cells": cells})
    letters = sum(len(cell) for each in found for cell in each["cells"])
    return found if letters <= LETTERS_BUDGET else []


def _worth_naming(dataset: Dataset, *, with_place: bool) -> bool:
    """Say whether names on the picture would tell anything and leave any of it to be seen."""
    some = dataset.labels[:MOST_NAMES]
    if dataset.images is not None or all(NUMBERED.fullmatch(label) for label in some):
        return False
    lengths = [len(short_name(label, with_place=with_place)) for label in some]
    return float(np.mean(lengths)) <= LONGEST_NAME


def _fact(dataset: Dataset, column: Column) -> tuple[dict[str, Any], NDArray[Any]]:
    """Give how a column is written, and its values: numbers, or codes of its texts."""
    values = dataset.frame[column.name]
    if column.kind in NUMERIC:
        unit = {"unit": column.unit, "one": singular(column.unit)}
        return {"title": column.title, **unit, "texts": None}, values.to_numpy(dtype=np.float64)
    codes, unique = pd.factorize(values.astype(object), use_na_sentinel=False)
    texts = [value_text(each, column) for each in unique]
    fact = {"title": column.title, "unit": "", "one": "", "texts": texts}
    return fact, codes.astype(_smallest(len(texts)))


def _smallest(n_codes: int) -> type[np.unsignedinteger[Any]]:
    """Give the narrowest type that holds so many codes."""
    if n_codes <= np.iinfo(np.uint8).max:
        return np.uint8
    return np.uint16 if n_codes <= np.iinfo(np.uint16).max else np.uint32


def graph_width(items: Sized) -> int:
    """Give how many neighbours of each item travel: at most 30, fewer of very many items.

    No control over the plot needs to offer more.
    """
    return min(MOST_NEIGHBORS, len(items) - 1, max(FEWEST_NEIGHBORS, GRAPH_BUDGET // len(items)))


def graph_bundle(space: VectorSpace, k: int = MOST_NEIGHBORS) -> Bundle:
    """Pack the neighbour graph, at most ``k`` neighbours an item."""
    graph = space.neighbor_graph(min(k, graph_width(space)))
    header = {"kind": "graph", "unit": space.measure.unit, "metric": space.measure.title}
    return pack(header, {"indices": graph.indices, "distances": graph.distances})


def vectors_bundle(space: VectorSpace) -> Bundle | None:
    """Pack the vectors and the column that each dimension is of; None where they are too long."""
    if space.n_dimensions > MOST_DIMENSIONS or space.vectors.size > VECTORS_BUDGET:
        return None
    codes, columns = pd.factorize(np.asarray(space.feature_columns, dtype=object))
    titles = {column.name: column.title for column in space.dataset.columns}
    features = [titles.get(column, column) for column in columns]
    header = {"kind": "vectors", "metric": space.metric, "features": features}
    return pack(header, {"vectors": space.vectors, "columns": codes.astype(np.uint8)})


def places_bundle(view: Projection, quality: Quality | None = None) -> Bundle:
    """Pack where the items are drawn, what the axes mean, and how far it can be believed."""
    arrays: dict[str, NDArray[Any]] = {"coordinates": view.coordinates}
    if quality is not None:
        arrays["overlap"] = np.round(255 * quality.overlap).astype(np.uint8)
    if view.stretch:  # longitude and latitude
        arrays["coast"] = coast()
    header = {
        "kind": "places",
        "method": view.method.title,
        "from": view.space.n_dimensions,
        "axes": [asdict(axis) for axis in view.axes],
        "hasUnits": view.axes_have_units,
        "stretch": list(view.stretch),
        "explained": bool(view.explained_variance),
        "kept": None if quality is None else quality.mean_overlap,
        "k": None if quality is None else quality.k,
        "why": why_torn(view),
        "near": NEAR,
        "camera": CAMERA if view.dimensions == 3 else None,
    }
    return pack(header, arrays)


def why_torn(view: Projection) -> str:
    """Say why even a plot that leaves nothing out may tear neighbours apart; empty if unknown.

    Such a picture draws all the numbers of the vectors, but not each to the same scale.
    """
    if not view.axes_have_units or view.space.n_dimensions != view.dimensions:
        return ""
    if view.space.metric == "haversine":
        return "No dimension is dropped, but a flat map bends the globe and cuts it open."
    if view.stretch:
        return (
            f"No dimension is dropped, but the map stretches latitude "
            f"{view.stretch[1] / view.stretch[0]:g}×, so cities at nearly equal distances can swap "
            "ranks."
        )
    return "No dimension is dropped, but each axis is stretched to fill the frame."


def color_bundle(coloring: Coloring) -> Bundle:
    """Pack a colour choice: a code for each item and the legend, or a number for each item."""
    header: dict[str, Any] = {"title": coloring.title}
    if coloring.groups is not None:
        names = list(coloring.legend)
        codes = pd.Categorical(coloring.groups, categories=names).codes
        header |= {"kind": "groups", "names": names, "named": len(names) > 1}
        header["colors"] = _hues(coloring.legend, "light")
        header["dark"] = _hues(coloring.legend, "dark")
        header["counts"] = np.bincount(codes, minlength=len(names)).tolist()
        arrays: dict[str, NDArray[Any]] = {"codes": codes.astype(np.uint8)}
        if coloring.finer is not None:
            header |= {"parts": coloring.finer.names, "within": coloring.finer.within}
            arrays["parts"] = coloring.finer.codes
        return pack(header, arrays)
    if not coloring.title:
        hue = str(coloring.values[0])
        header |= {"kind": "same", "color": in_theme(hue, "light"), "dark": in_theme(hue, "dark")}
        return pack(header, {})
    scale = plotly.colors.get_colorscale(SCALE)
    header |= {"kind": "numbers", "ticks": coloring.ticks, "scale": scale}
    return pack(header, {"values": np.asarray(coloring.values, dtype=np.float32)})


def _hues(legend: Mapping[str, str], theme: str) -> list[str | None]:
    """Give the groups' colours on a ground; that of those in none belongs to the theme."""
    none = (OTHER, OUTSIDE)
    return [None if name in none else in_theme(hue, theme) for name, hue in legend.items()]

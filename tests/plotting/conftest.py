"""What the tests of plots share: data that tries to be markup, and a search for it in a figure."""

from __future__ import annotations

import json
import re

import numpy as np
import pandas as pd
import pytest

import embedviz as ev
from embedviz.datasets import Column, Dataset

IMAGE, LINK = "<img src=x onerror=alert(1)>", '<a href="javascript:alert(1)">x</a>'
OURS = re.compile(r"</?b>|<br>|<extra></extra>|<span style=\"font-family:[\w ,]+\">|</span>")


@pytest.fixture
def evil():
    """Eight items whose labels, titles, units and values are all markup."""
    labels = tuple(f"{(IMAGE, LINK)[row % 2]} {row}" for row in range(8))
    columns = (
        Column("size", IMAGE, "number", "<b>m</b>"),
        Column("age", LINK, "number", "<i>years</i>"),
        Column("heap", LINK, "category"),
        Column("tags", IMAGE, "set"),
    )
    frame = pd.DataFrame(
        {
            "size": [1.0, 2, 1, 2, 101, 102, 101, 102],
            "age": [1.0, 1, 2, 2, 101, 101, 102, 102],
            "heap": [IMAGE] * 4 + [LINK] * 4,
            "tags": [f"{IMAGE}; {LINK}", LINK] * 4,
        }
    )
    return Dataset("evil", frame, labels, columns, title=IMAGE, item=LINK, items=IMAGE)


@pytest.fixture
def evil_view(evil):
    space = ev.vectorize(evil, ["size", "age"])
    return lambda dimensions=2: ev.project(
        space if dimensions == 2 else ev.vectorize(evil, ["size", "age", "heap"]),
        "pca",
        dimensions=dimensions,
    )


@pytest.fixture
def raw_markup():
    """Give the texts of a figure in which a "<" is left when our own few tags are taken out."""

    def search(figure):
        found = list(strings(json.loads(figure.to_json())))
        # Something of the data is there at all, as letters.
        assert any("&lt;img src=x" in text or "‹img src=x" in text for text in found)
        return [text for text in found if "<" in OURS.sub("", text)]

    return search


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


@pytest.fixture
def numbers():
    """Read a list of numbers of a trace back, however Plotly keeps it."""
    return lambda values: np.array([np.nan if each is None else each for each in values], float)

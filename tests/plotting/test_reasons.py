"""What distances are made of, where the vectors are too long to travel to the browser."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from embedviz.datasets import Column, Dataset
from embedviz.plotting.reasons import reasons, spread_words
from embedviz.space import VectorSpace


def reason(first, second, **given):
    space = VectorSpace(np.float32([first, second]), ["a", "b"], **given)
    told = reasons(space, 0, k=1)
    assert told["row"] == 0
    return told["to"][0]


def test_named_dimensions_are_listed_by_their_share_and_the_others_together():
    words = [f"word {n}" for n in range(100)]
    other = np.zeros(100)
    other[7], other[3], other[50:54] = 2, 1, 0.5
    told = reason(np.zeros(100), other, feature_names=words)
    assert [each["feature"] for each in told["listed"]][:2] == ["word 7", "word 3"]
    sixths = [round(6 * each["share"], 2) for each in told["listed"]]
    assert sixths == [4, 1, 0.25, 0.25, 0.25, 0.25]
    assert told["rest"] == {"count": 94, "share": 0}
    assert told["words"] == ""


def test_numbers_without_names_are_not_listed_but_it_is_said_how_far_the_distance_is_spread():
    told = reason(np.zeros(384), np.ones(384))
    assert told["listed"] == []
    assert told["words"] == (
        "No single number decides: the 10 largest differences of 384 make 3 % of the distance."
    )


def test_one_number_that_decides_is_named_as_such():
    shares = np.array([0.6, *np.full(100, 0.004)])
    assert spread_words(shares) == (
        "One number alone makes 60 %; the 10 largest differences of 101 make 64 % of the distance."
    )
    assert spread_words(np.zeros(70)) == "All 70 numbers are the same."


def test_the_numbers_of_an_encoded_text_beside_features_count_as_one():
    frame = pd.DataFrame({"year": [1990, 1995], "plot": ["on nothing", "in a bar"]})
    dataset = Dataset("shows", frame, ("a", "b"), columns=(
        Column("year", "year", "number"), Column("plot", "plot", "text"),
    ))  # fmt: skip
    names = ["year", *(f"plot: dimension {n}" for n in range(1, 100))]
    told = reason(
        [0, *np.zeros(99)], [3, *np.full(99, 1 / 99**0.5)],
        dataset=dataset, feature_names=names, feature_columns=["year", *["plot"] * 99],
    )  # fmt: skip
    assert [tuple(each.values()) for each in told["listed"]] == [
        ("year", pytest.approx(0.9)), ("plot (99 numbers)", pytest.approx(0.1)),
    ]  # fmt: skip


def test_without_a_selected_item_there_is_nothing_to_explain():
    space = VectorSpace(np.eye(3, 70, dtype=np.float32), ["a", "b", "c"])
    assert reasons(space, None, k=2) == {"row": None, "to": []}
    assert [each["row"] for each in reasons(space, 1, k=9)["to"]] == list(
        space.neighbor_graph(2).indices[1]
    )

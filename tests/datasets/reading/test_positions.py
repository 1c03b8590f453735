"""A picture that somebody made before is known by the names of its columns."""

from __future__ import annotations

import io

import numpy as np
import pytest

import embedviz as ev
from embedviz.datasets.reading import read_raw, understood
from embedviz.datasets.reading.positions import find_positions

BY_METHOD = [
    ("projection_x", "projection_y"),  # Embedding Atlas
    ("__projection_x", "__projection_y"),
    ("umap_1", "umap_2"),
    ("UMAP-1", "UMAP-2"),  # Seurat
    ("X_umap_1", "X_umap_2"),  # Scanpy
    ("tsne_x", "tsne_y"),
    ("t-SNE 1", "t-SNE 2"),
    ("PC1", "PC2", "PC3"),
    ("umap_0", "umap_1"),
]
PLAIN = [("x", "y"), ("x", "y", "z"), ("x_2d", "y_2d"), ("dim1", "dim2"), ("dim_0", "dim_1")]
NONE = [
    ("x",),
    ("y", "z"),
    ("x", "z"),
    ("1", "2"),
    ("dim1", "dim2", "dim3", "dim4"),
    ("may", "max"),
]


def table(head: str, n_rows: int = 12, words: str = "fig"):
    rng = np.random.default_rng(0)
    n_numbers = len(head.split(",")) - 1
    rows = [f"{words} {row}," + ",".join(f"{n:.3f}" for n in rng.normal(size=n_numbers))
            for row in range(n_rows)]  # fmt: skip
    return understood(read_raw(io.BytesIO("\n".join([head, *rows]).encode()), "a.csv"))


@pytest.mark.parametrize("names", BY_METHOD)
def test_columns_named_after_a_method_are_a_picture(names):
    assert find_positions(["price", *names, "x", "y"], plain=False) == names


@pytest.mark.parametrize("names", PLAIN)
def test_plain_names_may_be_a_picture(names):
    assert find_positions(["price", *names]) == names
    assert find_positions(["price", *names], plain=False) == ()


@pytest.mark.parametrize("names", NONE)
def test_other_names_are_none(names):
    assert find_positions(names) == ()


def test_the_picture_is_no_feature_of_the_items_it_shows():
    found = table("name,sugar,water,umap_x,umap_y")
    assert found.positions == ("umap_x", "umap_y")
    assert found.default_features == ("sugar", "water")


def test_the_sides_of_a_box_are_measures():
    found = table("name,x,y,z,price,weight")
    assert found.positions == ()
    assert found.default_features == ("x", "y", "z", "price", "weight")


def test_x_and_y_alone_are_both_picture_and_features():
    found = table("name,x,y")
    assert found.positions == found.default_features == ("x", "y")


def test_beside_ready_vectors_x_and_y_are_a_picture():
    numbers = ",".join(f"d{n}" for n in range(8))
    assert table(f"name,x,y,price,{numbers}").positions == ("x", "y")


def test_a_picture_with_a_gap_is_not_proposed():
    csv = b"name,sugar,water,umap_x,umap_y\nfig,1,2,3,4\nkiwi,2,3,,5\nlime,3,4,5,6\n"
    assert understood(read_raw(io.BytesIO(csv), "a.csv")).positions == ()


def test_the_ready_picture_is_drawn_and_measured_by_the_vectors():
    found = table("name,sugar,water,umap_x,umap_y", n_rows=40)
    space = ev.vectorize(found.dataset(), scaling="standard")
    view = ev.project(space, "given")
    np.testing.assert_array_equal(
        view.coordinates, found.frame[["umap_x", "umap_y"]].to_numpy(np.float32)
    )
    assert [axis.title for axis in view.axes] == ["umap x", "umap y"]
    assert view.quality.trustworthiness < 0.7  # the places are random


def test_a_third_axis_that_is_not_there_gets_a_sentence():
    space = ev.vectorize(table("name,x,y").dataset())
    with pytest.raises(ev.InvalidRequest, match=r"There are 2: x, y\. Choose .*, or 2D\.$"):
        ev.project(space, "given", dimensions=3)

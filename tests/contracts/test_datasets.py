"""What every data set in the registry keeps, whoever wrote it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import embedviz as ev
from embedviz.datasets import DATASETS, Dataset, opening_of
from embedviz.datasets.dataset import NUMERIC
from embedviz.embedders import EMBEDDERS
from embedviz.embedders.first import first_embedder, first_name, fitting
from embedviz.embedders.sentence import Sentence
from embedviz.embedders.tfidf import Tfidf
from embedviz.parameters import knobs
from embedviz.projections import PROJECTIONS
from embedviz.projections.first import first_name as first_projection
from embedviz.projections.first import fitting as drawing
from embedviz.vectorizers.columns import parse_range, split_set

KINDS = {"number", "latitude", "longitude", "category", "set", "range", "text"}


@pytest.fixture(scope="module", params=DATASETS)
def dataset(request) -> Dataset:
    return DATASETS[request.param]()


def values(dataset, *kinds):
    for column in dataset.columns_of(*kinds):
        yield column, dataset.frame[column.name].dropna()


def test_it_is_known_by_its_name_in_the_registry(dataset):
    assert dataset.name in DATASETS
    assert ev.load_dataset(dataset.name).fingerprint == dataset.fingerprint


def test_labels_are_unique_and_neat(dataset):
    assert len(set(dataset.labels)) == len(dataset.labels) == len(dataset.frame) > 100
    assert all(label and label == label.strip() for label in dataset.labels)
    assert dataset.label_index[dataset.labels[0]] == 0


def test_columns_are_those_of_the_frame_and_no_others(dataset):
    assert [column.name for column in dataset.columns] == list(dataset.frame.columns)
    assert list(dataset.frame.index) == list(range(len(dataset)))


def test_every_column_says_what_it_means_in_plain_words(dataset):
    titles = [column.title for column in dataset.columns]
    assert len(set(titles)) == len(titles)
    for column in dataset.columns:
        assert column.kind in KINDS
        assert column.title
        assert "_" not in column.title
        assert column.note == "" or column.note.endswith(".")


def test_every_number_is_a_number(dataset):
    for column, numbers in values(dataset, *NUMERIC):
        assert pd.api.types.is_numeric_dtype(numbers), column.name
        assert np.isfinite(numbers.to_numpy(float)).all(), column.name


def test_degrees_have_their_unit_and_counts_no_other(dataset):
    for column in dataset.columns_of("latitude", "longitude"):
        assert column.unit == "°"
    for column in dataset.columns_of("category", "set", "text"):
        assert column.unit == ""


def test_coordinates_lie_on_the_earth(dataset):
    for column, degrees in values(dataset, "latitude", "longitude"):
        assert degrees.abs().max() <= (90 if column.kind == "latitude" else 180)
        assert degrees.nunique() > 100


def test_ranges_and_sets_can_be_read(dataset):
    for column, texts in values(dataset, "range"):
        assert all(parse_range(text, column.title, row) for row, text in enumerate(texts, 1))
    for _, texts in values(dataset, "set"):
        members = [split_set(text) for text in texts]
        assert all(len(set(each)) == len(each) for each in members)


def test_categories_and_texts_are_written_words(dataset):
    for column, texts in values(dataset, "category", "text"):
        assert all(isinstance(text, str) and text.strip() == text != "" for text in texts), column


def test_it_says_how_it_is_read_and_where_it_is_from(dataset):
    assert dataset.title
    assert dataset.item != dataset.items
    assert dataset.source
    assert dataset.licence


def test_a_first_visit_starts_with_something_that_is_there(dataset):
    assert dataset.default_item in dataset.labels
    features = {column.name for column in dataset.features}
    assert set(dataset.default_features) <= features
    assert dataset.opening.embedder in {"", *fitting(dataset)}
    assert dataset.opening.projection in PROJECTIONS
    assert dataset.opening.color in {None, *(column.name for column in dataset.columns)}


def test_what_its_opening_declares_is_what_a_first_visit_gets(dataset):
    opening = dataset.opening
    first = first_embedder(dataset)
    assert first_name(dataset) in fitting(dataset)
    assert set(opening.parameters) <= set(knobs(EMBEDDERS[first_name(dataset)]))
    assert {name: getattr(first, name) for name in opening.parameters} == opening.parameters
    columns = first.columns(dataset)
    wide = first.is_wide(dataset)
    assert opening.projection in drawing(dataset, columns)
    assert first_projection(dataset, columns, wide=wide) == opening.projection


def test_its_opening_is_known_before_it_is_loaded(dataset, monkeypatch):
    monkeypatch.setattr(Dataset, "__post_init__", None)  # no data set can be made meanwhile
    assert opening_of(dataset.name) == dataset.opening
    assert opening_of(dataset.name).title == dataset.title


def test_a_part_of_it_begins_as_the_whole_does(dataset):
    assert dataset.take(range(20)).opening is dataset.opening


def test_its_page_says_what_to_try_and_so_does_its_door(dataset):
    assert dataset.opening.to_try.count("**Try this:**") == 1
    assert dataset.opening.door.endswith((".", "?"))
    assert dataset.opening.icon


def test_the_analogies_to_start_from_are_of_its_items(dataset):
    for example in dataset.opening.examples:
        assert {example.a, example.b, example.c} <= set(dataset.labels)
        assert len({example.a, example.b, example.c}) == 3
        assert example.expected in {"", *dataset.labels} - {example.a, example.b, example.c}


def test_the_axes_to_start_from_are_between_its_items(dataset):
    for poles in dataset.opening.axes:
        assert {*poles.low, *poles.high} <= set(dataset.labels)
        assert poles.low
        assert poles.high
        assert not {*poles.low} & {*poles.high}


def test_the_portions_to_draw_are_parts_of_it(dataset):
    for portion in dataset.opening.portions.values():
        rows = portion.rows(dataset)
        assert rows == sorted(set(rows))
        assert 10 < len(rows) <= len(dataset)
        assert portion.title


def test_the_features_of_a_first_visit_have_no_gap(dataset):
    assert not dataset.frame[list(dataset.default_features)].isna().to_numpy().any()


def test_a_first_visit_gives_a_space_with_the_item_in_it(dataset):
    first = first_embedder(dataset)
    space = Tfidf()(dataset) if isinstance(first, Sentence) else first(dataset)  # no model's import
    assert len(space) == len(dataset)
    assert len(space.neighbors(dataset.default_item, k=10)) == 10


def test_every_feature_alone_can_be_vectorized(dataset):
    for column in dataset.features:
        space = ev.vectorize(dataset, [column.name], missing="drop")
        assert np.isfinite(space.vectors).all()


def test_pictures_are_one_an_item_from_0_to_1(dataset):
    if dataset.images is not None:
        assert len(dataset.images) == len(dataset)
        assert dataset.images.dtype == np.float32
        assert (dataset.images.min(), dataset.images.max()) == (0, 1)

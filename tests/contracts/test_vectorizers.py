"""What every vectorizer in the folder keeps, whoever wrote it."""

from __future__ import annotations

import copy
from importlib import import_module
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.base import TransformerMixin, clone
from sklearn.datasets import load_digits

from embedviz import vectorizers
from embedviz.datasets import Column
from embedviz.parameters import knobs


def found() -> dict[str, type]:
    """Every scikit-learn transformer that is defined in the folder, by its name."""
    files = Path(vectorizers.__file__).parent.glob("*.py")
    modules = [import_module(f"{vectorizers.__name__}.{file.stem}") for file in sorted(files)]
    return {
        name: each
        for module in modules
        for name, each in vars(module).items()
        if isinstance(each, type)
        and issubclass(each, TransformerMixin)
        and each.__module__ == module.__name__
    }


VECTORIZERS = found()
TEXTS = [
    "The cat sat on the mat.",
    "A kitten was resting on the rug.",
    "Stocks fell sharply on Monday.",
    "The market dropped at the start of the week.",
]


def a_table():
    columns = [
        Column("height", "height", "number", "m"),
        Column("kind", "kind", "category"),
        Column("tags", "tags", "set"),
        Column("span", "span", "range", "min"),
    ]
    frame = pd.DataFrame(
        {
            "height": [1.5, 2.5, 9.0, 4.0],
            "kind": ["a", "b", "a", "c"],
            "tags": ["x; y", "y", "", "z"],
            "span": ["1–2", "3", "2–9", "4–5"],
        }
    )
    return {"columns": columns, "scaling": "standard"}, frame


def some_shows():
    frame = pd.DataFrame(
        {
            "genres": ["Drama", "Sitcom; Family", "Sitcom", "Drama"],
            "debuted": [1989, 1990, 2000, 1982],
        },
        index=["a", "b", "c", "d"],
    )
    return {"n_components": 3, "epochs": 1}, frame


def some_ratings():
    nobody = np.nan
    ratings = [[5, 1, nobody], [4, nobody, 2], [nobody, 2, 5], [1, 5, 4]]
    return {"n_components": 2, "penalty": 0.5}, np.array(ratings)


EXAMPLES = {
    "FeatureVectorizer": a_table,
    "PixelVectorizer": lambda: ({}, load_digits().images[:4].astype(np.float32)),
    "TokenTable": lambda: ({}, ["king", "queen", "man", "king"]),
    "SentenceEncoder": lambda: ({}, TEXTS),
    "TfidfEncoder": lambda: ({"n_components": 3}, TEXTS),
    "EmbeddingLayer": some_shows,
    "RatingFactors": some_ratings,
    "Word2VecEncoder": lambda: ({"n_components": 5, "epochs": 3}, TEXTS),
    "MixVectorizer": lambda: (
        {"blocks": ["price", "said", "said"], "weights": {"said": 2.0}},
        np.array([[40.0, 0.1, 0.9], [42.0, 0.2, 0.8], [90.0, 0.9, 0.2], [60.0, 0.4, 0.4]]),
    ),
    "HiddenLayer": lambda: (
        {"task": "same", "n_components": 6, "epochs": 2},
        (load_digits().images[:4] / 16).astype(np.float32),
    ),
}
SLOW = {"SentenceEncoder", "HiddenLayer"}


@pytest.fixture(
    params=[
        pytest.param(name, marks=pytest.mark.slow) if name in SLOW else name for name in VECTORIZERS
    ]
)
def example(request):
    """A vectorizer with its parameters, and four items for it."""
    if request.param not in EXAMPLES:
        pytest.fail(f"Give EXAMPLES above parameters and four items for {request.param}.")
    parameters, items = EXAMPLES[request.param]()
    return VECTORIZERS[request.param](**parameters), items


def test_vectors_are_finite_float32_one_row_an_item(example):
    vectorizer, items = example
    vectors = vectorizer.fit_transform(items)
    assert isinstance(vectors, np.ndarray)
    assert vectors.dtype == np.float32
    assert vectors.ndim == 2
    assert len(vectors) == 4
    assert np.isfinite(vectors).all()
    assert vectors.any()


def test_every_dimension_has_a_name(example):
    vectorizer, items = example
    vectors = vectorizer.fit_transform(items)
    names = vectorizer.get_feature_names_out()
    assert len(names) == vectors.shape[1]
    assert len(set(names)) == len(names)
    assert all(isinstance(name, str) and name for name in names)


def test_fit_transform_is_fit_and_then_transform(example):
    vectorizer, items = example
    at_once = vectorizer.fit_transform(items)
    in_two_steps = clone(vectorizer).fit(items).transform(items)
    np.testing.assert_allclose(at_once, in_two_steps, atol=1e-6)


def test_an_item_has_the_same_vector_alone_as_among_others(example):
    vectorizer, items = example
    vectors = vectorizer.fit_transform(items)
    np.testing.assert_allclose(vectorizer.transform(items[1:2]), vectors[1:2], atol=1e-5)


def test_a_clone_has_the_same_parameters_and_has_learned_nothing(example):
    vectorizer, items = example
    learned = {name for name in vars(vectorizer.fit(items)) if name.endswith("_")}
    twin = clone(vectorizer)
    assert type(twin) is type(vectorizer)
    assert twin.get_params() == vectorizer.get_params()
    assert learned
    assert not learned & set(vars(twin))


def test_parameters_are_kept_as_given_and_can_be_set(example):
    vectorizer, _ = example
    for name, value in vectorizer.get_params().items():
        assert getattr(vectorizer, name) is value
        assert vectorizer.set_params(**{name: value}) is vectorizer


def test_the_items_are_left_alone(example):
    vectorizer, items = example
    before = copy.deepcopy(items)
    vectorizer.fit_transform(items)
    if isinstance(items, pd.DataFrame):
        pd.testing.assert_frame_equal(items, before)
    else:
        np.testing.assert_array_equal(items, before)


def test_a_vectorizer_says_what_it_is_and_what_its_parameters_do(example):
    vectorizer, _ = example
    assert vectorizer.title
    assert type(vectorizer).__doc__
    for _, knob in knobs(vectorizer).values():
        assert knob.title
        assert knob.help.endswith(".")


def test_every_example_is_of_a_vectorizer():
    assert set(EXAMPLES) <= set(VECTORIZERS)

"""What every way to make vectors in the registry keeps, whoever wrote it."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields, replace
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest

import embedviz as ev
from embedviz.datasets import DATASETS, Column, Dataset
from embedviz.datasets.own_texts import dataset_of_texts
from embedviz.datasets.shipped import shipped_rows
from embedviz.embedders import EMBEDDERS
from embedviz.embedders.embedder import Embedder
from embedviz.embedders.first import first_values
from embedviz.embedders.mix import Mix
from embedviz.embedders.text import TextEmbedder
from embedviz.embedders.tfidf import Tfidf
from embedviz.engine.jobs import Engine
from embedviz.engine.settings import Settings
from embedviz.errors import InvalidRequest
from embedviz.models import bundled_folder
from embedviz.parameters import KNOB, Knob, knobs
from embedviz.space import METRICS

ITEMS = 60
SLOW = {"sentence", "hidden_layer"}
"""They load the language model, or torch."""

WORDS = ["cat", "dog", "mat", "house", "tree", "rain", "sun", "road", "hill", "river"]
TEXTS = [f"The {one} by the {other}." for one in WORDS for other in WORDS if one != other][:ITEMS]


def made() -> list[Dataset]:
    """What nobody ships: bare texts, ready vectors, numbers beside texts and beside images."""
    rng = np.random.default_rng(0)
    labels = tuple(f"item {row}" for row in range(ITEMS))
    frame = pd.DataFrame({"cost": rng.random(ITEMS), "said": TEXTS, "kind": ["a", "b"] * 30})
    cost, said = Column("cost", "cost", "number"), Column("said", "said", "text")
    table = Dataset(
        "table", frame, labels, (cost, said, Column("kind", "kind", "category")),
        default_features=("cost",),
    )  # fmt: skip
    images = rng.random((ITEMS, 8, 8)).astype(np.float32)
    vectors = rng.normal(size=(ITEMS, 12)).astype(np.float32)
    return [
        dataset_of_texts(TEXTS),
        Dataset("vectors", pd.DataFrame(index=range(ITEMS)), labels, vectors=vectors),
        table,
        replace(table, name="images", images=images),
    ]


@cache
def datasets() -> list[Dataset]:
    return [*(DATASETS[name]().take(range(ITEMS)) for name in DATASETS), *made()]


@cache
def fitting(kind: type[Embedder]) -> Dataset:
    """Some items of the first data set that a way fits: one that ships, else one of those above."""
    for dataset in datasets():
        if kind.fits(dataset):
            return dataset
    return pytest.fail(f"{kind.title} fits no data set: add one that it does to made() above.")


def quick(kind: type[Embedder], dataset: Dataset | None = None, **chosen: Any) -> Embedder:
    """A way as a first visit has it, but for what takes seconds."""
    declared = knobs(kind)
    hasty = {name: Tfidf() for name, (_, knob) in declared.items() if knob.part}
    if "epochs" in declared:
        hasty["epochs"] = declared["epochs"][1].low
    return kind(**{**first_values(kind, dataset or fitting(kind)), **hasty, **chosen})


def marked(names) -> list:
    return [pytest.param(each, marks=pytest.mark.slow) if each in SLOW else each for each in names]


TEXT_EMBEDDERS = [name for name in EMBEDDERS if issubclass(EMBEDDERS[name], TextEmbedder)]


@pytest.fixture(scope="module", params=marked(EMBEDDERS))
def kind(request) -> type[Embedder]:
    return EMBEDDERS[request.param]


@pytest.fixture(scope="module")
def embedder(kind) -> Embedder:
    return quick(kind)


@pytest.fixture(scope="module")
def dataset(kind) -> Dataset:
    return fitting(kind)


@pytest.fixture(scope="module")
def record(embedder, dataset):
    return embedder.step(dataset).here()


@pytest.fixture(scope="module")
def space(embedder, dataset, record):
    return embedder.space(dataset, record)


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    folder = str(tmp_path_factory.mktemp("cache"))
    engine = Engine(Settings(workers=1, cache_megabytes=0, cache_folder=folder))
    yield engine
    engine.close()


def metrics(embedder, dataset) -> list[str]:
    offered = knobs(embedder)["metric"][1].options(dataset, vars(embedder))
    return [embedder.metric, *(each for each in offered if each != embedder.metric)]


def is_of_the_earth(metric: str) -> bool:
    """Whether a metric asks for two columns of their own kind, as a sentence says otherwise."""
    return METRICS[metric].plain == "haversine"


def test_it_says_what_it_is_and_what_its_parameters_do(kind):
    assert kind.title
    assert kind.help.endswith(".")
    for _, knob in knobs(kind).values():
        assert knob.title
        assert knob.help.endswith(".")


def test_it_says_what_it_does_while_it_works_unless_that_is_quick(embedder, dataset):
    assert isinstance(type(embedder).version, int)
    said = embedder.doing.format(n="60")
    assert said[:1].isupper() or embedder.step(dataset).is_quick is not None
    assert not said.endswith(".")


def test_it_can_be_written_down_and_made_again(embedder):
    classes = {EMBEDDERS[name].__name__: EMBEDDERS[name] for name in EMBEDDERS}
    again = eval(repr(embedder), classes)  # noqa: S307 our own text
    assert again == embedder
    assert hash(again) == hash(embedder)


def test_it_can_not_change_once_made(embedder):
    with pytest.raises(FrozenInstanceError):
        embedder.metric = "cosine"


def test_its_vectors_are_finite_float32_one_row_an_item(space, embedder, dataset):
    assert space.vectors.shape == (len(space), space.n_dimensions)
    assert space.vectors.dtype == np.float32
    assert np.isfinite(space.vectors).all()
    assert np.ptp(space.vectors, axis=0).any()
    assert not space.vectors.flags.writeable
    assert space.labels == embedder.items(dataset).labels


def test_each_of_its_dimensions_has_a_name_of_its_own(space):
    assert len(set(space.feature_names)) == space.n_dimensions
    assert all(space.feature_names)


def test_its_space_says_how_it_was_made(space, embedder):
    assert space.made_by
    assert space.metric == embedder.metric


def test_its_columns_are_those_of_the_data_set(embedder, dataset):
    names = {column.name for column in dataset.columns}
    assert set(embedder.columns(dataset)) <= names


def test_two_runs_give_the_same(embedder, dataset, space):
    again = embedder.space(dataset, embedder.step(dataset).here())
    np.testing.assert_array_equal(again.vectors, space.vectors)


def test_the_data_set_is_left_alone(embedder, dataset):
    kept = replace(dataset)  # without the hash of what it was before
    embedder(dataset)
    assert kept.fingerprint == dataset.fingerprint


def test_what_is_computed_is_the_same_under_any_metric(embedder, dataset):
    key = embedder.step(dataset).key
    for metric in metrics(embedder, dataset):
        if not is_of_the_earth(metric):
            other = replace(embedder, metric=metric)
            assert other.step(dataset).key == key
            assert other.computed == embedder.computed


def test_there_is_a_space_under_every_metric_it_offers(embedder, dataset, record):
    for metric in metrics(embedder, dataset):
        other = replace(embedder, metric=metric)
        try:
            space = other(dataset) if is_of_the_earth(metric) else other.space(dataset, record)
        except InvalidRequest as error:
            assert is_of_the_earth(metric), error  # noqa: PT017 - a sentence is one of two answers
        else:
            assert space.metric == metric
            assert len(space.neighbors(space.labels[0], k=3)) == 3


def another(knob: Knob, value: Any, dataset: Dataset, values: dict[str, Any]) -> Any:
    """Another value that a parameter may have; the same where there is none here."""
    names = [] if knob.options is None else list(knob.options(dataset, values))
    if knob.part:
        return Tfidf(seed=value.seed + 1)
    if knob.model:
        return str(bundled_folder())
    if knob.each:
        return tuple((name, 0.5) for name in names[:1])
    if knob.several:
        return value[:-1] if value else tuple(names[:1])
    if knob.choices is not None:
        names = list(knob.choices)
    if knob.low is not None:
        names = [knob.low, knob.high]
    return next((each for each in names if each != value), value)


def test_another_value_of_a_parameter_is_another_step(embedder, dataset):
    keys = {embedder.step(dataset).key}
    values = vars(embedder)
    asked = 0
    for field in fields(embedder):
        value = values[field.name]
        if field.name in {"metric", "missing"} & {*embedder.unread}:  # decided once they are there
            continue
        if KNOB in field.metadata:
            value = another(field.metadata[KNOB], value, dataset, values)
        elif type(value) is int:
            value += 1
        if value != values[field.name]:
            try:
                keys.add(replace(embedder, **{field.name: value}).step(dataset).key)
            except InvalidRequest:  # nothing left to make vectors of
                continue
            asked += 1
    assert len(keys) == asked + 1


def test_another_version_is_another_step(embedder, dataset, monkeypatch):
    key = embedder.step(dataset).key
    monkeypatch.setattr(type(embedder), "version", embedder.version + 1)
    assert embedder.step(dataset).key != key


def test_its_step_can_be_done_in_another_process(engine, embedder, dataset, space):
    step = replace(embedder.step(dataset), is_quick=None)
    record = engine.submit(step).result(timeout=300)
    np.testing.assert_allclose(embedder.space(dataset, record).vectors, space.vectors, atol=1e-6)


def by_recipe(embedder, dataset):
    """Run what a recipe says."""
    wanted, call, keywords = embedder.recipe(dataset)
    listed = ", ".join(f"{name}={value!r}" for name, value in keywords.items())
    making = f"{call}(data, {listed})" if call.startswith("ev.") else f"{call}({listed})(data)"
    there = {"ev": ev, "data": dataset}
    exec(f"{wanted}\nspace = {making}", there)  # noqa: S102 our own text
    return there["space"]


def test_its_recipe_makes_the_same_of_whatever_it_fits(kind):
    for dataset in [each for each in datasets() if kind.fits(each)]:
        embedder = quick(kind, dataset)
        here, there = embedder(dataset), by_recipe(embedder, dataset)
        np.testing.assert_allclose(there.vectors, here.vectors, atol=1e-6)
        assert there.feature_names == here.feature_names
        assert (there.metric, there.made_by) == (here.metric, here.made_by)


def test_its_recipe_says_what_is_no_default(embedder, dataset):
    for metric in metrics(embedder, dataset):
        if not is_of_the_earth(metric):
            assert by_recipe(replace(embedder, metric=metric), dataset).metric == metric


@pytest.mark.parametrize("name", marked(TEXT_EMBEDDERS))
def test_what_reads_texts_works_in_a_mix(name):
    encoder = quick(EMBEDDERS[name])
    table = next(each for each in datasets() if Mix.fits(each))
    space = quick(Mix, encoder=encoder)(table)
    of_texts = np.isin(space.feature_columns, table.columns_of("text")[0].name)
    assert 0 < of_texts.sum() < space.n_dimensions
    assert len(set(space.feature_names)) == space.n_dimensions
    assert encoder.made_by(table) in space.made_by


@pytest.mark.parametrize("name", marked(TEXT_EMBEDDERS))
def test_what_reads_texts_encodes_under_its_name(name):
    encoder = quick(EMBEDDERS[name])
    here = encoder(dataset_of_texts(TEXTS))
    keywords = encoder.keywords(dataset_of_texts(TEXTS)) | {"model": name}
    np.testing.assert_allclose(ev.encode(TEXTS, **keywords).vectors, here.vectors, atol=1e-6)


@pytest.mark.parametrize("name", marked(TEXT_EMBEDDERS))
def test_what_reads_texts_gives_one_more_text_its_place(name):
    embedder, dataset = quick(EMBEDDERS[name]), fitting(EMBEDDERS[name])
    assert embedder.reads_queries
    asked = dataset.texts(embedder.column)[7]
    row = embedder.query(dataset, asked).here(shipped_rows)["rows"]  # as the space has it
    np.testing.assert_allclose(row, embedder(dataset).vectors[[7]], atol=1e-5)


def test_what_reads_no_texts_says_so(kind, embedder, dataset):
    if not kind.reads_queries:
        with pytest.raises(InvalidRequest, match="not made from texts"):
            embedder.query(dataset, "a cat")

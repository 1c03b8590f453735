"""ev.mix: half what it says, half what it costs."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial.distance import pdist
from sklearn.preprocessing import StandardScaler

import embedviz as ev
from embedviz.datasets import Dataset
from embedviz.embedders.mix import Mix, mixed
from embedviz.embedders.tfidf import Tfidf


def of_column(space, *names):
    return space.vectors[:, np.isin(space.feature_columns, names)]


def mean_square(vectors):
    return float((pdist(vectors) ** 2).mean())


@pytest.mark.parametrize(("texts", "share"), [({"motto": 1}, 0.5), ({"motto": 3}, 0.75)])
def test_a_text_has_its_share_of_the_distance(towns, texts, share):
    space = ev.mix(towns, ["people", "land", "opening"], texts, model="tfidf")
    assert mean_square(space.vectors) == pytest.approx(1, rel=1e-5)
    assert mean_square(of_column(space, "motto")) == pytest.approx(share, rel=1e-5)


def test_the_features_are_those_of_vectorize_and_the_text_that_of_encode(towns):
    space = ev.mix(towns, ["people", "latitude"], {"motto": 1}, model="tfidf", features_weight=2)
    numbers = StandardScaler().fit_transform(towns.frame[["people", "latitude"]])
    text = ev.encode(towns, "tfidf", column="motto")
    of_features, of_text = (
        pdist(of_column(space, "people", "latitude")),
        pdist(space.vectors[:, 2:]),
    )
    ratios = of_features / pdist(numbers)
    np.testing.assert_allclose(ratios, ratios[0], rtol=1e-5)
    angles = np.sqrt(pdist(text.vectors, "cosine"))
    np.testing.assert_allclose(of_text / angles, of_text[0] / angles[0], rtol=1e-4)


def test_the_features_come_first_and_all_dimensions_have_a_name_and_a_column(towns):
    space = ev.mix(towns, ["people"], {"motto": 1}, model="tfidf")
    assert space.feature_names[0] == "population, people"
    assert all(name.startswith("motto: direction") for name in space.feature_names[1:])
    assert set(space.feature_columns[1:]) == {"motto"}
    assert space.made_by == "1 feature, scaling standard; motto by TF-IDF"
    assert space.labels == towns.labels


def test_where_nothing_is_named_it_is_the_default_features_and_the_first_text(towns):
    space = ev.mix(towns, model="tfidf")
    assert list(dict.fromkeys(space.feature_columns)) == ["latitude", "longitude", "motto"]


def test_texts_alone_can_be_mixed(towns):
    frame = towns.frame.assign(again=towns.frame["motto"])
    columns = (*towns.columns, ev.Column("again", "again", "text"))
    both = Dataset("both", frame, towns.labels, columns)
    space = ev.mix(both, [], ["motto", "again"], model="tfidf")
    np.testing.assert_allclose(of_column(space, "motto"), of_column(space, "again"))


def test_a_weight_of_0_leaves_the_other_alone(towns):
    item = "Richmond, Canada"
    costs = ev.mix(towns, ["people"], {"motto": 0}, model="tfidf")
    alone = ev.vectorize(towns, ["people"])
    assert list(costs.neighbors(item, 5)["label"]) == list(alone.neighbors(item, 5)["label"])
    says = ev.mix(towns, ["people"], {"motto": 1}, features_weight=0, model="tfidf")
    meant = ev.encode(towns, "tfidf", column="motto").neighbors(item, 3)
    assert says.neighbors(item, 1)["label"][0] == meant["label"][0]


def test_contributions_add_a_text_up_to_one_share(towns):
    space = ev.mix(towns, ["people", "latitude"], {"motto": 1}, model="tfidf")
    table = space.contributions("Quito, Ecuador", "Vancouver, Canada")
    assert set(table["feature"]) == {"people", "latitude", "motto"}
    assert table["share"].sum() == pytest.approx(1)


def test_another_metric_and_a_part_work_as_in_any_space(towns):
    space = ev.mix(towns, ["people"], {"motto": 1}, model="tfidf", metric="cosine")
    assert space.with_metric("euclidean").take([0, 3]).labels[1] == "Vancouver, Canada"


@pytest.fixture
def blanks(gappy):
    frame = gappy.frame.copy()
    frame.loc[[1, 5], "motto"] = ["  ", None]
    return Dataset("gappy", frame, gappy.labels, gappy.columns)


def test_gaps_are_left_out_of_a_mix_unless_it_is_said_what_to_do(blanks):
    with pytest.warns(UserWarning, match="2 of 6 rows have a gap"):
        assert len(ev.mix(blanks, ["latitude"], {"motto": 1}, model="tfidf")) == 4
    with pytest.raises(ev.MissingValues, match=r'^"motto" has no value in 2 of 6 rows'):
        ev.mix(blanks, ["latitude"], {"motto": 1}, model="tfidf", missing="error")
    dropped = ev.mix(blanks, ["people"], {"motto": 1}, model="tfidf", missing="drop")
    assert dropped.labels == tuple(blanks.labels[row] for row in (0, 3, 4))


def test_marked_gaps_are_dimensions_of_their_own(blanks):
    filled = ev.mix(blanks, ["people", "land"], {"motto": 1}, model="tfidf", missing="fill")
    marked = ev.mix(blanks, ["people", "land"], {"motto": 1}, model="tfidf", missing="category")
    assert len(filled) == len(marked) == 6
    more = {name for name in marked.feature_names if name.endswith(": missing")}
    assert more == {"population: missing", "country: missing", "motto: missing"}
    assert not any(name.endswith(": missing") for name in filled.feature_names)
    flags = marked.vectors[:, marked.feature_names.index("motto: missing")]
    assert np.flatnonzero(flags).tolist() == [1, 5]


def test_a_text_column_of_gaps_alone_can_not_be_filled(blanks):
    frame = blanks.frame.assign(motto=" ")
    empty = Dataset("empty", frame, blanks.labels, blanks.columns)
    with pytest.raises(ev.MissingValues, match=r'^"motto" has no text in any row'):
        ev.mix(empty, ["latitude"], {"motto": 1}, model="tfidf", missing="fill")


@pytest.mark.parametrize(
    ("asked", "error", "sentence"),
    [
        ({"texts": {}}, ev.InvalidRequest, "A mix needs a text column"),
        ({"texts": "motto"}, ev.InvalidRequest, 'Give the texts with their weights: {"motto": 1}.'),
        ({"texts": {"people": 1}}, ev.InvalidRequest, '"population" holds no texts.'),
        ({"texts": {"moto": 1}}, ev.UnknownName, "no column called 'moto'"),
        ({"features": ["peple"]}, ev.UnknownName, "no column called 'peple'"),
        ({"features": "people"}, ev.InvalidRequest, 'Give the features as a list: ["people"].'),
        ({"features": ["motto"]}, ev.InvalidRequest, '"motto" is text'),
        ({"texts": {"motto": 101}}, ev.InvalidParameter, "between 0 and 100"),
        ({"features_weight": -1}, ev.InvalidParameter, "between 0 and 100"),
        ({"metric": "haversine"}, ev.InvalidRequest, "Haversine"),
        ({"n_components": 1}, ev.InvalidParameter, "n_components"),
    ],
)
def test_what_can_not_be_mixed_gets_a_sentence(towns, asked, error, sentence):
    with pytest.raises(error) as caught:
        ev.mix(towns, **{"features": ["people"], "texts": {"motto": 1}, "model": "tfidf", **asked})
    assert sentence in str(caught.value)


def test_a_column_called_features_is_no_trouble(towns):
    frame = towns.frame.rename(columns={"motto": "features"})
    columns = (*towns.columns[:-1], ev.Column("features", "features", "text"))
    named = Dataset("named", frame, towns.labels, columns)
    space = ev.mix(named, ["people"], {"features": 3}, model="tfidf")
    assert mean_square(of_column(space, "features")) == pytest.approx(0.75, rel=1e-5)


def test_vectors_from_elsewhere_can_be_mixed(towns):
    mix = Mix(features=("people",), texts=("motto",), encoder=Tfidf())
    record = mixed(mix, towns, {"vectors": np.eye(6), "names": [f"d{n}" for n in range(6)]})
    assert record["vectors"].shape == (6, 7)
    assert mean_square(record["vectors"]) == pytest.approx(1, rel=1e-5)

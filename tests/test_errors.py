"""Errors: every sentence a visitor can meet in the core, word for word."""

from __future__ import annotations

import pytest

import embedviz as ev
from embedviz import errors
from embedviz.projections.umap import UMAP
from embedviz.vectorizers.sentence import SentenceEncoder

BUILT_IN = {
    "UnknownLabel": KeyError,
    "AmbiguousLabel": KeyError,
    "UnknownName": ValueError,
    "InvalidParameter": ValueError,
    "InvalidRequest": ValueError,
    "MissingValues": ValueError,
    "ModelUnavailable": OSError,
    "MissingExtra": ImportError,
    "UnreadableFile": ValueError,
    "InvalidSettings": ValueError,
    "LimitReached": ValueError,
    "JobStopped": RuntimeError,
    "JobFailed": RuntimeError,
    "WorkerLost": RuntimeError,
    "ClusterUnavailable": OSError,
}


@pytest.fixture
def near(towns):
    return ev.vectorize(towns)


def test_an_unknown_label_gets_the_closest_ones(near):
    with pytest.raises(ev.UnknownLabel) as caught:
        near.neighbors("Vancover", k=2)
    assert str(caught.value) == (
        'No item is called "Vancover". '
        'The closest are "Vancouver, Canada" and "Vancouver, United States".'
    )


def test_an_unknown_label_with_one_close_one_says_is(near):
    with pytest.raises(ev.UnknownLabel) as caught:
        near["Quitto"]
    assert str(caught.value) == 'No item is called "Quitto". The closest is "Quito, Ecuador".'


def test_an_unknown_label_like_no_other_says_just_that(near):
    with pytest.raises(ev.UnknownLabel) as caught:
        near["xyzzy"]
    assert str(caught.value) == 'No item is called "xyzzy".'


def test_a_bare_name_that_fits_three_items_lists_them(near):
    with pytest.raises(ev.AmbiguousLabel) as caught:
        near.neighbors("Richmond")
    assert str(caught.value) == (
        '"Richmond" fits 3 items: Richmond, Canada; Richmond, United States; '
        "Richmond, Australia. Choose one."
    )


def test_a_bare_name_that_fits_many_items_lists_eight_and_counts_all():
    error = errors.AmbiguousLabel.among("San", [f"San {number}" for number in range(12)])
    assert str(error).startswith('"San" fits 12 items: San 0; San 1; ')
    assert str(error).endswith("; San 7 and 4 more. Choose one.")


def test_an_unknown_projection_gets_the_nearest_name(near):
    with pytest.raises(ev.UnknownName) as caught:
        ev.project(near, "umpa")
    assert str(caught.value) == "There is no projection called 'umpa'. Try umap."


def test_a_name_like_no_other_gets_all_there_are(near):
    with pytest.raises(ev.UnknownName) as caught:
        ev.project(near, "zzz")
    assert str(caught.value) == (
        "There is no projection called 'zzz'. Try given, features, pca, umap or tsne."
    )


def test_a_parameter_out_of_range_gets_the_range():
    with pytest.raises(ev.InvalidParameter) as caught:
        UMAP(n_neighbors=1)
    assert str(caught.value) == "UMAP: n_neighbors must be between 2 and 200, got 1."


def test_too_many_neighbours_get_the_largest_number_there_can_be(near):
    with pytest.raises(ev.InvalidParameter) as caught:
        near.neighbors("Quito", k=10)
    assert str(caught.value) == (
        "10 neighbours were asked for, but there are only 6 items. Choose 5 or fewer."
    )


def test_no_features_at_all_says_what_that_would_mean(towns):
    with pytest.raises(ev.InvalidRequest) as caught:
        ev.vectorize(towns, features=[])
    assert str(caught.value) == (
        "Choose at least one feature: without one, every town is the same point."
    )


@pytest.mark.slow
def test_a_model_out_of_reach_names_the_one_that_works_offline(monkeypatch):
    import huggingface_hub.constants

    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(ev.ModelUnavailable) as caught:
        SentenceEncoder(model="x/y").fit([])
    assert str(caught.value) == (
        'The model "x/y" is not on this machine and the hub can\'t be reached. '
        "The bundled model all-MiniLM-L6-v2 works offline."
    )


@pytest.mark.parametrize(("name", "built_in"), BUILT_IN.items())
def test_each_error_is_also_the_built_in_a_python_user_catches(name, built_in):
    error = getattr(errors, name)
    assert issubclass(error, errors.EmbedvizError)
    assert issubclass(error, built_in)


def test_the_tree_of_errors_is_all_there_is():
    ours = {
        name
        for name, each in vars(errors).items()
        if isinstance(each, type) and issubclass(each, errors.EmbedvizError)
    }
    assert ours == {"EmbedvizError", *BUILT_IN}
    assert all(name in errors.__doc__ for name in ours)


@pytest.mark.parametrize("name", BUILT_IN)
def test_no_error_shows_quotes_or_escapes_around_its_sentence(name):
    sentence = 'No item is called "O\'Brien".\nTry again.'
    assert str(getattr(errors, name)(sentence)) == sentence

"""SentenceEncoder: the bundled model, held against sentence-transformers itself."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import spearmanr

from embedviz.errors import InvalidRequest, ModelUnavailable
from embedviz.vectorizers.lsa import TfidfEncoder
from embedviz.vectorizers.models import bundled_folder
from embedviz.vectorizers.sentence import SentenceEncoder

pytestmark = pytest.mark.slow

STSB = Path(__file__).parents[3] / "shared" / "reference" / "stsb_dev.csv"
TEXTS = [
    "The child is sick.",
    "The kid has fallen ill.",
    "The child is rich.",
    "Jaguars hunt at night.",
]


@pytest.fixture(scope="module")
def encoder():
    return SentenceEncoder().fit([])


@pytest.fixture(scope="module")
def vectors(encoder):
    return encoder.transform(TEXTS)


def test_vectors_are_those_of_sentence_transformers(vectors):
    from sentence_transformers import SentenceTransformer

    own = SentenceTransformer(str(bundled_folder()), device="cpu", local_files_only=True)
    np.testing.assert_allclose(vectors, own.encode(TEXTS), atol=1e-5)


def test_a_text_is_384_numbers_of_length_1(encoder, vectors):
    assert vectors.shape == (4, 384)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert encoder.get_feature_names_out()[[0, -1]].tolist() == ["dimension 1", "dimension 384"]


def test_a_paraphrase_is_nearer_than_a_sentence_with_the_same_words(vectors):
    similarity = vectors @ vectors.T
    assert similarity[0, 1] > similarity[0, 2] + 0.1
    assert similarity[0, 2] > similarity[0, 3]


def test_word_counts_see_it_the_other_way_round():
    counts = TfidfEncoder().fit_transform(TEXTS)
    assert counts[0] @ counts[2] > counts[0] @ counts[1] + 0.1


def test_a_text_has_the_same_vector_alone_and_among_others(encoder, vectors):
    np.testing.assert_allclose(encoder.transform(TEXTS[1:2])[0], vectors[1], atol=1e-5)


@pytest.mark.parametrize("blank", ["", "  ", "\n\t"])
def test_a_blank_text_is_refused_with_its_row(encoder, blank):
    with pytest.raises(InvalidRequest) as caught:
        encoder.transform(["one", blank, "three", blank])
    assert str(caught.value) == (
        "2 of 4 texts are blank (first: row 2). "
        "Leave them out: a blank text has no meaning to encode."
    )


def test_a_hubs_model_that_can_not_be_fetched_gets_a_sentence(monkeypatch):
    import huggingface_hub.constants

    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(ModelUnavailable, match=r'^The model "nobody/nothing" is not on this'):
        SentenceEncoder(model="nobody/nothing").fit([])


@pytest.mark.skipif(not STSB.is_file(), reason="the STS benchmark is not beside this checkout")
def test_similarities_follow_what_people_say(encoder):
    with STSB.open(encoding="utf-8", newline="") as file:
        first, second, score = zip(*list(csv.reader(file))[::3], strict=True)
    cosines = (encoder.transform(first) * encoder.transform(second)).sum(axis=1)
    assert spearmanr(cosines, np.asarray(score, dtype=float)).statistic > 0.82

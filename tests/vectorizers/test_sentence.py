"""SentenceEncoder: the bundled model, held against sentence-transformers itself."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import spearmanr

from embedviz.embedders.tfidf import Tfidf
from embedviz.engine.progress import JobCancelled, listening
from embedviz.errors import InvalidParameter, InvalidRequest, ModelUnavailable
from embedviz.models import BUNDLED_MODEL, bundled_folder
from embedviz.vectorizers import sentence
from embedviz.vectorizers.minilm import batches
from embedviz.vectorizers.sentence import SentenceEncoder, used_precision

pytestmark = pytest.mark.slow

STSB = Path(__file__).parents[3] / "shared" / "reference" / "stsb_dev.csv"
TEXTS = [
    "The child is sick.",
    "The kid has fallen ill.",
    "The child is rich.",
    "Jaguars hunt at night.",
]


MIXED = [
    "Yes.",
    "Ein kurzer Satz, nicht auf Englisch.",
    *TEXTS,
    "A longer text with more than one sentence. " * 9,
    "so long that its end is not read " * 60,
    "数字 and 🙂 are tokens too",
]
LEAST_COSINE = {"auto": 0.9998, "float32": 0.999999}  # 0.99987 measured over 3,060 texts


@pytest.fixture(scope="module")
def encoder():
    return SentenceEncoder().fit([])


@pytest.fixture(scope="module")
def vectors(encoder):
    return encoder.transform(TEXTS)


@pytest.fixture(scope="module")
def reference():
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(bundled_folder()), device="cpu", local_files_only=True)
    return lambda texts: model.encode(list(texts), show_progress_bar=False)


@pytest.mark.parametrize("precision", ["auto", "float32"])
def test_vectors_are_those_of_sentence_transformers_in_the_same_order(precision, reference):
    ours = SentenceEncoder(precision=precision).fit_transform(MIXED)
    cosines = ours @ reference(MIXED).T
    assert np.diag(cosines).min() > LEAST_COSINE[precision]
    assert (cosines.argmax(axis=1) == np.arange(len(MIXED))).all()


def test_in_float32_they_are_the_same_to_six_digits(reference):
    ours = SentenceEncoder(precision="float32").fit_transform(MIXED)
    np.testing.assert_allclose(ours, reference(MIXED), atol=1e-6)


def test_another_precision_is_refused():
    with pytest.raises(InvalidParameter, match=r"precision must be 'auto' or 'float32', got 'int8"):
        SentenceEncoder(precision="int8").fit([])


def test_a_text_is_384_numbers_of_length_1(vectors):
    assert vectors.shape == (4, 384)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_a_paraphrase_is_nearer_than_a_sentence_with_the_same_words(vectors):
    similarity = vectors @ vectors.T
    assert similarity[0, 1] > similarity[0, 2] + 0.1
    assert similarity[0, 2] > similarity[0, 3]


def test_word_counts_see_it_the_other_way_round():
    counts = Tfidf().encoding(TEXTS).here()["vectors"]
    assert counts[0] @ counts[2] > counts[0] @ counts[1] + 0.1


@pytest.mark.parametrize("precision", ["auto", "float32"])
def test_a_text_has_the_same_vector_alone_and_among_others(precision):
    encoder = SentenceEncoder(precision=precision).fit([])
    among = encoder.transform(MIXED)
    alone = np.vstack([encoder.transform([text]) for text in MIXED])
    np.testing.assert_allclose(alone, among, atol=1e-6)
    np.testing.assert_allclose(encoder.transform(MIXED[::-1])[::-1], among, atol=1e-6)


def test_the_same_texts_have_the_same_vectors_again(encoder):
    assert np.array_equal(encoder.transform(MIXED), encoder.transform(MIXED))


def test_no_text_no_vector(encoder):
    assert encoder.transform([]).shape == (0, 384)


@pytest.fixture(params=["bundled", "through sentence-transformers"])
def either(request):
    """The bundled model as we run it, and as any other folder is run."""
    model = BUNDLED_MODEL if request.param == "bundled" else str(bundled_folder())
    return SentenceEncoder(model=model).fit([])


def test_progress_is_heard_up_to_the_last_text(either):
    heard = []
    with listening(lambda *said: heard.append(said)):
        either.transform(MIXED * 10)
    done = [said[0] for said in heard]
    assert done == sorted(done)
    assert len(set(done)) > 2
    assert heard[-1] == (90, 90)


def test_a_cancel_stops_before_the_next_batch(either):
    heard = []

    def cancel(*said):
        heard.append(said[0])
        if said[0]:
            raise JobCancelled

    with listening(cancel), pytest.raises(JobCancelled):
        either.transform(MIXED * 10)
    assert 0 < heard[-1] < 90


def test_a_folder_is_encoded_by_sentence_transformers_in_the_same_order(reference):
    texts = MIXED * 5
    ours = SentenceEncoder(model=str(bundled_folder())).fit_transform(texts)
    np.testing.assert_allclose(ours, reference(texts), atol=1e-6)


def test_a_batch_holds_every_row_once_and_few_tokens():
    lengths = [3, 256, 7, 3, 256, 12] * 50
    shared = batches(lengths)
    assert sorted(row for rows in shared for row in rows) == list(range(300))
    assert max(sum(lengths[row] for row in rows) for rows in shared) <= 1024
    assert lengths[shared[0][0]] == 256
    assert lengths[shared[-1][-1]] == 3


def test_bfloat16_is_used_where_the_processor_has_it(monkeypatch, tmp_path):
    cpu = tmp_path / "cpuinfo"
    monkeypatch.setattr(sentence, "_CPU", cpu)
    used = used_precision.__wrapped__
    assert used("auto") == "float32"
    cpu.write_text("flags\t: avx512f avx512_bf16 avx512_vnni\n")
    assert used("auto") == "bfloat16"
    assert used("float32") == "float32"
    cpu.write_text("flags\t: avx2 avx512f\n")
    assert used("auto") == "float32"


def test_the_recipe_tells_apart_what_makes_other_vectors(monkeypatch, tmp_path):
    (tmp_path / "config.json").write_text("{}")
    folder = SentenceEncoder(model=str(tmp_path))
    recipes = [
        SentenceEncoder(precision="float32").recipe,
        SentenceEncoder(model="owner/name").recipe,
        folder.recipe,
    ]
    os.utime(tmp_path / "config.json", ns=(0, 2**62))
    recipes.append(folder.recipe)
    monkeypatch.setattr(sentence.SentenceEncoder, "version", 99)
    recipes.append(folder.recipe)
    assert len(set(recipes)) == 5
    assert SentenceEncoder().recipe == SentenceEncoder().recipe
    assert used_precision("auto") in SentenceEncoder().recipe


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
def test_similarities_follow_what_people_say_as_in_float32(encoder, reference):
    with STSB.open(encoding="utf-8", newline="") as file:
        first, second, score = zip(*list(csv.reader(file))[::3], strict=True)

    def spearman(encode):
        cosines = (encode(first) * encode(second)).sum(axis=1)
        return spearmanr(cosines, np.asarray(score, dtype=float)).statistic

    assert spearman(encoder.transform) > max(0.82, spearman(reference) - 0.005)

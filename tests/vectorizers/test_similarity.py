"""Shares of a similarity: they add up to the cosine, by whichever way the model is run."""

from __future__ import annotations

import numpy as np
import pytest

import embedviz as ev
from embedviz.errors import InvalidRequest, ModelUnavailable
from embedviz.models import bundled_folder
from embedviz.vectorizers.heat_map import heat_map
from embedviz.vectorizers.similarity import SimilarityShares

CAT, KITTEN = "The cat sat on the mat.", "A kitten was lying on the rug."
PAIRS = [
    (CAT, KITTEN),
    (CAT, CAT),
    ("Stocks fell.", "Ein Mäuschen, 数字 and 🙂: unforeseeable tokenization!"),
    ("so long that its end is not read " * 60, CAT),
]


@pytest.fixture
def shares() -> SimilarityShares:
    """Two texts of three and two tokens."""
    table = np.array([[0.1, -0.4], [0.2, 0.3], [0.05, 0.05]], dtype=np.float32)
    return SimilarityShares(
        ("<b>", "y"), (("[CLS]", "<b>", "##x"), ("[CLS]", "y")),
        (np.array([True, False, False]), np.array([True, False])), table, (0, 7), "a model",
    )  # fmt: skip


def test_the_strongest_pair_comes_first_whatever_its_sign(shares):
    assert shares.pairs[["rank", "first", "second", "special"]].values.tolist()[:2] == [
        [1, "[CLS]", "y", True], [2, "<b>", "y", False],
    ]  # fmt: skip
    first = shares.pairs["first_position"].to_numpy(), shares.pairs["second_position"].to_numpy()
    np.testing.assert_array_equal(shares.shares[first], shares.pairs["share"])
    assert shares.similarity == pytest.approx(0.3)


def test_the_shares_of_either_text_add_up_to_the_similarity(shares):
    table = shares.by_token
    assert table.groupby("text")["share"].sum().tolist() == pytest.approx([0.3, 0.3])
    assert table["token"].tolist() == ["[CLS]", "<b>", "##x", "[CLS]", "y"]
    assert table["special"].tolist() == [True, False, False, True, False]


def test_shares_can_not_be_written_to(shares):
    assert not shares.shares.flags.writeable


def test_what_a_notebook_shows_is_escaped_and_says_what_was_not_read(shares):
    html = shares._repr_html_()
    assert "<b>" not in html.replace("<b>SimilarityShares(", "")
    assert "&lt;b&gt; × y: 0.3000" in html
    assert "Not read, because the text is too long: the last 7 tokens of the second text." in html


def test_a_heat_map_of_long_texts_says_how_much_is_shown():
    tokens = tuple(map(str, range(100)))
    html = heat_map("t", (tokens, tokens[:2]), np.ones((100, 2)))
    assert html.count("<tr>") == 41
    assert "Shown are 40 × 2 of 100 × 2 pairs." in html


@pytest.mark.parametrize("model", ["TF-IDF", "word2vec"])
def test_an_encoder_that_averages_no_tokens_in_context_is_refused(model):
    with pytest.raises(InvalidRequest, match=r"doesn't make a text's vector as the mean"):
        ev.explain_similarity("a", "b", model)


def test_a_model_that_is_not_there_is_a_sentence():
    with pytest.raises(ModelUnavailable, match="There is no model called"):
        ev.explain_similarity("a", "b", "no such model")


@pytest.mark.slow
@pytest.mark.parametrize("pair", PAIRS)
def test_the_shares_add_up_to_the_cosine_of_sentence_transformers(pair, reference):
    first, second = reference.encode(list(pair))
    why = ev.explain_similarity(*pair, precision="float32")
    cosine = first @ second / (np.linalg.norm(first) * np.linalg.norm(second))
    assert why.shares.dtype == np.float32
    assert why.similarity == pytest.approx(cosine, abs=1e-6)
    assert float(why.shares.sum()) == pytest.approx(cosine, abs=2e-6)  # added up in float32


@pytest.mark.slow
def test_the_sum_is_the_similarity_that_a_space_shows():
    pair = ["My neighbour's cat never sat on our mat.", "Who would leave a kitten on a rug?"]
    shown = ev.encode(pair).neighbors(pair[0], k=1)["similarity"][0]
    assert ev.explain_similarity(*pair).similarity == pytest.approx(shown, abs=1e-6)


@pytest.mark.slow
def test_cat_and_kitten_are_the_strongest_pair_of_words():
    words = ev.explain_similarity(CAT, KITTEN).pairs.query("not special")
    assert words[["first", "second"]].to_numpy().tolist()[0] == ["cat", "kitten"]


@pytest.mark.slow
def test_a_text_that_is_too_long_says_how_much_was_not_read():
    why = ev.explain_similarity("word " * 400, "The end.")
    assert why.n_unread == (146, 0)
    assert why.shares.shape == (256, 5)
    assert "the last 146 tokens of the first text" in why.unread


@pytest.mark.slow
def test_a_model_in_a_folder_is_run_by_sentence_transformers_and_says_the_same():
    pair = ("unforeseeable " * 130, KITTEN)
    ours = ev.explain_similarity(*pair, precision="float32")
    theirs = ev.explain_similarity(*pair, str(bundled_folder()))
    assert theirs.tokens == ours.tokens
    assert theirs.n_unread == ours.n_unread
    np.testing.assert_array_equal(theirs.is_special[0], ours.is_special[0])
    np.testing.assert_allclose(theirs.shares, ours.shares, atol=1e-6)


@pytest.mark.slow
def test_a_model_that_takes_the_first_token_is_refused(tmp_path):
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Pooling

    network = SentenceTransformer(str(bundled_folder()), device="cpu")
    SentenceTransformer(modules=[network[0], Pooling(384, pooling_mode="cls")]).save(str(tmp_path))
    with pytest.raises(InvalidRequest, match="as the mean of its tokens' vectors"):
        ev.explain_similarity(CAT, KITTEN, str(tmp_path))


@pytest.mark.slow
def test_a_blank_text_is_refused():
    with pytest.raises(InvalidRequest, match="1 of 1 texts are blank"):
        ev.explain_similarity(CAT, " ")


@pytest.fixture(scope="module")
def reference():
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(bundled_folder()), device="cpu")

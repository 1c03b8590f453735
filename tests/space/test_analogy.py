"""Analogies: gensim on the same vectors is the oracle, a public test set the proof."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from gensim.models import KeyedVectors

import embedviz as ev
from embedviz.space import VectorSpace
from embedviz.space.analogy import ANALOGY_METHODS, SCORES, cosines_added
from embedviz.space.metrics import unit_length

# gensim's own 3CosMul calls what gensim has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:Call to deprecated `init_sims`:DeprecationWarning")

GENSIM = {"3cosadd": "most_similar", "3cosmul": "most_similar_cosmul"}
QUESTIONS = [
    (["king", "woman"], ["man"]),
    (["paris", "japan"], ["france"]),
    (["walked", "swimming"], ["walking"]),
    (["queen"], []),
    (["bigger", "cold"], ["big"]),
    (["mother", "son", "uncle"], ["father", "daughter"]),
]


def gensims(space: VectorSpace) -> KeyedVectors:
    keyed = KeyedVectors(space.n_dimensions)
    keyed.add_vectors(list(space.labels), space.vectors)
    return keyed


@pytest.fixture(scope="module")
def words():
    return ev.load_words()


@pytest.fixture(scope="module")
def words_by_gensim(words):
    return gensims(words)


@pytest.fixture(scope="module")
def random_space():
    vectors = np.random.default_rng(0).normal(size=(500, 20))
    return VectorSpace(vectors * 7, [f"w{row}" for row in range(500)])


def assert_equal_to_gensim(space, keyed, method, positive, negative):
    expected = getattr(keyed, GENSIM[method])(positive=positive, negative=negative, topn=10)
    ours = space.analogy(positive, negative, k=10, method=method)
    assert list(ours["label"]) == [word for word, _ in expected]
    np.testing.assert_allclose(ours["similarity"], [score for _, score in expected], rtol=1e-4)


@pytest.mark.parametrize("method", SCORES)
@pytest.mark.parametrize(("positive", "negative"), QUESTIONS)
def test_answers_on_words_equal_gensims(words, words_by_gensim, method, positive, negative):
    assert_equal_to_gensim(words, words_by_gensim, method, positive, negative)


@pytest.mark.parametrize("method", SCORES)
@pytest.mark.parametrize("metric", ["euclidean", "cosine", "manhattan"])
def test_answers_on_random_vectors_equal_gensims_under_every_metric(random_space, metric, method):
    space = random_space.with_metric(metric)
    keyed = gensims(space)
    for positive, negative in [(["w1", "w2"], ["w3"]), (["w4"], ["w5", "w6"]), (["w7"], [])]:
        assert_equal_to_gensim(space, keyed, method, positive, negative)


@pytest.mark.parametrize("method", ANALOGY_METHODS)
def test_analogy_leaves_out_the_words_of_the_question(words, method):
    question = {"king", "woman", "man"}
    answers = words.analogy(["king", "woman"], ["man"], k=20, method=method)
    assert not question & set(answers["label"])
    raw = cosines_added(words.vectors, [words.index_of("king")], [])
    assert words.labels[int(raw.argmax())] == "king"


def test_scores_by_3cosadd_lie_between_minus_1_and_1(random_space):
    scores = cosines_added(random_space.vectors, [1, 2], [3])
    assert scores.shape == (500,)
    assert (np.abs(scores) <= 1 + 1e-6).all()


def public_questions() -> dict[str, list[tuple[str, str, str, str]]]:
    """Mikolov's 19,544 questions a : b :: c : d by section, from gensim's own test data."""
    from gensim.test.utils import datapath

    sections = defaultdict(list)
    name = ""
    for line in Path(datapath("questions-words.txt")).read_text(encoding="utf-8").splitlines():
        if line.startswith(":"):
            name = line[2:]
        else:
            sections[name].append(tuple(line.lower().split()))
    return sections


def right_answers(words: VectorSpace, questions: list[tuple[str, ...]]) -> np.ndarray:
    """Whether 3CosAdd finds d for each question a : b :: c : d, the other three left out."""
    units = unit_length(words.vectors)
    rows = np.array([[words.dataset.label_index[word] for word in each] for each in questions])
    right = np.empty(len(rows), dtype=bool)
    for start in range(0, len(rows), 512):
        a, b, c, d = rows[start : start + 512].T
        scores = (units[b] - units[a] + units[c]) @ units.T
        for asked in (a, b, c):
            scores[np.arange(len(a)), asked] = -np.inf
        right[start : start + 512] = scores.argmax(axis=1) == d
    return right


def test_most_questions_of_the_public_test_set_come_out_right(words):
    known = set(words.labels)
    asked, right = {}, {}
    for section, questions in public_questions().items():
        in_vocabulary = [each for each in questions if known.issuperset(each)]
        if in_vocabulary:
            asked[section] = len(in_vocabulary)
            right[section] = int(right_answers(words, in_vocabulary).sum())
    shares = {name: f"{right[name] / count:.0%} of {count}" for name, count in asked.items()}
    assert sum(asked.values()) > 10_000
    assert sum(right.values()) / sum(asked.values()) >= 0.70, shares


def test_the_fast_way_to_ask_many_questions_is_the_way_we_answer_one(words):
    questions = public_questions()["family"]
    known = [each for each in questions if set(words.labels).issuperset(each)][::40]
    one_by_one = [words.analogy([b, c], [a], k=1)["label"][0] == d for a, b, c, d in known]
    assert one_by_one == right_answers(words, known).tolist()
    assert 0 < sum(one_by_one) < len(known) or all(one_by_one)


def test_the_order_of_what_is_added_does_not_matter(random_space):
    for first, second in combinations(["w1", "w2", "w3"], 2):
        for method in SCORES:
            one = random_space.analogy([first, second], ["w9"], method=method)
            other = random_space.analogy([second, first], ["w9"], method=method)
            assert list(one["label"]) == list(other["label"])

"""The check-up beside cleanlab's Datalab: on the same graph, the same votes, the same flips.

What cleanlab said stands in tests/reference/cleanlab.json, made by cleanlab_answers.py there.
"""

from __future__ import annotations

import importlib.util
import json
import string
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import embedviz as ev
from embedviz.space import NeighborGraph
from embedviz.space.checking.duplicates import usual_distance
from embedviz.space.checking.labels import by_nearness, confidently_other, votes_of

FOLDER = Path(__file__).parents[1] / "reference"
SAID = json.loads((FOLDER / "cleanlab.json").read_text())
_spec = importlib.util.spec_from_file_location("answers", FOLDER / "cleanlab_answers.py")
answers = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(answers)

needs_banking = pytest.mark.skipif(not answers.BANKING.is_file(), reason="no banking77_test here")


@pytest.fixture(scope="module")
def pixels() -> tuple[ev.VectorSpace, np.ndarray]:
    digits = ev.load_dataset("digits")
    return ev.vectorize(digits), digits.frame["digit"].astype(int).to_numpy()


@pytest.fixture(scope="module")
def questions() -> tuple[ev.VectorSpace, np.ndarray]:
    table = pd.read_csv(answers.BANKING)
    space = ev.encode(table["text"].tolist(), "tfidf")
    return space, pd.factorize(table["category"])[0]


def rates(space, truth) -> np.ndarray:
    """Precision and recall of the suspicious labels, mean over the seeds."""
    found = []
    for seed in answers.SEEDS:
        given, is_flipped = answers.flipped(truth, seed)
        rows = ev.check(space, given.astype(str), k=answers.K).rows("labels")
        right = is_flipped[rows].sum()
        found.append([right / len(rows), right / is_flipped.sum()])
    return np.mean(found, axis=0)


def test_near_duplicates_are_cleanlabs_at_its_thresholds(pixels):
    space, _ = pixels
    usual = float(np.median(space.neighbor_graph(1).distances))
    for threshold, rows in SAID["digits"]["duplicates"].items():
        limit = np.nextafter(float(threshold) * usual, 0)  # at the limit itself ours are near
        found = ev.check(space, near=limit).duplicates
        assert sorted(found["index"]) == rows
    assert len(rows) > 5


def test_outliers_are_cleanlabs_in_its_order(pixels):
    found = ev.check(pixels[0])
    order = found.scores["outlier_score"].sort_values(ascending=False, kind="stable").index
    assert order[:50].tolist() == SAID["digits"]["most outlying"]
    assert set(found.outliers["index"]) <= set(SAID["digits"]["outliers"])


def test_confident_learning_is_cleanlabs_on_the_same_votes(pixels):
    space, truth = pixels
    given, _ = answers.flipped(truth, 0)
    graph = space.neighbor_graph(answers.K)
    weights = by_nearness(graph.distances, usual_distance(graph))
    votes = votes_of(given, graph.indices, weights)
    assert np.flatnonzero(confidently_other(given, votes)).tolist() == SAID["digits"]["confident"]


def test_flipped_digits_are_found_no_worse_than_by_cleanlab(pixels):
    precision, recall = rates(*pixels)
    theirs = SAID["digits"]["precision and recall"]["Datalab"]
    assert precision >= max(theirs[0], 0.95)
    assert recall >= max(theirs[1], 0.93)


@needs_banking
def test_flipped_intents_are_found_no_worse_than_by_cleanlab():
    graph = NeighborGraph(**np.load(FOLDER / "banking77_graph.npz"))  # by the bundled model
    truth = pd.factorize(pd.read_csv(answers.BANKING)["category"])[0]
    labels = [str(row) for row in range(len(truth))]
    space = ev.VectorSpace(np.zeros((len(truth), 1)), labels).with_graph(graph)
    precision, recall = rates(space, truth)
    for name in ("Datalab", "prune_by_noise_rate", "confident_learning"):
        theirs = SAID["banking77"]["precision and recall"][name]
        assert precision >= theirs[0]
        assert recall >= max(theirs[1], 0.97)


@needs_banking
def test_flipped_intents_by_their_words_are_found_far_more_precisely(questions):
    precision, recall = rates(*questions)
    theirs = SAID["banking77_tfidf"]["precision and recall"]["Datalab"]
    assert precision >= 2 * theirs[0]
    assert recall >= theirs[1] - 0.04


@needs_banking
def test_all_planted_copies_in_another_case_or_with_blanks_are_found(questions, rng):
    texts = [text for text in questions[0].labels if " " in text]
    case, blanks, typos = np.split(rng.permutation(len(texts))[:90], 3)
    planted = [
        *(texts[row].upper() for row in case),
        *(f"  {texts[row].replace(' ', '   ')}!" for row in blanks),
        *(typo(texts[row], rng) for row in typos),
    ]
    found = ev.check(ev.encode([*texts, *planted], "tfidf"))
    repeated = np.isin(np.arange(len(texts), len(texts) + 90), found.duplicates["index"])
    assert repeated[:60].all()
    # A letter changed makes another word: by words, and by meaning, few of these are near.
    assert 0.05 <= repeated[60:].mean() <= 0.5


def typo(text: str, rng) -> str:
    """Swap, drop or replace a letter."""
    pairs = [at for at in range(len(text) - 1) if text[at : at + 2].isalpha()]
    at = int(rng.choice(pairs))
    swapped = text[at + 1] + text[at]
    other = str(rng.choice(list(string.ascii_lowercase)))
    new = [swapped, text[at], text[at] + other][int(rng.integers(3))]
    return text[:at] + new + text[at + 2 :]

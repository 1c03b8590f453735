"""What cleanlab finds on the same neighbour graphs and votes: makes ``cleanlab.json``.

cleanlab with its Datalab isn't among the development dependencies; it is asked in an environment
of its own (``pip install "cleanlab[datalab]"``), with what ours has written:

    .venv/bin/python tests/reference/cleanlab_answers.py ask FOLDER
    OTHER/bin/python tests/reference/cleanlab_answers.py answer FOLDER tests/reference/cleanlab.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

K = 10
SEEDS = (0, 1, 2, 3, 4)
BANKING = Path("/work/shared/reference/banking77_test.csv")
FILTERS = ("prune_by_noise_rate", "confident_learning", "both", "low_self_confidence")
DUPLICATE_THRESHOLDS = (0.13, 0.5)


def flipped(truth, seed):
    """Give classes of which one in twenty is another, drawn evenly, and which those are."""
    random = np.random.default_rng(seed)
    n_classes = truth.max() + 1
    rows = random.permutation(len(truth))[: len(truth) // 20]
    given = truth.copy()
    given[rows] = (truth[rows] + random.integers(1, n_classes, len(rows))) % n_classes
    is_flipped = np.zeros(len(truth), bool)
    is_flipped[rows] = True
    return given, is_flipped


def dense(votes, n_classes):
    """Write the votes of (n, k) neighbours as (n, classes) probabilities."""
    table = np.zeros((len(votes.near), n_classes))
    np.put_along_axis(table, votes.near, votes.shares, axis=1)
    return table


def spaces():
    """Give the spaces that are asked about, and the true classes."""
    import pandas as pd

    import embedviz as ev

    digits = ev.load_dataset("digits")
    yield "digits", ev.vectorize(digits), digits.frame["digit"].astype(int).to_numpy()
    if BANKING.is_file():
        table = pd.read_csv(BANKING)
        texts, truth = table["text"].tolist(), pd.factorize(table["category"])[0]
        yield "banking77_tfidf", ev.encode(texts, "tfidf"), truth
        yield "banking77", ev.encode(texts), truth


def ask(folder):
    """Write the graphs and votes that cleanlab is to be asked about."""
    from embedviz.space.checking.duplicates import usual_distance
    from embedviz.space.checking.labels import by_nearness, votes_of

    for name, space, truth in spaces():
        graph = space.neighbor_graph(K)
        weights = by_nearness(graph.distances, usual_distance(graph))
        votes = [
            dense(votes_of(flipped(truth, seed)[0], graph.indices, weights), truth.max() + 1)
            for seed in SEEDS
        ]
        if name == "banking77":  # its vectors take a minute
            arrays = {"indices": graph.indices.astype(np.int16), "distances": graph.distances}
            np.savez_compressed(Path(__file__).with_name("banking77_graph.npz"), **arrays)
        np.savez(
            folder / f"{name}.npz", truth=truth, points=space.points, indices=graph.indices,
            distances=graph.distances, votes=np.array(votes),
        )  # fmt: skip


def answer(folder, written):
    """Write what cleanlab says to each."""
    from importlib.metadata import version

    told = {"cleanlab": version("cleanlab")}
    for path in sorted(folder.glob("*.npz")):
        told[path.stem] = answers(np.load(path))
    written.write_text(f"{json.dumps(told, indent=1)}\n")


def answers(asked):
    """Give cleanlab's duplicates, outliers and label issues, and how right those are."""
    from cleanlab import Datalab
    from cleanlab.filter import find_label_issues
    from scipy.sparse import csr_matrix

    truth, n_items = asked["truth"], len(asked["truth"])
    starts = np.arange(0, n_items * K + 1, K)
    graph = csr_matrix(
        (asked["distances"].astype(float).ravel(), asked["indices"].ravel(), starts),
        shape=(n_items, n_items),
    )
    told = {"duplicates": {}}
    for threshold in DUPLICATE_THRESHOLDS:
        lab = Datalab({"given": truth}, label_name="given", verbosity=0)
        kinds = {"near_duplicate": {"threshold": threshold}, "outlier": {"k": K}}
        lab.find_issues(knn_graph=graph, issue_types=kinds)
        issues = lab.get_issues("near_duplicate")["is_near_duplicate_issue"].to_numpy()
        told["duplicates"][str(threshold)] = np.flatnonzero(issues).tolist()
    scores = lab.get_issues("outlier")["outlier_score"].to_numpy()
    told["most outlying"] = np.argsort(scores, kind="stable")[:50].tolist()
    told["outliers"] = np.flatnonzero(lab.get_issues("outlier")["is_outlier_issue"]).tolist()
    rates = {}
    for seed, votes in zip(SEEDS, asked["votes"], strict=True):
        given, is_flipped = flipped(truth, seed)
        lab = Datalab({"given": given}, label_name="given", verbosity=0)
        lab.find_issues(features=asked["points"], issue_types={"label": {"k": K}})
        found = {"Datalab": lab.get_issues("label")["is_label_issue"].to_numpy()}
        for each in FILTERS:
            found[each] = find_label_issues(given, votes, filter_by=each)
        if seed == 0:
            told["confident"] = np.flatnonzero(found["confident_learning"]).tolist()
        for each, issues in found.items():
            right = float((issues & is_flipped).sum())
            rates.setdefault(each, []).append(
                [right / max(issues.sum(), 1), right / is_flipped.sum()]
            )
    mean = {each: np.mean(rate, axis=0).round(4).tolist() for each, rate in rates.items()}
    return told | {"precision and recall": mean}


if __name__ == "__main__":
    if sys.argv[1] == "ask":
        ask(Path(sys.argv[2]))
    else:
        answer(Path(sys.argv[2]), Path(sys.argv[3]))

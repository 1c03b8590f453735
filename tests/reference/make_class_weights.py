"""Write class_weights.json: word counts of classes, and BERTopic's weights of them.

Run in an environment of its own: ``pip install --no-deps bertopic`` beside numpy, scipy and
scikit-learn. The module that weighs is loaded by itself, so that no language model is needed.
"""

from __future__ import annotations

import importlib.util
import json
from importlib.metadata import distribution, version
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix

HERE = Path(__file__).resolve().parent


def their_weights(counts: np.ndarray) -> np.ndarray:
    """Weigh (classes, words) counts as BERTopic does."""
    path = distribution("bertopic").locate_file("bertopic/vectorizers/_ctfidf.py")
    spec = importlib.util.spec_from_file_location("ctfidf", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.ClassTfidfTransformer().fit_transform(csr_matrix(counts)).toarray()


if __name__ == "__main__":
    random = np.random.default_rng(7)
    counts = random.poisson(random.gamma(0.4, 6.0, size=(1, 40)), size=(6, 40))
    counts = counts[:, counts.sum(axis=0) > 0]
    written = {
        "made_by": f"bertopic {version('bertopic')}, ClassTfidfTransformer()",
        "counts": counts.tolist(),
        "weights": their_weights(counts).tolist(),
    }
    (HERE / "class_weights.json").write_text(json.dumps(written), encoding="utf-8")

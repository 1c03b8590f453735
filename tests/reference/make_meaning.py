"""Write meaning.json: what scikit-dimension and WEFE say of data that scikit-learn ships.

They want other versions of what embedviz needs, so they run in an environment of their own:

    python3 -m venv oracle && oracle/bin/pip install scikit-dimension==0.5.0 wefe==1.0.1
    oracle/bin/python tests/reference/make_meaning.py
"""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path

import numpy as np
from skdim.id import TwoNN
from sklearn.datasets import load_digits, load_wine
from wefe.metrics import WEAT

FILE = Path(__file__).with_suffix("").with_name("meaning.json")
DIGITS = load_digits().data


def lattice(n_items: int = 1000) -> np.ndarray:
    """Give (n_items, 50) : a bent lattice, nothing of it drawn at random."""
    steps = np.arange(1, n_items + 1)[:, None] * np.sqrt([2.0, 3.0, 5.0])
    inside = steps % 1  # fills a cube evenly
    waves = inside @ np.sin(np.arange(150).reshape(3, 50)) + np.arange(50)
    return np.sin(waves)


def effect(words: list[list[int]]) -> float:
    """Give WEFE's effect size for targets and attributes that are rows of the digits."""
    sets = [{str(row): DIGITS[row] for row in each} for each in words]
    vectors = [np.array(list(each.values())) for each in sets]
    return float(WEAT()._calc_effect_size(*vectors))


GROUPS = [
    [[0, 10, 20, 30], [1, 11, 21, 42], [36, 48], [47, 56]],
    [[2, 12, 22, 50, 77], [3, 13, 23, 45], [4, 14, 24], [5, 15]],
]


def main() -> None:
    """Compute and write."""
    spaces = {"digits": DIGITS, "wine": load_wine().data, "lattice": lattice()}
    found = {
        "scikit-dimension": version("scikit-dimension"),
        "wefe": version("wefe"),
        "two_nn": {name: TwoNN().fit(each).dimension_ for name, each in spaces.items()},
        "weat": [{"groups": each, "effect_size": effect(each)} for each in GROUPS],
    }
    FILE.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

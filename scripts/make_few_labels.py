"""Make data/few_labels.json: how well digits are told from a few labelled ones, over ten seeds.

    python scripts/make_few_labels.py

Thirty networks are trained, each on one thread: about a minute on two quiet cores. On another
machine the last digits differ.
"""

from __future__ import annotations

import json
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from embedviz.lessons.few_labels import SEEDS, TABLE, TRAININGS, compare

DATA = Path(__file__).resolve().parents[1] / "data"


def main() -> None:
    """Compute and write."""
    table = {}
    with ProcessPoolExecutor(2) as pool:
        for name in TRAININGS:
            accuracy, alike = zip(*pool.map(partial(compare, name), range(SEEDS)), strict=True)
            table[name] = {
                part: [each.round(5).tolist() for each in values]
                for part, values in {"accuracy": accuracy, "alike": alike}.items()
            }
            print(f"{name}: {SEEDS} networks")
    text = json.dumps(table, indent=None, separators=(",", ":"))
    (DATA / TABLE).write_text(text.replace("]],", "]],\n") + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

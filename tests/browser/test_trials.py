"""What a new visitor drops is a sensible picture by itself: one drop, and no other click.

The files lie beside the checkout and aren't shipped.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from live_app import wait_until_drawn
from playwright.sync_api import expect

REFERENCE = Path(__file__).parents[3] / "shared" / "reference"
TRIALS = {
    "places": (["places_rated.csv"], "places_rated.csv: 329 rows", "PCA: 329 items"),
    "words": (["wordvecs1000.json"], "vectors: 300 numbers each", "UMAP: 1,000"),
    "a projector's files": (
        ["iris_tensors.bytes", "iris_labels.tsv", "projector_config.json"],
        "vectors: 4 numbers each",
        "PCA: 150 items",
    ),
    "a mammoth": (["mammoth_3d.json"], "10,000 rows, numbered", "PCA: 10,000 items"),
}
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference files are not here"),
]


@pytest.mark.parametrize(("files", "understood", "drawn"), TRIALS.values(), ids=TRIALS)
def test_a_drop_is_enough(app, page, files, understood, drawn):
    drop_and_see(app, page, [REFERENCE / name for name in files], understood, drawn)


def test_a_drop_of_questions_is_drawn_by_their_meaning(app, page, tmp_path):
    # Every tenth of them: to read all takes a model half a minute, and shows nothing else.
    some = tmp_path / "banking77.csv"
    pd.read_csv(REFERENCE / "banking77_test.csv").iloc[::10].to_csv(some, index=False)
    drop_and_see(app, page, [some], "308 rows, labelled by text", "UMAP: 308 items, 384")


def drop_and_see(app, page, files, understood, drawn):
    page.set_default_timeout(90_000)
    page.goto(f"{app}/your_data")
    wait_until_drawn(page)
    page.locator("input[type=file]").set_input_files(files)
    expect(page.get_by_test_id("stMain")).to_contain_text(understood, timeout=90_000)
    expect(page.get_by_test_id("stMain")).to_contain_text(drawn, timeout=90_000)
    wait_until_drawn(page)
    expect(page.get_by_test_id("stAlert")).to_have_count(0)

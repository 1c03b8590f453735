"""What a notebook shows of an object that is a cell's last line: little, and nothing that runs."""

from __future__ import annotations

from html.parser import HTMLParser

import numpy as np
import pandas as pd
import pytest
from sklearn.decomposition import PCA

import embedviz as ev
from embedviz.glance import dots, flat, glance

LEAN = 12_000  # letters; a data set's repr had 593,252


class Seen(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)

    def handle_data(self, data):
        self.words += data


@pytest.mark.parametrize("name", ev.list_datasets())
def test_every_data_set_is_shown_small(name):
    data = ev.load_dataset(name)
    html = data._repr_html_()
    assert len(html) < LEAN
    assert len(repr(data)) < 200
    assert data.labels[0][:20] in Seen(html).words


def test_a_space_and_a_projection_are_shown_with_a_picture():
    space = ev.vectorize(ev.load_dataset("digits"))
    for shown in (space, ev.project(space)):
        seen = Seen(shown._repr_html_())
        assert {"svg", "path", "table"} <= seen.tags
        assert "5 of 1,797 rows" in seen.words
        assert len(shown._repr_html_()) < LEAN


def test_what_comes_from_data_stays_letters():
    evil = "<script>alert(1)</script>"
    frame = pd.DataFrame({evil: [evil, "b"], "n": [1, 2]})
    html = ev.read(frame, name=evil)._repr_html_() + glance(evil, evil, frame)
    seen = Seen(html)
    assert "script" not in seen.tags
    assert evil in seen.words


def test_the_small_picture_is_that_of_pca(rng):
    vectors = rng.normal(size=(300, 12)) * np.arange(1, 13) ** 2
    expected = PCA(2).fit_transform(vectors)
    assert flat(vectors).var(axis=0).sum() == pytest.approx(expected.var(axis=0).sum(), rel=0.02)
    assert flat(vectors[:, :1]).shape == (300, 2)


def test_places_that_are_no_numbers_are_left_out():
    assert "M110 75" in dots(np.array([[np.nan, 1], [5, 5]]))
    assert dots(np.full((2, 2), np.nan)) == ""

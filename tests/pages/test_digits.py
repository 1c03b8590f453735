"""The Digits page."""

from __future__ import annotations

import pytest

PAGE = "pages/digits.py"


@pytest.fixture
def digits(visit):
    return visit(PAGE)


def test_it_opens_with_a_picture_and_a_digit_is_near_its_like(digits):
    assert digits.plots[0] == "digits.plot"
    digits.choose(digits__item="3, no. 1")
    assert all(label.startswith("3, ") for label in digits.neighbors)


def test_every_metric_works_in_2d_and_3d(digits):
    digits.choose_each(
        digits__dimensions=(2, 3), digits__metric=("euclidean", "cosine", "manhattan")
    )


@pytest.mark.slow
def test_umap_is_more_trustworthy_than_pca(digits):
    before = trust(digits)
    digits.choose(digits__projection="umap")
    assert trust(digits) > before + 0.1


def trust(page):
    return float(page.said.split("trustworthiness ")[1].split(" ")[0])


@pytest.mark.slow
def test_a_network_is_trained_and_what_it_never_saw_is_shown(digits):
    digits.choose(digits__item="3, no. 150")
    digits.choose(digits__vectors="hidden_layer")
    digits.choose(digits__layer__epochs=5, digits__layer__n_components=64, digits__item="3, no. 1")
    assert not digits.warnings
    assert all(label.startswith("3, ") for label in digits.neighbors)
    assert "899 digits, 64 →" in digits.said
    assert any("never saw" in each.value for each in digits.at.caption)
    assert not any("is an image, one number per pixel" in each.value for each in digits.at.caption)

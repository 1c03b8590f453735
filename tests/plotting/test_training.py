"""Training: the loss curve, and one-hot times a table."""

from __future__ import annotations

import numpy as np
import pytest

from embedviz.plotting.training import plot_lookup, plot_losses

LOSSES = np.array([3.0, 2.0, 1.5, 1.25])


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_epoch_in_question_is_marked_on_the_curve(theme):
    figure = plot_losses(LOSSES, 2, guess=2.5, theme=theme)
    curve, here = figure.data
    np.testing.assert_array_equal(curve.y, LOSSES)
    assert (here.x[0], here.y[0], here.text[0]) == (2, 1.5, "1.5")
    assert figure.layout.shapes[0].y0 == 2.5


@pytest.mark.parametrize("row", [0, 4, 9])
def test_one_hot_times_the_rows_shown_is_the_row_that_is_picked(row, rng):
    table = rng.normal(size=(10, 3))
    figure = plot_lookup(table, [f"<item {each}>" for each in range(10)], row)
    one_hot, rows, picked = figure.data
    np.testing.assert_allclose(np.asarray(one_hot.z).T @ np.asarray(rows.z), table[[row]])
    np.testing.assert_allclose(picked.z, table[[row]])
    named = figure.layout.yaxis.ticktext[int(np.argmax(np.asarray(one_hot.z)))]
    assert named == f"<b>&lt;item {row}&gt;</b>"


def test_a_table_of_few_rows_is_shown_whole(rng):
    figure = plot_lookup(rng.normal(size=(2, 3)), ["a", "b"], 1)
    assert np.asarray(figure.data[1].z).shape == (2, 3)

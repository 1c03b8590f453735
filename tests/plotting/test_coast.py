"""The coast lines under a map, and that only a map has them."""

from __future__ import annotations

import numpy as np

import embedviz as ev
from embedviz.plotting.bundle import places_bundle
from embedviz.plotting.coast import KEPT, coast


def test_the_rings_of_land_are_closed_and_on_the_map():
    lines = coast()
    breaks = np.flatnonzero(np.isnan(lines[:, 0]))
    starts = np.concatenate([[0], breaks[:-1] + 1])
    np.testing.assert_array_equal(lines[starts], lines[breaks - 1])
    assert np.nanmax(np.abs(lines), axis=0).tolist() == [180, 90]
    assert KEPT.stat().st_size < 60_000


def test_no_line_crosses_the_map_but_at_the_pole():
    steps = np.abs(np.diff(coast(), axis=0))
    across = np.flatnonzero(steps[:, 0] > 90)
    np.testing.assert_array_equal(coast()[across, 1], -90)


def test_a_map_has_coast_lines_and_no_other_projection(towns):
    def size(*features):
        return len(places_bundle(ev.project(ev.vectorize(towns, features), "features")).data)

    assert size("latitude", "longitude") > coast().nbytes > size("latitude", "people")

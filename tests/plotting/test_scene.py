"""The 3D scene: its axes."""

from __future__ import annotations

import embedviz as ev
from embedviz.plotting.axes import scene
from embedviz.plotting.palette import THEMES


def test_axes_with_units_have_titles_numbers_and_a_cube(towns):
    space = ev.vectorize(towns, ["latitude", "longitude", "people"], transforms={"people": "log"})
    made = scene(ev.project(space, "features", dimensions=3), THEMES["light"])
    assert made["aspectmode"] == "cube"
    assert [made[f"{name}axis"]["title"]["text"] for name in "xyz"] == [
        "longitude, °",
        "latitude, °",
        "population, people",
    ]
    assert [made[f"{name}axis"]["type"] for name in "xyz"] == ["linear", "linear", "log"]
    assert made["xaxis"]["showticklabels"]


def test_where_axes_mean_nothing_a_length_is_the_same_everywhere(digits_space):
    view = ev.project(digits_space.take(range(50)), "pca", dimensions=3)
    made = scene(view, THEMES["dark"])
    assert made["aspectmode"] == "data"
    assert not made["zaxis"]["showticklabels"]

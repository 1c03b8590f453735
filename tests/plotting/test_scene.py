"""The 3D scene: where a point falls on the screen."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import embedviz as ev
from embedviz.plotting.palette import THEMES
from embedviz.plotting.scene import CAMERA, on_screen, scene

WIDTH, HEIGHT = 760, 620
VERTICAL_FIELD = 45  # degrees; Plotly's perspective camera has it fixed


def look_at(eye, center, up):
    """The textbook's view matrix (as gluLookAt makes it), 4 × 4."""
    back = (eye - center) / np.linalg.norm(eye - center)
    side = np.cross(up, back) / np.linalg.norm(np.cross(up, back))
    turn = np.eye(4)
    turn[:3, :3] = [side, np.cross(back, side), back]
    move = np.eye(4)
    move[:3, 3] = -eye
    return turn @ move


def perspective(field, aspect, near=0.01, far=100):
    """The textbook's projection matrix (as gluPerspective makes it), 4 × 4."""
    cotangent = 1 / np.tan(np.radians(field) / 2)
    made = np.zeros((4, 4))
    made[0, 0], made[1, 1] = cotangent / aspect, cotangent
    made[2, 2:] = (far + near) / (near - far), 2 * far * near / (near - far)
    made[3, 2] = -1
    return made


def expected(cube, width, height):
    eye, center, up = (np.array([CAMERA[part][axis] for axis in "xyz"], float)
                       for part in ("eye", "center", "up"))  # fmt: skip
    clip = perspective(VERTICAL_FIELD, width / height) @ look_at(eye, center, up)
    seen = np.hstack([cube, np.ones((len(cube), 1))]) @ clip.T
    return (seen[:, :2] / seen[:, 3:] + 1) / 2 * [width, height]


@given(hnp.arrays(np.float64, (7, 3), elements=st.floats(-0.5, 0.5)))
def test_points_fall_where_the_textbooks_camera_sees_them(cube):
    np.testing.assert_allclose(
        on_screen(cube, width=WIDTH, height=HEIGHT), expected(cube, WIDTH, HEIGHT), atol=1e-6
    )


@pytest.mark.parametrize("width", [390, 1920])
def test_so_they_do_in_a_frame_of_another_shape(width):
    cube = np.random.default_rng(0).uniform(-0.5, 0.5, size=(20, 3))
    np.testing.assert_allclose(
        on_screen(cube, width=width, height=500), expected(cube, width, 500), atol=1e-6
    )


def test_what_the_camera_looks_at_is_the_middle_of_the_frame():
    center = np.array([[CAMERA["center"][axis] for axis in "xyz"]])
    np.testing.assert_allclose(
        on_screen(center, width=WIDTH, height=HEIGHT), [[WIDTH / 2, HEIGHT / 2]]
    )


def test_up_in_the_scene_is_up_on_the_screen():
    low, high = on_screen(np.array([[0, 0, -0.4], [0, 0, 0.4]]), width=WIDTH, height=HEIGHT)
    assert high[1] > low[1]
    assert high[0] == pytest.approx(low[0])


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

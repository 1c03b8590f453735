"""still: a picture that doesn't answer shows what the plot shows."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import numpy as np
import pytest

import embedviz as ev
from embedviz.plotting.still import HEIGHT, WIDTH, as_image, as_svg, still

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def view():
    return ev.project(ev.vectorize(ev.load_dataset("digits").take(range(120))), "pca")


def test_dots_lie_as_the_coordinates_do_and_within_the_picture(view):
    drawn = still(view, "digit")
    assert (drawn.places > 0).all()
    assert (drawn.places < [WIDTH, HEIGHT]).all()
    x, y = drawn.places.T
    assert np.corrcoef(x, view.coordinates[:, 0])[0, 1] == pytest.approx(1, abs=1e-4)
    assert np.corrcoef(y, view.coordinates[:, 1])[0, 1] == pytest.approx(-1, abs=1e-4)


def test_no_name_lies_over_another(view):
    boxes = [each.box for each in still(view).words]
    for number, a in enumerate(boxes):
        for b in boxes[:number]:
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_svg_and_pixels_show_the_same_dots(view):
    drawn = still(view, "digit", "dark")
    tree = ET.fromstring(as_svg(drawn))  # noqa: S314 - our own
    paths = tree.findall(f".//{SVG}path")
    assert sum(each.attrib["d"].count("M") for each in paths) == len(view.space)
    assert len(paths) == 10
    image = as_image(drawn)
    assert image.size == (WIDTH, HEIGHT)
    x, y = drawn.places[0].round().astype(int)
    hue = tuple(int(drawn.hues[0][at : at + 2], 16) for at in (1, 3, 5))
    around = [image.getpixel((int(x) + dx, int(y) + dy)) for dx in (-2, 0, 2) for dy in (-2, 0, 2)]
    assert any(np.abs(np.subtract(each, hue)).max() < 12 for each in around)


def test_numbers_are_coloured_by_a_scale_with_its_ends(view):
    words = [each.text for each in still(view, "quality").words]
    assert "share of neighbours kept" in words
    ET.fromstring(as_svg(still(view, "quality")))  # noqa: S314 - our own
    as_image(still(view, "quality"))

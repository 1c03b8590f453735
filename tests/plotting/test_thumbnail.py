"""Small pictures of maps."""

from __future__ import annotations

import re

import pytest

import embedviz as ev
from embedviz.plotting.coloring import coloring
from embedviz.plotting.palette import THEMES
from embedviz.plotting.thumbnail import HEIGHT, MOST_DOTS, WIDTH, thumbnail

PATH = re.compile(r'<path d="([^"]+)" stroke="([^"]+)"')
DOT = re.compile(r"M([\d.-]+) ([\d.-]+)h0")


def dots(svg):
    """Give each dot's place and colour."""
    return [
        (float(x), float(y), hue) for path, hue in PATH.findall(svg) for x, y in DOT.findall(path)
    ]


@pytest.fixture(scope="module")
def view():
    """2,000 cities by longitude and latitude."""
    cities = ev.load_dataset("cities").take(range(2_000))
    space = ev.vectorize(cities, ["longitude", "latitude"], scaling="none")
    return ev.project(space, "features")


def test_every_item_is_a_dot_in_the_frame_and_north_is_up(view):
    drawn = dots(thumbnail(view, None, THEMES["light"]))
    assert len(drawn) == MOST_DOTS < len(view.space)
    xs, ys, _ = zip(*drawn, strict=True)
    assert min(xs) >= 0
    assert max(xs) <= WIDTH
    assert min(ys) >= 0
    assert max(ys) <= HEIGHT


def test_north_is_up(view):
    two = view.space.take([*map(view.space.index_of, ("Beijing, China", "São Paulo, Brazil"))])
    drawn = thumbnail(ev.project(two, "features"), None, THEMES["light"])
    (_, beijing, _), (_, sao_paulo, _) = dots(drawn)
    assert beijing < sao_paulo


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_the_colours_are_those_of_the_plot(view, theme):
    drawn = dots(thumbnail(view, "continent", theme))
    assert {hue for *_, hue in drawn} == set(coloring(view, "continent", theme).values)

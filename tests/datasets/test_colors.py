"""The named colours: their values, their Lab, and what is near what."""

from __future__ import annotations

import pytest
from PIL import ImageColor

import embedviz as ev

LAB = ["lightness", "a", "b"]


@pytest.fixture(scope="module")
def colors():
    return ev.load_dataset("colors")


@pytest.fixture(scope="module")
def light(colors):
    return ev.vectorize(colors)


@pytest.fixture(scope="module")
def seen(colors):
    return ev.vectorize(colors, LAB)


def test_every_colour_of_css_is_there_once_as_pillow_has_it(colors):
    values = zip(*(colors.frame[name] for name in ("red", "green", "blue")), strict=True)
    ours = {label.replace(" ", ""): rgb for label, rgb in zip(colors.labels, values, strict=True)}
    css = {name: ImageColor.getrgb(name) for name in ImageColor.colormap}
    assert len(css) == 148
    assert ours.items() <= css.items()
    assert set(ours.values()) == set(css.values())
    assert len(ours) == len(set(ours.values())) == 139
    second = {name for name in css if "grey" in name} | {"aqua", "fuchsia"}
    assert set(css) - set(ours) == second


@pytest.mark.parametrize(
    ("label", "lab"),
    [
        ("white", (100, 0, 0)),
        ("black", (0, 0, 0)),
        ("gray", (53.59, 0, 0)),
        ("red", (53.24, 80.09, 67.20)),
        ("lime", (87.73, -86.18, 83.18)),
        ("blue", (32.30, 79.19, -107.86)),
        ("yellow", (97.14, -21.55, 94.48)),
        ("cyan", (91.11, -48.09, -14.13)),
        ("magenta", (60.32, 98.23, -60.82)),
    ],
)
def test_lab_is_as_published_for_srgb_under_d65(colors, label, lab):
    row = colors.frame.iloc[colors.label_index[label]]
    assert tuple(row[LAB]) == pytest.approx(lab, abs=0.02)


@pytest.mark.parametrize(
    ("label", "family"),
    [
        ("red", "red"),
        ("orange", "orange"),
        ("gold", "yellow"),
        ("forest green", "green"),
        ("cyan", "cyan"),
        ("navy", "blue"),
        ("magenta", "purple"),
        ("hot pink", "pink"),
        ("pale violet red", "pink"),
        ("ivory", "neutral"),
        ("slate gray", "neutral"),
    ],
)
def test_a_colour_belongs_to_the_family_a_person_would_name(colors, label, family):
    assert colors.frame["family"][colors.label_index[label]] == family


def test_every_gray_is_neutral(colors):
    neutral = colors.frame["family"] == "neutral"
    for label in colors.labels:
        if label.endswith("gray") or label in {"black", "silver", "white"}:
            assert neutral[colors.label_index[label]], label


def test_aquamarine_is_next_to_sky_blue_by_light_and_to_turquoise_as_seen(colors, light, seen):
    assert colors.default_item == "aquamarine"
    assert light.neighbors("aquamarine", k=1)["label"][0] == "sky blue"
    # by CIEDE2000, too, turquoise is the nearest of all
    assert seen.neighbors("aquamarine", k=1)["label"][0] == "turquoise"


def test_navy_green_and_maroon_are_as_far_from_black_only_by_light(light, seen):
    labels = ("navy", "green", "maroon")
    assert {light.distance("black", label) for label in labels} == {128}
    assert len({round(seen.distance("black", label)) for label in labels}) == 3


def test_adding_colours_mixes_light(colors, light):
    found = {
        each.title: light.analogy([each.b, each.c], [each.a], k=1, method="parallelogram").iloc[0]
        for each in colors.opening.examples
    }
    assert [row["label"] for row in found.values()] == [
        each.expected for each in colors.opening.examples
    ]
    assert {title: (row["label"], row["distance"]) for title, row in found.items()} == {
        "black → red, lime → ?": ("yellow", 0),
        "black → red, blue → ?": ("magenta", 0),
        "white → yellow, cyan → ?": ("lime", 0),  # as inks on white paper
    }

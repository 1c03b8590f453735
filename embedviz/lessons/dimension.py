"""Chapter: one more number is one more dimension, and unscaled the largest numbers decide alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

import pandas as pd
import plotly.graph_objects as go

from embedviz.embedders.features import SCALINGS
from embedviz.engine.record import Record
from embedviz.lessons import cities as at
from embedviz.lessons.lesson import Chart, Exhibition, Lesson, Plot, Question, Table
from embedviz.parameters import parameter
from embedviz.plotting.frame import axis, framed
from embedviz.plotting.numbers import number
from embedviz.plotting.palette import theme_named
from embedviz.rounding import percent
from embedviz.space.contributions import contributions

K = 5
HEAVIEST = 5.0


@dataclass(frozen=True, kw_only=True)
class ADimension(Lesson):
    """Population as the third axis: it drowns the map, until it is scaled."""

    title: ClassVar[str] = "Add a dimension"
    idea: ClassVar[str] = "One more number is one more dimension, and the largest numbers shout."
    text: ClassVar[str] = """
        Give each city a third number, its population. Vancouver becomes
        **[{latitude}, {longitude}, {population}]**; Burnaby has {burnaby} people,
        Seattle {seattle}. The map gets height; the rule stays: subtract number by number, square,
        add up, take the root.

        Here are the {n_cities} cities of {large} people and more. By place alone, {by_place} is
        nearest to Vancouver. Seattle lies {seattle_km} km away, but it is nearly as large.
        """
    to_try: ClassVar[str] = (
        "Set *scaling* to **standard**, which counts each feature in steps of its own standard "
        "deviation: {scaled} come back. Then move the *weight*: at 0 only the place counts "
        "({place_only}), at {heaviest} mostly the size ({size_mostly})."
    )
    notes: ClassVar[str] = """
        Three minutes. Everybody expects Burnaby or Seattle. Take the hands, reveal, wait for the
        laugh: {nearest} is {nearest_km} km away. The machine made no mistake; it did what the
        numbers say.

        Then scale. Say what standard does in one breath: how many usual steps away from the mean.
        Move the weight slowly and let the room call out when the nearest changes.

        Asked often: which scaling is right? None is. To scale is to say what should count, and
        that is for people to decide.
        """
    terms: ClassVar[Mapping[str, str]] = {
        "feature": "One fact of an item that becomes one number of its vector, or several.",
        "scaling": "Bringing features to a common measure, so that none counts more only because "
        "its unit is small.",
        "standard deviation": "How far values usually are from their mean: a feature's own step.",
        "weight": "How much a feature counts: its numbers are multiplied by it before distances "
        "are measured.",
    }
    before: ClassVar[Mapping[str, Any]] = {"weight": 0.0}

    scaling: str = parameter(
        "none",
        "Scaling",
        choices=SCALINGS,
        help="Without scaling, a difference of one person counts as much as one of a degree. "
        "Standard: in steps of each feature's standard deviation. Min-max: the smallest value is "
        "0, the largest 1. Rank: the share of cities with a smaller value.",
    )
    weight: float = parameter(
        1.0,
        "Weight of population",
        low=0.0,
        high=HEAVIEST,
        step=0.1,
        help="Population is multiplied by it before distances are measured; 0 leaves it out.",
    )
    item: str = at.VANCOUVER

    @property
    def question(self) -> Question:
        """Ask who is nearest with population as it is."""
        space = at.places_and_people("none", 1.0)
        near = space.neighbors(at.VANCOUVER, len(space) - 1)
        nearest, count = near["label"][0], _population(near["label"][0])
        rank = dict(zip(near["label"], near["rank"], strict=True))
        choices = (at.BURNABY, at.SEATTLE, nearest)
        away = {each: number(round(at.kilometres(at.VANCOUVER, each))) for each in choices}
        return Question(
            "Population joins in as it is, a plain third number. Who is nearest to Vancouver now?",
            tuple(f"{each}, {away[each]} km away" for each in choices),
            right=choices.index(nearest),
            why=f"{at.short(nearest)} has {number(count)} people, only "
            f"{number(abs(count - _population(at.VANCOUVER)))} away from Vancouver's number. One "
            "person counts as much as one degree, and a degree is over 100 km: **population "
            f"drowns the map.** Seattle is now no. {number(rank[at.SEATTLE])}, Burnaby "
            f"no. {number(rank[at.BURNABY])}.",
        )

    def facts(self) -> Mapping[str, Any]:
        """Give the three cities' numbers, and who is near under which scaling and weight."""
        vancouver = at.row(at.VANCOUVER)
        nearest = _nearest("none", 1.0)[0]
        return {
            "latitude": number(vancouver["latitude"]),
            "longitude": number(vancouver["longitude"]),
            "population": number(vancouver["population"]),
            "burnaby": number(_population(at.BURNABY)),
            "seattle": number(_population(at.SEATTLE)),
            "seattle_km": number(round(at.kilometres(at.VANCOUVER, at.SEATTLE))),
            "n_cities": number(len(at.large_cities())),
            "large": number(at.LARGE),
            "by_place": at.short(_nearest("none", 0.0)[0]),
            "nearest": nearest,
            "nearest_km": number(round(at.kilometres(at.VANCOUVER, nearest))),
            "scaled": at.listed(map(at.short, _nearest("standard", 1.0)[:3])),
            "place_only": at.listed(map(at.short, _nearest("standard", 0.0)[:3])),
            "size_mostly": at.listed(map(at.short, _nearest("standard", HEAVIEST)[:3])),
            "heaviest": number(HEAVIEST),
        }

    def show(self, *records: Record) -> Exhibition:
        """Show the map with height, the nearest with their places and sizes, and what decides."""
        space = at.places_and_people(self.scaling, self.weight)
        labels = list(space.neighbors(self.item, K)["label"])
        furthest = max(at.kilometres(self.item, label) for label in labels)
        other = _other(self.item)
        parts = contributions(space[self.item], space[other], "euclidean")
        return Exhibition(
            f"Nearest to **{at.short(self.item)}**: {at.listed(map(at.short, labels))}; the "
            f"farthest of them lies {number(round(furthest))} km away.",
            (
                Plot(
                    at.drawn(space, 3),
                    "A map with height: population upwards, in powers of ten. Turn it.",
                    pinned=self.item,
                    k=K,
                    name="map",
                ),
                Table(self._nearest(labels), "The nearest, by all three numbers.", name="nearest"),
                Chart(
                    partial(_shares, parts=tuple(map(float, parts))),
                    f"What keeps {at.short(self.item)} and {at.short(other)} apart.",
                    name="shares",
                ),
            ),
        )

    def _nearest(self, labels: list[str]) -> pd.DataFrame:
        return pd.DataFrame(
            {
                "City": labels,
                "km away": [round(at.kilometres(self.item, label)) for label in labels],
                "Population": [_population(label) for label in labels],
            }
        )


def _population(label: str) -> int:
    return int(at.row(label)["population"])


def _other(item: str) -> str:
    """Give who is looked at beside an item: somebody near on the map."""
    return at.SEATTLE if item == at.VANCOUVER else at.places().neighbors(item, 1)["label"][0]


def _nearest(scaling: str, weight: float) -> list[str]:
    return list(at.places_and_people(scaling, weight).neighbors(at.VANCOUVER, K)["label"])


def _shares(theme: str, *, parts: tuple[float, ...]) -> go.Figure:
    """Draw each feature's share of the squared distance as a bar."""
    looks = theme_named(theme)
    figure = framed(
        looks,
        height=210,
        xaxis=axis(looks, "", ticks=False, range=[0, 1.28]),
        yaxis=axis(looks, "", autorange="reversed", showgrid=False),
        showlegend=False,
        dragmode=False,
        bargap=0.35,
    )
    figure.add_bar(
        x=parts,
        y=["latitude", "longitude", "population"],
        orientation="h",
        marker={"color": [looks.other, looks.other, looks.accent]},
        text=[percent(part) for part in parts],
        textposition="outside",
        textfont={"size": 14, "color": looks.ink},
        cliponaxis=False,
        hoverinfo="skip",
    )
    return figure

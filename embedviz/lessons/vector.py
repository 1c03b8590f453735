"""Chapter: a vector is a list of numbers, an arrow and a point, and near is what is measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from numpy.typing import NDArray

from embedviz.engine.record import Record
from embedviz.lessons import cities as at
from embedviz.lessons.lesson import Chart, Exhibition, Lesson, Plot, Question, Table
from embedviz.parameters import parameter
from embedviz.plotting.frame import arrow, axis, framed, note
from embedviz.plotting.numbers import number, numbers, safe, signed
from embedviz.plotting.palette import Theme, theme_named

ATLAS = ((49, 15, 40), (-123, 6, 50))
"""Vancouver as an atlas has it: degrees, minutes, seconds, north and east positive."""

SURREY, COQUITLAM, SUVA = "Surrey, Canada", "Coquitlam, Canada", "Suva, Fiji"
ARROWS = ("Tokyo, Japan", "Cairo, Egypt", "São Paulo, Brazil", "Sydney, Australia")
K = 5
MAP_POINTS = 900
METRICS = {
    "euclidean": "Degrees, on the flat map",
    "haversine": "Kilometres, over the curved Earth",
}


@dataclass(frozen=True, kw_only=True)
class AVector(Lesson):
    """Latitude and longitude: the list, the arrow, the map point; degrees and kilometres."""

    title: ClassVar[str] = "A vector is a list of numbers"
    idea: ClassVar[str] = "A vector is a list of numbers. Near means: the numbers are alike."
    text: ClassVar[str] = """
        An atlas has Vancouver at {atlas}. With each angle as one number, south and west negative,
        the city is a **list**: [{latitude}, {longitude}]. Two numbers, two *dimensions*: a
        *vector*. It is an **arrow** as well, so far up and so far to the side of 0, 0; and it is a
        **point** on the map. One thing, seen three ways.

        Now anybody can count who is near: subtract number by number, and see how long the
        difference is. Of {n_cities} cities, **{nearest}** is nearest to Vancouver,
        {nearest_degrees}° away; then come {others}.
        """
    to_try: ClassVar[str] = (
        "Click any city on the map. Then search for *Suva*, in Fiji: in degrees its nearest is "
        "{suva_degrees}; in kilometres it is {suva_km}, just across the line where longitude jumps "
        "from 180 to −180."
    )
    notes: ClassVar[str] = """
        Two minutes. Let somebody read the list aloud, then point with the light (l): list, arrow,
        point. Nothing else in this course is harder than that; later the lists are only longer.

        Take a show of hands before the reveal. Most say that the order stays. Then ask why airlines
        don't fly along the straight line on this map.

        Asked often: why isn't that the table's point? The table has the city at [{ours}],
        {apart} km from the atlas's: a city is larger than a point.

        Asked often: is a degree not always the same? North to south yes, {km_north} km. East to
        west it shrinks to nothing at the poles; at Vancouver it is {km_east} km.
        """
    terms: ClassVar[Mapping[str, str]] = {
        "vector": "A list of numbers that stands for a thing; also an arrow, or a point.",
        "dimension": "One place in the list. A vector of two numbers has two dimensions.",
        "distance": "How far two vectors are apart: one number, 0 where they are the same.",
        "nearest neighbour": "Of all others, the item whose vector is at the smallest distance.",
        "metric": "The rule by which a distance is measured. Another rule, other neighbours.",
        "Euclidean": "The straight line: differences squared, added up, and the root of the sum.",
        "haversine": "Kilometres over the curved Earth, from latitudes and longitudes.",
    }
    before: ClassVar[Mapping[str, Any]] = {"metric": "euclidean", "zoom": False}

    metric: str = parameter(
        "haversine",
        "Near is measured in",
        choices=METRICS,
        help="The same two numbers for each city, and another rule for comparing them.",
    )
    zoom: bool = parameter(
        True, "Look at the nearest alone", help="The whole map, or the item and its neighbours."
    )
    item: str = at.VANCOUVER

    @property
    def question(self) -> Question:
        """Ask whether kilometres keep the order of degrees."""
        flat, curved = at.places(), at.places("haversine")
        degrees = {each: flat.distance(at.VANCOUVER, each) for each in (SURREY, COQUITLAM)}
        km = {each: curved.distance(at.VANCOUVER, each) for each in (SURREY, COQUITLAM)}
        near, far = sorted(degrees, key=degrees.__getitem__)
        return Question(
            f"In degrees, {at.short(near)} ({degrees[near]:.3f}°) is nearer to Vancouver than "
            f"{at.short(far)} ({degrees[far]:.3f}°). And in kilometres?",
            (f"{at.short(near)}, too", at.short(far), "Both are as far"),
            right=int(km[far] < km[near]),
            why=f"{at.short(COQUITLAM)} is {km[COQUITLAM]:.1f} km away, {at.short(SURREY)} "
            f"{km[SURREY]:.1f} km. One degree to the north is {_km_of_a_degree(north=True):.0f} "
            f"km, but here one to the east is only {_km_of_a_degree(north=False):.0f}: "
            "the meridians draw together towards the pole, and what lies to the east is nearer "
            "than it looks. **Degrees are not kilometres.**",
        )

    def facts(self) -> Mapping[str, Any]:
        """Give Vancouver's numbers and neighbours, and Suva's nearest by either rule."""
        near = at.places().neighbors(at.VANCOUVER, 4)
        ours = _place(at.VANCOUVER)
        atlas = np.array([_decimal(angle) for angle in ATLAS])
        latitude, longitude = (signed(value, 3) for value in atlas)
        return {
            "atlas": " ".join(map(_angle, ATLAS, ("NS", "EW"))),
            "latitude": latitude,
            "longitude": longitude,
            "ours": ", ".join(signed(value, 3) for value in ours),
            "apart": f"{_km_between(atlas, ours):.1f}",
            "n_cities": number(len(at.cities())),
            "nearest": at.short(near["label"][0]),
            "nearest_degrees": number(near["distance"][0]),
            "others": at.listed(map(at.short, near["label"][1:])),
            "suva_degrees": at.places().neighbors(SUVA, 1)["label"][0],
            "suva_km": at.places("haversine").neighbors(SUVA, 1)["label"][0],
            "km_north": number(round(_km_of_a_degree(north=True))),
            "km_east": number(round(_km_of_a_degree(north=False))),
        }

    def show(self, *records: Record) -> Exhibition:
        """Show the point on the map with its neighbours, the arrow, and the lists."""
        space = at.places(self.metric)
        near = space.neighbors(self.item, K)
        unit = " km" if space.measure.unit else "°"
        away = [
            f"{at.short(label)} ({distance}{unit})"
            for label, distance in zip(near["label"], numbers(near["distance"]), strict=True)
        ]
        return Exhibition(
            f"Nearest to **{at.short(self.item)}** in {unit.strip().replace('°', 'degrees')}: "
            f"{at.listed(away)}.",
            (
                Plot(
                    at.drawn(space),
                    "The point: every city, longitude to the right and latitude upwards.",
                    pinned=self.item,
                    k=K,
                    name="map",
                    zoom=self.zoom,
                ),
                Table(self._lists(near, unit), "The list: two numbers a city.", name="list"),
                Chart(
                    partial(_arrows, item=self.item),
                    "The arrow: from 0°, 0° to the city.",
                    name="arrow",
                ),
            ),
        )

    def _lists(self, near: pd.DataFrame, unit: str) -> pd.DataFrame:
        labels = [self.item, *near["label"]]
        rows = [at.row(label) for label in labels]
        return pd.DataFrame(
            {
                "City": list(map(at.short, labels)),
                "Latitude": [each["latitude"] for each in rows],
                "Longitude": [each["longitude"] for each in rows],
                f"Away, {unit.strip()}": [0.0, *near["distance"]],
            }
        )


def _angle(angle: tuple[int, int, int], sides: str) -> str:
    degrees, minutes, seconds = angle
    return f"{abs(degrees)}°{minutes:02}′{seconds:02}″{sides[degrees < 0]}"


def _decimal(angle: tuple[int, int, int]) -> float:
    degrees, minutes, seconds = angle
    return (abs(degrees) + minutes / 60 + seconds / 3600) * (-1 if degrees < 0 else 1)


def _place(label: str) -> NDArray[np.float64]:
    return np.array([at.row(label)[each] for each in at.PLACE])


def _km_between(first: NDArray[np.float64], second: NDArray[np.float64]) -> float:
    measure = at.places("haversine").measure
    return float(measure.distances(first, measure.prepare(second[None, :]))[0])


def _km_of_a_degree(*, north: bool) -> float:
    """Give how many km one degree is at Vancouver, to the north or to the east."""
    place = _place(at.VANCOUVER)
    return _km_between(place, place + np.array([1.0, 0.0] if north else [0.0, 1.0]))


def _arrows(theme: str, *, item: str) -> go.Figure:
    """Draw the vector of an item as an arrow, on the plane of degrees."""
    looks = theme_named(theme)
    frame = at.cities().frame.iloc[:MAP_POINTS]
    zero: dict[str, Any] = {"zeroline": True, "zerolinecolor": looks.muted}
    figure = framed(
        looks,
        height=230,
        xaxis=axis(looks, "longitude, °", range=[-180, 180], dtick=90, **zero),
        yaxis=axis(looks, "latitude, °", range=[-60, 75], dtick=30, **zero),
        showlegend=False,
        dragmode=False,
    )
    figure.add_scatter(
        x=frame["longitude"], y=frame["latitude"], mode="markers", hoverinfo="skip",
        marker={"size": 2, "color": looks.other, "opacity": 0.5},
    )  # fmt: skip
    for label in (*(each for each in ARROWS if each != item), item):
        _add_arrow(figure, label, looks, is_asked=label == item)
    return figure


def _add_arrow(figure: go.Figure, label: str, theme: Theme, *, is_asked: bool) -> None:
    facts = at.row(label)
    x, y = facts["longitude"], facts["latitude"]
    color = theme.accent if is_asked else theme.muted
    look = {"arrowhead": 3, "arrowsize": 1.1, "arrowwidth": 3 if is_asked else 1.5}
    figure.add_annotation(arrow((0, 0), (x, y), arrowcolor=color, **look))
    name = f"<b>{safe(at.short(label))}</b>" if is_asked else safe(at.short(label))
    figure.add_annotation(
        note(name, x, y, yshift=14 if y >= 0 else -14),
        font={"size": 14, "color": color},
        bgcolor=theme.halo,
    )

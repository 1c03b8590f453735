"""Can you believe the picture: what UMAP keeps of data whose truth is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from numpy.typing import NDArray

from embedviz.datasets.dataset import Column, Dataset
from embedviz.engine.record import Record
from embedviz.engine.step import Step
from embedviz.lessons.known_data import clusters
from embedviz.lessons.known_truth import KNOWN, look_at_clusters
from embedviz.lessons.lesson import Chart, Exhibition, Lesson, Plot, Question
from embedviz.lessons.squeezing import FEWEST_GROUPS, squeeze
from embedviz.parameters import parameter
from embedviz.plotting.coloring import QUALITY
from embedviz.plotting.frame import axis, framed
from embedviz.plotting.numbers import signed
from embedviz.plotting.palette import theme_named
from embedviz.projections import Method, Projection
from embedviz.projections.pca import PCA
from embedviz.projections.quality import QUALITY_K
from embedviz.projections.umap import UMAP
from embedviz.rounding import percent
from embedviz.space import VectorSpace

SEEDS = (1, 2, 3, 4, 5)


@dataclass(frozen=True, kw_only=True)
class Trust(Lesson):
    """What a picture in two dimensions keeps."""

    title: ClassVar[str] = "Can you believe the picture?"
    idea: ClassVar[str] = (
        "Every flat picture keeps some of the truth and drops the rest; which, can be measured."
    )
    text: ClassVar[str] = """
        Here the truth is known, since we made the data: {n_items} points with {n_dimensions}
        numbers each, in {n_groups} clusters whose centres lie in a plane. *Wide* is {true_width}
        times as wide as *narrow*, and *far* lies {true_way} times as far from *narrow* as *middle*
        does. This plane **PCA** shows as it is.

        Two figures say what a picture keeps. **Overlap**: of an item's {k} nearest, the share that
        is drawn among its {k} nearest. **Trustworthiness**: how few strangers are drawn as
        neighbours; 1 is none, about a half is chance.
    """
    to_try: ClassVar[str] = """
        *Pure noise* with the fewest neighbours: do you see groups where there are none? The *ring*:
        does it stay closed? Turn the seed: what changes with it was never in the data. Last, the
        *words*, coloured by *overlap*: which parts would you believe?
    """
    notes: ClassVar[str] = """
        About six minutes, and the most useful of the day for whoever will read such pictures at
        work. Three things to take home: who stands together is mostly true; the width of a clump
        and the empty space between clumps are mostly not; a picture of noise has clumps as well,
        so a clump needs another proof. Rank correlation is 1 where the order of all distances is
        kept, and 0 where nothing is. A torn ring has a trustworthiness of nearly 1 all the same: it
        judges small neighbourhoods, and few of them lie at a tear. If asked for the best setting:
        there is none; look at several, and trust what stays. Two articles with many more examples:
        Wattenberg, Viégas and Johnson, "How to use t-SNE effectively" (2016), and Coenen and
        Pearce, "Understanding UMAP" (2019).
    """
    terms: ClassVar[Mapping[str, str]] = {
        "projection": "A rule that gives every vector a place in two or three dimensions.",
        "UMAP": "A projection that keeps neighbours together and lets large distances go.",
        "trustworthiness": "How few of the neighbours in a picture are strangers in the space: 1 "
        "is none, about a half is chance.",
        "neighbourhood overlap": "The share of an item's true nearest neighbours that are also "
        "nearest in the picture.",
        "seed": "The number that random choices start from: the same seed, the same picture.",
    }
    before: ClassVar[Mapping[str, Any]] = {"method": "pca"}

    data: str = parameter(
        "clusters",
        "Data",
        choices={name: known.title for name, known in KNOWN.items()},
        help="The first three are made, so that we know what should be seen.",
    )
    method: str = parameter(
        "umap",
        "Projection",
        choices={"umap": UMAP.title, "pca": PCA.title},
        help="PCA looks from the widest side and keeps distances; UMAP keeps neighbours.",
    )
    n_neighbors: int = parameter(
        15,
        "UMAP's neighbours",
        low=2,
        high=200,
        stops=(3, 5, 15, 50, 100),
        help="Few: fine detail, and clumps even in noise. Many: the broad shape.",
    )
    min_dist: float = parameter(
        0.1,
        "UMAP's minimum distance",
        low=0.0,
        high=0.99,
        stops=(0.0, 0.1, 0.25, 0.5, 0.8),
        help="Small: tight clumps. Large: points spread out. Neither says how dense the data are.",
    )
    seed: int = parameter(
        SEEDS[0],
        "Seed",
        low=SEEDS[0],
        high=SEEDS[-1],
        stops=SEEDS,
        help="Another start for the random parts. What it changes means nothing.",
    )
    color: str = parameter(
        "group",
        "Colour by",
        choices={"group": "the true groups", QUALITY: "overlap", "trust": "trustworthiness"},
        help="The last two for each point: yellow is well kept, purple is not.",
    )

    @property
    def question(self) -> Question:
        """Ask what UMAP keeps; its tests hold the answer for every seed."""
        return Question(
            "On the screen is the truth, by PCA. Now UMAP draws the same points. What of it will "
            "you still be able to read off?",
            (
                "How wide each cluster is",
                "How far the clusters are from one another",
                "Which points belong together",
            ),
            2,
            "UMAP asks only who is whose neighbour. It gives each cluster the room its points "
            "need, however wide it is, and where clusters stand to one another is left to chance "
            "and the start.",
        )

    def facts(self) -> Mapping[str, Any]:
        """Give what is true of the clusters."""
        items = clusters()
        n_items, n_dimensions = items.vectors.shape
        sizes = {"n_items": n_items, "n_dimensions": n_dimensions, "k": QUALITY_K}
        true = look_at_clusters(items, items.vectors)
        return {**sizes, "n_groups": len(set(items.groups)), **true}

    def work(self) -> list[Step]:
        """Draw the data with five seeds."""
        title = f"Drawing with {len(SEEDS)} seeds"
        return [Step(squeeze, (self.data, self._method(), SEEDS), title=title)]

    def _method(self) -> Method:
        if self.method == "pca":
            return PCA()
        return UMAP(n_neighbors=self.n_neighbors, min_dist=self.min_dist)

    def show(self, *records: Record) -> Exhibition:
        """Show one seed's picture, and true against drawn distances over all."""
        (found,) = records
        chosen = SEEDS.index(self.seed)
        ends = "centres of two groups" if len({*found["groups"]}) >= FEWEST_GROUPS else "two items"
        return Exhibition(
            self._said(found, chosen),
            (
                Plot(
                    self._view(found, chosen),
                    "What is drawn. Hover over a point to see its true neighbours.",
                    color=self.color,
                ),
                Chart(
                    partial(draw_distances, found["true_apart"], found["drawn_apart"]),
                    f"Each point is the distance between the {ends}, in truth (to the right) and "
                    f"drawn (upwards), as the mean and the range of {len(SEEDS)} seeds. On the "
                    "dashed line, the picture would be to scale.",
                ),
            ),
        )

    def _view(self, found: Record, chosen: int) -> Projection:
        labels = tuple(found["labels"])
        dataset = Dataset(
            self.data,
            pd.DataFrame({"group": found["groups"], "trust": found["trustworthiness_of"][chosen]}),
            labels,
            (Column("group", "group", "category"), Column("trust", "trustworthiness", "number")),
            title=KNOWN[self.data].title,
            item="point",
            items="points",
        )
        space = VectorSpace(found["vectors"], labels, found["metric"], dataset=dataset)
        return self._method().project(found["drawn"][chosen], space, self.seed)

    def _said(self, found: Record, chosen: int) -> str:
        known = KNOWN[self.data]
        ranks = np.array(found["rank_correlation"])
        return (
            f"{known.sentence.format_map(found['looks'][chosen])} "
            f"Overlap **{percent(found['overlap'][chosen])}**, trustworthiness "
            f"**{found['trustworthiness'][chosen]:.2f}**. Rank correlation of true and drawn "
            f"distances, over {len(SEEDS)} seeds: **{signed(ranks.mean(), 2)}** "
            f"({signed(ranks.min(), 2)} to {signed(ranks.max(), 2)})."
        )


def draw_distances(
    true_apart: NDArray[np.float64], drawn_apart: NDArray[np.float64], theme: str
) -> go.Figure:
    """Draw true distances (p,) against those of s pictures (s, p), as mean and range."""
    looks = theme_named(theme)
    figure = framed(looks, height=360, showlegend=False)
    middle = drawn_apart.mean(axis=0)
    largest = float(max(true_apart.max(), drawn_apart.max())) * 1.05
    figure.add_scatter(
        x=[0, largest], y=[0, largest], mode="lines", hoverinfo="skip",
        line={"color": looks.muted, "dash": "dash", "width": 2},
    )  # fmt: skip
    figure.add_scatter(
        x=true_apart,
        y=middle,
        mode="markers",
        marker={"color": looks.accent, "size": 9, "opacity": 0.85},
        error_y={
            "type": "data",
            "symmetric": False,
            "array": drawn_apart.max(axis=0) - middle,
            "arrayminus": middle - drawn_apart.min(axis=0),
            "color": looks.other,
            "thickness": 1.5,
            "width": 0,
        },
        hovertemplate="truly %{x:.2f}, drawn %{y:.2f} times the mean<extra></extra>",
    )
    figure.update_xaxes(**axis(looks, "true distance, mean = 1", range=[0, largest]))
    figure.update_yaxes(**axis(looks, "drawn distance, mean = 1", range=[0, largest]))
    return figure

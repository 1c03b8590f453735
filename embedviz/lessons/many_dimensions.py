"""Many dimensions: a show is more numbers than can be drawn, and near is measured all the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any, ClassVar

import numpy as np
import plotly.graph_objects as go

from embedviz.api import load_dataset, project, vectorize
from embedviz.datasets.dataset import Column, Dataset
from embedviz.lessons.lesson import Chart, Lesson, Picture, Question, Record, Shown
from embedviz.parameters import parameter
from embedviz.plot.frame import axis, framed
from embedviz.plot.numbers import safe, share
from embedviz.plot.palette import category_colors, theme_named
from embedviz.space import VectorSpace
from embedviz.vectorizers.columns import split_set

EXAMPLES = ("Seinfeld", "Wednesday", "Cheers")
NUMBERS = ("debuted", "episode_length", "seasons", "episodes")
K = 5

GENRE_AS = {
    "none": "Left out",
    "number": "One number, by the alphabet",
    "one_hot": "One-hot: a place for each genre",
    "set": "A set: all its genres",
}
GENRE_COLUMNS = {"none": (), "number": ("number",), "one_hot": ("main",), "set": ("genres",)}
"""For each way to write the genre, the column of :func:`shows` that holds it."""

ASKED, OFFERED = "Horror", ("Thriller", "Supernatural", "Legal")


@cache
def shows() -> Dataset:
    """Give the TV shows, each with its main genre and that genre's number in the alphabet."""
    dataset: Dataset = load_dataset("tv_shows")
    main = dataset.grouped("genres")
    numbers = genre_numbers(dataset)
    return replace(
        dataset,
        frame=dataset.frame.assign(main=main, number=main.map(numbers)),
        columns=(
            *dataset.columns,
            Column("main", "main genre", "category"),
            Column("number", "number of its main genre", "number"),
        ),
    )


def genre_numbers(dataset: Dataset) -> dict[str, int]:
    """Give the main genres numbers by the alphabet, from 1: an order that means nothing."""
    return {genre: number for number, genre in enumerate(sorted(dataset.groups_of("genres")), 1)}


@cache
def space_of(genre_as: str, metric: str) -> VectorSpace:
    """Make the vectors of all shows with the genre written in one of the ways."""
    features = [*GENRE_COLUMNS[genre_as], *NUMBERS]
    return vectorize(shows(), features, scaling="standard", metric=metric)


def alike(space: VectorSpace) -> float:
    """Give the share of everyone's five nearest that have a genre in common with them."""
    nearest = space.neighbor_graph(K).indices
    shared = [
        bool(_genres(row) & _genres(other))
        for row, others in enumerate(nearest)
        for other in others
    ]
    return float(np.mean(shared))


@dataclass(frozen=True, kw_only=True)
class ManyDimensions(Lesson):
    """Categories in a vector, and which features make two shows near."""

    title: ClassVar[str] = "Many dimensions"
    idea: ClassVar[str] = (
        "Nobody can picture more than three axes, yet near and far stay plain arithmetic: every "
        "feature adds its share to the distance."
    )
    text: ClassVar[str] = """
        Three shows as rows of a table:

        - **Seinfeld**: {seinfeld}
        - **Wednesday**: {wednesday}
        - **Cheers**: {cheers}

        Years, minutes and counts are numbers already; each is brought to one scale, so that none
        is loud only because of its unit. But what number is *Sitcom*? By the alphabet the
        {n_genres} genres would be 1, 2, 3 and so on, and the distance takes such numbers at their
        word. **One-hot** gives every genre a place of its own, with a 1 where it applies and 0
        elsewhere: any two genres are equally far apart. A **set** may have several 1s.
    """
    to_try: ClassVar[str] = """
        Write the genre in the other two ways, and watch who comes near: as a set, *Wednesday* has
        {n_wednesday} genres and not one. Then choose *Cheers*: in which feature does its nearest
        show differ most? And *Cosine*: it asks whether two shows stray from the average in the
        same direction, however far.
    """
    notes: ClassVar[str] = """
        About four minutes. Let somebody say aloud which genre should be near Horror, then reveal.
        The point of the colours in the bars: a distance is a sum, so it can be taken apart.
        Expect the question whether one-hot is fair: it says all genres are equally different,
        which is wrong too (Thriller is nearer to Crime than to Anime), only less absurdly. The next
        chapter asks who could do better. If asked about the picture: it is PCA of all the numbers,
        {n_set_dimensions} of them when the genres are a set.
    """
    terms: ClassVar[Mapping[str, str]] = {
        "feature": "One fact of an item that goes into its vector, as one number or several.",
        "one-hot": "A category written as zeros with a single 1 in the place that is its own.",
        "cosine": "Compares the directions of two vectors by the angle between them, and leaves "
        "out their lengths.",
        "Euclidean distance": "The straight line between two points: the root of the sum of the "
        "squared differences.",
    }
    before: ClassVar[Mapping[str, Any]] = {"genre_as": "none"}

    item: str = parameter(
        "Wednesday",
        "Show",
        choices={label: label for label in shows().labels},
        help="Whose neighbours are lit. Or click a show in the picture.",
    )
    genre_as: str = parameter(
        "number",
        "Genre as",
        choices=GENRE_AS,
        help="The same fact in three spellings, and the neighbours change.",
    )
    metric: str = parameter(
        "euclidean",
        "Distance",
        choices={"euclidean": "Euclidean", "cosine": "Cosine"},
        help="Euclidean: how far apart. Cosine: how different in direction, seen from the average.",
    )

    @property
    def question(self) -> Question:
        """Ask which genre a numbering by the alphabet brings near."""
        numbers = genre_numbers(shows())
        apart = [abs(numbers[genre] - numbers[ASKED]) for genre in OFFERED]
        right = int(np.argmin(apart))
        others = " and ".join(
            f"{genre} is {numbers[genre]}" for genre in OFFERED if genre != OFFERED[right]
        )
        return Question(
            f"Number the genres by the alphabet, from {min(numbers)} to {max(numbers)}. Which of "
            f"these will the distance then hold for the most like **{ASKED}**?",
            OFFERED,
            right,
            f"{ASKED} is number {numbers[ASKED]}, {OFFERED[right]} is {numbers[OFFERED[right]]}, "
            f"but {others}. The alphabet has become a meaning.",
        )

    def facts(self) -> Mapping[str, Any]:
        """Give the rows of the three shows, and counts."""
        wednesday = shows().frame["genres"][shows().labels.index("Wednesday")]
        return {
            **{label.lower(): _row(label) for label in EXAMPLES},
            "n_genres": len(genre_numbers(shows())),
            "n_wednesday": len(split_set(wednesday)),
            "n_set_dimensions": space_of("set", "euclidean").n_dimensions,
        }

    def show(self, *records: Record) -> Shown:
        """Light the show's nearest, and take their distances apart."""
        space = space_of(self.genre_as, self.metric)
        nearest = space.neighbors(self.item, K)["label"].tolist()
        return Shown(
            self._said(space, nearest),
            (
                Picture(
                    project(space, "pca"),
                    f"{len(space)} shows, each of {space.n_dimensions} numbers, seen from their "
                    "widest side. The nearest are found among all the numbers, so in the picture "
                    "they may lie apart.",
                    color="genres",
                    pinned=self.item,
                    k=K,
                ),
                Chart(
                    partial(draw_shares, space, self.item, nearest),
                    f"What keeps {_letters(self.item)} and each of its {K} nearest apart: every "
                    "feature's share of the squared distance"
                    + (" of the two at unit length." if self.metric == "cosine" else "."),
                ),
            ),
        )

    def _said(self, space: VectorSpace, nearest: list[str]) -> str:
        main = shows().frame["main"]
        named = [f"**{_letters(each)}** ({main[space.index_of(each)]})" for each in nearest]
        shares = space.contributions(self.item, nearest[0])
        feature = shows().column(shares["feature"][0]).title
        strangers = [
            name
            for name, label in zip(named, nearest, strict=True)
            if not _genres(space.index_of(self.item)) & _genres(space.index_of(label))
        ]
        odd = f" No genre in common with it: {', '.join(strangers)}." if strangers else ""
        return (
            f"Nearest to {_letters(self.item)} ({main[space.index_of(self.item)]}) is {named[0]}; "
            f"what keeps the two apart is mostly *{feature}*, {share(shares['share'][0])} of the "
            f"squared distance.{odd} Over all {len(space)} shows, {share(alike(space))} of the "
            f"{K} nearest share a genre with the show they are near."
        )


def draw_shares(space: VectorSpace, item: str, others: list[str], theme: str) -> go.Figure:
    """Draw for each other item a bar of the features' shares of its distance to ``item``."""
    looks = theme_named(theme)
    figure = framed(looks, height=90 + 48 * len(others), barmode="stack", bargap=0.62)
    tables = [space.contributions(item, other).set_index("feature")["share"] for other in others]
    columns = list(dict.fromkeys(space.feature_columns))
    colors = category_colors(NUMBERS)
    rows = list(range(len(others)))
    for name in columns:
        title = shows().column(name).title
        figure.add_bar(
            y=rows,
            x=[100 * table[name] for table in tables],
            orientation="h",
            name=safe(title),
            marker={"color": colors.get(name, looks.accent), "line": {"width": 0}},
            hovertemplate=f"{safe(title)}: %{{x:.0f}} %<extra></extra>",
        )
    for row, other in enumerate(others):
        genre = shows().frame["main"][space.index_of(other)]
        figure.add_annotation(
            x=0, y=row, text=f"<b>{safe(other)}</b>, {safe(genre)}", showarrow=False,
            xanchor="left", yshift=18, xref="x", yref="y", font={"size": 14},
        )  # fmt: skip
    figure.update_yaxes(autorange="reversed", visible=False)
    figure.update_xaxes(
        **axis(looks, "share of the squared distance", range=[0, 100], ticksuffix=" %")
    )
    return figure


def _row(label: str) -> str:
    frame = shows().frame
    row = frame.iloc[shows().labels.index(label)]
    seasons = "season" if row["seasons"] == 1 else "seasons"
    return (
        f"{row['main']}, {row['debuted']}, {row['episode_length']} min, "
        f"{row['seasons']} {seasons}, {row['episodes']} episodes"
    )


def _genres(row: int) -> set[str]:
    return set(split_set(shows().frame["genres"].iat[row]))


def _letters(label: str) -> str:
    """Keep the stars of M*A*S*H from being read as Markdown."""
    return label.replace("*", "\\*")

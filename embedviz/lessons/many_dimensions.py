"""Many dimensions: a show is more numbers than can be drawn, and near is measured all the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

import numpy as np
import plotly.graph_objects as go

from embedviz.api import project
from embedviz.engine.record import Record
from embedviz.lessons.lesson import Chart, Exhibition, Lesson, Plot, Question
from embedviz.lessons.shows import NUMBERS, K, alike, genre_numbers, genres_of, shows, space_of
from embedviz.parameters import parameter
from embedviz.plotting.frame import axis, framed, note
from embedviz.plotting.numbers import safe
from embedviz.plotting.palette import category_colors, theme_named
from embedviz.rounding import percent
from embedviz.space import VectorSpace
from embedviz.vectorizers.columns import split_set

EXAMPLES = ("Seinfeld", "Wednesday", "Cheers")

GENRE_AS = {
    "none": "Left out",
    "number": "One number, by the alphabet",
    "one_hot": "One-hot: a place for each genre",
    "set": "A set: all its genres",
}
THICK = 0.38
"""A bar's share of its row, which it has together with its name."""

ASKED, OFFERED = "Horror", ("Thriller", "Supernatural", "Legal")


@dataclass(frozen=True, kw_only=True)
class ManyDimensions(Lesson):
    """Categories in a vector, and which features make two shows near."""

    title: ClassVar[str] = "Many dimensions"
    idea: ClassVar[str] = "However many features there are, each adds its share to one distance."
    text: ClassVar[str] = """
        Three shows as rows of a table:

        - **Seinfeld**: {seinfeld}
        - **Wednesday**: {wednesday}
        - **Cheers**: {cheers}

        Years, minutes and counts are numbers, each brought to the same scale. But what number is
        *Sitcom*? One may number the {n_genres} genres by the alphabet. **One-hot** gives each a
        place of its own, 1 where it applies and 0 elsewhere. A **set** may have several 1s.
    """
    to_try: ClassVar[str] = """
        Write the genre in the other two ways: as a set, *Wednesday* has {n_wednesday} genres and
        not one. Choose *Cheers*: in what does its nearest show differ most? Then *Cosine*, which
        asks whether two shows stray from the average in the same direction, however far.
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
            f"but {others}. A distance takes such numbers at their word; one-hot keeps any two "
            "genres equally far apart.",
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

    def show(self, *records: Record) -> Exhibition:
        """Light the show's nearest, and take their distances apart."""
        space = space_of(self.genre_as, self.metric)
        nearest = space.neighbors(self.item, K)["label"].tolist()
        return Exhibition(
            self._said(space, nearest),
            (
                Plot(
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
            if not genres_of(space.index_of(self.item)) & genres_of(space.index_of(label))
        ]
        odd = f" No genre in common with it: {', '.join(strangers)}." if strangers else ""
        return (
            f"Nearest to {_letters(self.item)} ({main[space.index_of(self.item)]}) is {named[0]}; "
            f"what keeps the two apart is mostly *{feature}*, {percent(shares['share'][0])} of the "
            f"squared distance.{odd} Over all {len(space)} shows, {percent(alike(space))} of the "
            f"{K} nearest share a genre with the show they are near."
        )


def draw_shares(space: VectorSpace, item: str, others: list[str], theme: str) -> go.Figure:
    """Draw for each other item a bar of the features' shares of its distance to ``item``."""
    looks = theme_named(theme)
    figure = framed(looks, height=200 + 52 * len(others), barmode="stack", bargap=1 - THICK)
    tables = [space.contributions(item, other).set_index("feature")["share"] for other in others]
    columns = list(dict.fromkeys(space.feature_columns))
    colors = category_colors(NUMBERS, theme)
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
        above = note(f"<b>{safe(other)}</b>, {safe(genre)}", 0, row - THICK / 2, font={"size": 14})
        figure.add_annotation(above, xanchor="left", yanchor="bottom", xref="x", yref="y")
    figure.update_yaxes(autorange="reversed", visible=False)
    figure.update_legends(traceorder="normal")
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


def _letters(label: str) -> str:
    """Keep the stars of M*A*S*H from being read as Markdown."""
    return label.replace("*", "\\*")

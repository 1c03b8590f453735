"""One-hot to dense: the same words in four spellings, and what many dimensions do to distance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from embedviz.api import load_dataset
from embedviz.engine.record import Record
from embedviz.engine.step import Step
from embedviz.lessons.lesson import Chart, Exhibition, Lesson, Question, Table
from embedviz.lessons.spellings import (
    BINS,
    N_RANDOM,
    N_SAMPLE,
    K,
    compare_spellings,
    search_seconds,
    spread_of_random,
)
from embedviz.lessons.word_families import model_words
from embedviz.parameters import parameter
from embedviz.plotting.frame import axis, framed
from embedviz.plotting.numbers import number, time_text
from embedviz.plotting.palette import theme_named
from embedviz.rounding import percent

WORDS = ("teacher", "doctor", "moon", "river", "piano", "train", "coffee", "bread", "rain", "bank")
"""Each occurs in the shipped sentences and in the token table."""

FEW, BOUNDS = 2, (2, 10, 100)
BYTES = 4
"""Of a number in float32."""


@dataclass(frozen=True, kw_only=True)
class OneHotToDense(Lesson):
    """Long and empty against short and full; distances in many dimensions."""

    title: ClassVar[str] = "One-hot to dense"
    idea: ClassVar[str] = "In one-hot nothing is near; in learned numbers, near means something."
    text: ClassVar[str] = """
        **One-hot** gives each of {n_words} words {n_words} numbers with a single 1: it knows only
        which word it is, and every two words are √2 apart. By **TF-IDF** a word is {n_sentences}
        numbers, its weight in each of so many sentences; words are near that share sentences. A
        language model *learned* {n_learned} numbers for each, from very much text. **PCA** keeps
        of those the few directions in which words differ most.

        Are many dimensions good? Throw points at random and look at all the distances between
        them.
    """
    to_try: ClassVar[str] = """
        Turn the random points' dimensions from few to many: the distances huddle around their
        mean, and one-hot is where that ends. The learned words stay wide. Then let PCA keep fewer
        numbers: at how many does the last row turn silly?
    """
    notes: ClassVar[str] = """
        About five minutes. Ask first how long a vector must be to tell {n_words} words apart: one
        number would do, as the last chapter has shown; what counts is that distances mean
        something. The learned vectors have {n_learned} dimensions and yet their distances vary,
        since words don't fill the space at random: that structure is what is learned. If asked:
        for normal points the standard deviation of a distance is the mean divided by √(2d), near
        enough from ten dimensions on. An expert may say that nobody writes one-hot out: true, one
        keeps the place of the 1 alone, and looking a vector up in a table is the same as
        multiplying the table by a one-hot vector.
    """
    terms: ClassVar[Mapping[str, str]] = {
        "dense vector": "Short, with hardly a zero in it: every number takes part in every item.",
        "TF-IDF": "Term frequency times inverse document frequency: how often a word occurs in a "
        "text, weighted up where few texts have it.",
        "PCA": "Principal component analysis: the directions in which the items differ most.",
        "curse of dimensionality": "In many dimensions random points are all nearly equally far "
        "from one another, so that the nearest is hardly nearer than the farthest.",
    }
    before: ClassVar[Mapping[str, Any]] = {"dimensions": FEW}

    word: str = parameter(
        WORDS[0],
        "Word",
        choices={word: word for word in WORDS},
        help="Whose nearest words are listed.",
    )
    dimensions: int = parameter(
        384,
        "Dimensions of the random points",
        low=1,
        high=5000,
        stops=(1, 2, 3, 5, 10, 20, 50, 100, 200, 384, 1000, 5000),
        help="More: their distances become more alike.",
    )
    width: int = parameter(
        50,
        "Numbers that PCA keeps",
        low=1,
        high=384,
        stops=(2, 5, 10, 20, 50, 100, 200),
        help="Fewer: smaller and quicker, and at some point wrong.",
    )

    @property
    def question(self) -> Question:
        """Ask how much farther the farthest pair of random points is than the nearest."""
        many = type(self)().dimensions
        reach, in_few = (spread_of_random(each)["reach"] for each in (many, FEW))
        low, middle, high = BOUNDS
        return Question(
            f"{N_RANDOM} points are thrown at random into {many} dimensions. Of all their pairs, "
            "the farthest is how much farther apart than the nearest?",
            (
                f"Less than {low} times",
                f"{low} to {middle} times",
                f"{middle} to {high} times",
                f"More than {high} times",
            ),
            int(np.searchsorted(BOUNDS, reach)),
            f"{reach:.1f} times. In {FEW} dimensions it is {number(round(in_few))} times. Many "
            "independent differences add up to almost the same sum for every pair: the *curse of "
            "dimensionality*.",
        )

    def facts(self) -> Mapping[str, Any]:
        """Give the sizes of the spellings."""
        words = model_words()
        return {
            "n_words": number(len(words)),
            "n_learned": words.n_dimensions,
            "n_sentences": len(load_dataset("sentences")),
        }

    def work(self) -> list[Step]:
        """Compare the spellings of the word."""
        return [Step(compare_spellings, (self.word, self.width), title="Comparing four spellings")]

    def show(self, *records: Record) -> Exhibition:
        """Draw how distances are spread, beside what each spelling costs and knows."""
        (found,) = records
        random = spread_of_random(self.dimensions)
        learned = found["distances"]
        return Exhibition(
            self._said(found, random),
            (
                Chart(
                    partial(draw_distances, random, learned, self.dimensions),
                    f"All distances between {N_RANDOM} random points, and between {N_SAMPLE} of "
                    "the words, each divided by its mean. One-hot words stand at exactly 1.",
                ),
                Table(
                    self._costs(found),
                    f"Memory for {number(found['n_words'])} words, written out with {BYTES} bytes "
                    "a number; time to compare one word with all, on one core of this machine "
                    "(one-hot on a part, and scaled up). TF-IDF knows only the "
                    f"{number(found['n_counted'])} words of its sentences.",
                ),
            ),
        )

    def _said(self, found: Record, random: Mapping[str, Any]) -> str:
        learned = found["distances"]["ratio"]
        return (
            f"In **{number(self.dimensions)}** dimensions the distances of random points vary by "
            f"{percent(random['ratio'])} around their mean; seen from a typical one, the farthest "
            f"is {number(round(1 + random['contrast'], 1))} times as far away as the nearest. "
            f"Those of the learned words vary by {percent(learned)}, as if they had about "
            f"{round(1 / (2 * learned**2))} dimensions and not {found['n_learned']}. PCA to "
            f"{self.width} numbers keeps {percent(found['variance'])} of the variance and "
            f"{percent(found['kept'])} of the {K} nearest words."
        )

    def _costs(self, found: Record) -> pd.DataFrame:
        n_words = found["n_words"]
        rows = [
            ("One-hot", n_words, ["all others, equally"]),
            ("TF-IDF", found["n_sentences"], found["counted"]),
            ("Learned", found["n_learned"], found["learned"]),
            ("Learned, by PCA", self.width, found["squeezed"]),
        ]
        costs = [
            f"{bytes_text(BYTES * width * n_words)}, {time_text(search_seconds(n_words, width))}"
            for _, width, _ in rows
        ]
        return pd.DataFrame(
            {
                "spelling": [f"{name}: {number(width)} numbers" for name, width, _ in rows],
                "memory, time": costs,
                f"nearest to {self.word}": [", ".join(nearest) for _, _, nearest in rows],
            }
        )


def bytes_text(size: float) -> str:
    """Write a size in memory.

    Examples
    --------
    >>> bytes_text(1_900_000_000), bytes_text(33_400_000)
    ('1.9 GB', '33 MB')
    """
    if size >= 1e9:
        return f"{size / 1e9:.1f} GB"
    return f"{size / 1e6:.0f} MB" if size >= 1e7 else f"{size / 1e6:.1f} MB"


def draw_distances(
    random: Mapping[str, Any], learned: Mapping[str, Any], dimensions: int, theme: str
) -> go.Figure:
    """Draw the spread of random points' distances, of the words', and one-hot's single one."""
    looks = theme_named(theme)
    figure = framed(looks, height=360, bargap=0, barmode="overlay")
    middles = (BINS[1:] + BINS[:-1]) / 2
    figure.add_bar(
        x=middles,
        y=[100 * each for each in random["shares"]],
        name=f"random points, {number(dimensions)} dimensions",
        marker={"color": looks.accent, "opacity": 0.75, "line": {"width": 0}},
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=middles,
        y=[100 * each for each in learned["shares"]],
        mode="lines",
        name="words, learned numbers",
        line={"color": looks.neighbor, "width": 3, "shape": "spline"},
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=[1, 1],
        y=[0, 100 * max(*random["shares"], *learned["shares"])],
        mode="lines",
        name="words, one-hot",
        line={"color": looks.muted, "width": 3, "dash": "dot"},
        hoverinfo="skip",
    )
    figure.update_xaxes(**axis(looks, "distance, in units of the mean distance", range=[0, 2]))
    figure.update_yaxes(**axis(looks, "share of the pairs", ticksuffix=" %", rangemode="tozero"))
    return figure

"""Chapter: a network's hidden layer learns vectors because they help it to predict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, ClassVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from embedviz.datasets import DATASETS, Dataset
from embedviz.datasets.viewers import BY_CHANCE, genre_table, watch_lists, years_of
from embedviz.embedders.embedding_layer import EmbeddingLayer
from embedviz.engine.record import Record
from embedviz.engine.step import Step
from embedviz.lessons.fixed_view import FixedView
from embedviz.lessons.lesson import Chart, Exhibition, Lesson, Plot, Question
from embedviz.parameters import parameter
from embedviz.plotting.numbers import number
from embedviz.plotting.training import ROWS_ABOVE, plot_lookup, plot_losses
from embedviz.rounding import percent
from embedviz.space import VectorSpace
from embedviz.space.agreement import shared_by_chance, shared_by_neighbors
from embedviz.vectorizers.objectives import N_VIEWERS, OBJECTIVES

SHOWS: Dataset = DATASETS["tv_shows"]()
EPOCHS, WIDTH, SEED, NEAREST = 40, 16, 42, 5


@dataclass(frozen=True, kw_only=True)
class HiddenLayer(Lesson):
    """Shows start at random places and gather, while the network learns to predict."""

    title: ClassVar[str] = "The hidden layer learns it"
    idea: ClassVar[str] = (
        "Nobody writes the numbers down: a network finds the vectors that help it to predict."
    )
    text: ClassVar[str] = """
        A network wants numbers, not names. So each of {shows} shows gets a row of {width} numbers
        in a table, random at first: the **embedding layer**. A show comes in as one-hot, all zeros
        but for a single one; times the table, that is its row. The row is the network's hidden
        layer, and all it knows of the show.

        From it the network must guess **what else the show's viewers watched**. Every wrong guess
        shifts the rows a little. Shows with the same viewers need the same guesses, so their rows
        end up alike.

        The {viewers} viewers are made up: each likes a few of {genres} genres and one time, and
        has watched {fewest} to {most} shows, about {by_chance} of them by chance. The network reads
        these lists and no fact of any show.
        """
    to_try: ClassVar[str] = """
        Pull *epoch* to 0 and back, and follow one show; click another. Then change what is
        predicted: for the *year*, decades gather and genres scatter. Another question, another
        space.
        """
    notes: ClassVar[str] = """
        About 4 minutes. Ask for the prediction before anything moves. Play the epochs slowly: most
        happens in the first few. The lookup is the picture to remember: one-hot times a table is a
        row of the table; no more happens in an embedding layer.

        For who asks: this is skip-gram without word order over lists (word2vec with a softmax over
        all shows in place of negative sampling; in shops it is called prod2vec). The hidden layer
        is linear. Nothing is held out: each show has a row of its own, so for genre and year the
        network simply memorizes. Country is a check: no viewer chose by it, so its share rises only
        as far as country goes with genre and time in these shows. Viewers are simulated, so the
        network can find no more than the tastes that were put in; real lists would also hold
        language, friends and what was on.
        """
    terms: ClassVar[Mapping[str, str]] = {
        "embedding layer": "A table with one row of numbers for each item, learned with the rest "
        "of a network; one-hot times the table picks the row.",
        "hidden layer": "Numbers inside a network, between what goes in and what comes out.",
        "objective": "What a network is asked to predict; it decides what the vectors know.",
        "loss": "How wrong the predictions are, as one number; training makes it smaller.",
        "epoch": "One reading of everything there is to learn from.",
        "co-watching": "Two shows being watched by the same people; like words in one sentence.",
    }
    before: ClassVar[Mapping[str, Any]] = {"objective": "co-watching", "epoch": 0}

    objective: str = parameter(
        "co-watching",
        "It has to predict",
        choices={name: each.title for name, each in OBJECTIVES.items()},
        help="What the network is asked decides what its vectors know.",
    )
    epoch: int = parameter(
        EPOCHS,
        "Epoch",
        low=0,
        high=EPOCHS,
        step=1,
        help="How often it has read everything; 0 is the random start.",
    )
    item: str = SHOWS.default_item

    @property
    def question(self) -> Question:
        """Ask how much of the genres the network finds, which it is never told."""
        chance = percent(shared_by_chance(belonging()["genre"]))
        return Question(
            f"Random vectors: {chance} of a show's {NEAREST} nearest share a genre with it, as any "
            "two shows do. The network is never told a genre. **What share after training on who "
            "watched what?**",
            (
                "Still about one in three: it was told no genre",
                "About one in two",
                "About nine in ten",
            ),
            right=2,
            why="Who likes one sitcom watches others. So sitcoms have the same viewers, need the "
            "same guesses and get rows that are alike. What nobody wrote down was in the choices.",
        )

    def facts(self) -> Mapping[str, Any]:
        """Count shows, viewers, what these have watched."""
        lengths = watch_lists(SHOWS.frame, N_VIEWERS, SEED).watched.sum(axis=1)
        return {
            "shows": number(len(SHOWS)),
            "width": WIDTH,
            "viewers": number(len(lengths)),
            "genres": belonging()["genre"].shape[1],
            "fewest": int(lengths.min()),
            "most": int(lengths.max()),
            "by_chance": percent(BY_CHANCE),
        }

    def work(self) -> Sequence[Step]:
        """Train the network."""
        return (self._way.step(SHOWS),)

    def show(self, *records: Record) -> Exhibition:
        """Show the shows at an epoch, what their neighbours share, the loss, the lookup."""
        (record,) = records
        last = self._space(record, EPOCHS)
        space = self._space(record, self.epoch)
        start = self._space(record, 0)
        losses = np.asarray(record["losses"])
        picture = Plot(
            FixedView(of=last)(space),
            f"{len(SHOWS)} shows by {WIDTH} numbers each, at epoch {self.epoch}. Every epoch is "
            "seen from the same side: the one from which the last spreads most.",
            color="genres",
            pinned=self.item,
            k=NEAREST,
            name="shows",
        )
        loss = Chart(
            partial(plot_losses, losses, self.epoch, guess=float(record["guess"])),
            f"How wrong the predictions are: {number(losses[0])} at the start, "
            f"{number(losses[self.epoch])} at epoch {self.epoch}.",
            name="loss",
        )
        lookup = Chart(
            partial(plot_lookup, space.vectors, SHOWS.labels, SHOWS.label_index[self.item]),
            f"One-hot times the table is the row of {self.item}. Shown are {2 * ROWS_ABOVE + 1} of "
            f"{len(SHOWS)} rows, blue above 0, red below.",
            name="lookup",
        )
        return Exhibition(self._said(start, space), (picture, loss, lookup))

    def _space(self, record: Record, epoch: int) -> VectorSpace:
        """Give the table of an epoch; the stored history is rounded, the last is exact."""
        rows = record["vectors"] if epoch == EPOCHS else record["history"][epoch]
        return self._way.space(SHOWS, {"vectors": rows})

    @property
    def _way(self) -> EmbeddingLayer:
        return EmbeddingLayer(objective=self.objective, n_components=WIDTH, epochs=EPOCHS)

    def _said(self, start: VectorSpace, space: VectorSpace) -> str:
        """Say what a show shares with its neighbours, now and at the start."""
        genre, decade, country = (
            (percent(shared_by_neighbors(space, groups, NEAREST)),
             percent(shared_by_neighbors(start, groups, NEAREST)))
            for groups in belonging().values()
        )  # fmt: skip
        if self.epoch == 0:
            return (
                f"**Random.** Of a show's {NEAREST} nearest, {genre[0]} share a genre with it, "
                f"{decade[0]} its decade, {country[0]} its country: what chance gives."
            )
        return (
            f"At epoch {self.epoch}, of a show's {NEAREST} nearest **{genre[0]} share a genre** "
            f"with it (at the random start {genre[1]}), {decade[0]} its decade ({decade[1]}), "
            f"{country[0]} its country ({country[1]})."
        )


@cache
def belonging() -> Mapping[str, NDArray[np.float64]]:
    """Give where each show belongs, (n, groups) of zeros and ones: genre, decade, country."""
    decades = pd.get_dummies(years_of(SHOWS.frame) // 10)
    return {
        "genre": genre_table(SHOWS.frame)[1],
        "decade": decades.to_numpy(np.float64),
        "country": pd.get_dummies(SHOWS.frame["country"]).to_numpy(np.float64),
    }

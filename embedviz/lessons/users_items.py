"""Chapter: users and items become points of one space, by their ratings alone."""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from embedviz.datasets import DATASETS, Column, Dataset
from embedviz.datasets.viewers import simulated_ratings
from embedviz.engine.record import Record
from embedviz.engine.step import Step
from embedviz.lessons.lesson import Exhibition, Lesson, Plot, Question, Table
from embedviz.lessons.work import factorize, factors_of
from embedviz.parameters import parameter
from embedviz.plotting.numbers import number
from embedviz.projections import PROJECTIONS
from embedviz.rounding import percent
from embedviz.space import VectorSpace
from embedviz.space.metrics import unit_length
from embedviz.vectorizers.factors import RatingFactors

SHOWS: Dataset = DATASETS["tv_shows"]()
YOU = "You"
USERS = tuple(f"User {letter}" for letter in string.ascii_uppercase)
"""So many of the people are drawn."""

N_PEOPLE, N_COMPONENTS, SEED, HIDDEN = 800, 8, 42, 0.1
PARAMETERS = {"n_components": N_COMPONENTS}
ASKED = {"friends": "Friends", "breaking_bad": "Breaking Bad", "x_files": "The X-Files"}
"""The shows that the new user rates, by the names of their knobs."""

LISTED = 5
NO_BREAK = "\u00a0"
NOT_RATED, LOWEST, HIGHEST = 0, 1, 5


def _rating(title: str, value: int) -> Any:
    return parameter(
        value, f"You rate {title}", low=NOT_RATED, high=HIGHEST, step=1,
        help=f"From {LOWEST}, not for me, to {HIGHEST}, loved it; {NOT_RATED} for not seen.",
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class UsersAndItems(Lesson):
    """A matrix of ratings as two small tables whose rows are compared."""

    title: ClassVar[str] = "Users and items"
    idea: ClassVar[str] = (
        "People and what they like can be points of one space: near means it fits."
    )
    text: ClassVar[str] = """
        {people} people have rated {shows} shows from {lowest} to {highest}: only {known} of the
        matrix is known. (People and ratings are made up: each likes or dislikes genres, and older
        or newer shows, and has moods.)

        Give every person {width} numbers and every show {width}, and ask one thing of them: their
        **dot product is how much better than usual the person rates the show**. (Usual is about
        {mean}, a bit more or less for each show and person.) The numbers with the least error on
        the known ratings are the vectors: {numbers} numbers for {cells} cells, and every empty
        cell can be computed. No genre was read, no person described, and both are in one space.
        """
    to_try: ClassVar[str] = """
        Change your ratings and watch *You* move; with a single one your vector is short: it hardly
        knows you. Click a user, or a show, to ask for them.
        """
    notes: ClassVar[str] = """
        About 4 minutes. The table of ratings is the hook: numbers in brackets were never given. A
        new user needs no training: shows stay where they are, and a few ratings are solved for one
        vector (fold-in). Lit in the picture are the smallest angles; the list goes by the expected
        rating, which also counts how long the vectors are and how a show is usually rated.

        For who asks: alternating least squares with a ridge penalty (Koren, Bell and Volinsky
        2009), on what is left after an offset for each show and person (popular shows, strict
        raters). Were all ratings known, it would be truncated SVD. People rate what they chose to
        watch, so what is missing isn't missing at random: here half of what is rated was chosen,
        and that pulls the mean above the middle of the scale. The picture shows the first two
        factors as they are, around the origin, where nothing is known; the others are hidden.
        """
    terms: ClassVar[Mapping[str, str]] = {
        "matrix factorization": "Writing a large table as two narrow ones whose rows, multiplied, "
        "give its cells back.",
        "dot product": "Two vectors multiplied number by number and added up: large where both are "
        "long and point the same way.",
        "fold-in": "Placing a new user or item among vectors that stay as they are.",
        "cold start": "A new user or item with no ratings has no place: nothing is known yet.",
    }
    before: ClassVar[Mapping[str, Any]] = {
        "friends": NOT_RATED,
        "breaking_bad": NOT_RATED,
        "x_files": NOT_RATED,
        "item": USERS[0],
    }

    friends: int = _rating(ASKED["friends"], HIGHEST)
    breaking_bad: int = _rating(ASKED["breaking_bad"], LOWEST)
    x_files: int = _rating(ASKED["x_files"], NOT_RATED)
    item: str = YOU

    @property
    def question(self) -> Question:
        """Ask what a new user is shown."""
        return Question(
            f"A new user gives {ASKED['friends']} {HIGHEST} and {ASKED['breaking_bad']} {LOWEST}, "
            "and nothing else. The model was told no genre. **Which of these does it recommend?**",
            ("The Sopranos", "Full House", "Game of Thrones"),
            right=1,
            why="Two ratings are a direction: towards people who like the one and not the other, "
            "and their shows.",
        )

    def facts(self) -> Mapping[str, Any]:
        """Count people, shows, ratings and the numbers that stand for them."""
        given = ratings()
        known = np.isfinite(given)
        return {
            "people": number(len(given)),
            "shows": number(len(SHOWS)),
            "lowest": number(float(given[known].min())),
            "highest": number(float(given[known].max())),
            "known": percent(known.mean()).replace(" ", NO_BREAK),
            "mean": number(round(float(given[known].mean()), 1)),
            "width": N_COMPONENTS,
            "cells": number(given.size),
            "numbers": number(sum(given.shape) * N_COMPONENTS),
        }

    def work(self) -> Sequence[Step]:
        """Factorize the ratings."""
        return (
            Step(
                factorize, (ratings(), PARAMETERS, HIDDEN, SEED), version=RatingFactors.version,
                title="Factorizing the ratings",
            ),
        )  # fmt: skip

    def show(self, *records: Record) -> Exhibition:
        """Show users and shows as points, what is recommended, and the matrix filled."""
        (record,) = records
        model = factors_of(record, PARAMETERS)
        mine = self._mine()
        place = model.transform(mine)
        is_known = bool(place.any())
        everyone = _everyone(mine)
        labels = everyone.labels
        vectors = [record["items"], record["users"][: len(USERS)], place[: int(is_known)]]
        space = VectorSpace(
            np.concatenate(vectors),
            labels,
            metric="cosine",
            feature_names=tuple(f"factor {n}" for n in range(1, model.n_components + 1)),
            dataset=everyone,
            made_by="factors of ratings",
        )
        item = self.item if self.item in labels else USERS[0]
        picture = Plot(
            PROJECTIONS["features"]()(space),
            f"{len(SHOWS)} shows and {len(labels) - len(SHOWS)} people on the first two of "
            f"{N_COMPONENTS} factors; lit are the {LISTED} at the smallest angle to {_whom(item)}.",
            color="genres",
            pinned=item,
            k=LISTED,
            name="people and shows",
        )
        people = np.concatenate([mine, ratings()])
        advice = self._advice(space, model, item, people)
        matrix = Table(
            _corner(model, people),
            "Ratings given; in brackets, those expected where there is none.",
            name="matrix",
        )
        return Exhibition(
            self._said(record, item, advice, is_known=is_known), (picture, advice, matrix)
        )

    def _mine(self) -> NDArray[np.float32]:
        """Give the new user's ratings, (1, shows), NaN where there is none."""
        mine = np.full((1, len(SHOWS)), np.nan, np.float32)
        for name, title in ASKED.items():
            rating = getattr(self, name)
            if rating != NOT_RATED:
                mine[0, SHOWS.label_index[title]] = rating
        return mine

    def _advice(
        self, space: VectorSpace, model: RatingFactors, item: str, people: NDArray[np.float32]
    ) -> Table:
        """List the shows that fit a user best and that they haven't rated, or a show's like."""
        is_show = item in SHOWS.label_index
        own = [SHOWS.label_index[item]] if is_show else np.isfinite(people[_row(item)]).nonzero()
        cosines = unit_length(model.items_) @ unit_length(space[item][None])[0]
        expected = cosines if is_show else model.predict(people[[_row(item)]])[0]
        order = np.argsort(-expected, kind="stable")
        best = order[~np.isin(order, own)][:LISTED]
        score, decimals = ("cosine", 2) if is_show else ("expected", 1)
        columns = {
            "show": [SHOWS.labels[row] for row in best],
            "genre": SHOWS.grouped("genres").iloc[best].tolist(),
            score: [f"{expected[row]:.{decimals}f}" for row in best],
        }
        whom = f"rated most like {item}" if is_show else f"best for {_whom(item)}, not rated yet"
        return Table(pd.DataFrame(columns), f"The {LISTED} shows {whom}.", name="advice")

    def _said(self, record: Record, item: str, advice: Table, *, is_known: bool) -> str:
        who = f"Nearest to {item}" if item in SHOWS.label_index else f"First for {_whom(item)}"
        first = f"{who}: **{advice.frame['show'].iloc[0]}**."
        if not is_known:
            first += " You have no place yet: nothing is known of you."
        return (
            f"{first} Hidden ratings are missed by {record['error']:.2f} points (root mean "
            f"square); with each show's mean, by {record['plain_error']:.2f}."
        )


@cache
def ratings() -> NDArray[np.float32]:
    """Give the ratings of all people, (people, shows) with NaN where there is none.

    Those come first, and so are drawn, who have rated most of the shows asked for.
    """
    made = simulated_ratings(SHOWS, N_PEOPLE, SEED)
    asked = [SHOWS.label_index[title] for title in ASKED.values()]
    counts = np.isfinite(made[:, asked]).sum(axis=1)
    return made[np.argsort(-counts, kind="stable")]


def _whom(item: str) -> str:
    """Give an item as in the middle of a sentence."""
    return item.lower() if item == YOU else item


def _row(item: str) -> int:
    """Give the row of a person: the new user's is the first."""
    return 0 if item == YOU else 1 + USERS.index(item)


def _everyone(mine: NDArray[np.float32]) -> Dataset:
    """Give the shows and, below them, the people that are drawn, with what is known of each."""
    rated = np.isfinite(ratings())
    people = [*USERS]
    counts = [*rated.sum(axis=0), *rated[: len(USERS)].sum(axis=1)]
    if np.isfinite(mine).any():
        people.append(YOU)
        counts.append(np.isfinite(mine).sum())
    genres = [*SHOWS.frame["genres"], *["user"] * len(people)]
    return Dataset(
        "users and shows",
        pd.DataFrame({"genres": genres, "ratings": np.array(counts, np.float64)}),
        (*SHOWS.labels, *people),
        (Column("genres", "genres", "set"), Column("ratings", "ratings", "number")),
        title="Users and shows",
        item="user or show",
        items="users and shows",
        groups={"genres": ("user",)},
    )


def _corner(model: RatingFactors, people: NDArray[np.float32]) -> pd.DataFrame:
    """Show a corner of the matrix: the new user and four others, and the shows asked for."""
    corner = people[:5]
    expected = model.predict(corner)
    table = {"user": [name.replace(" ", NO_BREAK) for name in (YOU, *USERS[:4])]}
    for title in ASKED.values():
        column = SHOWS.label_index[title]
        table[title] = [
            f"({guess:.1f})" if np.isnan(given) else f"{given:.0f}"
            for given, guess in zip(corner[:, column], expected[:, column], strict=True)
        ]
    return pd.DataFrame(table)

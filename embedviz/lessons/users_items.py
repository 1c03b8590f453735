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

from embedviz import tasks
from embedviz.datasets import DATASETS, Column, Dataset
from embedviz.datasets.viewers import simulated_ratings
from embedviz.lessons.lesson import Lesson, Picture, Question, Record, Shown, Table, Work
from embedviz.parameters import parameter
from embedviz.plot.numbers import number, share
from embedviz.projections import PROJECTIONS
from embedviz.space import VectorSpace
from embedviz.space.metrics import unit_length
from embedviz.vectorizers.factors import RatingFactors

SHOWS: Dataset = DATASETS["tv_shows"]()
YOU = "You"
USERS = tuple(f"User {letter}" for letter in string.ascii_uppercase)
"""So many of the people are drawn."""

N_PEOPLE, SEED, HIDDEN = 800, 42, 0.1
ASKED = {"friends": "Friends", "breaking_bad": "Breaking Bad", "x_files": "The X-Files"}
"""The shows that the new user rates, by the names of their knobs."""

LISTED = 5
NOT_RATED = 0
DOT, COSINE = "dot", "cosine"


def _rating(title: str, value: int) -> Any:
    return parameter(
        value, f"Your rating: {title}", low=NOT_RATED, high=5, step=1,
        help="From 1, not for me, to 5, loved it; 0 for not seen.",
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class UsersAndItems(Lesson):
    """A matrix of ratings as two small tables whose rows are compared."""

    title: ClassVar[str] = "Users and items"
    idea: ClassVar[str] = (
        "People and what they like can be points of one space: near means it fits."
    )
    text: ClassVar[str] = (
        "{people} people have rated {shows} shows from 1 to 5, each person a few: only {known} of "
        "the matrix is known. (People and ratings are made up: each likes or dislikes genres, and "
        "older or newer shows, and has moods.)\n\n"
        "Give every person {width} numbers and every show {width} numbers, and ask one thing of "
        "them: **person · show, the dot product, is how much better than usual** the person rates "
        "the show (the usual is about {mean}, a bit more or less for each show and each person). "
        "The numbers with the least error on the known ratings are the vectors: {numbers} in place "
        "of {cells} cells, and every empty cell can be computed.\n\n"
        "No genre was read, no person described. Still both are now in one space: User A and "
        "The X-Files can be compared."
    )
    to_try: ClassVar[str] = (
        "Change your three ratings and watch *You* move. Set all but one to 0: so short a vector "
        "says “I hardly know you”. Choose *User A*, or a show, to ask for them. Two dimensions "
        "against sixteen: what happens to the error on ratings it has not seen?"
    )
    notes: ClassVar[str] = (
        "About 4 minutes. The table of ratings is the hook: numbers in brackets were never given. "
        "A new user needs no training: shows stay where they are, and three ratings are solved for "
        "one vector (fold-in). Dot product against cosine: the dot product also counts length, so "
        "it prefers shows people feel strongly about; cosine asks for the direction alone.\n\n"
        "For who asks: alternating least squares with a ridge penalty (Koren, Bell and Volinsky "
        "2009), on what is left after an offset for each show and person (popular shows, strict "
        "raters). Were all ratings known, it would be truncated SVD. People rate what they chose "
        "to watch, so what is missing isn't missing at random: here half of what is rated was "
        "chosen, and that pulls the mean above the middle of the scale. The picture shows the "
        "first two factors as they are, around the origin, where nothing is known; the other "
        "factors are hidden."
    )
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

    friends: int = _rating(ASKED["friends"], 5)
    breaking_bad: int = _rating(ASKED["breaking_bad"], 1)
    x_files: int = _rating(ASKED["x_files"], NOT_RATED)
    item: str = parameter(
        YOU,
        "Recommend for",
        choices={label: label for label in (YOU, *USERS, *SHOWS.labels)},
        help="A user, for shows that fit; a show, for shows that are rated alike.",
    )
    by: str = parameter(
        DOT,
        "By",
        choices={DOT: "Expected rating: dot product", COSINE: "Cosine: direction alone"},
        help="The dot product also counts how long a vector is, the cosine does not.",
    )
    n_components: int = parameter(
        8,
        "Dimensions",
        low=2,
        high=16,
        step=1,
        stops=(2, 4, 8, 16),
        help="How many numbers each user and each show gets.",
    )

    @property
    def question(self) -> Question:
        """Ask what a new user is shown."""
        return Question(
            f"A new user gives {ASKED['friends']} 5 and {ASKED['breaking_bad']} 1, and nothing "
            "else. The model was told no genre. **Which of these does it recommend?**",
            ("The Sopranos", "Full House", "Game of Thrones"),
            right=1,
            why="Two ratings are enough for a direction: to where people sit who like the one and "
            "not the other, and their shows are there too.",
        )

    def facts(self) -> Mapping[str, Any]:
        """Count people, shows, ratings and the numbers that stand for them."""
        given = ratings()
        known = np.isfinite(given)
        return {
            "people": number(len(given)),
            "shows": number(len(SHOWS)),
            "known": share(known.mean()).replace(" ", "\u00a0"),
            "mean": number(round(float(given[known].mean()), 1)),
            "width": self.n_components,
            "cells": number(given.size),
            "numbers": number(sum(given.shape) * self.n_components),
        }

    def work(self) -> Sequence[Work]:
        """Factorize the ratings."""
        return (
            Work(
                "Factorizing the ratings",
                tasks.factorize,
                (ratings(), self._parameters, HIDDEN, SEED),
                RatingFactors.version,
            ),
        )

    def show(self, *records: Record) -> Shown:
        """Show users and shows as points, what is recommended, and the matrix filled."""
        (record,) = records
        model = tasks.factors_of(record, self._parameters)
        mine = self._mine()
        place = model.transform(mine)
        is_known = bool(place.any())
        labels = [*SHOWS.labels, *USERS, *([YOU] if is_known else [])]
        vectors = np.concatenate(
            [record["items"], record["users"][: len(USERS)], *([place] if is_known else [])]
        )
        space = VectorSpace(
            vectors,
            tuple(labels),
            metric="cosine",
            feature_names=tuple(model.get_feature_names_out()),
            dataset=_everyone(mine),
            made_by="factors of ratings",
        )
        item = self.item if self.item in labels else USERS[0]
        picture = Picture(
            PROJECTIONS["features"]()(space),
            f"{len(SHOWS)} shows and {len(labels) - len(SHOWS)} people on the first two of "
            f"{self.n_components} factors; lit are the {LISTED} at the smallest angle to {item}.",
            color="genres",
            pinned=item,
            k=LISTED,
            name="people and shows",
        )
        people = np.concatenate([mine, ratings()])
        advice = self._advice(space, model, item, people)
        matrix = Table(
            _corner(model, people),
            "Ratings given, and in brackets what the vectors expect where there is none.",
            name="matrix",
        )
        return Shown(self._said(record, item, advice, is_known=is_known), (picture, advice, matrix))

    @property
    def _parameters(self) -> dict[str, int]:
        return {"n_components": self.n_components}

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
        if is_show or self.by == COSINE:
            name, form = "cosine", "{:.2f}"
            scores = unit_length(model.items_) @ unit_length(space[item][None])[0]
        else:
            name, form = "expected", "{:.1f}"
            scores = model.predict(people[[_row(item)]])[0]
        order = np.argsort(-scores, kind="stable")
        best = order[~np.isin(order, own)][:LISTED]
        frame = pd.DataFrame(
            {
                "show": [SHOWS.labels[row] for row in best],
                "genres": SHOWS.frame["genres"].iloc[best].tolist(),
                name: [form.format(scores[row]) for row in best],
            }
        )
        whom = f"rated most like {item}" if is_show else f"best for {item}, of those not rated yet"
        return Table(frame, f"The {LISTED} shows {whom}.", name="advice")

    def _said(self, record: Record, item: str, advice: Table, *, is_known: bool) -> str:
        if item in SHOWS.label_index:
            first = f"Nearest to {item}: **{advice.frame['show'].iloc[0]}**."
        else:
            first = f"First for {item}: **{advice.frame['show'].iloc[0]}**."
        if not is_known:
            first += " You have no place yet: nothing is known of you."
        return (
            f"{first} On the {share(HIDDEN)} of ratings that were hidden, the vectors are off by "
            f"{record['error']:.2f} points; each show's mean by {record['plain_error']:.2f}."
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
    frame = pd.DataFrame(
        {
            "genres": [*SHOWS.frame["genres"], *["user"] * len(people)],
            "ratings": np.array(counts, np.float64),
        }
    )
    return Dataset(
        "users and shows",
        frame,
        (*SHOWS.labels, *people),
        (
            Column("genres", "genres", "set"),
            Column("ratings", "ratings", "number"),
        ),
        title="Users and shows",
        item="user or show",
        items="users and shows",
        groups={"genres": ("user",)},
    )


def _corner(model: RatingFactors, people: NDArray[np.float32]) -> pd.DataFrame:
    """Show a corner of the matrix: the new user and five others, and the shows asked for."""
    corner = people[:6]
    expected = model.predict(corner)
    table = {"user": [YOU, *USERS[:5]]}
    for title in ASKED.values():
        column = SHOWS.label_index[title]
        table[title] = [
            f"({guess:.1f})" if np.isnan(given) else f"{given:.0f}"
            for given, guess in zip(corner[:, column], expected[:, column], strict=True)
        ]
    return pd.DataFrame(table)

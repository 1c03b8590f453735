"""Chapter: a network's hidden layer as a picture's vector, and when it can be used again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

import embedviz as ev
from embedviz.embedders.hidden_layer import HiddenLayer, halves
from embedviz.engine.record import Record
from embedviz.engine.step import Step
from embedviz.lessons.few_labels import (
    ALL,
    COUNTS,
    HIGH,
    KINDS,
    LOW,
    NEAREST,
    SEEDS,
    TRAININGS,
    WIDTH,
    compared,
    digits,
    pixels_with_all_labels,
    span,
    train,
    vectors_of,
)
from embedviz.lessons.lesson import Chart, Exhibition, Lesson, Plot, Question, Table
from embedviz.parameters import parameter
from embedviz.plotting.curves import Curve, Scale, plot_curves
from embedviz.plotting.numbers import number
from embedviz.rounding import percent

FEW = 5
SEED = 42
ONE, OTHER = HIGH[2], HIGH[4]
"""Two digits that look alike, of those the network isn't taught."""

NARROW = "\u202f"
"""A space at which no line breaks."""


@dataclass(frozen=True, kw_only=True)
class Pictures(Lesson):
    """Pixels, PCA and a hidden layer: which keeps like with like, and where it stops."""

    title: ClassVar[str] = "Pictures"
    idea: ClassVar[str] = "What a network has learned can be used again, for what is like it."
    text: ClassVar[str] = """
        A picture of {side} × {side} pixels is a vector of {n_pixels} numbers. PCA makes
        {width} of them. A small convolutional network, trained here in seconds, makes {width} as
        well: its **hidden layer**, just before it answers. It learns from the second half of the
        file, {n_learned} pictures; all you see are of the first {n_shown}, which it never saw.

        If every other picture has a label, pixels are hard to beat. So make labels rare:
        {few} examples of each digit, all others told by the **nearest** of these. Taught
        every digit, the network's hidden layer is right more often than pixels or PCA.
        """
    to_try: ClassVar[str] = (
        "Let the network learn *which digit it is*, then *which two are the same picture*, without "
        "any label: is it still better than pixels? Turn the number of *labelled examples*: how "
        "fast do pixels catch up? Change the *vectors* in the picture, and watch one digit."
    )
    notes: ClassVar[str] = """
        Four minutes. Before the question, say what is held out: the network learned from the
        second half of the file, we look at the first. The people who wrote the digits may be in
        both; that is a limit of the data.

        A fair objection: taught every digit, the network had {n_learned} labels. With these as
        neighbours, pixels are right for {pixels_all} too. What is won is that the labels need not
        be those of the task at hand, and with *the same picture* there are none.

        The surprise is the point. Training throws away what the task doesn't need. To tell {low},
        nobody must know what tells {one} from {other}. Large networks are used again all the time,
        because they were trained on so much, or on a task without labels, that little was thrown
        away.

        Every share is a mean over {n_seeds} seeds with its standard deviation: each seed draws
        other examples and starts another network. Chance would be one in {n_digits}, or one in
        {n_high} where only {high} are asked about.
        """
    terms: ClassVar[Mapping[str, str]] = {
        "convolution": "A small filter slid over a picture: one question, asked at every place.",
        "transfer": "Using what was learned for one task in another.",
        "k-NN accuracy": "How often an item's class is that of most of its k nearest neighbours.",
        "self-supervised": "Learned without labels, from a task made of the data itself.",
        "held out": "Kept from training, to measure on what could not be memorised.",
    }
    before: ClassVar[Mapping[str, Any]] = {"learned": "all"}

    learned: str = parameter(
        "low",
        "The network learns",
        choices={name: each.title for name, each in TRAININGS.items()},
        help="Always from the second half of the pictures. All that is measured and drawn is of "
        "the first half.",
    )
    vectors: str = parameter(
        "hidden",
        "Vectors in the picture",
        choices=KINDS,
        help="Which vectors are drawn, by PCA in two dimensions.",
    )
    labelled: int = parameter(
        FEW,
        "Labelled examples of each digit",
        low=COUNTS[0],
        high=COUNTS[-1],
        stops=COUNTS,
        help="All other pictures are told by the nearest of these.",
    )

    @property
    def question(self) -> Question:
        """Ask whether what was learned of some digits helps with others."""
        return Question(
            f"Now the network learns **only {span(LOW)}** and never sees another digit. Then it "
            f"is asked about {span(HIGH)}, with {FEW} labelled examples of each. Is the nearest "
            "one by its hidden layer still right more often than by pixels?",
            ("Yes, more often than by pixels", "About as often", "No, less often than by pixels"),
            right=2,
            why=f"To tell {span(LOW)}, the network keeps what these differ in and drops the rest; "
            f"what tells {ONE} from {OTHER} is part of the rest. Features can be used again for "
            "what is like the task they were learned for.",
        )

    def facts(self) -> Mapping[str, Any]:
        """Give the sizes of pictures, vectors and halves, and how it is measured."""
        shown, learned = halves(digits())
        side = np.asarray(digits().images).shape[1]
        return {
            "side": number(side),
            "n_pixels": number(side * side),
            "width": number(WIDTH),
            "n_shown": number(len(shown)),
            "n_learned": number(len(learned)),
            "few": number(FEW),
            "n_seeds": number(SEEDS),
            "n_digits": number(len(ALL)),
            "n_high": number(len(HIGH)),
            "low": span(LOW),
            "high": span(HIGH),
            "one": ONE,
            "other": OTHER,
            "pixels_all": percent(pixels_with_all_labels()),
        }

    def work(self) -> Sequence[Step]:
        """Train the network that is drawn."""
        return (
            Step(
                train, (self.learned, SEED), version=HiddenLayer.version,
                title="Training the network",
            ),
        )  # fmt: skip

    def show(self, *records: Record) -> Exhibition:
        """Show the pictures by the chosen vectors, the accuracies, and what they are exactly."""
        (trained,) = records
        space = vectors_of(self.vectors, self.learned, trained["vectors"])
        accuracy, alike = compared(self.learned)["accuracy"], compared(self.learned)["alike"]
        of_few = accuracy[:, :, COUNTS.index(self.labelled)]
        means, spreads = accuracy.mean(axis=0), accuracy.std(axis=0, ddof=1)
        curves = [
            Curve(name, COUNTS, mean.tolist(), spread.tolist())
            for name, mean, spread in zip(KINDS.values(), means, spreads, strict=True)
        ]
        return Exhibition(
            self._said(of_few),
            (
                Plot(
                    ev.project(space, "pca"),
                    f"{number(len(space))} pictures that the network never saw: "
                    f"{KINDS[self.vectors]}, {number(space.n_dimensions)} numbers each, drawn in "
                    "two by PCA.",
                    color="digit",
                    name="digits",
                ),
                Chart(
                    partial(
                        plot_curves,
                        curves,
                        Scale("labelled examples of each digit", log=True, ticks=COUNTS),
                        Scale("told right", percent=True),
                        height=300,
                    ),
                    f"Told right by the nearest labelled picture: mean of {SEEDS} seeds (networks "
                    "trained beforehand), bars one standard deviation.",
                    name="accuracy",
                ),
                Table(
                    self._table(of_few, alike),
                    f"Told right, by the nearest of {number(self.labelled)} labelled pictures of "
                    f"each digit, and by the {number(NEAREST)} nearest of all others.",
                    name="compared",
                ),
            ),
        )

    def _said(self, of_few: NDArray[np.float64]) -> str:
        pixels, pca, hidden = of_few.mean(axis=0)
        best = max(pixels, pca)
        verdict = "better than" if hidden > best else "worse than" if hidden < best else "like"
        examples = f"{number(self.labelled)} labelled example{'s' * (self.labelled > 1)}"
        return (
            f"The network {TRAININGS[self.learned].said}. With {examples} of each digit, its "
            f"hidden layer is right for **{mean_and_sd(of_few[:, 2])}**, {verdict} pixels "
            f"({mean_and_sd(of_few[:, 0])}) and PCA ({mean_and_sd(of_few[:, 1])}); mean ± standard "
            f"deviation over {number(SEEDS)} seeds."
        )

    def _table(self, of_few: NDArray[np.float64], alike: NDArray[np.float64]) -> pd.DataFrame:
        return pd.DataFrame(
            {
                "Vectors": list(KINDS.values()),
                f"{number(self.labelled)} labelled": [mean_and_sd(each) for each in of_few.T],
                "All labelled": [mean_and_sd(each) for each in alike.T],
            }
        )


def mean_and_sd(shares: NDArray[np.float64]) -> str:
    r"""Write shares of 1 as their mean and sample standard deviation, if any, in percent.

    Examples
    --------
    >>> mean_and_sd(np.array([0.9, 0.92, 0.94]))
    '92.0\u202f±\u202f2.0\u202f%'
    """
    spread = f"{NARROW}±{NARROW}{100 * shares.std(ddof=1):.1f}" if np.ptp(shares) else ""
    return f"{100 * shares.mean():.1f}{spread}{NARROW}%"

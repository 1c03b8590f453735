"""Analogies: a is to b as c is to what? Asked in the plot, answered among all items of a space."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from embedviz.datasets import Example
from embedviz.datasets.dataset import NUMERIC
from embedviz.errors import AmbiguousLabel, EmbedvizError, UnknownLabel
from embedviz.plotting.names import have_places, short_name
from embedviz.plotting.numbers import numbers, shortened, value_text, with_unit
from embedviz.projections import Projection
from embedviz.space import VectorSpace
from embedviz.space.analogy import ANALOGY_METHODS
from embedviz.ui.results import plane_of
from embedviz.ui.state import Page

CORNERS = ("a", "b", "c")
ANSWERS = 5
MOST_STEPS, LONGEST_FACT = 4, 40
NAMED = ("category", "set")


@dataclass(frozen=True)
class Asked:
    """A question, as far as it is asked: labels or "", the method, whether in its own plane."""

    a: str
    b: str
    c: str
    method: str
    plane: bool

    @property
    def items(self) -> list[str]:
        """The labels that are given."""
        return [label for label in (self.a, self.b, self.c) if label]

    @property
    def is_whole(self) -> bool:
        """Whether there is something to answer."""
        return len(self.items) == len(CORNERS)


@dataclass(frozen=True)
class Answer:
    """What a question is answered.

    Attributes
    ----------
    labels : tuple of str
        The best first.
    written, bars : tuple of str, of float
        Their distances or scores, in words and as shares of the largest.
    score : str
        What these are.
    said : str
        How the numbers change from a to b, and from c to the best.
    failed : str
        That something else was expected, if it was.
    """

    labels: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    bars: tuple[float, ...] = ()
    score: str = ""
    said: str = ""
    failed: str = ""


@dataclass(frozen=True, eq=False)
class Analogies:
    """What a plot knows of analogies.

    Attributes
    ----------
    space : VectorSpace
        Where answers are looked for.
    examples : tuple of Example
        Those whose items are all there.
    asked : Asked
    answer : Answer
    problem : str
        What can't be asked or drawn, in a sentence.
    """

    space: VectorSpace
    examples: tuple[Example, ...]
    asked: Asked
    answer: Answer = Answer()
    problem: str = ""

    @property
    def items(self) -> list[str]:
        """The items that are drawn even where others aren't.

        Those of question and answer, and of the first example, so that it can be asked by clicks.
        """
        first = [label for each in self.examples[:1] for label in (each.a, each.b, each.c)]
        return [*self.asked.items, *self.answer.labels, *first]

    def told(self, drawn: VectorSpace, heard: Any) -> dict[str, Any]:
        """Give what the plot shows of it; ``heard`` is the plot's own last word."""
        rows = drawn.dataset.label_index
        answer = self.answer
        return {
            "examples": [{**_corners(each), "title": each.title} for each in self.examples],
            "methods": [
                {"name": name, "title": title, "help": what}
                for name, (title, what) in ANALOGY_METHODS.items()
            ],
            "asked": asdict(self.asked),
            "heard": heard,
            "answers": [
                {"label": label, "row": int(rows[label]) if label in rows else None,
                 "far": far, "bar": bar}
                for label, far, bar in zip(answer.labels, answer.written, answer.bars, strict=True)
            ],
            "score": answer.score,
            "said": answer.said,
            "failed": answer.failed,
            "problem": self.problem,
        }  # fmt: skip


def _corners(each: Example | Asked) -> dict[str, str]:
    return {corner: getattr(each, corner) for corner in CORNERS}


def analogies_of(page: Page, space: VectorSpace, examples: Sequence[Example]) -> Analogies:
    """Give the question of a page, answered as far as it can be."""
    labels = space.dataset.label_index
    offered = tuple(
        each for each in examples if all(map(labels.__contains__, _corners(each).values()))
    )
    asked = Asked(
        a=page.held("analogy.a", labels.__contains__),
        b=page.held("analogy.b", labels.__contains__),
        c=page.held("analogy.c", labels.__contains__),
        method=page.held("analogy.method", ANALOGY_METHODS.__contains__, _usual_method(space)),
        plane=page.held("analogy.shape", {"true"}.__contains__) == "true",
    )
    found = Analogies(space, offered, asked, problem=st.session_state.pop(_problem(page), ""))
    if not asked.is_whole:
        return found
    try:
        return replace(found, answer=_answer(space, asked, offered))
    except EmbedvizError as error:
        return replace(found, problem=str(error))


def answered(space: VectorSpace, example: Example) -> Analogies:
    """Give an example as it is asked by itself, in its own plane, with the best answer alone."""
    asked = Asked(example.a, example.b, example.c, _usual_method(space), plane=True)
    answer = _answer(space, asked, (example,), n_answers=1)
    return Analogies(space, (example,), asked, answer)


def _usual_method(space: VectorSpace) -> str:
    return "3cosadd" if space.metric == "cosine" else "parallelogram"


def hear_analogy(page: Page, space: VectorSpace, asked: Mapping[str, Any] | None) -> None:
    """Take a question from the plot, items by their labels or as typed; None asks nothing."""
    for corner in CORNERS:
        page.hold(f"analogy.{corner}", _label(page, space, asked[corner]) if asked else "")
    page.hold("analogy.method", asked["method"] if asked else "")
    page.hold("analogy.shape", "true" if asked and asked["plane"] else "")


def _label(page: Page, space: VectorSpace, text: str) -> str:
    try:
        return space.labels[space.index_of(text)] if text else ""
    except (UnknownLabel, AmbiguousLabel) as error:
        st.session_state[_problem(page)] = str(error)
        return ""


def _problem(page: Page) -> str:
    return page.key("analogy problem")


def in_plane(view: Projection, analogies: Analogies) -> tuple[Projection, Analogies]:
    """Give the plane of the question where it is asked for, else the view as it is."""
    asked = analogies.asked
    if not (asked.plane and asked.is_whole):
        return view, analogies
    try:
        return plane_of(view.space, asked.a, asked.b, asked.c), analogies
    except EmbedvizError as error:
        return view, replace(analogies, problem=str(error))


def _answer(
    space: VectorSpace, asked: Asked, examples: Sequence[Example], n_answers: int = ANSWERS
) -> Answer:
    a, b, c = asked.a, asked.b, asked.c
    k = min(n_answers, len(space) - len({a, b, c}))
    table = space.analogy([b, c], [a], k=k, method=asked.method)
    score, values = _scores(space, table, asked.method)
    labels = tuple(table["label"])
    largest = max(values.max(), 0)
    return Answer(
        labels,
        tuple(numbers(values)),
        tuple((np.clip(values, 0, None) / largest if largest else values * 0).tolist()),
        score,
        _said(space, asked, labels[0]),
        _failed(asked, labels[0], examples),
    )


def _scores(space: VectorSpace, table: pd.DataFrame, method: str) -> tuple[str, np.ndarray]:
    """Give what answers are ordered by, as the neighbours' list has it: distances if possible."""
    if method == "3cosmul":
        return "3CosMul score", table["similarity"].to_numpy()
    if method == "3cosadd":
        return "Cosine distance", 1 - table["similarity"].to_numpy()
    unit = f", {space.measure.unit}" if space.measure.unit else ""
    return f"{space.measure.title} distance{unit}", table["distance"].to_numpy()


def _failed(asked: Asked, best: str, examples: Sequence[Example]) -> str:
    """Say that the nearest isn't what the example of this question expects."""
    wanted = {each.expected for each in examples if _corners(each) == _corners(asked)} - {"", best}
    return f"The nearest is {best}, not {wanted.pop()}." if wanted else ""


def _said(space: VectorSpace, asked: Asked, best: str) -> str:
    """Say what changes from a to b and from c to the answer; empty where no numbers are known."""
    with_place = have_places(space.dataset)
    pairs = ((asked.a, asked.b), (asked.c, best))
    steps = [_step(space, start, end) for start, end in pairs]
    return " ".join(
        f"From {short_name(start, with_place=with_place)} to "
        f"{short_name(end, with_place=with_place)}: {step}."
        for (start, end), step in zip(pairs, steps, strict=True)
        if all(steps)
    )


def _step(space: VectorSpace, start: str, end: str) -> str:
    """Say what of the vectors' columns changes from one item to another, as the table has it."""
    known = {column.name: column for column in space.dataset.columns}
    names = [name for name in dict.fromkeys(space.feature_columns) if name in known]
    told = []
    for column in (known[name] for name in names):
        values = space.dataset.frame[column.name]
        before, after = (values.iloc[space.index_of(label)] for label in (start, end))
        if column.kind in NAMED and str(before) != str(after):
            texts = [shortened(value_text(each, column), LONGEST_FACT) for each in (before, after)]
            told.append(f"{column.title} {texts[0]} → {texts[1]}")
        elif column.kind in NUMERIC and np.isfinite(change := float(after) - float(before)):
            sign = "+" if change > 0 else ""
            told.append(f"{column.title} {sign}{with_unit(round(change, 6), column.unit)}")
    return ", ".join(told[:MOST_STEPS])

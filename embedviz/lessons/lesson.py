"""Lesson: one idea on one screen, with a live figure and a question asked before the answer.

A lesson is a frozen dataclass, as a projection method is: its fields are what the visitor can
turn, declared by :func:`embedviz.parameters.parameter`, and :meth:`Lesson.show` makes of them what
is seen. It knows nothing of the page that shows it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

import pandas as pd
import plotly.graph_objects as go

from embedviz.engine.record import Record
from embedviz.engine.step import Step
from embedviz.parameters import check
from embedviz.projections import Projection


@dataclass(frozen=True)
class Question:
    """What the visitor predicts before the reveal.

    Attributes
    ----------
    prompt : str
        The question, in Markdown.
    choices : tuple of str
        Two to four answers.
    right : int
        The position of the right one: computed or tested against the data, never only believed.
    why : str
        One or two sentences for after the reveal, in Markdown.
    """

    prompt: str
    choices: tuple[str, ...]
    right: int
    why: str


@dataclass(frozen=True, eq=False)
class Plot:
    """A projection in the app's own plot: hover, pin, search, all as on the other pages.

    ``pinned`` is the item in question, ``k`` how many of its neighbours are lit; with ``zoom`` one
    looks at them alone. Pictures of one lesson with the same ``name`` are one plot: a point that
    moves is seen moving.
    """

    view: Projection
    caption: str
    color: str | None = None
    pinned: str | None = None
    k: int = 5
    name: str = "picture"
    zoom: bool = False


@dataclass(frozen=True, eq=False)
class Chart:
    """A Plotly figure made by :mod:`embedviz.plotting`'s means: ``draw`` takes a ``theme``."""

    draw: Callable[..., go.Figure]
    caption: str
    name: str = "chart"


@dataclass(frozen=True, eq=False)
class Table:
    """A few rows to be read from the back of a room: at most seven, at most five columns."""

    frame: pd.DataFrame
    caption: str
    name: str = "table"


Exhibit = Plot | Chart | Table


@dataclass(frozen=True, eq=False)
class Exhibition:
    """What a lesson shows for the values of its fields.

    Attributes
    ----------
    said : str
        What is to be seen, in one or two sentences of Markdown, its numbers computed.
    exhibits : sequence of Plot, Chart or Table
        The main one first: it takes the wide place; a second and a third stand beside it.
    """

    said: str
    exhibits: Sequence[Exhibit] = field(default=())


@dataclass(frozen=True, kw_only=True)
class Lesson(ABC):
    """One chapter.

    A subclass gives the class variables, its fields, :meth:`show`, and where numbers are said
    :meth:`facts`.

    Attributes
    ----------
    title : str
        Of the chapter, a few words.
    idea : str
        The one idea, one sentence, large on the screen.
    text : str
        Two or three short paragraphs of Markdown; ``{names}`` are filled from :meth:`facts`.
    to_try : str
        What the visitor should turn after the reveal. Filled as ``text`` is.
    notes : str
        For the speaker: what to say, what is asked, how long it takes. Filled as ``text`` is.
    terms : mapping of str to str
        Words this chapter introduces, with one sentence each: the glossary is made of them.
    before : mapping of str to object
        Values of fields until the reveal, so that the figure doesn't tell the answer.
    """

    title: ClassVar[str]
    idea: ClassVar[str]
    text: ClassVar[str]
    to_try: ClassVar[str]
    notes: ClassVar[str]
    terms: ClassVar[Mapping[str, str]] = {}
    before: ClassVar[Mapping[str, Any]] = {}

    def __post_init__(self) -> None:
        check(self)

    @property
    @abstractmethod
    def question(self) -> Question:
        """What the visitor predicts; its numbers are computed."""

    def facts(self) -> Mapping[str, Any]:
        """Give the numbers that the texts name, computed from the data at hand."""
        return {}

    def work(self) -> Sequence[Step]:
        """Give what workers must do before :meth:`show`, in order."""
        return ()

    @abstractmethod
    def show(self, *records: Record) -> Exhibition:
        """Make what is seen, of the records of :meth:`work`; quick otherwise."""

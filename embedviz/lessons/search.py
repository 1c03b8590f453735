"""Chapter: find by meaning or by words, from vectors that were stored, exactly or nearly so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from embedviz.engine.record import Record
from embedviz.engine.step import Step
from embedviz.lessons.lesson import Exhibition, Lesson, Question
from embedviz.lessons.search_views import VIEWS
from embedviz.lessons.searches import NEAREST, PREPARED, Asked, by_words, sentences
from embedviz.models import BUNDLED_DIMENSIONS
from embedviz.parameters import parameter
from embedviz.plotting.numbers import number
from embedviz.space.indexes import CELLS, PROBES

LONGEST = 200


@dataclass(frozen=True, kw_only=True)
class Search(Lesson):
    """Two searches side by side, the time they take, and what an index gives up."""

    title: ClassVar[str] = "Search"
    idea: ClassVar[str] = "To search by meaning is to look for the nearest vector."
    text: ClassVar[str] = """
        To search **by words** is to count which words question and sentence share, rare ones
        weighing more. To search **by meaning**, a language model turns the question into a vector
        of {n_dimensions} numbers, as it did with all {n_sentences} sentences, and the nearest
        ones are the answer.

        The sentences are encoded **once** and their vectors stored. A question then costs one
        short encoding and {n_sentences} comparisons. Among millions that is too much: an **index**
        looks only where the nearest ones are likely to be. It is faster, and misses some.
        """
    to_try: ClassVar[str] = (
        "Type a question of your own, or take one of the {n_prepared} prepared ones. Then look at "
        "*where each wins*, at *stored vectors*, and at *an index*: in how many of its {n_cells} "
        "cells must you look to find nearly all neighbours?"
    )
    notes: ClassVar[str] = """
        Four minutes. Read question and wanted sentence aloud, take the hands. After the reveal ask
        for the opposite: when do words win? When people remember them: a quotation, a part number,
        a name the model has hardly read. That is why search engines mix both. They weigh words a
        little differently (BM25), but where no word is shared there is nothing to weigh either.

        Stored vectors: the point is the two slopes, not the milliseconds, which were measured on
        this machine.

        The index: nobody needs one for as few vectors as these. Asked often: which is better, cells
        or graph? A graph mostly needs less time for the same recall; it takes more memory, and
        longer to build.
        """
    terms: ClassVar[Mapping[str, str]] = {
        "semantic search": "Looking for texts whose vectors are nearest to the question's: by "
        "meaning, whatever the words.",
        "TF-IDF": "A text as counts of its words, each weighing more the fewer texts have it.",
        "index": "What is prepared once so that a search needn't compare with everything.",
        "recall": "The share of what should be found that is found.",
    }
    before: ClassVar[Mapping[str, Any]] = {"asked": "match"}

    view: str = parameter(
        "answers",
        "Look at",
        choices={name: each.title for name, each in VIEWS.items()},
        help="The same search from four sides.",
    )
    asked: str = parameter(
        "ill",
        "Question",
        choices={name: each.question for name, each in PREPARED.items()},
        help="Prepared questions, each with one sentence that is wanted.",
        when={"view": ["answers"]},
    )
    typed: str = parameter(
        "",
        "Or your own",
        longest=LONGEST,
        help="A question or a few words; it takes the place of the prepared one.",
        when={"view": ["answers"]},
    )
    n_probe: int = parameter(
        4,
        "Cells looked into",
        low=1,
        high=CELLS,
        stops=PROBES,
        help="Few: quick, and what lies beyond a border is missed. All: the exact answer again.",
        when={"view": ["index"]},
    )

    @property
    def question(self) -> Question:
        """Ask what counting words makes of a question that shares no word with its answer."""
        asked = PREPARED["ill"]
        texts = sentences()
        place = by_words(texts, [asked.question])[0].place(texts.index(str(asked.wanted)))
        return Question(
            f"Somebody looks for “{asked.question}”; wanted is “{asked.wanted}” At which of "
            f"{number(len(texts))} places does a search **by words** find it?",
            ("First", f"Among the first {NEAREST}", "Further down", "Nowhere"),
            right=3 if place is None else 0 if place == 1 else 1 if place <= NEAREST else 2,
            why="Question and answer share not one word, so there is nothing to count: the score "
            "is zero. The model has read that a youngster is a kid and that fever is an illness.",
        )

    def facts(self) -> Mapping[str, Any]:
        """Give the numbers of sentences, dimensions, prepared questions and cells."""
        return {
            "n_sentences": number(len(sentences())),
            "n_dimensions": number(BUNDLED_DIMENSIONS),
            "n_prepared": number(len(PREPARED)),
            "n_cells": number(CELLS),
        }

    def work(self) -> Sequence[Step]:
        """Give what the chosen view needs."""
        return VIEWS[self.view].work(self.query)

    def show(self, *records: Record) -> Exhibition:
        """Show the chosen view."""
        return VIEWS[self.view].show(self.query, self.n_probe, *records)

    @property
    def query(self) -> Asked:
        """The question that is asked: the visitor's own, if there is one."""
        return Asked(self.typed.strip()) if self.typed.strip() else PREPARED[self.asked]

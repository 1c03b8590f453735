"""Words: the lookup table inside a language model, sums of its rows, and Word2Vec from scratch."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from embedviz.api import load_dataset
from embedviz.engine.record import Record
from embedviz.engine.step import Step
from embedviz.errors import InvalidRequest
from embedviz.lessons import word_sights, word_trained
from embedviz.lessons.lesson import Exhibition, Lesson, Question
from embedviz.lessons.word_families import FAMILIES, model_words, score_families
from embedviz.lessons.work import train_words
from embedviz.parameters import parameter
from embedviz.plotting.numbers import number

LONGEST_WORD, LONGEST_SUM, LONGEST_TEXT = 30, 90, 20_000
_SUM = re.compile(r"(\w+)\s*[-−–]\s*(\w+)\s*\+\s*(\w+)")
_SENTENCE_END = re.compile(r"[.!?]+\s+|\n+")


@dataclass(frozen=True, kw_only=True)
class Words(Lesson):
    """Chapter 6."""

    title: ClassVar[str] = "Words"
    idea: ClassVar[str] = "A language model keeps a row of numbers for each word, and rows add up."
    text: ClassVar[str] = """
The first layer of a language model is a lookup table: {n_words} whole words, {n_dimensions}
numbers each. Nobody wrote the numbers. They were learned from texts alone, by guessing which word
fits where: *you shall know a word by the company it keeps* (J. R. Firth).

Words that keep the same company lie near one another. Some differences repeat: the way from *man*
to *woman* resembles that from *king* to *queen*. So one can reckon with words:

**king − man + woman ≈ ?**
"""
    to_try: ClassVar[str] = """
Reckon with words of your own. Look at **pairs**: where is a right answer worth nothing?
"""
    notes: ClassVar[str] = """
Say that the table is read from the model's file without running the model. Ask for the answer to
the sum aloud first: everybody says queen. Without the rule that leaves the question's words out,
it is {kept}. Then the pairs: for *one and many* all answers are right, but the nearest neighbour
alone was right as well, so nothing is proved; for *capitals* the nearest neighbour is never right,
and there the direction does the work. On the line from man to woman, let people find the bread
before they speak of the nurse. The three pairs are the toy of many tutorials: change the seed and
the neighbours change. Ten minutes.
"""
    terms: ClassVar[Mapping[str, str]] = {
        "embedding layer": "The first layer of a network that reads words: a table with one row of "
        "numbers for each word, learned with the rest of the network.",
        "analogy": "A question of the form a is to b as c is to what, answered by the item nearest "
        "to b − a + c; the items of the question are left out.",
        "Word2Vec": "A small network that learns word vectors by telling which words stand near "
        "which (Mikolov and others, 2013).",
        "bias axis": "The line between two words taken as poles, on which others are placed; it "
        "shows habits of the texts a model was trained on, and chance.",
    }
    before: ClassVar[Mapping[str, Any]] = {"sight": "near"}

    sight: str = parameter(
        "sum",
        "Look at",
        help="What is shown.",
        choices={
            "sum": "A sum of words",
            "near": "The neighbours of a word",
            "pairs": "Pairs of words: capitals, tenses ...",
            "axis": "A line from man to woman",
            "text": "Word2Vec, trained on your text",
            "toy": "Word2Vec, trained on three pairs",
        },
    )
    formula: str = parameter(
        "king - man + woman",
        "Sum",
        help="Three words of the model's table: start, take one away, add one.",
        longest=LONGEST_SUM,
        when={"sight": ("sum",)},
    )
    word: str = parameter(
        "king",
        "Word",
        help="Any whole word of the model's table.",
        longest=LONGEST_WORD,
        when={"sight": ("near",)},
    )
    family: str = parameter(
        "capitals",
        "Pairs",
        help="Words that differ in one way.",
        choices={name: family.title for name, family in FAMILIES.items()},
        when={"sight": ("pairs",)},
    )
    poles: str = parameter(
        "man woman",
        "Poles",
        help="The two words between which the others are placed.",
        choices=word_sights.POLES,
        when={"sight": ("axis",)},
    )
    own: str = parameter(
        "",
        "Your text",
        help="Some pages of one subject do best. While this is empty, the sentences of the page "
        "Sentences are read.",
        longest=LONGEST_TEXT,
        lines=2,
        when={"sight": ("text",)},
    )
    epochs: int = parameter(
        100,
        "Readings of the text",
        help="How often training reads it.",
        low=1,
        high=500,
        stops=(1, 5, 20, 100, 500),
        when={"sight": ("text", "toy")},
    )

    @property
    def question(self) -> Question:
        """What is nearest to the sum; the answer is computed."""
        kept, answer = word_sights.nearest_to_sum("king", "man", "woman")
        choices = ("queen", "king", "woman", "princess")
        return Question(
            "Of all words, which row of the table lies nearest to **king − man + woman**?",
            choices,
            choices.index(kept),
            f"It still holds all of *king*, so *{kept}* is nearest. Who shows this sum leaves its "
            f"three words out first; then it is *{answer}*.",
        )

    def facts(self) -> Mapping[str, Any]:
        """Give the size of the table and the word the sum really leads to."""
        words = model_words()
        kept, _ = word_sights.nearest_to_sum("king", "man", "woman")
        return {
            "n_words": number(len(words)),
            "n_dimensions": number(words.n_dimensions),
            "kept": kept,
        }

    def work(self) -> Sequence[Step]:
        """Ask the families, or train, for the sights that need it."""
        if self.sight == "pairs":
            return [Step(score_families, title="Asking all pairs")]
        trained = {
            "text": (self.sentences(), word_trained.TEXT_SEEDS),
            "toy": (word_trained.TOY, word_trained.TOY_SEEDS),
        }
        if self.sight not in trained:
            return []
        arguments = (*trained[self.sight], {"epochs": self.epochs})
        return [Step(train_words, arguments, title="Training Word2Vec")]

    def sentences(self) -> list[str]:
        """Give the visitor's text sentence by sentence; the shipped ones where there is none."""
        own = [each.strip() for each in _SENTENCE_END.split(self.own) if each.strip()]
        return own or load_dataset("sentences").texts()

    def show(self, *records: Record) -> Exhibition:
        """Show what is looked at."""
        return _SIGHTS[self.sight](self, *records)


def _summands(formula: str) -> tuple[str, ...]:
    """Read the three words of a sum."""
    read = _SUM.fullmatch(formula.strip().lower())
    if read is None:
        raise InvalidRequest("Write three words as a sum, such as king - man + woman.")
    return read.groups()


_SIGHTS: dict[str, Callable[..., Exhibition]] = {
    "sum": lambda lesson: word_sights.show_sum(*_summands(lesson.formula)),
    "near": lambda lesson: word_sights.show_near(lesson.word.strip().lower()),
    "pairs": lambda lesson, record: word_sights.show_pairs(lesson.family, record),
    "axis": lambda lesson: word_sights.show_axis(lesson.poles),
    "text": lambda _, record: word_trained.show_text(record),
    "toy": lambda _, record: word_trained.show_toy(record),
}

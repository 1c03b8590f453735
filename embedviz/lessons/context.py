"""Sentences and context: one row in the table, another vector in every sentence and layer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from embedviz.embedders.sentence import Sentence
from embedviz.engine.record import Record
from embedviz.engine.step import Step
from embedviz.lessons import context_sights
from embedviz.lessons.lesson import Exhibition, Lesson, Question
from embedviz.lessons.work import read_in_context
from embedviz.parameters import parameter
from embedviz.plotting.numbers import number
from embedviz.vectorizers.context import N_LAYERS

LONGEST_SENTENCE = 300


@dataclass(frozen=True, kw_only=True)
class SentencesAndContext(Lesson):
    """Chapter 7."""

    title: ClassVar[str] = "Sentences and context"
    idea: ClassVar[str] = "What a word means, its sentence decides: layer by layer."
    text: ClassVar[str] = """
In the lookup table *bank* has one row, whether it lends money or lies by a river. The network
above the table makes the difference. In each of its {n_layers} layers every word looks at the
other words of its sentence and takes over some of what they say (this is called *attention*).

A sentence becomes one vector at the end: the mean of the vectors of its pieces, brought to length
one. So *The cat sat on the mat* can lie near *A kitty was resting on the rug* although hardly a
word is shared.
"""
    to_try: ClassVar[str] = """
Turn the layer. Try *mercury*, with which the network fails, then **pairs of sentences**.
"""
    notes: ClassVar[str] = """
Read two of the six sentences aloud and ask how one would know which bank is meant: by the other
words. That is what a layer does. At layer 0 only the position in the sentence makes the vectors
differ. Turn slowly to the last layer. Then the pairs, and be honest: a mean forgets most of the
order of words, so *The dog bit the man* and *The man bit the dog* are almost one point, nearer
than most paraphrases. Eight minutes.
"""
    terms: ClassVar[Mapping[str, str]] = {
        "token": "A piece of text that the network has a row for: a common word, or a part of a "
        "rare one.",
        "layer": "One step of a network: all vectors of a text go in, as many new ones come out.",
        "attention": "How a layer lets each token take over something of the others, more of those "
        "that matter to it.",
        "mean pooling": "Making one vector of a text as the mean of the vectors of its tokens.",
    }
    before: ClassVar[Mapping[str, Any]] = {"layer": 0}

    sight: str = parameter(
        "word",
        "Look at",
        help="What is shown.",
        choices={
            "word": "One word in six sentences",
            "pairs": "Pairs of sentences",
            "mean": "A sentence as the mean of its tokens",
        },
    )
    word: str = parameter(
        "bank",
        "Word",
        help="A word of two meanings; three sentences for each.",
        choices={each: each for each in context_sights.AMBIGUOUS},
        when={"sight": ("word",)},
    )
    layer: int = parameter(
        N_LAYERS,
        "Layer",
        help="0 is what enters the network: rows of the table with the position added.",
        low=0,
        high=N_LAYERS,
        step=1,
        when={"sight": ("word",)},
    )
    sentence: str = parameter(
        "The cat sat on the mat.",
        "Sentence",
        help="Any sentence of yours.",
        longest=LONGEST_SENTENCE,
        when={"sight": ("mean",)},
    )

    @property
    def question(self) -> Question:
        """How many rows the table has for a word of two meanings; a test looks it up."""
        return Question(
            "*bank* stands in six sentences, in three by a river. How many different vectors does "
            "the lookup table give it?",
            ("one", "two, one for each meaning", "six, one for each sentence"),
            0,
            "The table sees one word at a time: one word, one row. Only the layers above it know "
            "the sentence.",
        )

    def facts(self) -> Mapping[str, Any]:
        """Give the number of layers."""
        return {"n_layers": number(N_LAYERS)}

    def work(self) -> Sequence[Step]:
        """Read the sentences by the network."""
        if self.sight == "pairs":
            texts = context_sights.sentences_in_pairs()["text"].tolist()
            return [replace(Sentence().encoding(texts), title="Encoding the sentences")]
        texts = [self.sentence]
        if self.sight == "word":
            texts = context_sights.sentences_with(self.word)["text"].tolist()
        return [Step(read_in_context, (texts,), title="Reading the sentences")]

    def show(self, *records: Record) -> Exhibition:
        """Show what is looked at."""
        return _SIGHTS[self.sight](self, *records)


_SIGHTS: dict[str, Callable[..., Exhibition]] = {
    "word": lambda lesson, record: context_sights.show_word(lesson.word, lesson.layer, record),
    "pairs": lambda _, record: context_sights.show_pairs(record),
    "mean": lambda _, record: context_sights.show_mean(record),
}

"""The four views of the chapter on search: what each has measured, and how it is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import pandas as pd

from embedviz.embedders.sentence import Sentence
from embedviz.engine.record import Record
from embedviz.engine.step import Step
from embedviz.lessons.lesson import Chart, Exhibition, Table
from embedviz.lessons.searches import (
    ASKED,
    NEAREST,
    PREPARED,
    Asked,
    Found,
    by_meaning,
    by_words,
    sentences,
    time_indexes,
    time_search,
)
from embedviz.models import BUNDLED_MODEL
from embedviz.plotting.curves import Curve, Scale, plot_curves
from embedviz.plotting.numbers import number, rounded, time_text
from embedviz.plotting.scores import plot_scores
from embedviz.space.indexes import CELLS, Trial

N_SHOWN = 5
QUESTIONS = (1, 3, 10, 30, 100, 300, 1000)
TIMES = (0.01, 0.03, 0.1, 0.3, 1, 3, 10)
NAMES = {"exact": "compare with all", "cells": "cells (IVF)", "graph": "graph (HNSW)"}


@dataclass(frozen=True)
class View:
    """One side of search: its title, what workers do for a question, and what is shown of it.

    ``show`` takes the question, the number of cells to look into, and the records of the work.
    """

    title: str
    work: Callable[[Asked], Sequence[Step]]
    show: Callable[..., Exhibition]


def _encoding(query: Asked) -> Sequence[Step]:
    """Encode the sentences, which is done once, and apart from them the questions."""
    asked = [each.question for each in PREPARED.values()]
    works = [_encoded("sentences", list(sentences())), _encoded("questions", asked)]
    if query.wanted is None:
        works.append(_encoded("question", [query.question]))
    return works


def _encoded(what: str, texts: list[str]) -> Step:
    return replace(Sentence().encoding(texts), title=f"Encoding the {what}")


def _show_answers(
    query: Asked, _n_probe: int, stored: Record, prepared: Record, *own: Record
) -> Exhibition:
    texts = sentences()
    row = own[0]["rows"][0] if own else prepared["rows"][list(PREPARED.values()).index(query)]
    meaning = by_meaning(stored["rows"], row[None])[0]
    words = by_words(texts, [query.question])[0]
    wanted = None if query.wanted is None else texts.index(query.wanted)
    titles = ("by words: cosine of TF-IDF", "by meaning: cosine")
    answers = pd.DataFrame(
        {
            "Place": range(1, N_SHOWN + 1),
            "By meaning": _listed(meaning, wanted),
            "By words": _listed(words, wanted),
        }
    )
    return Exhibition(
        _said_of_answers(meaning, words, wanted),
        (
            Table(
                answers,
                f"The first {N_SHOWN} for “{query.question}”"
                + (". A tick marks the sentence that is wanted." if wanted is not None else "."),
                name="answers",
            ),
            Chart(
                partial(plot_scores, words.scores, meaning.scores, texts, titles, wanted=wanted),
                "Every sentence by both scores. Those at the left edge share no word with the "
                "question.",
                name="scores",
            ),
        ),
    )


def _listed(found: Found, wanted: int | None) -> list[str]:
    """Give the first few sentences found, dashes where there are fewer."""
    texts = sentences()
    first = [("✓ " if each == wanted else "") + texts[each] for each in found.order[:N_SHOWN]]
    return first + ["–"] * (N_SHOWN - len(first))


def _said_of_answers(meaning: Found, words: Found, wanted: int | None) -> str:
    n = number(len(sentences()))
    if wanted is None:
        return (
            f"{number(len(words.order))} of {n} sentences share a word with your question. By "
            "meaning, every sentence has a distance: there is always a nearest one, even where "
            "none fits."
        )
    return (
        f"Of {n} sentences, the wanted one is found by meaning {_at(meaning.place(wanted))}, by "
        f"words {_at(words.place(wanted))}."
    )


def _at(place: int | None) -> str:
    return "nowhere, since no word is shared" if place is None else f"at place **{number(place)}**"


def _show_wins(
    _query: Asked, _n_probe: int, stored: Record, prepared: Record, *_own: Record
) -> Exhibition:
    texts, asked = sentences(), list(PREPARED.values())
    rows = [texts.index(str(each.wanted)) for each in asked]
    meaning, words = (
        [each.place(row) for each, row in zip(found, rows, strict=True)]
        for found in (
            by_meaning(stored["rows"], prepared["rows"]),
            by_words(texts, [each.question for each in asked]),
        )
    )
    beyond = len(texts) + 1
    pairs = [(m or beyond, w or beyond) for m, w in zip(meaning, words, strict=True)]
    won, lost = sum(m < w for m, w in pairs), sum(m > w for m, w in pairs)
    table = pd.DataFrame(
        {
            "Question": [each.question for each in asked],
            "Wanted": [each.wanted for each in asked],
            "By meaning": [number(place) if place else "nowhere" for place in meaning],
            "By words": [number(place) if place else "nowhere" for place in words],
        }
    )
    return Exhibition(
        f"Of {number(len(asked))} questions, {number(won)} are answered better by meaning and "
        f"{number(lost)} by words. Other words, or words spelt wrong: meaning. The very words, in "
        "whatever sense: counting.",
        (Table(table, "At which place each search puts the wanted sentence.", name="wins"),),
    )


def _timing(_: Asked) -> Sequence[Step]:
    arguments = (list(sentences()), PREPARED["ill"].question, BUNDLED_MODEL)
    return (Step(time_search, arguments, title="Timing a search"),)


def _show_stored(_query: Asked, _n_probe: int, times: Record) -> Exhibition:
    n = number(len(sentences()))
    everything, each = times["all"], times["one"] + times["compare"]
    sums = (
        Curve("vectors stored", QUESTIONS, [everything + n * each for n in QUESTIONS]),
        Curve("encoded anew", QUESTIONS, [n * (everything + each) for n in QUESTIONS]),
    )
    across = Scale("questions asked", log=True, ticks=QUESTIONS[::2])
    table = pd.DataFrame(
        {
            "Step": [
                f"Encode {n} sentences",
                "Encode the question",
                f"Compare with {n} stored vectors and sort",
            ],
            "Time": [time_text(times[name]) for name in ("all", "one", "compare")],
            "How often": ["once", "for each question", "for each question"],
        }
    )
    return Exhibition(
        f"Measured on this machine: encoding all takes {time_text(everything)}, a "
        f"question with stored vectors {time_text(each)}. Without storing them, every "
        f"question would take {number(round((everything + each) / each))} times as long.",
        (
            Chart(
                partial(plot_curves, sums, across, Scale("seconds in all", log=True)),
                "What all questions together have cost.",
                name="sums",
            ),
            Table(table, "One question, step by step.", name="steps"),
        ),
    )


def _percent(recall: float) -> str:
    """Write a recall so that nearly all doesn't read as all; no line breaks in it."""
    return f"{100 * recall:.1f}\u202f%".replace(".0\u202f", "\u202f")


def _indexing(_: Asked) -> Sequence[Step]:
    return (Step(time_indexes, (ASKED, NEAREST), title="Building two indexes and asking them"),)


def _show_index(_query: Asked, n_probe: int, record: Record) -> Exhibition:
    trials = [Trial(**each) for each in record["trials"]]
    exact = trials[0]
    chosen = next(each for each in trials if each.index == "cells" and each.effort >= n_probe)
    graph = next(
        each for each in trials if each.index == "graph" and each.recall >= min(chosen.recall, 0.99)
    )
    table = pd.DataFrame(
        {
            "Search": [
                NAMES["exact"],
                f"{number(chosen.effort)} of {number(CELLS)} cells (IVF)",
                f"graph (HNSW), {number(graph.effort)} candidates",
            ],
            "One question": [time_text(each.seconds) for each in (exact, chosen, graph)],
            "Recall": [_percent(each.recall) for each in (exact, chosen, graph)],
        }
    )
    return Exhibition(
        f"Looking into {number(chosen.effort)} of {number(CELLS)} cells finds "
        f"**{_percent(chosen.recall)}** of the true {number(NEAREST)} nearest, "
        f"**{rounded(exact.seconds / chosen.seconds)} times** as fast as comparing "
        f"with all {number(record['stored'])} words.",
        (
            Chart(
                partial(
                    plot_curves,
                    [_curve_of(index, trials) for index in NAMES],
                    Scale("time of one question, ms", log=True, ticks=TIMES),
                    Scale("recall", percent=True),
                    marked=(1000 * chosen.seconds, chosen.recall),
                ),
                f"Recall against time: {number(ASKED)} words ask for their {number(NEAREST)} "
                "nearest, on one core of this machine. The ring is your choice.",
                name="trade",
            ),
            Table(table, "The same question three ways.", name="three"),
        ),
    )


def _curve_of(index: str, trials: Sequence[Trial]) -> Curve:
    some = [each for each in trials if each.index == index]
    notes = [
        f"{number(each.effort)} looked at: {_percent(each.recall)} in {time_text(each.seconds)}"
        for each in some
    ]
    times = [1000 * each.seconds for each in some]
    return Curve(NAMES[index], times, [each.recall for each in some], notes=notes)


VIEWS = {
    "answers": View("the answers", _encoding, _show_answers),
    "wins": View("where each wins", _encoding, _show_wins),
    "stored": View("stored vectors", _timing, _show_stored),
    "index": View("an index", _indexing, _show_index),
}

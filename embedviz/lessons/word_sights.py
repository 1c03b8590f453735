"""What chapter 6 shows of the model's own words: sums, neighbours, pairs, a line between two."""

from __future__ import annotations

from functools import cache, partial
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from embedviz.api import project
from embedviz.engine.record import Record
from embedviz.lessons.lesson import Chart, Exhibition, Plot, Table
from embedviz.lessons.word_families import FAMILIES, Score, model_words
from embedviz.plotting import plot_analogy
from embedviz.plotting.charts import bars, strung
from embedviz.plotting.numbers import number, numbers
from embedviz.plotting.pairs import plot_pairs
from embedviz.rounding import percent

ROWS = 6
_QUESTIONS, _ARROWS = 4, 14  # of a family
_CROWDED = {
    "vienna", "budapest", "rome", "beijing", "duchess", "empress", "daughter", "niece", "eyes",
    "women", "lamb", "lower", "stronger", "shorter", "taller", "younger", "white", "cold", "ran",
}  # fmt: skip
"""Second words of pairs that aren't drawn: their names would cover others."""

_AROUND = 30  # words drawn around the one in question

_MEAN = "mean"
_POLES = (
    ("man", "woman"),
    ("he", "she"),
    ("boy", "girl"),
    ("father", "mother"),
    ("king", "queen"),
    ("male", "female"),
)
POLES = {f"{a} {b}": f"{a} and {b}" for a, b in _POLES} | {_MEAN: "the mean of all six"}

OCCUPATIONS = (
    "manager", "carpenter", "soldier", "engineer", "professor", "lawyer", "doctor", "teacher",
    "nurse", "librarian", "secretary", "dancer",
)  # fmt: skip
THINGS = ("bread", "brick", "window", "lamp", "table", "river", "chair")


@cache
def nearest_to_sum(start: str, less: str, plus: str) -> tuple[str, str]:
    """Give the word nearest to a sum of three, and the nearest that is none of them."""
    words = model_words()
    kept = words.nearest(words.target([start, plus], [less]), k=1)["label"][0]
    return str(kept), str(words.analogy([start, plus], [less], k=1)["label"][0])


def show_sum(start: str, less: str, plus: str) -> Exhibition:
    """Show where start − less + plus leads."""
    words = model_words()
    left_out = words.analogy([start, plus], [less], k=ROWS)
    kept = words.nearest(words.target([start, plus], [less]), k=ROWS)
    table = pd.DataFrame(
        {
            "Left out": left_out["label"],
            "similarity": numbers(left_out["similarity"]),
            "Kept": kept["label"],
        }
    )
    first, honest = left_out["label"][0], kept["label"][0]
    return Exhibition(
        f"**{start} − {less} + {plus}** lies nearest to *{honest}*"
        + (f", with the question's words left out to *{first}*." if first != honest else "."),
        [
            Chart(
                partial(plot_analogy, words, less, start, plus, k=4),
                "The plane that the three words span. The words around the target lie off the "
                "plane and are seen from above.",
                "sum",
            ),
            Table(
                table, "Nearest to the target, the sum's own words left out, or kept.", "nearest"
            ),
        ],
    )


def show_near(word: str) -> Exhibition:
    """Show a word among those around it."""
    words = model_words()
    near = words.neighbors(word, k=_AROUND)
    some = words.take([words.index_of(word), *near["index"]])
    table = pd.DataFrame({"Word": near["label"], "similarity": numbers(near["similarity"])})
    listed = ", ".join(f"*{label}*" for label in near["label"][:3])
    return Exhibition(
        f"Of {number(len(words))} words, the nearest to **{word}** are {listed}. Forms of a word "
        "and words for things that occur together come before true synonyms.",
        [
            Plot(
                project(some, "pca"),
                f"{word} and the {_AROUND} words nearest to it, flattened by PCA. Point at one.",
                pinned=word,
                name="near",
            ),
            Table(table.head(ROWS), f"Nearest to {word}, by cosine.", "nearest"),
        ],
    )


def show_pairs(name: str, record: Record) -> Exhibition:
    """Show a family of pairs: its arrows, its questions, and all families' scores."""
    family = FAMILIES[name]
    scores = {each: Score(*row) for each, row in zip(FAMILIES, record["scores"], strict=True)}
    mine = scores[name]
    titles = [each.title for each in FAMILIES.values()]
    series = {
        "answered by the sum": [each.right for each in scores.values()],
        "the nearest neighbour alone": [each.nearest for each in scores.values()],
    }
    return Exhibition(
        f"Each pair of **{family.title}** asked with each other as its example: "
        f"{percent(mine.right)} of {number(mine.n_questions)} answers are right. {_worth(mine)} "
        f"With the question's words kept, {percent(mine.right_if_kept)} are: "
        f"{percent(mine.asked_back)} give back the very word that was asked about.",
        [
            Chart(
                partial(draw_arrows, name),
                f"Pairs of {family.title}, flattened by PCA. Where arrows run side by side, one "
                "difference fits all.",
                "arrows",
            ),
            Table(_questions(name), _as_example(name), "questions"),
            Chart(
                partial(bars, titles, series), "Share of right answers, all families.", "families"
            ),
        ],
    )


def _worth(score: Score) -> str:
    """Say how much of a family's success the example is owed."""
    alone = f"the nearest neighbour alone, without an example, gets {percent(score.nearest)}"
    if score.right - score.nearest < 0.1:
        return f"But {alone}: the sum adds next to nothing."
    return f"And {alone}: the rest is what the direction knows."


def draw_arrows(name: str, *, theme: str = "light") -> go.Figure:
    """Draw a family's pairs as arrows: flattened together, those that crowd others left out."""
    words, pairs = model_words(), FAMILIES[name].pairs[:_ARROWS]
    rows = dict.fromkeys(words.index_of(word) for pair in pairs for word in pair)
    drawn = [pair for pair in pairs if pair[1] not in _CROWDED]
    return plot_pairs(project(words.take(list(rows)), "pca"), drawn, theme=theme)


def _questions(name: str) -> pd.DataFrame:
    (a, b), *others = FAMILIES[name].pairs
    rows = []
    for c, wanted in others[:_QUESTIONS]:
        kept, answer = nearest_to_sum(b, a, c)
        rows.append((c, answer, "yes" if answer == wanted else f"no: {wanted}", kept))
    return pd.DataFrame(rows, columns=["Word", "answer", "right?", "words kept"])


def _as_example(name: str) -> str:
    a, b = FAMILIES[name].pairs[0]
    return f"{a} is to {b} as each word is to what? Last: the question's words kept."


def show_axis(poles: str) -> Exhibition:
    """Show occupations and things on a line between two poles."""
    places = _places()
    mine = places[poles]
    jobs, things = mine[list(OCCUPATIONS)], mine[list(THINGS)]
    ranked = places.loc[list(OCCUPATIONS)].corr(method="spearman")
    others = ranked[poles].drop(list({poles, _MEAN}))
    table = pd.DataFrame(
        {"Poles": [POLES[each] for each in others.index], "rank correlation": numbers(others)}
    )
    ends = poles.split() if poles != _MEAN else ("first poles", "second poles")
    groups = {"occupations": dict(jobs), "things": dict(things)}
    return Exhibition(
        f"Occupations lie from {_called(jobs, jobs.idxmin())} to {_called(jobs, jobs.idxmax())}, "
        f"but things, which have no sex, from {_called(things, things.idxmin())} to "
        f"{_called(things, things.idxmax())}. And other poles order the occupations otherwise: "
        f"rank correlations {others.min():.2f} to {others.max():.2f}. The line shows habits of the "
        "texts, mixed with chance; not what people do or should do. One pair of words is a poor "
        "witness.",
        [
            Chart(
                partial(strung, groups, ends=ends),
                "Where each word falls on the line: 0 at the one pole, 1 at the other.",
                "axis",
            ),
            Table(table, "The same occupations in the order that other poles give.", "others"),
        ],
    )


@cache
def _places() -> pd.DataFrame:
    """Give each word's place between each pair of poles; the last column is their mean."""
    words = model_words()
    rows = [words.index_of(word) for word in (*OCCUPATIONS, *THINGS)]
    some = {f"{a} {b}": words.axis(a, b)[rows].astype(np.float64) for a, b in _POLES}
    table = pd.DataFrame(some, index=[*OCCUPATIONS, *THINGS])
    return table.assign(**{_MEAN: table.mean(axis=1)})


def _called(places: pd.Series, word: Any) -> str:
    return f"*{word}* ({places[word]:.2f})"

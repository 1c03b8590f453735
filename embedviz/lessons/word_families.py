"""Word families: pairs of words that differ in one way, and what their differences can answer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from embedviz.api import load_words
from embedviz.engine.progress import report
from embedviz.space import VectorSpace


@dataclass(frozen=True)
class Family:
    """Pairs of one kind, ``title`` as a visitor reads it."""

    title: str
    pairs: tuple[tuple[str, str], ...]


def _family(title: str, pairs: str) -> Family:
    return Family(title, tuple((a, b) for a, b in map(str.split, pairs.split(","))))


FAMILIES = {
    "plurals": _family(
        "one and many",
        "cat cats,dog dogs,house houses,child children,man men,woman women,mouse mice,foot feet,"
        "tooth teeth,city cities,tree trees,car cars,book books,eye eyes,knife knives,bird birds,"
        "apple apples,hand hands",
    ),
    "comparatives": _family(
        "comparatives",
        "good better,bad worse,big bigger,small smaller,tall taller,long longer,short shorter,"
        "high higher,low lower,old older,young younger,strong stronger,weak weaker,fast faster,"
        "slow slower,warm warmer,cold colder,cheap cheaper,easy easier,deep deeper",
    ),
    "gender": _family(
        "he and she",
        "man woman,king queen,prince princess,duke duchess,emperor empress,father mother,"
        "brother sister,son daughter,uncle aunt,husband wife,boy girl,actor actress,nephew niece,"
        "grandfather grandmother,he she,lord lady,waiter waitress,hero heroine,god goddess",
    ),
    "past": _family(
        "past tense",
        "walk walked,swim swam,go went,see saw,take took,give gave,run ran,write wrote,eat ate,"
        "drink drank,sing sang,speak spoke,jump jumped,play played,look looked,laugh laughed,"
        "open opened,fall fell,know knew,buy bought",
    ),
    "capitals": _family(
        "capitals",
        "france paris,germany berlin,italy rome,japan tokyo,spain madrid,russia moscow,"
        "poland warsaw,greece athens,egypt cairo,austria vienna,hungary budapest,china beijing,"
        "england london,sweden stockholm,portugal lisbon,ireland dublin,norway oslo,cuba havana,"
        "iraq baghdad,iran tehran",
    ),
    "opposites": _family(
        "opposites",
        "hot cold,big small,good bad,up down,fast slow,light dark,happy sad,young old,rich poor,"
        "early late,open closed,love hate,full empty,black white,left right,win lose,wet dry",
    ),
    "young": _family(
        "animals and their young",
        "dog puppy,cat kitten,cow calf,sheep lamb,bear cub,hen chick,lion cub",
    ),
}


@cache
def model_words() -> VectorSpace:
    """Load the bundled model's words, once in a process."""
    return load_words()


@dataclass(frozen=True)
class Score:
    """How a family did: shares of 1.

    Attributes
    ----------
    n_questions : int
        Each pair asked with each other pair as its example.
    right : float
        The answer is the second word of the pair; the question's words are left out, as is usual.
    right_if_kept : float
        The same, with the question's words among the answers.
    asked_back : float
        With the question's words among the answers, it is the word that was asked about.
    nearest : float
        The second word is simply the nearest neighbour of the first: no example needed.
    """

    n_questions: int
    right: float
    right_if_kept: float
    asked_back: float
    nearest: float


def score(space: VectorSpace, family: Family) -> Score:
    """Ask a family all its questions, "a is to b as c is to ...?", by 3CosAdd.

    References
    ----------
    T. Linzen: Issues in evaluating semantic spaces using word analogies, RepEval 2016.
    https://aclanthology.org/W16-2503 (why ``nearest`` and ``asked_back`` are told beside it)
    """
    units = space.points
    first, second = (
        np.array([space.index_of(pair[side]) for pair in family.pairs]) for side in (0, 1)
    )
    example, asked = np.nonzero(~np.eye(len(first), dtype=bool))
    a, b, c, wanted = first[example], second[example], first[asked], second[asked]
    scores = (units[b] - units[a] + units[c]) @ units.T
    kept = scores.argmax(axis=1)
    questions = np.arange(len(a))
    for left_out in (a, b, c):
        scores[questions, left_out] = -np.inf
    likeness = units[first] @ units.T
    likeness[np.arange(len(first)), first] = -np.inf
    return Score(
        len(a),
        float((scores.argmax(axis=1) == wanted).mean()),
        float((kept == wanted).mean()),
        float((kept == c).mean()),
        float((likeness.argmax(axis=1) == second).mean()),
    )


def score_families() -> dict[str, Any]:
    """Score every family: ``scores``, a list of Score's values for each; a worker's task."""
    scores = []
    for number, family in enumerate(FAMILIES.values(), 1):
        scores.append(list(vars(score(model_words(), family)).values()))
        report(number, len(FAMILIES))
    return {"scores": scores}

"""Every number that a lesson says is computed, or stands below beside what holds it true.

What lessons say is found in their source: every text with a space in it, but docstrings; what
stands in braces is computed. Zero and one are the ends of scales, a year in a reference stays,
and how many minutes a chapter takes is the speaker's affair. Any other number typed by hand needs
an entry in ``TYPED``, so that a text can't outlive the data it speaks of.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import chi

from embedviz import lessons
from embedviz.lessons.context_sights import sentences_with
from embedviz.lessons.hidden_layer import EPOCHS, NEAREST, HiddenLayer, belonging
from embedviz.lessons.known_data import clusters, themed_words
from embedviz.lessons.squeezing import squeeze
from embedviz.lessons.word_sights import POLES
from embedviz.lessons.word_trained import TOY
from embedviz.projections.pca import PCA
from embedviz.space.agreement import shared_by_neighbors
from embedviz.space.checks import LARGEST_DEGREES
from embedviz.space.metrics import EARTH_RADIUS_KM

FOLDER = Path(lessons.__file__).parent
FILES = sorted(path.stem for path in FOLDER.glob("*.py"))

WORDS = (
    "five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand"
)
NUMBER = re.compile(rf"\d[\d.,]*\d|\d|\b(?:{WORDS})\b", re.IGNORECASE)
COMPUTED = re.compile(r"\{[^{}]*\}")
HARMLESS = re.compile(
    r"\b[A-Za-z]+\d\w*|\b[23]D\b"  # names: Word2Vec, h2; 2D
    r"|\b(?:19|20)\d\d\b"  # years of references
    rf"|(?:\d+|{WORDS}) minutes"  # how long a chapter takes
    r"|(?<![\d.])[01](?![\d.,]*\d)|powers of ten",  # the ends of a scale
    re.IGNORECASE,
)


def drawn_dimensions() -> int:
    return int(squeeze("ring", PCA(), (1,))["drawn"].shape[-1])


def theory_holds_from(dimensions: int) -> bool:
    """Say whether sd / mean of a distance is 1 / √(2d) to 2 %, and is not for half as many."""

    def off(d: float) -> float:
        return float(abs(chi.std(d) / chi.mean(d) * np.sqrt(2 * d) - 1))

    return off(dimensions) < 0.02 < off(dimensions / 2)


def one_hot_apart(squared: int) -> bool:
    """Say whether two one-hot words are the root of this apart; it is also the 2 of √(2d)."""
    return bool(np.isclose(np.linalg.norm(np.eye(3)[0] - np.eye(3)[1]), np.sqrt(squared)))


def learned_share() -> float:
    """Give the share of a show's nearest with a genre of its own, after training on lists."""
    lesson = HiddenLayer(epoch=EPOCHS)
    picture = lesson.show(*(work.run(*work.arguments) for work in lesson.work())).exhibits[0]
    return shared_by_neighbors(picture.view.space, belonging()["genre"], NEAREST)


TYPED: dict[tuple[str, str], Callable[[int], bool]] = {
    ("context", "six"): lambda _: len(sentences_with("bank")) == 6,
    ("word_sights", "six"): lambda _: len(POLES) - 1 == 6,  # the last is their mean
    ("word_trained", "six"): lambda _: len(set(" ".join(TOY).split())) == 6,
    ("dense", "2"): one_hot_apart,
    ("dense", "ten"): lambda _: theory_holds_from(10),
    ("dimension", "100"): lambda typed: EARTH_RADIUS_KM * np.pi / 180 > typed,
    ("hidden_layer", "nine"): lambda _: abs(learned_share() - 9 / 10) < 0.05,
    ("hidden_layer", "ten"): lambda _: abs(learned_share() - 9 / 10) < 0.05,
    ("known_truth", "2"): lambda typed: drawn_dimensions() == typed,
    ("known_truth", "six"): lambda _: len(set(clusters().groups)) == 6,
    ("known_truth", "twenty"): lambda _: len(set(themed_words().groups)) == 20,
    ("vector", "180"): lambda typed: LARGEST_DEGREES[1] == typed,
}


def texts_of(source: str) -> Iterator[str]:
    """Give the texts of a module that are sentences, with what is computed left out."""
    tree = ast.parse(source)
    skipped = set()
    for node in ast.walk(tree):
        first = getattr(node, "body", None)
        for each in first if isinstance(first, list) else ():
            if isinstance(each, ast.Expr):
                skipped.add(id(each.value))
        if isinstance(node, ast.FormattedValue) and node.format_spec is not None:
            skipped |= {id(each) for each in ast.walk(node.format_spec)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and " " in node.value
            and id(node) not in skipped
        ):
            yield COMPUTED.sub("", node.value)


def typed_in(source: str) -> set[str]:
    """Give the numbers typed by hand, without the harmless ones."""
    return {
        found.group().lower()
        for text in texts_of(source)
        for found in NUMBER.finditer(HARMLESS.sub("", text))
    }


@pytest.mark.parametrize("name", FILES)
def test_a_number_typed_by_hand_is_held_against_the_data(name):
    typed = typed_in((FOLDER / f"{name}.py").read_text(encoding="utf-8"))
    unheld = {each for each in typed if (name, each) not in TYPED}
    assert not unheld, f"{name}.py says these: compute them, or add what holds them to TYPED."
    for each in typed:
        number = int(each.replace(",", "")) if each[0].isdigit() else 0
        assert TYPED[name, each](number), f'{name}.py says "{each}", which is no longer true.'


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('said = "there are 42 words"', {"42"}),
        ('said = "there are {n} words and six more"', {"six"}),
        ('said = f"there are {n:.2f} of 1,000 words"', {"1,000"}),
        ('"""A docstring with 42."""', set()),
        ('said = "from 0 to 1, Word2Vec in 2D (Mikolov 2013), about five minutes"', set()),
        ('said = "0.5 of them"', {"0.5"}),
        ('said = "21 of them, 10 of those"', {"21", "10"}),
        ('code = "%{x:.1f}"', set()),
    ],
)
def test_the_search_finds_what_is_typed_and_nothing_else(source, found):
    assert typed_in(source) == found

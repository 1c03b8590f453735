"""WEAT: the effect size is WEFE's, the p-value counts all splits by hand."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from embedviz.errors import InvalidParameter, InvalidRequest, UnknownLabel
from embedviz.space import VectorSpace
from embedviz.space.association import association

REFERENCE = json.loads(
    (Path(__file__).parents[1] / "reference" / "meaning.json").read_text(encoding="utf-8")
)


def asked(space, groups):
    first, second, to_first, to_second = ([space.labels[row] for row in each] for each in groups)
    return (first, second), (to_first, to_second)


@pytest.mark.parametrize("case", REFERENCE["weat"])
def test_the_effect_size_is_that_of_wefe(case, digits_space):
    found = association(digits_space, *asked(digits_space, case["groups"]))
    assert found.effect_size == pytest.approx(case["effect_size"], abs=1e-6)


@pytest.mark.parametrize("case", REFERENCE["weat"])
def test_the_p_value_counts_all_ways_to_split_the_targets(case, digits_space):
    targets, attributes = asked(digits_space, case["groups"])
    found = association(digits_space, targets, attributes)
    leaning = dict(zip(found.leaning["label"], found.leaning["leaning"], strict=True))
    everyone = [*targets[0], *targets[1]]

    def lean(group):
        rest = [each for each in everyone if each not in group]
        return np.mean([leaning[each] for each in group]) - np.mean([leaning[e] for e in rest])

    ways = [lean(group) for group in combinations(everyone, len(targets[0]))]
    as_far = np.mean(np.array(ways) >= lean(targets[0]) - 1e-12)
    assert found.is_exact
    assert found.n_splits == len(ways)
    assert found.p_value == pytest.approx(as_far)


def test_of_many_targets_some_splits_are_drawn_always_the_same(rng):
    space = VectorSpace(rng.normal(size=(44, 10)), [str(row) for row in range(44)])
    groups = asked(space, [range(20), range(20, 40), [40, 41], [42, 43]])
    one, two = (association(space, *groups, most_splits=500) for _ in range(2))
    assert not one.is_exact
    assert (one.n_splits, one.p_value) == (500, two.p_value)
    assert 0 < one.p_value <= 1
    assert association(space, *groups, most_splits=500, seed=1).p_value == pytest.approx(
        one.p_value, abs=0.1
    )


def test_planted_groups_lean_and_each_target_says_how_far():
    space = VectorSpace(
        [[9, 1], [8, 1], [1, 9], [1, 7], [1, 0], [0, 1]],
        ["rose", "tulip", "wasp", "moth", "lovely", "awful"],
    )
    found = association(space, (["rose", "tulip"], ["wasp", "moth"]), (["lovely"], ["awful"]))
    assert found.leaning[["label", "group"]].values.tolist() == [
        ["rose", 1], ["tulip", 1], ["moth", 2], ["wasp", 2],
    ]  # fmt: skip
    other = association(space, (["wasp", "moth"], ["rose", "tulip"]), (["lovely"], ["awful"]))
    assert other.effect_size == pytest.approx(-found.effect_size)
    assert other.p_value == 1


def test_groups_that_make_no_test_are_a_sentence(plane):
    two = (["man", "king"], ["woman", "queen"])
    with pytest.raises(InvalidRequest, match="Each group of targets needs 2 or more; one has 1"):
        association(plane, (["man"], ["woman", "queen"]), (["apple"], ["girl"]))
    with pytest.raises(InvalidRequest, match='"man" is in both groups of targets'):
        association(plane, (["man", "king"], ["man", "queen"]), (["apple"], ["girl"]))
    with pytest.raises(InvalidRequest, match="Give two groups of attributes"):
        association(plane, two, (["apple"],))
    with pytest.raises(UnknownLabel):
        association(plane, two, (["appel"], ["girl"]))
    with pytest.raises(InvalidParameter, match="most_splits must be"):
        association(plane, two, (["apple"], ["girl"]), most_splits=0)
    same = VectorSpace(np.eye(6)[[0, 0, 0, 0, 1, 2]], list("abcdef"))
    with pytest.raises(InvalidRequest, match="All of these lean alike"):
        association(same, (["a", "b"], ["c", "d"]), (["e"], ["f"]))

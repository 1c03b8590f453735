"""Chapter "The hidden layer learns it": what it says is what is there."""

from __future__ import annotations

import re

import numpy as np
import pytest

from embedviz.lessons.hidden_layer import EPOCHS, SHOWS, HiddenLayer, belonging
from embedviz.lessons.texts import filled
from embedviz.space.agreement import shared_by_chance, shared_by_neighbors


def run(lesson):
    return lesson.show(*(work.run(*work.arguments) for work in lesson.work()))


@pytest.fixture(scope="module")
def record():
    (work,) = HiddenLayer().work()
    return work.run(*work.arguments)


def test_the_right_answer_is_what_the_network_learns(record):
    lesson = HiddenLayer()
    (said,) = re.findall(r"\*\*(\d+) %", lesson.show(record).said)
    shares = {"one in three": 33, "one in two": 50, "nine in ten": 90}
    nearest = min(shares, key=lambda words: abs(shares[words] - int(said)))
    assert nearest in lesson.question.choices[lesson.question.right]
    chance = shared_by_chance(belonging()["genre"])
    assert f"{chance:.0%}".replace("%", " %") in lesson.question.prompt
    assert abs(chance - 1 / 3) < 0.05


def test_after_training_neighbours_share_genres_at_least_twice_as_often(record):
    spaces = [HiddenLayer(epoch=epoch).show(record).exhibits[0].view.space for epoch in (0, EPOCHS)]
    before, after = (shared_by_neighbors(each, belonging()["genre"], 5) for each in spaces)
    assert after >= 2 * before


def test_every_epoch_is_one_plot_seen_from_one_side(record):
    pictures = [HiddenLayer(epoch=epoch).show(record).exhibits[0] for epoch in (0, 7, EPOCHS)]
    assert {(each.name, each.pinned) for each in pictures} == {("shows", "Seinfeld")}
    spaces = [each.view.space.vectors.astype(float) for each in pictures]
    places = [each.view.coordinates for each in pictures]
    moves, seen = np.diff(spaces, axis=0).reshape(-1, 16), np.diff(places, axis=0).reshape(-1, 2)
    directions, *_ = np.linalg.lstsq(moves, seen, rcond=None)  # one turn explains every movement
    np.testing.assert_allclose(moves @ directions, seen, atol=1e-4)


def test_what_is_said_of_neighbours_is_so(record):
    said = re.findall(r"(\d+) %", HiddenLayer().show(record).said)
    genre, _, decade, decade_before, country, country_before = map(int, said)
    space = HiddenLayer().show(record).exhibits[0].view.space
    found = [shared_by_neighbors(space, groups, 5) for groups in belonging().values()]
    assert [genre, decade, country] == [round(100 * each) for each in found]
    assert decade - decade_before > 3 * (country - country_before)


def test_for_the_year_decades_gather_and_genres_scatter():
    lesson = HiddenLayer(objective="year")
    space = run(lesson).exhibits[0].view.space
    assert shared_by_neighbors(space, belonging()["decade"], 5) > 0.95
    chance = shared_by_chance(belonging()["genre"])
    assert shared_by_neighbors(space, belonging()["genre"], 5) < chance + 0.12


def test_most_happens_in_the_first_few_epochs_as_the_speaker_says(record):
    losses = record["losses"]
    assert losses[0] - losses[4] > 0.9 * (losses[0] - losses[-1])
    assert "most happens in the first few" in " ".join(HiddenLayer.notes.split())


def test_texts_are_filled():
    lesson = HiddenLayer()
    told = " ".join(filled(lesson.text, lesson.facts()).split())
    assert f"{len(SHOWS)} shows" in told
    assert "about 10 % of them by chance" in told


def test_it_can_be_shown_for_any_show(record):
    _, losses, lookup = HiddenLayer(item=SHOWS.labels[-1], epoch=1).show(record).exhibits
    assert (len(losses.draw().data), len(lookup.draw().data)) == (2, 3)

"""Chapter "Users and items": what it says is what is there."""

from __future__ import annotations

import numpy as np
import pytest

from embedviz.lessons.texts import filled
from embedviz.lessons.users_items import PARAMETERS, SHOWS, USERS, YOU, UsersAndItems, ratings
from embedviz.lessons.work import factors_of


@pytest.fixture(scope="module")
def record():
    (work,) = UsersAndItems().work()
    return work.run(*work.arguments)


def advice(lesson, record):
    return lesson.show(record).exhibits[1].frame


def test_the_right_answer_is_what_is_recommended(record):
    question = UsersAndItems().question
    lesson = UsersAndItems()
    mine = np.full((1, len(SHOWS)), np.nan)
    mine[0, [SHOWS.label_index["Friends"], SHOWS.label_index["Breaking Bad"]]] = 5, 1
    expected = factors_of(record, PARAMETERS).predict(mine)[0]
    scores = {show: expected[SHOWS.label_index[show]] for show in question.choices}
    assert max(scores, key=scores.get) == question.choices[question.right]
    assert max(scores.values()) - min(scores.values()) > 1
    assert (lesson.friends, lesson.breaking_bad, lesson.x_files) == (5, 1, 0)


def test_other_ratings_give_other_places_and_other_advice(record):
    sitcoms = UsersAndItems()
    crime = UsersAndItems(friends=1, breaking_bad=5)
    assert not set(advice(sitcoms, record)["show"]) & set(advice(crime, record)["show"])
    assert sum(genre == "Sitcom" for genre in advice(sitcoms, record)["genre"]) >= 3
    places = [each.show(record).exhibits[0].view.space[YOU] for each in (sitcoms, crime)]
    assert places[0] @ places[1] < 0


def test_what_a_user_has_rated_is_not_recommended(record):
    for number, user in enumerate(USERS[:5]):
        rated = {SHOWS.labels[row] for row in np.flatnonzero(np.isfinite(ratings()[number]))}
        assert not rated & set(advice(UsersAndItems(item=user), record)["show"])
    assert "Friends" not in set(advice(UsersAndItems(), record)["show"])


def test_a_show_is_answered_with_shows_and_never_with_itself(record):
    found = advice(UsersAndItems(item="Cheers"), record)
    assert "Cheers" not in set(found["show"])
    assert list(found.columns) == ["show", "genre", "cosine"]


def test_who_has_rated_nothing_has_no_place_and_that_is_said(record):
    shown = UsersAndItems(**UsersAndItems.before).show(record)
    assert YOU not in shown.exhibits[0].view.space.labels
    assert "You have no place yet" in shown.said
    again = UsersAndItems(friends=0, breaking_bad=0).show(record)
    assert again.exhibits[0].pinned == USERS[0]


def test_lit_are_the_smallest_angles_and_listed_the_highest_ratings_expected(record):
    picture, found, _ = UsersAndItems().show(record).exhibits
    space = picture.view.space
    assert (picture.pinned, picture.k, space.metric) == (YOU, 5, "cosine")
    expected = found.frame["expected"].astype(float)
    assert list(expected) == sorted(expected, reverse=True)

    (_, found, _) = UsersAndItems(item="Cheers").show(record).exhibits
    for show, cosine in zip(found.frame["show"], found.frame["cosine"], strict=True):
        assert float(cosine) == pytest.approx(1 - space.distance("Cheers", show), abs=0.006)


def test_the_table_of_ratings_shows_what_was_given_and_what_is_expected(record):
    table = UsersAndItems().show(record).exhibits[2].frame.set_index("user")
    assert list(table.loc[YOU]) == ["5", "1", table.loc[YOU, "The X-Files"]]
    assert table.loc[YOU, "The X-Files"].startswith("(")
    assert len(table) <= 7


def test_the_factors_foretell_better_than_means(record):
    assert record["error"] < 0.8 * record["plain_error"]
    assert f"{record['error']:.2f} points" in UsersAndItems().show(record).said


def test_what_is_no_user_and_no_show_is_as_nobody_asked(record):
    assert UsersAndItems(item="nobody").show(record).exhibits[0].pinned == USERS[0]


def test_texts_say_what_is_there():
    lesson = UsersAndItems()
    told = filled(lesson.text, lesson.facts())
    assert f"{len(ratings())} people have rated {len(SHOWS)} shows" in told
    assert f"{np.isfinite(ratings()).mean():.0%}"[:-1] in told


def test_half_of_what_is_rated_was_chosen_which_lifts_the_mean():
    assert UsersAndItems().facts()["mean"] > "3.2"

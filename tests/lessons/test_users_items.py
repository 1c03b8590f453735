"""Chapter "Users and items": what it says is what is there."""

from __future__ import annotations

import numpy as np
import pytest

from embedviz.lessons.users_items import SHOWS, USERS, YOU, UsersAndItems, ratings


@pytest.fixture(scope="module")
def record():
    (work,) = UsersAndItems().work()
    return work.run(*work.arguments)


def advice(lesson, record):
    return lesson.show(record).exhibits[1].frame


def test_the_right_answer_is_what_is_recommended(record):
    question = UsersAndItems().question
    lesson = UsersAndItems()
    space = lesson.show(record).exhibits[0].view.space
    scores = {show: float(space[show] @ space[YOU]) for show in question.choices}
    assert max(scores, key=scores.get) == question.choices[question.right]
    assert min(scores.values()) < 0 < max(scores.values())
    assert (lesson.friends, lesson.breaking_bad, lesson.x_files) == (5, 1, 0)


def test_other_ratings_give_other_places_and_other_advice(record):
    sitcoms = UsersAndItems()
    crime = UsersAndItems(friends=1, breaking_bad=5)
    assert not set(advice(sitcoms, record)["show"]) & set(advice(crime, record)["show"])
    assert all("Sitcom" in genres for genres in advice(sitcoms, record)["genres"])
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
    assert list(found.columns) == ["show", "genres", "cosine"]


def test_who_has_rated_nothing_has_no_place_and_that_is_said(record):
    shown = UsersAndItems(**UsersAndItems.before).show(record)
    assert YOU not in shown.exhibits[0].view.space.labels
    assert "You have no place yet" in shown.said
    again = UsersAndItems(friends=0, breaking_bad=0).show(record)
    assert again.exhibits[0].pinned == USERS[0]


def test_by_cosine_the_best_are_those_that_are_lit_among_shows(record):
    lesson = UsersAndItems(by="cosine")
    picture, found, _ = lesson.show(record).exhibits
    near = list(picture.view.space.neighbors(YOU, k=60)["label"])
    shows = [label for label in near if label not in (*USERS, "Friends", "Breaking Bad")]
    assert list(found.frame["show"]) == shows[:5]


def test_the_table_of_ratings_shows_what_was_given_and_what_is_expected(record):
    table = UsersAndItems().show(record).exhibits[2].frame.set_index("user")
    assert list(table.loc[YOU]) == ["5", "1", table.loc[YOU, "The X-Files"]]
    assert table.loc[YOU, "The X-Files"].startswith("(")
    assert len(table) <= 7


def test_the_factors_foretell_better_than_means(record):
    assert record["error"] < 0.8 * record["plain_error"]
    assert f"{record['error']:.2f} points" in UsersAndItems().show(record).said


@pytest.mark.parametrize("n_components", [2, 16])
def test_it_can_be_shown_with_few_and_many_dimensions(n_components):
    lesson = UsersAndItems(n_components=n_components)
    (work,) = lesson.work()
    shown = lesson.show(work.run(*work.arguments))
    assert shown.exhibits[0].view.space.n_dimensions == n_components
    assert lesson.text.format_map(lesson.facts())


def test_half_of_what_is_rated_was_chosen_which_lifts_the_mean():
    assert UsersAndItems().facts()["mean"] > "3.2"

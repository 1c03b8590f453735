from itertools import combinations

import numpy as np
import pytest
from sklearn.neighbors import NearestNeighbors
from sklearn.preprocessing import MultiLabelBinarizer, OneHotEncoder, StandardScaler

from embedviz.lessons.many_dimensions import ASKED, OFFERED, ManyDimensions
from embedviz.lessons.shows import K, alike, genre_numbers, shows, space_of


def test_the_three_shows_are_told_as_the_table_has_them():
    facts = ManyDimensions().facts()
    assert facts["seinfeld"] == "Sitcom, 1989, 22–24 min, 9 seasons, 180 episodes"
    assert facts["wednesday"] == "Horror, 2022, 46–57 min, 1 season, 8 episodes"
    assert facts["cheers"] == "Sitcom, 1982, 21–25 min, 11 seasons, 275 episodes"


def test_the_alphabet_brings_horror_near_legal_and_one_hot_does_not():
    numbers = genre_numbers(shows())
    assert list(numbers) == sorted(numbers)
    assert list(numbers.values()) == list(range(1, len(numbers) + 1))
    question = ManyDimensions().question
    away = {genre: abs(numbers[genre] - numbers[ASKED]) for genre in OFFERED}
    assert question.choices[question.right] == min(away, key=away.get)
    assert len(set(away.values())) == len(OFFERED)  # no two answers are as right
    space = space_of("one_hot", "euclidean")
    places = [i for i, column in enumerate(space.feature_columns) if column == "main"]
    genres = np.unique(space.vectors[:, places], axis=0)
    assert len(genres) == len(places)
    assert {round(float(np.linalg.norm(a - b)), 6) for a, b in combinations(genres, 2)} == {
        round(np.sqrt(2), 6)
    }


def by_scikit(genre_as: str) -> np.ndarray:
    """The vectors as scikit-learn makes them of the table."""
    frame = shows().frame
    ends = frame["episode_length"].str.split("–").map(lambda two: (float(two[0]), float(two[-1])))
    low, high = np.array(list(ends)).T
    numbers = [frame["debuted"], (low + high) / 2, high - low, frame["seasons"], frame["episodes"]]
    scaled = StandardScaler().fit_transform(np.column_stack(numbers))
    if genre_as == "one_hot":
        return np.hstack(
            [OneHotEncoder(sparse_output=False).fit_transform(frame[["main"]]), scaled]
        )
    sets = frame["genres"].str.split("; ")
    return np.hstack([MultiLabelBinarizer().fit_transform(sets), scaled])


@pytest.mark.parametrize("genre_as", ["one_hot", "set"])
@pytest.mark.parametrize("metric", ["euclidean", "cosine"])
def test_neighbours_are_those_of_scikit_learn(genre_as, metric):
    space = space_of(genre_as, metric)
    vectors = by_scikit(genre_as)
    search = NearestNeighbors(n_neighbors=K + 1, metric=metric).fit(vectors)
    for label in ("Seinfeld", "Wednesday", "Cheers"):
        expected = search.kneighbors(vectors[[space.index_of(label)]])[0][0][1:]
        found = space.neighbors(label, K)["distance"]
        np.testing.assert_allclose(found, expected, rtol=1e-4, atol=1e-6)


def test_the_more_of_the_genre_is_written_the_more_neighbours_share_one():
    shares = [alike(space_of(each, "euclidean")) for each in ("none", "number", "one_hot", "set")]
    assert shares == sorted(shares)
    assert shares[0] < shares[-1]


@pytest.mark.parametrize("genre_as", ["none", "number", "one_hot", "set"])
@pytest.mark.parametrize("metric", ["euclidean", "cosine"])
@pytest.mark.parametrize("item", ["Wednesday", "M*A*S*H"])
def test_each_bar_is_the_whole_distance_to_a_neighbour(genre_as, metric, item):
    shown = ManyDimensions(item=item, genre_as=genre_as, metric=metric).show()
    picture, chart = shown.exhibits
    nearest = picture.view.space.neighbors(item, K)["label"]
    figure = chart.draw(theme="light")
    np.testing.assert_allclose(np.sum([bar.x for bar in figure.data], axis=0), 100)
    for label, note in zip(nearest, figure.layout.annotations, strict=True):
        assert note.text.startswith(f"<b>{label.replace('&', '&amp;')}</b>")
    assert nearest[0].replace("*", r"\*") in shown.said


def test_stars_of_a_title_stay_letters():
    shown = ManyDimensions(item="M*A*S*H").show()
    assert r"M\*A\*S\*H" in shown.said
    assert "M*A*S*H" not in shown.said + shown.exhibits[1].caption


def test_wednesday_has_more_genres_than_one_and_the_dimensions_are_those_of_the_space():
    facts = ManyDimensions().facts()
    assert facts["n_wednesday"] == len(["Horror", "Supernatural", "Comedy", "Teen", "Mystery"])
    assert facts["n_set_dimensions"] == by_scikit("set").shape[1]

"""The TV shows: what is among them, and facts a reader knows."""

from __future__ import annotations

import re
import runpy
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import pairwise_distances
from sklearn.preprocessing import MultiLabelBinarizer, OneHotEncoder, StandardScaler

from embedviz.datasets import DATASETS, Dataset
from embedviz.datasets.shipped import shipped_table
from embedviz.shipped import shipped_path

SCRIPT = Path(__file__).parents[2] / "scripts" / "check_tv_shows.py"
FIRST_YEAR, LAST_YEAR = 1949, 2023
GENRES = {
    *("Action", "Adventure", "Animation", "Anime", "Comedy", "Crime", "Documentary", "Drama"),
    *("Family", "Fantasy", "History", "Horror", "Legal", "Medical", "Mystery", "Political"),
    *("Reality", "Romance", "Science Fiction", "Sitcom", "Superhero", "Supernatural"),
    *("Talk Show", "Teen", "Thriller", "War", "Western"),
}
# Label: year debuted, year ended, seasons, episodes, network.
WELL_KNOWN = {
    "24": (2001, 2014, 9, 204, "Fox"),
    "Avatar: The Last Airbender": (2005, 2008, 3, 61, "Nickelodeon"),
    "Band of Brothers": (2001, 2001, 1, 10, "HBO"),
    "Better Call Saul": (2015, 2022, 6, 63, "AMC"),
    "Borgen": (2010, 2022, 4, 38, "DR1"),
    "Breaking Bad": (2008, 2013, 5, 62, "AMC"),
    "Buffy the Vampire Slayer": (1997, 2003, 7, 144, "The WB"),
    "Cheers": (1982, 1993, 11, 275, "NBC"),
    "Chernobyl": (2019, 2019, 1, 5, "HBO"),
    "Community": (2009, 2015, 6, 110, "NBC"),
    "Cowboy Bebop (1998)": (1998, 1999, 1, 26, "TV Tokyo"),
    "Dark": (2017, 2020, 3, 26, "Netflix"),
    "Downton Abbey": (2010, 2015, 6, 52, "ITV"),
    "ER": (1994, 2009, 15, 331, "NBC"),
    "Fawlty Towers": (1975, 1979, 2, 12, "BBC Two"),
    "Firefly": (2002, 2002, 1, 14, "Fox"),
    "Fleabag": (2016, 2019, 2, 12, "BBC Three"),
    "Frasier (1993)": (1993, 2004, 11, 264, "NBC"),
    "Friends": (1994, 2004, 10, 236, "NBC"),
    "Game of Thrones": (2011, 2019, 8, 73, "HBO"),
    "Grey's Anatomy": (2005, 2023, 19, 420, "ABC"),
    "Gunsmoke": (1955, 1975, 20, 635, "CBS"),
    "House": (2004, 2012, 8, 177, "Fox"),
    "I Love Lucy": (1951, 1957, 6, 180, "CBS"),
    "Lost": (2004, 2010, 6, 121, "ABC"),
    "M*A*S*H": (1972, 1983, 11, 256, "CBS"),
    "Mad Men": (2007, 2015, 7, 92, "AMC"),
    "Modern Family": (2009, 2020, 11, 250, "ABC"),
    "Monty Python's Flying Circus": (1969, 1974, 4, 45, "BBC One"),
    "Neon Genesis Evangelion": (1995, 1996, 1, 26, "TV Tokyo"),
    "Seinfeld": (1989, 1998, 9, 180, "NBC"),
    "Sex and the City": (1998, 2004, 6, 94, "HBO"),
    "Squid Game": (2021, 2021, 1, 9, "Netflix"),
    "Star Trek": (1966, 1969, 3, 79, "NBC"),
    "Stranger Things": (2016, 2022, 4, 34, "Netflix"),
    "Succession": (2018, 2023, 4, 39, "HBO"),
    "The Big Bang Theory": (2007, 2019, 12, 279, "CBS"),
    "The Crown": (2016, 2023, 6, 60, "Netflix"),
    "The Golden Girls": (1985, 1992, 7, 180, "NBC"),
    "The Office (UK)": (2001, 2003, 2, 14, "BBC Two"),
    "The Office (US)": (2005, 2013, 9, 201, "NBC"),
    "The Simpsons": (1989, 2023, 35, 760, "Fox"),
    "The Sopranos": (1999, 2007, 6, 86, "HBO"),
    "The West Wing": (1999, 2006, 7, 154, "NBC"),
    "The Wire": (2002, 2008, 5, 60, "HBO"),
    "The X-Files": (1993, 2018, 11, 218, "Fox"),
    "Wednesday": (2022, 2022, 1, 8, "Netflix"),
}


@pytest.fixture(scope="module")
def shows() -> Dataset:
    loaded: Dataset = DATASETS["tv_shows"]()
    return loaded


def check(*arguments: object) -> int:
    return runpy.run_path(str(SCRIPT))["main"]([str(each) for each in arguments])


def show(shows: Dataset, label: str) -> pd.Series:
    return shows.frame.iloc[shows.label_index[label]]


def members(column: pd.Series) -> pd.Series:
    return column.str.split("; ")


def test_there_are_many_shows_each_with_its_own_label(shows):
    assert len(shows) >= 320
    assert len({label.casefold() for label in shows.labels}) == len(shows)


def test_every_column_has_a_note_and_the_source_is_told(shows):
    assert all(column.note for column in shows.columns)
    assert "TVmaze" in shows.source
    assert "CC BY-SA" in shows.licence


def test_nothing_is_missing_and_no_cell_has_loose_ends(shows):
    assert not shows.frame.isna().any(axis=None)
    for name in ("genres", "running", "episode_length", "country", "network", "cast"):
        column = shows.frame[name]
        assert (column == column.str.strip()).all(), name
        assert not column.str.contains(r"  |;$|;\S|\s;|^$").any(), name


def test_years_run_forwards_to_2023_at_most(shows):
    frame = shows.frame
    assert (frame["debuted"] >= FIRST_YEAR).all()
    assert (frame["debuted"] <= frame["ended"]).all()
    assert (frame["ended"] <= LAST_YEAR).all()
    assert set(frame["running"]) == {"yes", "no"}
    assert (frame.loc[frame["running"] == "yes", "ended"] >= LAST_YEAR - 2).all()


def test_no_show_has_more_seasons_than_episodes_or_than_years_allow(shows):
    frame = shows.frame
    years = frame["ended"] - frame["debuted"] + 1
    assert (frame["seasons"] >= 1).all()
    assert (frame["seasons"] <= frame["episodes"]).all()
    assert (frame["seasons"] <= 2 * years).all()


def test_an_episode_length_is_written_with_a_dash_only_where_it_varies(shows):
    lengths = shows.frame["episode_length"]
    ends = lengths.str.extract(r"^(\d+)(?:–(\d+))?$").astype("Float64")
    assert ends[0].notna().all()
    assert (ends[0] >= 10).all()
    assert (ends[1].dropna() <= 150).all()
    assert (ends[1].dropna() > ends[0][ends[1].notna()]).all()
    table = shipped_table("tv_shows.csv")
    assert (table["shortest"] <= table["longest"]).all()
    assert show(shows, "Monty Python's Flying Circus")["episode_length"] == "30"


def test_genres_come_from_a_closed_list_and_each_is_used(shows):
    genres = members(shows.frame["genres"])
    assert {genre for each in genres for genre in each} == GENRES
    assert (genres.map(len) == genres.map(lambda each: len(set(each)))).all()


def test_a_sitcom_is_not_also_called_a_comedy(shows):
    genres = members(shows.frame["genres"])
    assert not genres.map(lambda each: {"Sitcom", "Comedy"} <= set(each)).any()


def test_each_show_names_three_people_or_more_once(shows):
    cast = members(shows.frame["cast"])
    assert (cast.map(len) >= 3).all()
    assert (cast.map(len) == cast.map(lambda each: len(set(each)))).all()
    assert not cast.explode().str.contains(r"\d|[,;|]").any()


def test_the_shows_spread_over_genres_decades_and_countries(shows):
    genres = members(shows.frame["genres"]).explode().value_counts()
    assert genres["Sitcom"] >= 12
    assert genres["Horror"] >= 8
    assert shows.frame["country"].nunique() >= 12
    decades = (shows.frame["debuted"] // 10 * 10).value_counts()
    assert (decades[[1950, 1960, 1970, 1980, 1990, 2000, 2010, 2020]] >= 9).all()
    for country in ("United Kingdom", "Japan", "South Korea", "Spain", "Germany", "Denmark"):
        assert (shows.frame["country"] == country).sum() >= 3, country


def test_one_network_has_one_spelling(shows):
    plain = shows.frame["network"].map(lambda name: re.sub(r"\W", "", name).casefold())
    assert plain.nunique() == shows.frame["network"].nunique()


@pytest.mark.parametrize(
    ("label", "length", "running", "genre"),
    [
        ("Seinfeld", "22–24", "no", "Sitcom"),
        ("Wednesday", "46–57", "yes", "Horror"),
        ("Cheers", "21–25", "no", "Sitcom"),
    ],
)
def test_the_three_shows_of_the_lesson_are_as_the_lesson_says(shows, label, length, running, genre):
    row = show(shows, label)
    genres = row["genres"].split("; ")
    assert (row["episode_length"], row["running"], genres[0]) == (length, running, genre)
    assert genres == ["Sitcom"] or "Sitcom" not in genres


@pytest.mark.parametrize("label", WELL_KNOWN)
def test_a_well_known_show_has_its_well_known_facts(shows, label):
    row = show(shows, label)
    facts = ("debuted", "ended", "seasons", "episodes", "network")
    assert tuple(row[name] for name in facts) == WELL_KNOWN[label]


def test_shows_of_one_title_say_which_they_are(shows):
    assert "The Office" not in shows.labels
    for label in ("The Office (UK)", "House of Cards (US)", "Battlestar Galactica (1978)"):
        assert label in shows.labels


def test_cheers_is_nearer_to_seinfeld_than_wednesday_and_among_its_ten_nearest(shows):
    frame = shows.frame
    ends = frame["episode_length"].str.extract(r"^(\d+)(?:–(\d+))?$").astype(float)
    ends[1] = ends[1].fillna(ends[0])
    numbers = np.column_stack(
        [frame[["debuted", "ended", "seasons", "episodes"]], ends.mean(axis=1), ends[1] - ends[0]]
    )
    one_hot = OneHotEncoder(sparse_output=False)
    vectors = np.hstack(
        [
            StandardScaler().fit_transform(numbers),
            one_hot.fit_transform(frame[["running", "country", "network"]]),
            MultiLabelBinarizer().fit_transform(members(frame["genres"])),
            MultiLabelBinarizer().fit_transform(members(frame["cast"])),
        ]
    )
    seinfeld = shows.labels.index("Seinfeld")
    distances = pairwise_distances(vectors[[seinfeld]], vectors)[0]
    order = [shows.labels[index] for index in np.argsort(distances) if index != seinfeld]
    assert order.index("Cheers") < order.index("Wednesday")
    assert "Cheers" in order[:10]


REFERENCE = """title,premiere,end,seasons,episodes
Seinfeld,1989-07-05,1998-05-14,9,180
Frasier,1993-09-16,2004-05-13,12,264
Lost,2004-09-22,2010-05-23,6,{lost}
House of Cards,1990-11-18,1990-12-09,1,4
The Simpsons,1989-12-17,,36,768
"""


def test_the_check_prints_what_differs_with_its_reason(tmp_path, capsys):
    reference = tmp_path / "reference.csv"
    reference.write_text(REFERENCE.format(lost=121), encoding="utf-8")
    assert check(reference) == 0
    printed = capsys.readouterr().out
    assert "Frasier (1993): 11 seasons, TVmaze 12 (the same 264 episodes" in printed
    assert "4 of them in the reference" in printed
    assert "all three confirmed: 2" in printed
    assert "House of Cards (US)" in printed.partition("Not in the reference")[2]


def test_the_check_fails_on_a_difference_that_has_no_reason(tmp_path, capsys):
    reference, copy = tmp_path / "reference.csv", tmp_path / "shows.csv"
    reference.write_text(REFERENCE.format(lost=99), encoding="utf-8")
    shutil.copy(shipped_path("tv_shows.csv"), copy)
    assert check(reference, "--shows", copy) == 1
    assert "Lost: 121 episodes, TVmaze 99 (NO REASON YET)" in capsys.readouterr().out

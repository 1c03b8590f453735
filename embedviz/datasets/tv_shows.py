"""TV shows: well-known series of the world, as they stood at the end of 2023."""

from __future__ import annotations

from embedviz.datasets.dataset import Dataset
from embedviz.datasets.opening import Example, Opening
from embedviz.datasets.shipped import shipped_columns, shipped_table

OPENING = Opening(
    title="TV shows",
    to_try="Each show is its genres, years, episode length, seasons and episodes. **Try this:** "
    "see what is close to Seinfeld; then set *scaling* to none: years and episodes are the largest "
    "numbers, and genres hardly count. Or take vectors *learned from co-watching*, from a network "
    "that reads only what made-up viewers watched.",
    parameters={"scaling": "standard"},
    projection="pca",
    color="genres",
    examples=(
        Example("Twin Peaks", "Dark", "Cheers"),
        Example("The X-Files", "Stranger Things", "Friends"),
    ),
    icon="tv",
    door="Why is Cheers close to Seinfeld when Wednesday isn't? Genres, years and minutes decide.",
    link="tv",
)


def load() -> Dataset:
    """Load the TV shows, one row a show, in the order of their first year."""
    columns = shipped_columns("tv_shows")
    table = shipped_table("tv_shows.csv")
    shortest, longest = table["shortest"].astype(str), table["longest"].astype(str)
    length = shortest.where(shortest == longest, shortest + "–" + longest)
    return Dataset(
        name="tv_shows",
        title=OPENING.title,
        item="show",
        items="shows",
        frame=table.assign(episode_length=length)[[column.name for column in columns]],
        labels=tuple(table["title"]),
        columns=columns,
        source="Written by hand from common knowledge, checked against TVmaze",
        licence="CC BY-SA 4.0 (facts checked against TVmaze)",
        default_features=("genres", "debuted", "episode_length", "seasons", "episodes"),
        default_item="Seinfeld",
        opening=OPENING,
    )

"""TV shows: well-known series of the world, as they stood at the end of 2023."""

from __future__ import annotations

from embedviz.datasets.dataset import Column, Dataset
from embedviz.datasets.opening import Example, Opening, Poles
from embedviz.datasets.shipped import shipped_table

COLUMNS = (
    Column(
        "genres",
        "genres",
        "set",
        note="What kind of show it is, from a closed list; a sitcom is not also called a comedy.",
    ),
    Column("debuted", "year debuted", "number", note="The year of the first episode."),
    Column(
        "ended",
        "year ended",
        "number",
        note="The year of the last episode by the end of 2023, also for a show that went on.",
    ),
    Column(
        "running",
        "still running in 2023",
        "category",
        note="Yes if more episodes were announced or on the way at the end of 2023.",
    ),
    Column(
        "episode_length",
        "episode length",
        "range",
        "min",
        note="How long a usual episode is, shortest and longest, without advertisements.",
    ),
    Column(
        "seasons",
        "seasons",
        "number",
        note="Seasons (in Britain: series) begun by the end of 2023.",
    ),
    Column(
        "episodes",
        "episodes",
        "number",
        note="Episodes shown by the end of 2023; sources may count specials differently.",
    ),
    Column(
        "country",
        "country",
        "category",
        note="Where the show was mainly made; one country also for a joint production.",
    ),
    Column(
        "network",
        "network",
        "category",
        note="The network or service that showed it first, also where it moved later.",
    ),
    Column(
        "cast",
        "cast",
        "set",
        note="A few of the leads: actors, voices of an animated show, or hosts and judges.",
    ),
)


OPENING = Opening(
    title="TV shows",
    to_try="Each show is its genres, years, episode length, seasons and episodes. **Try this:** "
    "see what is close to Seinfeld; then set *scaling* to none: years and episodes are large "
    "numbers, and genres hardly count. Or take vectors *learned from co-watching*.",
    parameters={"scaling": "standard"},
    projection="pca",
    color="genres",
    tries={"vectors": "features", "scaling": "none"},
    examples=(
        Example("Twin Peaks", "Dark", "Cheers"),
        Example("The X-Files", "Stranger Things", "Friends"),
    ),
    axes=(Poles(("Cheers",), ("The X-Files",)),),
    icon="tv",
    door="Why is Frasier close to Seinfeld when Wednesday isn't? Genres, years and minutes decide.",
    link="tv",
)


def load() -> Dataset:
    """Load the TV shows, one row a show, in the order of their first year."""
    table = shipped_table("tv_shows.csv")
    shortest, longest = table["shortest"].astype(str), table["longest"].astype(str)
    length = shortest.where(shortest == longest, shortest + "–" + longest)
    return Dataset(
        name="tv_shows",
        title=OPENING.title,
        item="show",
        items="shows",
        frame=table.assign(episode_length=length)[[column.name for column in COLUMNS]],
        labels=tuple(table["title"]),
        columns=COLUMNS,
        source="Written by hand from common knowledge, checked against TVmaze",
        licence="CC BY-SA 4.0 (facts checked against TVmaze)",
        default_features=("genres", "debuted", "episode_length", "seasons", "episodes"),
        default_item="Seinfeld",
        opening=OPENING,
    )

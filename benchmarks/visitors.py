"""Visitors: what a class does on the pages, one change after another, each seeded.

Of the 5,767 cities, UMAP and t-SNE are mostly asked for as the page offers them, features and
scaling mostly changed on the quick pictures; once in a while somebody wants UMAP of features of
his own, and that is computed.
"""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from session import Session
from websockets.exceptions import ConnectionClosed

PAGES = (
    "cities", "tv_shows", "sentences", "words", "digits",
    "more", "your_data", "lessons", "glossary", "",
)  # fmt: skip
PAUSE = (3.0, 9.0)  # seconds between two changes of one visitor
ARRIVALS = 15.0  # seconds within which a class has come in

OWN_SENTENCES = (
    "A kitten lay on the rug.",
    "The orchestra tuned up.\nThe violinist bowed.",
    "My train is late again.",
    "We baked bread on Sunday.",
    "The server was down all night.",
    "She scored in the last minute.",
)

SLOW = ("UMAP", "t-SNE")
OF_VECTORS = ("features", "scaling", "metric", "weight")

Choice = tuple[str, Any]
Move = Callable[[Session, random.Random], Choice | None]
"""From what is on the page to a control and its next value; None where there is no such."""


@dataclass(frozen=True)
class Interaction:
    """One change: when it was made, what it was, how long until the page had answered."""

    at: float
    page: str
    what: str
    seconds: float


def prefix_of(session: Session) -> str:
    """Give what the keys of a page's controls begin with: that of its plot tells."""
    ends = (".plot", ".map")
    plots = (key for key in session.controls if key.endswith(ends))
    return next(plots, ".").rpartition(".")[0]


def key_of(session: Session, name: str) -> str | None:
    key = f"{prefix_of(session)}.{name}"
    return key if key in session.controls else None


def pick(name: str, first: int | None = None) -> Move:
    """Choose another of the (first) options of a list, a row of buttons or a slider with stops."""

    def move(session: Session, rng: random.Random) -> Choice | None:
        key = key_of(session, name)
        if key is None:
            return None
        control, now = session.controls[key], session.value(key)
        shown = now[0] if isinstance(now, list) and now else now
        others = [each for each in control.options[:first] if each != shown]
        if not others:
            return None
        chosen = rng.choice(others)
        return key, chosen if control.kind == "selectbox" else [chosen]

    return move


def in_the_plot(name: str, values: Sequence[object]) -> Move:
    """Choose something in the plot itself, such as how many neighbours are shown."""

    def move(session: Session, rng: random.Random) -> Choice | None:
        key = key_of(session, "plot")
        return key and (key, {name: rng.choice(values)})

    return move


def click_a_point(session: Session, rng: random.Random) -> Choice | None:
    """Pin an item in the plot."""
    key = key_of(session, "plot")
    return key and (key, {"pinned": rng.choice(labels_of(session))})


def ask_an_analogy(session: Session, rng: random.Random) -> Choice | None:
    """Ask in the plot what three items lead to, on the map or in the plane of the three."""
    key = key_of(session, "plot")
    if key is None:
        return None
    a, b, c = rng.sample(labels_of(session), 3)
    method, plane = rng.choice(("3cosadd", "3cosmul", "parallelogram")), rng.random() < 0.3
    return key, {"analogy": {"a": a, "b": b, "c": c, "method": method, "plane": plane}}


def labels_of(session: Session) -> list[str]:
    """Give the labels of what is drawn, as the plot's bundle has them."""
    data = session.controls[f"{prefix_of(session)}.plot.items"].proto.bytes
    length = int.from_bytes(data[20:24], "little")
    labels: list[str] = json.loads(data[24 : 24 + length])["labels"]
    return labels


def choose_a_row(session: Session, rng: random.Random) -> Choice | None:
    key = key_of(session, "neighbors")
    rows = f'{{"selection": {{"rows": [{rng.randrange(5)}], "columns": [], "cells": []}}}}'
    return key and (key, rows)


def change_features(session: Session, rng: random.Random) -> Choice | None:
    """Add a feature or leave one out, but never the last."""
    key = key_of(session, "features")
    if key is None:
        return None
    now, options = session.value(key), session.controls[key].options
    if len(now) > 1 and rng.random() < 0.4:
        less = rng.choice(now)
        return key, [each for each in now if each != less]
    more = [each for each in options if each not in now]
    return (key, [*now, rng.choice(more)]) if more else None


def weigh(session: Session, rng: random.Random) -> Choice | None:
    """Give a feature another weight."""
    start = f"{prefix_of(session)}.weight."
    keys = [key for key in session.controls if key.startswith(start)]
    return (rng.choice(keys), [rng.choice((0.0, 0.5, 2.0, 3.0))]) if keys else None


def another_chapter(session: Session, rng: random.Random) -> Choice | None:
    """Go to another chapter of the lessons."""
    doors = [key for key in session.controls if key.startswith("lessons.to.")]
    return (rng.choice(doors), True) if doors else None


def type_own(session: Session, rng: random.Random) -> Choice | None:
    key = key_of(session, "own")
    return key and (key, rng.choice(OWN_SENTENCES))


def as_offered(session: Session) -> bool:
    """Tell whether the vectors of the page are those it opened with."""
    start = f"{prefix_of(session)}."
    return all(
        session.value(key) == control.first_value()
        for key, control in session.controls.items()
        if key.startswith(tuple(f"{start}{name}" for name in OF_VECTORS))
    )


def is_slow(session: Session) -> bool:
    key = key_of(session, "projection")
    return session.page == "cities" and key is not None and session.value(key) in SLOW


def quickly_drawn(move: Move) -> Move:
    """Make a move where the picture of new vectors is there at once."""
    return lambda session, rng: None if is_slow(session) else move(session, rng)


def choose_projection(session: Session, rng: random.Random) -> Choice | None:
    """Choose another projection, a slow one of many items only of vectors as the page has them."""
    choice = pick("projection")(session, rng)
    of_own = session.page == "cities" and not as_offered(session)
    return None if choice is None or (of_own and choice[1] in SLOW) else choice


def umap_of_own(session: Session, _: random.Random) -> Choice | None:
    """Choose UMAP of vectors that nobody has computed beforehand."""
    key = key_of(session, "projection")
    if key is None or as_offered(session) or session.value(key) == "UMAP":
        return None
    return key, "UMAP"


MOVES: dict[str, tuple[float, Move]] = {
    "a click on a point": (8, click_a_point),
    "number of neighbours": (2, in_the_plot("k", range(1, 21))),
    "zoom": (1, in_the_plot("zoom", (True, False))),
    "another view": (1, pick("view")),
    "a row of the table": (1.5, choose_a_row),
    "colour": (2, pick("color")),
    "2D or 3D": (1.5, pick("dimensions")),
    "projection": (2, choose_projection),
    "UMAP: neighbours": (2, pick("umap.n_neighbors")),
    "UMAP: distance": (2, pick("umap.min_dist")),
    "distance": (1, quickly_drawn(pick("metric"))),
    "scaling": (1, quickly_drawn(pick("scaling"))),
    "features": (1.5, quickly_drawn(change_features)),
    "a weight": (0.5, quickly_drawn(weigh)),
    "UMAP of one's own": (0.2, umap_of_own),
    "an analogy": (4, ask_an_analogy),
    "sentences of one's own": (0.7, type_own),
    "another chapter": (6, another_chapter),
    "the model": (0.5, pick("model", first=2)),  # no third that would have to be fetched
}
LEAVING = 0.06
"""How often a visitor goes to another page instead, by its name above it."""
LOADING = 0.15
"""How often a visitor loads a page anew instead: for the server, somebody new comes."""
BRINGING = 0.5
"""How often a visitor who has loaded *Your own data* brings a table."""
LOADED = "a page loaded"


async def visit(
    address: str,
    number: int,
    until: float,
    told: Callable[[Interaction], None],
    arrivals: float = ARRIVALS,
) -> Session:
    """Come in, change one thing after another until the time is up; give what was seen."""
    rng = random.Random(number)  # noqa: S311 - the same class each time
    session = Session(address)
    page = PAGES[number % len(PAGES)]
    await asyncio.sleep(rng.uniform(0, arrivals))
    try:
        begun = time.perf_counter()
        await _load(session, rng, told, page)
        while True:
            begun = max(begun + rng.uniform(*PAUSE), time.perf_counter())
            if begun >= until:
                break
            await asyncio.sleep(begun - time.perf_counter())
            await _change(session, rng, told)
    except ConnectionClosed:
        pass  # is among the session's errors
    except Exception as error:  # noqa: BLE001 - the others go on
        session.errors.append(f"{session.page}: {error!r}")
    finally:
        await session.leave()
    return session


async def _load(
    session: Session, rng: random.Random, told: Callable[[Interaction], None], page: str
) -> None:
    await _tell(session, told, LOADED, session.load(page))
    uploaders = [key for key in session.controls if key.startswith("your_data.file.")]
    if uploaders and rng.random() < BRINGING:
        table = own_table(rng)
        await _tell(session, told, "a table brought", session.upload(uploaders[0], *table))


async def _change(
    session: Session, rng: random.Random, told: Callable[[Interaction], None]
) -> None:
    there = {name: choice for name in MOVES if (choice := MOVES[name][1](session, rng))}
    what_next = rng.random()
    if what_next < LOADING or not there:
        await _load(session, rng, told, rng.choice(PAGES))
        return
    if what_next < LOADING + LEAVING:
        page = rng.choice([each for each in PAGES if each != session.page])
        await _tell(session, told, "another page", session.open(page))
        return
    name = rng.choices(list(there), [MOVES[name][0] for name in there])[0]
    await _tell(session, told, name, session.change(*there[name]))


def own_table(rng: random.Random) -> tuple[str, bytes]:
    """Give the name and content of a small table that nobody else has."""
    rows = ((f"plant {n}", *(f"{rng.gauss(n % 3, 1):.2f}" for _ in range(4))) for n in range(300))
    lines = [("plant", "height", "width", "leaves", "roots"), *rows]
    return "plants.csv", "\n".join(map(",".join, lines)).encode()


async def _tell(
    session: Session, told: Callable[[Interaction], None], what: str, answer: Any
) -> None:
    at = time.perf_counter()
    seconds = await answer
    told(Interaction(at, session.page, what, seconds))

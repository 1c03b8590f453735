"""The page of a data set: all of it follows from what the data set declares of itself."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from embedviz.datasets import Dataset
from embedviz.datasets.own_texts import with_own_texts
from embedviz.errors import InvalidRequest
from embedviz.steps import SpaceRequest
from embedviz.ui.choosing import choose_embedder, choose_projection
from embedviz.ui.controls import choose, choose_color
from embedviz.ui.explorer import Explored, show_explorer
from embedviz.ui.links import forget_cameras
from embedviz.ui.messages import errors_as_sentences
from embedviz.ui.page import show_source
from embedviz.ui.recipe import shipped
from embedviz.ui.results import dataset_named
from embedviz.ui.screen import open_screen
from embedviz.ui.selection import narrowed
from embedviz.ui.state import Page

MOST_OWN = 200


def show_dataset(name: str) -> None:
    """Show the page of a data set that ships, or say what it needs to be loaded."""
    with errors_as_sentences():
        _show(dataset_named(name))


def _show(dataset: Dataset) -> None:
    """Show the page from its title to its source."""
    own = OwnTexts(dataset)
    page = Page(dataset.opening.link or dataset.name, private=bool(own.lines))
    screen = open_screen(page, dataset.title, dataset.opening.to_try, dataset.opening.tries)
    with screen.plot, errors_as_sentences():
        mine = own.added()
        with st.sidebar:
            st.subheader("Vectors", anchor=False)
            embedder = choose_embedder(page, mine)
            portion = choose_portion(page, dataset)
            own.ask()
            st.subheader("Map", anchor=False)
            drawn = choose_projection(page, mine, embedder)
            color = choose_color(page, dataset.features, default=dataset.opening.color)
        explored = Explored(
            SpaceRequest(embedder, narrowed(page, mine)),
            drawn,
            color,
            shipped(dataset.name, own.lines),
            dataset.opening.examples,
            portion,
        )
        show_explorer(page, explored, screen)
    if page.private:
        forget_cameras(page.name)
    if screen.shown == "about":
        with screen.panel:
            show_source(dataset)


def choose_portion(page: Page, dataset: Dataset) -> str:
    """Choose which portion of a large data set is drawn."""
    portions = dataset.opening.portions
    if not portions:
        return ""
    titles = {name: portion.title for name, portion in portions.items()}
    return choose(page, "shown", f"{dataset.items.capitalize()} drawn", titles)


@dataclass(frozen=True)
class OwnTexts:
    """The texts that a visitor adds to a data set of texts: theirs alone, kept to the session."""

    dataset: Dataset

    @property
    def is_offered(self) -> bool:
        """Whether texts can be added."""
        return bool(self.dataset.columns_of("text"))

    @property
    def lines(self) -> list[str]:
        """The texts, one a line."""
        typed = self._page.value("own") or ""
        return [line.strip() for line in str(typed).splitlines() if line.strip()]

    def added(self) -> Dataset:
        """Give the data set with them; as long as there are too many, without."""
        return with_own_texts(self.dataset, self.lines[:MOST_OWN] if self.is_offered else [])

    def ask(self) -> None:
        """Let them be typed.

        Raises
        ------
        InvalidRequest
            If there are too many.
        """
        if not self.is_offered:
            return
        st.text_area(
            f"Add {self.dataset.items} of your own, one per line",
            height=90,
            placeholder="A kitten lay on the rug.",
            **self._page.control("own", lambda value: isinstance(value, str), typed=True),
        )
        if len(self.lines) > MOST_OWN:
            raise InvalidRequest(
                f"{len(self.lines):,} {self.dataset.items} are too many here; you can add "
                f"{MOST_OWN}. For more, use the page Your own data."
            )

    @property
    def _page(self) -> Page:
        return Page(self.dataset.opening.link or self.dataset.name)

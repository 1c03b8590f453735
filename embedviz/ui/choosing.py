"""The two choices of every page: how vectors are made, and how they are drawn."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from typing import Any

import streamlit as st

from embedviz.datasets import Dataset
from embedviz.embedders.embedder import Embedder
from embedviz.embedders.first import first_name, first_values, fitting
from embedviz.parameters import knobs
from embedviz.projections import PROJECTIONS, Method
from embedviz.projections.first import first_name as first_projection
from embedviz.projections.first import fitting as fitting_projections
from embedviz.steps import ProjectionRequest
from embedviz.ui.controls import choose, choose_parameters, choose_values
from embedviz.ui.links import shows
from embedviz.ui.messages import plain
from embedviz.ui.state import Page

LARGEST_SEED = 9999


def choose_embedder(page: Page, dataset: Dataset) -> Embedder:
    """Choose one of the ways to make vectors that fit the data, and its parameters."""
    ways = fitting(dataset)
    name = first_name(dataset)
    if len(ways) > 1:
        titles = {each: kind.title for each, kind in ways.items()}
        helps = "\n".join(f"- **{kind.title}**: {kind.help}" for kind in ways.values())
        name = choose(page, "vectors", "Vectors from", titles, default=name, help=helps)
    kind = ways[name]
    first = first_values(kind, dataset)
    own = page.within(kind.link_key())
    embedder = kind(**choose_values(kind, own, data=dataset, first=first, common=page))
    note = embedder.note(dataset)
    if note:
        st.caption(plain(note))
    return embedder


def choose_projection(page: Page, dataset: Dataset, embedder: Embedder) -> ProjectionRequest:
    """Choose the projection, its parameters, 2D or 3D, and the seed where there is chance.

    Where the data set declares none to begin with, the best one depends on the vectors: then ways
    to make vectors of one family keep a choice of their own.
    """
    columns = embedder.columns(dataset)
    sizes = fitting_projections(dataset, columns)
    first = first_projection(dataset, columns, wide=embedder.is_wide(dataset))
    if first != dataset.opening.projection:
        page = page.within(embedder.family)
    kinds: dict[str, type[Method]] = {name: PROJECTIONS[name] for name in sizes}
    name = choose(
        page,
        "projection",
        "Projection",
        {name: kind.title for name, kind in kinds.items()},
        default=first,
        help="\n".join(f"- **{kind.title}**: {kind.help}" for kind in kinds.values()),
    )
    dimensions = _choose_dimensions(page, sizes[name])
    kind = kinds[name]
    with st.expander("Settings") if knobs(kind) or kind.has_chance else nullcontext():
        drawn = ProjectionRequest(choose_parameters(kind, page.within(name)), dimensions)
        return replace(drawn, seed=_choose_seed(page, drawn.seed)) if kind.has_chance else drawn


def _choose_dimensions(page: Page, sizes: tuple[int, ...]) -> int:
    if len(sizes) == 1:
        return sizes[0]
    kept: Any = page.control(
        "dimensions", lambda value: value in sizes and not isinstance(value, (bool, float))
    )
    dimensions = st.segmented_control(
        "Dimensions",
        list(sizes),
        default=sizes[0],
        required=True,
        format_func=lambda each: f"{each}D",
        **kept,
    )
    shows(page.key("dimensions"), f"{dimensions}D")
    return int(dimensions or sizes[0])


def _choose_seed(page: Page, default: int) -> int:
    kept: Any = page.control(
        "seed",
        lambda value: type(value) is int and 0 <= value <= LARGEST_SEED,
    )
    return int(
        st.number_input(
            "Seed",
            0,
            LARGEST_SEED,
            default,
            help="The same seed gives the same plot. What changes with the seed means nothing.",
            **kept,
        )
    )

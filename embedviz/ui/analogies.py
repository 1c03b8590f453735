"""Analogies: a is to b as c is to what? Chosen, answered, and drawn as a parallelogram."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import streamlit as st

from embedviz.datasets import Example
from embedviz.datasets.dataset import NUMERIC
from embedviz.plotting.names import have_places, short_name
from embedviz.plotting.numbers import numbers, with_unit
from embedviz.projections import Projection
from embedviz.space import VectorSpace
from embedviz.space.analogy import ANALOGY_METHODS
from embedviz.ui.controls import choose
from embedviz.ui.messages import plain
from embedviz.ui.plot_component import DrawnAnalogy, show_plot
from embedviz.ui.results import part_of, plane_of
from embedviz.ui.state import Page
from embedviz.ui.tables import show_table

CORNERS = ("a", "b", "c")
ANSWERS = 5
ANSWER_WIDTH = 225
MOST_STEPS = 4
FLAT = 2
"""Vectors of so many numbers are their own plane: nothing lies off it."""

HEIGHT = 420
IN_PLANE, IN_PICTURE = "In its own plane", "In the picture above"


@dataclass(frozen=True)
class Analogy:
    """A chosen analogy and the method that answers it."""

    a: str
    b: str
    c: str
    method: str


def choose_analogy(page: Page, space: VectorSpace, examples: Sequence[Example]) -> Analogy | None:
    """Choose three items; None where the space has no room for an answer."""
    if len(space) < len(CORNERS) + 1:
        return None
    st.subheader("Analogies", anchor=False)
    labels = space.dataset.label_index
    known = [each for each in examples if all(item in labels for item in (each.a, each.b, each.c))]
    first = known[0] if known else Example(*space.labels[:3])
    if known:
        titles = [each.title for each in known]
        st.pills(
            "Examples",
            titles,
            key=page.key("example"),
            on_change=_take_example,
            args=(page, dict(zip(titles, known, strict=True))),
        )
    _renew_if_gone(page, space, first)
    columns = st.columns([2, 2, 2, 2.2], vertical_alignment="bottom")
    chosen = []
    for corner, column, words in zip(CORNERS, columns, ("", "is to", "as"), strict=False):
        default = getattr(first, corner)
        with column:
            chosen.append(
                st.selectbox(
                    f"{words} {corner}".strip() + (" is to what?" if corner == "c" else ""),
                    space.labels,
                    index=space.index_of(default),
                    filter_mode="contains",
                    **page.control(f"analogy.{corner}", labels.__contains__),
                )
            )
    with columns[3]:
        default = "3cosadd" if space.metric == "cosine" else "parallelogram"
        method = choose(
            page,
            "analogy.method",
            "Answered by",
            {name: title for name, (title, _) in ANALOGY_METHODS.items()},
            default=default,
            help="\n".join(f"- **{title}**: {what}" for title, what in ANALOGY_METHODS.values()),
        )
    a, b, c = (str(each) for each in chosen)
    return Analogy(a, b, c, method)


def _renew_if_gone(page: Page, space: VectorSpace, first: Example) -> None:
    """Begin anew where an item chosen before is there no more: a half of it asks nothing."""
    keys = [page.key(f"analogy.{corner}") for corner in CORNERS]
    chosen = [st.session_state[key] for key in keys if key in st.session_state]
    if any(label not in space.dataset.label_index for label in chosen):
        for corner, key in zip(CORNERS, keys, strict=True):
            st.session_state[key] = getattr(first, corner)


def _take_example(page: Page, examples: dict[str, Example]) -> None:
    example = examples.get(page.value("example"))
    if example is not None:
        for corner in CORNERS:
            st.session_state[page.key(f"analogy.{corner}")] = getattr(example, corner)


def show_analogy(
    page: Page, space: VectorSpace, analogy: Analogy | None, view: Projection | None = None
) -> None:
    """Show the answers and the parallelogram, in its own plane or in the picture above.

    Parameters
    ----------
    page : Page
    space : VectorSpace
        Where the answers are looked for.
    analogy : Analogy or None
    view : Projection, optional
        The picture of the page; what it draws is drawn around the parallelogram too.
    """
    if analogy is None:
        return
    a, b, c = analogy.a, analogy.b, analogy.c
    k = min(ANSWERS, len(space) - len({a, b, c}))
    answers = space.analogy([b, c], [a], k=k, method=analogy.method)
    best = str(answers["label"].iloc[0])
    score = "similarity" if "similarity" in answers else "distance"
    written = numbers(answers[score])
    drawn = DrawnAnalogy(a, b, c, list(answers["label"]), [f"{score} {written[0]}", *written[1:]])
    left, right = st.columns([2, 1], gap="medium")
    with left:
        where = _choose_where(page, view, drawn)
        if where == IN_PLANE or view is None:
            _show_in_plane(page, space, drawn, view, score)
        else:
            show_plot(
                view,
                key=page.key("analogy.picture"),
                linked=not page.private,
                analogy=drawn,
                zoom=True,
                height=HEIGHT,
            )
            st.caption(
                "The arrow from a to b as it is drawn here, and the same arrow laid at c. A "
                "picture bends the space: where the laid arrow ends is not where the answer is."
            )
    with right:
        st.markdown(
            f"**{plain(a)}** is to **{plain(b)}** as **{plain(c)}** is to "
            f":primary[**{plain(best)}**]"
        )
        steps = [_step(space, start, end) for start, end in ((a, b), (c, best))]
        if all(steps):
            with_place = have_places(space.dataset)
            names = [plain(short_name(each, with_place=with_place)) for each in (a, b, c, best)]
            st.caption(
                f"From {names[0]} to {names[1]}: {plain(steps[0])}. "
                f"From {names[2]} to {names[3]}: {plain(steps[1])}."
            )
        show_table(
            pd.DataFrame({"Answer": answers["label"], score.capitalize(): written}),
            key=page.key("analogy.answers"),
            alt="The answers, best first",
            label_width=ANSWER_WIDTH,
        )
        st.caption("The question's own items are left out: one of them would nearly always win.")


def _step(space: VectorSpace, start: str, end: str) -> str:
    """Say how the numbers change from one item to another, as the table has them."""
    known = {column.name: column for column in space.dataset.columns}
    names = [name for name in dict.fromkeys(space.feature_columns) if name in known]
    told = []
    for column in (known[name] for name in names if known[name].kind in NUMERIC):
        values = space.dataset.frame[column.name]
        change = float(values.iloc[space.index_of(end)]) - float(values.iloc[space.index_of(start)])
        if np.isfinite(change):
            sign = "+" if change > 0 else ""
            told.append(f"{column.title} {sign}{with_unit(round(change, 6), column.unit)}")
    return ", ".join(told[:MOST_STEPS])


def _choose_where(page: Page, view: Projection | None, drawn: DrawnAnalogy) -> str:
    """Choose between the plane and the picture, if the picture has all that is asked about."""
    known = None if view is None else view.space.dataset.label_index
    if known is None or not all(item in known for item in (drawn.a, drawn.b, drawn.c)):
        return IN_PLANE
    chosen = st.segmented_control(
        "Drawn",
        [IN_PLANE, IN_PICTURE],
        default=IN_PLANE,
        required=True,
        label_visibility="collapsed",
        **page.control("analogy.where", (IN_PLANE, IN_PICTURE).__contains__),
    )
    return str(chosen or IN_PLANE)


def _show_in_plane(
    page: Page, space: VectorSpace, drawn: DrawnAnalogy, view: Projection | None, score: str
) -> None:
    asked = {space.index_of(label) for label in (drawn.a, drawn.b, drawn.c, *drawn.answers)}
    around = range(len(space)) if view is None else map(space.index_of, view.space.labels)
    rows = tuple(sorted({*asked, *around}))
    part = space if len(rows) == len(space) else part_of(space, rows)
    show_plot(
        plane_of(part, drawn.a, drawn.b, drawn.c),
        key=page.key("analogy.plane"),
        linked=not page.private,
        analogy=drawn,
        zoom=True,
        height=HEIGHT,
        measure=False,
    )
    st.caption(
        "Cut flat out of the space along the two directions of the question: in this plane the "
        "parallelogram has its true shape. "
        + (
            "The number beside each answer is"
            if space.n_dimensions == FLAT
            else "The answers lie off the plane and are seen from above; the number beside each is"
        )
        + (
            " its distance from the target, as in the table."
            if score == "distance"
            else " its similarity, as in the table."
        )
    )

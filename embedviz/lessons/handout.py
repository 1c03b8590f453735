"""handout: the lessons as one HTML file to print or keep, with their figures; needs no network."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from markupsafe import Markup
from pandas.api.types import is_numeric_dtype

from embedviz.lessons.lesson import Chart, Exhibit, Exhibition, Lesson, Plot, Table
from embedviz.lessons.texts import filled, typeset
from embedviz.plotting.numbers import number, numbers
from embedviz.plotting.standalone import (
    StandalonePlot,
    packed,
    standalone_page,
    standalone_plot,
)

TEMPLATE = Path(__file__).with_name("handout.html")
WIDTH, HEIGHT = 760, 400
"""Pixels of a figure: the width of a printed page, and the height where it has none of its own."""

THEME = "light"


@dataclass(frozen=True, eq=False)
class Figure:
    """An exhibit as the template draws it: a plot, a chart by its number, or a table."""

    caption: str
    plot: StandalonePlot | None = None
    chart: int | None = None
    height: int = HEIGHT
    table: Sequence[tuple[str, bool, Sequence[str]]] = ()


def handout(
    chapters: Sequence[tuple[Lesson, Exhibition]], *, title: str = "What an embedding is"
) -> str:
    """Write chapters with their text, figures, question, answer and what to try.

    Parameters
    ----------
    chapters : sequence of (Lesson, Exhibition)
        What each lesson shows, in their order.
    title : str

    Returns
    -------
    str
        An HTML page. Its plots answer as the app's do; on paper they are images.
    """
    charts: list[go.Figure] = []
    figures = [[_figure(each, charts) for each in shown.exhibits] for _, shown in chapters]
    drawn = json.dumps([json.loads(chart.to_json()) for chart in charts])
    return standalone_page(
        TEMPLATE,
        [each.plot for chapter in figures for each in chapter if each.plot],
        door="handout.js",
        theme=THEME,
        title=title,
        chapters=[
            _chapter(lesson, shown, drawn_in)
            for (lesson, shown), drawn_in in zip(chapters, figures, strict=True)
        ],
        charts=packed(drawn.encode()),
    )


def _chapter(lesson: Lesson, shown: Exhibition, figures: Sequence[Figure]) -> dict[str, Any]:
    """Give what the template writes of a chapter: plain texts, and Markdown as HTML."""
    facts, question = lesson.facts(), lesson.question
    return {
        "title": lesson.title,
        "idea": filled(lesson.idea, facts),
        "text": _markdown(filled(lesson.text, facts)),
        "prompt": _markdown(typeset(question.prompt)),
        "choices": question.choices,
        "right": question.choices[question.right],
        "why": _markdown(typeset(question.why)),
        "figures": figures,
        "said": _markdown(typeset(shown.said)),
        "to_try": _markdown(filled(lesson.to_try, facts)),
        "terms": {word: typeset(meaning) for word, meaning in lesson.terms.items()},
    }


def _figure(exhibit: Exhibit, charts: list[go.Figure]) -> Figure:
    """Make an exhibit ready; a chart joins the others."""
    if isinstance(exhibit, Plot):
        return Figure(exhibit.caption, plot=_plot(exhibit))
    if isinstance(exhibit, Table):
        columns = exhibit.frame.items()
        table = [(str(name), is_numeric_dtype(cells), _cells(cells)) for name, cells in columns]
        return Figure(exhibit.caption, table=table)
    charts.append(_chart(exhibit))
    return Figure(exhibit.caption, chart=len(charts) - 1, height=charts[-1].layout.height)


def _plot(picture: Plot) -> StandalonePlot:
    return standalone_plot(
        picture.view,
        color=picture.color,
        highlight=picture.pinned,
        k=picture.k,
        zoom=picture.zoom,
        theme=THEME,
        height=HEIGHT,
        # Axes that are the features themselves lose nothing.
        measure=not picture.view.axes_have_units,
    )


def _chart(chart: Chart) -> go.Figure:
    """Give the figure of a chart, without what only a pointer would bring up."""
    drawn = chart.draw(theme=THEME).to_dict()
    for trace in drawn["data"]:
        if "text" not in trace.get("mode", "text"):
            trace.pop("text", None)
        for name in ("customdata", "hovertemplate", "hovertext"):
            trace.pop(name, None)
    drawn["layout"].setdefault("height", HEIGHT)
    drawn["layout"]["width"] = WIDTH
    return go.Figure(drawn)


def _cells(column: pd.Series) -> list[str]:
    if not is_numeric_dtype(column):
        return [str(cell) for cell in column]
    whole = bool((column % 1 == 0).all())
    return [number(cell) for cell in column] if whole else numbers(column)


def _markdown(text: str) -> Markup:
    """Give HTML; markup in the text stays letters."""
    return Markup(_writer().render(text))  # noqa: S704 - the writer escapes it


@cache
def _writer() -> Any:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table")

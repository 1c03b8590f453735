"""handout: the lessons as one HTML file to print or keep, with their figures; needs no network."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from pandas.api.types import is_numeric_dtype

from embedviz.lessons.lesson import Chart, Exhibit, Lesson, Picture, Shown, Table
from embedviz.lessons.texts import filled, typeset
from embedviz.plotting.figure import plot
from embedviz.plotting.html import packed, packed_plotly
from embedviz.plotting.numbers import number, numbers

TEMPLATE = Path(__file__).with_name("handout.html")
TITLE = "What an embedding is"
WIDTH, HEIGHT = 760, 400
"""Pixels of a figure: the width of a printed page, and the height where it has none of its own."""

THEME = "light"


def handout(
    chapters: Sequence[tuple[Lesson, Shown]], *, title: str = "What an embedding is"
) -> str:
    """Write chapters with their text, figures, question, answer and what to try.

    Parameters
    ----------
    chapters : sequence of (Lesson, Shown)
        What each lesson shows, in their order.
    title : str

    Returns
    -------
    str
        An HTML page. Its figures are drawn once, when it is opened, and stand still.
    """
    figures: list[go.Figure] = []
    parts = [
        _chapter(number, lesson, shown, figures)
        for number, (lesson, shown) in enumerate(chapters, 1)
    ]
    drawn = json.dumps([json.loads(figure.to_json()) for figure in figures])
    page = TEMPLATE.read_text(encoding="utf-8")
    for name, content in {
        "title": html.escape(title),
        "contents": "\n".join(_entry(*each) for each in enumerate(chapters, 1)),
        "chapters": "\n".join(parts),
        "figures": packed(drawn.encode()),
        "plotly": packed_plotly(),
    }.items():
        page = page.replace(f"{{{{ {name} }}}}", content)
    return page


def _entry(number: int, chapter: tuple[Lesson, Shown]) -> str:
    return f'<li><a href="#chapter-{number}">{html.escape(chapter[0].title)}</a></li>'


def _chapter(number: int, lesson: Lesson, shown: Shown, figures: list[go.Figure]) -> str:
    facts, question = lesson.facts(), lesson.question
    choices = "".join(f"<li>{html.escape(choice)}</li>" for choice in question.choices)
    right = html.escape(question.choices[question.right])
    return f"""
<section id="chapter-{number}">
<h2><span>{number}</span> {html.escape(lesson.title)}</h2>
<p class="idea">{html.escape(filled(lesson.idea, facts))}</p>
{_markdown(filled(lesson.text, facts))}
<div class="question">{_markdown(typeset(question.prompt))}<ol>{choices}</ol></div>
<div class="answer"><p><strong>{right}.</strong></p>{_markdown(typeset(question.why))}</div>
{"".join(_exhibit(each, figures) for each in shown.exhibits)}
{_markdown(typeset(shown.said))}
<div class="try"><p><strong>Try this</strong></p>{_markdown(filled(lesson.to_try, facts))}</div>
<dl>{_terms(lesson.terms)}</dl>
</section>"""


def _terms(terms: Mapping[str, str]) -> str:
    return "".join(
        f"<dt>{html.escape(word)}</dt><dd>{html.escape(typeset(meaning))}</dd>"
        for word, meaning in terms.items()
    )


def _exhibit(exhibit: Exhibit, figures: list[go.Figure]) -> str:
    caption = f"<figcaption>{html.escape(exhibit.caption)}</figcaption>"
    if isinstance(exhibit, Table):
        return f"<figure>{_table(exhibit.frame)}{caption}</figure>"
    figures.append(_figure(exhibit))
    height = figures[-1].layout.height
    return (
        f'<figure><img data-figure="{len(figures) - 1}" height="{height}" alt="">{caption}</figure>'
    )


def _figure(exhibit: Picture | Chart) -> go.Figure:
    """Give the figure of a picture or a chart, without what only a pointer would bring up."""
    if isinstance(exhibit, Chart):
        figure = exhibit.draw(THEME)
    else:
        figure = plot(
            exhibit.view,
            color=exhibit.color,
            highlight=exhibit.pinned,
            k=exhibit.k,
            zoom=exhibit.zoom,
            theme=THEME,
            height=HEIGHT,
        )
    drawn = figure.to_dict()
    for trace in drawn["data"]:
        if "text" not in trace.get("mode", "text"):
            trace.pop("text", None)
        for name in ("customdata", "hovertemplate", "hovertext"):
            trace.pop(name, None)
    drawn["layout"].setdefault("height", HEIGHT)
    drawn["layout"]["width"] = WIDTH
    return go.Figure(drawn)


def _table(frame: pd.DataFrame) -> str:
    head = "".join(
        f"<th{_side(column)}>{html.escape(str(name))}</th>" for name, column in frame.items()
    )
    columns = [_cells(column) for _, column in frame.items()]
    rows = "".join(f"<tr>{''.join(cells)}</tr>" for cells in zip(*columns, strict=True))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _side(column: pd.Series) -> str:
    return ' class="number"' if is_numeric_dtype(column) else ""


def _cells(column: pd.Series) -> list[str]:
    if not is_numeric_dtype(column):
        return [f"<td>{html.escape(str(cell))}</td>" for cell in column]
    whole = bool((column % 1 == 0).all())
    texts = [number(cell) for cell in column] if whole else numbers(column)
    return [f'<td class="number">{text}</td>' for text in texts]


def _markdown(text: str) -> str:
    written: str = _writer().render(text)
    return written


@cache
def _writer() -> Any:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table")

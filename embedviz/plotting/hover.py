"""Hover texts: what a point says of itself, with its picture where it has one."""

from __future__ import annotations

import textwrap

import numpy as np
from numpy.typing import NDArray

from embedviz.datasets.dataset import Column, Dataset
from embedviz.plotting.numbers import safe, shortened, value_text
from embedviz.plotting.palette import MONOSPACE

MOST_FACTS = 7
LINE_LENGTH = 56
SHADES = " ░▒▓█"


def hover_texts(dataset: Dataset) -> list[str]:
    """Give each item's hover text in Plotly's markup; whatever comes from data stays letters."""
    facts = told(dataset)
    values = [dataset.frame[column.name] for column in facts]
    texts = []
    for row, label in enumerate(dataset.labels):
        lines = [f"<b>{safe(part)}</b>" for part in textwrap.wrap(label, LINE_LENGTH)]
        lines += [
            f"{safe(column.title)}: {safe(shortened(value_text(cells.iat[row], column)))}"
            for column, cells in zip(facts, values, strict=True)
        ]
        if dataset.images is not None:
            lines.append(picture_text(dataset.images[row]))
        texts.append("<br>".join(lines))
    return texts


def told(dataset: Dataset) -> list[Column]:
    """Give the columns whose facts are told where one points; texts are what labels are for."""
    return [column for column in dataset.columns if column.kind != "text"][:MOST_FACTS]


def picture_text(image: NDArray[np.floating]) -> str:
    """Draw a grey picture, (height, width) of 0 to 1, by blocks: two a pixel make it square."""
    steps = np.clip((image * len(SHADES)).astype(int), 0, len(SHADES) - 1)
    rows = ("".join(2 * SHADES[step] for step in row).replace(" ", "\u2007") for row in steps)
    return f'<span style="font-family:{MONOSPACE}">{"<br>".join(rows)}</span>'

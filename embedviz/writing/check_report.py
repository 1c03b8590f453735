"""A check as others read it: a page for the eye, and what a program reads; also a line of each."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from embedviz.plotting.numbers import number
from embedviz.rounding import percent
from embedviz.space.checking import Check
from embedviz.space.checking.check import FINDINGS

MOST_ROWS = 200
"""So many rows of each finding are on the page; all are in what a program reads."""

LONGEST = 240
_HERE = Path(__file__).parent

SENTENCES = {
    "duplicates": "Rows that repeat another: the same text or vector (exact), the same but for "
    "case, blanks and punctuation (spelling), or nearer than {near} (near; usual is {usual}).",
    "outliers": "Rows that are far from their {k} nearest: by {outlying} robust deviations or "
    "more. A rare subject is an outlier too.",
    "labels": "Rows whose neighbours vote far more often for another {label} than for the given "
    "one. The score is 50 % where both have as many votes.",
    "leaks": "Rows that are, exactly or nearly, in a larger {split} as well.",
    "hubs": "Hubs are among the {k} nearest of very many others, orphans of none: neither is a "
    "mistake by itself. The skewness of how often an item is a neighbour is {skewness}.",
}

_ORDERS = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What a terminal takes for an order, what turns the direction of letters, halves of letters."""

Row = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Checked:
    """A check with what it was made of.

    Attributes
    ----------
    check : Check
    name : str
        Of the file.
    most : mapping of str to int
        How many rows of a finding are allowed, where there is a limit.
    rows : sequence of int
        The row in the file of each item, from 1 on.
    """

    check: Check
    name: str
    most: Mapping[str, int] = field(default_factory=dict)
    rows: Sequence[int] = ()

    @property
    def beyond(self) -> tuple[str, ...]:
        """The findings with more rows than allowed."""
        counts = self.check.counts
        return tuple(name for name, most in self.most.items() if counts.get(name, 0) > most)

    @property
    def title(self) -> str:
        """What was checked, in a line."""
        space = self.check.space
        made = f" by {space.made_by}" if space.made_by else ""
        return (
            f"{self.name}: {len(space):,} {space.dataset.items}, {space.n_dimensions:,} "
            f"dimensions{made}, {space.measure.title} distance, {self.check.k:,} neighbours"
        )

    @property
    def note(self) -> str:
        """Where not all neighbours are known: which share is."""
        graph = self.check.space.neighbor_graph(self.check.k)
        if graph.is_exact:
            return ""
        return f"{percent(graph.recall)} of the true neighbours were found: there are very many."

    def row(self, index: int) -> int:
        """Give the row in the file, from 1 on, of an item."""
        return self.rows[index] if len(self.rows) else index + 1


def as_json(checked: Checked) -> dict[str, Any]:
    """Give everything that was found as JSON values; rows are those of the file, from 1 on."""
    check = checked.check
    limits = {name: getattr(check, name) for name in ("near", "outlying", "suspicion", "hub")}
    return {
        "file": checked.name,
        "items": len(check.space),
        "dimensions": check.space.n_dimensions,
        "metric": check.space.metric,
        "made_by": check.space.made_by,
        "neighbors": check.k,
        "label": check.label or None,
        "split": check.split or None,
        "limits": limits,
        "usual_distance": check.usual,
        "skewness": check.skewness,
        "counts": check.counts,
        "allowed": dict(checked.most),
        "beyond": list(checked.beyond),
        **{name: _records(checked, getattr(check, name)) for name in check.counts},
    }


def as_page(checked: Checked) -> str:
    """Give a page of HTML: one file without a script, whatever comes from data stays letters."""
    check = checked.check
    said = {
        "near": number(check.near), "usual": number(check.usual), "k": number(check.k),
        "outlying": number(check.outlying), "label": check.label, "split": check.split,
        "skewness": number(check.skewness),
    }  # fmt: skip
    sections = [
        {
            "name": name, "title": FINDINGS[name], "count": count, "most": checked.most.get(name),
            "beyond": name in checked.beyond, "sentence": SENTENCES[name].format(**said),
            "n_rows": len(getattr(check, name)), **_table(checked, name),
        }
        for name, count in check.counts.items()
    ]  # fmt: skip
    return _templates().get_template("check_report.html").render(
        name=checked.name, title=checked.title, note=checked.note, sections=sections,
        most_rows=MOST_ROWS, beyond=checked.beyond, has_limits=bool(checked.most),
    )  # fmt: skip


def example(checked: Checked, finding: str, row: Row) -> str:
    """Say a finding's row in a line, as a terminal shows it."""
    here = _item(checked, row)
    if finding == "labels":
        return f"{row['given']} → {row['suggested']} ({percent(row['score'])}): {here}"
    if finding in ("duplicates", "leaks"):
        where = f" of {row['twin_split']}" if finding == "leaks" else ""
        place = f"row {checked.row(row['index']):,}"
        there = f"row {checked.row(row['twin']):,}{where}"
        return f"{place} repeats {there} ({row['kind']}): {row['label']}"
    if finding == "hubs":
        return f"{row['kind']}, near {row['in_degree']:,}: {here}"
    return f"{number(round(row['score'], 1))} deviations: {here}"


def plain(text: str, longest: int = LONGEST) -> str:
    r"""Write a text in one line that a terminal or a page can't take for an order, and cut it.

    Examples
    --------
    >>> plain("red\x1b[31m  and\nmore", 14)
    'red�[31m and …'
    """
    line = " ".join(text.split())
    safe = _ORDERS.sub("\N{REPLACEMENT CHARACTER}", line)
    return safe if len(safe) <= longest else f"{safe[: longest - 1]}…"


def _records(checked: Checked, table: pd.DataFrame) -> list[Any]:
    """Give a table row by row, gaps as null; items by the row in the file."""
    told = table.rename(columns={"index": "row"})
    for name in {"row", "twin", "nearest"} & set(told.columns):
        told[name] = [checked.row(index) for index in told[name]]
    if "neighbors" in told:
        told["neighbors"] = [[checked.row(each) for each in row] for row in told["neighbors"]]
    records: list[Any] = json.loads(told.to_json(orient="records", double_precision=9))
    return records


def _table(checked: Checked, finding: str) -> dict[str, Any]:
    """Give what the page shows of a finding: the heads of its columns, and cells."""
    write = _CELLS[finding]
    rows = getattr(checked.check, finding).head(MOST_ROWS).to_dict("records")
    cells = [write(checked, row) for row in rows]
    return {
        "heads": list(cells[0]) if cells else [],
        "rows": [[plain(cell) for cell in row.values()] for row in cells],
    }


def _item(checked: Checked, row: Row, index: str = "index", label: str = "label") -> str:
    """Name an item by its row, and by its label where that isn't the row's number again."""
    place = checked.row(row[index])
    return f"row {place:,}" if row[label] == f"row {place}" else f"row {place:,}: {row[label]}"


def _duplicate(checked: Checked, row: Row) -> dict[str, str]:
    return {
        "group": f"{row['group']:,}", "item": _item(checked, row), "kind": row["kind"],
        "nearest twin": _item(checked, row, "twin", "twin_label"),
        "distance": number(row["distance"]),
    }  # fmt: skip


def _outlier(checked: Checked, row: Row) -> dict[str, str]:
    return {
        "item": _item(checked, row), "deviations": number(round(row["score"], 1)),
        "mean distance": number(row["distance"]),
        "nearest": _item(checked, row, "nearest", "nearest_label"),
    }  # fmt: skip


def _label(checked: Checked, row: Row) -> dict[str, str]:
    votes = Counter(each for each in row["neighbor_classes"] if each is not None)
    nearest = row["neighbors"][0]
    return {
        "item": _item(checked, row), "given": row["given"], "suggested": row["suggested"],
        "score": percent(row["score"], 0),
        "its neighbours": " · ".join(f"{name} {count}" for name, count in votes.most_common(4)),
        "nearest": _item(
            checked, {"index": nearest, "label": checked.check.space.labels[nearest]}
        ),
    }  # fmt: skip


def _leak(checked: Checked, row: Row) -> dict[str, str]:
    return {
        "item": _item(checked, row), "split": row["split"], "kind": row["kind"],
        "twin": _item(checked, row, "twin", "twin_label"), "its split": row["twin_split"],
        "distance": number(row["distance"]),
    }  # fmt: skip


def _hub(checked: Checked, row: Row) -> dict[str, str]:
    return {
        "item": _item(checked, row), "kind": row["kind"],
        "a neighbour of": number(row["in_degree"]),
        "nearest": _item(checked, row, "nearest", "nearest_label"),
    }  # fmt: skip


_CELLS = {
    "duplicates": _duplicate, "outliers": _outlier, "labels": _label, "leaks": _leak, "hubs": _hub,
}  # fmt: skip


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip

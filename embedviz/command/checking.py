"""Checking: a file is read, made vectors of and searched for doubtful rows, as a test may ask."""

from __future__ import annotations

import json as jsons
import math
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from embedviz.command.asked import Asked, Plan, plan_of
from embedviz.command.bar import doing, working
from embedviz.command.files import brought
from embedviz.datasets.reading import Understood, understood
from embedviz.datasets.reading.parcel import read_parts
from embedviz.embedders.embedder import Embedder
from embedviz.errors import InvalidParameter, InvalidRequest
from embedviz.space.checking import Check, check
from embedviz.space.checking.check import FINDINGS
from embedviz.writing.check_report import Checked, as_json, as_page, example, plain

EXAMPLES = 3
"""So many rows of each finding are printed."""

LONGEST = 60


@dataclass(frozen=True)
class Limits:
    """How many rows of each finding are allowed: a number, a share such as 1%, or None for any."""

    duplicates: str | None = None
    outliers: str | None = None
    labels: str | None = None
    leaks: str | None = None

    def counts(self, n_items: int) -> dict[str, int]:
        """Give the most rows allowed, of those findings that have a limit.

        Raises
        ------
        InvalidParameter
            If a limit is neither a number nor a share.
        """
        set_ = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: _most(name, word, n_items) for name, word in set_.items() if word is not None}

    def check(self, label: str | None, split: str | None) -> None:
        """Raise ``InvalidRequest`` where a limit is set on what isn't looked for."""
        self.counts(1)
        for limit, column, option in (
            (self.labels, label, "label"), (self.leaks, split, "split"),
        ):  # fmt: skip
            if limit is not None and column is None:
                raise InvalidRequest(
                    f"--most-{option if option == 'label' else 'leak'}s needs a column: "
                    f"--{option} COLUMN."
                )


def _most(name: str, word: str, n_items: int) -> int:
    is_share = word.strip().endswith("%")
    try:
        value = float(word.strip().removesuffix("%"))
    except ValueError:
        value = -1.0
    if not (0 <= value < math.inf) or (is_share and value > 100):
        raise InvalidParameter(
            f"--most-{name} must be a number of rows or a share of them, such as 10 or 1%, got "
            f'"{word}".'
        )
    return math.floor(value * n_items / 100 if is_share else value)


def check_files(
    paths: Sequence[Path], asked: Asked, limits: Limits, *, label: str | None, split: str | None,
    k: int, near: float | None, html: Path | None, json: str | None,
) -> bool:  # fmt: skip
    """Check what was named, print what is found, write what is asked for.

    Returns
    -------
    bool
        Whether all findings are within their limits.

    Raises
    ------
    EmbedvizError
        If something can't be read, checked or written.
    """
    limits.check(label, split)
    for path in (html, Path(json) if json not in (None, "-") else None):
        if path is not None and not path.parent.is_dir():
            raise InvalidRequest(f'There is no folder "{path.parent}" to write into.')
    with working() as shown:
        with doing(shown, "Opening"):
            session = brought(paths)
        with doing(shown, f"Reading {session.name}"), asked.asking():
            raw = read_parts(((session.name, session.content), *session.others))
            table = understood(raw.sampled(asked.sample) if asked.sample else raw)
        classes = [name for name in (label, split) if name is not None]
        table = table.with_kinds(dict.fromkeys(classes, "category")) if classes else table
        plan = plan_of(table, asked)
        embedder = _without(plan.embedder, classes)
        with doing(shown, "Making vectors"):
            space = embedder(plan.dataset)
        with doing(shown, "Comparing neighbours"):
            found = check(space, label, split, k, text=asked.text, near=near)
        checked = Checked(found, session.name, limits.counts(len(space)), _file_rows(plan, found))
        with doing(shown, "Writing"):
            _write(html, as_page(checked) if html else "")
            if json not in (None, "-"):
                _write(Path(json), jsons.dumps(as_json(checked), ensure_ascii=False, indent=1))
    if json == "-":
        print(jsons.dumps(as_json(checked), ensure_ascii=False, indent=1))  # noqa: T201
    _tell(Console(stderr=json == "-"), table, plan, checked)
    return not checked.beyond


def _without(embedder: Embedder, classes: Sequence[str]) -> Embedder:
    """Leave the columns of classes out of the features: they would give themselves away."""
    names = {each.name for each in fields(embedder)} & {"features", "logs"}  # type: ignore[arg-type]
    changed = {
        name: tuple(each for each in getattr(embedder, name) if each not in classes)
        for name in names
    }
    return replace(embedder, **changed)  # type: ignore[type-var]


def _file_rows(plan: Plan, found: Check) -> Sequence[int]:
    """Give the row in the file of each item, from 1 on; rows with a gap have no vector."""
    if len(found.space) == len(plan.dataset):
        return range(1, len(found.space) + 1)
    return [plan.dataset.label_index[label] + 1 for label in found.space.labels]


def _write(path: Path | None, content: str) -> None:
    if path is None:
        return
    try:
        path.write_text(content, encoding="utf-8")
    except OSError as error:
        raise InvalidRequest(f'"{path}" can\'t be written: {error.strerror}.') from None


def _tell(said: Console, table: Understood, plan: Plan, checked: Checked) -> None:
    """Print how many of what were found, and the first of each."""
    found = checked.check
    n_left = len(plan.dataset) - len(found.space)
    notes = [*table.notes, plan.note, checked.note]
    if n_left:
        notes.append(f"{n_left:,} rows without a value to make a vector of were left out.")
    for note in filter(None, notes):
        said.print(Text(plain(note), "dim"))
    said.print(Text(plain(checked.title), "bold"))
    counts = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for name, side in {"": "left", "rows": "right", "allowed": "right", "such as": "left"}.items():
        counts.add_column(name, justify=side)  # type: ignore[arg-type]
    for name, count in found.counts.items():
        most = checked.most.get(name)
        style = "red" if name in checked.beyond else ""
        shown = getattr(found, name)
        shown = shown[~shown["first"]] if name == "duplicates" else shown
        rows = shown.head(EXAMPLES).to_dict("records")
        counts.add_row(
            Text(FINDINGS[name], style), Text(f"{count:,}", style),
            Text("" if most is None else f"{most:,}", style),
            Text("\n".join(plain(example(checked, name, row), LONGEST) for row in rows), "dim"),
        )  # fmt: skip
    said.print(counts)
    for name in checked.beyond:
        said.print(
            Text(
                f"{FINDINGS[name]}: {found.counts[name]:,} found, {checked.most[name]:,} allowed.",
                "red",
            )
        )

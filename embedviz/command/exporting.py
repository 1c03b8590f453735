"""Exporting: a file is read, made vectors of, drawn and written, without the app or a browser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.console import Console

from embedviz.command.asked import Asked, Plan, plan_of
from embedviz.command.bar import doing, working
from embedviz.command.files import brought
from embedviz.datasets.reading import Understood, understood
from embedviz.datasets.reading.parcel import read_parts
from embedviz.errors import InvalidRequest, UnknownName
from embedviz.projections import PROJECTIONS, Projection
from embedviz.writing import WRITERS, write
from embedviz.writing.write import OF_A_VIEW

_SAID = {
    "color": "color", "label": "label", "rows": "sample", "text": "text",
    "encoding": "encoding", "sheet": "sheet",
}  # fmt: skip
"""What a session file calls some of what can be asked for."""


def write_picture(paths: Sequence[Path], output: Path, asked: Asked) -> None:
    """Draw what a first look at the files shows, changed by what is asked for, into a file.

    Raises
    ------
    EmbedvizError
        If something can't be read, drawn or written.
    """
    kind = _kind(output)
    with working() as shown:
        with doing(shown, "Opening"):
            session = brought(paths)
        asked, ignored = _with_choices(asked, session.choices)
        with doing(shown, f"Reading {session.name}"), asked.asking():
            raw = read_parts(((session.name, session.content), *session.others))
            table = understood(raw.sampled(asked.sample) if asked.sample else raw)
            table = table.with_kinds(_kinds(session.choices))
        plan = plan_of(table, asked)
        with doing(shown, "Making vectors"):
            space = plan.embedder(plan.dataset)
        with doing(shown, f"Drawing with {PROJECTIONS[plan.projection].title}"):
            view = PROJECTIONS[plan.projection]()(space, dimensions=2, seed=42)
        with doing(shown, f"Writing {output.name}"):
            choices = {"color": plan.color} if kind == "plot" else {}
            _write(view, output, kind, choices)
    _tell(table, plan, view, output, ignored)


def _kind(output: Path) -> str:
    """Say what is written into a file of this ending; before anything is read."""
    ending = output.suffix.lower()
    endings = [f".{each.partition('.')[2]}" for each in WRITERS]
    for content in reversed(OF_A_VIEW):  # a picture rather than rows, rows rather than vectors
        if f"{content}{ending}" in WRITERS:
            kind = "rows" if f"rows{ending}" in WRITERS else content
            break
    else:
        raise UnknownName.among("ending of such a file", ending, dict.fromkeys(endings))
    if not output.parent.is_dir():
        raise InvalidRequest(f'There is no folder "{output.parent}" to write into.')
    return kind


def _write(view: Projection, output: Path, kind: str, choices: dict[str, Any]) -> None:
    try:
        write(view, output, content=kind, **choices)
    except OSError as error:
        raise InvalidRequest(f'"{output}" can\'t be written: {error.strerror}.') from None


def _with_choices(asked: Asked, choices: Mapping[str, Any]) -> tuple[Asked, list[str]]:
    """Take from a session file what wasn't asked for otherwise; name what isn't followed."""
    followed = {each for each in choices if each.startswith("kind.")}
    said: dict[str, Any] = {}
    for name, value in choices.items():
        last = name.rpartition(".")[2]
        field = "projection" if last == "projection" else _SAID.get(name, "")
        if field and getattr(asked, field) is None and isinstance(value, str | int):
            said[field] = value
            followed.add(name)
    return replace(asked, **said), [each for each in choices if each not in followed]


def _kinds(choices: Mapping[str, Any]) -> dict[str, str]:
    return {
        name.removeprefix("kind."): kind
        for name, kind in choices.items()
        if name.startswith("kind.") and isinstance(kind, str) and kind
    }


def _tell(
    table: Understood, plan: Plan, view: Projection, output: Path, ignored: Sequence[str]
) -> None:
    """Say what was drawn, and all that was assumed on the way."""
    said = Console(stderr=True)
    for note in filter(None, (*table.notes, plan.note)):
        said.print(note, style="dim", highlight=False, markup=False)
    if ignored:
        said.print(
            f"Of the session, this wasn't followed: {', '.join(ignored)}. Open it in the app for "
            "all of it.",
            style="dim", highlight=False, markup=False,
        )  # fmt: skip
    n_left = len(plan.dataset) - len(view.space)
    left = f"; {n_left:,} rows with a gap left out" if n_left else ""
    said.print(
        f"{output}: {view.method.title} of {len(view.space):,} {plan.dataset.items} by "
        f"{plan.embedder.made_by(plan.dataset)}{left}",
        highlight=False, markup=False, soft_wrap=True,
    )  # fmt: skip

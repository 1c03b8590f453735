"""Bar: what a terminal shows while something takes long, on the error stream."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from embedviz.engine.progress import listening


@contextmanager
def working() -> Iterator[Progress]:
    """Show bars; where nobody looks, in a pipe or a log, nothing is drawn."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    terminal = Console(stderr=True)
    hidden = not terminal.is_terminal
    with Progress(*columns, console=terminal, transient=True, disable=hidden) as shown:
        yield shown


@contextmanager
def doing(shown: Progress, words: str) -> Iterator[None]:
    """Have what reports its progress within move a bar of its own."""
    task = shown.add_task(words, total=None)

    def move(done: int, total: int) -> None:
        shown.update(task, completed=done, total=total or None)

    with listening(move):
        yield
    shown.update(task, completed=1, total=1)

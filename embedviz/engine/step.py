"""Step: one piece of work, known by what is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from embedviz.engine.keys import key_of, name_of
from embedviz.engine.record import Record


@dataclass(frozen=True, eq=False)
class Step:
    run: Callable[..., Record]
    arguments: tuple[Any, ...] = ()
    inputs: tuple[Step, ...] = ()
    version: int | str = 1
    title: str = ""
    by_row: bool = False
    private: bool = False
    items: int | None = None
    is_long: bool = False
    is_quick: Callable[..., bool] | None = None

    @cached_property
    def key(self) -> str:
        return key_of(
            name_of(self.run), self.version, self.arguments, tuple(each.key for each in self.inputs)
        )

    def here(self) -> Record:
        """Do the work here and now, with that of the steps before it; nothing is kept."""
        return self.run(*self.arguments, *(each.here() for each in self.inputs))

"""Plan: what has to be done for a step, and what of it is known."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field

from embedviz.engine.record import Record
from embedviz.engine.rows import RowPlan
from embedviz.engine.step import Step
from embedviz.engine.work import Task

MANY_ROWS = 1_000
"""More rows than these may take a second or more to make."""


@dataclass(eq=False)
class Plan:
    """Steps to do, each after its inputs, and what they build on.

    ``known`` are records by key, ``rows`` what is known of steps by row, and ``awaited`` the
    steps that somebody else's journey does already.
    """

    to_do: list[Step] = field(default_factory=list)
    known: dict[str, Record] = field(default_factory=dict)
    rows: dict[str, RowPlan] = field(default_factory=dict)
    awaited: dict[str, Step] = field(default_factory=dict)

    def __contains__(self, step: Step) -> bool:
        return (
            step.key in self.known
            or step.key in self.awaited
            or any(each.key == step.key for each in self.to_do)
        )

    @property
    def name(self) -> str:
        """The functions, for the log."""
        return ", ".join(each.name for each in self.to_do)

    @property
    def items(self) -> int | None:
        """How many items there are to work on, as far as that is said."""
        return max((n for each in self.to_do if (n := self._items(each)) is not None), default=None)

    @property
    def is_long(self) -> bool:
        """Whether it may take seconds."""
        return any(
            each.is_long or (each.by_row and len(self.rows[each.key].wanted) > MANY_ROWS)
            for each in self.to_do
        )

    def is_quick(self, step: Step) -> bool:
        """Say whether a step's inputs are known, and it takes less than a journey."""
        if step.is_quick is None or any(each.key not in self.known for each in step.inputs):
            return False
        return step.is_quick(*(self.known[each.key] for each in step.inputs))

    def work(self) -> bytes:
        """Give all a worker needs, in one pickle; see :func:`embedviz.engine.work.run`."""
        made = {each.key for each in self.to_do}
        needed = dict.fromkeys(each.key for step in self.to_do for each in step.inputs)
        brought = [key for key in needed if key not in made]
        places = {key: place for place, key in enumerate([*brought, *(s.key for s in self.to_do)])}
        tasks = [self.task(each, places, is_needed=each.key in needed) for each in self.to_do]
        return pickle.dumps(([self.known[key] for key in brought], tasks), protocol=5)

    def let_go(self) -> None:
        """Forget all, at the end: arguments and records may be large, and tickets outlive it."""
        for each in (self.to_do, self.known, self.rows, self.awaited):
            each.clear()

    def task(self, step: Step, places: Mapping[str, int], *, is_needed: bool) -> Task:
        """Give a step as a worker is told it; ``places`` are those of the records by key."""
        inputs = tuple(places[each.key] for each in step.inputs)
        if not step.by_row:
            return Task(step.function, step.arguments, inputs)
        rows = self.rows[step.key]
        arguments = (rows.missing, *step.arguments[1:])
        return Task(step.function, arguments, inputs, rows.filling(is_needed=is_needed))

    def _items(self, step: Step) -> int | None:
        return len(self.rows[step.key].wanted) if step.by_row else step.items

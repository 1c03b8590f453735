"""Step: one piece of work, known by what is asked for and not by what comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from embedviz.engine.keys import key_of, row_keys
from embedviz.engine.record import Record
from embedviz.engine.rows import Known, Rows


@dataclass(frozen=True, eq=False)
class Step:
    """A function of a module, its arguments, and the steps whose records it builds on.

    Parameters
    ----------
    run : callable
        Importable by name; called ``run(*arguments, *records_of_inputs)``. Gives a mapping of
        names to arrays and JSON values, and leaves what it is given as it is.
    arguments : tuple
        What pickle can carry and :func:`embedviz.engine.keys.key_of` can tell.
    inputs : tuple of Step
        Steps whose records it needs.
    version : int or str
        Of what ``run`` computes: another version's results are not taken for this one's, nor are
        those built on them.
    title : str
        What a visitor waits for: "Finding neighbours".
    by_row : bool
        Whether ``run(items, *rest)`` gives ``{"rows": (m, d) array}``, one row for each item of
        the first argument whatever the others are. Its rows are kept one by one.
    private : bool
        Whether it is made from what a visitor brought.
    items : int, optional
        How many items it works on, for the log.
    is_long : bool
        Whether it may take seconds: then short work needn't wait for it.
    confined : bool
        Whether it reads bytes that a visitor brought: then it runs in a process of its own, with
        limits and without anything of the server's in its memory.
    owner : str
        Whose it is, where it is private: the same work of somebody else is other work.
    is_quick : callable, optional
        Given the records of the inputs, says whether it takes less than a journey to a worker;
        then it is done where it is asked for.
    """

    run: Callable[..., Record]
    arguments: tuple[Any, ...] = ()
    inputs: tuple[Step, ...] = ()
    version: int | str = 1
    title: str = ""
    by_row: bool = False
    private: bool = False
    items: int | None = None
    is_long: bool = False
    confined: bool = False
    owner: str = ""
    is_quick: Callable[..., bool] | None = None

    @cached_property
    def content(self) -> str:
        """The same content, the same result, whoever asks; it holds that of the steps before it."""
        before = [each.content for each in self.inputs]
        return key_of(self.run, self.version, self.arguments, before)

    @property
    def key(self) -> str:
        """What it is kept by: its content, and who alone may find it."""
        return f"{self.content}.{self.owner}" if self.owner else self.content

    @property
    def is_private(self) -> bool:
        """Whether it is private, or any of the steps before it: what follows is, too."""
        return self.private or any(each.is_private for each in self.inputs)

    def owned_by(self, session: str | None) -> Step:
        """Give the step as a session asks for it: what is private of it is its own."""
        if session is None or not self.is_private:
            return self
        inputs = tuple(each.owned_by(session) for each in self.inputs)
        return replace(self, owner=session, inputs=inputs)

    def rows(self) -> Rows:
        """Give the rows that a step by row is made of, none of them known."""
        before = [each.content for each in self.inputs]
        made_by = key_of(self.run, self.version, "rows", self.arguments[1:], before)
        return Rows(row_keys(made_by, self.arguments[0]), self.arguments[0])

    def here(self, known: Known | None = None) -> Record:
        """Do the work here and now, as a notebook does, but for the rows that are known."""
        inputs = [each.here(known) for each in self.inputs]
        if not self.by_row or known is None:
            return self.run(*self.arguments, *inputs)
        rows = self.rows()
        rows.learn(known)
        if rows.wanted:
            made = self.run([*rows.wanted.values()], *self.arguments[1:], *inputs)["rows"]
            rows.take(dict(zip(rows.wanted, made, strict=True)))
        return rows.record()

    @cached_property
    def private_keys(self) -> frozenset[str]:
        """The keys of what is private among it and the steps before it: they taint what follows."""
        before = frozenset[str]().union(*(each.private_keys for each in self.inputs))
        return before | {self.key} if self.private or before else before

"""Planner: finds out what is known of a step, does what is quick, and plans the rest."""

from __future__ import annotations

from collections.abc import Container

from embedviz.engine.failures import error_of
from embedviz.engine.journal import Journal
from embedviz.engine.plan import Plan
from embedviz.engine.record import Record, size_of
from embedviz.engine.step import Step
from embedviz.engine.store import Store
from embedviz.engine.work import do, outcome_of


class Planner:
    """Looks for the records of steps, and plans those that are missing."""

    def __init__(self, store: Store, journal: Journal) -> None:
        self._store = store
        self._journal = journal

    def find(self, step: Step, plan: Plan) -> Record | None:
        """Look for a record, and note where it was."""
        place, record = self._look(step, plan)
        if record is not None:
            self._journal.note(step.name, place)
        return record

    def plan(self, step: Step, running: Container[str]) -> Plan:
        """Plan a step and those it builds on; ``running`` are the keys of what others do.

        What is quick is done by that, in the calling thread.
        """
        plan = Plan()
        record = self.find(step, plan)
        if record is None:
            self._add_missing(step, plan, running)
        else:
            plan.known[step.key] = record
        return plan

    def _add(self, step: Step, plan: Plan, running: Container[str]) -> None:
        if step in plan:
            return
        _, record = self._look(step, plan)
        if record is None:
            self._add_missing(step, plan, running)
        else:
            plan.known[step.key] = record

    def _add_missing(self, step: Step, plan: Plan, running: Container[str]) -> None:
        if step.key in running:
            plan.awaited[step.key] = step
            return
        for each in step.inputs:
            self._add(each, plan, running)
        if plan.is_quick(step):
            plan.known[step.key] = self._done_here(step, plan)
        else:
            plan.to_do.append(step)

    def _look(self, step: Step, plan: Plan) -> tuple[str, Record | None]:
        """Look for a record; of a step by row the plan learns which rows are missing."""
        found = self._store.find(step.key)
        if found is not None or not step.by_row:
            return found or ("", None)
        rows = plan.rows[step.key] = self._store.rows.plan(step.row_kind, step.arguments[0])
        if rows.wanted:
            return ("", None)
        record = rows.record()
        self._store.remember(step.key, record)
        return ("rows", record)

    def _done_here(self, step: Step, plan: Plan) -> Record:
        """Do a quick step in this thread; who asks for it meanwhile waits."""

        def make() -> Record:
            places = {each.key: place for place, each in enumerate(step.inputs)}
            records = [plan.known[each.key] for each in step.inputs]
            try:
                record = do(plan.task(step, places, is_needed=False), records)
            except Exception as error:  # noqa: BLE001 - as from a worker
                raise error_of(step.name, outcome_of(error)) from None
            self._journal.note(step.name, "quick")
            return self._store.completed(record, plan.rows.get(step.key), on_disk=False)

        return self._store.memory.made(step.key, make, size_of)

"""Plan: what a journey has to do for a step; what is known or quick needs no journey."""

from __future__ import annotations

import pickle
from collections.abc import Container

from embedviz.engine.keys import name_of
from embedviz.engine.record import Record, size_of
from embedviz.engine.step import Step
from embedviz.engine.store import Store
from embedviz.engine.ticket import Journey
from embedviz.engine.work import Task, do, error_of, outcome_of


def plan(journey: Journey, step: Step, store: Store, running: Container[str]) -> str:
    """Plan a step, after those it builds on; say where it was found, or ``""``.

    ``running`` are the keys of what others do. What is quick is done in the calling thread.
    """
    key = step.key
    if key in journey.known or key in journey.awaited or key in journey.futures:
        return ""
    place, record = store.look(step, journey.rows)
    if record is not None:
        journey.known[key] = record
        return place
    if key in running:
        journey.awaited[key] = step
        return ""
    for each in step.inputs:
        plan(journey, each, store, running)
    inputs = [journey.known.get(each) for each in step.input_keys]
    if step.is_quick is not None and None not in inputs and step.is_quick(*inputs):
        journey.known[key] = _done_here(step, journey, store)
    else:
        journey.add(step)
    return ""


def work_of(journey: Journey) -> bytes:
    """Give all a worker needs, in one pickle; see :func:`embedviz.engine.work.run`."""
    needed = {key for step in journey.to_do for key in step.input_keys}
    brought = {key: record for key, record in journey.known.items() if key in needed}
    tasks = [_task(each, journey, is_needed=each.key in needed) for each in journey.to_do]
    return pickle.dumps((brought, tasks), protocol=5)


def _done_here(step: Step, journey: Journey, store: Store) -> Record:
    """Do a quick step in this thread; who asks for it meanwhile waits."""

    def make() -> Record:
        try:
            record = do(_task(step, journey, is_needed=False), journey.known)
        except Exception as error:  # noqa: BLE001 - as from a worker
            raise error_of(step.name, outcome_of(error)) from None
        store.note("quick", step.name)
        return store.whole(record, journey.rows.get(step.key), on_disk=False)

    return store.memory.made(step.key, make, size_of)


def _task(step: Step, journey: Journey, *, is_needed: bool) -> Task:
    """Give a step as a worker is told it; of a step by row only the missing rows."""
    name, inputs = name_of(step.run), step.input_keys
    if not step.by_row:
        return Task(name, step.arguments, inputs, step.key)
    rows = journey.rows[step.key]
    arguments = ([*rows.wanted.values()], *step.arguments[1:])
    known, order = rows.order() if is_needed else (None, None)
    return Task(name, arguments, inputs, step.key, len(rows.wanted), known, order)

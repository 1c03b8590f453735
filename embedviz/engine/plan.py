"""Plan: what a journey has to do for a step; what is known or quick needs no journey."""

from __future__ import annotations

import pickle
from collections.abc import Container, Sequence
from concurrent.futures import Future
from functools import partial

from embedviz.engine.record import Record, size_of, tidy
from embedviz.engine.step import Step
from embedviz.engine.store import Store
from embedviz.engine.ticket import Journey
from embedviz.engine.work import Task, error_of, outcome_of

MANY_ROWS = 1_000  # more than these may take a second or more to make


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
    inputs = [journey.known[each.key] for each in step.inputs if each.key in journey.known]
    are_known = len(inputs) == len(step.inputs)
    if are_known and step.is_quick is not None and step.is_quick(*inputs):
        # Who asks for it meanwhile waits.
        make = partial(_done_here, step, inputs, store)
        journey.known[key] = store.memory.made(key, make, size_of)
        return ""
    journey.to_do.append(step)
    journey.confined |= step.confined
    journey.is_private |= step.is_private
    journey.titles[key], journey.futures[key] = step.title, Future()
    items = len(journey.rows[key].wanted) if step.by_row else step.items
    journey.is_long |= step.is_long or (step.by_row and (items or 0) > MANY_ROWS)
    if items is not None:
        journey.items = max(items, journey.items or 0)
    return ""


def work_of(journey: Journey) -> bytes:
    """Give all a worker needs, in one pickle; see :func:`embedviz.engine.work.run`."""
    needed = {each.key for step in journey.to_do for each in step.inputs}
    brought = {key: record for key, record in journey.known.items() if key in needed}
    tasks = []
    for step in journey.to_do:
        task = Task(step.run, step.arguments, [each.key for each in step.inputs], step.key)
        if step.by_row:
            rows = journey.rows[step.key]
            only_missing = ([*rows.wanted.values()], *step.arguments[1:])
            task = task._replace(arguments=only_missing, made=len(rows.wanted))
            if step.key in needed:
                known, order = rows.order()
                task = task._replace(known=known, order=order)
        tasks.append(task)
    return pickle.dumps((brought, tasks), protocol=5)


def _done_here(step: Step, inputs: Sequence[Record], store: Store) -> Record:
    """Do a quick step in this thread."""
    try:
        record = tidy(step.run(*step.arguments, *inputs))
    except Exception as error:  # noqa: BLE001 - as from a worker
        raise error_of(step.run.__qualname__, outcome_of(error)) from None
    store.note("quick", step)
    return record

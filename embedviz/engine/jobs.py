"""Engine: work that pages wait for, each piece done once, whoever asks for it.

A page asks for a :class:`~embedviz.engine.step.Step`. What isn't known of it and of the steps
before it makes one journey to a worker process. Work says how far it is by
:func:`embedviz.engine.progress.report`.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from embedviz.engine.cluster import DaskWorkers
from embedviz.engine.executor import Executor
from embedviz.engine.failures import error_of
from embedviz.engine.journal import Journal
from embedviz.engine.keys import name_of
from embedviz.engine.local import LocalWorkers
from embedviz.engine.plan import Plan
from embedviz.engine.planner import Planner
from embedviz.engine.record import Record, frozen
from embedviz.engine.settings import Settings
from embedviz.engine.step import Step
from embedviz.engine.store import Store
from embedviz.engine.ticket import Journey, Ticket
from embedviz.engine.work import Outcome, outcome_of
from embedviz.errors import LimitReached

log = logging.getLogger("embedviz.engine")

GRACE = 0.5
"""Seconds that a journey goes on with nobody waiting: a page that is drawn anew asks again."""


class Engine:
    """Does steps and keeps their records; one for a server, used by all its sessions' threads.

    Parameters
    ----------
    settings : Settings, optional
        The operator's; the defaults where none are given.
    executor : Executor, optional
        Where journeys go; where the settings say if none is given.

    Raises
    ------
    ClusterUnavailable
        If the settings name a cluster that doesn't answer.

    Attributes
    ----------
    memory : Memory
        Holds records under their steps' keys; what others keep there needs keys of another form.
    journal : Journal
        What was asked for and where it came from.
    """

    def __init__(self, settings: Settings | None = None, executor: Executor | None = None) -> None:
        self.settings = settings or Settings()
        self.executor = executor or _executor_for(self.settings)
        self.journal = Journal()
        self._store = Store(self.settings)
        self._planner = Planner(self._store, self.journal)
        self.memory, self.disk = self._store.memory, self._store.disk
        self._running: dict[str, Journey] = {}
        self._lock = threading.Lock()
        self._returned: queue.SimpleQueue[tuple[Journey, int] | None] = queue.SimpleQueue()
        threading.Thread(target=self._watch_returns, name="embedviz", daemon=True).start()

    def find(self, step: Step) -> Record | None:
        """Give the record of a step if it is known; nothing is run for it."""
        return self._planner.find(step, Plan())

    def submit(self, step: Step, *, session: str | None = None) -> Ticket:
        """Ask for a step; what is known or already runs of it isn't run again.

        What is quick is done at once, in the calling thread; the rest is one journey to a worker.

        Parameters
        ----------
        step : Step
            With the steps before it.
        session : str, optional
            Who asks; without it no limit for a session holds.

        Raises
        ------
        LimitReached
            If the session has as many journeys running as it may.
        TypeError
            If a function has no importable name or an argument no key.
        EmbedvizError
            What a quick step raised.
        """
        while True:
            plan = self._planner.plan(step, self._running)
            record = plan.known.get(step.key)
            if record is not None:
                return Ticket(step.key, self, Journey.done_already(step, record))
            ticket = self._join_or_begin(step, plan, session)
            if ticket is not None:
                return ticket

    @property
    def runs(self) -> Counter[str]:
        """How often what was asked for was run, joined, quick, or found, and where."""
        return self.journal.counts

    def warm(self, *functions: Callable[[], Any] | str) -> None:
        """Have each worker run these once, when it has nothing else to do, such as long imports.

        Functions, or their names as ``"module:name"``, so that naming one imports nothing here.
        """
        named = [each if isinstance(each, str) else name_of(each) for each in functions]
        self.executor.warm(named)

    @property
    def trouble(self) -> str | None:
        """A sentence while results can't be kept on the disk, else None."""
        return self.disk.trouble

    def give_back(self, journey: Journey, number: int) -> None:
        """Take a ticket back; safe to be called from anywhere, also while memory is tidied."""
        self._returned.put((journey, number))

    def give_up(self, journey: Journey, number: int) -> None:
        """Take a ticket back and stop its journey at once if nobody else waits for it."""
        with self._lock:
            journey.holders.pop(number, None)
        self._stop_unless_wanted(journey)

    def close(self) -> None:
        """Stop everything."""
        self._returned.put(None)
        self.executor.close()
        self.disk.close()

    def _join_or_begin(self, step: Step, plan: Plan, session: str | None) -> Ticket | None:
        """Give a ticket; None where others began or ended something since the plan was made."""
        with self._lock:
            running = self._running.get(step.key)
            if running is not None:
                self.journal.note(step.name, "joined")
                return self._claim(step, running, session)
            if self._is_outdated(plan):
                return None
            self._check_session(session)
            journey = Journey.of(plan)
            ticket = self._claim(step, journey, session)
            journey.awaited = [
                self._claim(each, self._running[each.key], None) for each in plan.awaited.values()
            ]
            self._running |= dict.fromkeys(journey.futures, journey)
            self.journal.count("run")
        journey.call.give = lambda *made: self._keep(journey, plan, *made)
        journey.call.future.add_done_callback(lambda told: self._end(journey, plan, told.result()))
        self._depart_when_ready(journey, plan)
        return ticket

    def _is_outdated(self, plan: Plan) -> bool:
        return any(key not in self._running for key in plan.awaited) or any(
            each.key in self._running or self.memory.get(each.key) is not None
            for each in plan.to_do
        )

    def _claim(self, step: Step, journey: Journey, session: str | None) -> Ticket:
        # Kept on the disk only where nobody who asked forbids it.
        journey.private |= step.private_keys
        ticket = Ticket(step.key, self, journey)
        journey.holders[ticket.number] = session
        return ticket

    def _check_session(self, session: str | None) -> None:
        limit = self.settings.jobs_for_a_session
        if session is None:
            return
        running = sum(
            session in journey.holders.values() and not journey.has_ended
            for journey in set(self._running.values())
        )
        if running >= limit:
            jobs = "1 computation" if limit == 1 else f"{limit:,} computations"
            raise LimitReached(
                f"{jobs} of yours {'is' if limit == 1 else 'are'} still running, and this server "
                "allows no more at once. Wait for one to end, or cancel one."
            )

    def _depart_when_ready(self, journey: Journey, plan: Plan) -> None:
        """Send a journey off as soon as what others do for it is there."""
        for ticket in journey.awaited:
            if not ticket.done:
                ticket.when_done(lambda: self._depart_when_ready(journey, plan))
                return
        with self._lock:
            if journey.call.cancelled:
                return
            journey.has_departed = True
        try:
            plan.known |= {each.key: each.result() for each in journey.awaited}
            journey.call.work = plan.work()
            _release_awaited(journey)
        except Exception as error:  # noqa: BLE001 - whoever waits must hear of it
            journey.call.future.set_result(outcome_of(error))
        else:
            self.executor.start(journey.call)

    def _keep(self, journey: Journey, plan: Plan, number: int, record: Record) -> None:
        """Keep and give out the record of a step; called in the executor's thread."""
        step = plan.to_do[number]
        on_disk = self.settings.keep_private or step.key not in journey.private
        record = self._store.completed(frozen(record), plan.rows.get(step.key), on_disk=on_disk)
        self._store.remember(step.key, record)
        journey.futures[step.key].set_result(record)
        if on_disk and not step.by_row:
            self._store.write(step.key, record)

    def _end(self, journey: Journey, plan: Plan, outcome: Outcome) -> None:
        """Tell who still waits what became of a journey; called once, in the executor's thread."""
        self._log_end(journey, plan, outcome[0])
        try:
            if outcome[0] == "done":
                self._keep(journey, plan, len(plan.to_do) - 1, outcome[1])
        except Exception as error:  # noqa: BLE001 - whoever waits must hear of it
            outcome = outcome_of(error)
        waiting = [future for future in journey.futures.values() if not future.done()]
        if waiting:
            ending = error_of(plan.name, outcome)
            for future in waiting:
                future.set_exception(ending)
        with self._lock:
            self._forget(journey)
        _release_awaited(journey)
        plan.let_go()
        journey.call.work = b""

    def _forget(self, journey: Journey) -> None:
        for key in journey.futures:
            if self._running.get(key) is journey:
                del self._running[key]

    def _watch_returns(self) -> None:
        """Take tickets back, and stop journeys that nobody asked for again within the grace."""
        due: list[tuple[float, Journey]] = []
        while True:
            wait = max(0.0, due[0][0] - time.monotonic()) if due else None
            try:
                returned = self._returned.get(timeout=wait)
                if returned is None:
                    return
                journey, number = returned
                with self._lock:
                    held = journey.holders.pop(number, self) is not self
                if held and not journey.has_ended:
                    due.append((time.monotonic() + GRACE, journey))
            except queue.Empty:
                self._stop_unless_wanted(due.pop(0)[1])

    def _stop_unless_wanted(self, journey: Journey) -> None:
        with self._lock:
            if journey.holders or journey.has_ended or journey.call.cancelled:
                return
            journey.call.cancelled = True
            self._forget(journey)  # whoever asks from now on begins anew
        if journey.has_departed:
            self.executor.cancel(journey.call)
        else:
            journey.call.future.set_result(("cancelled",))

    def _log_end(self, journey: Journey, plan: Plan, kind: str) -> None:
        started = journey.call.started
        seconds = time.monotonic() - started if started is not None else 0.0
        size = "" if plan.items is None else f"{plan.items:,} items "
        log.info("%s %s%.1f s %s", plan.name, size, seconds, "run" if kind == "done" else kind)


def _release_awaited(journey: Journey) -> None:
    for ticket in journey.awaited:
        ticket.release()
    journey.awaited = []


def _executor_for(settings: Settings) -> Executor:
    return DaskWorkers(settings.scheduler) if settings.scheduler else LocalWorkers(settings.workers)

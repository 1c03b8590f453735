"""Engine: work that pages wait for, each piece done once, whoever asks for it.

A page asks for a :class:`~embedviz.engine.step.Step`. What isn't known of it and of the steps
before it makes one journey to a worker process. Work says how far it is by
:func:`embedviz.engine.progress.report`.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping, Sequence
from queue import SimpleQueue

from embedviz.engine.cluster import DaskWorkers
from embedviz.engine.confined import Limits
from embedviz.engine.local import LocalWorkers
from embedviz.engine.plan import plan, work_of
from embedviz.engine.record import Record, frozen, size_of, to_bytes
from embedviz.engine.settings import Settings
from embedviz.engine.step import Step
from embedviz.engine.store import Store
from embedviz.engine.ticket import Journey, Ticket
from embedviz.engine.work import Outcome, error_of, outcome_of
from embedviz.errors import LimitReached

log = logging.getLogger("embedviz.engine")

_READERS = 2  # confined jobs at once: a short one needn't wait for a long one
REST = 60.0  # seconds without a job after which a worker ends, where memory is small


class Engine:
    """Does steps and keeps their records; one for a server, used by all its sessions' threads.

    Parameters
    ----------
    settings : Settings, optional
        The operator's; the defaults where none are given.
    prepare : sequence of str
        Functions, ``"module:name"``, that are run before confined work, such as imports.

    Raises
    ------
    ClusterUnavailable
        If the settings name a cluster that doesn't answer.

    Attributes
    ----------
    memory : Memory
        Holds records under their steps' keys; what others keep there needs keys of another form.
    runs : Counter
        How often what was asked for was run, joined, quick, or found, and where.
    """

    def __init__(self, settings: Settings | None = None, prepare: Sequence[str] = ()) -> None:
        self.settings = settings or Settings()
        address, workers = self.settings.scheduler, self.settings.workers
        rest = REST if self.settings.memory == "small" else None
        self.executor = DaskWorkers(address) if address else LocalWorkers(workers, rest)
        limits = Limits(
            self.settings.reading_megabytes, self.settings.reading_seconds, tuple(prepare)
        )
        # Always here: what a visitor brings needn't go over a network to be read.
        self.readers = LocalWorkers(min(workers, _READERS), rest, limits)
        self._store = Store(self.settings)
        self.memory, self.disk = self._store.memory, self._store.disk
        self.runs = self._store.runs
        self._running: dict[str, Journey] = {}
        self._lock = threading.Lock()
        self._returned: SimpleQueue[tuple[Journey, float] | None] = SimpleQueue()
        threading.Thread(target=self._watch_returns, name="embedviz", daemon=True).start()

    def find(self, step: Step, *, session: str | None = None) -> Record | None:
        """Give the record of a step if it is known to who asks; nothing is run for it."""
        step = step.owned_by(session)
        place, record = self._store.look(step, {})
        if place:
            self._store.note(place, step)
        return record

    def submit(self, step: Step, *, session: str | None = None) -> Ticket:
        """Ask for a step; what is known or already runs of it isn't run again.

        What is quick is done at once, in the calling thread; the rest is one journey to a worker.

        Parameters
        ----------
        step : Step
            With the steps before it.
        session : str, optional
            Who asks: what is private is found by the same session alone. Without it no limit for
            a session holds.

        Raises
        ------
        LimitReached
            If the session has as many journeys running as it may.
        TypeError
            If a function has no importable name or an argument no key.
        EmbedvizError
            What a quick step raised.
        """
        step = step.owned_by(session)
        ticket = None
        while ticket is None:
            journey = Journey(leave=self._leave)
            if place := plan(journey, step, self._store, self._running):
                self._store.note(place, step)
            if step.key in journey.known:  # one future for both, at its end at once
                journey.titles[step.key] = step.title
                journey.futures[step.key] = journey.future
                journey.future.set_result(journey.known[step.key])
                ticket = Ticket(step, journey, session)
            else:
                ticket = self._join_or_begin(step, journey, session)
        return ticket

    def warm(self, *functions: str) -> None:
        """Have each worker run these once, when it has nothing else to do, such as long imports.

        They are ``"module:name"``, so that naming one imports nothing here.
        """
        self.executor.warm(functions)
        self.readers.warm(("embedviz.engine.confined:ready",))

    def give(self, records: Mapping[str, Record], session: str) -> None:
        """Have a session find records, by the content of their steps, that it brought with it."""
        for content, record in records.items():
            self.memory.put(f"{content}.{session}", record, size_of(record))

    def forget(self, session: str) -> None:
        """Let go of what is in memory for a session that has ended."""
        self.memory.forget(session)

    @property
    def trouble(self) -> str | None:
        """A sentence while results can't be kept on the disk, else None."""
        return self.disk.trouble

    def close(self) -> None:
        """Stop everything."""
        self._returned.put(None)
        self.executor.close()
        self.readers.close()
        self.disk.close()

    def _join_or_begin(self, step: Step, journey: Journey, session: str | None) -> Ticket | None:
        """Give a ticket; None where others began or ended something since it was planned."""
        with self._lock:
            running = self._running.get(step.key)
            if running is not None:
                self._store.note("joined", step)
                return Ticket(step, running, session)
            if not self._running.keys() >= journey.awaited.keys() or any(
                key in self._running or self._store.memory.get(key) is not None
                for key in journey.futures
            ):
                return None
            self._check_session(session)
            ticket = Ticket(step, journey, session)
            journey.tickets = [
                Ticket(each, self._running[each.key], None) for each in journey.awaited.values()
            ]
            self._running |= dict.fromkeys(journey.futures, journey)
            self._store.note("run", step)
        journey.give = lambda *made: self._keep(journey, *made)
        journey.future.add_done_callback(lambda told: self._end(journey, told.result()))
        self._depart_when_ready(journey)
        return ticket

    def _check_session(self, session: str | None) -> None:
        limit = self.settings.jobs_for_a_session
        journeys = [each for each in set(self._running.values()) if not each.future.done()]
        running = sum(session in list(each.holders.values()) for each in journeys)
        if session is not None and running >= limit:
            jobs = "1 computation" if limit == 1 else f"{limit:,} computations"
            raise LimitReached(
                f"You already have {jobs} running, the most this server allows. Wait for one to "
                "end, or cancel one."
            )

    def _depart_when_ready(self, journey: Journey) -> None:
        """Send a journey off as soon as what others do for it is there."""
        for ticket in journey.tickets:
            if not ticket.done:
                ticket.future.add_done_callback(lambda _: self._depart_when_ready(journey))
                return
        with self._lock:
            if journey.cancelled:
                return
            journey.has_departed = True
        try:
            journey.known |= {each.key: each.result() for each in journey.tickets}
            journey.tickets.clear()
            journey.work = work_of(journey)
        except Exception as error:  # noqa: BLE001 - whoever waits must hear of it
            journey.future.set_result(outcome_of(error))
        else:
            self._executor_of(journey).start(journey)

    def _executor_of(self, journey: Journey) -> DaskWorkers | LocalWorkers:
        return self.readers if journey.confined else self.executor

    def _keep(self, journey: Journey, number: int, record: Record) -> None:
        """Keep and give out the record of a step; called in the executor's thread."""
        step = journey.to_do[number]
        on_disk = self.settings.keep_private or step.key not in journey.private
        if step.by_row:
            whole = self._store.whole(journey.rows[step.key], record, on_disk=on_disk)
        else:
            whole = frozen(record)
        self.memory.put(step.key, whole, size_of(whole))
        journey.futures[step.key].set_result(whole)
        if on_disk and not step.by_row:
            self.disk.put_many({step.key: to_bytes(whole)})

    def _end(self, journey: Journey, outcome: Outcome) -> None:
        """Tell who still waits what became of a journey; called once, in the executor's thread."""
        seconds = time.monotonic() - journey.started if journey.started is not None else 0.0
        size = "" if journey.items is None else f"{journey.items:,} items "
        ending = "run" if outcome[0] == "done" else outcome[0]
        name = ", ".join(each.run.__qualname__ for each in journey.to_do)
        log.info("%s %s%.1f s %s", name, size, seconds, ending)
        try:
            if outcome[0] == "done":
                self._keep(journey, len(journey.to_do) - 1, outcome[1])
        except Exception as error:  # noqa: BLE001 - whoever waits must hear of it
            outcome = outcome_of(error)
        waiting = [future for future in journey.futures.values() if not future.done()]
        if waiting:
            reason = error_of(name, outcome, confined=journey.confined)
            for future in waiting:
                future.set_exception(reason)
        with self._lock:
            self._running = {key: j for key, j in self._running.items() if j is not journey}
        # Arguments and records may be large, and tickets outlive the journey.
        journey.work = b""
        for each in (journey.to_do, journey.known, journey.rows, journey.awaited):
            each.clear()
        journey.tickets.clear()
        journey.holders.clear()

    def _leave(self, journey: Journey, ticket: int, grace: float) -> None:
        """Take a ticket back; with grace also while memory is tidied, so without the lock."""
        journey.holders.pop(ticket, None)
        if journey.future.done():
            return
        if grace:
            self._returned.put((journey, time.monotonic() + grace))
        else:
            self._stop_unless_wanted(journey)

    def _watch_returns(self) -> None:
        """Stop journeys that nobody asked for again within the grace."""
        while (returned := self._returned.get()) is not None:
            journey, end = returned
            time.sleep(max(0.0, end - time.monotonic()))
            self._stop_unless_wanted(journey)

    def _stop_unless_wanted(self, journey: Journey) -> None:
        with self._lock:
            if journey.holders or journey.future.done() or journey.cancelled:
                return
            journey.cancelled = True
            # Whoever asks from now on begins anew.
            self._running = {key: j for key, j in self._running.items() if j is not journey}
        if journey.has_departed:
            self._executor_of(journey).cancel(journey)
        else:
            journey.future.set_result(("cancelled",))

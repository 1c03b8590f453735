"""Jobs: work that pages wait for, each piece done once, whoever asks for it.

A job is a function of a module, given its arguments and run in a worker process. It says how far
it is by :func:`embedviz.engine.progress.report` and gives a dictionary of arrays and JSON values.
"""

from __future__ import annotations

import logging
import pickle
import queue
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from embedviz.engine.cache import DiskCache, Memory, NoDisk
from embedviz.engine.executor import Call, Executor, executor_for
from embedviz.engine.keys import key_of, name_of
from embedviz.engine.record import Record, from_bytes, read_only, size_of, to_bytes
from embedviz.engine.rows import Rows
from embedviz.engine.settings import Settings
from embedviz.engine.shipped import Shipped
from embedviz.engine.ticket import STOPPED, Job, Ticket
from embedviz.engine.worker import Outcome, function_called
from embedviz.errors import EmbedvizError, JobFailed, JobStopped, LimitReached, WorkerLost

log = logging.getLogger("embedviz.engine")

MANY_ROWS = 1_000
"""More rows than these may take a second or more to make."""

GRACE = 0.5
"""Seconds that a job goes on with nobody waiting: a page that is drawn anew asks again."""

_MEGABYTE = 1_000_000


class Engine:
    """Runs jobs and keeps their results; one for a server, used by all its sessions' threads.

    Parameters
    ----------
    settings : Settings, optional
        The operator's; the defaults where none are given.
    executor : Executor, optional
        Where jobs run; where the settings say if none is given.
    """

    def __init__(self, settings: Settings | None = None, executor: Executor | None = None) -> None:
        self.settings = settings or Settings()
        self.executor = executor or executor_for(self.settings)
        self.runs: Counter[str] = Counter()
        self.disk = _disk_for(self.settings)
        self._memory = Memory(self.settings.memory_megabytes * _MEGABYTE)
        self._rows = Rows(
            self.disk,
            self.settings.memory_megabytes * _MEGABYTE // 2,
            keep_private=self.settings.keep_private,
        )
        self._shipped = Shipped(self.settings.shipped_folder)
        self._running: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._counting = threading.Lock()
        self._returned: queue.SimpleQueue[tuple[Job, int] | None] = queue.SimpleQueue()
        threading.Thread(target=self._watch_returns, name="embedviz", daemon=True).start()

    def submit(
        self,
        function: Callable[..., Any],
        *arguments: Any,
        version: int | str = 1,
        content: Any = None,
        private: bool = False,
        session: str | None = None,
        items: int | None = None,
        is_long: bool = False,
    ) -> Ticket:
        """Ask for ``function(*arguments)``; what is known or already runs isn't run again.

        Parameters
        ----------
        function : callable
            Importable by name; gives a mapping of names to arrays and JSON values.
        *arguments
            What pickle can carry.
        version : int or str
            Of the function: another version's results are not taken for this one's.
        content : optional
            What tells this job from others, if not the arguments themselves; see
            :func:`embedviz.engine.keys.key_of`.
        private : bool
            Whether it is made from what a visitor brought.
        session : str, optional
            Who asks; without it no limit for a session holds.
        items : int, optional
            How many items it works on, for the log.
        is_long : bool
            Whether it may take seconds: then short jobs needn't wait for it.

        Raises
        ------
        LimitReached
            If the session has as many jobs running as it may.
        TypeError
            If the function has no importable name or the content no key.
        """
        key = key_of(function, version, arguments if content is None else content)
        job = Job(key, _bare(function), private, items, is_long)
        found = self._find(key, job.name)
        if found is not None:
            return Ticket(self, Job.done_already(key, job.name, found))
        return self._join_or_start(job, function, arguments, session)

    def submit_rows(
        self,
        function: Callable[..., Any],
        items: Sequence[Any],
        *arguments: Any,
        version: int | str = 1,
        private: bool = False,
        session: str | None = None,
    ) -> Ticket:
        """Ask for one row an item, where each row depends on its item alone, such as encodings.

        Rows are kept one by one: ``function(missing, *arguments)`` runs for the items whose row
        isn't known, and gives ``{"rows": (m, d) array}``.

        Returns
        -------
        Ticket
            For a result with the one array ``"rows"``, (n, d), in the order of ``items``.
        """
        kind = key_of(function, version, "rows", arguments)
        key = key_of(kind, 1, items)
        job = Job(key, _bare(function), private, len(items))
        found = self._find(key, job.name)
        if found is not None:
            return Ticket(self, Job.done_already(key, job.name, found))
        plan = self._rows.plan(kind, items)
        if not plan.missing:
            record = {"rows": read_only(plan.rows())}
            self._memory.put(key, record, size_of(record))
            return self._hit(key, job.name, "rows", record)
        job.items = len(plan.missing)
        job.is_long = job.items > MANY_ROWS
        job.finish = lambda record: {"rows": read_only(plan.completed(record, private=job.private))}
        return self._join_or_start(job, function, (plan.missing, *arguments), session)

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

    def give_back(self, job: Job, number: int) -> None:
        """Take a ticket back; safe to be called from anywhere, also while memory is tidied."""
        self._returned.put((job, number))

    def give_up(self, job: Job, number: int) -> None:
        """Take a ticket back and stop its job at once if nobody else waits for it."""
        with self._lock:
            job.holders.pop(number, None)
        self._stop_unless_wanted(job)

    def close(self) -> None:
        """Stop everything."""
        self._returned.put(None)
        self.executor.close()
        self.disk.close()

    def _find(self, key: str, name: str) -> Record | None:
        """Look in memory, among what ships with the app, and on the disk, in this order."""
        for place, get in (
            ("memory", self._memory.get),
            ("shipped", self._shipped.get),
            ("disk", self._from_disk),
        ):
            record: Record | None = get(key)
            if record is not None:
                if place != "memory":
                    self._memory.put(key, record, size_of(record))
                self._note(name, place)
                return record
        return None

    def _from_disk(self, key: str) -> Record | None:
        block = self.disk.get_many([key]).get(key)
        if block is None:
            return None
        try:
            return from_bytes(block)
        except ValueError:
            self.disk.remove([key])
            return None

    def _hit(self, key: str, name: str, place: str, record: Record) -> Ticket:
        self._note(name, place)
        return Ticket(self, Job.done_already(key, name, record))

    def _join_or_start(
        self, job: Job, function: Callable[..., Any], arguments: Any, session: str | None
    ) -> Ticket:
        with self._lock:
            joined = self._join(job, session)
        if joined is not None:
            return joined
        job.call = call = Call(name_of(function), pickle.dumps(arguments, protocol=5), job.is_long)
        with self._lock:
            joined = self._join(job, session)  # another thread may have started it meanwhile
            if joined is not None:
                return joined
            self._check_session(session)
            ticket = Ticket(self, job).claim(session)
            self._running[job.key] = job
            self._count("run")
        call.future.add_done_callback(lambda future: self._end(job, future.result()))
        self.executor.start(call)
        return ticket

    def _join(self, job: Job, session: str | None) -> Ticket | None:
        running = self._running.get(job.key)
        if running is not None:
            self._note(job.name, "joined")
            # Kept on the disk only where nobody who asked forbids it.
            running.private = running.private or job.private
            return Ticket(self, running).claim(session)
        finished = self._memory.get(job.key)  # by another thread since we looked
        if finished is not None:
            return self._hit(job.key, job.name, "memory", finished)
        return None

    def _check_session(self, session: str | None) -> None:
        limit = self.settings.jobs_for_a_session
        if session is None:
            return
        running = sum(
            session in job.holders.values() and not job.future.done()
            for job in self._running.values()
        )
        if running >= limit:
            jobs = "1 computation" if limit == 1 else f"{limit:,} computations"
            raise LimitReached(
                f"{jobs} of yours {'is' if limit == 1 else 'are'} still running, and this server "
                "allows no more at once. Wait for one to end, or cancel one."
            )

    def _end(self, job: Job, outcome: Outcome) -> None:
        """Keep and give out what came of a job; called once, in the executor's thread."""
        try:
            self._settle(job, outcome)
        except Exception as error:  # noqa: BLE001 - whoever waits must hear of it
            job.future.set_exception(self._failure(job, type(error).__name__, ""))
        finally:
            with self._lock:
                if self._running.get(job.key) is job:
                    del self._running[job.key]
            if job.call is not None:
                job.call.arguments = b""  # they may be large, and tickets outlive the job

    def _settle(self, job: Job, outcome: Outcome) -> None:
        kind, *rest = outcome
        self._log_end(job, kind)
        if kind != "done":
            job.future.set_exception(self._error(job, kind, rest))
            return
        record = {
            name: read_only(value) if hasattr(value, "flags") else value
            for name, value in rest[0].items()
        }
        if job.finish is not None:
            record = job.finish(record)
        self._memory.put(job.key, record, size_of(record))
        job.future.set_result(record)
        if job.finish is None and self._may_be_written(job):
            self.disk.put_many({job.key: to_bytes(record)})

    def _may_be_written(self, job: Job) -> bool:
        return self.settings.keep_private or not job.private

    def _error(self, job: Job, kind: str, told: Sequence[Any]) -> EmbedvizError:
        if kind == "cancelled":
            return JobStopped(STOPPED)
        if kind == "refused":
            return _as_raised(*told)
        if kind == "lost":
            return WorkerLost(
                "The process that worked on this was ended from outside, often for want of "
                "memory. Try again; if it happens again, try with fewer items."
            )
        return self._failure(job, *told)

    def _failure(self, job: Job, error: str, where: str) -> JobFailed:
        reference = uuid.uuid4().hex[:8]
        # Without the error's own words: they may quote a visitor's data.
        log.error("%s failed with %s, reference %s\n%s", job.name, error, reference, where)
        return JobFailed(
            "Something went wrong here that is our fault, not yours. Other choices should still "
            f"work. If you report it, name the reference {reference}."
        )

    def _watch_returns(self) -> None:
        """Take tickets back, and stop jobs that nobody asked for again within the grace."""
        due: list[tuple[float, Job]] = []
        while True:
            wait = max(0.0, due[0][0] - time.monotonic()) if due else None
            try:
                returned = self._returned.get(timeout=wait)
                if returned is None:
                    return
                job, number = returned
                with self._lock:
                    held = job.holders.pop(number, self) is not self
                if held and not job.future.done():
                    due.append((time.monotonic() + GRACE, job))
            except queue.Empty:
                self._stop_unless_wanted(due.pop(0)[1])

    def _stop_unless_wanted(self, job: Job) -> None:
        with self._lock:
            if job.holders or job.future.done() or self._running.get(job.key) is not job:
                return
            del self._running[job.key]  # whoever asks from now on begins anew
        if job.call is not None:
            self.executor.cancel(job.call)

    def _note(self, name: str, place: str) -> None:
        self._count(place)
        log.info("%s %s", name, place)

    def _count(self, what: str) -> None:
        with self._counting:
            self.runs[what] += 1

    def _log_end(self, job: Job, kind: str) -> None:
        started = job.call.started if job.call else None
        seconds = time.monotonic() - started if started is not None else 0.0
        size = "" if job.items is None else f"{job.items:,} items "
        log.info("%s %s%.1f s %s", job.name, size, seconds, "run" if kind == "done" else kind)


def _disk_for(settings: Settings) -> DiskCache | NoDisk:
    if settings.cache_megabytes == 0:
        return NoDisk()
    return DiskCache(settings.folder(), settings.cache_megabytes * _MEGABYTE)


def _bare(function: Callable[..., Any]) -> str:
    return name_of(function).rpartition(":")[2]


def _as_raised(kind: str, sentence: str) -> EmbedvizError:
    """Give the error that a job raised, by the name of its class."""
    try:
        error = function_called(kind)(sentence)
    except Exception:  # noqa: BLE001 - a class that wants more than a sentence
        return EmbedvizError(sentence)
    return error if isinstance(error, EmbedvizError) else EmbedvizError(sentence)

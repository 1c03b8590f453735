"""Local workers: processes on this machine, each with a thread here that speaks to it."""

from __future__ import annotations

import atexit
import json
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from pkgutil import resolve_name
from queue import Empty, SimpleQueue
from typing import Any

from embedviz.engine.confined import ENVIRONMENT, KEPT, Limits
from embedviz.engine.pipe import hear
from embedviz.engine.threads import n_cores
from embedviz.engine.work import Call, Outcome, Task

PATIENCE = 0.8  # seconds that cancelled work has to stop before its process is ended
PATIENCE_WITH_SILENCE = 5.0  # the same where it doesn't answer: torch's libraries are loaded so
PATIENCE_WITH_IMPORTS = 30.0  # the same within an import, which the next job needs as well

_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv.pop()); "
    "from embedviz.engine.{} import main; main(*json.loads(sys.argv.pop()))"
)
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")


class LocalWorkers:
    """Worker processes on this machine; with ``limits`` each job has one of its own.

    Each has pipes of its own, so that a process that is killed, at whatever moment, takes its own
    job with it and nothing else. A process begins with the first job it gets; it ends after so
    many seconds of ``rest`` without one, where those are given.
    """

    kind = "local"

    def __init__(
        self, workers: int, rest: float | None = None, limits: Limits | None = None
    ) -> None:
        self._lock = threading.Lock()
        self._waiting: deque[Call] = deque()
        self._warm_ups: tuple[str, ...] = ()
        self._warming: Call | None = None
        self._closed = False
        # Each gets its share of the cores: with two threads for each of two workers on two cores,
        # 95 % of 30 visitors waited up to 2.4 s beside one's long job.
        threads = max(1, n_cores() // workers)
        self._slots = [_Slot(self, threads, rest, limits) for _ in range(workers)]
        self._idle = self._slots[::-1]
        atexit.register(self.close)

    def start(self, call: Call) -> None:
        """Run the call on a free worker, or else after those that wait."""
        with self._lock:
            if not self._closed:
                self._waiting.append(call)
                self._hand_out()
                return
        call.future.set_result(("cancelled",))

    def warm(self, functions: Sequence[str]) -> None:
        """Have each worker run these, ``"module:name"``, once, while the others serve visitors."""
        with self._lock:
            self._warm_ups = tuple(functions)
            self._hand_out()

    def cancel(self, call: Call) -> None:
        """Stop the call. Work that doesn't let go ends with its process, and a new one is made."""
        call.cancelled = True
        with self._lock:
            waits = call in self._waiting
            if waits:
                self._waiting.remove(call)
            slot = next((each for each in self._slots if each.call is call), None)
        if waits:
            call.future.set_result(("cancelled",))
        elif slot is not None:
            slot.cancel(call)

    def state(self) -> dict[str, Any]:
        """Give the numbers of workers, of those alive and busy, and of calls that wait.

        Private calls aren't counted.
        """
        with self._lock:
            alive = [slot.pid for slot in self._slots if slot.pid is not None]
            busy = [slot.call for slot in self._slots if slot.call is not None]
            return {
                "workers": len(self._slots), "alive": len(alive), "pids": alive,
                "waiting": sum(not call.is_private for call in self._waiting),
                "busy": sum(not call.is_private for call in busy),
            }  # fmt: skip

    def close(self) -> None:
        """End the processes, and what runs in them."""
        atexit.unregister(self.close)
        with self._lock:
            self._closed = True
            waiting, self._waiting = self._waiting, deque()
            self._warm_ups = ()
        for call in waiting:
            call.future.set_result(("cancelled",))
        for slot in self._slots:
            slot.end()

    def freed(self, slot: _Slot, call: Call) -> None:
        """Take note that a worker's job is at its end."""
        with self._lock:
            slot.call = None
            if call is self._warming:
                self._warming = None
                slot.is_warm = True  # even if it failed: once is enough
            self._idle.append(slot)
            self._hand_out()

    def _hand_out(self) -> None:
        """Give what waits longest to who doesn't: the worker that was busy last first.

        One worker is always left to what doesn't take long.
        """
        for call in list(self._waiting):
            long = sum(slot.call is not None and slot.call.is_long for slot in self._slots)
            has_room = long < max(1, len(self._slots) - 1)
            if self._idle and (has_room or not call.is_long):
                self._waiting.remove(call)
                self._idle.pop().take(call)
        cold = next((slot for slot in self._idle if not slot.is_warm), None)
        if self._warm_ups and cold is not None and self._warming is None:
            self._idle.remove(cold)
            self._warming = Call(pickle.dumps(({}, [Task(warm_up, self._warm_ups)])))
            cold.take(self._warming)


class _Slot:
    """One worker: its process, replaced when it ends, and the thread that speaks to it."""

    def __init__(
        self, workers: LocalWorkers, threads: int, rest: float | None, limits: Limits | None
    ) -> None:
        self.call: Call | None = None
        self.is_warm = False
        self._workers = workers
        self._threads = threads
        self._limits = limits
        self._rest = rest
        self._calls: SimpleQueue[Call | None] = SimpleQueue()
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()  # over what is written to the process
        self._running: Call | None = None
        self._patience = PATIENCE
        # A daemon: a server that is told to stop doesn't wait for jobs.
        self._thread = threading.Thread(target=self._serve, name="embedviz", daemon=True)
        self._thread.start()

    @property
    def pid(self) -> int | None:
        """The process, if it is alive."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def take(self, call: Call) -> None:
        """Run a call; the workers see to it that there is one at a time."""
        self.call = call
        self._calls.put(call)

    def cancel(self, call: Call) -> None:
        """Ask the process to stop the call, and have it end if it doesn't."""
        with self._lock:
            if self._running is call:
                self._write(("cancel", call.number))
        threading.Thread(target=self._lose_patience, args=(call,), daemon=True).start()

    def end(self) -> None:
        """End the process and the thread."""
        self._calls.put(None)
        with self._lock:
            if self._running is not None:
                self._running.cancelled = True
            if self._process is not None:
                _kill(self._process)
        if self._thread is not threading.current_thread():
            self._thread.join(5)

    def _serve(self) -> None:
        while (call := self._next()) is not None:
            try:
                outcome = self._attempt(call)
                if outcome[0] == "lost" and call.started is None:
                    # The process had ended while it was idle: nothing of this job is lost.
                    outcome = self._attempt(call)
            except Exception as error:  # noqa: BLE001 - the worker goes on, the caller is told
                outcome = ("failed", type(error).__name__, "")
                self._lose_process()
            with self._lock:
                self._running = None
            self._workers.freed(self, call)
            call.future.set_result(outcome)
        self._lose_process()

    def _next(self) -> Call | None:
        """Wait for a call; meanwhile the process may end, and all that it has loaded with it."""
        try:
            return self._calls.get(timeout=self._rest)
        except Empty:
            self._lose_process()
            return self._calls.get()

    def _attempt(self, call: Call) -> Outcome:
        if self.pid is None:
            self._lose_process()
            self._process = _new_process(self._threads, self._limits)
        with self._lock:
            if call.cancelled:
                return ("cancelled",)
            self._running, self._patience = call, PATIENCE_WITH_SILENCE
            self._write(("run", call.number, call.work))
        try:
            return self._listen(call)
        except (EOFError, OSError):
            self._lose_process()
            return ("cancelled",) if call.cancelled else ("lost",)

    def _listen(self, call: Call) -> Outcome:
        assert self._process is not None  # noqa: S101 - for the type checker
        assert self._process.stdout is not None  # noqa: S101
        most = None if self._limits is None else self._limits.megabytes * 1_000_000
        outcome: Outcome = ("lost",)
        while True:
            (kind, number, *rest), record = hear(self._process.stdout, most)
            if number != call.number:
                continue  # a last word of the job before
            if kind == "ended":
                return outcome
            if kind == "outcome":
                outcome = (*rest,) if record is None else (*rest, record)
            elif kind == "began":
                call.started = time.monotonic()
            elif kind == "stopping":
                self._patience = PATIENCE
            elif kind == "importing":
                self._patience = PATIENCE_WITH_IMPORTS
            elif kind == "record" and record is not None:
                call.reached = (rest[0] + 1, 0, 0)
                call.give(rest[0], record)
            else:
                call.reached = (call.reached[0], *rest)

    def _write(self, message: tuple[Any, ...]) -> None:
        if self._process is None or self._process.stdin is None:
            return
        with suppress(OSError):  # it has ended: the reader finds out
            pickle.dump(message, self._process.stdin, protocol=5)
            self._process.stdin.flush()

    def _lose_patience(self, call: Call) -> None:
        """End the process of a cancelled call that doesn't stop in time."""
        start = time.monotonic()
        while self._running is call:
            time.sleep(PATIENCE / 8)
            with self._lock:
                is_late = time.monotonic() - start >= self._patience
                if self._running is call and is_late and self._process is not None:
                    _kill(self._process)

    def _lose_process(self) -> None:
        with self._lock:
            process, self._process = self._process, None
        self.is_warm = False
        if process is not None:
            _kill(process)
            with suppress(OSError), process:  # what was not yet written has no reader
                pass


def warm_up(*functions: str) -> dict[str, Any]:
    """Run functions that make a worker ready for what comes, such as long imports."""
    for name in functions:
        resolve_name(name)()
    return {}


def _new_process(threads: int, limits: Limits | None) -> subprocess.Popen[bytes]:
    path = json.dumps([str(each) for each in sys.path])
    environment = {"OMP_WAIT_POLICY": "PASSIVE"}  # threads that wait leave the core to others
    environment |= dict.fromkeys(_THREADS, str(threads))
    if limits is None:
        start, told = _START.format("worker"), "[]"
        environment |= os.environ  # what the operator has set stays
    else:
        start = _START.format("confined")
        told = json.dumps([limits.megabytes, limits.seconds, *limits.prepare])
        environment |= {name: os.environ[name] for name in KEPT if name in os.environ}
        environment |= ENVIRONMENT
    return subprocess.Popen(  # noqa: S603 - this program itself
        [sys.executable, "-c", start, told, path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        start_new_session=limits is not None,  # so that the copies it makes end with it
    )


def _kill(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    with suppress(OSError, AttributeError):  # those it has made of itself, if any
        os.killpg(process.pid, signal.SIGKILL)

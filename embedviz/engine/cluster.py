"""Dask workers: the same jobs on a cluster that is there already."""

from __future__ import annotations

import ctypes
import logging
import sys
import threading
import time
import uuid
from collections.abc import Sequence
from typing import Any

from embedviz.engine.progress import JobCancelled
from embedviz.engine.record import Record
from embedviz.engine.work import Call, Outcome, outcome_of, run
from embedviz.engine.worker import UNWINDING, is_importing
from embedviz.errors import ClusterUnavailable
from embedviz.extras import needs

log = logging.getLogger("embedviz.engine")

_TIMEOUT = 10  # seconds for a scheduler to answer
_NUDGE = 0.05  # seconds between two looks at work that is to stop


class DaskWorkers:
    """The workers of an existing Dask cluster.

    A job that loses its worker is run again on another by Dask itself; only where that fails too
    does its visitor hear of it.

    ``address`` is that of the scheduler, such as ``"tcp://10.0.0.5:8786"``. Where it doesn't
    answer, :class:`ClusterUnavailable` is raised.
    """

    kind = "dask"

    def __init__(self, address: str) -> None:
        self.address = address
        # Several servers may share the cluster: each hears of its own jobs alone.
        self._topic = f"embedviz-{uuid.uuid4().hex}"
        self._calls: dict[str, tuple[Call, Any]] = {}
        self._lock = threading.Lock()
        self._client = self._connected()

    def start(self, call: Call) -> None:
        """Hand the call to the scheduler; one that was gone and is back is found again."""
        if call.cancelled:
            call.future.set_result(("cancelled",))
            return
        name = f"{self._topic}-{call.number}"
        try:
            with self._lock:
                if self._client.status == "closed":
                    self._client = self._connected()
            future = self._client.submit(
                run_on_cluster, self._topic, name, call.work, key=name, pure=False
            )
        except Exception:  # noqa: BLE001 - a lost scheduler has many names
            log.warning("cluster: a job could not be started, the scheduler is gone")
            call.future.set_result(outcome_of(ClusterUnavailable(self._no_answer())))
            return
        self._calls[name] = (call, future)
        future.add_done_callback(lambda ended: self._end(name, ended))

    def cancel(self, call: Call) -> None:
        """Stop the call; from one that runs what it has done so far still comes."""
        call.cancelled = True
        name = f"{self._topic}-{call.number}"
        if name not in self._calls:
            return
        try:
            if call.started is None and (waiting := self._calls.pop(name, None)) is not None:
                call.future.set_result(("cancelled",))
                waiting[1].cancel()
            self._client.run(stop_on_cluster, name, wait=False, on_error="ignore")
        except Exception as error:  # noqa: BLE001 - a lost scheduler has many names
            log.warning("cluster: a job could not be stopped (%s)", type(error).__name__)

    def warm(self, functions: Sequence[str]) -> None:
        """Leave the cluster's workers as they are: they are not ours alone."""

    def state(self) -> dict[str, Any]:
        """Give the numbers of workers and of calls, as far as the scheduler is known."""
        is_there = self._client.status == "running"
        n = len(self._client.scheduler_info(n_workers=-1)["workers"]) if is_there else 0
        calls = [call for call, _ in list(self._calls.values()) if not call.is_private]
        busy = sum(call.started is not None for call in calls)
        return {"workers": n, "alive": n, "busy": busy, "waiting": len(calls) - busy}

    def close(self) -> None:
        """Stop our jobs and leave the cluster; it stays."""
        for call, _ in list(self._calls.values()):
            self.cancel(call)
        self._client.close()

    def _connected(self) -> Any:
        with needs("dask"):
            from distributed import Client

        try:
            client = Client(self.address, timeout=_TIMEOUT, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise ClusterUnavailable(self._no_answer()) from error
        client.subscribe_topic(self._topic, self._hear)
        return client

    def _no_answer(self) -> str:
        return (
            f'The cluster "{self.address}" named in the settings doesn\'t answer. Start it, or '
            "leave the setting scheduler empty to work on this machine."
        )

    def _hear(self, event: tuple[float, Any]) -> None:
        name, *reached = event[1]
        call, _ = self._calls.get(name, (None, None))
        if call is not None:
            call.started = call.started or time.monotonic()
            call.reached = tuple(reached)

    def _end(self, name: str, future: Any) -> None:
        try:
            outcome, made = future.result()
        except BaseException:  # noqa: BLE001 - Dask's own: a lost worker, a lost scheduler
            outcome, made = ("lost",), ()
        call, _ = self._calls.pop(name, (None, None))
        if call is not None:
            for number, record in enumerate(made):
                call.give(number, record)
            call.future.set_result(outcome)


_stopped: set[str] = set()
_threads: dict[str, int] = {}


def run_on_cluster(topic: str, name: str, work: bytes) -> tuple[Outcome, list[Record]]:
    """Run a call on a Dask worker, and give its outcome and the records made before the last."""
    from distributed import get_worker

    worker = get_worker()
    made: list[Record] = []

    def tell(done: int, total: int) -> None:
        worker.log_event(topic, (name, len(made), done, total))

    def give(_number: int, record: Record) -> None:
        made.append(record)
        tell(0, 0)

    tell(0, 0)
    _threads[name] = threading.get_ident()
    try:
        return run(work, tell, give, lambda: name in _stopped), made
    except JobCancelled:  # came after the work
        return ("cancelled",), made
    finally:
        _threads.pop(name, None)
        _stopped.discard(name)


async def stop_on_cluster(name: str) -> None:
    """Stop a job if it runs on this Dask worker; called on all of them, and not waited for."""
    if name in _threads:
        _stopped.add(name)
        threading.Thread(target=_insist, args=(name,), daemon=True).start()


def _insist(name: str) -> None:
    """Raise within the job's thread, which no signal reaches, until the job is at its end.

    What blocks in the system stops where it returns to Python.
    """
    while (thread := _threads.get(name)) is not None:
        if not is_importing(sys._current_frames().get(thread)):  # noqa: SLF001
            ctypes.pythonapi.PyThreadState_SetAsyncExc(
                ctypes.c_ulong(thread), ctypes.py_object(JobCancelled)
            )
            time.sleep(UNWINDING)
        time.sleep(_NUDGE)

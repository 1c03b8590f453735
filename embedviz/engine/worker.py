"""Worker: a process that runs one job after another and stays alive when one is cancelled.

It is a plain ``python -c`` that speaks over its standard input and output. It is not made by
``multiprocessing``, because that runs the parent's main script again in every worker, and under
Streamlit this is the visitor's page. When the parent ends, in whatever way, the input ends, and
so does the worker.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import signal
import sys
import threading
import time
from functools import partial
from types import FrameType
from typing import Any, BinaryIO

from embedviz.engine.pipe import say
from embedviz.engine.progress import JobCancelled
from embedviz.engine.record import Record
from embedviz.engine.work import run

_NUDGE = 0.05  # seconds between two looks at work that is to stop
UNWINDING = 0.5  # seconds that stopped work has to clean up before it is interrupted again
_NICENESS = 15  # pages go first


def is_importing(frame: FrameType | None) -> bool:
    """Tell of an import at ``frame``: broken off it can leave a package unusable for good."""
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


class Worker:
    """The loop of a worker process: commands come in, progress, records and outcomes go out.

    Commands are ``("run", number, work)`` and ``("cancel", number)``; what goes out is
    ``("began", number)``, ``("progress", number, done, total)``, ``("record", number, place)``,
    ``("stopping", number)``, ``("importing", number)``, ``("outcome", number, *outcome)`` and,
    when the next job may come, ``("ended", number)``. Records travel beside their message.
    """

    def __init__(self, commands: BinaryIO, replies: BinaryIO) -> None:
        self.commands = commands
        self.replies = replies
        self.jobs: queue.SimpleQueue[tuple[int, bytes]] = queue.SimpleQueue()
        self.current: int | None = None
        self.cancelled: int | None = None
        self.raised_at = 0.0
        self.sending = threading.Lock()
        self.in_message = False

    def work(self) -> None:
        """Run jobs until the process ends."""
        self.listen()
        while True:
            number, work = self.jobs.get()
            self.do(number, work)
            self._send("ended", number)
            del work  # not held in memory until the next job comes

    def listen(self) -> None:
        """Hear what the parent wants, from now on."""
        signal.signal(signal.SIGINT, self._interrupted)
        threading.Thread(target=self._listen, daemon=True).start()

    def do(self, number: int, work: bytes) -> None:
        """Do one job, and say what came of it."""
        self.raised_at = 0.0
        self._send("began", number)
        try:
            self.current = number
            hear = partial(self._send, "progress", number)
            outcome = run(work, hear, partial(self._give, number), self._is_cancelled)
        except JobCancelled:  # came after the work, or before it
            outcome = ("cancelled",)
        finally:
            self.current = None
        if outcome[0] == "done":
            self._send("outcome", number, "done", record=outcome[1])
        else:
            self._send("outcome", number, *outcome)

    def _give(self, number: int, place: int, record: Record) -> None:
        self._send("record", number, place, record=record)

    def _is_cancelled(self) -> bool:
        return self.cancelled == self.current

    def _listen(self) -> None:
        with contextlib.suppress(EOFError, OSError):
            while True:
                command, *rest = pickle.load(self.commands)  # noqa: S301 - our own parent's
                if command == "run":
                    self.jobs.put(tuple(rest))
                else:
                    self.cancelled = rest[0]
                    threading.Thread(target=self._insist, args=rest, daemon=True).start()
        os._exit(0)  # nobody is there any more

    def _insist(self, number: int) -> None:
        """Interrupt the main thread until the job is at its end."""
        self._send("stopping", number)
        main = threading.main_thread().ident or 0
        told = False
        while self.current == number:
            if not told and is_importing(sys._current_frames().get(main)):  # noqa: SLF001
                told = True
                self._send("importing", number)
            if hasattr(signal, "pthread_kill"):
                signal.pthread_kill(main, signal.SIGINT)  # also wakes it from a sleep or a read
            else:
                signal.raise_signal(signal.SIGINT)
            time.sleep(_NUDGE)

    def _interrupted(self, _signal: int, frame: FrameType | None) -> None:
        """Stop the job if it is to stop and can now; a terminal's Ctrl-C means the parent."""
        if self.current is None or self.current != self.cancelled or self.in_message:
            return
        if is_importing(frame) or time.monotonic() - self.raised_at < UNWINDING:
            return
        self.raised_at = time.monotonic()
        raise JobCancelled

    def _send(self, *message: Any, record: Record | None = None) -> None:
        is_main = threading.current_thread() is threading.main_thread()
        if is_main:
            self.in_message = True  # half a message would be the last that is understood
        try:
            with self.sending:
                say(self.replies, message, record)
        except OSError:
            os._exit(0)  # nobody is there any more
        finally:
            if is_main:
                self.in_message = False


def main() -> None:
    """Be a worker."""
    Worker(*pipes()).work()


def pipes(niceness: int = _NICENESS) -> tuple[BinaryIO, BinaryIO]:
    """Give where commands come in and where replies go out; from now on others go first.

    What libraries print goes to the parent's error stream, and they have nothing to read.
    """
    with contextlib.suppress(AttributeError, OSError):
        os.nice(niceness)
    commands, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "rb") as nothing:  # noqa: PTH123 - a device
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    return commands, replies

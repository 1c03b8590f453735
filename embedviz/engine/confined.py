"""Confined: work on bytes that a visitor brings, each job in a process of its own, with limits.

Whatever a reader can be brought to do by the bytes it reads, it has nobody else's data in its
memory, no secret in its environment, and so much memory and processor time and no more. One
process has the readers imported and is never given a byte; for each job a copy of it is forked,
which takes milliseconds, and ends with the job. Where there is no fork, a process does one job.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from pkgutil import resolve_name
from typing import NamedTuple

from embedviz.engine.pipe import say
from embedviz.engine.worker import Worker, pipes

KEPT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LANG", "LC_ALL", "LD_LIBRARY_PATH")
"""What of the server's environment such a process is told."""

ENVIRONMENT = {
    "MALLOC_ARENA_MAX": "2",
    # One thread to fork from, and memory that the limit is heard of.
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "OPENBLAS_NUM_THREADS": "1",
}

_NICENESS = 5  # pages go first, then reading, for which a visitor waits, then what is long


class Limits(NamedTuple):
    """The most that one job may take, and the functions run before any, such as imports."""

    megabytes: int
    seconds: int
    prepare: tuple[str, ...] = ()

    def hold(self) -> None:
        """Hold this process to them from now on; on Windows nothing can."""
        if sys.platform == "win32":
            return
        import resource

        most = self.megabytes * 1_000_000
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CPU, (self.seconds, self.seconds + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # no memory of theirs on the disk


def main(megabytes: int, seconds: int, *prepare: str) -> None:
    """Have each job done by a process of its own; end where one of them doesn't end well."""
    limits = Limits(megabytes, seconds, prepare)
    commands, replies = pipes(_NICENESS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal's Ctrl-C means the parent
    for name in limits.prepare:
        resolve_name(name)()
    while True:
        try:
            command, number, *work = pickle.load(commands)  # noqa: S301 - our own parent's
        except EOFError:
            return
        if command != "run":  # a cancel that came too late
            continue
        can_fork = hasattr(os, "fork")
        child = os.fork() if can_fork else 0
        if not child:
            limits.hold()
            worker = Worker(commands, replies)
            worker.listen()
            worker.do(number, *work)
            if can_fork:
                os._exit(0)
        elif os.waitpid(child, 0)[1]:
            os._exit(1)  # half a message may be all that is said: the parent begins anew
        say(replies, ("ended", number))
        if not can_fork:
            os._exit(0)


def ready() -> None:
    """Do nothing, in a process that is made for it."""

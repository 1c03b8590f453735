"""A class at once: many visitors load pages and change controls; how long each waits.

    python benchmarks/load.py --visitors 30 --seconds 180

In the second half one more visitor draws all 21,745 words by UMAP, again and again, each time
with a new seed. Nothing is mocked: the server is the one that ``make app`` starts, with an empty
cache. A visitor has a websocket of its own, and with each page loaded another one: what a browser
that was never here fetches is fetched, and the session before is left to the server. How long a
load takes of an idle server is measured in the same run, before the class comes in. Beside them a
real browser loads pages and draws them: what a person waits for, of which the server's part is the
smaller one.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any
from urllib.request import urlopen

import numpy as np
import psutil
from playwright.async_api import Browser
from session import Session
from visitors import ARRIVALS, LOADED, PAGES, Interaction, visit

sys.path.append(str(Path(__file__).resolve().parent.parent / "scripts"))
from browsing import DRAWN, browse, chromium, first_draw
from live_app import running_app

from embedviz.ui.serving import take_turns

ALL_WORDS = "All 21,745 words"
BEAT = 1.0  # seconds between two looks at the server's memory
IDLE_LOADS = 3
FORGOTTEN = 125.0
"""Seconds after which the server lets go of who has left: Streamlit waits for two minutes."""


@dataclass
class Measured:
    """What a run of the load test gave.

    ``cores`` are the processor cores kept busy on average, by name: server, workers, and the
    visitors themselves, who share the machine; ``memory`` is the largest sum seen, in bytes,
    ``before`` that of a server whose pages have all been loaded, ``after`` that of one that
    everybody has left. ``idle`` are the seconds that each page's loads took before the class.
    """

    interactions: list[Interaction] = field(default_factory=list)
    browsed: list[Interaction] = field(default_factory=list)
    heavy: list[Interaction] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    warnings: int = 0
    from_halfway: float = 0.0
    cores: list[dict[str, float]] = field(default_factory=list)
    memory: dict[str, int] = field(default_factory=dict)
    before: dict[str, int] = field(default_factory=dict)
    after: dict[str, int] = field(default_factory=dict)
    runs: dict[str, int] = field(default_factory=dict)
    idle: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    idle_browsed: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def seconds(self, *, with_heavy: bool | None = None) -> list[float]:
        """Give how long changes took: all, or without, or with the heavy visitor beside."""
        return [each.seconds for each in self._some(with_heavy) if each.what != LOADED]

    def slower(self, *, with_heavy: bool | None = None) -> list[float]:
        """Give how many times as long as of an idle server each load of a page took."""
        loads = (each for each in self._some(with_heavy) if each.what == LOADED)
        return [each.seconds / median(self.idle[each.page]) for each in loads]

    def slower_in_a_browser(self) -> list[float]:
        """Give how many times as long as of an idle server a browser took to draw each page."""
        return [each.seconds / median(self.idle_browsed[each.page]) for each in self.browsed]

    def _some(self, with_heavy: bool | None) -> list[Interaction]:  # noqa: FBT001
        return [
            each
            for each in self.interactions
            if with_heavy is None or (each.at >= self.from_halfway) == with_heavy
        ]


@dataclass(frozen=True)
class Trial:
    """What is tried: how many visitors for how long, and what goes on beside them.

    ``heavy`` is the visitor who draws all words; ``browsing`` the real browser. So many seconds
    after the last has left all are ``forgotten``.
    """

    visitors: int = 30
    seconds: float = 180.0
    heavy: bool = True
    browsing: bool = True
    forgotten: float = FORGOTTEN
    idle_loads: int = IDLE_LOADS


def load(trial: Trial, log: Path | None = None) -> Measured:
    """Start a server, let a class in, and measure.

    Our own threads take turns quickly: one visitor's browser doesn't wait for another's.
    """
    take_turns()
    with tempfile.TemporaryDirectory() as folder:
        log = log or Path(folder) / "app.log"
        variables = {"EMBEDVIZ_CACHE_FOLDER": str(Path(folder) / "cache")}
        with running_app(log, variables=variables) as address:
            measured = asyncio.run(_class(address, trial))
        if "Traceback" in log.read_text():
            measured.errors.append(f"a traceback in the server's log:\n{log.read_text()[-3000:]}")
    return measured


async def _class(address: str, trial: Trial) -> Measured:
    measured = Measured()
    async with AsyncExitStack() as opened:
        browser = await opened.enter_async_context(chromium()) if trial.browsing else None
        await _load_idle(address, measured, trial.idle_loads)
        if browser:
            await _draw_idle(browser, address, measured, trial.idle_loads)
        measured.before = await _memory(address)
        begun = time.perf_counter()
        until = begun + trial.seconds
        measured.from_halfway = begun + trial.seconds / 2
        watch = asyncio.create_task(_watch(measured, (measured.from_halfway, until)))
        arrivals = min(ARRIVALS, trial.seconds / 4)
        class_ = [
            visit(address, number, until, measured.interactions.append, arrivals)
            for number in range(trial.visitors)
        ]
        if trial.heavy:
            class_.append(_draw_all_words(address, measured, until))
        looking = [browse(browser, address, until, measured.browsed.append)] if browser else []
        sessions = asyncio.gather(*class_)
        await asyncio.gather(sessions, *looking)
        for session in sessions.result():
            measured.errors += session.errors
            measured.warnings += len(session.warnings)
        await watch
    measured.runs = (await asyncio.to_thread(healthz, address))["runs"]
    await asyncio.sleep(trial.forgotten)
    await _load_each(Session(address), measured, ("glossary",))  # the server looks who is gone
    measured.after = await _memory(address)
    return measured


async def _draw_idle(browser: Browser, address: str, measured: Measured, times: int) -> None:
    """Have a browser draw each page while nobody else is there."""
    for page in DRAWN * times:
        measured.idle_browsed[page].append(await first_draw(browser, address, page))


async def _memory(address: str) -> dict[str, int]:
    """Give bytes now, of each and of the results that the server keeps in memory."""
    cache = (await asyncio.to_thread(healthz, address))["cache"]
    return _used()[1] | {"results": cache["in_memory"]}


async def _load_idle(address: str, measured: Measured, times: int) -> None:
    """Load each page while nobody else is there; the first time each is made ready, not counted."""
    session = Session(address)
    await _load_each(session, Measured(), PAGES)
    for _ in range(times):
        await _load_each(session, measured, PAGES)
    measured.errors += session.errors


async def _load_each(session: Session, measured: Measured, pages: Sequence[str]) -> None:
    for page in pages:
        measured.idle[page].append(await session.load(page))
    await session.leave()


async def _draw_all_words(address: str, measured: Measured, until: float) -> Session:
    """Be the visitor who draws all words by UMAP with one seed after another."""
    session = Session(address)
    await asyncio.sleep(measured.from_halfway - time.perf_counter())
    await session.open("words")
    await session.change("words.projection", "UMAP")
    await session.change("words.shown", ALL_WORDS)
    for seed in count(1):
        if time.perf_counter() > until:
            break
        at = time.perf_counter()
        waited = await session.change("words.seed", float(seed))
        measured.heavy.append(Interaction(at, "words", "UMAP of all words", waited))
    await session.leave()
    return session


def healthz(address: str) -> dict[str, Any]:
    """Ask the server how it is."""
    with urlopen(f"{address}/healthz", timeout=30) as answer:  # noqa: S310 - our own server
        state: dict[str, Any] = json.load(answer)
    return state


async def _watch(measured: Measured, ends: Sequence[float]) -> None:
    """Look at the server's processes until the last of ``ends``; tell apart what lies between."""
    for end in ends:
        started, before = time.perf_counter(), _used()[0]
        used = before
        while time.perf_counter() < end:
            await asyncio.sleep(min(BEAT, max(0.05, end - time.perf_counter())))
            now, memory = _used()
            used = {name: max(used.get(name, 0.0), now[name]) for name in now}
            for name, size in memory.items():
                measured.memory[name] = max(size, measured.memory.get(name, 0))
        passed = time.perf_counter() - started
        measured.cores.append(
            {name: (used[name] - before.get(name, 0.0)) / passed for name in used}
        )


def _used() -> tuple[dict[str, float], dict[str, int]]:
    """Give processor seconds so far and bytes now, of the server, its workers, and of us."""
    seconds: defaultdict[str, float] = defaultdict(float)
    memory: defaultdict[str, int] = defaultdict(int)
    us = psutil.Process()
    for process in [us, *us.children(recursive=True)]:
        try:
            times, size = process.cpu_times(), process.memory_info().rss
            parent, called = process.ppid(), process.name()
        except psutil.NoSuchProcess:
            continue
        is_browser = called.startswith(("chrom", "node"))
        name = "visitors" if process == us else "server" if parent == us.pid else "workers"
        name = "browser" if is_browser else name
        seconds[name] += times.user + times.system
        memory[name] += size
    return dict(seconds), dict(memory)


def percentiles(seconds: Sequence[float]) -> tuple[float, float, float]:
    """Give the median, the 95th and the 99th percentile."""
    if not seconds:
        return (float("nan"),) * 3
    low, high, highest = np.percentile(seconds, [50, 95, 99])
    return float(low), float(high), float(highest)


async def ask_together(
    address: str, visitors: int, page: str, changes: Sequence[tuple[str, Any]]
) -> list[str]:
    """Let visitors open a page, then make the same changes all at once; give their errors."""
    sessions = [Session(address) for _ in range(visitors)]
    for session in sessions:
        await session.open(page)
    for key, value in changes:
        await asyncio.gather(*(session.change(key, value) for session in sessions))
    for session in sessions:
        await session.close()
    return [error for session in sessions for error in session.errors]


def report(measured: Measured) -> str:
    """Say what was measured."""
    lines = []
    for title, with_heavy in (("alone", False), ("beside UMAP of all words", True), ("all", None)):
        waited = measured.seconds(with_heavy=with_heavy)
        lines.append(f"{title}: {len(waited)} changes, {_spread(waited)}")
        slower = measured.slower(with_heavy=with_heavy)
        of_idle = ", ".join(f"{times:.1f}" for times in percentiles(slower))
        lines.append(f"  {len(slower)} pages loaded, × an idle server's time: {of_idle}")
    if measured.browsed:
        of_idle = ", ".join(f"{times:.1f}" for times in percentiles(measured.slower_in_a_browser()))
        lines.append(
            f"{len(measured.browsed)} drawn in a browser, × an idle server's time: {of_idle}"
        )
    kinds = defaultdict(list)
    for each in measured.interactions:
        name = f"{each.page or 'home'} loaded" if each.what == LOADED else each.what
        kinds[name].append(each.seconds)
    for name, waited in sorted(kinds.items(), key=lambda pair: -sum(pair[1])):
        lines.append(f"  {name}: {len(waited)} ×, {_spread(waited)}")
    heavy = ", ".join(f"{each.seconds:.1f} s" for each in measured.heavy)
    lines.append(f"UMAP of all words: {heavy or 'none'}")
    for half, cores in zip(("first", "second"), measured.cores, strict=True):
        busy = ", ".join(f"{name} {share:.2f}" for name, share in cores.items())
        lines.append(f"cores busy, {half} half: {busy}")
    idle = ", ".join(f"{page or 'home'} {median(each):.2f}" for page, each in measured.idle.items())
    lines.append(f"seconds that an idle server takes: {idle}")
    lines.append(f"largest memory: {megabytes(measured.memory)}")
    lines.append(f"before: {megabytes(measured.before)}; after: {megabytes(measured.after)}")
    lines.append(f"jobs: {measured.runs}; sentences shown: {measured.warnings}")
    return "\n".join([*lines, f"errors: {len(measured.errors)}", *measured.errors])


def megabytes(sizes: Mapping[str, int]) -> str:
    """Write how large each is."""
    return ", ".join(f"{name} {size / 2**20:,.0f} MB" for name, size in sizes.items())


def _spread(seconds: Sequence[float]) -> str:
    median, most, nearly_all = percentiles(seconds)
    return (
        f"p50 {median:.2f} s, p95 {most:.2f} s, p99 {nearly_all:.2f} s, "
        f"longest {max(seconds, default=0):.2f} s"
    )


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--visitors", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=180.0)
    parser.add_argument(
        "--light", action="store_true", help="without the visitor who draws all words"
    )
    parser.add_argument("--log", type=Path, help="where the server's words go")
    asked = parser.parse_args()
    trial = Trial(asked.visitors, asked.seconds, heavy=not asked.light)
    measured = load(trial, asked.log)
    print(report(measured))
    return int(bool(measured.errors))


if __name__ == "__main__":
    sys.exit(main())

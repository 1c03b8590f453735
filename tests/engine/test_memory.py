"""Memory keeps the latest, within its limit, and makes once what several ask for at once."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from embedviz.engine.memory import Memory


def test_memory_holds_the_latest_and_no_more_than_its_limit():
    memory = Memory(100)
    for number in range(10):
        memory.put(str(number), number, 30)
        memory.get("0")
    assert memory.size <= 100
    assert memory.get("0") == 0  # used all the time
    assert memory.get("9") == 9
    assert memory.get("5") is None
    memory.put("large", 1, 101)
    assert memory.get("large") is None
    assert memory.get("9") == 9


def test_what_two_threads_ask_for_at_once_is_made_once():
    memory = Memory(100)
    start, made = Barrier(2), []

    def make():
        time.sleep(0.2)
        made.append(1)
        return object()

    def ask(_):
        start.wait()
        return memory.made("key", make, lambda _: 1_000)  # too large to be kept

    with ThreadPoolExecutor(2) as threads:
        one, other = threads.map(ask, range(2))
    assert one is other
    assert made == [1]


def test_making_one_thing_keeps_nobody_from_another():
    memory, go_on = Memory(100), Event()
    with ThreadPoolExecutor(1) as thread:
        slow = thread.submit(memory.made, "slow", lambda: go_on.wait(10), lambda _: 1)
        assert memory.made("quick", lambda: 7, lambda _: 1) == 7
        assert memory.get("quick") == 7
        go_on.set()
        assert slow.result(5)


def test_one_visitors_error_is_not_anothers():
    memory, began, go_on = Memory(100), Event(), Event()

    def fail():
        began.set()
        go_on.wait(10)
        raise KeyError("mine")

    with ThreadPoolExecutor(2) as threads:
        mine = threads.submit(memory.made, "key", fail, lambda _: 1)
        began.wait(10)
        theirs = threads.submit(memory.made, "key", lambda: 7, lambda _: 1)
        go_on.set()
        with pytest.raises(KeyError):
            mine.result(5)
        assert theirs.result(5) == 7

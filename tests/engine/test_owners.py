"""What is private is its session's alone: no other finds it, counts it, or waits less for it."""

from __future__ import annotations

import errands
import numpy as np
import pandas as pd
import pytest
from errands import ask

from embedviz.datasets import Dataset
from embedviz.engine.health import health
from embedviz.engine.step import Step

MINE, THEIRS = "session-1", "session-2"


def runs(folder):
    return len([*folder.iterdir()])


@pytest.fixture
def noted(tmp_path):
    folder = tmp_path / "runs"
    folder.mkdir()
    return folder


def test_equal_private_work_of_two_sessions_is_done_twice(engine, noted):
    for session in (MINE, THEIRS, MINE, THEIRS):
        ask(engine, errands.count, str(noted), private=True, session=session).result(20)
    assert runs(noted) == 2


def test_what_is_built_on_private_work_is_private(engine, noted):
    for session in (MINE, THEIRS):
        private = Step(errands.steps, (1, 0.0), private=True)
        after = Step(errands.number, (str(noted), 0.0), (private,))
        engine.submit(after, session=session).result(20)
    assert runs(noted) == 2


def test_public_work_is_done_once(engine, noted):
    for session in (MINE, THEIRS):
        ask(engine, errands.count, str(noted), session=session).result(20)
    assert runs(noted) == 1


def test_what_runs_for_another_is_not_joined(engine, noted):
    tickets = [
        ask(engine, errands.count, str(noted), 0.5, private=True, session=session)
        for session in (MINE, THEIRS)
    ]
    assert tickets[0].result(20)["pid"] != tickets[1].result(20)["pid"]


def test_a_private_row_is_found_by_its_session_alone_and_a_public_one_by_all(engine, noted):
    def rows(*items, **how):
        ask(engine, errands.lengths, list(items), str(noted), by_row=True, **how).result(20)
        return sorted(int(each.read_text()) for each in noted.iterdir())

    assert rows("a", "bb") == [2]
    assert rows("a", "bb", "secret", private=True, session=MINE) == [1, 2]
    assert rows("secret", "a", private=True, session=MINE) == [1, 2]
    assert rows("secret", private=True, session=THEIRS) == [1, 1, 2]
    assert rows("secret") == [1, 1, 1, 2]


def test_no_count_tells_of_private_work(engine):
    before = health(engine, "1")
    ticket = ask(engine, errands.steps, 30, private=True, session=MINE)
    assert not ticket.wait(0.3)
    assert health(engine, "1")["workers"]["busy"] == before["workers"]["busy"] == 0
    ticket.result(20)
    ask(engine, errands.steps, 30, private=True, session=MINE).result(20)
    assert health(engine, "1")["runs"] == before["runs"] == {}


def test_a_session_that_ends_leaves_nothing_in_memory(engine):
    for session in (MINE, THEIRS):
        ask(engine, errands.large, 2, 0, private=True, session=session).result(20)
    size = engine.memory.size
    engine.forget(MINE)
    assert 0 < engine.memory.size <= size - 2_000_000
    assert not [key for key in engine.memory._entries if MINE in key]
    assert engine.find(Step(errands.large, (2, 0), private=True), session=THEIRS)
    assert not engine.find(Step(errands.large, (2, 0), private=True), session=MINE)


def twin(frame):
    """Make a table with other numbers and the same hash of each row, as pandas makes it.

    Its row hash is a sum of (hash of the cell xor a constant of the place) times a constant, and
    that of a number is a bijection of 64 bits: any cell can be undone by its neighbour.
    """
    from pandas.core.util.hashing import hash_array

    mask = 2**64 - 1
    wanted = int(pd.util.hash_pandas_object(frame, index=False)[0])
    other = frame.copy()
    other["a"] = frame["a"] + 1
    # combine_hash_arrays: out = 0x345678; out = (out ^ hash) * mult; mult += 82520 + 2 n
    first = int(hash_array(other["a"].to_numpy())[0])
    out, mult = 0x345678, 1000003
    out = (out ^ first) * mult & mask
    mult += 82520 + 2 * 2
    target = (wanted - 97531) & mask
    second = (target * pow(mult, -1, 2**64) & mask) ^ out
    other["b"] = np.array([unhashed(second)], np.uint64)
    return other


def unhashed(value):
    """Undo pandas' hash of a 64-bit number (splitmix64's finish)."""
    mask = 2**64 - 1

    def unshift(x, by):
        y = x
        for _ in range(64 // by + 1):
            y = x ^ (y >> by)
        return y

    value = unshift(value, 31)
    value = value * pow(0x94D049BB133111EB, -1, 2**64) & mask
    value = unshift(value, 27)
    value = value * pow(0xBF58476D1CE4E5B9, -1, 2**64) & mask
    return unshift(value, 30)


def test_two_tables_made_to_have_one_hash_of_pandas_have_two_fingerprints():
    frame = pd.DataFrame({"a": np.array([1], np.uint64), "b": np.array([2], np.uint64)})
    other = twin(frame)
    assert not other.equals(frame)
    hashes = [pd.util.hash_pandas_object(each, index=False)[0] for each in (frame, other)]
    assert hashes[0] == hashes[1]
    assert Dataset("t", frame, ("x",)).fingerprint != Dataset("t", other, ("x",)).fingerprint

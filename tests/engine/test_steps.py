"""Steps that build on one another: one key each, one journey for what is left, nothing twice."""

from __future__ import annotations

import logging
import os
import pickle
import threading
import time
from dataclasses import dataclass, replace
from typing import ClassVar

import errands
import numpy as np
import pytest

from embedviz.engine.jobs import Engine
from embedviz.engine.keys import key_of
from embedviz.engine.step import Step
from embedviz.errors import InvalidRequest, JobStopped


def chain(folder, *seconds, **how):
    """Give steps that each add 1 to the number of the step before, and leave a file each."""
    steps = [Step(errands.number, (str(folder), 0.0), title="Step 0")]
    for place, each in enumerate(seconds, 1):
        steps.append(
            Step(errands.number, (str(folder), each), (steps[-1],), title=f"Step {place}", **how)
        )
    return steps


def runs(folder):
    return len(list(folder.glob("*-*")))


@pytest.fixture
def journeys(engine, monkeypatch):
    """The calls that go to a worker, and what is pickled for them."""
    started, pickled = [], []
    start, dumps = engine.executor.start, pickle.dumps
    monkeypatch.setattr(engine.executor, "start", lambda call: (started.append(call), start(call)))
    monkeypatch.setattr(
        "embedviz.engine.plan.pickle.dumps", lambda *a, **b: (pickled.append(a), dumps(*a, **b))[1]
    )
    return started, pickled


def test_a_version_changes_its_own_key_and_those_built_on_it():
    def keys(**versions):
        vectors = Step(errands.give, (1,), version=versions.get("vectors", 1))
        graph = Step(errands.give, (2,), (vectors,), version=versions.get("graph", 1))
        drawing = Step(errands.give, (3,), (graph,), version=versions.get("drawing", 1))
        other = Step(errands.give, (4,), (vectors,))
        return {
            "vectors": vectors.key,
            "graph": graph.key,
            "drawing": drawing.key,
            "other": other.key,
        }

    def changed(**versions):
        now, then = keys(**versions), keys()
        return {name for name in now if now[name] != then[name]}

    assert keys() == keys()
    assert len(set(keys().values())) == 4
    assert changed(drawing=2) == {"drawing"}
    assert changed(graph=2) == {"graph", "drawing"}
    assert changed(vectors=2) == {"vectors", "graph", "drawing", "other"}


def test_what_a_step_is_called_and_how_it_is_done_is_not_in_its_key():
    plain = Step(errands.give, (1,))
    other = replace(
        plain, title="Giving", private=True, items=3, is_long=True, is_quick=lambda: True
    )
    assert other.key == plain.key


def test_the_version_of_a_way_is_in_the_key_at_any_depth():
    @dataclass(frozen=True)
    class Way:
        version: ClassVar[int] = 1
        size: int = 3

    @dataclass(frozen=True)
    class Mix:
        ways: tuple[Way, ...]

    def keys():
        return key_of("m:f", 1, Mix((Way(),))), key_of("m:f", 1, {"way": [Way()]}), key_of("m:f", 1)

    before = keys()
    assert keys() == before
    Way.version = 2
    after = keys()
    assert after[0] != before[0]
    assert after[1] != before[1]
    assert after[2] == before[2]


def test_a_chain_of_four_is_one_journey_with_one_pickle(engine, journeys, tmp_path):
    started, pickled = journeys
    steps = chain(tmp_path, 0, 0, 0)
    assert engine.submit(steps[-1]).result(20)["n"] == 4
    assert (len(started), len(pickled), runs(tmp_path)) == (1, 1, 4)
    assert engine.runs == {"run": 1}
    for place, step in enumerate(steps, 1):
        assert engine.submit(step).result(0)["n"] == place
    assert (len(started), runs(tmp_path)) == (1, 4)


def test_each_step_is_found_by_another_server_and_only_what_is_new_runs(engine, settings, tmp_path):
    steps = chain(tmp_path, 0, 0)
    engine.submit(steps[-1]).result(20)
    engine.close()
    another = Engine(settings)
    assert another.find(steps[1])["n"] == 2
    newer = replace(steps[2], version=2)
    assert another.find(newer) is None
    assert another.submit(newer).result(20)["n"] == 3
    assert runs(tmp_path) == 4
    another.close()


def test_a_step_that_two_others_need_runs_once(engine, tmp_path):
    [first] = chain(tmp_path)
    left, right = (Step(errands.number, (str(tmp_path), 0.0, n), (first,)) for n in (10, 20))
    both = Step(errands.total, (), (left, right, first))
    assert engine.submit(both).result(20)["n"] == 11 + 21 + 1
    assert runs(tmp_path) == 3


def test_what_was_done_before_a_step_raises_is_kept(engine, settings, tmp_path):
    steps = chain(tmp_path, 0)
    refused = Step(errands.refuse_number, ("No third step.",), (steps[-1],))
    last = Step(errands.number, (str(tmp_path), 0.0), (refused,))
    with pytest.raises(InvalidRequest, match=r"^No third step\.$"):
        engine.submit(last).result(20)
    assert engine.find(steps[0])["n"] == 1
    engine.close()
    another = Engine(settings)
    assert another.submit(steps[1]).result(0)["n"] == 2
    assert another.runs == {"disk": 1}
    another.close()


def test_what_was_done_before_a_cancel_is_kept(engine, tmp_path, until):
    steps = chain(tmp_path, 60)
    ticket = engine.submit(steps[1])
    until(lambda: engine.find(steps[0]))
    ticket.cancel()
    until(lambda: engine.executor.state()["busy"] == 0, 1.0)
    assert engine.find(steps[0])["n"] == 1
    assert engine.find(steps[1]) is None


def test_a_quick_step_is_done_in_the_thread_that_asks(engine, settings):
    here = Step(errands.whereabouts, is_quick=lambda: True)
    next_one = Step(errands.whereabouts, (), (here,), is_quick=lambda before: "pid" in before)
    record = engine.submit(next_one).result(0)
    assert record == {"pid": os.getpid(), "thread": threading.get_ident()}
    assert engine.runs == {"quick": 2}
    assert engine.submit(next_one).result(0) == record
    engine.close()
    another = Engine(settings)  # what is quick is in memory only
    assert another.find(next_one) is None
    another.close()


def test_quick_slow_quick_is_one_journey(engine, journeys, tmp_path):
    started, pickled = journeys
    first, slow, last = chain(tmp_path, 0, 0)
    first = replace(first, is_quick=lambda: True)
    slow = replace(slow, inputs=(first,), is_quick=lambda _: False)
    last = replace(last, inputs=(slow,), is_quick=lambda _: True)
    assert engine.submit(last).result(20)["n"] == 3
    assert (len(started), len(pickled)) == (1, 1)
    assert engine.runs == {"quick": 1, "run": 1}


def test_what_a_quick_step_refuses_is_said_where_it_is_asked(engine):
    step = Step(errands.refuse, ("Choose one.",), is_quick=lambda: True)
    with pytest.raises(InvalidRequest, match=r"^Choose one\.$"):
        engine.submit(step)


def test_a_step_on_the_way_can_be_joined_and_is_there_before_the_journey_ends(
    engine, tmp_path, until
):
    steps = chain(tmp_path, 0.3, 60)
    whole = engine.submit(steps[2])
    until(lambda: not whole.progress.waiting)
    part = engine.submit(steps[1])
    assert part.result(10)["n"] == 2
    assert not whole.done
    assert engine.runs["run"] == 1
    assert engine.runs["joined"] == 1
    whole.cancel()
    until(lambda: engine.executor.state()["busy"] == 1)  # the other ticket still stands
    part.release()
    until(lambda: engine.executor.state()["busy"] == 0, 2.0)


def test_cancelling_the_whole_leaves_who_waits_for_a_part(engine, tmp_path):
    steps = chain(tmp_path, 0.5, 60)
    whole, part = engine.submit(steps[2]), engine.submit(steps[1])
    whole.cancel()
    assert part.result(10)["n"] == 2
    with pytest.raises(JobStopped):
        whole.result()


def test_two_who_build_on_the_same_step_have_it_done_once(engine, tmp_path, until):
    [first, slow] = chain(tmp_path, 0.5)
    views = [Step(errands.number, (str(tmp_path), 0.0, n), (slow,)) for n in (10, 20, 30)]
    tickets = [engine.submit(view) for view in views]
    assert tickets[1].progress.waiting
    assert [ticket.result(20)["n"] for ticket in tickets] == [12, 22, 32]
    assert runs(tmp_path) == 5
    until(lambda: not engine._running)
    assert engine.find(first)


def test_who_waits_for_anothers_step_keeps_it_going_and_may_leave(engine, tmp_path, until):
    [_, slow, end] = chain(tmp_path, 0.5, 60)
    other = Step(errands.number, (str(tmp_path), 0.0, 10), (slow,))
    first = engine.submit(end)
    second, third = engine.submit(other), engine.submit(replace(other, version=2))
    first.cancel()
    third.cancel()
    with pytest.raises(JobStopped):
        third.result()
    assert second.result(10)["n"] == 12
    until(lambda: engine.executor.state()["busy"] == 0, 2.0)  # nobody wants the end
    until(lambda: not engine._running)


def test_who_waits_for_anothers_step_hears_why_it_cannot_be(engine, tmp_path):
    first = Step(errands.refuse_later, ("No.", 0.3))
    tickets = [
        engine.submit(Step(errands.number, (str(tmp_path), 0.0, n), (first,))) for n in (1, 2)
    ]
    for ticket in tickets:
        with pytest.raises(InvalidRequest, match=r"^No\.$"):
            ticket.result(20)


def test_steps_of_one_journey_move_one_bar_and_tell_their_titles(engine):
    first = Step(errands.steps, (20,), title="One")
    second = Step(errands.steps_after, (20,), (first,), title="Two")
    seen = []
    with engine.submit(second) as ticket:
        while not ticket.wait(0.02):
            seen.append(ticket.progress)
    told = [(each.title, each.done / each.total) for each in seen if each.total]
    assert [share for _, share in told] == sorted(share for _, share in told)
    assert {title for title, _ in told} == {"One", "Two"}
    # Half is the end of the one and the start of the other: either title may be heard there.
    assert all((share > 0.5) == (title == "Two") for title, share in told if share != 0.5)


def test_only_missing_rows_travel_in_a_chain(engine, journeys, tmp_path):
    _, pickled = journeys

    def summed(texts):
        rows = Step(errands.lengths, (texts, str(tmp_path)), by_row=True)
        return rows, Step(errands.sum_rows, (), (rows,))

    some = ["a", "bb", "ccc"]
    _, first = summed(some)
    assert engine.submit(first).result(20)["sum"] == [6, 14]
    rows, second = summed([*some[::-1], "dddd", "a"])
    assert engine.submit(second).result(20)["sum"] == [11, 31]
    [[_, tasks], *_] = pickled[1]
    assert tasks[0].arguments[0] == ["dddd"]
    assert engine.find(rows)["rows"][:, 0].tolist() == [3, 2, 1, 4, 1]
    asked = [int(path.read_text()) for path in sorted(tmp_path.glob("[0-9]*"))]
    assert asked == [3, 1]
    _, third = summed(["a", "dddd"])
    assert engine.submit(third).result(20)["sum"] == [5, 17]
    assert len(pickled[2][0][1]) == 1  # all rows are known: the sum alone travels


def test_rows_that_nothing_builds_on_do_not_travel(engine, journeys, tmp_path):
    _, pickled = journeys
    for texts in (["a"], ["a", "bb"]):
        errands.ask_rows(engine, errands.lengths, texts, str(tmp_path)).result(20)
    [[task]] = [tasks for [[_, tasks], *_] in pickled[1:]]
    assert (task.made, task.known, task.order) == (1, None, None)


def test_rows_can_be_quick(engine, tmp_path):
    step = Step(errands.lengths, (["a", "bb"], str(tmp_path)), by_row=True, is_quick=lambda: True)
    np.testing.assert_array_equal(engine.submit(step).result(0)["rows"], [[1, 1], [2, 4]])
    assert engine.runs == {"quick": 1}


def test_what_is_built_on_private_is_private(settings, tmp_path):
    theirs = Step(errands.give, ("the words of a visitor",), private=True)
    built = Step(errands.told_again, (), (theirs,))
    for _ in range(2):
        engine = Engine(settings)
        assert engine.find(built) is None
        assert engine.submit(built).result(20)["value"] == "the words of a visitor"
        assert not engine.runs
        engine.close()
    kept = b"".join(path.read_bytes() for path in (tmp_path / "cache").iterdir())
    assert b"the words of a visitor" not in kept


def test_a_journey_is_one_line_of_the_log(engine, tmp_path, caplog):
    caplog.set_level(logging.INFO, "embedviz.engine")
    steps = chain(tmp_path, 0, items=7)
    engine.submit(steps[-1]).result(20)
    [line] = caplog.messages
    assert line.startswith("number, number 7 items ")


def test_a_step_gets_what_it_may_not_change(engine):
    step = Step(errands.spoil, (), (Step(errands.double, ([1],)),))
    record = engine.submit(step).result(20)
    assert record == {"refused": True}


def test_a_finished_journey_holds_nothing_of_what_travelled(engine, tmp_path, until):
    steps = chain(tmp_path, 0)
    with engine.submit(steps[-1]) as ticket:
        ticket.result(20)
    until(lambda: not engine._running)
    time.sleep(0.05)
    assert ticket._journey.work == b""
    assert ticket.progress.title == "Step 1"

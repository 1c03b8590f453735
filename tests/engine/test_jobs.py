"""A job runs once for all who ask, shows how far it is, stops when told, and ends in a sentence."""

from __future__ import annotations

import gc
import json
import logging
import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import errands
import numpy as np
import pytest
from errands import ask, ask_rows

from embedviz.engine.health import health
from embedviz.engine.jobs import Engine
from embedviz.engine.record import to_bytes
from embedviz.engine.settings import Settings
from embedviz.engine.shipped import write_shipped
from embedviz.engine.step import Step
from embedviz.errors import InvalidRequest, JobFailed, JobStopped, LimitReached, WorkerLost


def pids(engine):
    return engine.executor.state()["pids"]


def test_a_job_runs_in_another_process(engine):
    record = ask(engine, errands.double, [1, 2]).result(20)
    np.testing.assert_array_equal(record["values"], [2, 4])
    assert record["pid"] != os.getpid()


def test_thirty_sessions_that_ask_at_once_get_one_run(engine, tmp_path):
    start = Barrier(30)

    def visit(session):
        start.wait()
        with ask(engine, errands.count, str(tmp_path), 0.3, session=f"session {session}") as ticket:
            return ticket.result(20)

    with ThreadPoolExecutor(30) as sessions:
        results = list(sessions.map(visit, range(30)))
    assert len(list(tmp_path.glob("*-*"))) == 1
    assert results == [results[0]] * 30
    assert engine.runs["run"] == 1


def test_what_was_asked_before_is_not_run_again_also_by_a_new_server(engine, settings, tmp_path):
    first = ask(engine, errands.count, str(tmp_path)).result(20)
    assert ask(engine, errands.count, str(tmp_path)).result(0) == first
    engine.close()
    another = Engine(settings)
    assert ask(another, errands.count, str(tmp_path)).result(0) == first
    assert another.runs == {"disk": 1}
    assert len(list(tmp_path.glob("*-*"))) == 1
    another.close()


def test_another_version_is_another_job(engine, tmp_path):
    for version in (1, 2):
        ask(engine, errands.count, str(tmp_path), version=version).result(20)
    assert engine.runs["run"] == 2


def test_a_result_is_the_same_fresh_and_from_the_disk(engine, settings):
    value = {"tuple": (1, 2), "text": "é", "none": None, "number": 0.1}
    fresh = ask(engine, errands.give, value).result(20)
    engine.close()
    another = Engine(settings)
    assert ask(another, errands.give, value).result(0) == fresh
    another.close()


def test_nobody_can_change_a_result_that_others_get_too(engine):
    record = ask(engine, errands.double, [1.0, 2.0]).result(20)
    with pytest.raises(ValueError, match="read-only"):
        record["values"][0] = 7
    record.clear()
    assert ask(engine, errands.double, [1.0, 2.0]).result(0)["values"][0] == 2


def test_a_list_in_a_result_is_each_visitors_own(engine):
    ask(engine, errands.give, [[1], 2]).result(20)["value"][0].append(3)
    assert ask(engine, errands.give, [[1], 2]).result(0) == {"value": [[1], 2]}


def test_after_closing_a_job_is_stopped_and_not_awaited_for_ever(engine):
    engine.close()
    with pytest.raises(JobStopped):
        ask(engine, errands.double, [1]).result(5)


def test_progress_is_what_the_work_says(engine):
    seen = []
    with ask(engine, errands.steps, 40) as ticket:
        while not ticket.wait(0.05):
            seen.append(ticket.progress)
    done = [each.done for each in seen]
    assert done == sorted(done)
    assert len(set(done)) > 5
    late = next(each for each in seen if each.done >= 20)
    assert late.total == 40
    # 40 steps of 0.02 s: what is left is what is not done, at the pace so far.
    assert late.left == pytest.approx(late.seconds / late.done * (40 - late.done))
    assert ticket.progress.done == 40


def test_a_job_that_waits_says_so(engine, until):
    running = [ask(engine, errands.spin, 20 + number) for number in range(2)]
    waiting = ask(engine, errands.double, [1])
    until(lambda: not any(ticket.progress.waiting for ticket in running))
    assert waiting.progress.waiting
    for ticket in running:
        ticket.cancel()
    assert waiting.result(10)["values"].tolist() == [2]


def test_cancelled_work_stops_within_a_second_and_its_process_serves_the_next(
    engine, tmp_path, until, busy_share
):
    note = tmp_path / "pid"
    ticket = ask(engine, errands.spin, 60, str(note))
    pid = int(until(lambda: note.exists() and note.read_text()))
    assert busy_share(pid) > 0.05
    start = time.monotonic()
    ticket.cancel()
    until(lambda: engine.executor.state()["busy"] == 0, 1.0)
    assert time.monotonic() - start < 1
    assert busy_share(pid) < 0.02
    with pytest.raises(JobStopped, match="cancelled before it was done"):
        ticket.result()
    assert ask(engine, errands.double, [3]).result(10)["pid"] == pid


@pytest.mark.parametrize("errand", [(errands.steps, 10_000), (time.sleep, 60)])
def test_work_that_reports_and_work_that_sleeps_can_be_cancelled(engine, until, errand):
    ticket = ask(engine, *errand)
    until(lambda: ticket.progress.seconds > 0.3)
    before = pids(engine)
    ticket.cancel()
    until(lambda: engine.executor.state()["busy"] == 0, 1.0)
    assert pids(engine) == before


def test_work_that_takes_no_exception_for_an_answer_ends_with_its_process(engine, tmp_path, until):
    note = tmp_path / "pid"
    ticket = ask(engine, errands.stubborn, 60, str(note))
    pid = int(until(lambda: note.exists() and note.read_text()))
    ticket.cancel()
    until(lambda: engine.executor.state()["busy"] == 0, 1.5)
    assert ask(engine, errands.double, [3]).result(10)["pid"] != pid


def test_a_job_of_two_goes_on_when_one_of_them_cancels(engine):
    first, second = (ask(engine, errands.steps, 30) for _ in range(2))
    first.cancel()
    assert second.result(10) == {"n": 30}
    with pytest.raises(JobStopped):
        first.result()


def test_what_nobody_waits_for_any_more_is_stopped(engine, until):
    with ask(engine, errands.spin, 60) as first:
        second = ask(engine, errands.spin, 60)
        until(lambda: first.progress.seconds > 0.1)
    time.sleep(0.8)
    assert engine.executor.state()["busy"] == 1
    second.release()
    until(lambda: engine.executor.state()["busy"] == 0, 2.0)


def test_a_ticket_that_is_forgotten_counts_as_given_back(engine, until):
    ask(engine, errands.spin, 60)
    gc.collect()
    assert engine.runs["run"] == 1
    until(lambda: engine.executor.state()["busy"] == 0, 2.0)


def test_a_page_that_is_drawn_anew_finds_its_job_still_running(engine, until):
    ticket = ask(engine, errands.steps, 60)
    until(lambda: ticket.progress.done > 5)
    ticket.release()
    time.sleep(0.2)
    again = ask(engine, errands.steps, 60)
    time.sleep(0.6)
    assert again.result(10) == {"n": 60}
    assert engine.runs["run"] == 1


def test_a_killed_worker_costs_its_own_job_only(engine, tmp_path, until):
    notes = [tmp_path / "one", tmp_path / "two"]
    lost, unharmed = (
        ask(engine, errands.spin, seconds, str(note))
        for seconds, note in zip((60, 2), notes, strict=True)
    )
    until(lambda: all(note.exists() and note.read_text() for note in notes))
    os.kill(int(notes[0].read_text()), signal.SIGKILL)
    with pytest.raises(WorkerLost, match=r"ended from outside.* Try again"):
        lost.result(5)
    assert unharmed.result(20)["pid"] == int(notes[1].read_text())
    assert ask(engine, errands.double, [1]).result(20)["values"].tolist() == [2]
    assert ask(engine, errands.spin, 0.1, str(notes[0])).result(20)


def test_a_killed_idle_worker_is_replaced_unseen(engine):
    pid = ask(engine, errands.double, [1]).result(20)["pid"]
    os.kill(pid, signal.SIGKILL)
    assert ask(engine, errands.double, [2]).result(20)["pid"] != pid


def test_a_sentence_arrives_with_its_own_class_for_each_who_asked(engine):
    tickets = [ask(engine, errands.refuse, "Choose at least one feature.") for _ in range(3)]
    raised = []
    for ticket in tickets:
        with pytest.raises(InvalidRequest, match=r"^Choose at least one feature\.$") as caught:
            ticket.result(20)
        raised.append(caught.value)
    assert len({id(each) for each in raised}) == 3


def test_an_error_of_ours_is_an_apology_and_no_data_gets_into_the_log(engine, caplog):
    caplog.set_level(logging.DEBUG)
    with pytest.raises(JobFailed, match=r"our fault, not yours.*reference [0-9a-f]{8}\.") as caught:
        ask(engine, errands.break_down, "my private words", private=True).result(20)
    reference = str(caught.value)[-9:-1]
    assert reference in caplog.text
    assert "errands.py" in caplog.text
    assert "RuntimeError" in caplog.text
    assert "my private words" not in caplog.text


def test_a_failed_job_is_run_again_when_asked_again(engine):
    for _ in range(2):
        with pytest.raises(JobFailed):
            ask(engine, errands.not_a_record).result(20)
    assert engine.runs["run"] == 2


def test_the_log_tells_job_size_seconds_and_where_it_came_from(engine, caplog):
    caplog.set_level(logging.INFO, "embedviz.engine")
    ask(engine, errands.double, [1], items=1_598).result(20)
    ask(engine, errands.double, [1]).result(20)
    assert caplog.messages[0].startswith("double 1,598 items ")
    assert caplog.messages[0].endswith(" s run")
    assert caplog.messages[1] == "double memory"


def test_a_session_has_as_many_jobs_as_the_operator_allows(engine, until):
    tickets = [ask(engine, errands.spin, 60 + i, session="a") for i in range(3)]
    with pytest.raises(LimitReached, match=r"^You already have 3 computations running"):
        ask(engine, errands.spin, 70, session="a")
    joined = ask(engine, errands.spin, 60, session="a")
    other = ask(engine, errands.spin, 70, session="b")
    for ticket in (*tickets, joined, other):
        ticket.cancel()
    until(lambda: engine.executor.state()["busy"] == 0, 2.0)
    assert ask(engine, errands.double, [1], session="a").result(20)


def test_what_a_visitor_brought_is_never_on_the_disk(settings, tmp_path):
    theirs = "the words of a visitor"
    with_default = Engine(settings)
    ask(with_default, errands.give, theirs, private=True).result(20)
    ask_rows(with_default, errands.lengths, [theirs], str(tmp_path), private=True).result(20)
    assert ask(with_default, errands.give, theirs, private=True).result(0) == {"value": theirs}
    ask(with_default, errands.give, "public", private=False).result(20)
    with_default.close()
    another = Engine(settings)
    assert another.find(Step(errands.give, (theirs,), private=True)) is None
    ask_rows(another, errands.lengths, [theirs], str(tmp_path), private=True).result(20)
    assert len(list(tmp_path.glob("[0-9]*"))) == 2
    assert not another.runs
    assert ask(another, errands.give, "public").result(0)
    another.close()
    kept = b"".join(path.read_bytes() for path in (tmp_path / "cache").iterdir())
    assert b"public" in kept
    assert theirs.encode() not in kept


def test_an_operator_may_have_private_results_kept(settings):
    keeping = replace(settings, keep_private=True)
    for is_there in (False, True):
        engine = Engine(keeping)
        assert (engine.find(Step(errands.give, ("mine",), private=True)) is not None) == is_there
        ask(engine, errands.give, "mine", private=True).result(20)
        engine.close()


def test_ten_more_texts_cost_ten(engine, settings, tmp_path):
    texts = [f"{'x' * (number % 50)} {number}" for number in range(10_000)]
    first = ask_rows(engine, errands.lengths, texts, str(tmp_path)).result(30)["rows"]
    assert first.shape == (10_000, 2)
    engine.close()
    another = Engine(settings)
    more = [*(f"new {number}" for number in range(10)), *texts[::-1]]
    start = time.monotonic()
    rows = ask_rows(another, errands.lengths, more, str(tmp_path)).result(30)["rows"]
    assert time.monotonic() - start < 3
    np.testing.assert_array_equal(rows[10:], first[::-1])
    np.testing.assert_array_equal(rows[:10, 0], [len(text) for text in more[:10]])
    asked = [int(path.read_text()) for path in sorted(tmp_path.glob("[0-9]*"))]
    assert asked == [10_000, 10]
    ask_rows(another, errands.lengths, texts[:100], str(tmp_path)).result(0)
    assert another.runs == {"run": 1, "rows": 1}
    another.close()


def test_a_text_that_stands_twice_is_made_once(engine, tmp_path):
    rows = ask_rows(engine, errands.lengths, ["a", "bb", "a"], str(tmp_path)).result(20)["rows"]
    assert rows.tolist() == [[1, 1], [2, 4], [1, 1]]
    assert [path.read_text() for path in tmp_path.glob("[0-9]*")] == ["2"]


def test_what_ships_is_not_computed(settings, tmp_path):
    key = Step(errands.give, ("x",)).key
    write_shipped(tmp_path / "shipped" / "all.zip", {key: to_bytes({"value": "shipped"})})
    engine = Engine(replace(settings, shipped_folder=str(tmp_path / "shipped")))
    assert ask(engine, errands.give, "x").result(0) == {"value": "shipped"}
    assert engine.runs == {"shipped": 1}
    engine.close()


def test_health_is_json_and_tells_what_runs(engine, until):
    with ask(engine, errands.spin, 60) as ticket:
        until(lambda: ticket.progress.seconds > 0.1)
        told = json.loads(json.dumps(health(engine, "1.0")))
    assert told["status"] == "ok"
    assert told["executor"] == "local"
    assert (told["workers"]["workers"], told["workers"]["busy"]) == (2, 1)
    assert told["cache"]["trouble"] is None
    assert told["runs"] == {"run": 1}


def test_finished_jobs_are_forgotten(engine):
    for number in range(20):
        ask(engine, errands.double, [number]).result(20)
    engine.executor.close()
    assert engine._running == {}


def test_no_cache_on_the_disk_where_the_operator_wants_none(tmp_path):
    engine = Engine(Settings(cache_folder=str(tmp_path / "cache"), cache_megabytes=0, workers=1))
    assert ask(engine, errands.double, [1]).result(20)
    assert not (tmp_path / "cache").exists()
    engine.close()


def test_short_jobs_do_not_wait_for_long_ones(engine, tmp_path, until):
    long = [ask(engine, errands.spin, 20, str(tmp_path / f"{n}"), is_long=True) for n in range(3)]
    short = [ask(engine, errands.double, [n]) for n in range(3)]
    assert [ticket.result(15)["values"][0] for ticket in short] == [0, 2, 4]
    until(lambda: sum(ticket.progress.waiting for ticket in long) == 2)
    time.sleep(0.5)
    assert sum(ticket.progress.waiting for ticket in long) == 2
    for ticket in long:
        ticket.cancel()

"""Reports reach the listener of their own context, and nobody else."""

from threading import Thread

import pytest

from embedviz.engine.progress import JobCancelled, listening, report, share


def test_without_a_listener_a_report_is_nothing():
    report(1, 2)


def test_a_listener_hears_reports_until_it_leaves():
    heard = []
    with listening(lambda *each: heard.append(each)):
        report(1, 3)
        report(2, 3)
    report(3, 3)
    assert heard == [(1, 3), (2, 3)]


def test_a_listener_stops_the_work():
    def stop(_done, _total):
        raise JobCancelled

    steps = []

    def work():
        for step in range(5):
            steps.append(step)
            report(step, 5)

    with listening(stop), pytest.raises(JobCancelled):
        work()
    assert steps == [0]


def test_another_thread_is_not_heard():
    heard = []
    with listening(lambda *each: heard.append(each)):
        thread = Thread(target=report, args=(1, 2))
        thread.start()
        thread.join()
    assert heard == []


def test_parts_with_counts_of_their_own_move_one_bar():
    heard = []
    with listening(lambda done, total: heard.append(done / total)):
        with share(0.0, 0.4):
            report(1, 2)
            with share(0.5, 1.0):
                report(5, 5)
        with share(0.4, 1.0):
            report(0, 7)
            report(7, 7)
    assert heard == [0.2, 0.4, 0.4, 1.0]

"""Worker processes start from wherever the engine is used, and end with it."""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import errands
import psutil
import pytest
from errands import ask

from embedviz.engine.jobs import Engine
from embedviz.engine.local import LocalWorkers
from embedviz.engine.settings import Settings
from embedviz.engine.work import Call, Task

HERE = str(Path(errands.__file__).parent)

SCRIPT = f"""
import sys
sys.path.insert(0, {HERE!r})
from pathlib import Path
import errands
from errands import ask
from embedviz.engine.jobs import Engine
from embedviz.engine.settings import Settings
with open("runs.txt", "a") as runs:
    runs.write(__name__ + "\\n")
engine = Engine(Settings(cache_folder="cache", workers=2))
tickets = [ask(engine, errands.double, [n]) for n in range(4)]
values = [ticket.result(30)["values"].tolist() for ticket in tickets]
Path("values.txt").write_text(str(values))
"""

SERVER = f"""
import sys, time
sys.path.insert(0, {HERE!r})
import errands
from errands import ask
from embedviz.engine.jobs import Engine
from embedviz.engine.settings import Settings
engine = Engine(Settings(cache_folder="cache", workers=2))
tickets = [ask(engine, errands.spin, 120, f"pid {{n}}") for n in range(2)]
print("started", flush=True)
time.sleep(120)
"""


def started_with(*command, folder, programs, **more):
    program = subprocess.Popen([sys.executable, *command], cwd=folder, **more)
    programs.append(program)
    return program


def worker_pids(folder, until):
    notes = [folder / "pid 0", folder / "pid 1"]
    until(lambda: all(note.exists() and note.read_text() for note in notes), 20)
    return [int(note.read_text()) for note in notes]


def test_it_works_from_a_command_line(tmp_path, programs):
    assert started_with("-c", SCRIPT, folder=tmp_path, programs=programs).wait(30) == 0
    assert (tmp_path / "values.txt").read_text() == "[[0], [2], [4], [6]]"
    assert (tmp_path / "runs.txt").read_text() == "__main__\n"


def test_a_streamlit_page_is_not_run_again_by_its_workers(tmp_path, programs, until):
    page = tmp_path / "page.py"
    page.write_text(SCRIPT + "import streamlit as st\nst.write('done')\n")
    port = 18_000 + os.getpid() % 10_000
    started_with(
        "-m", "streamlit", "run", str(page), "--server.port", str(port), "--server.headless",
        "true", "--browser.gatherUsageStats", "false", folder=tmp_path, programs=programs,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip

    def is_up():
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health") as answer:
                return answer.status == 200
        except OSError:
            return False

    until(is_up, 30)
    visit(port)
    until((tmp_path / "values.txt").exists, 30)
    assert (tmp_path / "values.txt").read_text() == "[[0], [2], [4], [6]]"
    assert (tmp_path / "runs.txt").read_text() == "__main__\n"


def visit(port):
    """Open the page as a browser does, far enough that its script runs."""
    import asyncio

    import websockets

    async def opened():
        async with websockets.connect(
            f"ws://127.0.0.1:{port}/_stcore/stream", subprotocols=["streamlit"]
        ) as socket:
            from streamlit.proto.BackMsg_pb2 import BackMsg

            message = BackMsg()
            message.rerun_script.query_string = ""
            await socket.send(message.SerializeToString())
            await asyncio.sleep(3)

    asyncio.run(opened())


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_worker_outlives_its_server(tmp_path, programs, until, how):
    server = started_with(
        "-c", SERVER, folder=tmp_path, programs=programs, stderr=subprocess.DEVNULL
    )
    pids = worker_pids(tmp_path, until)
    server.send_signal(how)
    server.wait(60)
    until(lambda: not any(psutil.pid_exists(pid) for pid in pids), 3)


def test_a_ctrl_c_in_the_terminal_is_not_for_the_workers(engine):
    pid = ask(engine, errands.double, [1]).result(20)["pid"]
    ticket = ask(engine, errands.steps, 20)
    os.kill(pid, signal.SIGINT)
    assert ticket.result(20) == {"n": 20}
    os.kill(pid, signal.SIGINT)
    assert ask(engine, errands.double, [2]).result(20)["pid"] == pid


def test_workers_let_pages_go_first(engine):
    pid = ask(engine, errands.double, [1]).result(20)["pid"]
    assert psutil.Process(pid).nice() == min(19, psutil.Process().nice() + 15)


def warmth_asked():
    return Call(pickle.dumps(({}, [Task(errands.is_warm)])))


def test_a_worker_warms_up_while_another_serves(until):
    workers = LocalWorkers(2)
    workers.warm(["errands:slow_import"])
    start = time.monotonic()
    call = warmth_asked()
    workers.start(call)
    assert call.future.result(20)[0] == "done"
    assert time.monotonic() - start < 2
    until(lambda: workers.state()["alive"] == 2 and workers.state()["busy"] == 0)
    calls = [warmth_asked() for _ in range(2)]
    for each in calls:
        workers.start(each)
    assert [each.future.result(20)[1] for each in calls] == [{"warm": True}] * 2
    workers.close()


def test_a_warm_up_that_fails_or_ends_its_process_is_not_tried_for_ever(until):
    workers = LocalWorkers(1)
    workers.warm(["errands:end_process"])
    until(lambda: workers.state()["busy"] == 0)
    call = warmth_asked()
    workers.start(call)
    assert call.future.result(20) == ("done", {"warm": False})
    workers.close()


def test_a_worker_without_a_job_for_long_ends_and_a_new_one_takes_the_next(until):
    workers = LocalWorkers(1, rest=0.3)
    for _ in range(2):
        call = warmth_asked()
        workers.start(call)
        assert call.future.result(20) == ("done", {"warm": False})
        until(lambda: workers.state()["alive"] == 0)
    workers.close()


def test_what_workers_print_is_no_reply(engine, capfd):
    assert ask(engine, errands.shout, "loud").result(20) == {}
    assert "loud" in capfd.readouterr().err


@pytest.mark.parametrize(
    "loading",
    [
        "import time; time.sleep(1.5)",
        # As a large library of compiled code is loaded: nothing else in the process can run.
        "import ctypes; ctypes.PyDLL(None).usleep(1_500_000)",
    ],
)
def test_an_import_is_never_broken_off(tmp_path, until, monkeypatch, loading):
    module = tmp_path / "slow_to_import.py"
    begun = tmp_path / "begun"
    module.write_text(f"open({str(begun)!r}, 'w').close()\n{loading}\nready = True\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    own = Engine(Settings(cache_folder=str(tmp_path / "cache"), workers=1))
    ticket = ask(own, errands.importing, "slow_to_import")
    until(begun.exists)
    time.sleep(0.1)
    [pid] = own.executor.state()["pids"]
    ticket.cancel()
    record = ask(own, errands.has_imported, "slow_to_import").result(20)
    assert record == {"has": True, "pid": pid}
    own.close()


def test_importing_the_engine_is_light():
    code = (
        "import sys, json, embedviz.engine.jobs, embedviz.engine.health; "
        "print(json.dumps(sorted(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    imported = {name.split(".")[0] for name in json.loads(told.stdout)}
    heavy = {"distributed", "dask", "torch", "pandas", "sklearn", "streamlit", "safetensors"}
    assert not imported & heavy

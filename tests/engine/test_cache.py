"""What the cache gives is what was put in, whatever happens to the process, the disk, the file."""

from __future__ import annotations

import logging
import os
import signal
import sqlite3
import subprocess
import sys
import time
from hashlib import blake2b
from pathlib import Path

import errands
import numpy as np
import pytest
from errands import ask

from embedviz.engine.cache import FILE, DiskCache
from embedviz.engine.jobs import Engine

MEGABYTE = 1_000_000

WRITER = """
import sys
from hashlib import blake2b
from pathlib import Path
from embedviz.engine.cache import DiskCache
folder, name, count = sys.argv[1:]
cache = DiskCache(Path(folder), 60_000_000)
for number in range(int(count)):
    key = f"{name} {number}"
    block = blake2b(key.encode()).digest() * 20_000
    cache.put_many({key: block, key + " too": block})
    print(number, flush=True)
"""


def content(key):
    return blake2b(key.removesuffix(" too").encode()).digest() * 20_000


def keys_in(folder):
    with sqlite3.connect(folder / FILE) as connection:
        return [key for (key,) in connection.execute("SELECT key FROM entries ORDER BY number")]


def writer(folder, name, count=1_000_000):
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), name, str(count)], stdout=subprocess.PIPE
    )


def test_what_is_put_is_found_and_nothing_else(tmp_path):
    cache = DiskCache(tmp_path, MEGABYTE)
    cache.put_many({"a": b"1", "b": b"", "c": bytes(5000)})
    assert cache.get_many(["a", "b", "c", "d"]) == {"a": b"1", "b": b"", "c": bytes(5000)}
    cache.put_many({"a": b"2"})
    assert cache.get_many(["a"]) == {"a": b"2"}
    assert DiskCache(tmp_path, MEGABYTE).get_many(["a"]) == {"a": b"2"}


def test_it_stays_within_its_limit_and_the_oldest_goes_first(tmp_path):
    limit = 2 * MEGABYTE
    cache = DiskCache(tmp_path, limit)
    for number in range(60):
        cache.put_many({str(number): bytes([number]) * 100_000})
        assert cache.size() <= limit
    cache.close()
    kept = [int(key) for key in keys_in(tmp_path)]
    assert kept == list(range(60 - len(kept), 60))
    assert 15 <= len(kept) <= 20
    assert (tmp_path / FILE).stat().st_size <= limit


def test_many_small_entries_stay_within_the_limit_too(tmp_path):
    cache = DiskCache(tmp_path, MEGABYTE)
    for start in range(0, 4000, 400):
        cache.put_many({f"{start + number:064}": bytes(1540) for number in range(400)})
    assert cache.size() <= MEGABYTE
    assert f"{3999:064}" in cache.get_many([f"{3999:064}"])
    assert not cache.get_many([f"{0:064}"])


def test_an_entry_larger_than_the_limit_is_not_kept_and_evicts_nothing(tmp_path):
    cache = DiskCache(tmp_path, MEGABYTE)
    cache.put_many({"small": b"1"})
    cache.put_many({"large": bytes(MEGABYTE)})
    assert cache.get_many(["small", "large"]) == {"small": b"1"}
    assert cache.trouble is None


def test_a_smaller_limit_makes_the_file_smaller(tmp_path):
    cache = DiskCache(tmp_path, 4 * MEGABYTE)
    for number in range(30):
        cache.put_many({str(number): bytes(100_000)})
    cache.close()
    less = DiskCache(tmp_path, MEGABYTE)
    less.put_many({"one more": b"1"})
    less.close()
    assert (tmp_path / FILE).stat().st_size <= MEGABYTE


def test_killed_in_mid_write_it_opens_sound_and_gives_only_what_is_right(tmp_path):
    moments = np.random.default_rng(7)
    for run in range(6):
        program = writer(tmp_path, f"run {run}")
        program.stdout.readline()
        time.sleep(moments.uniform(0, 0.15))
        program.send_signal(signal.SIGKILL)
        written = len(program.communicate()[0].splitlines())
        cache = DiskCache(tmp_path, 60 * MEGABYTE)
        keys = keys_in(tmp_path)
        found = cache.get_many(keys)
        assert set(found) == set(keys)
        assert all(block == content(key) for key, block in found.items())
        # Both of a pair or none, and all that were told to be written and not evicted since.
        assert all((key + " too" in found) or key.endswith(" too") for key in keys[1:])
        assert f"run {run} {written}" in found or written == 0
        assert cache.trouble is None
        cache.close()
        with sqlite3.connect(tmp_path / FILE) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_two_processes_write_at_once(tmp_path):
    programs = [writer(tmp_path, name, 8) for name in ("one", "two")]
    assert [program.wait(30) for program in programs] == [0, 0]
    for program in programs:
        program.stdout.close()
    keys = [f"{name} {number}" for name in ("one", "two") for number in range(8)]
    found = DiskCache(tmp_path, 60 * MEGABYTE).get_many(keys)
    assert found == {key: content(key) for key in keys}


def test_a_damaged_entry_is_dropped_and_computed_again(settings, engine, caplog):
    caplog.set_level(logging.WARNING)
    expected = ask(engine, errands.large, 1, 0).result(20)["array"]
    engine.close()
    path = Path(settings.cache_folder, FILE)
    block = bytearray(path.read_bytes())
    for place in range(300_000, 300_016):
        block[place] ^= 0xFF
    path.write_bytes(block)
    another = Engine(settings)
    np.testing.assert_array_equal(ask(another, errands.large, 1, 0).result(20)["array"], expected)
    assert another.runs == {"run": 1}
    assert "1 damaged entries dropped" in caplog.text
    another.close()
    third = Engine(settings)
    assert ask(third, errands.large, 1, 0).result(0)
    assert third.runs == {"disk": 1}
    third.close()


@pytest.mark.parametrize("damage", [b"no database at all" * 100, None])
def test_a_file_that_is_damaged_all_through_is_begun_anew(tmp_path, damage, caplog):
    cache = DiskCache(tmp_path, MEGABYTE)
    cache.put_many({str(number): bytes(3000) for number in range(50)})
    cache.close()
    path = tmp_path / FILE
    whole = path.read_bytes()
    path.write_bytes(damage or whole[:4096] + os.urandom(len(whole) - 4096))
    again = DiskCache(tmp_path, MEGABYTE)
    again.get_many([str(number) for number in range(50)])
    again.put_many({"new": b"1"})
    again.put_many({"new": b"1"})
    assert again.get_many(["new"]) == {"new": b"1"}
    assert "damaged" in caplog.text


def test_with_a_full_disk_work_goes_on_and_it_is_said_once(tmp_path, caplog):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(disk)],
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        pytest.skip("needs the right to mount a small disk")
    try:
        cache = DiskCache(disk / "cache", 100 * MEGABYTE)
        cache.put_many({"first": b"1"})
        for number in range(20):
            cache.put_many({str(number): os.urandom(50_000)})
            cache.get_many([str(number)])
        assert cache.trouble.startswith("Results can't be kept on this server's disk")
        assert caplog.text.count("going on without it") == 1
        cache._again = 0.0
        assert cache.get_many(["first"]) == {"first": b"1"}
        cache.close()
    finally:
        subprocess.run(["umount", str(disk)], check=True)


LIMITED = """
import logging, resource, sys
from embedviz.engine.jobs import Engine
from embedviz.engine.settings import Settings
sys.path.insert(0, sys.argv[2])
import errands
from errands import ask
logging.basicConfig(stream=sys.stdout, level="WARNING")
if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
    engine = Engine(Settings(cache_folder=sys.argv[1], workers=1))
    for seed in range(3):
        assert ask(engine, errands.large, 1, seed).result(20)["array"].size == 125_000
    print(engine.disk.trouble)
    engine.close()
"""


def test_a_disk_that_takes_no_more_leaves_jobs_unharmed(tmp_path):
    told = subprocess.run(
        [sys.executable, "-c", LIMITED, str(tmp_path), str(Path(errands.__file__).parent)],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert told.count("going on without it") == 1
    assert "Results can't be kept" in told


def test_a_folder_that_cannot_be_made_leaves_it_without_cache(tmp_path, caplog):
    (tmp_path / "file").write_text("no folder")
    cache = DiskCache(tmp_path / "file" / "cache", MEGABYTE)
    cache.put_many({"a": b"1"})
    assert cache.get_many(["a"]) == {}
    assert cache.size() == 0
    assert cache.trouble
    assert caplog.text.count("going on without it") == 1


def test_ten_thousand_lookups_take_well_under_a_second(tmp_path):
    cache = DiskCache(tmp_path, 100 * MEGABYTE)
    rows = {f"{number:064}": os.urandom(1540) for number in range(10_000)}
    cache.put_many(rows)
    start = time.monotonic()
    assert cache.get_many(list(rows)) == rows
    assert time.monotonic() - start < 1


def test_nothing_in_the_engine_unpickles_what_is_on_the_disk():
    folder = Path(sys.modules["embedviz.engine.cache"].__file__).parent
    for name in ("cache.py", "record.py", "shipped.py", "store.py"):
        assert "pickle" not in (folder / name).read_text()

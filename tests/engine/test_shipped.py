"""Results that ship with the app are found before anything is computed."""

from __future__ import annotations

import numpy as np
import pytest

from embedviz.engine.record import tidy, to_bytes
from embedviz.engine.settings import Settings
from embedviz.engine.shipped import Shipped, write_shipped
from embedviz.engine.step import Step
from embedviz.engine.store import Store

RECORD = {"coordinates": np.array([[0.0, 1.0], [3.0, 5.0], [2.0, 2.0]], np.float32), "title": "x"}


def test_what_was_written_is_found_by_its_key(tmp_path):
    write_shipped(tmp_path / "one.zip", {"a" * 64: to_bytes(tidy(RECORD))})
    write_shipped(tmp_path / "two.zip", {"b" * 64: to_bytes(tidy({"n": 2}))})
    shipped = Shipped(tmp_path)
    np.testing.assert_array_equal(shipped.get("a" * 64)["coordinates"], RECORD["coordinates"])
    assert shipped.get("b" * 64) == {"n": 2}
    assert shipped.get("c" * 64) is None


def test_the_same_results_make_the_same_file(tmp_path):
    for name in ("one.zip", "two.zip"):
        write_shipped(tmp_path / name, {"k": to_bytes(tidy(RECORD)), "j": to_bytes({"n": 1})})
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


@pytest.mark.parametrize("folder", [None, "nowhere"])
def test_no_folder_ships_nothing(tmp_path, folder):
    assert Shipped(folder and tmp_path / folder).get("k") is None


def test_a_damaged_file_ships_nothing_and_is_logged(tmp_path, caplog):
    (tmp_path / "bad.zip").write_bytes(b"no zip")
    path = tmp_path / "cut.zip"
    write_shipped(path, {"k": to_bytes(tidy(RECORD))})
    content = bytearray(path.read_bytes())
    content[60:64] = b"\xff\xff\xff\xff"
    path.write_bytes(content)
    assert Shipped(tmp_path).get("k") is None
    assert "can't be read" in caplog.text


def doubled(items, factor):
    assert "known" not in items
    return {"rows": np.array([[factor * len(item)] for item in items], np.float32)}


def test_rows_that_ship_are_not_made_again(tmp_path):
    step = Step(run=doubled, arguments=(("known", "new", "known"), 2), by_row=True)
    row = np.array([7], np.float32)
    write_shipped(tmp_path / "rows.zip", {step.rows().keys[0]: to_bytes({"row": row})})
    shipped = Shipped(tmp_path)
    assert step.here(shipped.rows)["rows"].tolist() == [[7], [6], [7]]
    store = Store(Settings(cache_megabytes=0, shipped_folder=str(tmp_path)))
    looked = {}
    assert store.look(step, looked) == ("", None)
    assert list(looked[step.key].wanted.values()) == ["new"]

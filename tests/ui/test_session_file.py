"""A session goes out and in again; what is no session, or too much of one, does no harm."""

from __future__ import annotations

import io
import json
import pickle
import zipfile
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from embedviz.errors import UnreadableFile
from embedviz.ui.session_file import is_known, is_session, read_session, write_session

CONTENT = b"fruit,sugar,water\nfig,16,79\nkiwi,9,83\nlime,2,88\nplum,10,87\n"
CHOICES = {
    "features": ["sugar"], "scaling": "minmax", "dimensions": 3, "k": 2, "weight.sugar": 2.0,
    "umap.n_neighbors": 15, "texts.seed": 7, "zoom": True,
}  # fmt: skip


def packed(told: object, content: bytes = CONTENT, **more: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("session.json", told if isinstance(told, bytes) else json.dumps(told))
        archive.writestr("content", content)
        for name, part in more.items():
            archive.writestr(name, part)
    return file.getvalue()


def told(**choices: object) -> dict[str, object]:
    return {"format": "embedviz session 1", "name": "fruit.csv", "choices": choices}


def test_the_choices_of_a_mix_are_known():
    choices = {"source": "mix", "texts": ["said"], "share.features": 2.0, "share.text.said": 0.5,
               "missing": "category", "mix.projection": "umap", "mix.seed": 7}  # fmt: skip
    assert all(is_known(key, value) for key, value in choices.items())
    assert not is_known("share.features", 99.0)
    assert not is_known("texts", "said")


def test_what_was_saved_is_opened():
    opened = read_session(write_session("fruit.csv", CONTENT, CHOICES), most_bytes=1000)
    assert (opened.name, opened.content, opened.choices) == ("fruit.csv", CONTENT, CHOICES)
    assert not opened.told


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("k", 31), ("k", 2.0), ("k", True), ("dimensions", 4), ("weight.sugar", 99.0),
        ("weight.sugar", float("nan")), ("umap.n_neighbors", 16), ("seed", -1), ("zoom", "yes"),
        ("features", "sugar"), ("features", [1]), ("metric", {"a": 1}), ("anything", "else"),
        ("brought", "x"), ("item", "x" * 3000), ("../k", 2),
    ],
)  # fmt: skip
def test_what_is_unknown_or_out_of_range_is_ignored_and_told(key, value):
    assert not is_known(key, value)
    opened = read_session(packed(told(scaling="rank", **{key: value})), most_bytes=1000)
    assert opened.choices == {"scaling": "rank"}
    assert opened.ignored == (key,)
    assert f'"{key}"' in opened.told


def test_no_folder_is_left_in_a_name():
    for name in ("../../etc/passwd.csv", "C:\\x\\passwd.csv", "/passwd.csv", "pass\nwd.csv"):
        opened = read_session(packed({**told(), "name": name}), most_bytes=1000)
        assert opened.name == "passwd.csv"


@pytest.mark.parametrize(
    "content",
    [
        packed(b"{"), packed(b"[" * 100_000), packed([1]), packed({"format": "other"}),
        packed({**told(), "name": 7}), packed(pickle.dumps({"a": 1})),
        packed(told())[:-40], packed(told(), b"0" * 1001),
        packed(b" " * 2_000_000),
    ],
)  # fmt: skip
def test_what_can_not_be_opened_is_one_sentence(content):
    with pytest.raises(UnreadableFile, match="session"):
        read_session(content, most_bytes=1000)


def test_another_zip_is_no_session():
    assert is_session(packed(told()))
    assert not is_session(packed(told(), **{"../evil": b"x"}))
    assert not is_session(b"PK but no zip")
    assert not is_session(CONTENT)


def test_a_session_restores_the_page():
    page = Path(__file__).parents[2] / "pages" / "your_data.py"
    at = AppTest.from_file(str(page), default_timeout=60).run()
    choices = {**CHOICES, "features": ["sugar", "water"], "dimensions": 2, "item": "lime"}
    session = write_session("fruit.csv", CONTENT, choices)
    at.file_uploader[0].set_value(("anything.zip", session, "")).run()
    assert not at.exception
    assert not at.error
    values = {each.key.split(".", 2)[2]: each.value for each in (*at.selectbox, *at.multiselect)
              if each.key.count(".") >= 2}  # fmt: skip
    assert values["features"] == ["sugar", "water"]
    assert (values["scaling"], values["item"]) == ("minmax", "lime")
    sliders = {each.key.split(".", 2)[2]: each.value for each in at.slider}
    assert (sliders["k"], sliders["weight.sugar"]) == (2, 2.0)
    assert not at.warning


def test_a_session_that_asks_too_much_says_what_it_ignores():
    page = Path(__file__).parents[2] / "pages" / "your_data.py"
    at = AppTest.from_file(str(page), default_timeout=60).run()
    session = packed(told(k=9, features=["gone", "sugar"], color="gone", nonsense=1))
    at.file_uploader[0].set_value(("s.zip", session, "")).run()
    assert not at.exception
    assert not at.error
    assert "nonsense" in at.warning[0].value

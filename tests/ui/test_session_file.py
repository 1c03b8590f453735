"""A session goes out and in again; what is no session, or too much of one, does no harm."""

from __future__ import annotations

import io
import json
import pickle
import zipfile
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from embedviz.engine.record import tidy
from embedviz.errors import UnreadableFile
from embedviz.ui import explorer, progress, take_away
from embedviz.ui.session_file import (
    ignored,
    is_session,
    read_session,
    session_in,
    session_record,
    write_session,
)
from embedviz.ui.uploads import PASTED

PAGE = Path(__file__).parents[2] / "pages" / "your_data.py"
CONTENT = b"fruit,sugar,water\nfig,16,79\nkiwi,9,83\nlime,2,88\nplum,10,87\n"
TEXTS = (
    b"fruit,sugar,water,said\nfig,16,79,soft and very sweet\nkiwi,9,83,green and fresh\n"
    b"lime,2,88,sour and very green\nplum,10,87,soft and ripe\n"
)
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


def test_what_was_saved_is_opened():
    opened = read_session(write_session("fruit.csv", CONTENT, CHOICES), most_bytes=1000)
    assert (opened.name, opened.content, opened.choices) == ("fruit.csv", CONTENT, CHOICES)


AS_TESTED = "test session id"
"""What AppTest calls every session."""


def test_results_go_with_it_and_come_back_as_arrays_of_the_same_numbers():
    drawing = tidy({"coordinates": np.eye(3, 2, dtype=np.float32), "axes": ["x", "y"]})
    saved = write_session("fruit.csv", CONTENT, CHOICES, results={"a" * 64: drawing})
    opened = session_in(session_record(saved, 1000))
    [(key, record)] = opened.results.items()
    assert key == "a" * 64
    assert record["axes"] == ["x", "y"]
    np.testing.assert_array_equal(record["coordinates"], drawing["coordinates"])


def test_a_session_shows_the_drawing_that_it_carries(opened, monkeypatch):
    """What a colleague's machine would draw otherwise is there as it was saved."""
    rows = "\n".join(f"item {n},{n * n % 17},{n * 7 % 11},{n % 5}" for n in range(40))
    content = f"name,a,b,c\n{rows}\n".encode()
    exports = []
    real = take_away.show_take_away
    monkeypatch.setattr(
        explorer, "show_take_away", lambda page, what: (exports.append(what), real(page, what))
    )

    def downloading(session: bytes) -> AppTest:
        at = opened(session)
        group = next(each for each in at.get("button_group") if each.key.endswith(".view"))
        at = group.set_value("download").run()
        assert not at.exception
        return at

    downloading(write_session("many.csv", content, {"projection": "pca"}))
    session = read_session(exports[-1].session(), most_bytes=10_000)
    moved = {
        key: record | {"coordinates": record["coordinates"] + 1}
        for key, record in session.results.items()
        if "coordinates" in record
    }
    assert moved
    progress.engine().forget(AS_TESTED)
    downloading(write_session("many.csv", content, session.choices, results=moved))
    np.testing.assert_array_equal(
        exports[-1].view.coordinates, next(iter(moved.values()))["coordinates"]
    )


@pytest.fixture
def opened():
    """Drop a session file on the page; give the page."""

    def drop(session: bytes) -> AppTest:
        at = AppTest.from_file(str(PAGE), default_timeout=60).run()
        at.file_uploader[0].set_value(("anything.zip", session, "")).run()
        assert not at.exception
        assert not at.error
        return at

    return drop


@pytest.fixture
def saved(monkeypatch):
    """Give the choices that a session file of the page would hold."""
    shown = []
    real = take_away.show_take_away
    monkeypatch.setattr(
        explorer, "show_take_away", lambda page, what: (shown.append(what), real(page, what))
    )

    def choices(at: AppTest) -> dict[str, object]:
        group = next(each for each in at.get("button_group") if each.key.endswith(".view"))
        group.set_value("download").run()
        return read_session(shown[-1].session(), most_bytes=1000).choices

    return choices


def values(at: AppTest) -> dict[str, object]:
    """Give the value of each control by its name on the page."""
    keys = [key for key in at.session_state["controls"] if key in at.session_state]
    return {key.split(".", 2)[2]: at.session_state[key] for key in keys if key.count(".") >= 2}


def said(at: AppTest) -> str:
    return " ".join(each.value for each in at.warning).replace("\\", "")


@pytest.mark.parametrize(
    ("key", "value", "with_it"),
    [
        ("k", 31, {}), ("k", 2.0, {}), ("k", True, {}), ("dimensions", 4, {}),
        ("weight.sugar", 99.0, {}), ("weight.sugar", float("nan"), {}),
        ("umap.n_neighbors", 16, {"projection": "umap"}), ("seed", -1, {"projection": "umap"}),
        ("zoom", "yes", {}), ("features", "sugar", {}), ("features", [1], {}),
        ("metric", {"a": 1}, {}), ("metric", ["euclidean"], {}), ("anything", "else", {}),
        ("brought", "x", {}), ("item", "x" * 3000, {}), ("../k", 2, {}), ("whole", "fig", {}),
        ("drawn", [2], {}), ("kind.sugar", "spice", {}), ("projection", "/etc/passwd", {}),
        ("share.features", 99.0, {"vectors": "mix"}), ("texts", "said", {"vectors": "mix"}),
    ],
)  # fmt: skip
def test_what_is_unknown_or_out_of_range_is_ignored_and_told(opened, key, value, with_it):
    at = opened(packed(told(scaling="rank", **with_it, **{key: value}), TEXTS))
    assert f'"{key}"' in said(at)
    assert said(at).count('"') == 2
    assert values(at)["scaling"] == "rank"
    assert values(at).get(key) != value


def test_the_sentence_names_three_and_counts_the_rest():
    assert not ignored([])
    assert ignored(["a", "b"]).endswith('range: "a", "b".')
    assert ignored(list("abcde")).endswith('"a", "b", "c" and 2 more.')


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
    with pytest.raises(UnreadableFile, match="has other files in it"):
        read_session(packed(told(), **{"../evil": b"x"}), most_bytes=1000)
    assert not is_session(b"PK but no zip")
    assert not is_session(CONTENT)


def test_a_session_restores_the_page(opened):
    choices = {**CHOICES, "features": ["sugar", "water"], "dimensions": 2, "item": "lime"}
    at = opened(write_session("fruit.csv", CONTENT, choices))
    now = values(at)
    assert now["features"] == ["sugar", "water"]
    assert (now["scaling"], now["item"]) == ("minmax", "lime")
    assert (now["k"], now["weight.sugar"], now["zoom"]) == (2, 2.0, True)
    assert not at.warning


def test_what_is_not_asked_for_now_waits_without_a_word_and_is_saved_again(opened, saved):
    waits = {"weight.water": 2.5, "seed": 7, "texts.projection": "pca", "umap.min_dist": 0.8,
             "share.features": 2.0, "layer.epochs": 5, "hub_model": "a/b"}  # fmt: skip
    content = b"f,sugar,water,fat\na,1,2,3\nb,3,1,0\nc,2,2,1\nd,9,4,4\n"
    at = opened(packed(told(features=["sugar", "fat"], projection="pca", **waits), content))
    assert not at.warning
    assert saved(at).items() >= waits.items()
    widget(at, "projection").set_value("umap").run()
    widget(at, "features").set_value(["sugar", "fat", "water"]).run()
    assert values(at).items() >= {"seed": 7, "umap.min_dist": 0.8, "weight.water": 2.5}.items()
    assert "Ignored" not in said(at)


def test_what_was_out_of_range_is_told_when_its_control_comes(opened):
    at = opened(packed(told(projection="pca", **{"umap.n_neighbors": 16})))
    assert not at.warning
    widget(at, "projection").set_value("umap").run()
    assert '"umap.n_neighbors"' in said(at)


def widget(at: AppTest, name: str):
    kinds = ("selectbox", "multiselect")
    return next(each for kind in kinds for each in at.get(kind) if each.key.endswith(f".{name}"))


def test_a_session_that_asks_too_much_says_what_it_ignores(opened):
    at = opened(packed(told(features=["gone", "sugar"], color="gone", nonsense=1)))
    assert all(f'"{name}"' in said(at) for name in ("features", "color", "nonsense"))
    assert values(at)["features"] == ["sugar", "water"]


ANIMALS = b"3 2\ncat 9 1\ndog 1 9\ncar 0 1\n"
SEVERAL = (
    b"fruit,sugar,said,more\nfig,16,soft,it is a very soft thing\n"
    b"kiwi,9,fresh,it is a green thing\nlime,2,sour,it is one green and sour thing\n"
    b"plum,10,ripe,one ripe and soft thing it is\n"
)
OLDER = {
    "columns as features": (
        TEXTS,
        {"source": "features", "features": ["water", "sugar"], "scaling": "rank",
         "metric": "manhattan", "weight.sugar": 2.0, "projection": "features",
         "color": "(all alike)"},
        {"vectors": "features", "features": ["water", "sugar"], "scaling": "rank",
         "metric": "manhattan", "weight.sugar": 2.0, "color": "(all alike)"},
    ),
    "word counts": (
        TEXTS,
        {"source": "text", "model": "tfidf", "n_components": 2, "metric": "euclidean",
         "texts.projection": "pca", "item": "kiwi"},
        {"vectors": "tfidf", "n_components": 2, "metric": "euclidean",
         "texts.projection": "pca", "item": "kiwi"},
    ),
    "trained words": (
        TEXTS,
        {"source": "text", "model": "word2vec", "word2vec.n_components": 4, "word2vec.epochs": 5,
         "texts.projection": "pca", "metric": "manhattan"},
        {"vectors": "word2vec", "word2vec.n_components": 4, "word2vec.epochs": 5,
         "texts.projection": "pca", "metric": "manhattan"},
    ),
    "a text column of several": (
        SEVERAL,
        {"source": "text", "model": "tfidf", "text": "more", "texts.projection": "pca"},
        {"vectors": "tfidf", "text": "more", "texts.projection": "pca"},
    ),
    "a mix": (
        TEXTS,
        {"source": "mix", "model": "tfidf", "n_components": 2, "texts": ["said"],
         "features": ["sugar"], "share.features": 2.0, "share.text.said": 0.5,
         "mix.projection": "pca", "mix.seed": 7},
        {"vectors": "mix", "encoder": "tfidf", "n_components": 2, "texts": ["said"],
         "features": ["sugar"], "share.features": 2.0, "share.text.said": 0.5,
         "mix.projection": "pca"},
    ),
    "ready vectors": (
        ANIMALS,
        {"source": "vectors", "metric": "cosine", "vectors.projection": "pca", "item": "dog"},
        {"metric": "cosine", "vectors.projection": "pca", "item": "dog"},
    ),
    "pasted lines": (
        b"a red apple\na ripe pear\nthe blue sky\nthe cold sea\n",
        {"model": "tfidf", "texts.projection": "pca", "pasted_as": "lines"},
        {"vectors": "tfidf", "texts.projection": "pca"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", OLDER)
def test_an_older_session_restores_the_page(opened, kind):
    content, choices, meant = OLDER[kind]
    names = {"ready vectors": "animals.vec", "pasted lines": PASTED}
    name = names.get(kind, "fruit.csv")
    at = opened(packed({**told(**choices), "name": name}, content))
    assert not at.warning, said(at)
    assert values(at).items() >= meant.items()


@pytest.mark.parametrize(("scope", "words"), [("whole", "Showing 3 of 4"), ("drawn", "3 of 4")])
def test_an_older_selection_is_restored(opened, scope, words):
    at = opened(packed(told(source="features", **{scope: ["fig", "kiwi", "plum"]})))
    assert words in at.info[0].value
    assert not at.warning

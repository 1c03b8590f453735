"""Take it away: the recipe runs as it is and gives the picture; files wait until they're asked."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from embedviz.ui import explorer, take_away

ROUNDED = 2**-15  # of the picture's width: what ships computed beforehand has 16 bits


@pytest.fixture
def seen(monkeypatch):
    """Catch what the page shows, for its coordinates."""
    shown = []
    real = take_away.show_take_away
    monkeypatch.setattr(
        explorer, "show_take_away", lambda page, what: (shown.append(what), real(page, what))
    )
    return shown


def run(code: str, folder: Path) -> tuple[np.ndarray, list[str]]:
    """Run a recipe as it is in a process of its own; nothing opens a browser."""
    tail = "\nimport numpy as np\nnp.savez('out.npz', at=view.coordinates, who=view.space.labels)\n"
    (folder / "recipe.py").write_text(code + tail, encoding="utf-8")
    subprocess.run(
        [sys.executable, "recipe.py"], check=True, cwd=folder, env={**os.environ, "BROWSER": "true"}
    )
    with np.load(folder / "out.npz") as out:
        return out["at"], out["who"].tolist()


def code_of(at: AppTest, page: str) -> str:
    at.session_state[f"{page}.view"] = "download"
    at.session_state[f"{page}.take"] = "recipe"
    at.run()
    assert not at.exception
    assert not at.error
    return at.code[0].value


def check_same(code: str, shown, folder: Path) -> None:
    coordinates, labels = run(code, folder)
    view = shown[-1].view
    assert labels == list(view.space.labels)
    width = np.ptp(view.coordinates, axis=0).max()
    np.testing.assert_allclose(coordinates, view.coordinates, rtol=0, atol=width * ROUNDED)


def test_a_recipe_writes_no_defaults(visit):
    page = visit("pages/cities.py")
    code = code_of(page.at, "cities")
    assert code.splitlines() == [
        "import embedviz as ev",
        "",
        'cities = ev.load_dataset("cities")',
        "space = ev.vectorize(cities)",
        'view = ev.project(space, "features")',
        'ev.show(view, color="continent", highlight="Vancouver, Canada")',
    ]


def test_the_recipe_of_the_cities_gives_the_same_coordinates(visit, seen, tmp_path):
    page = visit("pages/cities.py").choose(
        cities__features=["latitude", "longitude", "population"],
        cities__scaling="standard",
        cities__projection="pca",
        cities__dimensions=3,
        cities__k=7,
    )
    page.choose(cities__weight__population=2.5, cities__logs=["population"])
    code = code_of(page.at, "cities")
    assert len(code.splitlines()) < 20
    check_same(code, seen, tmp_path)


@pytest.mark.parametrize("scope", ["whole", "drawn"])
def test_a_selection_is_in_the_recipe(visit, seen, tmp_path, scope):
    page = visit("pages/cities.py").choose(cities__projection="pca", cities__k=2)
    page.at.session_state[f"cities.{scope}"] = [
        "Tokyo, Japan", "Vancouver, Canada", "Quito, Ecuador", "Lagos, Nigeria"
    ]  # fmt: skip
    check_same(code_of(page.at, "cities"), seen, tmp_path)
    assert len(seen[-1].view.space) == 4


def test_the_recipe_of_the_digits_gives_the_same_coordinates(visit, seen, tmp_path):
    page = visit("pages/digits.py").choose(digits__projection="umap", digits__metric="cosine")
    page.choose(digits__umap__n_neighbors=30, digits__seed=7)
    code = code_of(page.at, "digits")
    assert 'ev.project(space, "umap", n_neighbors=30, seed=7)' in code
    check_same(code, seen, tmp_path)


def test_the_recipe_of_the_words_gives_the_same_coordinates(visit, seen, tmp_path):
    page = visit("pages/words.py").choose(words__projection="pca", words__item="queen")
    code = code_of(page.at, "words")
    assert "with_items" in code
    check_same(code, seen, tmp_path)


def test_the_recipe_of_sentences_has_the_visitors_own(visit, seen, tmp_path):
    page = visit("pages/sentences.py").choose(
        sentences__vectors="tfidf",
        sentences__projection="pca",
        sentences__own='He said "no".\nCats.',
    )
    check_same(code_of(page.at, "sentences"), seen, tmp_path)
    assert seen[-1].view.space.labels[0] == 'He said "no".'


def test_the_recipe_of_word2vec_trains_it_again(visit, seen, tmp_path):
    page = visit("pages/sentences.py").choose(
        sentences__vectors="word2vec", sentences__projection="pca"
    )
    page.choose(**{"sentences__word2vec.epochs": 5})
    code = code_of(page.at, "sentences")
    assert 'ev.encode(sentences, model="word2vec", epochs=5)' in code
    check_same(code, seen, tmp_path)


def test_the_recipe_of_own_data_reads_the_file_by_its_name(seen, tmp_path):
    content = b"town,land,people,height\n" + b"".join(
        b"t%d,%s,%d,%d\n" % (row, b"ab"[row % 2 :][:1], row * row, 90 - row) for row in range(20)
    )
    page = Path(__file__).parents[2] / "pages" / "your_data.py"
    at = AppTest.from_file(str(page), default_timeout=60).run()
    at.file_uploader[0].set_value(("towns.csv", content, "")).run()
    key = next(each.key for each in at.selectbox if each.key.endswith(".label"))
    opening = key.removesuffix(".label")
    at.selectbox(key=key).set_value("land").run()
    code = code_of(at, opening)
    assert "towns.csv has to lie in this folder" in code
    (tmp_path / "towns.csv").write_bytes(content)
    check_same(code, seen, tmp_path)


@pytest.mark.parametrize("content", ["rows", "vectors", "neighbors", "plot", "recipe"])
def test_no_run_of_a_page_makes_a_file(visit, monkeypatch, content):
    made = []
    monkeypatch.setattr(take_away, "as_bytes", lambda *given, **_: made.append(given))
    page = visit("pages/digits.py").show("download")
    page.at.session_state["digits.take"] = content
    page.at.run()
    page.check()
    assert page.at.get("download_button")[-1].proto.deferred_file_id
    assert page.at.get("download_button")[-1].proto.ignore_rerun
    assert not made


def test_clusters_are_found_only_when_asked(visit, monkeypatch):
    page = visit("pages/digits.py").show("download")
    asked = []
    real = take_away.clusters_of
    monkeypatch.setattr(
        take_away, "clusters_of", lambda *given: asked.append(given[1:]) or real(*given)
    )
    page.at.run()
    assert not asked
    page.choose(**{"digits__take.clusters": "kmeans"})
    assert asked == [("kmeans", 8)]
    assert any("8 clusters; 0 of 1,797 in none" in each.value for each in page.at.caption)


def test_the_recipe_of_the_shows_gives_the_same_coordinates(visit, seen, tmp_path):
    page = visit("pages/tv_shows.py").choose(tv__projection="tsne", tv__scaling="rank")
    check_same(code_of(page.at, "tv"), seen, tmp_path)


@pytest.mark.slow
def test_the_recipe_of_the_sentences_gives_the_same_coordinates(visit, seen, tmp_path):
    page = visit("pages/sentences.py")
    check_same(code_of(page.at, "sentences"), seen, tmp_path)

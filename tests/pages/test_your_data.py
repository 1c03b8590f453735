"""Your own data, as a visitor uses it: bring a file or text, see it understood, ask questions."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from embedviz.ui import own_data

PAGE = Path(__file__).parents[2] / "pages" / "your_data.py"


@pytest.fixture
def at() -> AppTest:
    return AppTest.from_file(str(PAGE), default_timeout=60).run()


def drop(at: AppTest, name: str, content: bytes | str) -> AppTest:
    content = content.encode() if isinstance(content, str) else content
    at.file_uploader[0].set_value((name, content, "")).run()
    return at


def paste(at: AppTest, text: str) -> AppTest:
    at.text_area(key="your_data.pasted").set_value(text).run()
    return at


CELLS = "fruit\tsugar\twater\n" + "".join(
    f"{fruit}\t{sugar}\t{water}\n"
    for fruit, sugar, water in [
        *(("fig", 16, 79), ("kiwi", 9, 83), ("lime", 2, 88), ("plum", 10, 87)),
        *(("date", 63, 21), ("pear", 10, 84), ("melon", 8, 90), ("grape", 16, 81)),
    ]
)


def choose_word_counts(at: AppTest, name: str, content: str) -> None:
    """Choose the model for data before it is brought: the language model takes seconds to load."""
    key = own_data.Brought(name, content.encode()).key
    at.session_state[f"your_data.{key}.model"] = "tfidf"


def keyed(elements, ending: str):
    """The one widget whose key ends so: each data set keeps its own controls."""
    found = [each for each in elements if each.key and each.key.endswith(ending)]
    assert len(found) == 1, [each.key for each in elements]
    return found[0]


def words(at: AppTest) -> str:
    texts = [*at.markdown, *at.caption, *at.warning]
    return "\n".join(each.value for each in texts).replace("\\", "")


def is_drawn(at: AppTest) -> bool:
    return len(at.get("plotly_chart")) + len(at.get("bidi_component")) > 0


def drawn_without_trouble(at: AppTest) -> bool:
    assert not at.exception
    assert not at.error
    return is_drawn(at) and not at.warning


def rated_places(n: int = 60) -> str:
    """A table like that of the Places Rated Almanac: scores, a running number, coordinates."""
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(
        rng.integers(100, 9000, (n, 4)), columns=["climate", "crime", "arts", "econ"]
    )
    frame["casenum"] = np.arange(1, n + 1)
    frame["long"] = rng.uniform(-120, -70, n)
    frame["lat"] = rng.uniform(26, 48, n)
    return frame.to_csv(index=False)


LINES = (
    "a red apple\na red pear\nthe blue sky\nthe blue sea\na green pear\n"
    "a ripe pear\nthe grey sky\nthe cold sea\na green apple\n"
)


def test_the_page_opens_with_an_example_drawn(at):
    assert drawn_without_trouble(at)
    assert "fruit and vegetables.csv: 26 rows" in words(at).replace("**", "")
    assert keyed(at.selectbox, ".item").value == "apple"
    assert not at.button


def test_a_table_is_understood_and_drawn(at):
    drop(at, "places.csv", rated_places())
    assert drawn_without_trouble(at)
    said = words(at).replace("**", "")
    assert "places.csv: 60 rows, numbered" in said
    assert "places: long, lat" in said
    features = keyed(at.multiselect, ".features").value
    assert features == ["climate", "crime", "arts", "econ", "long", "lat"]
    assert keyed(at.selectbox, ".item").value == "row 1"


def test_a_bad_file_gets_one_sentence_and_the_next_one_opens(at):
    drop(at, "cities.csv", "city,x\nRome, Italy,1\n")
    assert not at.exception
    assert [each.value.replace("\\", "") for each in at.warning] == [
        (
            "Row 1 of cities.csv has 3 columns, the header has 2. "
            "Look for a comma inside an unquoted name."
        )
    ]
    assert not is_drawn(at)
    drop(at, "cities.csv", "city,x,y\nRome,1,2\nOslo,3,1\nLima,2,2\n")
    assert drawn_without_trouble(at)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.csv", "", "a.csv is empty."),
        ("a.csv", "x,y\n", "a.csv has a header but no row below it."),
        ("a.png", b"\x89PNG\0", "It can be .csv, .tsv, .txt, .xlsx"),
        ("a.csv", b"\x89PNG\0\0", "a.csv is no text file"),
        ("a.csv", "name,x\nfig,1\n", "a.csv has a single item."),
    ],
)
def test_what_cannot_be_drawn_gets_one_sentence(at, name, content, sentence):
    drop(at, name, content)
    assert not at.exception
    assert not at.error
    assert len(at.warning) == 1
    assert sentence in words(at)
    assert at.file_uploader


def test_what_was_left_out_is_said(at):
    drop(at, "a.csv", "name,x,y\nfig,1,2\n,,\nkiwi,2,5\nlime,3,inf\nplum,4,1\n")
    assert drawn_without_trouble(at)
    assert "1 row was entirely empty and left out." in words(at)
    assert 'Column "y" has an infinite number in 1 row' in words(at)
    assert "1 of 4 rows have a gap in a chosen feature" in words(at)


def test_pasted_lines_by_word_counts(at):
    choose_word_counts(at, own_data.PASTED, LINES)
    paste(at, LINES)
    assert drawn_without_trouble(at)
    assert "pasted text: 9 rows" in words(at).replace("**", "")
    assert keyed(at.selectbox, ".item").value == "a red apple"
    assert "Nearest to a red apple" in words(at)


def test_pasted_cells_are_taken_for_a_table_and_can_be_lines(at):
    paste(at, CELLS)
    assert drawn_without_trouble(at)
    assert keyed(at.multiselect, ".features").value == ["sugar", "water"]
    as_what = keyed(at.segmented_control, ".pasted_as")
    assert as_what.value == "table"
    cells = at.session_state["your_data.brought"]
    choose_word_counts(at, cells.name, cells.content.decode())
    as_what.set_value("lines").run()
    assert "9 rows" in words(at)
    assert drawn_without_trouble(at)


def test_back_to_the_example(at):
    paste(drop(at, "a.csv", "name,x,y\nfig,1,2\nkiwi,2,1\nlime,3,3\n"), "")
    at.button(key="your_data.forget").click().run()
    assert drawn_without_trouble(at)
    assert "fruit and vegetables.csv" in words(at)
    assert not at.button


def test_what_was_brought_outlives_a_visit_to_another_page(at):
    # The uploader is new when the page is opened again: only the session knows the file.
    drop(at, "a.csv", "name,x,y\nfig,1,2\nkiwi,2,1\nlime,3,3\n")
    kept = at.session_state["your_data.brought"]
    again = AppTest.from_file(str(PAGE), default_timeout=60)
    again.session_state["your_data.brought"] = kept
    again.run()
    assert drawn_without_trouble(again)
    assert "a.csv: 3 rows" in words(again).replace("**", "")


def test_another_label_and_another_source(at):
    keyed(at.selectbox, ".label").set_value("group").run()
    assert drawn_without_trouble(at)
    assert keyed(at.selectbox, ".item").value == "fruit"
    assert "fruit (2)" in keyed(at.selectbox, ".item").options
    keyed(at.selectbox, ".label").set_value("").run()
    assert keyed(at.selectbox, ".item").value == "row 1"
    assert drawn_without_trouble(at)


def test_a_table_about_texts_starts_with_its_texts(at):
    rows = "\n".join(
        f'"{line}, said {n}",{"ab"[n % 2]}' for n, line in enumerate(LINES.split("\n"))
    )
    table = f"text,who\n{rows}\n"
    choose_word_counts(at, "said.csv", table)
    drop(at, "said.csv", table)
    assert drawn_without_trouble(at)
    assert keyed(at.selectbox, ".source").value == "text"
    assert keyed(at.selectbox, ".color").value == "who"


def test_a_large_table_is_sampled_and_says_so(at, monkeypatch):
    monkeypatch.setattr(own_data, "MOST_ROWS", 50)
    drop(at, "large.csv", rated_places(80))
    assert drawn_without_trouble(at)
    assert "Of 80 rows, 50 were chosen at random" in words(at)


def test_markup_in_names_stays_letters(at):
    drop(at, "<b>.csv", "name,**x**,:red[y]\n<script>alert(1)</script>,1,2\n*b*,2,1\n[c](d),3,3\n")
    assert drawn_without_trouble(at)
    raw = "\n".join(each.value for each in [*at.markdown, *at.caption])
    assert "<script>" not in raw
    assert ":red[y]" not in raw
    assert not at.get("html")


def test_no_features_gets_a_sentence(at):
    keyed(at.multiselect, ".features").set_value([]).run()
    assert not at.exception
    assert len(at.warning) == 1
    assert "Choose at least one feature" in words(at)

"""Your own data, as a visitor uses it: bring a file or text, see it understood, ask questions."""

from __future__ import annotations

import io
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from embedviz import steps
from embedviz.ui import own_data, uploads
from embedviz.ui.session_file import write_session
from embedviz.ui.settings import AppSettings

PAGE = Path(__file__).parents[2] / "pages" / "your_data.py"


@pytest.fixture
def at() -> AppTest:
    return AppTest.from_file(str(PAGE), default_timeout=60).run()


def drop(at: AppTest, name: str, content: bytes | str) -> AppTest:
    content = content.encode() if isinstance(content, str) else content
    at.file_uploader[0].set_value((name, content, "")).run()
    return at


def open_dialog(at: AppTest) -> AppTest:
    return at.button(key="your_data.bring").click().run()


def show(at: AppTest, view: str) -> AppTest:
    return keyed(at.get("button_group"), ".view").set_value(view).run()


def paste(at: AppTest, text: str) -> AppTest:
    open_dialog(at)
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
    key = own_data.Upload(name, content.encode()).key
    at.session_state[f"your_data.{key}.vectors"] = "tfidf"


def keyed(elements, ending: str):
    """The one widget whose key ends so: each data set keeps its own controls."""
    found = [each for each in elements if each.key and each.key.endswith(ending)]
    assert len(found) == 1, [each.key for each in elements]
    return found[0]


def item_key(at: AppTest) -> str:
    """Give what holds the item in question: it is chosen in the plot, not in a widget."""
    mounted = [each.proto for each in at.get("bidi_component") if each.proto.json]
    plots = [each.id.rsplit("-", 1)[-1] for each in mounted if each.id.endswith(".plot")]
    assert len(plots) == 1, plots
    return plots[0].removesuffix("plot") + "item"


def item(at: AppTest) -> str:
    return at.session_state[item_key(at)]


def choose_item(at: AppTest, label: str) -> None:
    at.session_state[item_key(at)] = label
    at.run()


def way(at: AppTest):
    """The choice of how vectors are made; a column called "vectors" has a control of its own."""
    ways = [each for each in at.selectbox if each.key.endswith(".vectors")]
    return next(each for each in ways if ".kind." not in each.key)


def words(at: AppTest) -> str:
    texts = [*at.markdown, *at.caption, *at.warning]
    return "\n".join(each.value for each in texts).replace("\\", "").replace("\u00a0", " ")


def is_drawn(at: AppTest) -> bool:
    return any('"parts"' in each.proto.json for each in at.get("bidi_component"))


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
    assert item(at) == "apple"
    assert [each.key for each in at.button] == ["your_data.bring"]


def test_a_table_is_understood_and_drawn(at):
    drop(at, "places.csv", rated_places())
    assert drawn_without_trouble(at)
    said = words(at).replace("**", "")
    assert "places.csv: 60 rows, numbered" in said
    assert "places: long, lat" in said
    features = keyed(at.multiselect, ".features").value
    assert features == ["climate", "crime", "arts", "econ", "long", "lat"]
    assert item(at) == "row 1"


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
    assert "1 of 4 rows have a gap in a chosen column and are left out." in words(at)


def test_pasted_lines_by_word_counts(at):
    choose_word_counts(at, own_data.PASTED, LINES)
    paste(at, LINES)
    assert drawn_without_trouble(at)
    assert "pasted text: 9 rows" in words(at).replace("**", "")
    assert item(at) == "a red apple"
    assert "Nearest to a red apple" in words(show(at, "table"))


def test_pasted_cells_are_taken_for_a_table_and_can_be_lines(at):
    paste(at, CELLS)
    assert drawn_without_trouble(at)
    assert keyed(at.multiselect, ".features").value == ["sugar", "water"]
    as_what = keyed(open_dialog(at).segmented_control, ".pasted_as")
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
    assert [each.key for each in at.button] == ["your_data.bring"]


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
    assert item(at) == "fruit"
    choose_item(at, "fruit (2)")
    assert item(at) == "fruit (2)"
    keyed(at.selectbox, ".label").set_value("").run()
    assert item(at) == "row 1"
    assert drawn_without_trouble(at)


def test_a_table_about_texts_starts_with_its_texts(at):
    rows = "\n".join(
        f'"{line}, said {n}",{"ab"[n % 2]}' for n, line in enumerate(LINES.split("\n"))
    )
    table = f"text,who\n{rows}\n"
    choose_word_counts(at, "said.csv", table)
    drop(at, "said.csv", table)
    assert drawn_without_trouble(at)
    assert keyed(at.selectbox, ".vectors").value == "tfidf"
    assert keyed(at.selectbox, ".color").value == "who"


def test_blank_texts_are_left_out_and_counted_unless_the_visitor_fills_them(at):
    rows = [f'"{line}, said {n}",{n}' for n, line in enumerate(LINES.split("\n")[:-1])]
    table = "\n".join(["text,stars", *rows, ",3", '"  ",2', ""])
    choose_word_counts(at, "reviews.csv", table)
    drop(at, "reviews.csv", table)
    assert drawn_without_trouble(at)
    assert "2 of 11 rows" in words(at)
    blank = keyed(at.selectbox, ".blank")
    assert blank.label == "2 of 11 texts are blank"
    assert blank.value == "drop"
    blank.set_value("fill").run()
    assert drawn_without_trouble(at)
    assert "2 of 11 rows" not in words(at)


def test_another_sheet_can_be_chosen_and_the_recipe_says_so(at):
    file = io.BytesIO()
    with pd.ExcelWriter(file) as book:
        for sheet in ("one", "two"):
            names = [sheet + each for each in "abcde"]
            frame = pd.DataFrame({"name": names, "x": range(5), "y": [3, 1, 4, 1, 5]})
            frame.to_excel(book, sheet_name=sheet, index=False)
    drop(at, "book.xlsx", file.getvalue())
    assert item(at) == "onea"
    keyed(open_dialog(at).selectbox, ".sheet").set_value("two").run()
    assert drawn_without_trouble(at)
    assert item(at) == "twoa"
    opened = item_key(at).removesuffix("item")
    at.session_state[f"{opened}view"], at.session_state[f"{opened}take"] = "download", "recipe"
    at.run()
    assert 'ev.read("book.xlsx", sheet="two")' in "\n".join(each.value for each in at.code)


def test_another_encoding_can_be_chosen_and_a_wrong_one_taken_back(at):
    table = "город,лет,жителей\nТула,876,461\nОмск,304,1104\nТверь,885,415\n"
    drop(at, "towns.csv", table.encode("koi8_r"))
    keyed(open_dialog(at).selectbox, ".encoding").set_value("utf-8").run()
    assert "is not in utf-8" in words(at)
    keyed(open_dialog(at).selectbox, ".encoding").set_value("koi8_r").run()
    assert drawn_without_trouble(at)
    assert item(at) == "Тула"


def test_of_a_long_table_a_sample_or_all_is_taken(at, monkeypatch):
    monkeypatch.setattr(uploads, "FIRST_SAMPLE", 50)
    monkeypatch.setattr(uploads, "SAMPLES", (20, 50))
    drop(at, "long.csv", rated_places(80))
    assert drawn_without_trouble(at)
    assert "**long.csv**: 50 of 80 rows" in words(at)
    assert "chosen at random" not in words(at)  # it would say the same again
    rows = keyed(open_dialog(at).get("button_group"), ".rows")
    assert rows.label == "Rows to take"
    assert list(rows.options) == [
        "A sample of 20", "A sample of 50", "All 80",
    ]  # fmt: skip
    rows.set_value(80).run()
    assert drawn_without_trouble(at)
    assert "**long.csv**: 80 rows" in words(at)


def test_more_rows_than_the_server_takes_are_not_offered(at, monkeypatch):
    monkeypatch.setattr(uploads, "settings", lambda: AppSettings(most_items=60))
    drop(at, "long.csv", rated_places(80))
    assert drawn_without_trouble(at)
    rows = keyed(open_dialog(at).get("button_group"), ".rows")
    assert "this server takes up to 60 at once" in rows.label
    assert list(rows.options) == ["A sample of 60"]


def test_nothing_that_is_brought_is_read_in_the_server_itself(at, monkeypatch):
    for name in ("read_parts", "understood", "unpacked"):
        monkeypatch.setattr(steps, name, lambda *_: pytest.fail("read here"))
    drop(at, "little.csv", rated_places(30))
    assert drawn_without_trouble(at)
    assert "**little.csv**: 30 rows" in words(at)


def test_markup_in_names_stays_letters(at):
    drop(at, "<b>.csv", "name,**x**,:red[y]\n<script>alert(1)</script>,1,2\n*b*,2,1\n[c](d),3,3\n")
    assert drawn_without_trouble(at)
    raw = "\n".join(each.value for each in [*at.markdown, *at.caption])
    assert "<script>" not in raw
    assert ":red[y]" not in raw
    labels = [each.label for each in [*at.selectbox, *at.slider, *at.expander]]
    assert not [each for each in labels if "**x**" in each or ":red[y]" in each]
    assert not [each for each in at.get("html") if "alert" in each.proto.body]


def test_a_ready_picture_of_two_columns_is_not_offered_in_three_dimensions(at):
    drop(at, "drawn.csv", "word,x,y\nfig,1,2\nkiwi,2,1\nlime,3,3\n")
    assert drawn_without_trouble(at)
    assert keyed(at.selectbox, ".projection").value == "given"
    controls = [each.key for each in at.get("button_group")]
    assert not [key for key in controls if key.endswith(".dimensions")]
    keyed(at.selectbox, ".projection").set_value("pca").run()
    assert drawn_without_trouble(at)
    assert keyed(at.get("button_group"), ".dimensions").value == 2


def test_no_features_gets_a_sentence(at):
    keyed(at.multiselect, ".features").set_value([]).run()
    assert not at.exception
    assert len(at.warning) == 1
    assert "Choose at least one feature" in words(at)


REFERENCE = Path(__file__).parents[3] / "shared" / "reference"
ANIMALS = {
    "cat": (9, 1, 0), "kitten": (8, 3, 1), "dog": (1, 9, 0), "puppy": (2, 7, 0), "car": (0, 1, 9),
}  # fmt: skip
WORDS = "".join(f"{word} {' '.join(map(str, numbers))}\n" for word, numbers in ANIMALS.items())
TENSORS = "".join("\t".join(map(str, numbers)) + "\n" for numbers in ANIMALS.values())
METADATA = (
    "word\tlegs\tweight\tlength\ncat\t4\t5\t46\nkitten\t4\t1\t20\ndog\t4\t30\t60\n"
    "puppy\t4\t6\t35\ncar\t0\t1500\t430\n"
)


def drop_all(at: AppTest, *files: tuple[str, bytes | str]) -> AppTest:
    given = [(name, text.encode() if isinstance(text, str) else text, "") for name, text in files]
    at.file_uploader[0].set_value(given).run()
    return at


def add(at: AppTest, name: str, text: str) -> AppTest:
    """Drop one more file beside those that are there."""
    uploader = at.file_uploader[0]
    uploader._files = uploader._get_files_to_register()
    uploader.upload(name, text.encode()).run()
    return at


def nearest_by_hand(word: str) -> str:
    names, vectors = list(ANIMALS), np.array(list(ANIMALS.values()), dtype=float)
    distances = np.linalg.norm(vectors - vectors[names.index(word)], axis=1)
    return names[int(np.argsort(distances)[1])]


def nearest(at: AppTest) -> str:
    table = next(
        each.value for each in show(at, "table").dataframe if "Distance" in each.value.columns
    )
    return str(table.iloc[0, 0])


def test_ready_vectors_are_drawn_as_they_are(at):
    drop(at, "animals.vec", f"5 3\n{WORDS}")
    assert drawn_without_trouble(at)
    assert "vectors: 3 numbers each" in words(at)
    assert way(at).value == "ready"
    assert keyed(at.selectbox, ".metric").value == "euclidean"
    choose_item(at, "puppy")
    assert nearest(at) == nearest_by_hand("puppy") == "dog"


def test_columns_beside_ready_vectors_can_be_the_vectors(at):
    drop_all(at, ("tensors.tsv", TENSORS), ("metadata.tsv", METADATA))
    assert drawn_without_trouble(at)
    assert way(at).options == [
        "Ready vectors", "Features", "Features and texts", "Sentence model", "TF-IDF", "Word2Vec",
    ]  # fmt: skip
    way(at).set_value("features").run()
    assert drawn_without_trouble(at)
    assert keyed(at.multiselect, ".features").value == ["legs", "weight", "length"]


def test_files_that_belong_together_may_come_in_any_order_or_one_by_one(at):
    both = [("tensors.tsv", TENSORS), ("metadata.tsv", METADATA)]
    drop_all(at, *both)
    assert drawn_without_trouble(at)
    key = at.session_state["your_data.brought"].key
    choose_item(at, list(ANIMALS)[-1])
    assert drawn_without_trouble(at)
    assert item(at) == list(ANIMALS)[-1]
    drop_all(at, *reversed(both))
    assert at.session_state["your_data.brought"].key == key
    drop(at, *both[0])
    assert at.session_state["your_data.brought"].key != key
    at.file_uploader[0].set_value(None).run()
    for name, text in both:
        add(at, name, text)
    assert at.session_state["your_data.brought"].key == key
    assert drawn_without_trouble(at)


def test_a_file_that_does_not_belong_to_the_one_before_takes_its_place(at):
    add(at, "a.csv", "name,x,y\nfig,1,2\nkiwi,2,1\nlime,3,3\n")
    add(at, "b.csv", "name,x,y\nplum,1,2\npear,2,1\n")
    assert drawn_without_trouble(at)
    assert "b.csv: 2 rows" in words(at).replace("**", "")


def test_files_that_do_not_belong_together_get_one_sentence(at):
    drop_all(at, ("tensors.tsv", TENSORS), ("metadata.tsv", f"{METADATA}bus\t0\t9000\t999\n"))
    assert not at.exception
    assert len(at.warning) == 1
    assert not is_drawn(at)


def test_a_column_is_what_the_visitor_says(at):
    rows = "fig,7,1,2\nkiwi,8,2,\nlime,7,3,3\nplum,8,1,5\npear,7,5,5\nlemon,8,2,6\n"
    drop(at, "a.csv", f"name,code,x,y\n{rows}")
    assert keyed(at.multiselect, ".features").value == ["x", "y"]  # a code counts nothing
    assert "1 of 6" in words(at)
    what = keyed(open_dialog(at).selectbox, ".kind.code")
    assert what.options[0] == "Numbers"
    what.set_value("category").run()
    assert drawn_without_trouble(at)
    assert "categories: code" in words(at)
    keyed(open_dialog(at).selectbox, ".kind.code").set_value("left out").run()
    assert drawn_without_trouble(at)
    assert "code" not in keyed(at.multiselect, ".features").options


def test_what_a_column_can_not_be_is_one_sentence_and_can_be_taken_back(at):
    drop(at, "a.csv", "name,x,y\nfig,1,2\nkiwi,2,1\nlime,3,3\n")
    keyed(open_dialog(at).selectbox, ".kind.x").set_value("vector").run()
    assert not at.exception
    assert len(at.warning) == 1
    assert "doesn't hold lists of numbers" in words(at)
    keyed(open_dialog(at).selectbox, ".kind.x").set_value("").run()
    assert drawn_without_trouble(at)


def test_a_run_of_numbered_columns_can_be_features_instead(at):
    header = ",".join(["name", *(f"dim_{n}" for n in range(12))])
    rng = np.random.default_rng(0)
    rows = "\n".join(f"n{n}," + ",".join(f"{x:.3f}" for x in rng.normal(size=12)) for n in range(9))
    drop(at, "runs.csv", f"{header}\n{rows}\n")
    assert drawn_without_trouble(at)
    assert keyed(at.selectbox, ".vectors").value == "ready"
    keyed(open_dialog(at).selectbox, ".kind.dim_0 … dim_11").set_value("number").run()
    assert drawn_without_trouble(at)
    assert len(keyed(at.multiselect, ".features").value) == 12


def test_a_session_keeps_several_files_and_what_columns_are(at):
    drop_all(at, ("tensors.tsv", TENSORS), ("metadata.tsv", METADATA))
    keyed(open_dialog(at).selectbox, ".kind.legs").set_value("category").run()
    brought = at.session_state["your_data.brought"]
    choices = {"kind.legs": "category", "source": "vectors", "item": "dog"}
    saved = write_session(brought.name, brought.content, choices, brought.others)
    again = AppTest.from_file(str(PAGE), default_timeout=60).run()
    drop(again, "saved.zip", saved)
    assert not [each.value for each in again.warning]
    assert drawn_without_trouble(again)
    assert again.session_state["your_data.brought"] == brought
    assert keyed(open_dialog(again).selectbox, ".kind.legs").value == "category"
    assert item(again) == "dog"


ROOMS = "name,price,beds,said\n" + "".join(
    f"{name},{price},{beds},{said}\n"
    for name, price, beds, said in [
        ("Anchor", 40, 1, "a bed and a chair by the window"),
        ("Bay", 42, 2, "the sea from the bed"),
        ("Cove", "", 2, "a bed and two chairs"),
        ("Dune", 95, 4, "four beds and the sea"),
        ("Elm", 60, 3, "a chair by the sea"),
        ("Fir", 55, 1, "a window to the sea"),
        ("Gull", 43, 1, "two chairs and a long table"),
    ]
)


@pytest.fixture
def mixed(at) -> AppTest:
    """The page with rooms that have a price, one gap in it, and a description, all in a mix."""
    key = own_data.Upload("rooms.csv", ROOMS.encode()).key
    for name, value in {"encoder": "tfidf", "vectors": "mix", "label": "name"}.items():
        at.session_state[f"your_data.{key}.{name}"] = value
    drop(at, "rooms.csv", ROOMS)
    assert keyed(at.selectbox, ".vectors").value == "mix"
    return at


def test_a_mix_of_features_and_a_text_is_drawn(mixed):
    assert drawn_without_trouble(mixed)
    assert keyed(mixed.multiselect, ".texts").value == ["said"]
    assert keyed(mixed.multiselect, ".features").value == ["price", "beds"]
    assert "on average: 50 % the features, 50 % said." in words(mixed)
    assert "1 of 7 rows have a gap in a chosen column and are left out." in words(mixed)
    assert not [each for each in mixed.selectbox if each.key.endswith(".metric")]


def test_the_weights_of_a_mix_change_who_is_near_and_say_their_share(mixed):
    choose_item(mixed, "Anchor")
    keyed(mixed.slider, ".share.features").set_value(5.0).run()
    keyed(mixed.slider, ".share.text.said").set_value(0.1).run()
    assert drawn_without_trouble(mixed)
    assert "98 % the features, 2 % said" in words(mixed)
    assert nearest(mixed) == "Gull"
    keyed(mixed.slider, ".share.features").set_value(0.0).run()
    assert nearest(mixed) != "Gull"
    keyed(mixed.slider, ".share.text.said").set_value(0.0).run()
    assert not mixed.exception
    assert "Every part of the mix has the weight 0" in words(mixed)


def test_gaps_in_a_mix_can_be_marked_and_the_page_says_how(mixed):
    missing = keyed(mixed.selectbox, ".missing")
    assert "price (1)" in missing.label.replace("\\", "")
    missing.set_value("category").run()
    assert drawn_without_trouble(mixed)
    assert "a dimension of its own is 1 there" in words(mixed)
    assert "7 rows" in words(mixed)


def test_a_mix_without_a_text_or_without_features(mixed):
    keyed(mixed.multiselect, ".texts").set_value([]).run()
    assert not mixed.exception
    assert "A mix needs a text column" in words(mixed)
    keyed(mixed.multiselect, ".texts").set_value(["said"]).run()
    keyed(mixed.multiselect, ".features").set_value([]).run()
    assert drawn_without_trouble(mixed)
    assert "on average: 100 % said." in words(mixed)


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference files are not here")
def test_the_neighbours_of_a_word_are_those_that_cosine_finds(at):
    content = (REFERENCE / "wordvecs1000.json").read_bytes()
    known = json.loads(content)
    names, vectors = list(known), np.array(list(known.values()))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    by_hand = names[int(np.argsort(-vectors @ vectors[names.index("king")])[1])]
    key = own_data.Upload("wordvecs1000.json", content).key
    at.session_state[f"your_data.{key}.vectors.projection"] = "pca"
    drop(at, "wordvecs1000.json", content)
    assert drawn_without_trouble(at)
    assert keyed(at.selectbox, ".metric").value == "cosine"
    choose_item(at, "king")
    assert nearest(at) == by_hand

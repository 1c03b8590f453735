import numpy as np
import pytest

import embedviz as ev
from embedviz.lessons.dense import BOUNDS, BYTES, WORDS, OneHotToDense
from embedviz.lessons.spellings import spread_of_random


@pytest.fixture(scope="module")
def record():
    (work,) = OneHotToDense().work()
    return work.run(*work.arguments)


def test_every_word_offered_is_in_both_texts_and_table():
    known = ev.load_words().dataset.label_index
    for word in WORDS:
        assert word in known
        assert OneHotToDense(word=word).word == word


def test_sizes_are_those_of_the_data():
    words = ev.load_words()
    assert OneHotToDense().facts() == {
        "n_words": f"{len(words):,}",
        "n_learned": words.vectors.shape[1],
        "n_sentences": len(ev.load_dataset("sentences").frame),
    }


def test_the_right_answer_is_where_the_measured_reach_falls():
    question = OneHotToDense().question
    reach = spread_of_random(OneHotToDense().dimensions)["reach"]
    assert reach < BOUNDS[0]
    assert question.choices[question.right] == f"Less than {BOUNDS[0]} times"


def test_memory_is_four_bytes_a_number(record):
    table = OneHotToDense().show(record).exhibits[1].frame
    n_words = record["n_words"]
    assert np.dtype(np.float32).itemsize == BYTES
    widths = (n_words, record["n_sentences"], record["n_learned"], 50)
    for row, width in zip(table.itertuples(index=False), widths, strict=True):
        spelling, cost, nearest = row
        assert spelling.endswith(f": {width:,} numbers")
        size, unit = cost.split(",")[0].split()
        exact = BYTES * width * n_words / {"GB": 1e9, "MB": 1e6}[unit]
        assert float(size) == pytest.approx(exact, rel=0.03)
        assert nearest
    assert table["nearest to teacher"][0] == "all others, equally"


@pytest.mark.parametrize("dimensions", [1, 2, 5000])
def test_the_chart_is_drawn_at_the_ends_of_the_slider(record, dimensions):
    shown = OneHotToDense(dimensions=dimensions).show(record)
    chart = shown.exhibits[0]
    for theme in ("light", "dark"):
        bars, learned, one_hot = chart.draw(theme=theme).data
        assert sum(bars.y) <= 100 + 1e-9
        assert set(one_hot.x) == {1}
        assert sum(learned.y) == pytest.approx(100)
    assert f"**{dimensions:,}**" in shown.said

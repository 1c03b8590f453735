"""What a point says of itself."""

from __future__ import annotations

import html
import re

import numpy as np
import pandas as pd

from embedviz.datasets import Column, Dataset
from embedviz.plotting.hover import LINE_LENGTH, MOST_FACTS, SHADES, hover_texts, picture_text

FIGURE_SPACE = "\u2007"


def test_an_item_says_its_label_and_its_facts_with_their_units(towns):
    assert hover_texts(towns)[3].split("<br>") == [
        "<b>Vancouver, Canada</b>",
        "latitude: 49.26°",
        "longitude: −123.11°",
        "population: 662,248 people",
        "country: Canada",
        "known for: sea; rain",
        "opening hours: 24 h",
    ]


def test_every_item_has_a_text_in_the_order_of_the_rows(towns):
    texts = hover_texts(towns)
    assert [re.match("<b>(.*?)</b>", text)[1] for text in texts] == list(towns.labels)


def test_a_gap_is_said_to_be_not_known(gappy):
    assert "population: not known" in hover_texts(gappy)[2]


def test_whatever_comes_from_data_stays_letters(evil):
    for text, label in zip(hover_texts(evil), evil.labels, strict=True):
        bare = re.sub("</?b>|<br>", "", text)
        assert "<" not in bare
        assert label in html.unescape(bare).replace("onerror=alert(1)>", "onerror=alert(1)>")


def test_a_long_label_is_wrapped_and_a_long_fact_cut():
    label = "a word " * 30
    frame = pd.DataFrame({"fact": ["much " * 40]})
    dataset = Dataset("long", frame, (label,), (Column("fact", "fact", "category"),))
    *lines, fact = hover_texts(dataset)[0].split("<br>")
    assert len(lines) > 2
    assert all(len(line) <= LINE_LENGTH + len("<b></b>") for line in lines)
    assert fact.endswith("…")


def test_a_wide_table_shows_its_first_facts_only():
    columns = tuple(Column(f"c{each}", f"fact {each}", "number") for each in range(20))
    frame = pd.DataFrame([range(20)], columns=[column.name for column in columns])
    dataset = Dataset("wide", frame, ("one",), columns)
    assert hover_texts(dataset)[0].count("fact ") == MOST_FACTS


def test_a_picture_is_drawn_in_blocks_two_a_pixel_dark_where_the_picture_is():
    image = np.array([[0, 1], [0.5, 0.99]])
    text = picture_text(image)
    rows = re.sub("</?span[^>]*>", "", text).split("<br>")
    assert rows == [FIGURE_SPACE * 2 + "██", "▒▒" + "██"]
    assert len(SHADES) == 5


def test_a_digit_shows_its_picture_in_eight_rows_of_sixteen_blocks(digits):
    text = hover_texts(digits.take([0]))[0]
    rows = re.search("<span[^>]*>(.*)</span>", text)[1].split("<br>")
    assert [len(row) for row in rows] == [16] * 8
    assert "█" in text

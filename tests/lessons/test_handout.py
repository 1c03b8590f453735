"""The handout: every chapter's texts and figures, in one file that asks for nothing."""

from __future__ import annotations

import base64
import gzip
import json
import re
from dataclasses import replace
from html import escape, unescape

import numpy as np
import pandas as pd
import pytest

import embedviz as ev
from embedviz.lessons import LESSONS, Exhibition, Lesson, Plot, Table
from embedviz.lessons.handout import handout
from embedviz.lessons.lesson import Question

EVIL = "</script><script>alert(1)</script>\"'{{ 7 * 7 }}{% raw %}"


@pytest.fixture(scope="module")
def chapters():
    return [(lesson := LESSONS[name](), lesson.show()) for name in ("vector", "dimension")]


@pytest.fixture(scope="module")
def page(chapters):
    return handout(chapters)


def words_of(page):
    """Give what a reader reads, without what the browser runs."""
    return unescape(re.sub(r"(?s)<style>.*?</style>|<script.*?</script>|<[^>]+>", "", page))


def test_every_chapter_has_its_text_question_answer_and_what_to_try(page, chapters):
    words = words_of(page)
    for lesson, shown in chapters:
        assert lesson.title in words
        assert lesson.question.prompt.split("?")[0] in words
        assert all(choice in words for choice in lesson.question.choices)
        assert all(each.caption in words for each in shown.exhibits)
    assert words.count("Try this") == len(chapters)
    assert "{" not in words


def test_every_exhibit_is_in_it_a_picture_as_a_plot_a_chart_as_a_figure(page, chapters):
    packed = re.search(r'id="charts">([^<]+)<', page).group(1)
    figures = json.loads(gzip.decompress(base64.b64decode(packed)))
    exhibits = [each for _, shown in chapters for each in shown.exhibits]
    plots = [json.loads(each) for each in re.findall(r"data-plot='(.*?)'", page)]
    pictures = [each for each in exhibits if isinstance(each, Plot)]
    assert len(figures) == len(re.findall("<[a-z]+ [^>]*data-chart=", page))
    assert len(figures) + len(plots) + page.count("<table>") == len(exhibits)
    assert all(figure["layout"]["height"] for figure in figures)
    for plot, picture in zip(plots, pictures, strict=True):
        assert plot["pinned"] == picture.view.space.index_of(picture.pinned)
        assert (plot["k"], plot["zoom"]) == (picture.k, picture.zoom)


def test_plots_share_plotly_and_the_items_that_both_draw(page):
    assert page.count('id="embedviz-plotly"') == 1
    held = re.findall(r'data-part="(\w+)"', page)
    assert len(held) == len(set(held))
    wanted = [json.loads(each)["parts"] for each in re.findall(r"data-plot='(.*?)'", page)]
    assert {part for parts in wanted for part in parts} == set(held)


def test_it_asks_for_nothing_from_elsewhere(page):
    assert not re.search(r"""(src|href)=["']?(https?:)?//""", page)


class Hostile(Lesson):
    """A lesson all of whose words are markup."""

    title = idea = text = to_try = notes = EVIL.replace("{", "{{").replace("}", "}}")
    terms = {EVIL: EVIL}  # noqa: RUF012

    @property
    def question(self):
        return Question(EVIL, (EVIL, "no"), 0, EVIL)

    def show(self):
        frame = pd.DataFrame({EVIL: [1.5, 2.5], "words": [EVIL, "plain"]})
        labels = (EVIL, "b", "c", "d")
        things = ev.Dataset("evil", pd.DataFrame({EVIL: range(4)}), labels, items=EVIL)
        space = ev.VectorSpace(np.eye(4), labels, dataset=things)
        picture = Plot(ev.project(space, "pca"), EVIL, pinned=EVIL, k=2)
        return Exhibition(EVIL, [picture, Table(frame, EVIL)])


def test_what_is_markup_in_a_text_is_read_as_letters():
    lesson = Hostile()
    page = handout([(lesson, lesson.show())], title=EVIL)
    assert "<script>alert" not in page
    words = words_of(page)
    assert EVIL in words  # and no 49
    assert words.count(EVIL) >= 10
    assert page.count("<script") == page.count("</script>")


def test_an_unpinned_picture_pins_nobody(chapters):
    lesson, shown = chapters[0]
    (picture, *_) = shown.exhibits
    page = handout([(lesson, Exhibition("", [replace(picture, pinned=None)]))])
    (plot,) = re.findall(r"data-plot='(.*?)'", page)
    assert json.loads(plot)["pinned"] is None
    assert escape(picture.caption) in page

"""The handout: every chapter's texts and figures, in one file that asks for nothing."""

from __future__ import annotations

import base64
import gzip
import json
import re

import pytest

from embedviz.lessons import LESSONS
from embedviz.lessons.handout import handout


@pytest.fixture(scope="module")
def chapters():
    return [(lesson := LESSONS[name](), lesson.show()) for name in ("vector", "dimension")]


@pytest.fixture(scope="module")
def page(chapters):
    return handout(chapters)


def test_every_chapter_has_its_text_question_answer_and_what_to_try(page, chapters):
    for lesson, shown in chapters:
        assert lesson.title in page
        assert lesson.question.prompt.split("?")[0] in page
        assert all(choice in page for choice in lesson.question.choices)
        assert all(each.caption in page for each in shown.exhibits)
    assert page.count("Try this") == len(chapters)
    assert "{" not in re.sub(r"(?s)<style>.*?</style>|<script.*?</script>", "", page)


def test_every_picture_and_chart_is_in_it_and_every_table_is_a_table(page, chapters):
    packed = re.search(r'id="figures">([^<]+)<', page).group(1)
    figures = json.loads(gzip.decompress(base64.b64decode(packed)))
    exhibits = [each for _, shown in chapters for each in shown.exhibits]
    tables = page.count("<table>")
    assert len(figures) == len(exhibits) - tables == page.count("data-figure=")
    assert all(figure["layout"]["height"] for figure in figures)


def test_it_asks_for_nothing_from_elsewhere(page):
    assert not re.search(r"""(src|href)=["']?(https?:)?//""", page)


def test_what_is_markup_in_a_text_is_read_as_letters(chapters):
    lesson, shown = chapters[0]
    title = "<script>alert(1)</script>"
    assert title not in handout([(lesson, shown)], title=title)

from __future__ import annotations

from embedviz.lessons import LESSONS
from embedviz.lessons.glossary import glossary, terms_in
from embedviz.ui.glossary import explained


def test_every_term_of_every_lesson_is_in_the_glossary_once_by_its_alphabet():
    words = [term.word.casefold() for term in glossary()]
    assert words == sorted({word.casefold() for each in LESSONS.values() for word in each.terms})


def test_no_two_terms_share_a_place():
    anchors = [term.anchor for term in glossary()]
    assert all(anchors)
    assert len(set(anchors)) == len(anchors)


def test_a_text_is_searched_for_whole_words_in_their_order():
    found = terms_in("Scaling: a vector. Vectorize!")
    assert [term.word for term in found] == ["scaling", "vector"]
    assert terms_in("nothing of the kind") == ()


def test_a_help_that_names_a_term_ends_with_a_link_to_it():
    assert explained("What *near* means.", "Metric") == (
        "What *near* means.\n\nGlossary: [metric](glossary#metric)"
    )
    assert explained("Said aloud.") == "Said aloud."
    assert explained(None) is None

from __future__ import annotations

from embedviz.lessons import LESSONS
from embedviz.lessons.glossary import BESIDES, glossary, matching, terms_in
from embedviz.ui.glossary import with_terms


def test_every_term_of_every_lesson_is_in_the_glossary_once_by_its_alphabet():
    words = [term.word.casefold() for term in glossary()]
    taught = {word.casefold() for each in LESSONS.values() for word in each.terms}
    assert words == sorted(taught | {word.casefold() for word in BESIDES})


def test_what_the_app_says_on_every_page_is_in_the_glossary():
    words = {term.word for term in glossary()}
    assert {"embedding", "t-SNE", "continuity", "trustworthiness", "UMAP", "PCA"} <= words


def test_a_search_finds_words_before_meanings_whatever_their_case():
    found = [term.word for term in matching("  EPOCH ")]
    assert found[0] == "epoch"
    named = [term.word for term in matching("embedding")]
    assert named[0] == "embedding"
    assert named.index("embedding layer") < named.index("t-SNE")
    assert matching("no such thing") == ()


def test_no_two_terms_share_a_place():
    anchors = [term.anchor for term in glossary()]
    assert all(anchors)
    assert len(set(anchors)) == len(anchors)


def test_a_text_is_searched_for_whole_words_in_their_order():
    found = terms_in("Scaling: a vector. Vectorize!")
    assert [term.word for term in found] == ["scaling", "vector"]
    assert terms_in("nothing of the kind") == ()


def test_a_help_that_names_a_term_ends_with_a_link_to_it():
    assert with_terms("What *near* means.", "Metric") == (
        "What *near* means.\n\nGlossary: [metric](glossary#metric)"
    )
    assert with_terms("Said aloud.") == "Said aloud."
    assert with_terms(None) is None

"""Chapter 6: its answers are gensim's, and what its texts and notes claim is so."""

from __future__ import annotations

import numpy as np
import pytest
from gensim.models import KeyedVectors
from scipy.stats import spearmanr

from embedviz.errors import InvalidRequest, UnknownLabel
from embedviz.lessons import Table
from embedviz.lessons.word_families import FAMILIES, model_words, score, score_families
from embedviz.lessons.word_sights import (
    OCCUPATIONS,
    POLES,
    THINGS,
    draw_arrows,
    nearest_to_sum,
)
from embedviz.lessons.word_trained import TOY, TOY_SEEDS
from embedviz.lessons.words import Words
from embedviz.lessons.work import train_words

SIGHTS = ("sum", "near", "pairs", "axis", "text", "toy")


@pytest.fixture(scope="module")
def reference():
    words = model_words()
    theirs = KeyedVectors(vector_size=words.n_dimensions)
    theirs.add_vectors(list(words.labels), words.vectors)
    return theirs


def shown(lesson):
    return lesson.show(*(work.run(*work.arguments) for work in lesson.work()))


def test_the_question_is_answered_as_gensim_answers_it(reference):
    question = Words().question
    kept, answer = nearest_to_sum("king", "man", "woman")
    assert reference.most_similar(["king", "woman"], ["man"], topn=1)[0][0] == answer == "queen"
    target = reference.get_mean_vector(["king", "woman", "man"], weights=[1, 1, -1])
    assert reference.similar_by_vector(target, topn=1)[0][0] == kept
    assert question.choices[question.right] == kept


@pytest.mark.parametrize("name", ["young", "capitals"])
def test_a_familys_score_is_what_gensim_makes_of_its_questions(name, reference):
    pairs = FAMILIES[name].pairs[:8]
    questions = [(a, b, c, d) for a, b in pairs for c, d in pairs if a != c]
    answers = [reference.most_similar([b, c], [a], topn=1)[0][0] for a, b, c, _ in questions]
    targets = [reference.get_mean_vector([b, c, a], weights=[1, 1, -1]) for a, b, c, _ in questions]
    kept = [reference.similar_by_vector(target, topn=1)[0][0] for target in targets]
    nearest = {c: reference.most_similar(c, topn=1)[0][0] for c, _ in pairs}
    ours = score(model_words(), type(FAMILIES[name])(name, pairs))
    assert ours.n_questions == len(questions)
    wanted = [d for *_, d in questions]
    assert ours.right == np.mean([x == d for x, d in zip(answers, wanted, strict=True)])
    assert ours.right_if_kept == np.mean([x == d for x, d in zip(kept, wanted, strict=True)])
    asked = [c for _, _, c, _ in questions]
    assert ours.asked_back == np.mean([x == c for x, c in zip(kept, asked, strict=True)])
    assert ours.nearest == np.mean([nearest[c] == d for c, d in pairs])


def test_the_notes_are_right_about_plurals_and_capitals():
    plurals, capitals = (score(model_words(), FAMILIES[name]) for name in ("plurals", "capitals"))
    assert plurals.right == plurals.nearest == 1
    assert capitals.nearest == 0
    assert capitals.right > 0.5


def test_families_hold_words_of_the_table_each_pair_once():
    known = set(model_words().labels)
    for family in FAMILIES.values():
        assert len(set(family.pairs)) == len(family.pairs) > 5
        assert {word for pair in family.pairs for word in pair} <= known
    assert len(score_families()["scores"]) == len(FAMILIES)


@pytest.mark.parametrize("name", FAMILIES)
def test_a_familys_arrows_lead_from_word_to_word(name):
    figure = draw_arrows(name)
    drawn = list(figure.data[0].text)
    pairs = list(zip(drawn[: len(drawn) // 2], drawn[len(drawn) // 2 :], strict=True))
    assert len(pairs) >= 5
    assert set(pairs) <= set(FAMILIES[name].pairs)


def test_occupations_and_things_are_spread_alike_between_man_and_woman():
    places = model_words().axis("man", "woman")
    jobs, things = (
        [float(places[model_words().index_of(word)]) for word in some]
        for some in (OCCUPATIONS, THINGS)
    )
    assert np.ptp(things) > 0.9 * np.ptp(jobs)
    assert min(THINGS, key=lambda word: places[model_words().index_of(word)]) == "bread"


def test_rank_correlations_of_the_poles_are_those_of_scipy():
    words = model_words()
    rows = [words.index_of(job) for job in OCCUPATIONS]
    table = shown(Words(sight="axis", poles="he she")).exhibits[1].frame
    for other, told in table.itertuples(index=False):
        poles = next(name for name, title in POLES.items() if title == other)
        if len(poles.split()) == 2:
            expected = spearmanr(words.axis("he", "she")[rows], words.axis(*poles.split())[rows])
            assert float(told) == pytest.approx(expected.statistic, abs=0.001)


@pytest.mark.parametrize("formula", ["King − man+woman", " king - man + woman "])
def test_a_sum_may_be_written_in_many_ways(formula):
    assert "to *queen*" in Words(formula=formula).show().said


@pytest.mark.parametrize("formula", ["", "king", "king + woman", "king - <b>man</b> + woman"])
def test_what_is_no_sum_gets_a_sentence(formula):
    with pytest.raises(InvalidRequest, match="Write three words as a sum"):
        Words(formula=formula).show()


@pytest.mark.parametrize("sight", SIGHTS)
def test_every_sight_fits_a_screen_and_says_what_is_seen(sight):
    seen = shown(Words(sight=sight, epochs=1))
    assert 1 <= len(seen.exhibits) <= 3
    assert "{" not in seen.said
    for exhibit in seen.exhibits:
        if isinstance(exhibit, Table):
            assert exhibit.frame.shape[0] <= 7
            assert exhibit.frame.shape[1] <= 5


def test_three_pairs_teach_nothing():
    record = train_words(TOY, TOY_SEEDS, {"epochs": 100})
    words = record["words"]
    partner = {a: b for pair in TOY for a, b in (pair.split(), pair.split()[::-1])}
    found = []
    for table in record["tables"]:
        theirs = KeyedVectors(vector_size=table.shape[1])
        theirs.add_vectors(words, table)
        found += [theirs.most_similar(word, topn=1)[0][0] == partner[word] for word in words]
    assert np.mean(found) == pytest.approx(0.2, abs=0.08)
    assert f"{np.mean(found):.0%}".replace("%", " %") in shown(Words(sight="toy")).said


def test_a_text_of_ones_own_is_cut_into_sentences():
    own = "One cat. Two dogs!\nIs 3.5 a number? <b>yes</b>"
    sentences = Words(sight="text", own=own).sentences()
    assert sentences == ["One cat", "Two dogs", "Is 3.5 a number", "<b>yes</b>"]
    assert len(Words(sight="text").sentences()) == 598


def test_a_word_that_is_not_in_the_table_gets_the_closest():
    with pytest.raises(UnknownLabel, match=r'No item is called "qeen"\. The closest'):
        Words(sight="near", word=" Qeen ").show()

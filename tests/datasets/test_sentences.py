"""The sentences are what their kind says: groups are whole, paraphrases share no word."""

import re
from itertools import combinations, product

import pandas as pd
import pytest
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from embedviz.datasets import DATASETS
from embedviz.datasets.shipped import shipped_table

NEGATIONS = {"not", "no", "never", "nobody", "cannot"}


@pytest.fixture(scope="module")
def sentences():
    return DATASETS["sentences"]()


@pytest.fixture(scope="module")
def frame(sentences):
    return sentences.frame


def words(text: str) -> list[str]:
    """Give the words in lower case: "mother's" is "mother", "couldn't" is "couldnt"."""
    return re.findall(r"[a-z0-9]+", text.lower().replace("'s", "").replace("'", ""))


def content_words(text: str) -> set[str]:
    return {word for word in words(text) if word not in ENGLISH_STOP_WORDS}


def stem(word: str) -> str:
    """Take off the commonest endings: "talking", "talk" and "lives", "live" become one."""
    return re.sub(r"(ing|ed|er|es|s|e)$", "", word) if len(word) > 3 else word.removesuffix("s")


def akin(one: str, other: str) -> bool:
    """Whether two words may be forms of one: one begins the other, or five letters are equal."""
    short, long = sorted((one, other), key=len)
    begins = len(short) >= 3 and long.startswith(short)
    return stem(one) == stem(other) or begins or (len(short) >= 5 and one[:5] == other[:5])


def groups(frame: pd.DataFrame, kind: str) -> dict[str, list[str]]:
    chosen = frame[frame["kind"] == kind]
    return {str(name): list(rows["text"]) for name, rows in chosen.groupby("group")}


def test_there_are_at_least_440_sentences_each_its_own_label(sentences):
    assert len(sentences) >= 440
    assert sentences.labels == tuple(sentences.frame["text"])
    assert sentences.texts() == list(sentences.labels)


def test_the_first_item_is_the_cat_on_the_mat(sentences):
    assert sentences.default_item == "The cat sat on the mat."
    assert sentences.default_item in sentences.label_index


def test_the_module_says_how_many_there_are(sentences, frame):
    from embedviz.datasets import sentences as module

    assert f"{len(sentences)} short ones on {frame['topic'].nunique()} topics" in module.__doc__


def test_every_column_is_described_and_nothing_is_missing(sentences, frame):
    assert [column.kind for column in sentences.columns] == ["text"] + ["category"] * 4
    assert not frame.isna().to_numpy().any()
    assert not (frame == "").to_numpy().any()


def test_loading_leaves_the_shared_table_as_it_was(sentences):
    assert shipped_table("sentences.csv")["group"].isna().any()
    assert "–" in set(sentences.frame["group"])


def test_no_sentence_stands_twice_in_any_case_or_punctuation(frame):
    bare = frame["text"].map(lambda text: " ".join(words(text)))
    assert list(bare[bare.duplicated()]) == []


def test_sentences_have_4_to_14_words(frame):
    length = frame["text"].str.split().str.len()
    assert list(frame["text"][(length < 4) | (length > 14)]) == []


def test_sentences_are_written_as_sentences(frame):
    odd = [text for text in frame["text"] if not re.fullmatch(r"[A-Z][\w ,'’-]+[.?]", text)]
    assert odd == []
    assert not frame["text"].str.contains("  ").any()


def test_at_least_14_topics_have_15_sentences_each(frame):
    counts = frame["topic"].value_counts()
    assert len(counts) >= 14
    assert counts.min() >= 15


def test_plain_sentences_belong_to_no_group_and_all_others_to_one(frame):
    assert set(frame["kind"]) == {"plain", "paraphrase", "sense", "negation", "shared words"}
    assert ((frame["kind"] == "plain") == (frame["group"] == "–")).all()
    assert ((frame["kind"] == "sense") == (frame["sense"] != "–")).all()


def test_a_group_has_one_kind_and_outside_senses_one_topic(frame):
    grouped = frame[frame["group"] != "–"]
    assert len(grouped[["group", "kind"]].drop_duplicates()) == grouped["group"].nunique()
    others = grouped[grouped["kind"] != "sense"]
    assert len(others[["group", "topic"]].drop_duplicates()) == others["group"].nunique()


@pytest.mark.parametrize(
    ("kind", "at_least", "sizes"),
    [("paraphrase", 40, {2, 3}), ("negation", 15, {2}), ("shared words", 20, {2})],
)
def test_there_are_enough_groups_and_each_is_whole(frame, kind, at_least, sizes):
    members = groups(frame, kind)
    assert len(members) >= at_least
    assert {len(texts) for texts in members.values()} == sizes


def test_paraphrases_share_no_content_word_in_any_form(frame):
    shared = [
        (one, other, first, second)
        for texts in groups(frame, "paraphrase").values()
        for one, other in combinations(texts, 2)
        for first, second in product(content_words(one), content_words(other))
        if akin(first, second)
    ]
    assert shared == []


def test_every_paraphrase_has_content_words(frame):
    assert all(content_words(text) for text in frame["text"][frame["kind"] == "paraphrase"])


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("rain", "raining", True),
        ("cars", "car", True),
        ("singer", "singing", True),
        ("bored", "boring", True),
        ("kitten", "kitty", False),
        ("cat", "rug", False),
    ],
)
def test_akin_finds_forms_of_a_word(one, other, expected):
    assert akin(one, other) is expected


def test_pairs_of_shared_words_say_different_things_with_the_same_content_words(frame):
    for one, other in groups(frame, "shared words").values():
        for text, partner in ((one, other), (other, one)):
            theirs = content_words(partner)
            new = [word for word in content_words(text) if not any(akin(word, w) for w in theirs)]
            assert new == [], text


def test_one_of_each_negation_pair_denies_and_its_partner_does_not(frame):
    for texts in groups(frame, "negation").values():
        assert sorted(bool(NEGATIONS & set(words(text))) for text in texts) == [False, True], texts


def test_negation_pairs_differ_in_few_words(frame):
    for texts in groups(frame, "negation").values():
        one, other = ({stem(word) for word in words(text)} for text in texts)
        assert len(one ^ other) <= 3, texts


def test_at_least_12_words_have_2_senses_of_2_sentences_each(frame):
    senses = frame[frame["kind"] == "sense"]
    assert senses["group"].nunique() >= 12
    assert (senses.groupby("group")["sense"].nunique() >= 2).all()
    assert (senses["sense"].value_counts() >= 2).all()


def test_a_sense_names_its_word_and_each_of_its_sentences_has_it(frame):
    senses = frame[frame["kind"] == "sense"]
    for text, word, sense in zip(senses["text"], senses["group"], senses["sense"], strict=True):
        assert sense.startswith(f"{word}: ")
        assert word in words(text)

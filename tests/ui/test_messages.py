"""What a visitor is told when something can't be done."""

from __future__ import annotations

import logging
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from embedviz.ui.messages import WORD_JOINER, plain

MARKS = r"\`*_{}[]<>()#+-.!|~$:&"


def failing_page(kind):
    import streamlit as st

    from embedviz.errors import InvalidRequest
    from embedviz.ui.messages import errors_as_sentences

    with errors_as_sentences():
        st.write("before")
        if kind == "ours":
            raise InvalidRequest('Choose another. "<b>*x*</b>" is none.')
        if kind == "unexpected":
            raise ZeroDivisionError("the secret inside")
        st.write("the rest")
    st.write("what stands outside")


def said(at):
    return [each.value for each in at.markdown]


def test_an_error_a_person_can_mend_is_shown_as_its_sentence(run):
    at = run(failing_page, kind="ours")
    (warning,) = at.warning
    assert re.sub(r"\\(.)", r"\1", warning.value) == 'Choose another. "<b>*x*</b>" is none.'
    assert not at.error


def test_the_rest_of_the_block_is_left_out_and_what_stands_outside_goes_on(run):
    assert said(run(failing_page, kind="ours")) == ["before", "what stands outside"]


def test_an_unexpected_error_is_one_apology_with_a_reference_that_stands_in_the_log(run, caplog):
    with caplog.at_level(logging.ERROR, logger="embedviz.ui.messages"):
        at = run(failing_page, kind="unexpected")
    (apology,) = at.error
    reference = re.search(r"reference ([0-9a-f]{8})\.", apology.value)[1]
    (record,) = caplog.records
    assert record.getMessage() == f"Error {reference}"
    assert record.exc_info[0] is ZeroDivisionError
    assert "secret" not in apology.value
    assert said(at) == ["before", "what stands outside"]


def test_where_nothing_goes_wrong_nothing_is_said(run):
    at = run(failing_page, kind="none")
    assert said(at) == ["before", "the rest", "what stands outside"]
    assert not at.warning
    assert not at.error


def test_streamlits_own_stop_and_rerun_go_through():
    def page():
        import streamlit as st

        from embedviz.ui.messages import errors_as_sentences

        with errors_as_sentences():
            st.stop()
        st.write("never")

    at = AppTest.from_function(page).run()
    assert not at.error
    assert not at.markdown


@given(st.text())
def test_plain_text_loses_nothing_and_every_mark_is_taken_at_its_letter(text):
    # CommonMark: a backslash before a mark of ASCII makes it a letter.
    made = plain(text)
    read = re.sub(rf"\\([{re.escape(MARKS)}])", r"\1", made)
    assert read.replace(WORD_JOINER, "") == text.replace(WORD_JOINER, "")
    assert not set(MARKS) & set(re.sub(r"\\.", "", made, flags=re.DOTALL))


@pytest.mark.parametrize(
    "mark",
    ["**b**", "_i_", "`c`", "[t](http://x)", "<b>", ":red[x]", ":material/add:", "$x$", "~~s~~"],
)
def test_streamlits_own_marks_are_taken_at_their_letter_too(mark):
    assert not re.search(r"(?<!\\)[*_`\[<:$~]", plain(mark))


@pytest.mark.parametrize("address", ["http://x.org", "HTTPS://x.org", "www.x.org", "me@x.org"])
def test_an_address_is_not_taken_for_a_link(address):
    # The two expressions by which mdast-util-gfm-autolink-literal finds links in plain text.
    url = r"(https?://|www(?=\.))([-.\w]+)([^ \t\r\n]*)"
    email = r"([-.\w+]+)@([-\w]+(?:\.[-\w]+)+)"
    read = re.sub(r"\\(.)", r"\1", plain(f"see {address} there"))
    assert not re.search(f"{url}|{email}", read, re.IGNORECASE)

"""The encoder's controls: a name that is none gets its sentence where the vectors would be."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from embedviz.errors import InvalidRequest
from embedviz.ui.texts import ANOTHER, check_hub_name


def page() -> None:
    import streamlit as st

    from embedviz.api import dataset_of_texts
    from embedviz.ui.messages import errors_as_sentences
    from embedviz.ui.results import space_of
    from embedviz.ui.texts import choose_encoder

    request = choose_encoder("t")
    with errors_as_sentences():
        if request.model != "all-MiniLM-L6-v2":
            space_of(dataset_of_texts(["one", "two"]), request)
    st.write("The page goes on.")


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "pages/home.py", "a/b/c", "~/m", "x"])
def test_a_model_name_that_is_none_gets_a_sentence_and_the_controls_stay(name):
    at = AppTest.from_function(page).run()
    at.selectbox(key="t.model").set_value(ANOTHER).run()
    assert not at.warning
    at.text_input(key="t.hub_model").set_value(name).run()
    assert not at.exception
    assert not at.error
    assert "is no model" in at.warning[0].value.replace("\\", "")
    assert at.selectbox(key="t.metric").value == "cosine"
    assert at.markdown[-1].value == "The page goes on."


def test_no_visitor_opens_a_folder_of_the_server(tmp_path):
    with pytest.raises(InvalidRequest, match="is no model's name on a hub"):
        check_hub_name(str(tmp_path))
    check_hub_name("sentence-transformers/paraphrase-MiniLM-L3-v2")

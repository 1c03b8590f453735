"""Glossary: every word the lessons introduce, with its chapter."""

import streamlit as st

from embedviz.lessons import LESSONS
from embedviz.lessons.glossary import glossary
from embedviz.lessons.texts import typeset
from embedviz.ui.messages import errors_as_sentences
from embedviz.ui.page import open_page

open_page("Glossary", "The words of the lessons, one sentence each.")
with errors_as_sentences(), st.container(key="glossary", gap=None):
    for term in glossary():
        number = list(LESSONS).index(term.lesson) + 1
        st.subheader(term.word, anchor=term.anchor)
        st.markdown(
            f"{typeset(term.meaning)} [Chapter {number}: {LESSONS[term.lesson].title}]"
            f"(lessons?lesson={term.lesson})"
        )

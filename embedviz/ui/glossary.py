"""The glossary on its page, and links to it: a help that names terms ends with where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from embedviz.lessons import LESSONS
from embedviz.lessons.glossary import Term, glossary, matching, terms_in
from embedviz.lessons.texts import typeset

STYLES = Path(__file__).with_name("glossary.css")
PAGE = "glossary"
MOST = 4


def with_terms(help: str | None, about: str = "") -> str | None:
    """Give a control's help, with links to the glossary for the terms it or its title names."""
    terms = terms_in(f"{about} {help or ''}")[:MOST]
    if not terms:
        return help
    links = " · ".join(f"[{term.word}]({PAGE}#{term.anchor})" for term in terms)
    return f"{help or ''}\n\nGlossary: {links}".strip()


def find_terms() -> Sequence[Term]:
    """Let terms be searched for, or reached by their letter; give those that are to be shown."""
    with st.container(key="glossary-find"):
        text = st.text_input(
            "Search",
            key="glossary.search",
            placeholder=f"Search {len(glossary())} terms",
            label_visibility="collapsed",
            icon=":material/search:",
        )
        if not text.strip():
            st.markdown(_letters())
            return glossary()
    found = matching(text)
    if not found:
        st.info(f"No term has “{text.strip()}” in it.", icon=":material/search_off:")
    return found


def _letters() -> str:
    """Give a link to the first term of each letter."""
    firsts = {term.letter: term for term in reversed(glossary())}
    return " ".join(f"[{letter}](#{firsts[letter].anchor})" for letter in sorted(firsts))


def show_terms(terms: Sequence[Term]) -> None:
    """Show each term with its meaning and the chapter that introduces it."""
    st.html(STYLES)
    with st.container(key="glossary"):
        for term in terms:
            with st.container(key=f"term-{term.anchor}", gap=None):
                st.subheader(term.word, anchor=term.anchor)
                st.markdown(f"{typeset(term.meaning)} {_chapter(term)}".strip())


def _chapter(term: Term) -> str:
    """Give a link to the chapter of a term; none for one that the app itself has brought."""
    if not term.lesson:
        return ""
    number = list(LESSONS).index(term.lesson) + 1
    return f"[Chapter {number}](lessons?lesson={term.lesson})"

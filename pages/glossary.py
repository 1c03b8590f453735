"""Glossary: every word of the lessons and of the app, from A to Z."""

from embedviz.ui.glossary import find_terms, show_terms
from embedviz.ui.messages import errors_as_sentences
from embedviz.ui.page import open_page

open_page("Glossary")
with errors_as_sentences():
    show_terms(find_terms())

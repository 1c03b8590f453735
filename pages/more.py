"""More data sets: those without a page of their own."""

import streamlit as st

from embedviz.datasets import opening_of
from embedviz.ui.controls import choose
from embedviz.ui.dataset_page import show_exploration
from embedviz.ui.navigation import without_page
from embedviz.ui.page import open_page
from embedviz.ui.results import dataset_named
from embedviz.ui.state import Page

PAGE = Page("more")

open_page("More data sets")
with st.sidebar:
    titles = {name: opening_of(name).title for name in without_page()}
    name = choose(PAGE, "data", "Data set", titles)
st.markdown(opening_of(name).to_try)
show_exploration(dataset_named(name))

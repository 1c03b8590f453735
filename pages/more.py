"""More data sets: those without a page of their own."""

import streamlit as st

from embedviz.datasets import opening_of
from embedviz.ui.controls import choose
from embedviz.ui.dataset_page import show_dataset
from embedviz.ui.navigation import without_page
from embedviz.ui.state import Page

PAGE = Page("more")

with st.sidebar:
    titles = {name: opening_of(name).title for name in without_page()}
    name = choose(PAGE, "data", "Data set", titles)
show_dataset(name)

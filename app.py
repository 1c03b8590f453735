"""The entry: navigation over pages/, nothing else. Start it with ``make app``."""

import streamlit as st

from embedviz.ui.links import read_link, tell_ignored
from embedviz.ui.navigation import GLOSSARY, LESSONS, doors
from embedviz.ui.plot_assets import preload_plot
from embedviz.ui.progress import forget_at_end, tell_trouble, warm_up
from embedviz.ui.theme import set_looks

set_looks()
preload_plot()
read_link()
forget_at_end()

st.navigation(
    [
        st.Page("pages/home.py", title="Home", icon=":material/home:", default=True),
        *(
            st.Page(door.page, title=door.title, icon=door.icon)
            for door in (LESSONS, *doors(), GLOSSARY)
        ),
    ],
    position="top",
).run()
tell_ignored()
tell_trouble()
warm_up()

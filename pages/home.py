"""Home: what this is, one picture, and the doors."""

import streamlit as st

from embedviz.lessons import LESSONS
from embedviz.projections import Projection
from embedviz.projections.features import Features
from embedviz.space import VectorSpace
from embedviz.ui.messages import errors_as_sentences
from embedviz.ui.page import open_page
from embedviz.ui.plot_component import show_plot
from embedviz.ui.results import dataset_named

DOORS = (
    ("pages/cities.py", "Cities", ":material/public:",
     "Latitude and longitude are already a vector. Add population and see who is near now."),
    ("pages/tv_shows.py", "TV shows", ":material/tv:",
     "Genres, years, minutes: what makes Cheers a neighbour of Seinfeld, and Wednesday none?"),
    ("pages/sentences.py", "Sentences", ":material/notes:",
     "A language model finds the same meaning in other words. Counting words can't."),
    ("pages/words.py", "Words", ":material/dictionary:",
     "King − man + woman: the lookup table inside a language model, with its parallelograms."),
    ("pages/digits.py", "Digits", ":material/draw:",
     "64 pixels are 64 numbers. Watch ten digits part when PCA gives way to UMAP."),
    ("pages/your_data.py", "Your own data", ":material/upload_file:",
     "Drop a table or paste lines of text, and ask the same questions of them."),
)  # fmt: skip

open_page(
    "See what an embedding is",
    "An **embedding** turns a thing into a list of numbers, so that *alike* becomes *near*. Here "
    "you choose the things and the numbers, look who is near whom, and see how far the picture can "
    "be believed. **Try this:** point at a city on the map, or tap it; then open the door below "
    "that you like.",
)

LARGEST = 600


@st.cache_resource(show_spinner=False)
def largest_cities() -> Projection:
    """Draw the largest cities by their two coordinates, which are their vectors as they stand."""
    dataset = dataset_named("cities").take(range(LARGEST))
    names = ("latitude", "longitude")
    vectors = dataset.frame[list(names)].to_numpy()
    space = VectorSpace(vectors, dataset.labels, feature_names=names, dataset=dataset)
    return Features()(space)


with errors_as_sentences():
    show_plot(largest_cities(), key="home.plot", color="continent", measure=False)
    st.caption(
        f"The {LARGEST} largest cities as vectors of two numbers, longitude to the right and "
        "latitude upwards: a map is the oldest embedding picture there is."
    )

with st.container(border=True):
    st.page_link("pages/lessons.py", label="**Lessons**", icon=":material/school:")
    st.markdown(
        f"New to all this? {len(LESSONS)} short chapters, from two numbers a city to what a "
        "network learns. Predict, then see. Made for a screen in front of a class as well."
    )
for row in (DOORS[:3], DOORS[3:]):
    for column, (page, title, icon, text) in zip(st.columns(3), row, strict=True):
        with column, st.container(border=True, height="stretch"):
            st.page_link(page, label=f"**{title}**", icon=icon)
            st.markdown(text)

"""Your own data: a file or pasted lines, and the same questions asked of them."""

import streamlit as st

from embedviz.datasets import Example
from embedviz.errors import InvalidRequest
from embedviz.steps import SpaceRequest
from embedviz.ui.choosing import choose_embedder, choose_projection
from embedviz.ui.controls import choose_color
from embedviz.ui.explorer import Explored, show_explorer
from embedviz.ui.messages import errors_as_sentences
from embedviz.ui.own_data import (
    bring,
    brought_to,
    choose_label,
    offer_to_bring,
    page_of,
    session_of,
    show_first_rows,
    source_of,
    take_drops,
    tell_ignored,
    tell_left_out,
    tell_session,
)
from embedviz.ui.screen import open_screen
from embedviz.ui.selection import narrowed
from embedviz.ui.uploads import Upload, read_upload, show_notes, understood_words

PAGE = "your_data"
EXAMPLES = (Example("lemon", "orange", "cucumber"), Example("watermelon", "grape", "pumpkin"))
EXAMPLE = Upload(
    "fruit and vegetables.csv",
    b"""food,group,energy (kcal),water (g),sugar (g),fibre (g),protein (g)
apple,fruit,52,86,10.4,2.4,0.3
apricot,fruit,48,86,9.2,2.0,1.4
banana,fruit,89,75,12.2,2.6,1.1
blueberry,fruit,57,84,10.0,2.4,0.7
cherry,fruit,63,82,12.8,2.1,1.1
grape,fruit,69,81,15.5,0.9,0.7
kiwi,fruit,61,83,9.0,3.0,1.1
lemon,fruit,29,89,2.5,2.8,1.1
mango,fruit,60,83,13.7,1.6,0.8
orange,fruit,47,87,9.4,2.4,0.9
peach,fruit,39,89,8.4,1.5,0.9
strawberry,fruit,32,91,4.9,2.0,0.7
watermelon,fruit,30,91,6.2,0.4,0.6
avocado,fruit,160,73,0.7,6.7,2.0
broccoli,vegetable,34,89,1.7,2.6,2.8
carrot,vegetable,41,88,4.7,2.8,0.9
cauliflower,vegetable,25,92,1.9,2.0,1.9
cucumber,vegetable,15,95,1.7,0.5,0.7
green pea,vegetable,81,79,5.7,5.7,5.4
onion,vegetable,40,89,4.2,1.7,1.1
potato,vegetable,77,79,0.8,2.1,2.1
pumpkin,vegetable,26,92,2.8,0.5,1.0
spinach,vegetable,23,91,0.4,2.2,2.9
sweet corn,vegetable,86,76,6.3,2.0,3.3
tomato,vegetable,18,95,2.6,1.2,0.9
zucchini,vegetable,17,95,2.5,1.0,1.2
""",
    private=False,
)

TO_TRY = (
    "Any table or list of texts can become vectors. **Try this:** see what is close to *avocado*; "
    "then bring a table, texts or vectors of your own, or paste ten sentences."
)

brought = brought_to(PAGE, EXAMPLE)
page = page_of(PAGE, brought)
screen = open_screen(page, "Your own data", TO_TRY)
with screen.line:
    is_bringing = offer_to_bring(PAGE)
take_drops(PAGE)
with screen.plot, errors_as_sentences():
    tell_session(PAGE)
    table = read_upload(page, brought)
    example = "An example, until you bring your own: " if brought == EXAMPLE else ""
    screen.words.markdown(example + understood_words(table))
    show_notes(table)
    with st.sidebar:
        st.subheader("Vectors", anchor=False)
        label = choose_label(page, table)
        dataset = table.dataset(label, private=brought.private)
        embedder = choose_embedder(page, dataset)
        st.subheader("Map", anchor=False)
        drawn = choose_projection(page, dataset, embedder)
        color = choose_color(page, dataset.features, default=dataset.opening.color)
    if len(dataset) < 2:
        raise InvalidRequest(
            f"{dataset.name} has a single item. Add at least one more: it has no neighbour."
        )
    dataset = narrowed(page, dataset)
    tell_left_out(dataset, embedder)
    explored = Explored(
        SpaceRequest(embedder, dataset), drawn, color,
        source_of(page, brought, table, label), EXAMPLES, session=session_of(page, brought),
    )  # fmt: skip
    show_explorer(page, explored, screen)
    if screen.shown == "about":
        with screen.panel:
            show_first_rows(table)
    tell_ignored(page, PAGE)
if is_bringing:
    bring(PAGE, EXAMPLE)

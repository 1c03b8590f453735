"""Your own data: a file or pasted lines, and the same questions asked of them."""

from functools import partial

import streamlit as st

from embedviz.errors import InvalidRequest
from embedviz.ui.analogies import Example
from embedviz.ui.brought import Brought, read_brought
from embedviz.ui.controls import choose_color
from embedviz.ui.explorer import choose_question, show_explorer
from embedviz.ui.messages import errors_as_sentences
from embedviz.ui.own_data import (
    bring,
    choose_label,
    choose_picture,
    choose_vectors,
    first_color,
    session_of,
    show_first_rows,
    show_way_back,
    source_of,
)
from embedviz.ui.page import open_page
from embedviz.ui.request import MixRequest, TextRequest
from embedviz.ui.results import space_of, vector_of
from embedviz.ui.selection import narrowed

PAGE = "your_data"
EXAMPLES = (Example("lemon", "orange", "cucumber"), Example("watermelon", "grape", "pumpkin"))
EXAMPLE = Brought(
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
)

open_page(
    "Your own data",
    "Any table or list of texts can become vectors. **Try this:** ask who is near *avocado*; then "
    "drop a table, texts or ready vectors of your own, or paste ten sentences.",
)
with errors_as_sentences():
    brought = bring(PAGE, EXAMPLE)
    page = f"{PAGE}.{brought.key}"
    told, back = st.columns([5, 1.2])
    with back:
        show_way_back(PAGE)
    with told:
        table = read_brought(page, brought)
    with st.sidebar:
        st.subheader("Vectors", anchor=False)
        label = choose_label(page, table)
        dataset = table.dataset(label)
        request = choose_vectors(page, dataset)
        st.subheader("Picture", anchor=False)
        picture = choose_picture(page, dataset, request)
        color = choose_color(page, dataset.features, default=first_color(dataset))
    if len(dataset) < 2:
        raise InvalidRequest(
            f"{dataset.name} has a single item. Bring at least two: near and far need company."
        )
    dataset = narrowed(page, dataset)
    space = space_of(dataset, request)
    if len(space) < len(dataset):
        st.caption(
            f"{len(dataset) - len(space):,} of {len(dataset):,} rows have a gap in a chosen "
            f"{'feature or text' if isinstance(request, MixRequest) else 'feature'} and are left "
            "out."
        )
    question = choose_question(page, space, default=dataset.default_item)
    encode = None
    if isinstance(request, TextRequest):
        encode = partial(vector_of, dataset, request)
    show_explorer(
        page, space, picture, color=color, question=question, examples=EXAMPLES, encode=encode,
        source=source_of(page, brought, table, label, request),
        session=session_of(page, brought),
    )  # fmt: skip
    show_first_rows(table)

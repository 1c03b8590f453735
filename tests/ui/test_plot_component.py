from __future__ import annotations

import base64
import json

import numpy as np
from streamlit.testing.v1 import AppTest

from embedviz.ui.plot_component import _selected


def script() -> None:
    import numpy as np
    import streamlit as st

    from embedviz.projections.pca import PCA
    from embedviz.space import VectorSpace
    from embedviz.ui.plot_component import show_plot

    vectors = np.random.default_rng(0).normal(size=(50, 4))
    space = VectorSpace(vectors, [f"item {row}" for row in range(50)])
    pinned = st.selectbox("item", [*space.labels, "nobody here"], key="item")
    k = st.slider("k", 1, 20, 5, key="k")
    event = show_plot(PCA()(space), key="plot", pinned=pinned, k=k)
    st.write(f"{event}")


def drawn(app: AppTest) -> tuple[list[bytes], dict]:
    protos = [each.proto for each in app.get("bidi_component")]
    return [each.bytes for each in protos[:-1]], json.loads(protos[-1].json)


def test_the_plot_asks_for_the_parts_that_were_sent():
    app = AppTest.from_function(script).run()
    assert not app.exception
    parts, given = drawn(app)
    assert [part[:4] for part in parts] == [b"EVB1"] * 4
    assert given["parts"] == [part[4:20].decode() for part in parts]
    assert (given["pinned"], given["k"]) == (0, 5)


def test_a_pin_and_another_k_change_no_part():
    app = AppTest.from_function(script).run()
    before, _ = drawn(app)
    app.selectbox(key="item").set_value("item 7")
    app.slider(key="k").set_value(9).run()
    after, given = drawn(app)
    assert after == before
    assert (given["pinned"], given["k"]) == (7, 9)
    assert len(json.dumps(given)) < 1_000


def docked_script() -> None:
    import numpy as np

    from embedviz.projections.pca import PCA
    from embedviz.space import VectorSpace
    from embedviz.ui.plot_component import show_plot

    for d in (4, 65):
        vectors = np.random.default_rng(0).normal(size=(50, d))
        space = VectorSpace(vectors, [f"item {row}" for row in range(50)])
        show_plot(PCA()(space), key=f"plot{d}", dock=True)


def test_short_vectors_come_after_a_plot_with_a_dock():
    app = AppTest.from_function(docked_script).run()
    assert not app.exception
    protos = [each.proto for each in app.get("bidi_component")]
    short, long = (json.loads(proto.json) for proto in protos if proto.json)
    assert len(protos) == 5 + 1 + 5
    assert protos[5].bytes[4:20].decode() == short["vectors"]
    assert (short["dock"], long["dock"], long["vectors"]) == (True, True, None)


def test_an_item_that_is_not_drawn_pins_nobody():
    app = AppTest.from_function(script).run()
    app.selectbox(key="item").set_value("nobody here").run()
    assert not app.exception
    assert drawn(app)[1]["pinned"] is None


def test_a_selection_is_read_from_its_bits(plane):
    bits = base64.b64encode(np.packbits([1, 0, 0, 0, 0, 1])).decode()
    assert _selected(plane, {"bits": bits, "count": 6}) == ("man", "girl")
    assert _selected(plane, {"bits": bits, "count": 7}) is None
    assert _selected(plane, None) is None

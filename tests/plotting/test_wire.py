"""What Python sends to the plot is what the front end's types say, name by name, both ways."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import embedviz as ev
import embedviz.plotting
from embedviz.datasets import Column, Dataset
from embedviz.plotting.bundle import (
    color_bundle,
    graph_bundle,
    items_bundle,
    places_bundle,
    vectors_bundle,
)
from embedviz.plotting.coloring import coloring
from embedviz.plotting.html import page_of
from embedviz.plotting.palette import THEMES
from embedviz.space import VectorSpace
from embedviz.ui import plot_component
from embedviz.ui.queries import Query

WIRE = Path(embedviz.plotting.__file__).parent / "frontend" / "data" / "wire.d.ts"
INTERFACE = re.compile(
    r"export interface (\w+)(?: extends ([\w<>]+))? \{(.*?)\}$", re.DOTALL | re.MULTILINE
)
FIELD = re.compile(r"^  (\w+|\[fact: .+?\])(\??): (.+);$", re.MULTILINE)
PLAIN = {
    "string": lambda value: isinstance(value, str),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
}

Fields = dict[str, tuple[bool, str]]
"""Of each name: whether it may be missing, its type."""


def interfaces() -> dict[str, Fields]:
    found: dict[str, Fields] = {}
    for name, base, body in INTERFACE.findall(WIRE.read_text(encoding="utf-8")):
        required = base.startswith("Required<")
        inherited = found[re.sub(r"Required<(\w+)>", r"\1", base)] if base else {}
        fields = {each: (may and not required, kind) for each, (may, kind) in inherited.items()}
        own = {each: (bool(may), kind) for each, may, kind in FIELD.findall(body)}
        found[name] = fields | own
    return found


TYPES = interfaces()


def parts(kind: str, mark: str) -> list[str]:
    """Split a type at a mark that stands in no brackets."""
    found, depth = [""], 0
    for letter in kind:
        depth += (letter in "[(<") - (letter in "])>")
        if letter == mark and not depth:
            found.append("")
        else:
            found[-1] += letter
    return [each.strip() for each in found]


def fits(value: Any, kind: str) -> bool:
    """Say whether a value read from JSON is of a type."""
    return any(fits_one(value, each) for each in parts(kind, "|"))


def fits_one(value: Any, kind: str) -> bool:
    if kind in PLAIN:
        return PLAIN[kind](value)
    if kind in TYPES:
        return not list(misfits(value, kind))
    if kind.startswith('"'):
        return value == json.loads(kind)
    if kind.startswith("Record<string, "):
        return isinstance(value, dict) and all(fits(each, kind[15:-1]) for each in value.values())
    if "Array" in kind:
        return fits_array(value, kind)
    return isinstance(value, list) and fits_list(value, kind)


def fits_list(values: list[Any], kind: str) -> bool:
    if not kind.endswith("[]"):
        kinds = parts(kind[1:-1], ",")
        return len(values) == len(kinds) and all(map(fits, values, kinds))
    each = kind.removesuffix("[]")
    return all(fits(value, each.strip("()")) for value in values)


def fits_array(place: Any, kind: str) -> bool:
    name = re.sub(r"Rows<(\w+)>", r"\1", kind)
    is_rows = len(place["shape"]) > 1
    return place["type"].capitalize() + "Array" == name and is_rows == kind.startswith("Rows<")


def misfits(sent: Any, interface: str) -> Iterator[str]:
    """Give each name whose value isn't as declared, that is missing or that is unknown."""
    fields = TYPES[interface]
    if not isinstance(sent, dict):
        yield f"{interface}: {sent!r}"
        return
    for name, value in sent.items():
        field = "[fact: `fact${number}`]" if re.fullmatch(r"fact\d+", name) else name
        if field not in fields:
            yield f"{interface}.{name} is not declared"
        elif not fits(value, fields[field][1]):
            yield f"{interface}.{name}: {fields[field][1]} is sent as {str(value)[:80]}"
    missing = [name for name, (may, _) in fields.items() if not may and not name.startswith("[")]
    yield from (f"{interface}.{name} is not sent" for name in missing if name not in sent)


def sent_in(bundle) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """Give a bundle's kind, its header, and where its arrays are."""
    length = int.from_bytes(bundle.data[20:24], "little")
    head = json.loads(bundle.data[24 : 24 + length])
    arrays = head.pop("arrays")
    return head["kind"].capitalize(), head, arrays


@pytest.fixture
def bundles(towns, gappy, digits, rng) -> list[Any]:
    """All five kinds, of several kinds of data."""
    few = digits.take(range(40))
    pixels = VectorSpace(few.images.reshape(40, -1), few.labels, dataset=few)
    many = pd.DataFrame({"kind": [f"kind {row}" for row in range(400)]})
    columns = (Column("kind", "kind", "category"),)
    crowd = Dataset("many", many, tuple(map(str, range(400))), columns)
    crowded = VectorSpace(rng.normal(size=(400, 3)), crowd.labels, dataset=crowd)
    spaces = [
        ev.vectorize(towns, ["latitude", "longitude"]),
        ev.vectorize(towns, ["latitude", "longitude"], metric="haversine"),
        ev.vectorize(gappy, ["latitude", "longitude"]),
        pixels,
        crowded,
    ]
    flat, crowd_view = ev.project(spaces[0], "features"), ev.project(crowded, "pca")
    views = [flat, crowd_view, ev.project(pixels, "pca", dimensions=3)]
    views.append(ev.project(spaces[1], "features"))
    choices = [(flat, each) for each in ("land", "latitude", "people", "opening", None)]
    choices += [(crowd_view, "kind"), (crowd_view, "quality")]
    choices.append((crowd_view, ev.find_clusters(crowded, "kmeans", n_clusters=3)))
    return [
        *(items_bundle(space.dataset) for space in spaces),
        *(graph_bundle(space) for space in spaces),
        *(places_bundle(view) for view in views),
        *(places_bundle(view, view.quality) for view in views),
        *(color_bundle(coloring(view, color, THEMES["light"])) for view, color in choices),
        *filter(None, map(vectors_bundle, spaces)),
    ]


def test_each_bundle_is_as_the_front_end_reads_it(bundles):
    sent = [sent_in(bundle) for bundle in bundles]
    assert [
        each
        for kind, head, arrays in sent
        for each in (*misfits(head, f"{kind}Header"), *misfits(arrays, f"{kind}Arrays"))
    ] == []


def test_each_kind_of_bundle_and_each_of_its_arrays_is_sent_by_some(bundles):
    sent = [sent_in(bundle) for bundle in bundles]
    assert {f"{kind}Header" for kind, _, _ in sent} == {
        name for name in TYPES if name.endswith("Header")
    }
    for kind in {kind for kind, _, _ in sent}:
        arrays = {name for each, _, arrays in sent if each == kind for name in arrays}
        declared = {name for name in TYPES[f"{kind}Arrays"] if not name.startswith("[")}
        assert {name for name in arrays if not name.startswith("fact")} == declared


def script() -> None:
    import numpy as np

    import embedviz as ev
    from embedviz.datasets import Example
    from embedviz.ui.analogies import analogies_of
    from embedviz.ui.plot_component import show_plot
    from embedviz.ui.state import Page

    space = ev.VectorSpace([[1, 1], [4, 1], [1, 5], [4, 5], [9, 0]], list("abcde"))
    view = ev.project(space, "pca")
    page = Page("words", private=True)
    for corner in "abc":
        page.hold(f"analogy.{corner}", corner)
    asked = analogies_of(page, space, [Example("a", "b", "c", "e"), Example("a", "b", "gone")])
    show_plot(view, key="plain", k=2)
    show_plot(view, key="docked", k=2, dock=True)
    words = ev.VectorSpace(np.eye(3, 70), list("abc"), feature_names=[f"of {n}" for n in range(70)])
    long = [words, ev.VectorSpace(words.vectors, words.labels)]
    for n, vectors in enumerate(long):
        show_plot(ev.project(vectors, "pca"), key=f"long{n}", k=2, dock=True, pinned="a")
    show_plot(view, key="drawn", k=2, pinned="a", analogies=asked, encode=space.__getitem__)


def test_what_the_component_gets_is_as_the_front_end_reads_it():
    app = AppTest.from_function(script).run(timeout=60)
    assert not app.exception
    sent = [json.loads(each.proto.json) for each in app.get("bidi_component") if each.proto.json]
    assert [list(misfits(each, "ComponentProps")) for each in sent] == 5 * [[]]
    named, nameless = (sent[n]["reasons"]["to"][0] for n in (2, 3))
    assert named["listed"]
    assert nameless["words"]
    told = sent[4]["analogies"]
    assert [(each["label"], each["row"], each["far"]) for each in told["answers"]] == [
        ("d", 3, "0.000"),
        ("e", 4, "7.071"),
    ]
    assert told["score"] == "Euclidean distance"
    assert told["failed"] == "The nearest is d, not e."
    assert [each["title"] for each in told["examples"]] == ["a → b, c → ?"]


def test_a_question_is_sent_as_the_front_end_reads_it(plane):
    asked = Query("a prince", plane.vectors[0], np.float32([1, 2]), "Drawn amid its nearest.")
    assert list(misfits(asked.drawn(plane, 3), "Query")) == []


def test_a_page_of_its_own_gives_the_same(plane):
    page = page_of(ev.project(plane, "pca"), highlight="king")
    props = json.loads(re.search(r"data-plot='(.*?)'", page).group(1))
    assert list(misfits(props, "StandaloneProps")) == []


def test_the_page_listens_to_each_answer_that_the_plot_gives():
    code = Path(plot_component.__file__).read_text(encoding="utf-8")
    assert set(re.findall(r"on_(\w+)_change=", code)) == set(TYPES["Answers"])
    read = set(re.findall(r'answer\["(\w+)"\]', code))
    assert read == set(TYPES["Selection"])


def test_a_misfit_is_found():
    axis = {"title": "x", "log": False, "unit": ""}
    assert list(misfits(axis, "Axis")) == []
    assert list(misfits({**axis, "log": 1}, "Axis")) == ["Axis.log: boolean is sent as 1"]
    assert list(misfits({**axis, "more": 1}, "Axis")) == ["Axis.more is not declared"]
    assert list(misfits({"title": "x", "log": False}, "Axis")) == ["Axis.unit is not sent"]
    assert fits([[1, "a"], [2, "b"]], "[number, string][]")
    assert not fits([[1, "a"], ["b"]], "[number, string][]")
